"""The generated facts about .NET types: an index read at first need, members of one type read when asked for.

The files stand in the data folder of the package `exoshell.dotnet` and are made by scripts/build_dotnet.py.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "dotnet", "data")


class TypeFacts:
    """One line of the index: `name` full name (generic ones end in "`n"), `kind`, `base` full name or "", `interfaces`."""

    __slots__ = ("name", "kind", "base", "interfaces", "offset", "size")

    def __init__(self, line: str) -> None:
        name, kind, base, interfaces, offset, size = line.split("\t")
        self.name, self.kind, self.base = name, kind, base
        self.interfaces = tuple(interfaces.split())
        self.offset, self.size = int(offset), int(size)


class TypeMembers:
    """Members of a type as the reference lists them; signatures are texts in PowerShell's notation, `!0` a type argument.

    `constructors`: signatures. `properties`, `static_properties`: lower name -> (name, [texts]). `methods`, `static_methods`: the same
    with signatures. `names`: enumeration name -> number in order of declaration; `underlying`: its integer type; `flags`.
    """

    __slots__ = (
        "constructors",
        "properties",
        "static_properties",
        "methods",
        "static_methods",
        "names",
        "underlying",
        "flags",
    )

    def __init__(self) -> None:
        self.constructors: list[str] = []
        self.properties: dict[str, tuple[str, list[str]]] = {}
        self.static_properties: dict[str, tuple[str, list[str]]] = {}
        self.methods: dict[str, tuple[str, list[str]]] = {}
        self.static_methods: dict[str, tuple[str, list[str]]] = {}
        self.names: dict[str, int] = {}
        self.underlying = "int"
        self.flags = False


_index: dict[str, str] = {}
_accelerators: dict[str, tuple[str, str]] = {}
_short_names: dict[str, str] = {}
_facts: dict[str, TypeFacts | None] = {}
_members: dict[str, TypeMembers] = {}
_NO_MEMBERS = TypeMembers()


def _load() -> None:
    with open(os.path.join(_FOLDER, "types.txt"), encoding="utf-8") as file:
        lines = file.read().split("\n")
    for line in lines:
        if not line or line[0] == "#":
            continue
        if line[0] == "=":
            name, full = line[1:].split("\t")
            _accelerators[name.lower()] = (name, full)
            _short_names.setdefault(full, name)
        else:
            _index[line[: line.index("\t")].lower()] = line
    # several accelerators of one type: the shortest name is the one that is printed, and psobject stands for both its names
    _short_names.update(
        {
            "System.Int16": "short",
            "System.Int32": "int",
            "System.Int64": "long",
            "System.UInt16": "ushort",
            "System.UInt32": "uint",
            "System.UInt64": "ulong",
            "System.Single": "float",
        }
    )


def accelerator(lower_name: str) -> str | None:
    """The full name that an accelerator stands for."""
    if not _index:
        _load()
    found = _accelerators.get(lower_name)
    return found[1] if found else None


def accelerators() -> list[tuple[str, str]]:
    """All accelerators: (name, full type name)."""
    if not _index:
        _load()
    return list(_accelerators.values())


def short_name(full_name: str) -> str | None:
    """The accelerator that PowerShell prints for a type, if it has one."""
    if not _index:
        _load()
    return _short_names.get(full_name)


def facts(lower_name: str) -> TypeFacts | None:
    """Facts of the type with this full name in lower case."""
    if lower_name in _facts:
        return _facts[lower_name]
    if not _index:
        _load()
    line = _index.get(lower_name)
    found = _facts[lower_name] = TypeFacts(line) if line else None
    return found


def all_type_names() -> list[str]:
    """Full names of every known type (for completion)."""
    if not _index:
        _load()
    return [line[: line.index("\t")] for line in _index.values()]


def members(full_name: str) -> TypeMembers:
    """Members of a type (generic ones by the name with "`n"); empty where nothing is known."""
    found = _members.get(full_name)
    if found is not None:
        return found
    row = facts(full_name.lower())
    if row is None or not row.size:
        result = _NO_MEMBERS
    else:
        with open(os.path.join(_FOLDER, "members.txt"), "rb") as file:
            file.seek(row.offset)
            result = _parse(file.read(row.size).decode("utf-8"))
    _members[full_name] = result
    return result


def _parse(text: str) -> TypeMembers:
    result = TypeMembers()
    tables = {
        "p": result.properties,
        "P": result.static_properties,
        "m": result.methods,
        "M": result.static_methods,
    }
    for line in text.split("\n"):
        if not line:
            continue
        fields = line.split("\t")
        mark = fields[0]
        if mark in tables:
            tables[mark][fields[1].lower()] = (fields[1], fields[2:])
        elif mark == "n":
            result.constructors = fields[1:]
        elif mark == "e":
            result.names[fields[1]] = int(fields[2])
        elif mark == "u":
            result.underlying, result.flags = fields[1], fields[2] == "1"
    return result


_type_data: dict[str, list[list[Any]]] = {}


def powershell_members(full_name: str) -> list[list[Any]]:
    """What PowerShell adds to a type: rows [kind, name, detail, computed]; kinds `display`, `key`, `show` are display sets."""
    if not _type_data:
        rows: list[list[Any]] = []
        with open(os.path.join(_FOLDER, "typedata.txt"), encoding="utf-8") as file:
            for line in file.read().split("\n"):
                if line[:2] == "T\t":
                    rows = _type_data[line[2:].lower()] = []
                elif line and line[0] != "#":
                    rows.append(line.split("\t"))
    return _type_data.get(full_name.lower(), [])
