"""System.Management.Automation.Host: choices, coordinates, sizes."""

from __future__ import annotations

from exoshell.dotnet.errors import net_error
from exoshell.dotnet.table import table
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

H = "System.Management.Automation.Host."


class ChoiceDescription(NetObject):
    """One choice of a prompt: `label` with `&` before its key, and `help_message`."""

    __slots__ = ("label", "help_message")
    type_name = H + "ChoiceDescription"

    def __init__(self, label: str, help_message: str = "") -> None:
        self.label, self.help_message = label, help_message
        self.extension = None
        self.ps_type = None


CHOICE = table(H + "ChoiceDescription")


@CHOICE.new()
def new_choice(ps_type: Any, label: Any, help_message: Any = "") -> ChoiceDescription:
    if not label:
        raise net_error(
            "System.Management.Automation.PSArgumentException",
            'Cannot process argument because the value of argument "label" is not valid. Change the value of the "label" argument and run the '
            "operation again.",
        )
    return ChoiceDescription(label, help_message or "")


CHOICE.add_fields({"Label": "label"}, read_only=True)
CHOICE.add_fields({"HelpMessage": "help_message"})


class Place(NetObject):
    """Coordinates, Size or Rectangle (`kind`): `numbers` in the order of the constructor."""

    __slots__ = ("kind", "numbers")

    def __init__(self, kind: str, numbers: list[int]) -> None:
        self.kind, self.numbers = kind, numbers
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        return H + self.kind

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and (other.kind, other.numbers) == (self.kind, self.numbers)

    def __hash__(self) -> int:
        return hash((self.kind, *self.numbers))

    def __str__(self) -> str:
        return ",".join(str(n) for n in self.numbers)


def _place_table(kind: str, *names: str) -> None:
    target = table(H + kind)
    target.zero = lambda: Place(kind, [0] * len(names))
    target.new()(lambda ps_type, *numbers: Place(kind, [int(n) for n in numbers]))
    for position, name in enumerate(names):
        target.add_properties({name: (lambda place, n=position: place.numbers[n])})
        target.properties[name.lower()].set = lambda place, value, n=position: place.numbers.__setitem__(
            n, value
        )
    target.method("ToString", "string ToString()")(str)


_place_table("Coordinates", "X", "Y")
_place_table("Size", "Width", "Height")
_place_table("Rectangle", "Left", "Top", "Right", "Bottom")
