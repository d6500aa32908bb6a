"""`TypeView`: the members of one type, resolved to callables once and kept.

A call goes through `MethodEntry.invoke(obj, args)`: the Python classes of the arguments select a plan (a closure that converts, calls,
gives the result its kind and turns .NET exceptions into PowerShell's); only the first call with new argument classes chooses an overload.
"""

from __future__ import annotations

from exoshell.dotnet import overloads, signatures
from exoshell.dotnet.errors import METHOD_EXCEPTION, NetError, from_python, invocation_error, not_available
from exoshell.dotnet.families import INHERITED
from exoshell.dotnet.signatures import Signature
from exoshell.dotnet.table import MemberTable, Method, Property, find_table
from exoshell.values import numbers, type_data, types
from exoshell.values.char import Char
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from exoshell.values.types import PSType

    Plan = Callable[[Any, Sequence[Any]], Any]

# Argument classes that by themselves tell the .NET type, so that a plan may be kept for them.
PLAIN_CLASSES = frozenset(
    (
        str,
        int,
        float,
        bool,
        type(None),
        Char,
        numbers.Int64,
        numbers.Int16,
        numbers.SByte,
        numbers.Byte,
        numbers.UInt16,
        numbers.UInt32,
        numbers.UInt64,
        numbers.BigInteger,
        numbers.Single,
        types.PSType,
    )
)


class MethodEntry:
    """A method (or static method, constructor) of a type, ready to be called.

    `how` is "instance", "static" or "new"; `signatures` the overloads; `method` the implementation or None (then a call says so).
    """

    __slots__ = ("name", "ps_type", "method", "how", "signatures", "plans")

    def __init__(self, name: str, ps_type: PSType, method: Method | None, how: str, texts: list[str]) -> None:
        self.name, self.ps_type, self.method, self.how = name, ps_type, method, how
        self.signatures = [Signature(t, ps_type.arguments) for t in texts]
        self.plans: dict[Any, Plan] = {}

    def invoke(self, obj: Any, args: Sequence[Any]) -> Any:
        """Calls it; `obj` is ignored by static ones and the PSType for constructors. Raises PowerShellError."""
        count = len(args)
        key = type(args[0]) if count == 1 else tuple(map(type, args)) if count else None
        plan = self.plans.get(key)
        if plan is None:
            plan = self._plan(args, key)
        return plan(obj, args)

    def generic(self, type_arguments: Sequence[PSType]) -> MethodEntry:
        """The method with explicit type arguments: overloads with that many type parameters."""
        entry = MethodEntry(self.name, self.ps_type, self.method, self.how, [])
        for signature in self.signatures:
            if len(signature.generics) == len(type_arguments):
                entry.signatures.append(signature.bound(type_arguments))
        return entry

    def _plan(self, args: Sequence[Any], key: Any) -> Plan:
        method = self.method
        if method is None:
            raise not_available(self.ps_type.full_name, self.name)
        shown = ".ctor" if self.how == "new" else self.name
        if method.raw or not self.signatures:
            plan = _call_plan(method.function, self.how, shown, None, None)
            self.plans[key] = plan
            return plan
        candidate = overloads.choose(shown, self.signatures, args)
        wrap = (
            signatures.result_wrapper(candidate.signature.returns, self.ps_type.arguments)
            if self.how != "new"
            else None
        )
        convert = None
        if candidate.expanded or not self._fits(candidate, args):
            convert = candidate
        plan = _call_plan(method.function, self.how, shown, convert, wrap)
        if method.indexer:
            plan = _reading_plan(method.function, shown, candidate)
        if all(type(a) in PLAIN_CLASSES for a in args):
            self.plans[key] = plan
        return plan

    @staticmethod
    def _fits(candidate: overloads.Candidate, args: Sequence[Any]) -> bool:
        """Whether no argument needs a conversion."""
        for target, parameter, value in zip(
            candidate.signature.types, candidate.signature.parameters, args, strict=False
        ):
            if parameter.by_ref and overloads.is_reference(value):
                continue
            if value is None:
                if target.is_value_type or target is types.STRING:
                    return False
            elif type(value) is PSObject or value is AUTOMATION_NULL:
                return False
            elif target is not types.OBJECT and not types.is_assignable(types.type_of(value), target):
                return False
        return True


def _call_plan(
    function: Callable[..., Any],
    how: str,
    name: str,
    candidate: overloads.Candidate | None,
    wrap: Callable[[Any], Any] | None,
) -> Plan:
    """The closure that runs one overload."""
    static = how == "static"

    def run(obj: Any, args: Sequence[Any]) -> Any:
        given = args if candidate is None else overloads.convert_arguments(name, candidate, args)
        try:
            result = function(*given) if static else function(obj, *given)
        except NetError as error:
            raise invocation_error(name, len(args), error.exception) from error
        except (PowerShellError, ZeroDivisionError, OverflowError, MemoryError) as error:
            raise _foreign(name, len(args), error) from error
        return result if wrap is None else wrap(result)

    def run_plain(obj: Any, args: Sequence[Any]) -> Any:
        try:
            return function(obj, *args)
        except NetError as error:
            raise invocation_error(name, len(args), error.exception) from error
        except (PowerShellError, ZeroDivisionError, OverflowError, MemoryError) as error:
            raise _foreign(name, len(args), error) from error

    return run_plain if candidate is None and wrap is None and not static else run


def _reading_plan(function: Callable[..., Any], name: str, candidate: overloads.Candidate) -> Plan:
    """A parameterized property."""

    def run(obj: Any, args: Sequence[Any]) -> Any:
        try:
            return function(obj, *overloads.convert_arguments(name, candidate, args))
        except NetError as error:
            raise ps_error(
                "ExceptionWhenGetting",
                f'Exception getting "{name}": "{error.exception.message}"',
                exception="System.Management.Automation.GetValueInvocationException",
                inner=error.exception,
            ) from error

    return run


# Errors about a call itself pass through the method that makes the call.
_CALL_ERRORS = (METHOD_EXCEPTION, "System.Management.Automation.PSNotSupportedException")


def _foreign(name: str, count: int, error: BaseException) -> PowerShellError:
    if isinstance(error, PowerShellError) and (
        error.record.exception.type_name in _CALL_ERRORS or getattr(error, "passes", False)
    ):
        return error
    exception = from_python(error)
    assert exception is not None
    return invocation_error(name, count, exception)


class PropertyEntry:
    """A property, ready to be read: `get(obj)`, `set(obj, value)` or None; `type_text`; `kind` is its PSMemberTypes name."""

    __slots__ = ("name", "get", "set", "type_text", "kind", "hidden", "definition")

    def __init__(
        self,
        name: str,
        get: Callable[[Any], Any],
        set: Callable[[Any, Any], None] | None,
        type_text: str,
        kind: str = "Property",
        hidden: bool = False,
    ) -> None:
        self.name, self.get, self.set, self.type_text, self.kind, self.hidden = (
            name,
            get,
            set,
            type_text,
            kind,
            hidden,
        )
        self.definition = ""


class TypeView:
    """Resolved members of one PSType. Names are kept under every spelling that was asked for."""

    __slots__ = (
        "ps_type",
        "chain",
        "getters",
        "methods",
        "statics",
        "static_properties",
        "constructor",
        "_data",
        "dynamic_get",
        "dynamic_set",
    )

    def __init__(self, ps_type: PSType) -> None:
        self.ps_type = ps_type
        self.chain = table_chain(ps_type)
        self.getters: dict[str, PropertyEntry | None] = {}
        self.methods: dict[str, MethodEntry | None] = {}
        self.statics: dict[str, MethodEntry | None] = {}
        self.static_properties: dict[str, PropertyEntry | None] = {}
        self.constructor: MethodEntry | None = None
        self._data: type_data.TypeMembers | None = None
        self.dynamic_get = next((t.dynamic_get for t in self.chain if t.dynamic_get is not None), None)
        self.dynamic_set = next((t.dynamic_set for t in self.chain if t.dynamic_set is not None), None)

    @property
    def data(self) -> type_data.TypeMembers:
        """What the reference says of the type, or of its nearest base that is listed."""
        if self._data is None:
            found: PSType | None = self.ps_type
            data = type_data.members(self.ps_type.definition)
            while not (data.methods or data.properties or data.constructors) and found is not None:
                data = type_data.members(found.definition)
                found = found.base
            self._data = data
        return self._data

    def method(self, name: str) -> MethodEntry | None:
        """The method called `name` in any case, or None."""
        if name in self.methods:
            return self.methods[name]
        entry = self._find_method(name.lower(), static=False)
        self.methods[name] = entry
        return entry

    def static(self, name: str) -> MethodEntry | None:
        """The static method called `name`, or None."""
        if name in self.statics:
            return self.statics[name]
        entry = self._find_method(name.lower(), static=True)
        self.statics[name] = entry
        return entry

    def _find_method(self, lower: str, static: bool) -> MethodEntry | None:
        found: Method | None = None
        texts: list[str] | None = None
        for table in self.chain:
            found = (table.static_methods if static else table.methods).get(lower)
            if found is not None:
                break
        listed = (self.data.static_methods if static else self.data.methods).get(lower)
        if found is not None:
            texts = found.signatures or (listed[1] if listed else self._inherited_texts(lower, static))
            return MethodEntry(
                listed[0] if listed else found.name,
                self.ps_type,
                found,
                "static" if static else "instance",
                texts,
            )
        if listed is not None:
            return MethodEntry(listed[0], self.ps_type, None, "static" if static else "instance", listed[1])
        return None

    def _inherited_texts(self, lower: str, static: bool) -> list[str]:
        for table in self.chain:
            data = type_data.members(table.type_name)
            listed = (data.static_methods if static else data.methods).get(lower)
            if listed:
                return listed[1]
        return []

    def property(self, name: str) -> PropertyEntry | None:
        """The property called `name` in any case, or None."""
        if name in self.getters:
            return self.getters[name]
        entry = self._find_property(name.lower())
        self.getters[name] = entry
        return entry

    def _find_property(self, lower: str) -> PropertyEntry | None:
        found: Property | None = None
        for table in self.chain:
            found = table.properties.get(lower)
            if found is not None:
                break
        listed = self.data.properties.get(lower)
        if found is None:
            added = self._type_data_property(lower)
            if added is not None or listed is None:
                return added
            return PropertyEntry(
                listed[0], _unavailable(self.ps_type, listed[0]), None, listed[1][0].partition(" {")[0]
            )
        text = found.type_text or (listed[1][0].partition(" {")[0] if listed else "System.Object")
        wrap = signatures.result_wrapper(text, self.ps_type.arguments)
        put = found.set
        if put is not None:
            put = _converting_setter(put, found.name, text, self.ps_type.arguments)
        return PropertyEntry(
            listed[0] if listed else found.name,
            _wrapped(found.get, wrap),
            put,
            text,
            "Property",
            found.hidden,
        )

    def _type_data_property(self, lower: str) -> PropertyEntry | None:
        """An alias or a property path that PowerShell adds to the type or one of its bases."""
        found: PSType | None = self.ps_type
        while found is not None:
            for kind, name, detail, computed in type_data.powershell_members(found.definition):
                if (
                    name.lower() == lower
                    and computed == "0"
                    and kind in ("AliasProperty", "ScriptProperty", "CodeProperty")
                ):
                    return PropertyEntry(name, _path_getter(detail), None, "System.Object", kind)
            found = found.base
        return None

    def property_names(self) -> list[str]:
        """Lower names of every property, in the order of the reference, then what only tables have."""
        names = [n for n in self.data.properties if not n.endswith("[]")]
        seen = set(names)
        for table in self.chain:
            for lower in table.properties:
                if lower not in seen:
                    seen.add(lower)
                    names.append(lower)
        return names

    def method_names(self, static: bool = False) -> list[str]:
        """Names of every method."""
        data = self.data.static_methods if static else self.data.methods
        names = {lower: name for lower, (name, _) in data.items()}
        for table in self.chain:
            for lower, method in (table.static_methods if static else table.methods).items():
                if not method.hidden:
                    names.setdefault(lower, method.name)
        return list(names.values())

    def dynamic_names(self, obj: Any) -> list[tuple[str, str, str]]:
        """Properties that the object itself brings (XML children): name, kind, type text."""
        for table in self.chain:
            if table.dynamic_names is not None:
                return list(table.dynamic_names(obj))
        return []

    def indexer_texts(self) -> list[tuple[str, str]]:
        """Indexers for Get-Member: (name, definition)."""
        result = []
        for lower, (name, texts) in self.data.properties.items():
            if lower.endswith("[]"):
                shown = []
                for text in texts:
                    head, _, rest = text.partition(" [")
                    inner, _, accessors = rest.rpartition("] ")
                    shown.append(f"{head} {name[:-2]}({inner}) {accessors}")
                result.append((name[:-2], ", ".join(shown)))
        return result

    def static_property(self, name: str) -> PropertyEntry | None:
        """The static property or constant called `name`, or None."""
        if name in self.static_properties:
            return self.static_properties[name]
        entry = self._find_static_property(name.lower())
        self.static_properties[name] = entry
        return entry

    def _find_static_property(self, lower: str) -> PropertyEntry | None:
        listed = self.data.static_properties.get(lower)
        text = listed[1][0].partition(" {")[0].partition(" = ")[0] if listed else "System.Object"
        for table in self.chain:
            found = table.static_properties.get(lower)
            if found is not None:
                return _static_entry(found, found.type_text or text, self.ps_type.arguments)
        if listed is None:
            return None
        constant = listed[1][0].partition(" = ")[2]
        if constant:
            value = _constant(constant, text)
            return PropertyEntry(listed[0], lambda obj: value, None, text)
        return PropertyEntry(listed[0], _unavailable(self.ps_type, listed[0]), None, text)

    def new(self) -> MethodEntry | None:
        """The constructor; None where the type has none that this shell knows."""
        if self.constructor is None:
            texts = type_data.members(self.ps_type.definition).constructors
            if "System.Delegate" in self.ps_type.ancestry:
                texts = []
            for table in self.chain:
                own_table = table.type_name == self.ps_type.definition or table is self.ps_type.members
                if table.constructor is not None and (own_table or table.type_name in INHERITED):
                    own = table.constructor.signatures or type_data.members(table.type_name).constructors
                    if texts and (not own_table or not table.constructor.signatures):
                        own = texts
                    self.constructor = MethodEntry("new", self.ps_type, table.constructor, "new", own)
                    break
            else:
                if texts:
                    self.constructor = MethodEntry("new", self.ps_type, None, "new", texts)
        return self.constructor


def _static_entry(found: Property, text: str, arguments: tuple[PSType, ...]) -> PropertyEntry:
    """A static property of a table, ready to be read."""
    getter, put = found.get, found.set
    wrap = signatures.result_wrapper(text, arguments)
    return PropertyEntry(
        found.name,
        (lambda obj: getter()) if wrap is None else (lambda obj: wrap(getter())),
        None if put is None else (lambda obj, value: put(value)),
        text,
    )


def _constant(text: str, type_text: str) -> Any:
    """The value of a constant as the reference writes it."""
    from exoshell.values.conversion import convert

    if type_text == "string" or text.startswith('"'):
        return text.strip('"').replace("\\r", "\r").replace("\\n", "\n")
    if type_text == "char":
        return Char(text.strip("'"))
    target = types.find_type(type_text)
    return text if target is None else convert(text, target)


def _path_getter(path: str) -> Callable[[Any], Any]:
    def get(obj: Any) -> Any:
        from exoshell.dotnet.access import get_property

        for name in path.split("."):
            obj = get_property(obj, name) if name else obj
        return obj

    return get


def _wrapped(get: Callable[[Any], Any], wrap: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    return get if wrap is None else (lambda obj: wrap(get(obj)))


def _unavailable(ps_type: PSType, name: str) -> Callable[[Any], Any]:
    def get(obj: Any) -> Any:
        raise not_available(ps_type.full_name, name)

    return get


def _converting_setter(
    put: Callable[[Any, Any], None], name: str, text: str, arguments: tuple[PSType, ...]
) -> Callable[[Any, Any], None]:
    def store(obj: Any, value: Any) -> None:
        from exoshell.values.conversion import convert

        target = signatures.resolve(text, arguments)
        try:
            if target is not types.OBJECT:
                value = convert(value, target)
            put(obj, value)
        except NetError as error:
            raise setting_error(name, error.exception.message, error.exception) from error
        except PowerShellError as error:
            raise setting_error(name, error.record.exception.message, error.record.exception) from error

    return store


def setting_error(name: str, message: str, inner: Any = None) -> PowerShellError:
    """A property cannot be set."""
    return ps_error(
        "ExceptionWhenSetting",
        f'Exception setting "{name}": "{message}"',
        exception="System.Management.Automation.SetValueInvocationException",
        inner=inner,
    )


def table_chain(ps_type: PSType) -> list[MemberTable]:
    """Tables of a type and its bases, nearest first; a script's own classes bring theirs in `members`."""
    chain: list[MemberTable] = []
    found: PSType | None = ps_type
    while found is not None:
        own = found.members if found.members is not None else find_table(found.definition)
        if own is not None:
            chain.append(own)
        found = found.base
    if ps_type.kind == "enum":
        chain.append(find_table("System.Enum") or MemberTable("System.Enum"))
    root = find_table("System.Object")
    if root is not None and root not in chain:
        chain.append(root)
    return chain


_views: dict[PSType, TypeView] = {}


def view_of(ps_type: PSType) -> TypeView:
    """The view of a type, made once."""
    found = _views.get(ps_type)
    if found is None:
        found = _views[ps_type] = TypeView(ps_type)
    return found
