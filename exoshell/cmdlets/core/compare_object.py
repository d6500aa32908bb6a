"""Compare-Object: compares two sets of objects."""

from __future__ import annotations

from exoshell.cmdlets.objects.expressions import GROUP_KEYS, parse
from exoshell.cmdlets.objects.members import add_note, copy_for_members
from exoshell.cmdlets.objects.ordering import ABSENT, comparer, keys_of, same_keys
from exoshell.command.attributes import ValidateRange
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import PSCustomObject


@cmdlet("Compare", "Object")
class CompareObject(Cmdlet):
    """Compares two sets of objects."""

    reference_object = Param(
        "psobject[]", "The objects to compare with.", position=0, mandatory=True, allow_empty_collection=True
    )
    difference_object = Param(
        "psobject[]",
        "The objects that are compared.",
        position=1,
        mandatory=True,
        pipe=BY_VALUE,
        allow_empty_collection=True,
    )
    sync_window = Param(
        "int", "How far to look for an equal object.", validate=(ValidateRange(0, 2147483647),)
    )
    property_ = Param("System.Object[]", "The properties to use.")
    exclude_different = Param("switch", "Leave out what differs.")
    include_equal = Param("switch", "Give equal ones too.")
    pass_thru = Param("switch", "Give the object that was worked on.")
    culture = Param("string", "The culture of the comparison.")
    case_sensitive = Param("switch", "Tell upper from lower case.")

    def begin(self) -> None:
        self._order = comparer(not self.case_sensitive)
        self._window = self.sync_window if self.is_bound("SyncWindow") else None
        self._expressions = parse(self, self.property_, GROUP_KEYS)
        self._reference: list[Any] | None = None
        self._next = 0
        self._left: list[Any] = []
        self._right: list[Any] = []
        self._show_equal = self.include_equal or (
            self.exclude_different and not self.is_bound("IncludeEqual")
        )

    def process(self) -> None:
        if self._reference is None:
            self._reference = [
                self._entry(item) for item in self.reference_object or [] if item is not AUTOMATION_NULL
            ]
        for item in self.difference_object or []:
            if item is not AUTOMATION_NULL:
                self._step(self._entry(item))

    def end(self) -> None:
        if self._reference is None:
            self._reference = [self._entry(item) for item in self.reference_object or []]
        while self._next < len(self._reference):
            self._step(None)
        for entry in self._right:
            self._emit(entry, "=>")
        for entry in self._left:
            self._emit(entry, "<=")

    def _entry(self, item: Any) -> tuple[list[Any], Any]:
        return keys_of(self, self._expressions, item), item

    def _step(self, difference: Any) -> None:
        """Compare one difference object with the next reference object and with those that still wait for a match."""
        reference = None
        assert self._reference is not None
        if self._next < len(self._reference):
            reference = self._reference[self._next]
            self._next += 1
        if (
            reference is not None
            and difference is not None
            and same_keys(reference[0], difference[0], self._order)
        ):
            self._equal(reference)
            return
        if difference is not None:
            match = self._take(difference, self._left)
            if match is not None:
                self._equal(match)
                difference = None
        if reference is not None:
            match = self._take(reference, self._right)
            if match is not None:
                self._equal(reference)
                reference = None
        self._wait(difference, self._right, "=>")
        self._wait(reference, self._left, "<=")

    def _take(self, entry: Any, waiting: list[Any]) -> Any:
        for position, other in enumerate(waiting):
            if same_keys(entry[0], other[0], self._order):
                return waiting.pop(position)
        return None

    def _wait(self, entry: Any, waiting: list[Any], side: str) -> None:
        if entry is None:
            return
        window = self._window
        if window is None:
            waiting.append(entry)
        elif window <= 0:
            self._emit(entry, side)
        else:
            while len(waiting) >= window:
                self._emit(waiting.pop(0), side)
            waiting.append(entry)

    def _equal(self, entry: Any) -> None:
        if self._show_equal:
            self._write_row(entry, "==")

    def _emit(self, entry: Any, side: str) -> None:
        if not self.exclude_different:
            self._write_row(entry, side)

    def _write_row(self, entry: Any, side: str) -> None:
        keys, item = entry
        if self.pass_thru:
            self.write(
                add_note(
                    item if isinstance(item, PSCustomObject) else copy_for_members(item),
                    "SideIndicator",
                    side,
                )
            )
            return
        notes: dict[str, Any] = {}
        if self._expressions:
            for expression, key in zip(self._expressions, keys):
                notes[expression.label or expression.text] = None if key is ABSENT else key
        else:
            notes["InputObject"] = item
        notes["SideIndicator"] = side
        self.write(PSCustomObject(notes))


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
