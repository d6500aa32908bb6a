"""Member access on any value: what `.name`, `.name = v`, `.name(…)`, `::` and `[…]` do.

Hot paths are one dictionary lookup by Python class and spelled name; everything else goes through `TypeView`.
"""

from __future__ import annotations

from exoshell.dotnet import intrinsic
from exoshell.dotnet.errors import NetError, method_missing, null_method_error
from exoshell.dotnet.hooks import NO_VALUE, block_value, invoke_block
from exoshell.dotnet.objects import object_text
from exoshell.dotnet.signatures import resolve
from exoshell.dotnet.view import MethodEntry, PropertyEntry, TypeView, view_of
from exoshell.values import collections as C
from exoshell.values import types
from exoshell.values.char import Char
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.hooks import HOOKS
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import (
    AliasProperty,
    CodeProperty,
    Member,
    NetObject,
    ObjectExtension,
    PropertySet,
    PSCustomObject,
    PSExtendedObject,
    PSObject,
    ScriptMethod,
    ScriptProperty,
)
from exoshell.values.type_extensions import EXTENSIONS, extensions_of
from exoshell.values.types import EnumValue, PSType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

MISSING: Any = intrinsic.MISSING
_DICTIONARIES = frozenset((C.Hashtable, C.OrderedDictionary))

# Python class -> spelled name -> getter; only classes whose instances all have one type and no added members.
_getters: dict[type, dict[str, Callable[[Any], Any]]] = {}
_class_views: dict[type, TypeView] = {}
_SINGLE = frozenset((*types._CLASS_NAMES, list)) - {
    PSCustomObject,
    PSExtendedObject,
    PSType,
    C.Hashtable,
    C.OrderedDictionary,
}


def view(obj: Any) -> TypeView:
    """The members of a value's .NET type."""
    cls = type(obj)
    found = _class_views.get(cls)
    if found is None:
        found = view_of(types.type_of(obj))
        if cls in _SINGLE and not EXTENSIONS:
            _class_views[cls] = found
    return found


_ELEMENT_CLASSES = frozenset((C.GenericList, C.TypedArray, C.Collection))
_element_views: dict[tuple[type, Any], TypeView] = {}
_map_views: dict[type, TypeView] = {}


def _instance_view(obj: Any, cls: type) -> TypeView | None:
    """The kept view of an object whose class alone does not tell its type, as long as it has no members of its own."""
    if EXTENSIONS:
        return None
    if cls in _ELEMENT_CLASSES:
        key = (cls, obj.element_type)
        found = _element_views.get(key)
        if found is None:
            found = _element_views[key] = view_of(types.type_of(obj))
        return found
    if cls in _DICTIONARIES and obj.extension is None:
        found = _map_views.get(cls)
        if found is None:
            found = _map_views[cls] = view_of(types.type_of(obj))
        return found
    return None


# ------------------------------------------------------------------------------------------------------------------------------- read


def get_property(obj: Any, name: Any, strict: int = 0) -> Any:
    """`$obj.name`. `strict` is the strict mode version (a missing property is an error from 2 on)."""
    cls = type(obj)
    if cls is PSCustomObject:
        notes = obj.notes
        if name in notes:
            return notes[name]
        found = obj.find(name) if type(name) is str else None
        if found is not None:
            return notes[found]
    else:
        getters = _getters.get(cls)
        if getters is not None:
            getter = getters.get(name)
            if getter is not None:
                try:
                    return getter(obj)
                except NetError:
                    return None
        elif cls is C.Hashtable and type(name) is str:
            found = obj.entries.get(obj.fold(name), MISSING)
            if found is not MISSING:
                return found
        found = _instance_view(obj, cls) if cls in _ELEMENT_CLASSES or cls is C.Hashtable else None
        if found is not None:
            entry = found.getters.get(name)
            if entry is not None:
                return read_silently(obj, entry)
    return _get_other(obj, name if type(name) is str else member_name(name), strict)


def member_name(name: Any) -> str:
    """The text of a member name that an expression gave."""
    if type(name) is str:
        return name
    from exoshell.values.conversion import to_text

    return to_text(name)


def _get_other(obj: Any, name: str, strict: int) -> Any:
    if obj is None or obj is AUTOMATION_NULL:
        if strict >= 2:
            raise missing_property(name)
        return 0 if name.lower() in ("count", "length") else None
    value = find_property(obj, name)
    if value is not MISSING:
        return value
    if isinstance(obj, list):
        value = enumerate_member(obj, name, strict)
    elif type(obj) not in _NEVER_ENUMERATED:
        items = enumerable_items(obj)
        if items is not None:
            value = enumerate_member(items, name, strict)
    if value is not MISSING:
        return value
    lower = name.lower()
    if lower in ("count", "length") and (strict < 2 or isinstance(obj, PSCustomObject)):
        return 1
    if strict >= 2:
        raise missing_property(name)
    return None


def missing_property(name: str) -> PowerShellError:
    """A property read under strict mode that is not there."""
    return ps_error(
        "PropertyNotFoundStrict",
        f"The property '{name}' cannot be found on this object. Verify that the property exists.",
        exception="System.Management.Automation.PropertyNotFoundException",
        target=name,
    )


_NEVER_ENUMERATED = frozenset(
    (
        str,
        int,
        float,
        bool,
        Char,
        PSCustomObject,
        PSExtendedObject,
        C.Hashtable,
        C.OrderedDictionary,
        PSType,
        EnumValue,
    )
)


def enumerable_items(obj: Any) -> list[Any] | None:
    """The elements of a value that member access goes through, or None for a single object."""
    if isinstance(obj, list):
        return obj
    if isinstance(obj, C.DictionaryBase):
        return None
    from exoshell.values.enumeration import enumerate_value

    return enumerate_value(obj)


def find_property(obj: Any, name: str) -> Any:
    """The value of the object's own property (no enumeration of elements), or MISSING."""
    cls = type(obj)
    if cls is PSObject:
        extension = obj.extension
        if extension is not None:
            found = _extension_value(obj, extension, name)
            if found is not MISSING:
                return found
        if name.lower() in intrinsic.NAMES:
            return intrinsic.get(obj, name.lower())
        return find_property(obj.base, name)
    if isinstance(obj, PSCustomObject):
        spelled = obj.find(name)
        if spelled is not None:
            return read_note(obj, obj.notes[spelled])
    elif isinstance(obj, C.DictionaryBase):
        found = _dictionary_value(obj, name)
        if found is not MISSING:
            return found
    elif isinstance(obj, NetObject):
        extension = getattr(obj, "extension", None)
        if extension is not None:
            found = _extension_value(obj, extension, name)
            if found is not MISSING:
                return found
    lower = name.lower()
    if EXTENSIONS:
        member = find_type_member(obj, lower)
        if member is not None:
            return read_note(obj, member)
    members = view(obj)
    dynamic = members.dynamic_get
    if dynamic is not None:
        found = dynamic(obj, name)
        if found is not MISSING:
            return found
    entry = members.property(name)
    if entry is not None:
        if cls in _SINGLE and cls not in _DICTIONARIES and members.ps_type.full_name != "System.Object":
            _getters.setdefault(cls, {})[name] = entry.get
        return read_silently(obj, entry)
    if lower in intrinsic.NAMES:
        return intrinsic.get(obj, lower)
    method = find_method(obj, name)
    return intrinsic.method_value(obj, method) if method is not None else MISSING


def read_entry(obj: Any, entry: PropertyEntry) -> Any:
    """Reads a property; a .NET exception becomes PowerShell's error."""
    try:
        return entry.get(obj)
    except NetError as error:
        raise getting_error(entry.name, error) from error


def read_silently(obj: Any, entry: PropertyEntry) -> Any:
    """Reads a property as `$obj.Name` does: what the getter throws is dropped and the value is null."""
    try:
        return entry.get(obj)
    except NetError:
        return None


def getting_error(name: str, error: NetError) -> PowerShellError:
    """A property's getter threw."""
    return ps_error(
        "ExceptionWhenGetting",
        f'Exception getting "{name}": "{error.exception.message}"',
        exception="System.Management.Automation.GetValueInvocationException",
        inner=error.exception,
    )


def _dictionary_value(obj: Any, name: str) -> Any:
    """A dictionary's value for a key written as a member name."""
    if type(obj) is C.Dictionary and obj.key_type is not None and obj.key_type is not types.STRING:
        from exoshell.values.conversion import try_convert

        key = try_convert(name, obj.key_type)[1] if obj.key_type is not types.OBJECT else name
        return obj.get(key, MISSING) if key is not None else MISSING
    found = obj.get(name, MISSING)
    if found is MISSING and name.isdigit():
        found = obj.get(int(name), MISSING)
    return found


def _extension_value(obj: Any, extension: ObjectExtension, name: str) -> Any:
    notes = extension.notes
    if name in notes:
        return read_note(obj, notes[name])
    lower = name.lower()
    for spelled, value in notes.items():
        if spelled.lower() == lower:
            return read_note(obj, value)
    return MISSING


def read_note(obj: Any, value: Any) -> Any:
    """What an added member yields when it is read as a property."""
    if not isinstance(value, Member):
        return value
    if isinstance(value, ScriptProperty):
        if value.getter is None:
            return None
        return block_value(value.getter, [], this=obj)
    if isinstance(value, AliasProperty):
        result = get_property(obj, value.target)
        if value.cast is not None:
            from exoshell.values.conversion import convert

            return convert(result, value.cast)
        return result
    if isinstance(value, CodeProperty):
        return value.get(obj)
    if isinstance(value, PropertySet):
        return value.names
    return intrinsic.method_value(obj, value)


def find_type_member(obj: Any, lower: str) -> Any:
    """A member that the session added to one of the object's types, or None."""
    for added in extensions_of(type_names(obj)):
        spelled = added.find(lower)
        if spelled is not None:
            return added.members[spelled]
    return None


def enumerate_member(items: Sequence[Any], name: str, strict: int = 0) -> Any:
    """`$list.name`: the property of each element; MISSING where no element has it."""
    result: list[Any] = []
    lacking = False
    for item in items:
        if type(item) is PSCustomObject:
            notes = item.notes
            if name in notes:
                value = notes[name]
            else:
                found = item.find(name)
                value = notes[found] if found is not None else find_property(item, name)
        elif item is None:
            continue
        else:
            value = find_property(item, name)
            if value is MISSING:
                inner = enumerable_items(item) if type(item) not in _NEVER_ENUMERATED else None
                if inner is not None:
                    value = enumerate_member(inner, name, strict)
        if value is MISSING:
            if strict >= 2:
                raise missing_property(name)
            if isinstance(item, PSCustomObject):
                result.append(None)
            elif name.lower() in ("count", "length"):
                result.append(1)
            else:
                lacking = True
        elif isinstance(value, list):
            result.extend(value)
        elif type(value) in _NEVER_ENUMERATED:
            result.append(value)
        else:
            inner = enumerable_items(value)
            if inner is None:
                result.append(value)
            else:
                result.extend(inner)
    if not result:
        return MISSING if lacking or not items else MISSING
    return result[0] if len(result) == 1 else result


# -------------------------------------------------------------------------------------------------------------------------------- call


def call_method(
    obj: Any,
    name: Any,
    args: Sequence[Any],
    session: Any = None,
    type_arguments: Sequence[PSType] | None = None,
) -> Any:
    """`$obj.name(args)`; a void method gives AUTOMATION_NULL."""
    cls = type(obj)
    found = _class_views.get(cls)
    if found is None:
        found = _instance_view(obj, cls)
    if found is not None:
        entry = found.methods.get(name)
        if entry is not None and not type_arguments:
            return entry.invoke(obj, args)
    if type(name) is not str:
        name = member_name(name)
    if obj is None or obj is AUTOMATION_NULL:
        if name.lower() in intrinsic.METHODS:
            return intrinsic.METHODS[name.lower()]([], args)
        raise null_method_error()
    member = find_method(obj, name)
    if member is not None:
        return invoke_member(obj, member, args, type_arguments)
    lower = name.lower()
    if lower in intrinsic.METHODS:
        return intrinsic.METHODS[lower](obj, args)
    if type(obj) not in _NEVER_ENUMERATED:
        items = enumerable_items(obj.base if type(obj) is PSObject else obj)
        if items:
            return _call_each(items, name, args, session)
    raise method_missing(shown_type_name(obj), name)


def shown_type_name(obj: Any) -> str:
    """The type's name as messages show it."""
    return types.type_of(obj).full_name


def _call_each(items: Sequence[Any], name: str, args: Sequence[Any], session: Any) -> Any:
    """Method enumeration: the results of the elements that have the method."""
    result: list[Any] = []
    for item in items:
        if item is None:
            raise null_method_error()
        value = call_method(item, name, args, session)
        if value is not AUTOMATION_NULL:
            if isinstance(value, list):
                result.extend(value)
            else:
                result.append(value)
    if not result:
        return AUTOMATION_NULL
    return result[0] if len(result) == 1 else result


def find_method(obj: Any, name: str) -> MethodEntry | Member | None:
    """The method of this name: one added to the object or its type, or one of its .NET type."""
    if type(obj) is PSObject:
        added = _added_method(obj.extension, name)
        return added if added is not None else find_method(obj.base, name)
    if type(obj) is PSExtendedObject:
        spelled = obj.find(name)
        if spelled is not None and isinstance(obj.notes[spelled], ScriptMethod):
            return obj.notes[spelled]  # type: ignore[no-any-return]
    elif isinstance(obj, (NetObject, C.DictionaryBase)):
        added = _added_method(getattr(obj, "extension", None), name)
        if added is not None:
            return added
    if EXTENSIONS:
        member = find_type_member(obj, name.lower())
        if isinstance(member, ScriptMethod):
            return member
    return view(obj).method(name)


def _added_method(extension: ObjectExtension | None, name: str) -> Member | None:
    if extension is None:
        return None
    lower = name.lower()
    for spelled, value in extension.notes.items():
        if isinstance(value, ScriptMethod) and spelled.lower() == lower:
            return value
    return None


def invoke_member(
    obj: Any, member: Any, args: Sequence[Any], type_arguments: Sequence[PSType] | None = None
) -> Any:
    """Calls what `find_method` found."""
    if isinstance(member, ScriptMethod):
        return script_method(member, obj, args)
    base = obj.base if type(obj) is PSObject else obj
    if type_arguments:
        return member.generic(type_arguments).invoke(base, args)
    return member.invoke(base, args)


def script_method(member: ScriptMethod, obj: Any, args: Sequence[Any]) -> Any:
    """Runs a script method; what it throws comes out as a MethodInvocationException."""
    try:
        return block_value(member.script, list(args), this=obj)
    except PowerShellError as error:
        inner = error.record.exception
        raise ps_error(
            "ScriptMethodRuntimeException",
            f'Exception calling "{member.name}" with "{len(args)}" argument(s): "{inner.message}"',
            exception="System.Management.Automation.MethodInvocationException",
            inner=inner,
        ) from error


def resolve_method(cls: type, lower_name: str, argc: int) -> Callable[[Any, Sequence[Any]], Any] | None:
    """For a call site's cache on `type(obj)`: a function (obj, args) good for every instance of a class, or None where instances differ."""
    if cls not in _SINGLE:
        return None
    found = _class_views.get(cls)
    if found is None:
        name = types._CLASS_NAMES.get(cls)
        found = _class_views[cls] = view_of(types.named_type(name) if name else types.array_of(types.OBJECT))
    entry = found.method(lower_name)
    return None if entry is None else entry.invoke


def resolve_static(ps_type: PSType, lower_name: str, argc: int) -> Callable[[Any, Sequence[Any]], Any] | None:
    """For a call site's cache: a function (None, args) that calls a static method or (for `new`) makes an object, or None."""
    if lower_name == "new":
        return lambda obj, args: new_object(ps_type, args)
    if ps_type.members is not None:
        return None
    entry = view_of(ps_type).static(lower_name)
    return None if entry is None else entry.invoke


def type_names(obj: Any) -> list[str]:
    """`pstypenames`: the most specific first."""
    return intrinsic.type_names(obj)


from exoshell.dotnet.indexing import get_index, set_index  # noqa: E402  (indexing reads and writes through this module)
from exoshell.dotnet.members import default_display_set, members_of, properties_of  # noqa: E402
from exoshell.dotnet.statics import (  # noqa: E402
    _static_target,
    call_static,
    default_value,
    get_static,
    new_object,
    set_static,
)  # noqa: E402
from exoshell.dotnet.writing import set_property  # noqa: E402


def own_text(obj: Any) -> str | None:
    """ToString() of a .NET object that has one of its own, else None."""
    entry = view(obj).method("ToString")
    if entry is None or entry.method is None or entry.method.function is object_text:
        return None
    text = entry.invoke(obj, [])
    return None if text is None else str(text)


def settable_properties(ps_type: PSType) -> list[tuple[str, str]]:
    """Names and type texts of the properties of a type that can be set."""
    members = view_of(ps_type)
    found = [members.property(name) for name in members.property_names()]
    return [
        (entry.name, resolve(entry.type_text, ps_type.arguments).full_name)
        for entry in found
        if entry is not None and entry.set is not None and not entry.hidden
    ]


def _own_operator(ps_type: PSType, method: str, left: Any, right: Any) -> Any:
    """An operator method of a script's class; AUTOMATION_NULL where it has none."""
    if ps_type.members is None:
        return AUTOMATION_NULL
    entry = view_of(ps_type).static(method)
    return AUTOMATION_NULL if entry is None else entry.invoke(ps_type, [left, right])


def _own_comparison(name: str) -> Callable[[Any, Any], Any]:
    """CompareTo or Equals of a script's class; None where it has none of its own."""

    def call(left: Any, right: Any) -> Any:
        ps_type: PSType | None = types.type_of(left)
        while ps_type is not None and ps_type.members is not None:
            if name.lower() in ps_type.members.methods:
                return call_method(left, name, [right])
            ps_type = ps_type.base
        return None

    return call


def _convert_property(obj: Any, name: str, value: Any) -> None:
    """Sets a property while an object is made of a hashtable: a failed conversion is reported by itself."""
    try:
        set_property(obj, name, value)
    except PowerShellError as error:
        inner = error.record.exception.inner
        if error.record.error_id != "ExceptionWhenSetting" or inner is None:
            raise
        raise ps_error(
            "ExceptionWhenSetting", inner.message, exception=inner.type_name, inner=inner.inner
        ) from error


def match_object(found: Any) -> Any:
    """The Match of a place found by a compiled pattern."""
    from exoshell.dotnet.regexes import Match, Regex

    owner = Regex(found.re.pattern)
    owner._compiled = found.re
    return Match(owner, found.string, found)


def _register() -> None:
    HOOKS.text = own_text
    HOOKS.new = new_object
    HOOKS.call_static = call_static
    HOOKS.call_method = call_method
    HOOKS.set_property = _convert_property
    HOOKS.operator = _own_operator
    HOOKS.compare_to = _own_comparison("CompareTo")
    HOOKS.equals = _own_comparison("Equals")
    HOOKS.property_names = settable_properties
    HOOKS.properties = lambda obj: [(p.name, p.value) for p in properties_of(obj)]
    HOOKS.script_method = lambda obj, name: call_method(obj, name, [])
    HOOKS.match_object = match_object
    if HOOKS.invoke_block is None:
        HOOKS.invoke_block = lambda block, args, under: invoke_block(
            block, args, dollar_under=NO_VALUE if under is None else under
        )


_register()
__all__ = [
    "_static_target",
    "default_value",
    "call_method",
    "call_static",
    "default_display_set",
    "get_index",
    "get_property",
    "get_static",
    "members_of",
    "new_object",
    "properties_of",
    "resolve_method",
    "resolve_static",
    "set_index",
    "set_property",
    "set_static",
    "type_names",
]
