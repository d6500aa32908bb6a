"""Binds the parameters of a call: names without regard to case, values to what the parameter's type takes."""

from __future__ import annotations

import base64
from typing import Any

from exoshell.emulator import deviations
from exoshell.emulator.errors import bad_value, missing_parameters, unknown_parameter
from exoshell.emulator.values import (
    read_bool,
    read_date,
    read_guid,
    read_size,
    read_timespan,
)
from exoshell.schema import catalog

# Taken by every cmdlet and of no meaning on this side.
COMMON = frozenset(
    ("debug", "verbose", "erroraction", "errorvariable", "warningaction", "warningvariable", "informationaction",
     "informationvariable", "outvariable", "outbuffer", "pipelinevariable", "progressaction", "usecustomrouting",
     "domaincontroller", "asjob")
)  # fmt: skip

_NET = {"bool": "System.Boolean", "switch": "System.Management.Automation.SwitchParameter", "int": "System.Int32",
        "datetime": "System.DateTime", "guid": "System.Guid", "timespan": "Microsoft.Exchange.Data.EnhancedTimeSpan",
        "size": "Microsoft.Exchange.Data.ByteQuantifiedSize",
        "unlimited": "Microsoft.Exchange.Data.Unlimited`1[Microsoft.Exchange.Data.ByteQuantifiedSize]"}  # fmt: skip


class Change:
    """``@{Add=…; Remove=…}`` for a multivalued property."""

    __slots__ = ("add", "remove")

    def __init__(self, add: list[Any], remove: list[Any]) -> None:
        self.add = add
        self.remove = remove


class Bound(dict[str, Any]):
    """Bound parameters by documented name."""

    confirm: bool | None = None
    what_if: bool = False

    def __missing__(self, key: str) -> Any:
        name = self._spelled(key)
        if name is None:
            raise missing_parameters([key])
        return self[name]

    def _spelled(self, key: str) -> str | None:
        lower = key.lower()
        return next((name for name in self if name.lower() == lower), None)

    def get(self, key: str, default: Any = None) -> Any:
        """A parameter's value; names are read without regard to case."""
        name = key if key in self else self._spelled(key)
        return default if name is None else self[name]

    def flag(self, name: str) -> bool:
        """Whether a switch was given and is on."""
        return bool(self.get(name))

    def given(self, *names: str) -> bool:
        """Whether any of the parameters was given."""
        return any(name in self for name in names)


def bind(row: dict[str, Any], parameters: dict[str, Any]) -> Bound:
    """Binds a call's parameters for a catalogue row; CommandErrors say what does not fit."""
    known = {p["name"].lower(): p for p in row["params"] if p.get("exo", True) or row.get("kept")}
    for alias, parameter in [(a.lower(), p) for p in known.values() for a in p.get("aliases", ())]:
        known.setdefault(alias, parameter)
    extra = deviations.parameters(row["name"])
    bound = Bound()
    for name, value in parameters.items():
        key = name.lower()
        if "@" in name or key in COMMON:
            continue
        if key == "confirm":
            bound.confirm = read_bool(value)
        elif key == "whatif":
            bound.what_if = bool(read_bool(value))
        elif key in extra:
            bound[extra[key]["name"]] = _listed(row, convert(extra[key], value))
        elif key in known:
            bound[known[key]["name"]] = _listed(row, convert(known[key], value))
        elif key == "resultsize":
            bound["ResultSize"] = _unlimited("ResultSize", value)
        else:
            raise unknown_parameter(name)
    _require(row, bound)
    return bound


def bind_loosely(parameters: dict[str, Any]) -> Bound:
    """Binds parameters of a cmdlet whose parameters nobody lists: values as they come."""
    bound = Bound()
    for name, value in parameters.items():
        key = name.lower()
        if "@" in name or key in COMMON:
            continue
        if key == "confirm":
            bound.confirm = read_bool(value)
        elif key == "whatif":
            bound.what_if = bool(read_bool(value))
        else:
            bound[name] = _multi(value) if isinstance(value, dict) else value
    return bound


def _require(row: dict[str, Any], bound: Bound) -> None:
    sets = [s for s in row["sets"] if s.get("exo", True)]
    missing = [
        p["name"] for p in row["params"]
        if p.get("mandatory") is True and p.get("exo", True) and not p.get("mandatory_uncertain")
        and p["name"] not in bound and sets and all(p["name"] in s["params"] for s in sets)
    ]  # fmt: skip
    missing = [name for name in missing if not deviations.optional(row["name"], name)]
    if missing:
        raise missing_parameters(missing)


def _listed(row: dict[str, Any], value: Any) -> Any:
    """Only Set cmdlets have a list to change; for the others what is added is the list."""
    return list(value.add) if isinstance(value, Change) and row["verb"] != "Set" else value


def convert(parameter: dict[str, Any], value: Any) -> Any:
    """Converts one value to what the parameter takes; None clears."""
    type_name = parameter["type"]
    facts = catalog.type_facts(type_name)
    kind = facts.get("kind", "string")
    name = parameter["name"]
    if value is None:
        return None
    array = bool(facts.get("array")) or type_name.endswith("[]")
    if isinstance(value, dict):
        return _from_table(parameter, kind, array, value)
    if kind == "multivalued":
        return _multi(value)
    if kind == "enum":
        return _enum(parameter, facts, value)
    if array:
        items = value if isinstance(value, list) else [value]
        return [_single(name, kind, type_name, item) for item in items if item is not None]
    if isinstance(value, list) and kind not in _STRUCTURED:
        if kind in ("string", "text"):
            value = " ".join(map(str, value))
        elif len(value) == 1:
            value = value[0]
        else:
            raise bad_value(name, value, _NET.get(kind, type_name))
    return None if value is None else _single(name, kind, type_name, value)


# Kinds whose values may be tables or lists of their own.
_STRUCTURED = frozenset(("other", "object", "hashtable", "proxyaddress", "credential", "securestring"))


def _from_table(parameter: dict[str, Any], kind: str, array: bool, value: dict[str, Any]) -> Any:
    """A hash table: changes of a list, bytes, or a value of a kind that is a table."""
    keys = _keys(value)
    bytes_wanted = "byte" in parameter["type"].lower() and kind not in ("size", "unlimited")
    if isinstance(value.get("Data"), list | str) and (bytes_wanted or kind in _STRUCTURED):
        try:
            return _bytes(value["Data"])
        except (TypeError, ValueError):
            raise bad_value(parameter["name"], value["Data"], parameter["type"]) from None
    if kind == "multivalued" or (
        keys
        and keys <= {"add", "remove"}
        and (array or kind == "proxyaddress" or parameter.get("add_remove"))
    ):
        return _multi(value)
    if kind in _STRUCTURED:
        return {k: v for k, v in value.items() if "@" not in k}
    raise bad_value(parameter["name"], "System.Collections.Hashtable", _NET.get(kind, parameter["type"]))


def _single(name: str, kind: str, type_name: str, value: Any) -> Any:
    if kind == "unlimited":
        return _unlimited(name, value)
    reader = {"bool": read_bool, "switch": read_bool, "size": read_size, "datetime": read_date, "guid": read_guid,
              "timespan": read_timespan, "int": _read_int}.get(kind)  # fmt: skip
    if reader is None:
        return value if isinstance(value, dict | list) else _text(value)
    if kind in ("datetime", "guid", "timespan", "int") and value == "":
        return None
    result = reader(value)
    if result is None:
        raise bad_value(name, value, _NET.get(kind, type_name))
    return result


def _text(value: Any) -> str:
    if value is True or value is False:
        return str(value)
    return value if isinstance(value, str) else str(value)


def _read_int(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    try:
        return int(str(value).strip().replace(",", ""))
    except ValueError:
        size = read_size(value)
        return size


def _unlimited(name: str, value: Any) -> Any:
    size = read_size(value)
    if size is None:
        span = read_timespan(value)
        if span is None:
            raise bad_value(name, value, _NET["unlimited"])
        return span
    return size


def _bytes(data: list[int] | str) -> str:
    """A byte array as base64 text."""
    return data if isinstance(data, str) else base64.b64encode(bytes(data)).decode()


def _keys(value: dict[str, Any]) -> set[str]:
    return {key.lower() for key in value if "@" not in key}


def _multi(value: Any) -> Any:
    if isinstance(value, dict):
        keys = _keys(value)
        if isinstance(value.get("Data"), list | str):
            return [_bytes(value["Data"])]
        if keys - {"add", "remove"}:
            return {k: v for k, v in value.items() if "@" not in k}
        entries = {key.lower(): item for key, item in value.items() if "@" not in key}
        if not entries:
            return []
        return Change(_list(entries.get("add")), _list(entries.get("remove")))
    return _list(value)


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    items = value if isinstance(value, list) else [value]
    return [item for item in items if item is not None]


def _enum(parameter: dict[str, Any], facts: dict[str, Any], value: Any) -> Any:
    names = [str(n) for n in (parameter.get("values") or facts.get("values") or [])]
    union = names + [n for n in map(str, facts.get("values") or []) if n not in names]
    strict = bool(union) and parameter.get("values_complete", True)
    many = facts.get("array") or parameter["type"].endswith("[]")
    if isinstance(value, list) or many or (isinstance(value, str) and "," in value):
        items = value if isinstance(value, list) else str(value).split(",")
        found = [_member(parameter, facts, union, strict, str(item).strip()) for item in items]
        return found if many or isinstance(value, list) and len(found) != 1 else ", ".join(found)
    return _member(parameter, facts, union, strict, _text(value))


def _member(
    parameter: dict[str, Any], facts: dict[str, Any], names: list[str], strict: bool, text: str
) -> str:
    key = text.lower()
    for name in names:
        if name.lower() == key:
            return name
    # The parameter's own members first: other parameters of the type know more of them.
    for choice in ([str(n) for n in parameter.get("values") or []], names):
        started = [name for name in choice if key and name.lower().startswith(key)]
        if len(started) == 1:
            return started[0]
    if text.isdecimal() or not strict:
        return names[int(text)] if text.isdecimal() and int(text) < len(names) and strict else text
    raise bad_value(parameter["name"], text, facts.get("full") or parameter["type"], names)


def changed(current: list[Any], value: Any) -> list[Any]:
    """A multivalued property after ``value`` was applied to it."""
    if isinstance(value, Change):
        gone = {str(item).lower() for item in value.remove}
        result = [item for item in current if str(item).lower() not in gone]
        there = {str(item).lower() for item in result}
        return result + [item for item in value.add if str(item).lower() not in there]
    return _list(value)
