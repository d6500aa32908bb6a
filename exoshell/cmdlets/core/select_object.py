"""Select-Object: selects objects, or some of their properties."""

from __future__ import annotations

from collections import deque

from exoshell.cmdlets.objects.expressions import SELECT_KEYS, Expression, make, parse, values_of
from exoshell.command.attributes import ValidateRange
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.enumeration import enumerate_value
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import Member, PSCustomObject


@cmdlet("Select", "Object", default_set="DefaultParameter")
class SelectObject(Cmdlet):
    """Selects objects, or some of their properties."""

    input_object = Param("psobject", "The objects to work on, usually from the pipeline.", pipe=BY_VALUE)
    property_ = Param(
        "System.Object[]",
        "The properties to give: names, wildcards, or tables with Name and Expression.",
        position=0,
        sets=("DefaultParameter", "SkipLastParameter"),
    )
    exclude_property = Param(
        "string[]", "Properties to leave out.", sets=("DefaultParameter", "SkipLastParameter")
    )
    expand_property = Param(
        "string",
        "The property whose value to give instead of the object.",
        sets=("DefaultParameter", "SkipLastParameter"),
    )
    unique = Param("switch", "Give equal ones once.")
    case_insensitive = Param("switch", "Ignore case where texts are compared.")
    last = Param(
        "int", "How many from the end.", sets=("DefaultParameter",), validate=(ValidateRange(0, 2147483647),)
    )
    first = Param(
        "int",
        "How many from the beginning.",
        sets=("DefaultParameter",),
        validate=(ValidateRange(0, 2147483647),),
    )
    skip = Param(
        "int",
        "How many to pass over.",
        sets=("DefaultParameter", "SkipLastParameter"),
        validate=(ValidateRange(0, 2147483647),),
    )
    skip_last = Param(
        "int",
        "How many to leave out at the end.",
        sets=("SkipLastParameter",),
        validate=(ValidateRange(0, 2147483647),),
    )
    wait = Param(
        "switch", "Do not stop the commands before this one.", sets=("DefaultParameter", "IndexParameter")
    )
    index = Param(
        "int[]",
        "The positions to give, from 0.",
        sets=("IndexParameter",),
        validate=(ValidateRange(0, 2147483647),),
    )
    skip_index = Param(
        "int[]",
        "The positions to leave out, from 0.",
        sets=("SkipIndexParameter",),
        validate=(ValidateRange(0, 2147483647),),
    )

    def begin(self) -> None:
        self._shape = Shape(self)
        self._queue: deque[Any] = deque()
        self._seen = 0
        self._written = 0
        self._uniques: list[tuple[Any, dict[str, Any]]] = []
        self._indexes = sorted(set(self.index or ())) if self.index is not None else None
        self._skipped = set(self.skip_index or ()) if self.skip_index is not None else None
        if (
            self.first == 0
            and self.is_bound("First")
            and not self.is_bound("Last")
            and not self.wait
            and self.context.expecting_input
        ):
            self.context.stop_upstream()

    def process(self) -> None:
        if self.input_object is not None and self.input_object is not AUTOMATION_NULL:
            self._one(self.input_object)

    def item_processor(self) -> Callable[[Any], None] | None:
        one = self._one

        def process(item: Any) -> None:
            if item is not None:
                one(item)

        if (
            not self.bound.keys() - {"Property"}
            and self.context.expecting_input
            and self._shape.plain is not None
        ):
            names, write = self._shape.plain, self.write

            def project(item: Any) -> None:
                if type(item) is PSCustomObject and item.type_names is None:
                    notes = item.notes
                    try:
                        made = {name: notes[name] for name in names}
                    except KeyError:
                        made = None
                    if made is not None and all_plain(made):
                        write(PSCustomObject(made, SELECTED[:]))
                        return
                process(item)

            return project
        return process

    def _one(self, item: Any) -> None:
        seen = self._seen
        self._seen += 1
        if self._indexes is not None:
            self._by_index(item, seen)
        elif self._skipped is not None:
            if seen not in self._skipped:
                self._emit(item)
        elif self.is_bound("SkipLast"):
            if seen >= (self.skip or 0):
                self._queue.append(item)
                if len(self._queue) > self.skip_last:
                    self._emit(self._queue.popleft())
        else:
            self._by_range(item, seen)

    def _by_index(self, item: Any, seen: int) -> None:
        indexes = self._indexes
        assert indexes is not None
        if indexes and seen == indexes[0]:
            indexes.pop(0)
            self._emit(item)
        if not indexes and not self.wait and self.context.expecting_input and not self.unique:
            self.context.stop_upstream()

    def _by_range(self, item: Any, seen: int) -> None:
        first, last = self.is_bound("First"), self.is_bound("Last")
        if last:
            if first and self._written < self.first:
                self._written += 1
                self._emit(item)
                return
            keep = self.last + (self.skip or 0)
            self._queue.append(item)
            if len(self._queue) > keep:
                self._queue.popleft()
            return
        if seen < (self.skip or 0):
            return
        if first:
            if self._written < self.first:
                self._written += 1
                self._emit(item)
            if (
                self._written >= self.first
                and not self.wait
                and self.context.expecting_input
                and not self.unique
            ):
                self.context.stop_upstream()
            return
        self._emit(item)

    def end(self) -> None:
        if self.is_bound("Last"):
            while len(self._queue) > (self.skip or 0):
                self._emit(self._queue.popleft())
        if self.unique:
            for item, _ in self._uniques:
                self.write(item)

    def _emit(self, item: Any) -> None:
        if not self._shape.projects:
            self._finish(item, {})
            return
        made, added = self._shape.project(item)
        if self.expand_property is None:
            self._finish(made, added)
        else:
            self._expand(item, added)

    def _finish(self, made: Any, added: dict[str, Any]) -> None:
        if not self.unique:
            self.write(made)
            return
        from exoshell.cmdlets.objects.ordering import comparer

        order = comparer(self.case_insensitive)
        for other, notes in self._uniques:
            same = order(comparable(made), comparable(other)) == 0
            if (
                same
                and len(notes) == len(added)
                and all(n in notes and order(v, notes[n]) == 0 for n, v in added.items())
            ):
                return
        self._uniques.append((made, added))

    def _expand(self, item: Any, added: dict[str, Any]) -> None:
        """`-ExpandProperty`: the elements of one property, with the selected properties added to each."""
        outcomes = values_of(self._shape.expand, item)
        if not outcomes:
            self.write_error(
                ps_error(
                    "ExpandPropertyNotFound",
                    f'Property "{self.expand_property}" cannot be found.',
                    exception="System.Management.Automation.PSArgumentException",
                    category="InvalidArgument",
                    target=item,
                )
            )
            return
        if len(outcomes) > 1:
            self.write_error(
                ps_error(
                    "MutlipleExpandProperties",
                    f'Property "{self.expand_property}" cannot be expanded because it is ambiguous.',
                    exception="System.Management.Automation.PSArgumentException",
                    category="InvalidArgument",
                    target=item,
                )
            )
            return
        outcome = outcomes[0]
        if outcome.error is not None:
            self.write_error(
                ps_error(
                    "PropertyEvaluationExpand",
                    outcome.error.record.exception.message,
                    category="InvalidResult",
                    target=item,
                )
            )
            return
        elements = enumerate_value(outcome.value)
        if elements is None:
            elements = [outcome.value]
        for element in elements:
            if element is None:
                if outcome.value is None:
                    self._finish(None, {})
                continue
            self._finish(self._with_notes(element, added), added)

    def _with_notes(self, element: Any, added: dict[str, Any]) -> Any:
        if not added:
            return element
        from exoshell.cmdlets.objects.members import add_note, copy_for_members, has_property

        if not isinstance(element, PSCustomObject):  # a property bag itself gets the notes
            element = copy_for_members(element)
        for name, value in added.items():
            if has_property(element, name):
                self.write_error(already_there(name, element, "AlreadyExistingUserSpecifiedPropertyExpand"))
            else:
                element = add_note(element, name, value)
        return element


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

BAG_NAMES = ("System.Management.Automation.PSCustomObject", "System.Object")
SELECTED = [
    "Selected.System.Management.Automation.PSCustomObject",
    "System.Management.Automation.PSCustomObject",
    "System.Object",
]


def net_name(item: Any) -> str:
    """The .NET class of an object, whatever type names it was given."""
    if isinstance(item, PSCustomObject):
        return BAG_NAMES[0]
    from exoshell.values.objects import PSObject
    from exoshell.values.types import type_of

    return type_of(item.base if type(item) is PSObject else item).full_name


def all_plain(notes: dict[str, Any]) -> bool:
    return not any(isinstance(value, Member) for value in notes.values())


def comparable(value: Any) -> Any:
    """What -Unique compares beside the selected properties: property bags are all alike."""
    return "" if isinstance(value, PSCustomObject) else value


def already_there(name: str, target: Any, error_id: str) -> PowerShellError:
    return ps_error(
        error_id,
        f'The property cannot be processed because the property "{name}" already exists.',
        exception="System.InvalidOperationException",
        category="InvalidOperation",
        target=target,
    )


class Shape:
    """What `-Property`, `-ExcludeProperty` and `-ExpandProperty` make of an object. `plain`: the names, where there is nothing but names."""

    __slots__ = ("owner", "expressions", "excluded", "expand", "projects", "plain")

    def __init__(self, owner: SelectObject) -> None:
        self.owner = owner
        self.expressions: list[Expression] = parse(owner, owner.property_, SELECT_KEYS)
        self.excluded: list[Any] = []
        self.expand: Any = None
        if owner.exclude_property is not None:
            from exoshell.values.wildcard import compile_wildcard

            self.excluded = [compile_wildcard(name, True) for name in owner.exclude_property]
            if not self.expressions and owner.expand_property is None:
                self.expressions = [make(owner, "*")]
        if owner.expand_property is not None:
            if owner.expand_property == "":
                raise ps_error(
                    "ExpandPropertyEmpty", "Specified method is not supported.", category="InvalidArgument"
                )
            self.expand = make(owner, owner.expand_property)
        self.projects = bool(self.expressions) or self.expand is not None
        names = [e.name for e in self.expressions if e.name is not None and e.label is None]
        plain = len(names) == len(self.expressions) and not self.excluded and self.expand is None
        distinct = len({n.lower() for n in names}) == len(names)
        self.plain = names if plain and names and distinct else None

    def project(self, item: Any) -> tuple[Any, dict[str, Any]]:
        """The object with the selected properties, and those properties."""
        added: dict[str, Any] = {}
        folded: set[str] = set()
        for expression in self.expressions:
            for name, value in self._selected(expression, item):
                if name.lower() in folded:
                    if expression.pattern is None:
                        self.owner.write_error(
                            already_there(name, item, "AlreadyExistingUserSpecifiedPropertyNoExpand")
                        )
                    continue
                folded.add(name.lower())
                added[name] = value
        made = PSCustomObject(added)
        made.type_names = ["Selected." + net_name(item), *BAG_NAMES]
        return made, dict(added)

    def _selected(self, expression: Expression, item: Any) -> list[tuple[str, Any]]:
        outcomes = values_of(expression, item)
        if self.excluded:
            outcomes = [o for o in outcomes if not any(x.matches(o.name) for x in self.excluded)]
        if not outcomes:
            if expression.pattern is not None or (
                self.excluded and any(x.matches(expression.text) for x in self.excluded)
            ):
                return []
            return [(expression.label or expression.text, None)]
        if expression.label is not None:
            if len(outcomes) > 1:
                raise ps_error(
                    "RenamingMultipleResults",
                    "Cannot rename multiple results.",
                    exception="System.Management.Automation.PSArgumentException",
                    category="InvalidOperation",
                )
            return [(expression.label, outcomes[0].value)]
        return [(o.name if not expression.is_block else expression.text, o.value) for o in outcomes]
