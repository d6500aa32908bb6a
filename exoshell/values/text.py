"""Values as text: PowerShell's invariant text (casts, expansion), .NET's ToString(), and the `-f` operator."""

from __future__ import annotations

from exoshell.values.char import Char
from exoshell.values.null import AutomationNull
from exoshell.values.numbers import BigInteger, Byte, Int16, Int64, SByte, Single, UInt16, UInt32, UInt64
from exoshell.values.objects import PSCustomObject, PSExtendedObject, PSObject
from exoshell.values.types import EnumValue, PSType, type_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def _double_text(value: float) -> str:
    if value.is_integer() and -1e15 < value < 1e15:
        return "-0" if value == 0 and str(value)[0] == "-" else int.__repr__(int(value))
    shown = float.__repr__(value)
    if len(shown) <= 16 and "e" not in shown and shown[-1] <= "9":
        return shown  # at most 15 digits: the shortest text is the text with 15 digits
    from exoshell.values.number_format import short_text

    return short_text(value)


def _single_text(value: float) -> str:
    from exoshell.values.number_format import short_text

    return short_text(value, 7)


def custom_text(value: PSCustomObject, current: bool = False) -> str:
    """`@{a=1; b=x}`; an object without properties has no text. An object of a service brings its own (see `text` of its type names).
    `current`: dates as the current culture writes them."""
    own: str | None = getattr(value.type_names, "text", None)
    if own is not None:
        return own
    method = value.notes.get("ToString") if type(value) is PSExtendedObject else None
    if method is not None and type(method).__name__ == "ScriptMethod":
        from exoshell.values.hooks import HOOKS

        if HOOKS.script_method is not None:
            return to_text(HOOKS.script_method(value, "ToString"))
    if not value.notes:
        return ""
    notes = value.notes
    if type(value) is PSExtendedObject:
        from exoshell.values.hooks import HOOKS

        if HOOKS.properties is not None:
            notes = dict(HOOKS.properties(value))
    write = current_text if current else nested_text
    return "@{" + "; ".join(f"{name}={write(item)}" for name, item in notes.items()) + "}"


def current_text(value: Any) -> str:
    """`nested_text` with dates as the current culture writes them."""
    return net_text(value) if type(value).__name__ in ("DateTime", "DateTimeOffset") else nested_text(value)


def nested_text(value: Any) -> str:
    """The text of a value inside another: collections by their type, custom objects without text."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    found = _TEXTS.get(kind)
    if found is not None:
        return found(value)
    if kind is PSCustomObject or kind is PSExtendedObject:
        return getattr(value.type_names, "text", None) or ""
    if isinstance(value, list):
        return type_of(value).full_name
    if hasattr(kind, "enumerate"):
        return _object_text(value)
    return to_text(value)


def _list_text(value: list[Any]) -> str:
    return " ".join([nested_text(item) for item in value])


def _type_text(value: PSType) -> str:
    return value.display


def _enum_text(value: EnumValue) -> str:
    return value.name


_TEXTS: dict[type, Callable[[Any], str]] = {
    str: lambda value: value,
    int: int.__repr__,
    bool: lambda value: "True" if value else "False",
    float: _double_text,
    Single: _single_text,
    type(None): lambda value: "",
    AutomationNull: lambda value: "",
    Char: lambda value: value.value,
    EnumValue: _enum_text,
    PSType: _type_text,
}
for _kind in (Int64, Int16, SByte, Byte, UInt16, UInt32, UInt64, BigInteger):
    _TEXTS[_kind] = int.__repr__


def to_text(value: Any) -> str:
    """The text that a cast, an expansible string or a concatenation makes of a value; independent of the culture."""
    found = _TEXTS.get(type(value))
    if found is not None:
        return found(value)
    return _other_text(value)


def join_text(value: Any, separator: str) -> str:
    """`to_text` with another separator ($OFS) between the items of a collection."""
    if type(value) is list or isinstance(value, list):
        return separator.join([nested_text(item) for item in value])
    items = getattr(type(value), "enumerate", None)
    if items is not None:
        return separator.join([nested_text(item) for item in items(value)])
    return to_text(value)


def _other_text(value: Any) -> str:
    kind = type(value)
    if kind is list or isinstance(value, list):
        return _list_text(value)
    if kind is PSCustomObject or kind is PSExtendedObject:
        return custom_text(value)
    if kind is PSObject:
        return _wrapped_text(value)
    if getattr(kind, "shows_type_name", False):
        return type_of(value).full_name  # XML nodes: their ToString() differs from the text of a cast
    items = getattr(kind, "enumerate", None)
    if items is not None:
        return _list_text(items(value))
    from exoshell.values.culture import INVARIANT

    made = _net_by_class(value, INVARIANT, None)
    return made if made is not None else _object_text(value)


def _wrapped_text(value: PSObject) -> str:
    method = value.extension.notes.get("ToString") if value.extension is not None else None
    if method is not None and type(method).__name__ == "ScriptMethod":
        from exoshell.values.hooks import HOOKS

        if HOOKS.script_method is not None:
            return to_text(HOOKS.script_method(value, "ToString"))
    literal = getattr(value, "text", None)
    return to_text(value.base) if literal is None else str(literal)


def _net_by_class(value: Any, culture: Any, spec: str | None) -> str | None:
    """The text of numbers, dates and other values that take a format; None for other objects."""
    name = type(value).__name__
    if name == "Decimal":
        from exoshell.values import number_format

        return (
            number_format.format_number(value, spec, culture)
            if spec
            else number_format.decimal_text(value, culture)
        )
    if name in ("DateTime", "TimeSpan", "DateTimeOffset"):
        from exoshell.values import date_format

        writers: dict[str, Callable[[Any, str | None, Any], str]] = {
            "DateTime": date_format.format_date,
            "TimeSpan": date_format.format_span,
            "DateTimeOffset": date_format.format_offset_date,
        }
        return writers[name](value, spec, culture)
    if name == "Guid":
        return str(value.format(spec or ""))
    return None


def _object_text(value: Any) -> str:
    """ToString() of an object: its own text, the registered one, or its type's name."""
    kind = type(value)
    if kind.__name__ == "DictionaryEntry":
        return f"[{net_text(value.key)}, {net_text(value.value)}]"
    if kind.__name__ == "ErrorRecord":
        return str(value.details if value.details is not None else value.exception.message)
    if kind.__name__ == "NetException":
        return exception_text(value)
    if has_own(kind, "__str__"):
        return str(value)
    from exoshell.values.hooks import HOOKS

    if HOOKS.text is not None:
        made = HOOKS.text(value)
        if made is not None:
            return made
    return type_of(value).full_name


def has_own(kind: type, name: str) -> bool:
    """Whether a class defines a special method itself instead of having object's."""
    return getattr(kind, name, None) is not getattr(object, name)


def exception_text(value: Any) -> str:
    """Exception.ToString() without a stack trace."""
    text = f"{value.type_name}: {value.message}"
    if value.inner is not None:
        text += f"\n ---> {exception_text(value.inner)}\n   --- End of inner exception stack trace ---"
    if value.stack_trace:
        text += f"\n{value.stack_trace}"
    return text


def net_text(value: Any, culture: Any = None, spec: str | None = None) -> str:
    """.NET's ToString(format, culture): `culture` a Culture, a name or None for the current one; raises FormatException."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    if kind is PSObject:
        return net_text(value.base, culture, spec)
    if kind is bool:
        return "True" if value else "False"
    if kind is int and not spec and value >= 0:
        return int.__repr__(value)
    if value is None or kind is AutomationNull:
        return ""
    from exoshell.values.culture import as_culture

    chosen = as_culture(culture)
    if isinstance(value, (int, float)):
        from exoshell.values import number_format

        return (
            number_format.format_number(value, spec, chosen)
            if spec
            else number_format.plain_text(value, chosen)
        )
    if kind is Char:
        return value.value  # type: ignore[no-any-return]
    if kind is EnumValue:
        return enum_format(value, spec) if spec else value.name
    if kind is PSType:
        return value.full_name  # type: ignore[no-any-return]
    if kind is PSCustomObject or kind is PSExtendedObject:
        method = value.notes.get("ToString") if kind is PSExtendedObject else None
        return custom_text(value) if method is not None else ""
    made = _net_by_class(value, chosen, spec)
    if made is not None:
        return made
    if isinstance(value, list):
        return type_of(value).full_name
    return _object_text(value)


def enum_format(value: EnumValue, spec: str) -> str:
    """Enum.ToString(format): G, F, D, X."""
    kind = spec.upper()
    if kind in ("G", "F"):
        return value.name
    if kind == "D":
        return str(value.value)
    if kind == "X":
        from exoshell.values.numbers import INT32_MAX

        return (
            f"{value.value & 0xFFFFFFFF:08X}" if abs(value.value) <= INT32_MAX + 1 else f"{value.value:016X}"
        )
    from exoshell.values.errors import ps_error

    raise ps_error(
        "FormatException",
        'Format string can be only "G", "g", "X", "x", "F", "f", "D" or "d".',
        exception="System.FormatException",
    )


def format_operator(template: Any, args: Any) -> str:
    """`template -f args`; `args` is the list of arguments. Raises FormatError."""
    from exoshell.values.composite_format import format_operator as implementation

    return implementation(to_text(template), args)
