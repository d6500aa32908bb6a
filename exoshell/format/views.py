"""Registered views: the built-in ones (read from data/views.txt as they are needed), those of Exchange objects, and those that
Update-FormatData adds.

A view of the nearest type in the object's type names wins; of several for one type the first, prepended ones before built-in ones
before appended ones.
"""

from __future__ import annotations

from exoshell.format.packets import NEWLINE, ComplexEntry, FormatEntryData, Frame, RawText
from exoshell.format.view_data import PREFIX, View, source_expression, view_of
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.objects import PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from exoshell.format.shaping import Shaper

_DATA = __file__.rpartition("views.py")[0] + "data/views.txt"
_OUTSIDE = frozenset(
    (
        "system.management.automation.scriptblock",
        "system.management.automation.errorrecord",
        "system.management.automation.warningrecord",
        "system.management.automation.informationrecord",
        "system.management.automation.verboserecord",
        "system.management.automation.debugrecord",
    )
)
_RECORD_STREAMS = {"warningrecord": "Warning", "verboserecord": "Verbose", "debugrecord": "Debug"}


class BuiltInViews:
    """The views of the package data and of Exchange objects, parsed when they are needed."""

    __slots__ = ("_lines", "_parsed", "_by_type", "_exchange")

    def __init__(self) -> None:
        self._lines: list[str] | None = None
        self._parsed: dict[int, View] = {}
        self._by_type: dict[str, list[int]] = {}
        self._exchange: list[View] | None = None

    def for_type(self, type_name: str) -> list[View]:
        """The views for a type (lower name), in order."""
        if self._lines is None:
            self._load()
        found = [self._view(number) for number in self._by_type.get(type_name, ())]
        if ".exchange." in type_name:
            found += [v for v in self._exchange_views() if type_name in v.types]
        return found

    def all_views(self) -> list[View]:
        """Every view of the package data, in order."""
        if self._lines is None:
            self._load()
        return [self._view(number) for number in range(len(self._lines or ()))]

    def _load(self) -> None:
        with open(_DATA, encoding="utf-8") as file:
            lines = file.read().splitlines()[1:]
        self._lines = lines
        for number, line in enumerate(lines):
            for name in line.partition("\t")[0].split("|"):
                self._by_type.setdefault(name.lower(), []).append(number)

    def _view(self, number: int) -> View:
        view = self._parsed.get(number)
        if view is None:
            assert self._lines is not None
            source = eval(self._lines[number].partition("\t")[2], {"__builtins__": {}})  # noqa: S307 - package data
            view = self._parsed[number] = view_of(source)
        return view

    def _exchange_views(self) -> list[View]:
        if self._exchange is None:
            from exoshell.schema import views as schema_views

            self._exchange = [view_of(source) for source in schema_views.load()]
        return self._exchange


BUILT_IN = BuiltInViews()
SERVICE = "format_views"


class Registry:
    """The views of one session: built-in ones between those that format files put in front and behind."""

    __slots__ = ("prepended", "appended")

    def __init__(self) -> None:
        self.prepended: list[View] = []
        self.appended: list[View] = []

    def all_views(self) -> list[View]:
        """Every view, in order of precedence."""
        return [*self.prepended, *BUILT_IN.all_views(), *self.appended]

    def for_type(self, type_name: str) -> list[View]:
        """Every view for a type (lower name), in order of precedence."""
        found = BUILT_IN.for_type(type_name)
        if self.prepended:
            found = [v for v in self.prepended if type_name in v.types] + found
        if self.appended:
            found = found + [v for v in self.appended if type_name in v.types]
        return found

    def has_outside(self) -> bool:
        """Whether an added view stands outside of tables and lists."""
        return any(v.outside for v in self.prepended) or any(v.outside for v in self.appended)


PLAIN = Registry()


def registry_of(session: Any, make: bool = False) -> Registry:
    """The session's views; `make`: to be changed."""
    if session is None:
        return PLAIN
    found = session.services.get(SERVICE)
    if found is None:
        if not make:
            return PLAIN
        found = session.services[SERVICE] = Registry()
    assert isinstance(found, Registry)
    return found


def outside_view(shaper: Shaper, value: Any, names: Sequence[str]) -> FormatEntryData | None:
    """The packet of an object that stands outside of tables and lists, or None."""
    registry = registry_of(shaper.preferences.session)
    added = registry.has_outside()
    known = next((n.lower() for n in names if n.lower() in _OUTSIDE), None)
    if known is None and not added:
        return None
    if added:
        for view in _candidates(registry, names):
            if view.outside:
                return FormatEntryData(ComplexEntry(custom_items(shaper, view, value)), True, shaper.stream)
    if known is None:
        return None
    for name in names:
        if name.lower() == known:
            break
        if registry.for_type(name.lower()):
            return None
    return _record_entry(shaper, value.base if type(value) is PSObject else value, known)


def _record_entry(shaper: Shaper, value: Any, type_name: str) -> FormatEntryData:
    stream = shaper.stream
    short = type_name.rpartition(".")[2]
    if short == "errorrecord":
        from exoshell.format.errors import error_lines

        preferences = shaper.preferences
        lines = error_lines(value, preferences.error_view, shaper.width, shaper.colour)
        if len(lines) > 1 and preferences.error_view == "ConciseView":
            lines.append("")
        items: list[Any] = [lines[0]]
        for line in lines[1:]:
            items += [NEWLINE, line]
        return FormatEntryData(ComplexEntry(items), True, stream)
    if short in _RECORD_STREAMS:
        from exoshell.dotnet.access import get_property

        text = getattr(value, "message", None) or get_property(value, "Message")
        return FormatEntryData(RawText("" if text is None else str(text)), True, _RECORD_STREAMS[short])
    from exoshell.format.cells import plain_text

    return FormatEntryData(RawText(plain_text(value)), True, stream)


def find_view(
    shaper: Shaper, value: Any, names: Sequence[str], shape: str, wanted: str | None
) -> View | None:
    """The view for an object: of the kind `shape` ('' for any), called `wanted` unless that is None."""
    for view in _candidates(registry_of(shaper.preferences.session), names):
        if view.outside or (shape and view.kind != shape):
            continue
        if wanted is None or view.name.lower() == wanted.lower():
            return view
    return None


def _candidates(registry: Registry, names: Sequence[str]) -> Iterable[View]:
    """The views that fit, the nearest type first; then those of the types without the mark of deserialized objects."""
    for name in names:
        yield from registry.for_type(name.lower())
    if names and names[0].startswith(PREFIX):
        for name in names:
            if name.startswith(PREFIX):
                yield from registry.for_type(name[len(PREFIX) :].lower())


def unknown_view(shaper: Shaper, value: Any, shape: str, wanted: str) -> PowerShellError:
    """The error for a -View name that does not exist."""
    from exoshell.format.members import type_names

    names = type_names(value)
    registry = registry_of(shaper.preferences.session)
    message = f"The view name {wanted} cannot be found."
    named = [v for v in _candidates(registry, names) if v.name.lower() == wanted.lower()]
    kinds = dict.fromkeys(v.kind for v in _candidates(registry, names) if v.kind == shape)
    if named:
        message += f" Use Format-{named[0].kind} -View {wanted} instead."
    elif kinds:
        available = [v.name for v in _candidates(registry, names) if v.kind == shape]
        message += f" Specify one of the following {shape} views and try again: {', '.join(available)}."
    else:
        message += f" There are no existing {shape} views for {names[0]} objects."
    return ps_error(
        "FormatViewNotFound",
        message,
        exception="System.Management.Automation.PSInvalidOperationException",
        category="ObjectNotFound",
    )


def custom_items_of(sources: list[Any], value: Any) -> list[Any]:
    """The drawing items of a custom control outside of any view."""
    from exoshell.format.preferences import Preferences
    from exoshell.format.shaping import Shaper

    preferences = Preferences()
    return _items(Shaper("", None, preferences, _drop, preferences.enumeration_limit), sources, value)


def _drop(packet: Any) -> None:
    """Packets nobody wants."""


def custom_items(shaper: Shaper, view: View, value: Any) -> list[Any]:
    """The drawing items of a custom view for an object."""
    return _items(shaper, view.row_for(value).items, value)


def _items(shaper: Shaper, sources: list[Any], value: Any) -> list[Any]:
    made: list[Any] = []
    for source in sources:
        if "text" in source:
            made.append(source["text"])
        elif "newline" in source:
            made.extend([NEWLINE] * source["newline"])
        elif "frame" in source:
            first = source.get("first", 0) or -source.get("hang", 0)
            inner = _items(shaper, source["frame"], value)
            made.append(Frame(inner, source.get("left", 0), source.get("right", 0), first))
        else:
            made.extend(_bound_items(shaper, source, value))
    return made


def _bound_items(shaper: Shaper, source: dict[str, Any], value: Any) -> list[Any]:
    from exoshell.format.cells import cell_text, enumerable

    condition = source.get("condition")
    if condition is not None and not condition(value):
        return []
    expression = source_expression(source["expr"])
    found, fine = shaper.evaluation.value(expression, value)
    if not fine or found is None:
        return []
    forms = source.get("control")
    parts = enumerable(found) if source.get("enumerate") else None
    if forms is None:
        if parts is None:
            return [cell_text(found, shaper.limit)]
        return [item for part in parts for item in (cell_text(part, shaper.limit), NEWLINE)]
    return [item for part in ([found] if parts is None else parts) for item in _items(shaper, forms[0], part)]
