"""Out-GridView."""

from __future__ import annotations

from exoshell.cmdlets.output.surroundings import console_width, preferences_of
from exoshell.command.attributes import ValidateSet
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.format.shaping import FormatParameters, Shaper
from exoshell.format.text_output import TextFormatter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


@cmdlet("Out", "GridView", default_set="PassThru")
class OutGridView(Cmdlet):
    """Shows objects as a numbered table on the terminal, and lets some be chosen.

    With -PassThru or -OutputMode the numbers of the wanted rows are asked for (`1,3-5`, `*` for all, nothing for none); where nobody can be
    asked, no object is given.
    """

    input_object = Param("psobject", "The objects.", pipe=BY_VALUE)
    title = Param("string", "A line above the table.")
    wait = Param("switch", "Without effect on a terminal.", sets=("Wait",))
    output_mode = Param(
        "string",
        "How many rows may be chosen.",
        sets=("OutputMode",),
        validate=(ValidateSet("None", "Single", "Multiple"),),
    )
    pass_thru = Param("switch", "Let rows be chosen and give them.", sets=("PassThru",))

    values: list[Any]

    def begin(self) -> None:
        self.values = []

    def process(self) -> None:
        if self.input_object is not None:
            self.values.append(self.input_object)

    def item_processor(self) -> Callable[[Any], None] | None:
        return self.values.append

    @property
    def mode(self) -> str:
        """None, single or multiple."""
        if self.pass_thru:
            return "multiple"
        return (self.output_mode or "None").lower()

    def end(self) -> None:
        host = self.session.host
        if self.title:
            host.out(str(self.title) + "\n")
        for line in self.table():
            host.out(line + "\n")
        if self.mode == "none":
            return
        for number in self.chosen():
            self.write(self.values[number])

    def table(self) -> list[str]:
        """The lines of the table, its rows numbered where some can be chosen."""
        lines: list[str] = []
        preferences, width = preferences_of(self.session), console_width(self.session)
        formatter = TextFormatter(lines.append, None, preferences, width - 6)
        parameters = FormatParameters()
        shaper = Shaper(
            "Table", parameters, preferences, formatter.write, preferences.enumeration_limit, width
        )
        for value in self.values:
            shaper.process(value)
        shaper.finish()
        formatter.finish()
        if self.mode == "none":
            return lines
        first = len(lines) - len(self.values) - (1 if lines and not lines[-1] else 0)
        made = []
        for place, line in enumerate(lines):
            number = place - first + 1
            made.append(
                f"{number:>4}  {line}"
                if 1 <= number <= len(self.values)
                else "      " + line
                if line
                else line
            )
        return made

    def chosen(self) -> list[int]:
        """The places of the rows that the user names."""
        host = self.session.host
        if not host.interactive or not self.values:
            return []
        answer = host.read_line("Rows: " if self.mode == "multiple" else "Row: ")
        picked = parse_rows(answer or "", len(self.values))
        return picked[:1] if self.mode == "single" else picked


def parse_rows(text: str, count: int) -> list[int]:
    """`1,3-5` or `*` as places from 0; numbers beyond the rows do not count."""
    if text.strip() == "*":
        return list(range(count))
    places: list[int] = []
    for part in text.replace(" ", ",").split(","):
        first, _, last = part.partition("-")
        if first.isdigit() and (not last or last.isdigit()):
            places += [n - 1 for n in range(int(first), int(last or first) + 1) if 1 <= n <= count]
    return list(dict.fromkeys(places))
