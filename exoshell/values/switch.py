"""System.Management.Automation.SwitchParameter: what a script's `[switch]` parameter holds. Immutable; PRESENT and ABSENT are the two values."""

from __future__ import annotations


class SwitchParameter:
    """A switch; `is_present` is a bool. Cmdlets of ours hold a plain bool instead."""

    __slots__ = ("is_present",)
    type_name = "System.Management.Automation.SwitchParameter"

    def __init__(self, is_present: bool = False) -> None:
        self.is_present = is_present

    def __bool__(self) -> bool:
        return self.is_present

    def __eq__(self, other: object) -> bool:
        return type(other) is SwitchParameter and other.is_present == self.is_present

    def __hash__(self) -> int:
        return hash(self.is_present)

    def __str__(self) -> str:
        return "True" if self.is_present else "False"

    def __repr__(self) -> str:
        return f"SwitchParameter({self.is_present})"


PRESENT = SwitchParameter(True)
ABSENT = SwitchParameter(False)
