"""Group-Object: groups objects that have the same values."""

from __future__ import annotations

from exoshell.cmdlets.objects.expressions import GROUP_KEYS, parse
from exoshell.cmdlets.objects.ordering import ABSENT, comparer, keys_of, same_keys, sort_entries
from exoshell.cmdlets.objects.results import GroupInfo, GroupInfoNoElement
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.collections import ArrayList, Collection, DictionaryBase, Hashtable
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import PSCustomObject


@cmdlet("Group", "Object", output=("System.Collections.Hashtable", "Microsoft.PowerShell.Commands.GroupInfo"))
class GroupObject(Cmdlet):
    """Groups objects that have the same values."""

    no_element = Param("switch", "Leave the members of the groups out.")
    as_hash_table = Param("switch", "Give one hashtable.", sets=("HashTable",), aliases=("AHT",))
    as_string = Param("switch", "Turn keys into texts.", sets=("HashTable",))
    input_object = Param("psobject", "The objects to work on, usually from the pipeline.", pipe=BY_VALUE)
    property_ = Param("System.Object[]", "The properties to use.", position=0)
    culture = Param("string", "The culture of the comparison.")
    case_sensitive = Param("switch", "Tell upper from lower case.")

    def begin(self) -> None:
        self._items: list[Any] = []

    def process(self) -> None:
        item = self.input_object
        if item is not None and item is not AUTOMATION_NULL:
            self._items.append(item)

    def item_processor(self) -> Callable[[Any], None] | None:
        append = self._items.append

        def process(item: Any) -> None:
            if item is not None:
                append(item)

        return process

    def end(self) -> None:
        if not self._items:
            return
        expressions = parse(self, self.property_, GROUP_KEYS)
        check_switches(self, expressions)
        ignore_case = not self.case_sensitive
        entries = [(keys_of(self, expressions, item), item) for item in self._items]
        if not expressions and len(entries) > 1 and isinstance(entries[0][1], PSCustomObject):
            from exoshell.values.comparison import compare

            compare(entries[0][1], entries[1][1], ignore_case)
        if not has_mixed_types(entries):
            entries = sort_entries(entries, [False], ignore_case)
        groups = self._grouped(entries, ignore_case, bool(expressions))
        if self.as_hash_table:
            try:
                self.write(self._hashtable(groups))
            except PowerShellError as error:
                self.write_error(error)
            return
        for group in groups:
            self.write(group)

    def _grouped(self, entries: list[Any], ignore_case: bool, keyed: bool) -> list[GroupInfo]:
        order = comparer(ignore_case)
        groups: list[GroupInfo] = []
        keys_seen: list[list[Any]] = []
        quick: dict[Any, int] = {}
        marks = [quick_key(keys, ignore_case) for keys, _ in entries]
        linear = None in marks
        for mark, (keys, item) in zip(marks, entries):
            place = None if linear else quick.get(mark)
            if place is None and groups:
                candidates = range(len(groups)) if linear else (len(groups) - 1,)
                place = next((i for i in candidates if same_keys(keys_seen[i], keys, order)), None)
            if place is None:
                place = len(groups)
                groups.append(self._new_group(keys, keyed))
                keys_seen.append(keys)
            quick.setdefault(mark, place)
            group = groups[place]
            group.count += 1
            if group.group is not None:
                group.group.append(item)
        return groups

    def _new_group(self, keys: list[Any], keyed: bool) -> GroupInfo:
        values = ArrayList([None if key is ABSENT else key for key in keys])
        name = group_name(values, keyed)
        if self.no_element:
            return GroupInfoNoElement(values, name, None)
        return GroupInfo(values, name, Collection())

    def _hashtable(self, groups: list[GroupInfo]) -> Hashtable:
        made = Hashtable(ignore_case=not self.case_sensitive)
        for group in groups:
            key = group.name if self.as_string else group.values[0] if group.values else None
            if key is None or made.contains(key):
                raise ps_error(
                    KEY_DUPLICATION,
                    KEY_DUPLICATION,
                    exception="System.ArgumentException",
                    category="InvalidArgument",
                    target=self.property_,
                )
            made.set(key, group.group if group.group is not None else Collection())
        return made


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

KEY_DUPLICATION = (
    "The objects grouped by this property cannot be expanded because there is a key duplication. Provide a valid value for the property, and then try "
    "again."
)


def check_switches(command: GroupObject, expressions: list[Any]) -> None:
    if command.as_string and not command.as_hash_table:
        raise switches_error(
            "The command cannot be run because using the AsString parameter requires adding the AsHashTable parameter."
        )
    if command.as_hash_table and not command.as_string and len(expressions) > 1:
        raise switches_error(
            "The command cannot be run because using the AsHashTable parameter with more than one property requires adding the AsString parameter."
        )


def switches_error(message: str) -> Exception:
    return ps_error(
        "ArgumentException", message, exception="System.ArgumentException", category="InvalidArgument"
    )


def has_mixed_types(entries: list[Any]) -> bool:
    """Whether the keys at one position have different types (null and missing ones do not count)."""
    from exoshell.values.types import type_of

    known: list[Any] = []
    width = len(entries[0][0])
    for keys, _ in entries:
        if len(keys) != width:
            return True
        for position, key in enumerate(keys):
            if position == len(known):
                known.append(None)
            if key is None or key is ABSENT:
                continue
            kind = type_of(key)
            if known[position] is None:
                known[position] = kind
            elif known[position] is not kind:
                return True
    return False


def quick_key(keys: list[Any], ignore_case: bool) -> Any:
    """A hashable stand-in for keys of texts and numbers; None where they must be compared one by one."""
    made = []
    for key in keys:
        kind = type(key)
        if kind is str:
            made.append(key.lower() if ignore_case else key)
        elif kind is int or kind is bool:
            made.append((kind, key))
        elif key is None or key is ABSENT:
            made.append((0, 0))
        else:
            return None
    return tuple(made)


def group_name(values: list[Any], keyed: bool) -> str:
    """The keys' texts joined; a property's collection in braces (the objects themselves, not `keyed`, are never taken apart)."""
    from exoshell.values.text import net_text

    parts = []
    for value in values:
        if value is None:
            continue
        if keyed and isinstance(value, (list, DictionaryBase)):
            items = value if isinstance(value, list) else list(value.items())
            parts.append("{" + ", ".join("" if i is None else net_text(i) for i in items) + "}")
        else:
            parts.append(net_text(value))
    return ", ".join(parts)
