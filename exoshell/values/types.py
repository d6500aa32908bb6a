"""The type registry: `[type]` values, enumeration values, and which .NET type a Python object has.

A `PSType` is unique per type, so types are compared with `is`. `find_type` takes the text between the brackets of a type literal.
Classes and enumerations defined by a script are made by the runtime and found through `RESOLVERS`.
"""

from __future__ import annotations

from exoshell.values import collections as _c
from exoshell.values import numbers as _n
from exoshell.values import type_data
from exoshell.values.char import Char
from exoshell.values.null import AutomationNull
from exoshell.values.objects import NetObject, PSCustomObject, PSExtendedObject, PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

ASSEMBLY = "System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e"


class EnumFacts:
    """`names`: name -> number in order of declaration; `flags`; `underlying`: PowerShell's name of the integer type."""

    __slots__ = ("names", "flags", "underlying", "_by_value", "_folded")

    def __init__(self, names: dict[str, int], flags: bool = False, underlying: str = "int") -> None:
        self.names, self.flags, self.underlying = names, flags, underlying
        self._by_value: dict[int, str] | None = None
        self._folded: dict[str, str] | None = None

    @property
    def by_value(self) -> dict[int, str]:
        """Number -> the name printed for it (the first one declared)."""
        if self._by_value is None:
            self._by_value = {}
            for name, value in self.names.items():
                self._by_value.setdefault(value, name)
        return self._by_value

    def find(self, name: str) -> str | None:
        """The declared spelling of a name in any case."""
        if self._folded is None:
            self._folded = {n.lower(): n for n in self.names}
        return self._folded.get(name.lower())

    def text(self, value: int) -> str:
        """What .ToString() gives: a name, `A, B` for flags, else the number."""
        name = self.by_value.get(value)
        if name is not None:
            return name
        if self.flags and value > 0:
            parts, rest = [], value
            for number, label in sorted(self.by_value.items(), reverse=True):
                if number > 0 and rest & number == number:
                    parts.append(label)
                    rest &= ~number
            if rest == 0:
                return ", ".join(reversed(parts))
        return str(value)


class PSType(NetObject):
    """A .NET type as a value.

    `full_name` is .NET's Type.ToString() (`System.Collections.Generic.List`1[System.Int32]`), `definition` the name under which its
    facts stand (`System.Collections.Generic.List`1`); `kind` is class, struct, enum, interface, array or generic (a generic class or
    struct with arguments); `element` of arrays and `rank`; `arguments` of generics; `python` the Python class of its values, if one
    class has only values of this type; `members` None or a member table of the room above for types that a script defines.
    """

    type_name = "System.RuntimeType"
    __slots__ = (
        "full_name",
        "definition",
        "kind",
        "is_value_type",
        "element",
        "rank",
        "arguments",
        "python",
        "members",
        "_base",
        "_interfaces",
        "_enum",
        "_ancestry",
        "_display",
        "is_abstract",
        "script",
    )

    def __init__(
        self,
        full_name: str,
        kind: str = "class",
        base: PSType | str | None = "System.Object",
        interfaces: tuple[str, ...] | None = (),
        *,
        definition: str | None = None,
        element: PSType | None = None,
        rank: int = 1,
        arguments: tuple[PSType, ...] = (),
        enum: EnumFacts | None = None,
        is_value_type: bool = False,
        is_abstract: bool = False,
    ) -> None:
        self.extension = None
        self.ps_type = None
        self.full_name = full_name
        self.definition = definition or full_name
        self.kind = kind
        self.is_value_type = is_value_type
        self.is_abstract = is_abstract
        self.element, self.rank, self.arguments = element, rank, arguments
        self.python: type | None = None
        self.members: Any = None
        self.script: Any = None
        self._base: Any = base
        self._interfaces = interfaces
        self._enum = enum
        self._ancestry: frozenset[str] | None = None
        self._display: str | None = None

    @property
    def name(self) -> str:
        """.NET's Name: `Int32`, `List`1`, `String[]`."""
        if self.element is not None:
            return f"{self.element.name}[{',' * (self.rank - 1)}]"
        return self.definition.rpartition(".")[2].rpartition("+")[2]

    @property
    def namespace(self) -> str:
        text = self.element.full_name if self.element is not None else self.definition
        return text.rpartition(".")[0]

    @property
    def base(self) -> PSType | None:
        """The class it derives from."""
        if type(self._base) is str:
            self._base = find_type(self._base) if self._base else None
        found: PSType | None = self._base
        return found

    @property
    def interfaces(self) -> tuple[str, ...]:
        """Full names of the interfaces it implements itself; generic ones without arguments."""
        if self._interfaces is None:
            found = type_data.facts(self.definition.lower())
            self._interfaces = found.interfaces if found else ()
        return self._interfaces

    @property
    def enum(self) -> EnumFacts | None:
        """The values of an enumeration; None for every other type."""
        if self._enum is None and self.kind == "enum":
            found = type_data.members(self.definition)
            self._enum = EnumFacts(found.names, found.flags, found.underlying)
        return self._enum

    @property
    def display(self) -> str:
        """PowerShell's text of the type: `int`, `string[]`, `System.Collections.Generic.List[int]`."""
        if self._display is None:
            self._display = self._make_display()
        return self._display

    def _make_display(self) -> str:
        if self.element is not None:
            return f"{self.element.display}[{',' * (self.rank - 1)}]"
        if self.arguments:
            head = self.definition.partition("`")[0]
            return f"{head}[{','.join(a.display for a in self.arguments)}]"
        return type_data.short_name(self.full_name) or self.full_name

    @property
    def assembly_qualified_part(self) -> str:
        """.NET's FullName, in which type arguments carry their assembly."""
        if self.element is not None:
            return f"{self.element.assembly_qualified_part}[{',' * (self.rank - 1)}]"
        if self.arguments:
            return f"{self.definition}[{','.join(f'[{a.assembly_qualified_part}, {ASSEMBLY}]' for a in self.arguments)}]"
        return self.full_name

    @property
    def ancestry(self) -> frozenset[str]:
        """Full names of everything a value of this type is: itself, its bases, all interfaces."""
        if self._ancestry is None:
            names = {self.full_name, self.definition}
            for interface in self.interfaces:
                names.add(interface)
                found = type_data.facts(interface.lower())
                names.update(found.interfaces if found else ())
            if self.base is not None:
                names |= self.base.ancestry
            if self.kind != "interface":
                names.add("System.Object")
            self._ancestry = frozenset(names)
        return self._ancestry

    def __repr__(self) -> str:
        return f"PSType({self.full_name})"


class EnumValue:
    """A value of an enumeration: `type`, `value` (a Python int), `name` (its text)."""

    __slots__ = ("type", "value", "_name")

    def __init__(self, ps_type: PSType, value: int) -> None:
        self.type = ps_type
        self.value = value
        self._name: str | None = None

    @property
    def name(self) -> str:
        if self._name is None:
            facts = self.type.enum
            self._name = facts.text(self.value) if facts else str(self.value)
        return self._name

    def __eq__(self, other: object) -> bool:
        return type(other) is EnumValue and other.type is self.type and other.value == self.value

    def __hash__(self) -> int:
        return hash((self.type.full_name, self.value))

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"EnumValue({self.type.full_name}.{self.name})"


RESOLVERS: list[Callable[[str], PSType | None]] = []
"""Asked first by `find_type`, with the name in lower case: the session's own classes."""

_types: dict[str, PSType] = {}  # full name in lower case -> type
_literals: dict[str, PSType | None] = {}  # text of a literal in lower case -> type (none of RESOLVERS)
_generics: dict[tuple[str, tuple[PSType, ...]], PSType] = {}
_arrays: dict[tuple[PSType, int], PSType] = {}
_ARRAY_INTERFACES = (
    "System.Collections.IList",
    "System.Collections.ICollection",
    "System.Collections.IEnumerable",
    "System.Collections.IStructuralComparable",
    "System.Collections.IStructuralEquatable",
    "System.ICloneable",
    "System.Collections.Generic.IList`1",
    "System.Collections.Generic.ICollection`1",
    "System.Collections.Generic.IEnumerable`1",
    "System.Collections.Generic.IReadOnlyList`1",
    "System.Collections.Generic.IReadOnlyCollection`1",
)


def find_type(name: str, namespaces: Sequence[str] = ()) -> PSType | None:
    """The type that `[name]` means, or None. `namespaces` are those of `using namespace` statements."""
    lower = name.lower()
    if RESOLVERS:
        for resolve in RESOLVERS:
            found = resolve(lower)
            if found is not None:
                return found
    elif not namespaces and lower in _literals:
        return _literals[lower]
    found = _parse_name(name.strip(), namespaces)
    if not RESOLVERS and not namespaces:
        _literals[lower] = found
    return found


def _parse_name(text: str, namespaces: Sequence[str]) -> PSType | None:
    """A type name with array ranks and type arguments."""
    head, depth, start = "", 0, text.find("[")
    if start < 0:
        return _find_plain(text.partition(",")[0].strip(), namespaces)
    head, rest = text[:start].strip(), text[start:]
    found: PSType | None = None
    while rest:
        if rest[0] == "," and found is not None:
            break  # the name of an assembly
        if rest[0] != "[":
            return None
        depth = 0
        for end, char in enumerate(rest):  # noqa: B007 - used behind the loop
            depth += (char == "[") - (char == "]")
            if depth == 0:
                break
        else:
            return None
        inner, rest = rest[1:end].strip(), rest[end + 1 :].strip()
        if inner.strip(", ") == "":
            found = _find_plain(head, namespaces) if found is None else found
            found = array_of(found, inner.count(",") + 1) if found else None
        elif found is None:
            found = _find_generic(head, _split(inner), namespaces)
        else:
            return None
        if found is None:
            return None
    return found


def _split(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for position, char in enumerate(text):
        depth += (char == "[") - (char == "]")
        if char == "," and depth == 0:
            parts.append(text[start:position].strip())
            start = position + 1
    parts.append(text[start:].strip())
    return [p[1:-1].strip() if p.startswith("[") and p.endswith("]") else p for p in parts]


def _find_generic(head: str, argument_names: list[str], namespaces: Sequence[str]) -> PSType | None:
    arguments = []
    for argument_name in argument_names:
        found = find_type(argument_name, namespaces)
        if found is None:
            return None
        arguments.append(found)
    suffix = f"`{len(arguments)}"
    definition = _find_facts(head if head.endswith(suffix) else head + suffix, namespaces)
    return make_generic(definition.name, tuple(arguments)) if definition else None


def _find_facts(name: str, namespaces: Sequence[str]) -> type_data.TypeFacts | None:
    lower = name.lower()
    for prefix in ("", "system.", *(n.lower() + "." for n in namespaces)):
        found = type_data.facts(prefix + lower)
        if found is not None:
            return found
    return None


def _find_plain(name: str, namespaces: Sequence[str]) -> PSType | None:
    if RESOLVERS:
        for resolve in RESOLVERS:
            resolved = resolve(name.lower())
            if resolved is not None:
                return resolved
    full = type_data.accelerator(name.lower())
    if full is not None:
        return named_type(full)
    found = _find_facts(name, namespaces)
    return named_type(found.name) if found else None


def named_type(full_name: str) -> PSType:
    """The type with this full name; one that is unknown is made as a class derived from Object."""
    lower = full_name.lower()
    found = _types.get(lower)
    if found is None:
        row = type_data.facts(lower)
        if row is None:
            if "[" in full_name:
                parsed = _parse_name(full_name, ())
                if parsed is not None:
                    _types[lower] = parsed
                    return parsed
            found = PSType(full_name, base=None if full_name == "System.Object" else "System.Object")
        else:
            word = row.kind.rpartition(" ")[2]
            found = PSType(
                row.name,
                word,
                row.base or None,
                row.interfaces,
                is_value_type=word in ("struct", "enum"),
                is_abstract=row.kind.startswith(("abstract", "static")) or word == "interface",
            )
        _types[lower] = found
    return found


def array_of(element: PSType, rank: int = 1) -> PSType:
    """The array type of an element type."""
    cached = _arrays.get((element, rank))
    if cached is not None:
        return cached
    name = f"{element.full_name}[{',' * (rank - 1)}]"
    key = name.lower() if element.script is None else f"{name}#{id(element)}"
    found = _types.get(key)
    if found is None:
        found = PSType(
            name,
            "array",
            "System.Array",
            _ARRAY_INTERFACES,
            definition="System.Array",
            element=element,
            rank=rank,
        )
        _types[key] = found
    _arrays[element, rank] = found
    return found


def make_generic(definition: str, arguments: tuple[PSType, ...]) -> PSType:
    """A generic type with its arguments."""
    cached = _generics.get((definition, arguments))
    if cached is not None:
        return cached
    name = f"{definition}[{','.join(a.full_name for a in arguments)}]"
    key = name.lower()
    if any(a.script is not None for a in arguments):
        key += "#" + ",".join(str(id(a)) for a in arguments)
    found = _types.get(key)
    if found is None:
        row = type_data.facts(definition.lower())
        kind = row.kind if row else "class"
        found = PSType(
            name,
            "interface" if kind == "interface" else "generic",
            (row.base or None) if row else "System.Object",
            row.interfaces if row else (),
            definition=definition,
            arguments=arguments,
            is_value_type=kind == "struct",
            is_abstract=kind != "class" and kind != "struct",
        )
        _types[key] = found
    _generics[definition, arguments] = found
    return found


# These two stand in every start: their interfaces are looked up only when asked for.
OBJECT = _types["system.object"] = PSType("System.Object", base=None)
STRING = _types["system.string"] = PSType("System.String", interfaces=None)

_BY_CLASS: dict[type, PSType] = {}
_CLASS_NAMES: dict[type, str] = {
    str: "System.String",
    bool: "System.Boolean",
    int: "System.Int32",
    float: "System.Double",
    Char: "System.Char",
    PSType: "System.RuntimeType",
    PSCustomObject: "System.Management.Automation.PSCustomObject",
    PSExtendedObject: "System.Management.Automation.PSCustomObject",
    _c.ArrayList: "System.Collections.ArrayList",
    _c.Hashtable: "System.Collections.Hashtable",
    _c.OrderedHashtable: "System.Management.Automation.OrderedHashtable",
    _c.OrderedDictionary: "System.Collections.Specialized.OrderedDictionary",
    _n.Int64: "System.Int64",
    _n.Int16: "System.Int16",
    _n.SByte: "System.SByte",
    _n.Byte: "System.Byte",
    _n.UInt16: "System.UInt16",
    _n.UInt32: "System.UInt32",
    _n.UInt64: "System.UInt64",
    _n.BigInteger: "System.Numerics.BigInteger",
    _n.Single: "System.Single",
}


def type_of(value: Any) -> PSType:
    """The type of a value that is not null (`$null` gives System.Object)."""
    cls = type(value)
    found = _BY_CLASS.get(cls)
    return found if found is not None else _type_of_other(value, cls)


def _type_of_other(value: Any, cls: type) -> PSType:
    name = _CLASS_NAMES.get(cls)
    if name is not None:
        found = _BY_CLASS[cls] = named_type(name)
        return found
    if value is None or cls is AutomationNull:
        return OBJECT
    special = _BY_VALUE.get(cls)
    if special is not None:
        return special(value)
    if cls.__name__ == "Decimal":
        found = _BY_CLASS[cls] = named_type("System.Decimal")
        return found
    own = getattr(value, "ps_type", None)
    if own is not None:
        return own  # type: ignore[no-any-return]
    return named_type(getattr(value, "type_name", None) or "System.Object")


def _dictionary_type(value: Any) -> PSType:
    return make_generic(
        "System.Collections.Generic.Dictionary`2", (value.key_type or OBJECT, value.value_type or OBJECT)
    )


def _entry_type(value: Any) -> PSType:
    if not value.pair:
        return named_type("System.Collections.DictionaryEntry")
    types = value.pair if type(value.pair) is tuple else (type_of(value.key), type_of(value.value))
    return make_generic("System.Collections.Generic.KeyValuePair`2", types)


_BY_VALUE: dict[type, Callable[[Any], PSType]] = {
    list: lambda value: array_of(OBJECT),
    _c.TypedArray: lambda value: array_of(value.element_type or OBJECT),
    _c.MultiArray: lambda value: array_of(value.element_type or OBJECT, len(value.lengths)),
    _c.PSRange: lambda value: array_of(OBJECT),
    _c.GenericList: lambda value: make_generic(
        "System.Collections.Generic.List`1", (value.element_type or OBJECT,)
    ),
    _c.Collection: lambda value: make_generic(
        "System.Collections.ObjectModel.Collection`1",
        (value.element_type or named_type("System.Management.Automation.PSObject"),),
    ),
    _c.Dictionary: _dictionary_type,
    _c.DictionaryEntry: _entry_type,
    EnumValue: lambda value: value.type,
    PSObject: lambda value: type_of(value.base),
}


def register_class(cls: type, full_name: str) -> None:
    """Tells that every instance of a Python class has this type."""
    _CLASS_NAMES[cls] = full_name


def is_instance(value: Any, ps_type: PSType) -> bool:
    """`value -is [type]`."""
    if value is None or type(value) is AutomationNull:
        return False
    if type(value) is PSObject:
        if ps_type.full_name == "System.Management.Automation.PSObject":
            return True
        value = value.base
    if ps_type.full_name == "System.Management.Automation.PSObject":
        return isinstance(value, PSCustomObject)
    if ps_type.definition == "System.Nullable`1":
        return False  # a value is never a nullable, only what may be in one
    return is_assignable(type_of(value), ps_type)


def is_assignable(source: PSType, target: PSType) -> bool:
    """Whether a value of type `source` is one of type `target` without conversion."""
    if source is target or target is OBJECT:
        return True
    if target.definition == "System.Nullable`1":
        return source is target.arguments[0]
    if target.element is not None:
        if source.element is None or source.rank != target.rank:
            return False
        return not source.element.is_value_type and is_assignable(source.element, target.element)
    if target.full_name in source.ancestry:
        return True
    if not target.arguments or target.definition not in source.ancestry:
        return False
    return _same_arguments(source, target)


def _same_arguments(source: PSType, target: PSType) -> bool:
    """A generic interface or base: the arguments must agree (for the one-argument views of an array, its element)."""
    if source.element is not None:
        own: tuple[PSType, ...] = (source.element,)
    elif source is STRING:
        own = (named_type("System.Char"),)
    else:
        own = source.arguments
        if not own:
            return True  # which arguments a class that is not generic implements is not recorded
        if len(own) == 2 and len(target.arguments) == 1:
            own = (make_generic("System.Collections.Generic.KeyValuePair`2", own),)
    if len(own) != len(target.arguments):
        return source.base is not None and source.base is not OBJECT and is_assignable(source.base, target)
    return all(
        a is b or (target.kind == "interface" and not a.is_value_type and is_assignable(a, b))
        for a, b in zip(own, target.arguments, strict=True)
    )


def enum_value(type_name: str, value: int | str) -> EnumValue:
    """A value of an enumeration by number or by (declared) name: `enum_value("System.DayOfWeek", "Monday")`."""
    found = named_type(type_name)
    if type(value) is str:
        facts = found.enum
        spelled = facts.find(value) if facts else None
        if facts is None or spelled is None:
            raise KeyError(f"{type_name}.{value}")
        return EnumValue(found, facts.names[spelled])
    return EnumValue(found, int(value))


def enum_type(full_name: str, names: dict[str, int], flags: bool = False, underlying: str = "int") -> PSType:
    """A new enumeration, as `enum` in a script defines it (not registered)."""
    return PSType(
        full_name, "enum", "System.Enum", enum=EnumFacts(names, flags, underlying), is_value_type=True
    )
