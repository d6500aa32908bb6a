"""The cmdlet catalogue and the tables beside it."""

import importlib.util
from pathlib import Path

from exoshell.schema import catalog, filterable, module, odata, outputs, property_sets, views

ROOT = Path(__file__).resolve().parents[3]


def test_data_files_fit_manifest_and_indexes():
    spec = importlib.util.spec_from_file_location("build_schema", ROOT / "scripts" / "build_schema.py")
    builder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(builder)
    assert builder.check(ROOT / "exoshell" / "schema" / "data") == []


def test_a_name_is_found_in_any_case():
    assert catalog.contains("gEt-mAiLbOx") and not catalog.contains("Get-Mailbx")
    assert catalog.load().spelling("get-exomailbox") == "Get-EXOMailbox"
    assert catalog.row("GET-MAILBOX")["name"] == "Get-Mailbox"
    assert catalog.row("Get-Nothing") is None


def test_sets_name_their_parameters_and_parameters_their_sets():
    row = catalog.row("Remove-Mailbox")
    identity = next(p for p in row["params"] if p["name"] == "Identity")
    assert identity["sets"] == ["Identity", "Default"]
    assert row["sets"][2]["params"][:2] == ["Identity", "PermanentlyDelete"]
    for name in catalog.names():
        for given in catalog.row(name)["sets"]:
            known = {p["name"] for p in catalog.row(name)["params"]}
            assert set(given["params"]) <= known, name


def test_modules_share_the_names():
    inside, outside = catalog.names("ExchangeOnlineManagement"), catalog.names("ExchangePowerShell")
    assert len(inside) + len(outside) == len(catalog.names())
    assert "Connect-ExchangeOnline" in inside and "Get-Mailbox" in outside
    assert module.exported(False) == sorted(inside, key=str.lower)


def test_effects_follow_verb_and_exceptions():
    assert catalog.effect("Get-Mailbox") == catalog.READ
    assert catalog.effect("Search-UnifiedAuditLog") == catalog.READ
    assert catalog.effect("Search-Mailbox") == catalog.CHANGE
    assert catalog.effect("set-mailbox") == catalog.CHANGE
    assert catalog.effect("Remove-Mailbox") == catalog.DESTROY
    assert catalog.effect("Frobnicate-Mailbox") == catalog.CHANGE
    assert catalog.confirm_impact("Remove-Mailbox") == "High"
    assert catalog.confirm_impact("Set-Mailbox") == "Medium"
    assert catalog.confirm_impact("Get-Mailbox") == "None"


def test_outputs_keep_marks_of_provenance():
    row = outputs.load()["mailbox"]
    assert row["properties"][3]["name"] == "Database" and row["properties"][3]["src"]
    assert outputs.type_name("Get-Mailbox").endswith(".Mailbox")
    assert outputs.property_types("New-Mailbox")["prohibitsendquota"] == "Unlimited<ByteQuantifiedSize>"
    assert "Get-Recipient" in views.recalled() and "Get-Mailbox" not in views.recalled()


def test_every_cmdlet_has_a_result_type():
    assert all(outputs.type_name(name) for name in catalog.names())


def test_views_are_one_a_type():
    types = [view["types"][0] for view in views.load()]
    assert len(types) == len(set(types))
    mailbox = next(v for v in views.load() if v["types"][1].endswith("Management.Mailbox"))
    assert [c["property"] for c in mailbox["rows"][0]["columns"]][:2] == ["Name", "Alias"]


def test_small_tables_open():
    assert "UserPrincipalName" in property_sets.load()["Mailbox"]["Minimum"]
    assert filterable.load()["EmailAddresses"]["types"]
    assert "EmailAddresses" in filterable.for_cmdlet("get-mailbox")
    assert odata.load()["entitySets"]["Mailbox"] == "Mailbox"
    assert odata.mailbox_shape()["properties"]
