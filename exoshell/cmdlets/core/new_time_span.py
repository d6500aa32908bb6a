"""New-TimeSpan: creates a time span."""

from __future__ import annotations

from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.datetime import DateTime, TimeSpan


@cmdlet("New", "TimeSpan", default_set="Date", output=("System.TimeSpan",))
class NewTimeSpan(Cmdlet):
    """Creates a time span."""

    start = Param(
        "datetime",
        "The earlier time.",
        position=0,
        pipe=BY_VALUE | BY_NAME,
        sets=("Date",),
        aliases=("LastWriteTime",),
    )
    end_ = Param("datetime", "The later time.", position=1, pipe=BY_NAME, sets=("Date",))
    days = Param("int", "Days.", sets=("Time",))
    hours = Param("int", "Hours.", sets=("Time",))
    minutes = Param("int", "Minutes.", sets=("Time",))
    seconds = Param("int", "Seconds.", sets=("Time",))
    milliseconds = Param("int", "Milliseconds.", sets=("Time",))

    def process(self) -> None:
        if self.parameter_set == "Time":
            self.write(
                TimeSpan(
                    (
                        (((self.days or 0) * 24 + (self.hours or 0)) * 60 + (self.minutes or 0)) * 60
                        + (self.seconds or 0)
                    )
                    * 10_000_000
                    + (self.milliseconds or 0) * 10_000
                )
            )
            return
        now = DateTime.now()
        start = self.start if self.is_bound("Start") and self.start is not None else now
        end = self.end_ if self.is_bound("End") and self.end_ is not None else now
        self.write(TimeSpan(end.ticks - start.ticks))
