"""System.Type, System.Enum, System.Activator, assemblies, AppDomain."""

from __future__ import annotations

from exoshell.dotnet.dates import attempt
from exoshell.dotnet.errors import argument_error, net_error, null_error
from exoshell.dotnet.table import table
from exoshell.dotnet.view import view_of
from exoshell.values import types
from exoshell.values.collections import TypedArray
from exoshell.values.objects import NetObject
from exoshell.values.types import EnumValue, PSType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TYPE = table("System.Type")
ENUM = table("System.Enum")
_PRIMITIVE = frozenset(
    "Boolean Byte SByte Int16 UInt16 Int32 UInt32 Int64 UInt64 IntPtr UIntPtr Char Double Single".split()
)


class Assembly(NetObject):
    """System.Reflection.Assembly."""

    __slots__ = ("name", "location")
    type_name = "System.Reflection.Assembly"

    def __init__(self, name: str, location: str = "") -> None:
        self.name, self.location = name, location
        self.extension = None
        self.ps_type = None


class Method(NetObject):
    """What GetMethod and GetMethods give: name and signature texts."""

    __slots__ = ("name", "text", "owner", "kind")
    type_name = "System.Reflection.MethodInfo"

    def __init__(self, owner: PSType, name: str, text: str, kind: str = "Method") -> None:
        self.owner, self.name, self.text, self.kind = owner, name, text, kind
        self.extension = None
        self.ps_type = None


def _text(found: PSType) -> str:
    return found.full_name


def base_type(found: PSType) -> Any:
    return found.base if found.kind != "interface" else None


def interfaces(found: PSType) -> list[Any]:
    return [
        types.named_type(n)
        for n in sorted(found.ancestry)
        if "`" not in n and types.named_type(n).kind == "interface"
    ]


def methods_of(found: PSType, *flags: Any) -> list[Any]:
    """GetMethods."""
    members = view_of(found)
    result = [Method(found, n, t) for n in members.method_names() for t in _signatures(members.method(n))]
    return result + [
        Method(found, n, t) for n in members.method_names(static=True) for t in _signatures(members.static(n))
    ]


def _signatures(entry: Any) -> list[str]:
    return [s.text for s in entry.signatures] or [""] if entry is not None else []


def get_method(found: PSType, name: str, *rest: Any) -> Any:
    return next((m for m in methods_of(found) if m.name.lower() == name.lower()), None)


def properties_of(found: PSType, *flags: Any) -> list[Any]:
    members = view_of(found)
    names = [n for n in (members.property(p) for p in members.property_names()) if n is not None]
    return [Method(found, entry.name, entry.type_text, "Property") for entry in names]


def fields_of(found: PSType, *flags: Any) -> list[Any]:
    if found.enum is not None:
        return [Method(found, n, found.full_name, "Field") for n in found.enum.names]
    return []


def invoke_method(method: Method, target: Any, arguments: Any = None) -> Any:
    """MethodInfo.Invoke(obj, args)."""
    from exoshell.dotnet import access

    given = list(arguments or [])
    if target is None:
        return access.call_static(method.owner, method.name, given)
    return access.call_method(target, method.name, given)


def assignable_from(found: PSType, other: Any) -> bool:
    return other is not None and types.is_assignable(other, found)


def generic_type(found: PSType, *arguments: Any) -> Any:
    """MakeGenericType."""
    flat = list(arguments[0]) if len(arguments) == 1 and isinstance(arguments[0], list) else list(arguments)
    return types.make_generic(found.definition, tuple(flat))


def find(name: Any, fail: bool = False, ignore_case: bool = False) -> Any:
    """Type.GetType(name): full names only."""
    if name is None:
        raise null_error("typeName")
    plain = name.partition(",")[0] if "[" not in name else name
    found = types.find_type(plain) if "." in plain else None
    if found is None and fail:
        raise net_error(
            "System.TypeLoadException",
            f"Could not load type '{name}' from assembly 'System.Management.Automation'.",
        )
    return found


def type_code(found: Any) -> int:
    """Type.GetTypeCode."""
    from exoshell.dotnet.numerics import _CODES

    if found is None:
        return 0
    if found.kind == "enum":
        return 9
    return {"System.String": 18, "System.Char": 4, "System.DateTime": 16, "System.DBNull": 2}.get(
        found.full_name
    ) or _CODES.get(found.full_name, 1)


def enum_names(found: PSType) -> list[str]:
    facts = _enum_facts(found)
    return [n for n, _ in sorted(facts.names.items(), key=lambda pair: pair[1] % 2**64)]


def _enum_facts(found: Any) -> types.EnumFacts:
    if found is None:
        raise null_error("enumType")
    facts = found.enum
    if facts is None:
        raise argument_error("Type provided must be an Enum.", "enumType")
    return facts  # type: ignore[no-any-return]


def enum_values(found: PSType) -> Any:
    facts = _enum_facts(found)
    return TypedArray([EnumValue(found, facts.names[n]) for n in enum_names(found)], found)


TYPE.add_properties(
    {
        "Name": lambda t: t.name,
        "FullName": lambda t: t.assembly_qualified_part,
        "Namespace": lambda t: t.namespace,
        "AssemblyQualifiedName": lambda t: f"{t.assembly_qualified_part}, {types.ASSEMBLY}",
        "BaseType": base_type,
        "IsValueType": lambda t: t.is_value_type,
        "IsEnum": lambda t: t.kind == "enum",
        "IsArray": lambda t: t.element is not None,
        "IsClass": lambda t: not t.is_value_type and t.kind != "interface",
        "IsInterface": lambda t: t.kind == "interface",
        "IsAbstract": lambda t: t.is_abstract,
        "IsSealed": lambda t: t.is_value_type or t.element is not None or t.full_name == "System.String",
        "IsPrimitive": lambda t: t.full_name.startswith("System.") and t.full_name[7:] in _PRIMITIVE,
        "IsGenericType": lambda t: bool(t.arguments) or "`" in t.definition,
        "IsGenericTypeDefinition": lambda t: "`" in t.definition and not t.arguments,
        "ContainsGenericParameters": lambda t: "`" in t.definition and not t.arguments,
        "IsConstructedGenericType": lambda t: bool(t.arguments),
        "IsPublic": lambda t: "+" not in t.full_name,
        "IsNotPublic": lambda t: False,
        "IsNested": lambda t: "+" in t.full_name,
        "IsSerializable": lambda t: t.script is None and not _is_static(t),
        "IsByRef": lambda t: False,
        "IsPointer": lambda t: False,
        "IsCOMObject": lambda t: False,
        "HasElementType": lambda t: t.element is not None,
        "GenericTypeArguments": lambda t: TypedArray(list(t.arguments), types.named_type("System.Type")),
        "UnderlyingSystemType": lambda t: t,
        "DeclaringType": lambda t: (
            types.named_type(t.full_name.rpartition("+")[0]) if "+" in t.full_name else None
        ),
        "Module": lambda t: Assembly("System.Private.CoreLib.dll"),
        "Assembly": lambda t: Assembly(assembly_name(t)),
        "GUID": lambda t: _type_guid(t),
        "CustomAttributes": lambda t: [],
        "MemberType": lambda t: "TypeInfo",
    }
)


def assembly_name(found: PSType) -> str:
    """The display name of the assembly that a type would come from."""
    if found.full_name.startswith(("System.Management.Automation", "Microsoft.PowerShell")):
        return "System.Management.Automation, Version=7.6.9.500, Culture=neutral, PublicKeyToken=31bf3856ad364e35"
    return types.ASSEMBLY


def _is_static(found: PSType) -> bool:
    from exoshell.values.type_data import facts

    row = facts(found.definition.lower())
    return row is not None and row.kind == "static class"


def _type_guid(found: PSType) -> Any:
    import hashlib

    from exoshell.values.guid import Guid

    return Guid(hashlib.md5(found.full_name.encode(), usedforsecurity=False).hexdigest())


TYPE.method("ToString", "string ToString()")(_text)
TYPE.add_methods(
    {
        "GetElementType": lambda t: t.element,
        "GetArrayRank": lambda t: t.rank,
        "GetGenericArguments": lambda t: list(t.arguments),
        "GetGenericTypeDefinition": lambda t: types.named_type(t.definition),
        "GetInterfaces": interfaces,
        "GetInterface": lambda t, name, *rest: next(
            (i for i in interfaces(t) if name.lower() in (i.name.lower(), i.full_name.lower())), None
        ),
        "GetMethods": methods_of,
        "GetMethod": get_method,
        "GetProperties": properties_of,
        "GetProperty": lambda t, name, *rest: next(
            (p for p in properties_of(t) if p.name.lower() == name.lower()), None
        ),
        "GetFields": fields_of,
        "GetField": lambda t, name, *rest: next(
            (f for f in fields_of(t) if f.name.lower() == name.lower()), None
        ),
        "GetMembers": lambda t, *flags: methods_of(t) + properties_of(t) + fields_of(t),
        "GetConstructors": lambda t, *flags: [
            Method(t, ".ctor", s, "Constructor") for s in _signatures(view_of(t).new())
        ],
        "GetConstructor": lambda t, *rest: next(
            (Method(t, ".ctor", s, "Constructor") for s in _signatures(view_of(t).new())), None
        ),
        "GetEnumNames": enum_names,
        "GetEnumValues": enum_values,
        "GetEnumUnderlyingType": lambda t: types.find_type(_enum_facts(t).underlying),
        "GetEnumName": lambda t, value: _enum_facts(t).by_value.get(_number(value)),
        "IsEnumDefined": lambda t, value: is_defined(t, value),
        "IsSubclassOf": lambda t, other: (
            t is not other and types.is_assignable(t, other) and other.kind != "interface"
        ),
        "IsAssignableFrom": assignable_from,
        "IsAssignableTo": lambda t, other: other is not None and types.is_assignable(t, other),
        "IsInstanceOfType": lambda t, value: types.is_instance(value, t),
        "MakeArrayType": lambda t, rank=1: types.array_of(t, rank),
        "MakeGenericType": generic_type,
        "Equals": lambda t, other: t is other,
        "GetHashCode": lambda t: hash(t.full_name) % 2**31,
        "GetTypeInfo": lambda t: t,
        "GetCustomAttributes": lambda t, *rest: [],
    },
    raw=True,
)
TYPE.add_statics(
    {
        "GetType": find,
        "GetTypeCode": lambda t: EnumValue(types.named_type("System.TypeCode"), type_code(t)),
        "GetTypeFromProgID": lambda *a: None,
    },
    raw=True,
)
TYPE.static("GetTypeArray", raw=True)(lambda values: [types.type_of(v) for v in values])
TYPE.add_static_properties(
    {"EmptyTypes": lambda: TypedArray([], types.named_type("System.Type")), "Missing": lambda: None}
)

INFO = table("System.Reflection.MethodInfo")
INFO.add_properties(
    {
        "Name": lambda m: m.name,
        "MemberType": lambda m: m.kind,
        "DeclaringType": lambda m: m.owner,
        "ReflectedType": lambda m: m.owner,
        "IsStatic": lambda m: m.text.startswith("static "),
        "IsPublic": lambda m: True,
        "PropertyType": lambda m: types.find_type(m.text) or types.OBJECT,
        "ReturnType": lambda m: (
            types.find_type(m.text.partition("(")[0].removeprefix("static ").rpartition(" ")[0])
            or types.OBJECT
        ),
    }
)


def get_member_value(method: Method, target: Any = None, *rest: Any) -> Any:
    """PropertyInfo.GetValue, FieldInfo.GetValue."""
    from exoshell.dotnet import access

    return (
        access.get_static(method.owner, method.name)
        if target is None
        else access.get_property(target, method.name)
    )


def set_member_value(method: Method, target: Any, value: Any, *rest: Any) -> None:
    from exoshell.dotnet import access

    access.set_property(target, method.name, value)


INFO.add_methods(
    {
        "Invoke": invoke_method,
        "GetValue": get_member_value,
        "SetValue": set_member_value,
        "ToString": lambda m: m.text,
        "GetParameters": lambda m: [],
    },
    raw=True,
)

# -------------------------------------------------------------------------------------------------------------------------------- Enum


def _number(value: Any) -> int:
    return value.value if type(value) is EnumValue else int(value)


def is_defined(found: PSType, value: Any) -> bool:
    """Enum.IsDefined: a name (exact case) or a number."""
    facts = _enum_facts(found)
    if type(value) is str:
        return value in facts.names
    return _number(value) in facts.by_value


def parse_enum(found: PSType, text: Any, ignore_case: bool = False) -> EnumValue:
    """Enum.Parse: names or numbers, separated by commas."""
    facts = _enum_facts(found)
    if text is None:
        raise null_error("value")
    if not text.strip():
        raise argument_error("Must specify valid information for parsing in the string.", "value")
    total = 0
    for part in text.split(","):
        name = part.strip()
        if name.lstrip("+-").isdigit():
            total |= int(name)
            continue
        spelled = facts.find(name) if ignore_case else name if name in facts.names else None
        if spelled is None:
            raise argument_error(f"Requested value '{text.strip()}' was not found.")
        total |= facts.names[spelled]
    return EnumValue(found, total)


def try_parse_enum(*args: Any) -> bool:
    """TryParse(type, text, [ignoreCase,] [ref] result), or the generic form where the type follows from the box."""
    result = args[-1]
    found = args[0] if type(args[0]) is PSType else types.type_of(result.value)
    rest = args[1:-1] if type(args[0]) is PSType else args[:-1]
    zero = EnumValue(found, 0)
    return attempt(
        result, zero, lambda: parse_enum(found, rest[0], bool(rest[1]) if len(rest) > 1 else False)
    )


def enum_format(found: PSType, value: Any, spec: str) -> str:
    number = _number(value)
    return enum_text(EnumValue(found, number), spec)


def enum_text(value: EnumValue, spec: Any = None, *rest: Any) -> str:
    """Enum.ToString(format): G, F, D, X."""
    letter = (spec if type(spec) is str else "G").upper() or "G"
    if letter == "D":
        return str(value.value)
    if letter == "X":
        facts = value.type.enum
        width = {"byte": 2, "sbyte": 2, "short": 4, "ushort": 4, "long": 16, "ulong": 16}.get(
            facts.underlying if facts else "int", 8
        )
        return f"{value.value % 16**width:0{width}X}"
    if letter in ("G", "F"):
        return value.name
    raise net_error(
        "System.FormatException", 'Format string can be only "G", "g", "X", "x", "F", "f", "D" or "d".'
    )


def has_flag(value: EnumValue, flag: Any) -> bool:
    if type(flag) is str:
        flag = parse_enum(value.type, flag, True)
    number = _number(flag)
    return value.value & number == number


def enum_number(value: EnumValue) -> Any:
    """The property value__."""
    from exoshell.values.conversion import convert

    facts = value.type.enum
    kind = types.find_type(facts.underlying if facts else "int")
    return value.value if kind is None or kind.full_name == "System.Int32" else convert(value.value, kind)


ENUM.add_methods(
    {
        "ToString": enum_text,
        "HasFlag": has_flag,
        "CompareTo": lambda v, other: (v.value > _number(other)) - (v.value < _number(other)),
        "Equals": lambda v, other: v == other,
        "GetHashCode": lambda v: v.value,
        "GetTypeCode": lambda v: EnumValue(types.named_type("System.TypeCode"), 9),
    },
    raw=True,
)
ENUM.add_properties({"value__": enum_number})
ENUM.properties["value__"].hidden = False
ENUM.add_statics(
    {
        "GetNames": lambda t: TypedArray(enum_names(t), types.STRING),
        "GetValues": enum_values,
        "GetName": lambda t, value: _enum_facts(t).by_value.get(_number(value)),
        "GetUnderlyingType": lambda t: types.find_type(_enum_facts(t).underlying),
        "IsDefined": is_defined,
        "Parse": parse_enum,
        "TryParse": try_parse_enum,
        "ToObject": lambda t, value: EnumValue(t, _number(value)),
        "Format": enum_format,
    },
    raw=True,
)

# ------------------------------------------------------------------------------------------------------------- Activator, assemblies, GC

ACTIVATOR = table("System.Activator")


@ACTIVATOR.static("CreateInstance", raw=True)
def create_instance(found: Any, *arguments: Any) -> Any:
    from exoshell.dotnet.access import new_object

    flat = list(arguments[0]) if len(arguments) == 1 and isinstance(arguments[0], list) else list(arguments)
    return new_object(found, flat)


ASSEMBLY = table("System.Reflection.Assembly")
ASSEMBLY.add_properties(
    {
        "FullName": lambda a: a.name,
        "Location": lambda a: a.location,
        "GlobalAssemblyCache": lambda a: False,
        "ImageRuntimeVersion": lambda a: "v4.0.30319",
        "IsDynamic": lambda a: False,
    }
)


def load_assembly(name: Any, *rest: Any) -> Assembly:
    """Load, LoadFrom, LoadWithPartialName: what .NET ships is there already; anything else cannot be loaded."""
    plain = str(name).partition(",")[0]
    known = (
        "System",
        "Microsoft.PowerShell",
        "Microsoft.CSharp",
        "Microsoft.VisualBasic",
        "mscorlib",
        "netstandard",
        "PresentationFramework",
    )
    if plain.startswith(known):
        return Assembly(f"{plain}, Version=10.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a")
    raise net_error(
        "System.IO.FileNotFoundException",
        f"Could not load file or assembly '{name}'. The system cannot find the file specified.",
        FileName=str(name),
    )


ASSEMBLY.add_statics(
    {
        "LoadWithPartialName": load_assembly,
        "Load": load_assembly,
        "LoadFrom": load_assembly,
        "LoadFile": load_assembly,
    },
    raw=True,
)
ASSEMBLY.add_statics(
    {
        "GetExecutingAssembly": lambda: Assembly(
            assembly_name(types.named_type("System.Management.Automation.PSObject"))
        )
    }
)
ASSEMBLY.add_methods(
    {
        "GetName": lambda a, *rest: a,
        "GetType": lambda a, *name: (
            types.find_type(name[0]) if name else types.named_type("System.Reflection.RuntimeAssembly")
        ),
        "GetTypes": lambda a: [],
        "ToString": lambda a: a.name,
    },
    raw=True,
)


class AppDomain(NetObject):
    """System.AppDomain."""

    __slots__ = ()
    type_name = "System.AppDomain"

    def __init__(self) -> None:
        self.extension = None
        self.ps_type = None


DOMAIN = table("System.AppDomain")
DOMAIN.add_static_properties({"CurrentDomain": AppDomain})
DOMAIN.add_methods(
    {
        "GetAssemblies": lambda d: [
            Assembly(types.ASSEMBLY),
            Assembly(assembly_name(types.named_type("System.Management.Automation.PSObject"))),
        ],
        "SetPrincipalPolicy": lambda d, policy: None,
        "GetData": lambda d, name: None,
    }
)
DOMAIN.add_properties(
    {"FriendlyName": lambda d: "exoshell", "BaseDirectory": lambda d: "/", "Id": lambda d: 1}
)

GC = table("System.GC")
GC.add_statics(
    {
        "Collect": lambda *args: None,
        "WaitForPendingFinalizers": lambda: None,
        "WaitForFullGCComplete": lambda *args: None,
        "SuppressFinalize": lambda value: None,
        "KeepAlive": lambda value: None,
        "GetGeneration": lambda value: 0,
    }
)


@GC.static("GetTotalMemory")
def total_memory(force: bool) -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


GC.add_static_properties({"MaxGeneration": lambda: 2})
