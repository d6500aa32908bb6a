"""Views of nouns that are no recipients: from the recorded outputs, else from what the cmdlets take."""

from __future__ import annotations

import re
from typing import Any

from exoshell.emulator.encode import View
from exoshell.emulator.objects import Entry
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.values import UNLIMITED, read_size, read_timespan
from exoshell.schema import catalog, outputs

_KINDS = {"bool": "bool", "switch": "bool", "int": "int", "size": "ByteQuantifiedSize", "datetime": "DateTime",
          "guid": "Guid", "multivalued": "MultiValued<string>", "unlimited": "Unlimited<ByteQuantifiedSize>"}  # fmt: skip
_TAIL = (
    ("AdminDisplayName", "string"), ("ExchangeVersion", "ExchangeObjectVersion"), ("Name", "string"),
    ("DistinguishedName", "string"), ("Identity", "ADObjectId"), ("ObjectCategory", "ADObjectId"),
    ("ObjectClass", "MultiValued<string>"), ("WhenChanged", "DateTime"), ("WhenCreated", "DateTime"),
    ("WhenChangedUTC", "DateTime"), ("WhenCreatedUTC", "DateTime"), ("ExchangeObjectId", "Guid"),
    ("OrganizationId", "OrganizationId"), ("Id", "ADObjectId"), ("Guid", "Guid"), ("OriginatingServer", "string"),
    ("IsValid", "bool"), ("ObjectState", "enum:ObjectState"),
)  # fmt: skip
# Parameters of New and Set cmdlets that steer the call and are no properties.
STEERING = frozenset(
    ("Identity", "Confirm", "WhatIf", "DomainController", "Force", "Credential", "Organization", "ResultSize",
     "IgnoreDefaultScope", "OutVariable", "Password", "AsJob", "ForceUpgrade", "MakeDefault", "Mailbox", "User",
     "UseCustomRouting", "Enable", "FailOnError", "Arbitration")
)  # fmt: skip
_views: dict[tuple[str, str], View] = {}
_defaults: dict[str, dict[str, Any]] = {}

# Known defaults that the documentation's parameter blocks do not give.
DEFAULTS: dict[str, dict[str, Any]] = {}


def properties(noun: str) -> list[tuple[str, str]]:
    """Name and type of a noun's properties in order."""
    row = outputs.load().get(noun)
    if row is not None:
        known = [(p["name"], p["type"]) for p in row["properties"]]
        if row.get("complete") or not catalog.contains(f"New-{noun}"):
            return known
        names = {name for name, _ in known}
        return known + [(name, type) for name, type in _TAIL if name not in names]
    found: dict[str, str] = {name: _type_of(value) for name, value in DEFAULTS.get(noun.lower(), {}).items()}
    for verb in ("New", "Set", "Add"):
        spec = catalog.row(f"{verb}-{noun}")
        for parameter in spec["params"] if spec else ():
            if (
                parameter["name"] not in STEERING
                and parameter.get("exo", True)
                and not parameter.get("internal")
            ):
                found.setdefault(parameter["name"], kind_of(parameter["type"]))
    return [(n, t) for n, t in found.items() if n not in dict(_TAIL)] + list(_TAIL)


def _type_of(value: Any) -> str:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        return "int"
    return "MultiValued<string>" if isinstance(value, list) else "string"


def kind_of(type_name: str) -> str:
    """The logical type of a property that a parameter of this type sets."""
    facts = catalog.type_facts(type_name)
    if facts.get("array") or type_name.endswith("[]"):
        return "MultiValued<string>"
    return _KINDS.get(facts.get("kind", ""), "string")


def defaults(noun: str) -> dict[str, Any]:
    """What a noun's properties are worth at first: documented parameter defaults and what is known beside them."""
    found = _defaults.get(noun.lower())
    if found is None:
        found = {}
        for verb in ("Set", "New"):
            spec = catalog.row(f"{verb}-{noun}")
            for parameter in spec["params"] if spec else ():
                value = _read_default(parameter)
                if value is not None:
                    found[parameter["name"]] = value
        found.update({"IsValid": True, "ObjectState": "Unchanged", "ExchangeVersion": "0.20 (15.0.0.0)"})
        found.update(DEFAULTS.get(noun.lower(), {}))
        _defaults[noun.lower()] = found
    return found


def _read_default(parameter: dict[str, Any]) -> Any:
    """A documented default as a value, when it is one and not prose."""
    text = str(parameter.get("default", "")).strip().rstrip(".")
    if not text or text.lower() in ("none", "$null", "blank"):
        return None
    facts = catalog.type_facts(parameter["type"])
    kind = facts.get("kind")
    if kind in ("bool", "switch"):
        return {"$true": True, "true": True, "$false": False, "false": False}.get(text.lower())
    if text.lower() == "unlimited":
        return UNLIMITED
    if kind == "int":
        return int(text.replace(",", "")) if re.fullmatch(r"-?[\d,]+", text) else None
    if kind in ("size", "unlimited"):
        return read_size(text)
    if kind == "timespan":
        return read_timespan(text)
    if kind == "enum" and not facts.get("array"):
        names = [str(v) for v in facts.get("values", ())]
        return next((n for n in names if n.lower() == text.lower()), None)
    return None


def view(tenant: Tenant, noun: str) -> View:
    """The view of a noun."""
    key = (tenant.id, noun.lower())
    found = _views.get(key)
    if found is None:
        fixed = {"OrganizationId": tenant.organization_id, "OriginatingServer": tenant.server,
                 "OrganizationalUnitRoot": tenant.initial_domain}  # fmt: skip
        found = _views[key] = View(properties(noun), {**fixed, **defaults(noun)})
    return found


def covering(tenant: Tenant, noun: str, rows: list[dict[str, Any]]) -> View:
    """The view of a noun; where no output was ever recorded, with whatever else its objects have."""
    base = view(tenant, noun)
    if outputs.load().get(noun) is not None:
        return base
    more: dict[str, str] = {}
    for row in rows:
        for name, value in row.items():
            if base.property(name) is None and name not in more:
                more[name] = _type_of(value)
    if not more:
        return base
    key = (tenant.id, f"{noun.lower()}|{','.join(sorted(more))}")
    found = _views.get(key)
    if found is None:
        named = [("Name", "string")] + [(n, t) for n, t in more.items() if n != "ImmutableId"]
        known = [(p.name, p.type) for p in base.properties if p.name != "Name"]
        found = _views[key] = View(named + known, {p.name: p.default for p in base.properties})
    return found


def values(tenant: Tenant, entry: Entry) -> dict[str, Any]:
    """An object's properties with those that follow from others."""
    doc = entry.doc
    name = doc.get("Name") or entry.guid
    dn = f"CN={name},CN={entry.noun},{tenant.configuration_dn}"
    return {
        "Identity": name, "Id": name, "Guid": entry.guid, "ExchangeObjectId": entry.guid, "DistinguishedName": dn,
        "ImmutableId": entry.guid, "WhenChangedUTC": doc.get("WhenChanged"), "WhenCreatedUTC": doc.get("WhenCreated"),
        "OrganizationId": tenant.organization_id, **doc,
    }  # fmt: skip


def types(noun: str) -> dict[str, str]:
    """Lower-case property name to type."""
    return {n.lower(): t for n, t in properties(noun)}
