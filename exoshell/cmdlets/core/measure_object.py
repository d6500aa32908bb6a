"""Measure-Object: counts objects and calculates numbers from their properties."""

from __future__ import annotations

from exoshell.cmdlets.objects.expressions import Expression, make, values_of
from exoshell.cmdlets.objects.results import MeasureInfo, ObjectMeasureInfo, TextMeasureInfo
from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import PSObject


@cmdlet(
    "Measure",
    "Object",
    default_set="GenericMeasure",
    output=(
        "Microsoft.PowerShell.Commands.GenericMeasureInfo",
        "Microsoft.PowerShell.Commands.TextMeasureInfo",
        "Microsoft.PowerShell.Commands.GenericObjectMeasureInfo",
    ),
)
class MeasureObject(Cmdlet):
    """Counts objects and calculates numbers from their properties."""

    input_object = Param("psobject", "The objects to work on, usually from the pipeline.", pipe=BY_VALUE)
    property_ = Param(
        "pspropertyexpression[]", "The properties to use.", position=0, validate=(ValidateNotNullOrEmpty(),)
    )
    standard_deviation = Param("switch", "The standard deviation.", sets=("GenericMeasure",))
    sum = Param("switch", "The sum.", sets=("GenericMeasure",))
    all_stats = Param("switch", "All statistics.", sets=("GenericMeasure",))
    average = Param("switch", "The average.", sets=("GenericMeasure",))
    maximum = Param("switch", "The largest value.", sets=("GenericMeasure",))
    minimum = Param("switch", "The smallest value.", sets=("GenericMeasure",))
    line = Param("switch", "Count lines.", sets=("TextMeasure",))
    word = Param("switch", "Count words.", sets=("TextMeasure",))
    character = Param("switch", "Count characters.", sets=("TextMeasure",))
    ignore_white_space = Param("switch", "Leave white space out.", sets=("TextMeasure",))

    def begin(self) -> None:
        given = self.property_
        if given is not None and not isinstance(given, list):
            given = [given]
        self._expressions: list[Expression] | None = None if given is None else [make(self, p) for p in given]
        self._statistics: dict[str, Statistics] = {}
        self._seen = 0
        self._failed = False
        self._numbers = self.sum or self.average or self.standard_deviation or self.all_stats
        self._largest = self.maximum or self.all_stats
        self._smallest = self.minimum or self.all_stats
        self._deviation = self.standard_deviation or self.all_stats
        self._texts = self.line or self.word or self.character

    def process(self) -> None:
        self._one(self.input_object)

    def item_processor(self) -> Callable[[Any], None] | None:
        return self._one

    def _one(self, item: Any) -> None:
        if item is None or item is AUTOMATION_NULL:
            return
        self._seen += 1
        if self._expressions is None:
            self._analyze("$_", item.base if type(item) is PSObject else item)
            return
        measured: set[str] = set()
        for expression in self._expressions:
            outcomes = values_of(expression, item)
            if not outcomes and expression.pattern is None:
                self._entry(expression.text)
            for outcome in outcomes:
                if outcome.name.lower() not in measured:
                    measured.add(outcome.name.lower())
                    self._analyze(outcome.name, outcome.value)

    def _entry(self, name: str) -> Statistics:
        found = self._statistics.get(name.lower())
        if found is None:
            found = self._statistics[name.lower()] = Statistics(name)
        return found

    def _analyze(self, name: str, value: Any) -> None:
        entry = self._entry(name)
        entry.count += 1
        if self._texts:
            self._analyze_text(entry, value)
        if self._numbers:
            number = number_of(value)
            if number is None:
                self._failed = True
                self.write_error(not_numeric(value))
                return
            entry.add(number, self._deviation)
        if self._largest:
            entry.largest = extreme(value, entry.largest, 1)
        if self._smallest:
            entry.smallest = extreme(value, entry.smallest, -1)

    def _analyze_text(self, entry: Statistics, value: Any) -> None:
        from exoshell.values.text import net_text

        text = "" if value is None else value if type(value) is str else net_text(value)
        if self.line:
            entry.lines += 0 if not text else text.count("\n") + (text[-1] != "\n")
        if self.word:
            entry.words += len(text.split())
        if self.character:
            entry.characters += sum(not c.isspace() for c in text) if self.ignore_white_space else len(text)

    def end(self) -> None:
        if self._seen == 0 and self._expressions is None:
            self._entry("$_")
        for entry in self._statistics.values():
            if entry.count == 0 and self._expressions is not None:
                if self.context.scope.strictness() >= 2:
                    self.write_error(no_such_property(entry.name, bool(self._texts)))
                continue
            info: Any = self._text_info(entry) if self._texts else self._number_info(entry)
            if self._expressions is not None:
                info.property_name = entry.name
            self.write(info)

    def _text_info(self, entry: Statistics) -> TextMeasureInfo:
        return TextMeasureInfo(
            entry.lines if self.line else None,
            entry.words if self.word else None,
            entry.characters if self.character else None,
        )

    def _number_info(self, entry: Statistics) -> MeasureInfo:
        low, high = number_of(entry.smallest), number_of(entry.largest)
        plain = (entry.smallest is None or low is not None) and (entry.largest is None or high is not None)
        info = MeasureInfo(entry.count) if plain else ObjectMeasureInfo(entry.count)
        if not self._failed:
            if self.sum or self.all_stats:
                info.sum = entry.sum
            if (self.average or self.all_stats) and entry.count > 0:
                info.average = entry.sum / entry.count
            if self._deviation:
                info.standard_deviation = entry.variance**0.5
        if self._largest:
            info.maximum = high if plain else entry.largest
        if self._smallest:
            info.minimum = low if plain else entry.smallest
        return info


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class Statistics:
    """What has been counted and added up for one property."""

    __slots__ = (
        "name",
        "count",
        "sum",
        "total",
        "variance",
        "largest",
        "smallest",
        "lines",
        "words",
        "characters",
    )

    def __init__(self, name: str) -> None:
        self.name = name
        self.count = 0
        self.sum = 0.0
        self.total = 0.0
        self.variance = 0.0
        self.largest: Any = None
        self.smallest: Any = None
        self.lines = self.words = self.characters = 0

    def add(self, number: float, deviation: bool) -> None:
        """Take a number in; the variance is updated step by step."""
        self.sum += number
        count = self.count
        if deviation and count > 1:
            mean = self.total / (count - 1)
            self.variance *= (count - 2.0) / (count - 1)
            self.variance += (number - mean) * (number - mean) / count
        self.total += number


def number_of(value: Any) -> float | None:
    """The value as a double, or None."""
    kind = type(value)
    if kind is int or kind is float:
        return float(value)
    if value is None:
        return None
    from exoshell.values.conversion import try_convert
    from exoshell.values.types import find_type

    if isinstance(value, bool) or isinstance(value, (int, float)):
        return float(value)
    fits, made = try_convert(value, find_type("double"))
    return float(made) if fits and made is not None else None


def extreme(value: Any, best: Any, sign: int) -> Any:
    """The larger (`sign` 1) or smaller (-1) of a value and the best so far."""
    if best is None:
        return value
    from exoshell.values.comparison import compare
    from exoshell.values.conversion import to_text

    current, known = value, best
    number = number_of(value)
    current = value if number is None else number
    number = number_of(best)
    known = best if number is None else number
    if current is not None and type(current) is not type(known):
        current, known = to_text(current), to_text(known)
    return best if compare(known, current, False) * sign > 0 else value


def not_numeric(value: Any) -> Any:
    from exoshell.cmdlets.objects.ordering import bare_text

    return ps_error(
        "NonNumericInputObject",
        f'Input object "{"" if value is None else bare_text(value)}" is not numeric.',
        exception="System.Management.Automation.RuntimeException",
        category="InvalidType",
        target=value,
    )


def no_such_property(name: str, texts: bool) -> Any:
    return ps_error(
        "TextMeasurePropertyNotFound" if texts else "GenericMeasurePropertyNotFound",
        f'The property "{name}" cannot be found in the input for any objects.',
        exception="System.Management.Automation.PSArgumentException",
        category="InvalidArgument",
    )
