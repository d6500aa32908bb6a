"""System.Guid, System.Version, System.Management.Automation.SemanticVersion."""

from __future__ import annotations

from exoshell.dotnet.dates import attempt
from exoshell.dotnet.errors import argument_error, net_error, null_error
from exoshell.dotnet.table import table
from exoshell.values import numbers
from exoshell.values.guid import Guid
from exoshell.values.version import SemanticVersion, Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

GUID = table("System.Guid")
VERSION = table("System.Version")
SEMANTIC = table("System.Management.Automation.SemanticVersion")
_ZERO = "00000000-0000-0000-0000-000000000000"


@GUID.new()
def new_guid(ps_type: Any, *args: Any) -> Guid:
    """Guid(text), (byte[]), or its parts."""
    if len(args) == 1 and type(args[0]) is str:
        return Guid(args[0])
    if len(args) == 1:
        raw = bytes(int(b) for b in args[0])
        if len(raw) != 16:
            raise argument_error("Byte array for Guid must be exactly 16 bytes long.", "b")
        return Guid((raw[3::-1] + raw[5:3:-1] + raw[7:5:-1] + raw[8:]).hex())
    first, second, third, *rest = args
    tail = rest[0] if len(rest) == 1 else rest
    return Guid(
        f"{int(first) & 0xFFFFFFFF:08x}{int(second) & 0xFFFF:04x}{int(third) & 0xFFFF:04x}"
        + "".join(f"{int(b):02x}" for b in tail)
    )


def guid_text(guid: Guid, spec: Any = None, provider: Any = None) -> str:
    return guid.format(spec or "D")


def parse_guid(text: Any, provider: Any = None) -> Guid:
    if text is None:
        raise null_error("input")
    return Guid(text)


def parse_guid_exact(text: Any, spec: str) -> Guid:
    made = parse_guid(text)
    if made.format(spec).lower() != text.strip().lower():
        raise net_error("System.FormatException", "Guid string should be in the form that was asked for.")
    return made


def compare(first: Any, second: Any) -> int:
    if second is None:
        return 1
    if type(first) is not type(second):
        raise argument_error(f"Object must be of type {type(first).__name__}.")
    return -1 if first < second else 0 if first == second else 1


GUID.zero = lambda: Guid(_ZERO)
GUID.add_methods(
    {
        "ToString": guid_text,
        "ToByteArray": lambda g, big=False: [
            numbers.Byte(b) for b in (bytes.fromhex(g.text.replace("-", "")) if big else g.to_bytes())
        ],
        "CompareTo": compare,
        "Equals": lambda g, other: g == other,
    }
)
GUID.add_properties(
    {
        "Guid": lambda g: g.text,
        "Version": lambda g: int(g.text[14], 16),
        "Variant": lambda g: int(g.text[19], 16),
    }
)
GUID.add_statics(
    {
        "NewGuid": Guid.new,
        "Parse": parse_guid,
        "ParseExact": parse_guid_exact,
        "TryParse": lambda text, *rest: attempt(rest[-1], Guid(_ZERO), lambda: parse_guid(text)),
        "TryParseExact": lambda text, spec, result: attempt(
            result, Guid(_ZERO), lambda: parse_guid_exact(text, spec)
        ),
        "CreateVersion7": lambda *args: Guid.new(),
    }
)
GUID.add_static_properties({"Empty": lambda: Guid(_ZERO), "AllBitsSet": lambda: Guid("f" * 32)})

# ------------------------------------------------------------------------------------------------------------------------------ Version


def parse_version(text: Any) -> Version:
    if text is None:
        raise null_error("input")
    return Version.parse(text)


@VERSION.new()
def new_version(ps_type: Any, *args: Any) -> Version:
    """Version(), (text), (major, minor[, build[, revision]])."""
    if not args:
        return Version(0, 0)
    if type(args[0]) is str:
        return Version.parse(args[0])
    for name, value in zip(("major", "minor", "build", "revision"), args, strict=False):
        if value < 0:
            raise net_error(
                "System.ArgumentOutOfRangeException",
                f"{name} ('{value}') must be a non-negative value. (Parameter '{name}')\nActual value was {value}.",
            )
    return Version(*(int(a) for a in args))


def version_text(version: Version, *count: Any) -> str:
    """ToString([field count])."""
    if not count or type(count[0]) is not int:
        return str(version)
    parts = [n for n in version.numbers if n >= 0]
    if not 0 <= count[0] <= len(parts):
        raise argument_error(f"Argument must be between 0 and {len(parts)}.", "fieldCount")
    return ".".join(str(n) for n in parts[: count[0]])


VERSION.add_methods(
    {
        "ToString": version_text,
        "CompareTo": compare,
        "Equals": lambda v, other: v == other,
        "Clone": lambda v: v,
    }
)
VERSION.add_properties(
    {
        "Major": lambda v: v.numbers[0],
        "Minor": lambda v: v.numbers[1],
        "Build": lambda v: v.numbers[2],
        "Revision": lambda v: v.numbers[3],
        "MajorRevision": lambda v: v.numbers[3] >> 16 if v.numbers[3] >= 0 else -1,
        "MinorRevision": lambda v: v.numbers[3] & 0xFFFF if v.numbers[3] >= 0 else -1,
    }
)
VERSION.add_statics(
    {
        "Parse": parse_version,
        "TryParse": lambda text, result: attempt(result, None, lambda: parse_version(text)),
    }
)


@SEMANTIC.new()
def new_semantic(ps_type: Any, *args: Any) -> Any:
    """SemanticVersion(text), (Version), (major[, minor[, patch[, labels…]]])."""
    if type(args[0]) is str:
        return SemanticVersion.parse(args[0])
    if type(args[0]) is Version:
        major, minor, build, _ = args[0].numbers
        return SemanticVersion(major, minor, max(build, 0))
    values = [int(a) for a in args if isinstance(a, int)]
    labels = [a for a in args if type(a) is str]
    major, minor, patch = (values + [0, 0])[:3]
    return SemanticVersion(major, minor, patch, *labels)


def _label(version: Any, name: str) -> Any:
    return getattr(version, name, None)


SEMANTIC.add_methods({"ToString": str, "CompareTo": compare, "Equals": lambda v, other: v == other})
SEMANTIC.add_properties(
    {
        "Major": lambda v: v.major,
        "Minor": lambda v: v.minor,
        "Patch": lambda v: v.patch,
        "PreReleaseLabel": lambda v: _label(v, "pre_release"),
        "BuildLabel": lambda v: _label(v, "build_label"),
    }
)
SEMANTIC.add_statics(
    {
        "Parse": SemanticVersion.parse,
        "TryParse": lambda text, result: attempt(result, None, lambda: SemanticVersion.parse(text)),
        "Compare": compare,
    }
)
