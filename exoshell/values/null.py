"""`AutomationNull`: the value of a pipeline that gave no object.

`$null` is Python's None. AUTOMATION_NULL is what an empty pipeline leaves in a variable: it behaves as `$null` in every operator,
but piped or enumerated it yields nothing.
"""

from __future__ import annotations


class AutomationNull:
    """The type of the one object AUTOMATION_NULL."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "AUTOMATION_NULL"


AUTOMATION_NULL = AutomationNull()
