"""Classes and enumerations of scripts: from a definition's description to a PSType with members; objects; constructors; methods."""

from __future__ import annotations

from exoshell.dotnet import overloads
from exoshell.dotnet.signatures import Signature
from exoshell.dotnet.table import MemberTable, Method, Property
from exoshell.runtime.script_block import CallInfo
from exoshell.runtime.source import CodeSite
from exoshell.runtime.streams import drop
from exoshell.values import types
from exoshell.values.errors import NetException, PowerShellError, ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import NetObject
from exoshell.values.types import EnumFacts, PSType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class ScriptObject(NetObject):
    """An instance of a script's class. `fields`: lower-case property name -> value."""

    __slots__ = ("fields",)

    def __init__(self, ps_type: PSType) -> None:
        self.ps_type = ps_type
        self.extension = None
        self.fields: dict[str, Any] = {}

    def __repr__(self) -> str:
        return f"<{self.ps_type.full_name}>"


class EnumerableObject(ScriptObject):
    """An instance whose class has GetEnumerator and is IEnumerable."""

    __slots__ = ()

    def enumerate(self) -> list[Any]:
        """The items that the enumerator gives."""
        from exoshell.dotnet.access import call_method, get_property

        enumerator = call_method(self, "GetEnumerator", [])
        found: list[Any] = []
        if hasattr(type(enumerator), "enumerate"):
            return list(enumerator.enumerate())
        while call_method(enumerator, "MoveNext", []):
            found.append(get_property(enumerator, "Current"))
        return found


class ComparableObject(ScriptObject):
    """An instance whose class has CompareTo."""

    __slots__ = ()

    def __lt__(self, other: Any) -> bool:
        from exoshell.dotnet.access import call_method

        return bool(call_method(self, "CompareTo", [other]) < 0)


class Overload:
    """One method or constructor. `parameters`: (name, type text) pairs."""

    __slots__ = ("owner", "name", "returns", "static", "hidden", "parameters", "site", "signature")

    def __init__(self, owner: ScriptClass, row: Any) -> None:
        _, self.name, self.returns, self.static, self.hidden, constructor, self.parameters, span = row
        self.owner = owner
        self.site = CodeSite(owner.site.source, span[0], span[1], "method", self.name)
        inner = ", ".join(f"{net_text(t)} {n}" for n, t in self.parameters)
        head = "static " if self.static else ""
        returns = owner.name if constructor else net_text(self.returns)
        self.signature = Signature(f"{head}{returns} {'new' if constructor else self.name}({inner})")


def net_text(name: str) -> str:
    """A type's name in a signature."""
    return "System.Object" if name.lower() == "object" else name


class ScriptProperty:
    """A declared property. `attributes` and `default` are functions (X, S)."""

    __slots__ = ("name", "key", "type_name", "static", "hidden", "attributes", "default", "checks", "ps_type")

    def __init__(self, row: Any) -> None:
        _, self.name, self.type_name, self.static, self.hidden, self.attributes, self.default = row
        self.key = self.name.lower()
        self.checks: list[Any] | None = None
        self.ps_type: PSType | None = None


class ScriptClass:
    """A class being alive in one session."""

    def __init__(self, session: Any, scope: Any, site: CodeSite, row: Any) -> None:
        _, self.name, bases, spans, members, attributes = row
        self.session = session
        self.scope = scope
        self.site = site
        self.module = scope.module
        self.properties: list[ScriptProperty] = []
        self.methods: dict[str, list[Overload]] = {}
        self.static_methods: dict[str, list[Overload]] = {}
        self.constructors: list[Overload] = []
        self.static_constructor: Overload | None = None
        self.static_values: dict[str, Any] | None = None
        self.bases = bases
        self.base_spans = spans
        self.attributes = attributes
        for member in members:
            self._add(member)
        self.ps_type = self._make_type()

    def _add(self, member: Any) -> None:
        if member[0] == "property":
            self.properties.append(ScriptProperty(member))
            return
        overload = Overload(self, member)
        if member[5]:
            if overload.static:
                self.static_constructor = overload
            else:
                self.constructors.append(overload)
            return
        group = self.static_methods if overload.static else self.methods
        group.setdefault(overload.name.lower(), []).append(overload)

    # --- the type ------------------------------------------------------------------------------------------------------------
    def _make_type(self) -> PSType:
        base: PSType | str = "System.Object"
        interfaces: list[str] = []
        for name in self.bases:
            found = self.session.find_type(name)
            if found is None:
                raise ps_error(
                    "TypeNotFound", f"Unable to find type [{name}].", category="InvalidOperation", target=name
                )
            if found.kind == "interface" or "Interface" in found.kind:
                interfaces.append(found.full_name)
            else:
                base = found
        ps_type = PSType(self.name, "class", base, tuple(interfaces))
        ps_type.script = self
        table = ps_type.members = MemberTable(self.name)
        for declared in self.properties:
            if declared.static:
                table.static_properties[declared.key] = Property(
                    declared.name,
                    self._static_getter(declared),
                    self._static_setter(declared),
                    net_text(declared.type_name),
                    declared.hidden,
                )
            else:
                table.properties[declared.key] = Property(
                    declared.name,
                    field_getter(declared.key),
                    self._setter(declared),
                    net_text(declared.type_name),
                    declared.hidden,
                )
        for key, group in self.methods.items():
            table.methods[key] = Method(
                group[0].name,
                self._method(key),
                [o.signature.text for o in group],
                True,
                all(o.hidden for o in group),
            )
        for key, group in self.static_methods.items():
            table.static_methods[key] = Method(
                group[0].name, self._static_method(group), [o.signature.text for o in group], True
            )
        texts = [o.signature.text for o in self.constructors] or [f"{self.name} new()"]
        table.constructor = Method("new", construct, texts, True)
        return ps_type

    @property
    def base(self) -> ScriptClass | None:
        """The script class this one derives from, or None."""
        found = self.ps_type.base
        return found.script if found is not None and found.script is not None else None

    # --- properties -----------------------------------------------------------------------------------------------------------
    def checks_of(self, declared: ScriptProperty) -> list[Any]:
        """The validation attributes of a property."""
        if declared.checks is None:
            from exoshell.runtime.functions import make_attribute

            declared.checks = []
            for entry in declared.attributes(self.session, self.scope):
                made = make_attribute(self.session, entry)
                if hasattr(made, "validate") or hasattr(made, "transform"):
                    declared.checks.append(made)
        return declared.checks

    def type_of(self, declared: ScriptProperty) -> PSType:
        if declared.ps_type is None:
            found = self.session.find_type(declared.type_name)
            if found is None:
                raise ps_error(
                    "TypeNotFound",
                    f"Unable to find type [{declared.type_name}].",
                    category="InvalidOperation",
                    target=declared.type_name,
                )
            declared.ps_type = found
        return declared.ps_type

    def converted(self, declared: ScriptProperty, value: Any) -> Any:
        """A value as the property holds it: converted and validated."""
        from exoshell.values.conversion import convert

        if value is AUTOMATION_NULL:
            value = None
        checks = self.checks_of(declared)
        for check in checks:
            if hasattr(check, "transform"):
                value = check.transform(value, self.session.plain_context())
        if declared.type_name.lower() != "object":
            value = convert(value, self.type_of(declared))
        for check in checks:
            if hasattr(check, "validate"):
                validate(self.session, check, value)
        return value

    def zero(self, declared: ScriptProperty) -> Any:
        """The value before anything is assigned."""
        if declared.type_name.lower() == "object":
            return None
        from exoshell.dotnet.access import default_value

        ps_type = self.type_of(declared)
        return default_value(ps_type) if ps_type.is_value_type else None

    def _setter(self, declared: ScriptProperty) -> Callable[[Any, Any], None]:
        key = declared.key

        def put(obj: Any, value: Any) -> None:
            fields_of(obj)[key] = self.converted(declared, value)

        return put

    def statics(self) -> dict[str, Any]:
        """The static properties' values, made at first use."""
        if self.static_values is None:
            values = self.static_values = {}
            for declared in self.properties:
                if declared.static:
                    values[declared.key] = self.zero(declared)
            for declared in self.properties:
                if declared.static and declared.default is not None:
                    values[declared.key] = self.converted(declared, self.evaluate(declared))
            if self.static_constructor is not None:
                self.run(self.static_constructor, None, [])
        return self.static_values

    def _static_getter(self, declared: ScriptProperty) -> Callable[[], Any]:
        return lambda: self.statics()[declared.key]

    def _static_setter(self, declared: ScriptProperty) -> Callable[[Any], None]:
        def put(value: Any) -> None:
            self.statics()[declared.key] = self.converted(declared, value)

        return put

    def evaluate(self, declared: ScriptProperty) -> Any:
        """A property's initial value."""
        X = self.session
        outer, X.scope = X.scope, self.scope
        propagate, X.propagate = X.propagate, True
        try:
            return declared.default(X, self.scope)
        finally:
            X.scope, X.propagate = outer, propagate

    # --- methods ----------------------------------------------------------------------------------------------------------------
    def run(self, overload: Overload, this: Any, arguments: list[Any]) -> Any:
        """Run a method's body: what it returned."""
        X = self.session
        unit = overload.site.unit("new")
        names = unit.namespace["ARGUMENTS"]
        given = {
            names[name]: value for (name, _), value in zip(overload.parameters, arguments) if name in names
        }
        if "this" in names:
            given[names["this"]] = this
        unit.namespace.setdefault("OWNER", self)
        outer, propagate = X.scope, X.propagate
        X.propagate = True
        X.scope = self.scope
        if "leaf" not in unit.flags:
            call = CallInfo(None, None)
            call.parent, call.module = self.scope, self.module
            X.call = call
        try:
            return unit.body(X, drop, **given)
        except PowerShellError as error:
            error.passes = True  # type: ignore[attr-defined]
            raise
        finally:
            X.scope, X.propagate = outer, propagate

    def invoke(self, overload: Overload, this: Any, arguments: list[Any]) -> Any:
        """Call a method whose arguments are converted already: its value in its declared type."""
        result = self.run(overload, this, arguments)
        return self.returned(overload, result)

    def returned(self, overload: Overload, result: Any) -> Any:
        name = overload.returns.lower()
        if name == "void":
            return AUTOMATION_NULL
        if result is AUTOMATION_NULL:
            result = None
        if name == "object":
            return result
        if name == "string" and result is None:
            return ""
        from exoshell.values.conversion import convert

        found = self.session.find_type(overload.returns)
        return convert(result, found) if found is not None else result

    def _method(self, key: str) -> Callable[..., Any]:
        def call(this: Any, *arguments: Any) -> Any:
            found = script_class(this)
            group = (found or self).all_overloads(key)
            chosen, values = choose(group, arguments)
            return chosen.owner.invoke(chosen, this, values)

        return call

    def _static_method(self, group: list[Overload]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            self.statics()
            chosen, values = choose(group, arguments)
            return self.invoke(chosen, None, values)

        return call

    def all_overloads(self, key: str) -> list[Overload]:
        """Overloads of a method, overridden ones left out."""
        found: list[Overload] = []
        seen: set[str] = set()
        current: ScriptClass | None = self
        while current is not None:
            for overload in current.methods.get(key, ()):
                shape = ",".join(t.lower() for _, t in overload.parameters)
                if shape not in seen:
                    seen.add(shape)
                    found.append(overload)
            current = current.base
        return found


def script_class(value: Any) -> ScriptClass | None:
    """The class of an instance."""
    ps_type = getattr(value, "ps_type", None)
    return ps_type.script if ps_type is not None else None


def choose(group: list[Overload], arguments: Any) -> tuple[Overload, list[Any]]:
    """The overload for some arguments, and the arguments converted."""
    candidate = overloads.choose(group[0].name, [o.signature for o in group], list(arguments))
    chosen = next(o for o in group if o.signature is candidate.signature)
    return chosen, list(overloads.convert_arguments(chosen.name, candidate, list(arguments)))


def fields_of(obj: Any) -> dict[str, Any]:
    """The dictionary that holds an instance's own properties."""
    fields = getattr(obj, "fields", None)
    if fields is not None:
        return fields  # type: ignore[no-any-return]
    return obj.properties  # type: ignore[no-any-return]


def field_getter(key: str) -> Callable[[Any], Any]:
    return lambda obj: fields_of(obj).get(key)


def validate(session: Any, check: Any, value: Any) -> None:
    from exoshell.command.attributes import ValidationFailure

    try:
        check.validate(value, session.plain_context())
    except ValidationFailure as failure:
        raise ps_error(
            "ValidationFailure",
            str(failure),
            exception="System.Management.Automation.ValidationMetadataException",
            category="MetadataError",
        ) from None


# --- objects ----------------------------------------------------------------------------------------------------------------------


def construct(ps_type: PSType, *arguments: Any) -> Any:
    """`[T]::new(…)`."""
    cls: ScriptClass = ps_type.script
    cls.statics()
    if cls.constructors:
        chosen, values = choose_constructor(cls, arguments)
    else:
        if arguments:
            raise overload_missing(len(arguments))
        chosen, values = None, []
    this = allocate(ps_type)
    set_defaults(cls, this)
    initialize(cls, this, chosen, values)
    return this


def choose_constructor(cls: ScriptClass, arguments: Any) -> tuple[Overload, list[Any]]:
    candidate = overloads.choose("new", [o.signature for o in cls.constructors], list(arguments))
    chosen = next(o for o in cls.constructors if o.signature is candidate.signature)
    return chosen, list(overloads.convert_arguments(".ctor", candidate, list(arguments)))


def overload_missing(count: int) -> PowerShellError:
    return ps_error(
        "MethodCountCouldNotFindBest",
        f'Cannot find an overload for "new" and the argument count: "{count}".',
        exception="System.Management.Automation.MethodException",
    )


def net_base(ps_type: PSType) -> PSType:
    """The nearest base that is no script class."""
    found: PSType | None = ps_type
    while found is not None and found.script is not None:
        found = found.base
    return found or types.OBJECT


def object_class(ps_type: PSType) -> type[ScriptObject]:
    """The Python class of a class's instances."""
    ancestry = ps_type.ancestry
    if "System.IComparable" in ancestry and ps_type.script.all_overloads("compareto"):
        return ComparableObject
    if "System.Collections.IEnumerable" in ancestry and ps_type.script.all_overloads("getenumerator"):
        return EnumerableObject
    return ScriptObject


_python_classes: dict[type, type] = {}


def allocate(ps_type: PSType) -> Any:
    """An instance whose constructors have not run."""
    base = net_base(ps_type)
    if base.full_name == "System.Object":
        return object_class(ps_type)(ps_type)
    if "System.Exception" in base.ancestry or base.full_name == "System.Exception":
        made = NetException(ps_type.full_name, f"Exception of type '{ps_type.full_name}' was thrown.")
        made.ps_type = ps_type
        return made
    from exoshell.dotnet.access import new_object

    inner = new_object(base, [])
    cls = type(inner)
    python = _python_classes.get(cls)
    if python is None:
        python = _python_classes[cls] = type(
            f"Script{cls.__name__}", (cls,), {"__slots__": ("fields", "ps_type", "extension_")}
        )
    try:
        inner.__class__ = python
    except TypeError:
        copy: Any = python.__new__(python)  # type: ignore[call-overload]
        for name in (s for c in cls.__mro__ for s in getattr(c, "__slots__", ())):
            if hasattr(inner, name):
                setattr(copy, name, getattr(inner, name))
        if isinstance(inner, list):
            copy.extend(inner)
        inner = copy
    inner.fields = {}
    inner.ps_type = ps_type
    return inner


def set_defaults(cls: ScriptClass, this: Any) -> None:
    """Zero values and initial values of every class of the chain, the base first."""
    chain: list[ScriptClass] = []
    current: ScriptClass | None = cls
    while current is not None:
        chain.append(current)
        current = current.base
    fields = fields_of(this)
    for current in reversed(chain):
        for declared in current.properties:
            if not declared.static:
                fields[declared.key] = current.zero(declared)
        for declared in current.properties:
            if not declared.static and declared.default is not None:
                fields[declared.key] = current.converted(declared, current.evaluate(declared))


def initialize(cls: ScriptClass, this: Any, chosen: Overload | None, values: list[Any]) -> None:
    """Run a constructor; the base's parameterless one first unless the body calls a base constructor itself."""
    if chosen is None or not calls_base(chosen):
        base = cls.base
        if base is not None:
            default = next((o for o in base.constructors if not o.parameters), None)
            if default is None and base.constructors:
                raise overload_missing(0)
            initialize(base, this, default, [])
    if chosen is not None:
        cls.run(chosen, this, values)


def calls_base(overload: Overload) -> bool:
    """Whether a constructor's body starts with a call of a base constructor."""
    return "base_constructor" in overload.site.unit("new").body.__code__.co_names


def call_base_constructor(X: Any, this: Any, owner: ScriptClass, arguments: list[Any]) -> Any:
    """`: base(…)`."""
    base = owner.base
    if base is not None:
        if base.constructors:
            chosen, values = choose_constructor(base, arguments)
        elif arguments:
            raise overload_missing(len(arguments))
        else:
            chosen, values = None, []
        initialize(base, this, chosen, values)
        return AUTOMATION_NULL
    if isinstance(this, NetException):
        from exoshell.dotnet.access import new_object

        made = new_object(net_base(owner.ps_type), arguments)
        this.message, this.inner = made.message, made.inner
        for name, value in made.properties.items():
            this.properties.setdefault(name, value)
        return AUTOMATION_NULL
    if arguments:
        fill_from_base(this, owner, arguments)
    return AUTOMATION_NULL


def fill_from_base(this: Any, owner: ScriptClass, arguments: list[Any]) -> None:
    """Arguments for a .NET base other than an exception: its state is taken over."""
    from exoshell.dotnet.access import new_object

    made = new_object(net_base(owner.ps_type), arguments)
    if isinstance(made, list):
        this[:] = made
        return
    for name in (s for c in type(made).__mro__ for s in getattr(c, "__slots__", ())):
        if name not in ("extension", "ps_type") and hasattr(made, name):
            setattr(this, name, getattr(made, name))


# --- defining -----------------------------------------------------------------------------------------------------------------------

_resolving = False


def resolve(name: str) -> Any:
    """The type of a script for the registry."""
    from exoshell.runtime.session import current_session

    return current_session().types.get(name)


def define(S: Any, site: CodeSite) -> None:
    """Make the type of a definition known to the session."""
    global _resolving
    X = S.session
    key = (site.source, site.start)
    known = X.type_sites.get(key)
    if known is not None:
        X.types[known.full_name.lower()] = known
        return
    if not _resolving:
        types.RESOLVERS.append(resolve)
        _resolving = True
    row = site.unit("dict").body(X, S)
    scope = S.script_scope() if S.kind == "" else S
    made = make_enum(X, row) if row[0] == "enum" else ScriptClass(X, scope, site, row).ps_type
    X.types[made.full_name.lower()] = made
    X.type_sites[key] = made


def make_enum(X: Any, row: Any) -> PSType:
    """An enumeration's PSType."""
    from exoshell.values.conversion import convert

    _, name, underlying, rows, attributes = row
    flags = any(entry[1].lower() in ("flags", "flagsattribute", "system.flags") for entry in attributes)
    ps_type = types.find_type(underlying)
    names: dict[str, int] = {}
    following = 0
    for member, value in rows:
        if value is not None:
            following = int(convert(value, ps_type)) if ps_type is not None else int(value)
        names[member] = following
        following += 1
    made = PSType(
        name, "enum", "System.Enum", (), enum=EnumFacts(names, flags, underlying), is_value_type=True
    )
    return made


def make_attribute(X: Any, ps_type: PSType, positional: Any, named: Any) -> Any:
    """A custom attribute written in a script, as an object with `validate` or `transform`."""
    from exoshell.dotnet.access import new_object, set_property

    made = new_object(ps_type, list(positional))
    for name, value in named.items():
        set_property(made, name, value)
    return ScriptAttribute(X, made)


class ScriptAttribute:
    """Wraps an instance of a script's attribute class."""

    def __init__(self, X: Any, instance: Any) -> None:
        self.session, self.instance = X, instance
        cls = script_class(instance)
        assert cls is not None
        if cls.all_overloads("transform"):
            self.transform = self._transform
        if cls.all_overloads("validateelement") or cls.all_overloads("validate"):
            self.validate = self._validate

    def _transform(self, value: Any, env: Any) -> Any:
        from exoshell.dotnet.access import call_method

        return call_method(self.instance, "Transform", [None, value], self.session)

    def _validate(self, value: Any, env: Any) -> None:
        from exoshell.command.attributes import ValidationFailure
        from exoshell.dotnet.access import call_method

        cls = script_class(self.instance)
        assert cls is not None
        try:
            if cls.all_overloads("validate"):
                call_method(self.instance, "Validate", [value, None], self.session)
                return
            for item in value if isinstance(value, list) else [value]:
                call_method(self.instance, "ValidateElement", [item], self.session)
        except PowerShellError as error:
            raise ValidationFailure(error.record.exception.message) from error
