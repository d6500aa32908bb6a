"""The cmdlet catalogue: every cmdlet of the module and of the service, with sets, parameters, types and values.

A row has `name`, `verb`, `noun`, `category`, `module`, `applicable`, `exo`, `kept`, `should_process`, `default_set`, `outputs`, `sets`
and `params`; absent keys mean false, none or (for `exo` of a parameter or a set) true. `*_from` keys name where a heuristic value comes
from: `yaml` (the parameter's own block of the documentation: certain), `bullets` and `text` (read out of its prose), `guess`.
"""

from __future__ import annotations

from exoshell.schema.tables import Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

READ, CHANGE, DESTROY = "read", "change", "destroy"

_READ_VERBS = frozenset(
    ("get", "test", "search", "preview", "validate", "export", "compare", "connect", "find", "select")
)
_DESTROY_VERBS = frozenset(
    ("remove", "disable", "clear", "delete", "uninstall", "stop", "undo", "disconnect")
)
# Read by their verb, yet able to write: messages are copied or deleted, a search or a job is left behind.
_CHANGING = frozenset(
    (
        "search-mailbox",
        "test-mailflow",
        "compare-textmessagingverificationcode",
        "export-recipientdataproperty",
    )
)

_table: Table | None = None
_expanded: dict[str, dict[str, Any]] = {}


def load() -> Table:
    """The catalogue: lower-case name -> row, read lazily. Rows taken from here are as stored; `row()` gives them expanded."""
    global _table
    if _table is None:
        _table = Table("catalog")
    return _table


def names(module: str | None = None) -> list[str]:
    """Documented names, in order; of one module (`ExchangeOnlineManagement`, `ExchangePowerShell`) if given."""
    table = load()
    if module is None:
        return table.names()
    inside = module.lower() == "exchangeonlinemanagement"
    return [entry[0] for entry in table.index.values() if ("m" in entry[3]) == inside]


def contains(name: str) -> bool:
    """Whether the catalogue has a cmdlet of this name (any case)."""
    return name.lower() in load().index


def row(name: str) -> dict[str, Any] | None:
    """One row with the names of its parameters in its sets, and `sets` (names of the sets it is in) on each parameter; None if unknown."""
    key = name.lower()
    made = _expanded.get(key)
    if made is None:
        stored = load().get(key)
        if stored is None:
            return None
        made = _expanded[key] = _expand(stored)
    return made


def _expand(stored: dict[str, Any]) -> dict[str, Any]:
    made = dict(stored)
    spelled = [p["name"] for p in stored["params"]]
    params = [dict(p, sets=[]) for p in stored["params"]]
    sets = []
    for given in stored["sets"]:
        copy = dict(given)
        for key in ("params", "mandatory", "positional"):
            if isinstance(copy.get(key), list):
                copy[key] = [spelled[i] if isinstance(i, int) else i for i in copy[key]]
        for i in given["params"]:
            if isinstance(i, int):
                params[i]["sets"].append(given["name"])
        sets.append(copy)
    made["sets"], made["params"] = sets, params
    return made


def should_process(name: str) -> bool:
    """Whether the cmdlet has -WhatIf and -Confirm."""
    return "s" in load().marks(name)


def effect(name: str) -> str:
    """READ, CHANGE or DESTROY. A name that is not in the catalogue counts by its verb, a verb that is not known as a change."""
    key = name.lower()
    verb = key.partition("-")[0]
    if key in _CHANGING:
        return CHANGE
    if verb in _READ_VERBS:
        return READ
    return DESTROY if verb in _DESTROY_VERBS else CHANGE


def confirm_impact(name: str) -> str:
    """`High` for cmdlets that ask before they act, `Medium` for those that act at once, `None` without ShouldProcess."""
    if not should_process(name):
        return "None"
    return "High" if effect(name) == DESTROY else "Medium"


def legend() -> dict[str, Any]:
    """`environments` (code -> product), `not_in_catalogue` and `types` of the catalogue."""
    global _about
    if _about is None:
        from exoshell.schema.tables import read_json

        _about = read_json("types.json")
    return _about


_about: dict[str, Any] | None = None


def type_facts(name: str) -> dict[str, Any]:
    """What is known of a parameter's type: `kind` (enum, id, int, switch, size, unlimited, …), `full`, `values`, `array`."""
    found: dict[str, Any] = legend()["types"].get(name) or {}
    return found
