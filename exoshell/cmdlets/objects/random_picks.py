"""Random numbers and picks for Get-Random and Get-SecureRandom."""

from __future__ import annotations

from exoshell.values.errors import ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.numbers import INT32_MAX, INT32_MIN, Int64

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class RandomPicker:
    """The work of one call. The plain generator belongs to the session, so that -SetSeed holds for later calls."""

    def __init__(self, command: Any, secure: bool) -> None:
        import random

        self.command = command
        self.items: list[Any] = []
        if secure:
            self.generator: Any = random.SystemRandom()
            return
        services = command.session.services
        generator = services.get("random")
        if generator is None or command.is_bound("SetSeed"):
            generator = services["random"] = random.Random(
                command.set_seed if command.is_bound("SetSeed") else None
            )
        self.generator = generator

    @property
    def picks(self) -> bool:
        return self.command.parameter_set in ("RandomListItemParameterSet", "ShuffleParameterSet")

    def process(self) -> None:
        command = self.command
        if self.picks:
            given = command.input_object
            for item in given if isinstance(given, list) else [given]:
                if item is not AUTOMATION_NULL:
                    self.items.append(item)
            return
        for _ in range(command.count if command.is_bound("Count") else 1):
            command.write(self.number())

    def end(self) -> None:
        if not self.picks:
            return
        command = self.command
        count = len(self.items) if command.shuffle else command.count if command.is_bound("Count") else 1
        for item in self.generator.sample(self.items, min(count, len(self.items))):
            command.write(item)

    def number(self) -> Any:
        command = self.command
        low, high = limit(command.minimum), limit(command.maximum)
        if isinstance(low, float) or isinstance(high, float):
            low, high = float(low or 0.0), float(high if high is not None else 1.7976931348623157e308)
            self.check(low, high)
            return low + (high - low) * self.generator.random()
        wide = any(type(v) is Int64 for v in (low, high) if v is not None)
        low = 0 if low is None else int(low)
        high = (2**63 - 1 if wide else INT32_MAX) if high is None else int(high)
        self.check(low, high)
        value = self.generator.randrange(low, high)
        if wide or not INT32_MIN <= value <= INT32_MAX:
            return Int64(value)
        return value

    def check(self, low: Any, high: Any) -> None:
        if low >= high:
            from exoshell.values.conversion import to_text

            raise ps_error(
                "MinGreaterThanOrEqualMax",
                f"The Minimum value ({to_text(low)}) cannot be greater than or equal to the Maximum value ({to_text(high)}).",
                exception="System.ArgumentException",
                category="InvalidArgument",
            )


def limit(value: Any) -> Any:
    """A limit as int, Int64, float or None: texts are numbers, everything else is converted."""
    if value is None or type(value) is int or type(value) is float or type(value) is Int64:
        return value
    from exoshell.values.conversion import convert, to_number
    from exoshell.values.types import find_type

    if isinstance(value, str):
        return limit(to_number(value))
    if isinstance(value, int):
        return int(value) if INT32_MIN <= value <= INT32_MAX else Int64(value)
    return convert(value, find_type("double"))
