"""Start-Sleep: waits for a time."""

from __future__ import annotations

from exoshell.command.attributes import ValidateRange
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet


@cmdlet("Start", "Sleep", default_set="Seconds")
class StartSleep(Cmdlet):
    """Waits for a time."""

    seconds = Param(
        "double",
        "Seconds.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE | BY_NAME,
        sets=("Seconds",),
        validate=(ValidateRange(0, 2147483),),
    )
    milliseconds = Param(
        "int",
        "Milliseconds.",
        mandatory=True,
        pipe=BY_NAME,
        sets=("Milliseconds",),
        aliases=("ms",),
        validate=(ValidateRange(0, 2147483647),),
    )
    duration = Param(
        "timespan",
        "How long.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE | BY_NAME,
        sets=("FromTimeSpan",),
        aliases=("ts",),
        validate=(ValidateRange(None, None),),
    )

    def process(self) -> None:
        import time

        if self.is_bound("Duration"):
            seconds = self.duration.ticks / 10_000_000
        elif self.is_bound("Milliseconds"):
            seconds = self.milliseconds / 1000
        else:
            seconds = float(self.seconds)
        if seconds > 0:
            time.sleep(seconds)
