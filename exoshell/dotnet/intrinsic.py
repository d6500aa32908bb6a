"""Members that every object has: psobject, pstypenames, psbase…, and the methods ForEach and Where."""

from __future__ import annotations

from exoshell.dotnet.errors import overload_error
from exoshell.dotnet.hooks import invoke_block, is_block
from exoshell.values import collections as C
from exoshell.values import types
from exoshell.values.errors import ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import CUSTOM_TYPE_NAMES, NetObject, PSCustomObject, PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any


class _Missing:
    __slots__ = ()

    def __bool__(self) -> bool:
        return False


MISSING = _Missing()
NAMES = frozenset(("psobject", "pstypenames", "psbase", "psadapted", "psextended"))


def get(obj: Any, lower: str) -> Any:
    """An intrinsic property of any object."""
    if lower == "pstypenames":
        return TypeNames(obj)
    if lower == "psbase":
        return BaseView(obj.base if type(obj) is PSObject else obj)
    from exoshell.dotnet.member_info import MemberView

    return MemberView(obj) if lower == "psobject" else BaseView(obj)


class BaseView(NetObject):
    """`psbase`: the .NET members alone, without keys or added ones."""

    __slots__ = ("target",)
    type_name = "System.Management.Automation.PSMemberSet"

    def __init__(self, target: Any) -> None:
        self.target = target
        self.extension = None
        self.ps_type = None


class TypeNames(list):  # type: ignore[type-arg]
    """`pstypenames`: a list that writes changes back to the object."""

    __slots__ = ("target",)
    type_name = "System.Collections.ObjectModel.Collection`1[System.String]"

    def __init__(self, target: Any) -> None:
        list.__init__(self, type_names(target))
        self.target = target

    def changed(self) -> None:
        """Stores the list in the object."""
        set_type_names(self.target, list(self))


def type_names(obj: Any) -> list[str]:
    """Type names of an object, the most specific first."""
    cls = type(obj)
    if cls is PSObject:
        own = obj.extension.type_names if obj.extension is not None else None
        return list(own) if own is not None else type_names(obj.base)
    if isinstance(obj, PSCustomObject):
        return list(obj.type_names) if obj.type_names is not None else list(CUSTOM_TYPE_NAMES)
    extension = getattr(obj, "extension", None)
    if extension is not None and extension.type_names is not None:
        return list(extension.type_names)
    if obj is None:
        return []
    return base_type_names(types.type_of(obj))


def base_type_names(ps_type: types.PSType) -> list[str]:
    """Full names of a type and its bases."""
    result = []
    found: types.PSType | None = ps_type
    while found is not None:
        result.append(found.assembly_qualified_part if found.arguments else found.full_name)
        found = found.base
    if result[-1] != "System.Object":
        result.append("System.Object")
    return result


def set_type_names(obj: Any, names: list[str]) -> None:
    """Replaces the type names of one object."""
    if isinstance(obj, PSCustomObject):
        obj.type_names = names
        return
    extension = getattr(obj, "extension", None)
    if extension is None and not hasattr(obj, "extension"):
        return
    if extension is None:
        from exoshell.values.objects import ObjectExtension

        extension = obj.extension = ObjectExtension()
    extension.type_names = names


def method_value(obj: Any, method: Any) -> Any:
    """`$obj.Method` without parentheses: a PSMethod whose text is the overloads."""
    from exoshell.dotnet.member_info import method_info

    return method_info(obj, method)


# ---------------------------------------------------------------------------------------------------------------- .ForEach() and .Where()


def _items(obj: Any) -> list[Any]:
    base = obj.base if type(obj) is PSObject else obj
    if isinstance(base, list):
        return base
    if type(base) in (str, int, PSCustomObject) or isinstance(base, C.DictionaryBase):
        return [obj]
    from exoshell.values.enumeration import enumerate_value

    items = enumerate_value(base)
    return [obj] if items is None else items


def for_each(obj: Any, args: Sequence[Any]) -> Any:
    """`.ForEach(block | type | name, arguments)`."""
    if not args:
        raise overload_error("ForEach", 0)
    action, rest = args[0], list(args[1:])
    items = _items(obj)
    if type(action) is types.PSType:
        from exoshell.dotnet.overloads import convert_argument

        return C.Collection([convert_argument(item, action, "Add", "item") for item in items], action)
    result: list[Any] = []
    if is_block(action):
        for item in items:
            result.extend(invoke_block(action, rest, dollar_under=item))
        return C.Collection(result)
    from exoshell.dotnet import access

    name = access.member_name(action)
    for item in items:
        value = _member_result(access, item, name, rest)
        if value is not AUTOMATION_NULL:
            result.append(value)
    return C.Collection(result)


def _member_result(access: Any, item: Any, name: str, rest: list[Any]) -> Any:
    """The string form of ForEach: a method is called, a property read or, with an argument, written."""
    if isinstance(item, C.DictionaryBase):
        if rest:
            access.set_property(item, name, rest[0])
            return AUTOMATION_NULL
        return item.get(name)
    if access.find_method(item, name) is not None:
        return access.call_method(item, name, rest)
    if rest:
        access.set_property(item, name, rest[0] if len(rest) == 1 else rest)
        return AUTOMATION_NULL
    return access.get_property(item, name)


_MODES = {"default": 0, "first": 1, "last": 2, "skipuntil": 3, "until": 4, "split": 5}


def where(obj: Any, args: Sequence[Any]) -> Any:
    """`.Where(block, mode, count)`."""
    if not args or not is_block(args[0]):
        if not args or len(args) > 3:
            raise overload_error(".Where({ expression } [, mode [, numberToReturn]])", len(args))
        raise _where_error(args)
    mode = _mode(args[1]) if len(args) > 1 else 0
    from exoshell.values.conversion import to_int32

    count = to_int32(args[2]) if len(args) > 2 else 0
    if count < 0:
        raise ps_error(
            "System.ArgumentOutOfRangeException",
            "Specified argument was out of the range of valid values. (Parameter 'numberToReturn')",
            exception="System.ArgumentOutOfRangeException",
            category="OperationStopped",
        )
    items = _items(obj)
    block = args[0]

    def matches(item: Any) -> bool:
        from exoshell.values.conversion import to_bool

        output = invoke_block(block, [], dollar_under=item)
        return to_bool(output[0] if len(output) == 1 else output or None)

    return _SELECTORS[mode](items, matches, count)


def _where_error(args: Sequence[Any]) -> Exception:
    from exoshell.values.conversion import to_text

    return ps_error(
        "MethodArgumentConversionInvalidCastArgument",
        f'Cannot convert argument "expression", with value: "{to_text(args[0])}", for "Where" to type '
        f'"System.Management.Automation.ScriptBlock": "Cannot convert the "{to_text(args[0])}" value of type '
        f'"{types.type_of(args[0]).full_name}" to type "System.Management.Automation.ScriptBlock"."',
        exception="System.Management.Automation.MethodException",
    )


def _mode(value: Any) -> int:
    if type(value) is types.EnumValue:
        return value.value
    if type(value) is int:
        return value
    lower = str(value).lower()
    if lower in _MODES:
        return _MODES[lower]
    from exoshell.values.conversion import convert

    found: types.EnumValue = convert(
        value, types.named_type("System.Management.Automation.WhereOperatorSelectionMode")
    )
    return found.value


def _default(items: list[Any], matches: Callable[[Any], bool], count: int) -> Any:
    result = []
    for item in items:
        if matches(item):
            result.append(item)
            if count and len(result) >= count:
                break
    return C.Collection(result)


def _first(items: list[Any], matches: Callable[[Any], bool], count: int) -> Any:
    return _default(items, matches, count or 1)


def _last(items: list[Any], matches: Callable[[Any], bool], count: int) -> Any:
    return C.Collection([item for item in items if matches(item)][-(count or 1) :])


def _skip_until(items: list[Any], matches: Callable[[Any], bool], count: int) -> Any:
    for position, item in enumerate(items):
        if matches(item):
            rest = items[position:]
            return C.Collection(rest[:count] if count else rest)
    return C.Collection([])


def _until(items: list[Any], matches: Callable[[Any], bool], count: int) -> Any:
    result: list[Any] = []
    for item in items:
        if matches(item) or (count and len(result) >= count):
            break
        result.append(item)
    return C.Collection(result)


def _split(items: list[Any], matches: Callable[[Any], bool], count: int) -> Any:
    yes: list[Any] = []
    no: list[Any] = []
    for item in items:
        if (not count or len(yes) < count) and matches(item):
            yes.append(item)
        else:
            no.append(item)
    return [C.Collection(yes), C.Collection(no)]


_SELECTORS = (_default, _first, _last, _skip_until, _until, _split)
METHODS: dict[str, Callable[[Any, Sequence[Any]], Any]] = {"foreach": for_each, "where": where}
