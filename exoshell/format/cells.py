"""Values as the text of a cell, a list entry or a line."""

from __future__ import annotations

from exoshell.format.display_cells import ELLIPSIS
from exoshell.values import numbers as _n
from exoshell.values.char import Char
from exoshell.values.collections import DictionaryBase, DictionaryEntry
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import PSCustomObject, PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

INTEGERS = frozenset(
    (
        int,
        _n.Int64,
        _n.Int16,
        _n.SByte,
        _n.Byte,
        _n.UInt16,
        _n.UInt32,
        _n.UInt64,
        _n.BigInteger,
    )
)
_SCALAR_TYPES = frozenset(
    "System." + name
    for name in (
        "String SByte Byte Int16 UInt16 Int32 UInt32 Int64 UInt64 Char Single Double Boolean Decimal IntPtr Security.SecureString "
        "Numerics.BigInteger"
    ).split()
)
_SCALARS = INTEGERS | {str, bool, float, _n.Single, Char}
_PLAIN_BASES = (
    "System.Object",
    "System.ValueType",
    "System.Enum",
    "System.Array",
    "System.MarshalByRefObject",
)
_NAME_PATTERNS = ("name", "id", "key", "*key", "*name", "*id")


def is_scalar(value: Any, names: Any) -> bool:
    """Whether the object is shown as its text whatever is asked for; `names` are its type names."""
    if type(value) in _SCALARS:
        return True
    if not names:
        return False
    first = names[0].removeprefix("Deserialized.")
    return first in _SCALAR_TYPES or is_enum(value, names)


def is_enum(value: Any, names: Any) -> bool:
    """Whether the object is an enumeration value."""
    return len(names) > 2 and any(n.removeprefix("Deserialized.") == "System.Enum" for n in names[:4])


def is_right_aligned(value: Any) -> bool:
    """Whether a column that begins with this value is right-aligned."""
    kind = type(value)
    if kind is str or value is None:
        return False
    if kind in _SCALARS:
        return True
    from exoshell.format.members import type_names

    names = type_names(value)
    return is_scalar(value, names) and names[0].removeprefix("Deserialized.") != "System.String"


def enumerable(value: Any) -> list[Any] | None:
    """The elements of what is shown in braces, or None; a dictionary's are its entries."""
    if type(value) is PSObject:
        value = value.base
    if isinstance(value, list):
        return value
    if isinstance(value, DictionaryBase):
        return [DictionaryEntry(k, v, _is_pair(value)) for k, v in value.items()]
    if type(value) in _SCALARS or type(value) is PSCustomObject:
        return None
    from exoshell.values.enumeration import enumerate_value

    return enumerate_value(value)


def _is_pair(dictionary: DictionaryBase) -> bool:
    from exoshell.values.collections import Dictionary

    return type(dictionary) is Dictionary


def cell_text(value: Any, limit: int, in_table: bool = False, culture: Any = None) -> str:
    """The text of a value; `in_table`: doubles and decimals get the culture's number of decimals."""
    kind = type(value)
    if kind is str:
        return str(value)
    if kind is int:
        return str(value)
    if value is None or value is AUTOMATION_NULL:
        return ""
    if kind is bool:
        return "True" if value else "False"
    if in_table and is_real(value):
        return fixed_text(value, culture)
    if kind in _SCALARS:
        return plain_text(value, culture)
    items = enumerable(value)
    if items is not None:
        return _braces(items, limit, culture)
    return plain_text(value, culture)


def is_real(value: Any) -> bool:
    """Whether the value is a double, single or decimal."""
    kind = type(value)
    if kind is PSObject:
        kind = type(value.base)
    return kind is float or kind is _n.Single or (kind.__name__ == "Decimal" and kind.__module__ == "decimal")


def fixed_text(value: Any, culture: Any = None) -> str:
    """A real number as .NET's format F prints it."""
    from exoshell.values.text import net_text

    if type(value) is PSObject:
        value = value.base
    if type(value) is float and culture is None and -1e15 < value < 1e15:
        return f"{value:.3f}"
    return net_text(value, culture, "F")


def plain_text(value: Any, culture: Any = None) -> str:
    """PowerShell's text of an object in the culture: numbers with 15 digits, dates in the culture's form."""
    kind = type(value)
    if kind is str:
        return str(value)
    if kind in INTEGERS:
        return str(int(value))
    if kind is bool:
        return "True" if value else "False"
    from exoshell.values.text import custom_text, net_text, to_text

    if kind is PSObject:
        return plain_text(value.base, culture) if not _has_text_method(value) else to_text(value)
    if isinstance(value, PSCustomObject):
        return custom_text(value, True)
    if type(value) is float and value - value != 0:
        return net_text(value, culture)  # infinities have the culture's sign
    if isinstance(value, (float, list, DictionaryBase)) or is_real(value):
        return to_text(value)
    return net_text(value, culture)


def _has_text_method(value: PSObject) -> bool:
    return value.extension is not None and any(n.lower() == "tostring" for n in value.extension.notes)


def _braces(items: list[Any], limit: int, culture: Any) -> str:
    shown: list[str] = []
    for item in items:
        if 0 <= limit == len(shown):
            return "{" + ", ".join(shown) + ELLIPSIS + "}"
        shown.append(element_text(item, culture))
    return "{" + ", ".join(shown) + "}"


def element_text(value: Any, culture: Any = None) -> str:
    """The text of an element of a collection: what names it, where its own text would only be its type."""
    kind = type(value)
    if kind is str:
        return str(value)
    if value is None:
        return "$null"
    if kind in _SCALARS:
        return plain_text(value, culture)
    if kind is DictionaryEntry:
        return f"[{_net(value.key)}, {_net(value.value)}]"
    if kind is not PSCustomObject and not _has_own_text(value):
        name = display_name(value)
        if name is not None:
            return name
    text = plain_text(value, culture)
    if text == "":
        from exoshell.values.text import net_text

        return net_text(value.base if kind is PSObject else value)
    return text


def _net(value: Any) -> str:
    """.NET's text of a key or value."""
    if value is None:
        return ""
    from exoshell.values.text import net_text

    return net_text(value.base if type(value) is PSObject else value)


def _has_own_text(value: Any) -> bool:
    """Whether the object's own class says how it is printed."""
    if isinstance(value, (list, DictionaryBase)):
        return False
    from exoshell.values.type_data import members
    from exoshell.values.types import type_of

    if isinstance(value, PSCustomObject) or type(value) is PSObject:
        return True
    found = type_of(value)
    if found.kind == "enum":
        return False
    facts = found.members
    if facts is not None and found.script is not None:
        return "tostring" in getattr(facts, "methods", {})
    if "tostring" not in members(found.definition).methods:
        return False
    base = found.base
    return (
        base is None or base.full_name in _PLAIN_BASES or "tostring" not in members(base.definition).methods
    )


def display_name(value: Any) -> str | None:
    """The text of the property that names the object, or None."""
    from exoshell.format.members import MISSING, value_of

    name = display_property(value)
    if name is None:
        return None
    found = value_of(value, name)
    if found is MISSING:
        return None
    return "" if found is None else plain_text(found)


def display_property(value: Any) -> str | None:
    """The property that names the object: the default display property, else Name, Id, Key, then what ends in key, name, id."""
    from exoshell.format.members import MISSING, display_property_of, match_names, value_of

    own = display_property_of(value)
    if own is not None:
        return own
    if isinstance(value, DictionaryBase):
        keys = [str(k) for k in value.keys()]
        folded = {k.lower(): k for k in keys}
        for pattern in _NAME_PATTERNS[:3]:
            if pattern in folded:
                return folded[pattern]
        return None
    names = {n.lower(): n for n in match_names(value, "*")}
    for pattern in _NAME_PATTERNS:
        if pattern[0] != "*":
            if pattern in names:
                return names[pattern]
            if value_of(value, pattern) is not MISSING:
                return pattern  # a member that is not listed, such as an XML node's own name
        else:
            for folded_name, name in names.items():
                if folded_name.endswith(pattern[1:]):
                    return name
    return None


def format_text(value: Any, spec: str, culture: Any = None) -> str | None:
    """The value under a FormatString (`N2`, `{0:N2}`), or None where it cannot be applied."""
    from exoshell.values.errors import PowerShellError
    from exoshell.values.text import format_operator, net_text

    try:
        if "{0" in spec or "}" in spec:
            return format_operator(spec, [value])
        return net_text(value.base if type(value) is PSObject else value, culture, spec)
    except (PowerShellError, ValueError, TypeError):
        return None
