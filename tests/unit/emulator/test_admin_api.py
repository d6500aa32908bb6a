"""The wire of InvokeCommand: envelope, sidecars, paging, errors, batches."""

from __future__ import annotations

import json

from exoshell.emulator.tenant import Tenant

from .conftest import BASE, Client


def test_envelope_and_sidecars_stand_before_their_values(client: Client) -> None:
    answer = client.invoke("Get-Mailbox", Identity="adele")
    assert answer.headers["Content-Type"].startswith("application/json;odata.metadata=minimal")
    body = answer.json()
    assert list(body)[:3] == ["@odata.context", "adminapi.warnings@odata.type", "@adminapi.warnings"]
    assert body["@adminapi.warnings"] == []
    row = body["value"][0]
    names = list(row)
    assert names[names.index("Guid") - 2 : names.index("Guid")] == ["Guid@data.type", "Guid@odata.type"]
    assert row["Guid@data.type"] == "System.Guid"
    assert row["EmailAddresses@odata.type"] == "#Collection(String)"
    assert row["ProhibitSendQuota"].endswith(" bytes)")
    assert row["WhenCreatedUTC"].endswith(".0000000Z") and row["WhenCreated"].endswith(".0000000+00:00")
    assert row["WhenCreated@data.type"] == "System.DateTime"


def test_the_row_has_every_property_of_the_recorded_shape(client: Client) -> None:
    from exoshell.schema import odata

    row = client.rows("Get-Mailbox", Identity="adele")[0]
    assert {p["name"] for p in odata.mailbox_shape()["properties"]} - set(row) == set()


def test_select_trims_the_rows(client: Client) -> None:
    answer = client.invoke("Get-Mailbox", url=f"{BASE}/InvokeCommand?$select=Name,Alias", Identity="adele")
    assert [k for k in answer.json()["value"][0]] == ["Alias", "Name"]


def test_pages_give_every_row_once(client: Client) -> None:
    prefer = {"Prefer": "odata.maxpagesize=25"}
    answer = client.invoke("Get-Mailbox", headers=prefer, ResultSize="Unlimited")
    names = [row["Name"] for row in answer.json()["value"]]
    while "@odata.nextLink" in answer.json():
        assert answer.json()["@adminapi.warnings"] == []
        answer = client.invoke(
            "Get-Mailbox", headers=prefer, url=answer.json()["@odata.nextLink"], ResultSize="Unlimited"
        )
        names += [row["Name"] for row in answer.json()["value"]]
    assert len(names) == len(set(names)) == len(client.rows("Get-Mailbox", ResultSize="Unlimited"))
    assert names == sorted(names, key=str.lower)


def test_result_size_one_has_a_link_and_a_warning(client: Client) -> None:
    body = client.invoke("Get-Mailbox", ResultSize="1").json()
    assert len(body["value"]) == 1 and "@odata.nextLink" in body
    assert "increase the value for the ResultSize parameter" in body["@adminapi.warnings"][0]


def test_a_page_token_is_for_its_own_question_only(client: Client) -> None:
    link = client.invoke("Get-Mailbox", ResultSize="1").json()["@odata.nextLink"]
    other = client.invoke("Get-Mailbox", url=link, ResultSize="2")
    assert other.status_code == 400
    inner = other.json()["error"]["innererror"]["internalexception"]
    assert inner["message"].startswith("Expired or Invalid pagination request.")
    foreign = client.invoke("Get-Mailbox", url=link, headers={"X-AnchorMailbox": "UPN:x@y"}, ResultSize="1")
    assert foreign.status_code == 400


def test_a_page_token_ends(client: Client, tenant: Tenant) -> None:
    link = client.invoke("Get-Mailbox", ResultSize="1").json()["@odata.nextLink"]
    tenant.change_settings(clock="2026-06-15T10:31:00Z")
    assert client.invoke("Get-Mailbox", url=link, ResultSize="1").status_code == 400


def test_not_found_names_object_and_server(client: Client) -> None:
    text = client.error("Get-Mailbox", Identity="nobody")
    assert text.startswith(
        "Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|"
    )
    assert "'nobody'" in text and "PROD.OUTLOOK.COM" in text


def test_unknown_parameter(client: Client) -> None:
    assert client.error("Get-Mailbox", Foo=1) == (
        "|Microsoft.Exchange.AdminApi.CommandInvocation.AmbiguousParameterSetException|Parameter set cannot be resolved "
        "using the specified named parameters. Invalid cmdlet parameters specified. Foo"
    )


def test_enumerations_bind_by_unambiguous_prefix(client: Client) -> None:
    assert client.rows("Get-Mailbox", RecipientTypeDetails="room")[0]["RecipientTypeDetails"] == "RoomMailbox"
    assert "Specify one of the following enumerator names" in client.error(
        "Get-Mailbox", RecipientTypeDetails="Foo"
    )


def test_names_are_read_without_regard_to_case(client: Client) -> None:
    assert client.rows("get-mailbox", identity="ADELE")[0]["Alias"] == "adele"


def test_missing_mandatory_parameter(client: Client) -> None:
    assert "missing mandatory parameters: Identity" in client.error("Set-Mailbox", Office="x")


def test_confirm_changes_nothing_and_gives_the_text(client: Client, tenant: Tenant) -> None:
    before = client.rows("Get-Mailbox", Identity="adele")
    body = client.invoke("Remove-Mailbox", Identity="adele", Confirm=True).json()
    assert 'Identity:"adele"' in body["@adminapi.confirmationmessage"] and body["value"] == []
    assert client.rows("Get-Mailbox", Identity="adele") == before
    assert client.error("Remove-Mailbox", Identity="nobody", Confirm=True).startswith("Ex6F9304")


def test_an_unknown_cmdlet_is_a_403_of_nuls(client: Client) -> None:
    answer = client.invoke("Get-Nothing")
    assert answer.status_code == 403 and set(answer.body) == {0}
    assert answer.headers["x-ms-diagnostics"].startswith("2000003;reason=")


def test_what_is_not_emulated_says_so(client: Client) -> None:
    answer = client.invoke("Get-SpoofMailReport")
    assert answer.status_code == 501
    assert "CmdletNotEmulatedException" in answer.json()["error"]["details"][0]["message"]


def test_requests_without_a_good_token_are_401(client: Client, tenant: Tenant) -> None:
    nobody = Client(tenant, "")
    answer = nobody.invoke("Get-Mailbox")
    assert answer.status_code == 401 and answer.body == b"" and "Bearer" in answer.headers["WWW-Authenticate"]
    tenant.change_settings(clock="2026-06-15T13:00:00Z")
    assert client.invoke("Get-Mailbox").status_code == 401


def test_batch_answers_each_by_itself(client: Client) -> None:
    def part(id: str, identity: str) -> dict[str, object]:
        command = {"CmdletName": "Get-Mailbox", "Parameters": {"Identity": identity}}
        return {"id": id, "method": "POST", "url": f"{BASE}/InvokeCommand", "body": {"CmdletInput": command}}

    body = json.dumps({"requests": [part("0", "adele"), part("1", "nobody")]}).encode()
    answer = client.request("POST", f"{BASE}/$batch", body).json()
    assert {r["id"]: r["status"] for r in answer["responses"]} == {"0": 200, "1": 400}
    many = json.dumps({"requests": [part(str(n), "adele") for n in range(11)]}).encode()
    assert client.request("POST", f"{BASE}/$batch", many).status_code == 400


def test_v2_endpoints_take_their_cmdlets_only(client: Client) -> None:
    url = BASE.replace("/beta/", "/v2.0/") + "/Mailbox"
    assert client.invoke("Get-Mailbox", url=url, Identity="adele").status_code == 200
    assert client.invoke("Get-AcceptedDomain", url=url).status_code == 400


def test_the_module_file_lists_the_callers_cmdlets(client: Client, tenant: Tenant) -> None:
    def allowed(who: Client) -> set[str]:
        return set(who.get("/EXOModuleFile?Version=3.9.2").json()["value"][0]["exportedCmdlets"].split(","))

    assert {"Get-Mailbox", "Set-Mailbox"} <= allowed(client)
    mine = allowed(Client(tenant, "adele@contoso.com"))
    assert "Get-InboxRule" in mine and "Set-TransportRule" not in mine
