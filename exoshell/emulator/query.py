"""Filters on recipients as SQL, and on other objects as plain Python.

Comparisons read text without regard to case; a property without value is NULL and equals ``$null`` only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from exoshell.emulator.errors import bad_filter, bad_filter_property
from exoshell.emulator.store import COLUMNS
from exoshell.emulator.values import (
    UNLIMITED,
    fold,
    read_bool,
    read_date,
    read_guid,
    read_size,
    split_address,
)
from exoshell.lang.opath import And, Bare, Comparison, Not, OPathError, Or, parse
from exoshell.lang.opath.nodes import Node

Params = list[object]
_SQL_OPERATOR = {"eq": "=", "ne": "<>", "lt": "<", "gt": ">", "le": "<=", "ge": ">="}
_CN = re.compile(r"CN=((?:[^,\\]|\\.)*)(?:,|$)", re.I)
_HUGE = 1 << 62


@dataclass(frozen=True)
class Field:
    """A property that a filter may name: its spelling, kind of value and SQL expression (comparison form)."""

    name: str
    kind: str  # string boolean dn enum integer size datetime guid timespan
    sql: str
    multivalued: bool = False


@dataclass(frozen=True)
class World:
    """The properties of one cmdlet's filter and how its error lists them."""

    fields: Mapping[str, Field]

    def names(self) -> list[str]:
        """All filterable names, in order."""
        return sorted({field.name for field in self.fields.values()})


def read_filter(text: str, parameter: str = "Filter") -> Node:
    """Parses a filter; a CommandError says what is wrong with it."""
    try:
        return parse(text)
    except OPathError as error:
        raise bad_filter(text, f"{error}.", parameter) from None


def to_sql(node: Node, world: World) -> tuple[str, Params, bool]:
    """Translates a filter: the condition, its parameters, and whether it narrows by an index."""
    params: Params = []
    sql = _sql(node, world, params)
    return sql, params, _narrows(node, world)


def _narrows(node: Node, world: World) -> bool:
    """True when every row that fits lies in a small part of one index."""
    if isinstance(node, And):
        return any(_narrows(part, world) for part in node.parts)
    if isinstance(node, Or):
        return all(_narrows(part, world) for part in node.parts)
    if not isinstance(node, Comparison) or node.value is None:
        return False
    name = node.property.lower()
    field = world.fields.get(name)
    if field is None or (field.sql not in COLUMNS and field.sql not in ("guid", "@address")):
        return False
    if name in ("recipienttypedetails", "recipienttype"):
        return False
    if node.operator == "like":
        return isinstance(node.value, str) and not node.value.startswith("*") and "*" in node.value
    return node.operator == "eq"


def _sql(node: Node, world: World, params: Params) -> str:
    if isinstance(node, And | Or):
        word = " AND " if isinstance(node, And) else " OR "
        return "(" + word.join(_sql(part, world, params) for part in node.parts) + ")"
    if isinstance(node, Not):
        return f"NOT COALESCE({_sql(node.part, world, params)}, 0)"
    assert isinstance(node, Comparison)
    field = world.fields.get(node.property.lower())
    if field is None:
        raise bad_filter_property(node.property, world.names())
    if isinstance(node.value, Bare):
        raise bad_filter_property(node.value.name, world.names())
    return _compare(field, node, params)


def _compare(field: Field, node: Comparison, params: Params) -> str:
    if field.sql == "@address":
        return _address(node, params)
    if field.sql == "@member":
        return _membership(node, params)
    value = convert(field.kind, node)
    if field.multivalued:
        return _any_element(field, node, value, params)
    return _scalar(field.sql, field.kind, node.operator, value, params)


def _scalar(expr: str, kind: str, operator: str, value: object, params: Params) -> str:
    if value is None:
        if operator == "eq":
            return (
                f"({expr} IS NULL OR {expr} = '')" if kind != "string" or "(" in expr else f"{expr} IS NULL"
            )
        if operator == "ne":
            return f"({expr} IS NOT NULL AND {expr} <> '')"
        return "0"
    if operator in ("like", "notlike"):
        like = _like(expr, str(value), params)
        return like if operator == "like" else f"NOT COALESCE({like}, 0)"
    params.append(value)
    if operator == "ne":
        return f"({expr} IS NULL OR {expr} <> ?)"
    return f"{expr} {_SQL_OPERATOR[operator]} ?"


def _like(expr: str, pattern: str, params: Params) -> str:
    """A pattern whose only wildcard is ``*``."""
    text = pattern
    if "*" not in text:
        params.append(text)
        return f"{expr} = ?"
    starts, ends = text.startswith("*"), text.endswith("*")
    core = text.strip("*")
    if "*" in core:
        params.append(text.replace("[", "[[]").replace("?", "[?]"))
        return f"{expr} GLOB ?"
    if not core:
        return f"{expr} IS NOT NULL"
    if starts and ends:
        params.append(core)
        return f"instr({expr}, ?) > 0"
    if starts:
        params.extend([-len(core), core])
        return f"substr({expr}, ?) = ?"
    params.extend([core, core[:-1] + chr(ord(core[-1]) + 1)])
    return f"({expr} >= ? AND {expr} < ?)"


def _any_element(field: Field, node: Comparison, value: object, params: Params) -> str:
    path = f"json_extract(doc, '$.{field.name}')"
    if value is None:
        empty = f"COALESCE(json_array_length(doc, '$.{field.name}'), 0)"
        return f"{empty} = 0" if node.operator == "eq" else f"{empty} > 0"
    negative = node.operator in ("ne", "notlike")
    operator = {"ne": "eq", "notlike": "like"}.get(node.operator, node.operator)
    inner = _scalar("fold(json_each.value)", field.kind, operator, value, params)
    exists = f"EXISTS (SELECT 1 FROM json_each({path}) WHERE {inner})"
    return f"NOT {exists}" if negative else exists


def _address(node: Comparison, params: Params) -> str:
    """Proxy addresses: an exact value needs no prefix, a pattern with one looks at that prefix only."""
    negative = node.operator in ("ne", "notlike")
    lead = "NOT EXISTS" if negative else "EXISTS"
    if node.value is None:
        return f"{'NOT EXISTS' if node.operator == 'eq' else 'EXISTS'} " \
               "(SELECT 1 FROM address a WHERE a.recipient = recipient.id)"  # fmt: skip
    text = fold(node.value)
    prefix, rest = split_address(text)
    conditions = ["a.recipient = recipient.id"]
    if rest != text and "*" not in prefix:
        params.append(prefix)
        conditions.append("lower(a.prefix) = ?")
    pattern = rest if rest != text else text
    if node.operator in ("like", "notlike"):
        conditions.append(_like("a.address", pattern, params))
    else:
        params.append(pattern)
        conditions.append(f"a.address {_SQL_OPERATOR['eq' if negative else node.operator]} ?")
    if not negative and node.operator == "eq":
        where = " AND ".join(conditions[1:])
        return f"recipient.id IN (SELECT a.recipient FROM address a WHERE {where})"
    return f"{lead} (SELECT 1 FROM address a WHERE {' AND '.join(conditions)})"


def _membership(node: Comparison, params: Params) -> str:
    """``MemberOfGroup`` takes the group's distinguished name."""
    params.append(fold(common_name(str(node.value)) or ""))
    inner = ("recipient.guid IN (SELECT m.member FROM member m JOIN recipient g ON g.guid = m.grp "
             "WHERE g.name = ? AND m.role = 'member')")  # fmt: skip
    return inner if node.operator == "eq" else f"NOT {inner}"


def common_name(dn: str) -> str | None:
    """The first CN of a distinguished name, unescaped; None when there is none."""
    match = _CN.match(dn.strip())
    return re.sub(r"\\(.)", r"\1", match[1]) if match else None


def convert(kind: str, node: Comparison) -> object:
    """The comparison form of a filter's value for a kind of property; a CommandError when it has none."""
    value = node.value
    if value is None:
        return None
    if node.operator in ("like", "notlike") and kind in ("string", "dn", "enum", "sid", "hash"):
        return fold(common_name(str(value)) or value) if kind == "dn" else fold(value)
    result: object
    if kind == "boolean":
        truth = read_bool(value)
        result = None if truth is None else int(truth)
    elif kind == "datetime":
        result = read_date(value)
    elif kind == "size":
        size = read_size(value)
        result = _HUGE if size == UNLIMITED else size
    elif kind == "integer":
        text = str(value).strip()
        result = _HUGE if text.lower() == "unlimited" else int(text) if re.fullmatch(r"-?\d+", text) else None
    elif kind == "guid":
        result = read_guid(value)
    elif kind == "dn":
        # Only a distinguished name can equal one; a friendly name matches nothing.
        name = common_name(str(value))
        result = fold(name) if name is not None else "\0" + fold(value)
    else:
        result = fold(value)
    if result is None:
        raise bad_filter(f"{node.property} -{node.operator} '{value}'", _conversion(kind, node))
    return result


def _conversion(kind: str, node: Comparison) -> str:
    kind_name = {"boolean": "System.Boolean", "datetime": "System.DateTime", "integer": "System.Int32",
                 "guid": "System.Guid", "size": "Microsoft.Exchange.Data.ByteQuantifiedSize"}.get(kind, kind)  # fmt: skip
    return (
        f'The value "{node.value}" of the property "{node.property}" couldn\'t be converted to {kind_name}.'
    )


# ---- plain Python, for objects that are no recipients ----


def matches(
    node: Node, get: Callable[[str], Any], has: Callable[[str], bool], names: Callable[[], list[str]]
) -> bool:
    """Evaluates a filter on one object; ``get`` reads a property, ``has`` knows which exist."""
    if isinstance(node, And):
        return all(matches(part, get, has, names) for part in node.parts)
    if isinstance(node, Or):
        return any(matches(part, get, has, names) for part in node.parts)
    if isinstance(node, Not):
        return not matches(node.part, get, has, names)
    assert isinstance(node, Comparison)
    if not has(node.property):
        raise bad_filter_property(node.property, names())
    if isinstance(node.value, Bare):
        raise bad_filter_property(node.value.name, names())
    actual = get(node.property)
    if isinstance(actual, list):
        negative = node.operator in ("ne", "notlike")
        if node.value is None:
            return bool(actual) == negative
        operator = {"ne": "eq", "notlike": "like"}.get(node.operator, node.operator)
        return any(_holds(item, operator, node.value) for item in actual) != negative
    return _holds(actual, node.operator, node.value)


def _holds(actual: Any, operator: str, wanted: Any) -> bool:
    if (actual is None or actual == "") and wanted is not None:
        # A property without value equals nothing and differs from everything.
        return operator in ("ne", "notlike")
    if operator in ("like", "notlike"):
        pattern = ".*".join(re.escape(part) for part in str(wanted).split("*"))
        found = actual is not None and re.fullmatch(pattern, str(actual), re.I | re.S) is not None
        return found == (operator == "like")
    if wanted is None:
        empty = actual is None or actual == ""
        return empty if operator == "eq" else not empty if operator == "ne" else False
    left, right = _pair(actual, wanted)
    if operator == "eq":
        return bool(left == right)
    if operator == "ne":
        return bool(left != right)
    if left is None or type(left) is not type(right):
        return False
    return bool({"lt": left < right, "gt": left > right, "le": left <= right, "ge": left >= right}[operator])


def _pair(actual: Any, wanted: Any) -> tuple[Any, Any]:
    if isinstance(actual, bool):
        return actual, read_bool(wanted)
    if isinstance(actual, int | float):
        size = read_size(wanted)
        return float(actual), float(size) if isinstance(size, int) else None
    if isinstance(actual, str):
        date = read_date(wanted) if re.match(r"\d{4}-\d\d-\d\dT", actual) else None
        return fold(actual), fold(date or wanted)
    return actual, wanted
