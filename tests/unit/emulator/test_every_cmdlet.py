"""Every cmdlet of the catalogue answers: with rows, with an error of the service's kind, or as not emulated."""

from __future__ import annotations

from typing import Any

import pytest

from exoshell.emulator import coverage
from exoshell.schema import catalog

from .conftest import Client

VERBS = (
    "Get",
    "New",
    "Set",
    "Enable",
    "Disable",
    "Remove",
    "Test",
    "Search",
    "Start",
    "Stop",
    "Export",
    "Add",
)
SAMPLES = {
    "switch": True, "bool": True, "int": 1, "size": "1GB", "unlimited": "1GB", "datetime": "2026-06-01", "timespan": "1.00:00:00",
    "guid": "11111111-1111-1111-1111-111111111111", "smtp": "x@contoso.com", "domain": "x.contoso.com", "multivalued": ["adele"],
}  # fmt: skip


def sample(parameter: dict[str, Any]) -> Any:
    """A value that the parameter's type takes."""
    facts = catalog.type_facts(parameter["type"])
    if parameter["name"] in ("Identity", "Mailbox", "Member", "User", "Trustee"):
        return "adele"
    if facts.get("kind") == "enum":
        return (parameter.get("values") or facts.get("values") or ["X"])[0]
    return SAMPLES.get(facts.get("kind", ""), "Sample")


@pytest.mark.parametrize("verb", VERBS)
def test_no_cmdlet_breaks(client: Client, verb: str) -> None:
    for name, _ in coverage.table():
        row = catalog.row(name)
        assert row is not None
        if row["verb"] != verb:
            continue
        sets = [s for s in row["sets"] if s.get("exo", True)] or [{}]
        chosen = next((s for s in sets if s.get("name") == row.get("default_set")), sets[0])
        known = {p["name"]: p for p in row["params"]}
        arguments = {n: sample(known[n]) for n in chosen.get("mandatory", []) if n in known}
        answer = client.invoke(name, **arguments)
        assert answer.status_code in (200, 400, 403, 501), (name, arguments, answer.text[-900:])
        if coverage.status(name) == coverage.NONE:
            assert answer.status_code in (400, 403, 501), name


def test_most_cmdlets_are_answered() -> None:
    states = [state for _, state in coverage.table()]
    assert states.count(coverage.NONE) < len(states) / 7
    assert states.count(coverage.OWN) > 190


@pytest.mark.parametrize("noun", ["SafeLinksPolicy", "RemoteDomain", "OwaMailboxPolicy", "JournalRule", "RetentionPolicyTag",
                                  "SharingPolicy", "AntiPhishPolicy", "InboundConnector"])  # fmt: skip
def test_named_objects_come_and_go(client: Client, noun: str) -> None:
    row = catalog.row(f"New-{noun}")
    assert row is not None
    needed = {
        p["name"]: sample(p) for p in row["params"] if p.get("mandatory") is True and p.get("exo", True)
    }
    made = client.rows(f"New-{noun}", **{**needed, "Name": "Sample"})[0]
    assert made["Name"] == "Sample" and made["Guid"]
    assert client.rows(f"Get-{noun}", Identity=made["Guid"])[0]["Name"] == "Sample"
    assert "Sample" in [r["Name"] for r in client.rows(f"Get-{noun}")]
    assert "already exists" in client.error(f"New-{noun}", **{**needed, "Name": "sample"})
    client.rows(f"Remove-{noun}", Identity="Sample")
    assert client.error(f"Get-{noun}", Identity="Sample").startswith("Ex6F9304|")


def test_the_list_of_emulated_cmdlets_is_fresh() -> None:
    import runpy
    from pathlib import Path

    root = Path(__file__).resolve().parents[3]
    made = runpy.run_path(str(root / "scripts" / "list_emulated.py"))
    assert made["TARGET"].read_text("utf-8") == made["text"](), "run scripts/list_emulated.py"
