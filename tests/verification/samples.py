"""Plausible command lines of every cmdlet of the catalogue, in the shape of each of its parameter sets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exoshell.schema import catalog

SECRET = "(ConvertTo-SecureString 'Sample-1' -AsPlainText -Force)"
VALUES = {
    "switch": "", "bool": "$true", "int": "1", "size": "1GB", "unlimited": "1GB", "datetime": "'2026-06-01'",
    "timespan": "'1.00:00:00'", "guid": "'11111111-1111-1111-1111-111111111111'", "smtp": "'x@contoso.com'",
    "domain": "'x.contoso.com'", "multivalued": "'adele'", "proxyaddress": "'smtp:x@contoso.com'", "securestring": SECRET,
    "credential": f"([pscredential]::new('sample@contoso.com', {SECRET}))", "uri": "'https://contoso.com/x'", "locale": "'en-US'",
    "bytes": "([byte[]](1, 2, 3))",
}  # fmt: skip
PERSONS = frozenset(("Identity", "Mailbox", "Member", "User", "Trustee", "Owner", "Source", "Target"))
SESSION = frozenset(("Connect-ExchangeOnline", "Connect-IPPSSession", "Disconnect-ExchangeOnline"))


def value_of(parameter: dict[str, Any]) -> str:
    """A value, as text of the language, that the parameter's type takes; '' for a switch."""
    facts = catalog.type_facts(parameter["type"])
    if parameter.get("switch"):
        return ""
    if parameter["name"] in PERSONS:
        return "'adele'"
    if facts.get("kind") == "enum":
        return f"'{(parameter.get('values') or facts.get('values') or ['X'])[0]}'"
    return VALUES.get(facts.get("kind", ""), "'Sample'")


def command_lines(name: str) -> Iterator[str]:
    """One line for each parameter set of a cmdlet: its mandatory parameters with values."""
    row = catalog.row(name)
    assert row is not None
    known = {p["name"]: p for p in row["params"]}
    for chosen in [s for s in row["sets"] if s.get("exo", True)] or row["sets"] or [{}]:
        words = [name]
        for parameter in chosen.get("mandatory", []):
            if parameter in known and known[parameter].get("exo", True):
                words.append(f"-{parameter} {value_of(known[parameter])}".rstrip())
        yield " ".join(words)


def names(changing: bool | None = None) -> list[str]:
    """The cmdlets of the catalogue that a connection carries out; only those that change (or do not) if asked."""
    chosen = []
    for name in catalog.names():
        row = catalog.load().get(name) or {}
        if name in SESSION or not (row.get("exo") or row.get("kept")):
            continue
        if changing is None or (catalog.effect(name) != catalog.READ) is changing:
            chosen.append(name)
    return chosen
