"""OPATH filters as OData: what the Get-EXO* cmdlets do with -Filter before they ask the service."""

from __future__ import annotations

from exoshell.lang.opath import And, Bare, Comparison, Not, OPathError, Or, parse
from exoshell.schema import odata
from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_OPERATORS = {"eq": "eq", "ne": "ne", "gt": "gt", "lt": "lt", "ge": "ge", "le": "le"}


def to_odata(text: str, entity: str) -> str:
    """The `$filter` that means what an OPATH filter says of an entity's properties.

    A filter that cannot be read, or has no OData form, is a PowerShellError.
    """
    try:
        tree = parse(text)
    except OPathError as failure:
        raise _invalid(text, str(failure)) from failure
    facts = odata.load()["entityTypes"].get(entity, {})
    types = {name.lower(): (name, kind) for name, kind in dict(facts.get("properties") or {}).items()}
    return _write(tree, types, text, False)


def _invalid(text: str, why: str) -> Exception:
    return ps_error(
        "InvalidFilter",
        f'The filter "{text}" is not valid: {why}',
        exception="System.ArgumentException",
        category="InvalidArgument",
        target=text,
    )


def _write(node: Any, types: dict[str, tuple[str, str]], text: str, inner: bool) -> str:
    if isinstance(node, Comparison):
        return _comparison(node, types, text)
    if isinstance(node, Not):
        return f"not ({_write(node.part, types, text, False)})"
    assert isinstance(node, (And, Or))
    word = " and " if isinstance(node, And) else " or "
    made = word.join(_write(part, types, text, True) for part in node.parts)
    return f"({made})" if inner and len(node.parts) > 1 else made


def _comparison(node: Comparison, types: dict[str, tuple[str, str]], text: str) -> str:
    name, kind = types.get(node.property.lower(), (node.property, "String"))
    if node.operator in ("like", "notlike"):
        made = _like(name, node.value, text)
        return f"not ({made})" if node.operator == "notlike" else made
    operator = _OPERATORS.get(node.operator)
    if operator is None:
        raise _invalid(text, f"the operator -{node.operator} is not supported.")
    return f"{name} {operator} {_literal(node.value, kind)}"


def _like(name: str, value: object, text: str) -> str:
    pattern = str(value.name if isinstance(value, Bare) else value)
    body = pattern.strip("*")
    if "*" in body:
        raise _invalid(text, "a wildcard may stand at the start and at the end of a text only.")
    literal = _quote(body)
    starts, ends = pattern.startswith("*"), pattern.endswith("*")
    if starts and ends and pattern:
        return f"contains({name},{literal})"
    if ends:
        return f"startswith({name},{literal})"
    if starts:
        return f"endswith({name},{literal})"
    return f"{name} eq {literal}"


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _literal(value: object, kind: str) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Bare):
        value = value.name
    text = str(value)
    if kind in ("Boolean", "Edm.Boolean") and text.lower() in ("true", "false"):
        return text.lower()
    if kind in ("Guid", "Edm.Guid"):
        return text.strip("{}")
    if kind.removeprefix("Edm.") in (
        "Int16",
        "Int32",
        "Int64",
        "Byte",
        "SByte",
        "Double",
        "Decimal",
    ) and not isinstance(value, str):
        return text
    if kind.removeprefix("Edm.").startswith("Int") and text.lstrip("-").isdecimal():
        return text
    return _quote(text)
