"""The OData entity sets behind the Get-EXO cmdlets."""

from __future__ import annotations

import base64

import pytest

from exoshell.emulator import odata_filter
from exoshell.lang.opath import And, Comparison, Not, Or
from exoshell.schema import property_sets

from .conftest import Client


def test_minimum_is_the_default_and_sets_add_up(client: Client) -> None:
    row = client.get("/Mailbox('adele')").json()
    assert set(property_sets.load()["Mailbox"]["Minimum"]) <= set(row) and "ProhibitSendQuota" not in row
    more = client.get("/Mailbox('adele')?PropertySet=Minimum,Quota&$select=Office").json()
    assert (
        more["ProhibitSendQuota"] == "99 GB (106,300,440,576 bytes)" and "Office" in more and "Alias" in more
    )
    assert not any(key.endswith("@data.type") for key in more)


def test_unknown_names_are_errors(client: Client) -> None:
    assert client.get("/Mailbox?$select=Nothing").status_code == 400
    assert client.get("/Mailbox?PropertySet=Nothing").status_code == 400
    assert client.get("/Mailbox('nobody')").status_code == 404
    assert client.get("/Mailbox?$filter=AccountDisabled eq true").status_code == 400, (
        "not flagged as filterable"
    )
    bad = client.get("/Mailbox?$filter=Nothing eq 1")
    assert bad.status_code == 400 and bad.json()["error"]["message"] == "Invalid filter clause"


def test_pages_by_link(client: Client) -> None:
    answer = client.request("GET", "https://outlook.office365.com/adminapi/beta/contoso.com/Recipient",
                            headers={"Prefer": "odata.maxpagesize=50"}).json()  # fmt: skip
    assert len(answer["value"]) == 50
    names = [row["Name"] for row in answer["value"]]
    while "@odata.nextLink" in answer:
        answer = client.request(
            "GET", answer["@odata.nextLink"], headers={"Prefer": "odata.maxpagesize=50"}
        ).json()
        names += [row["Name"] for row in answer["value"]]
    assert len(names) == len(set(names)) == len(client.rows("Get-Recipient", ResultSize="Unlimited"))


def test_top_and_filter(client: Client) -> None:
    answer = client.get("/Mailbox?$filter=RecipientTypeDetails eq 'RoomMailbox'&$top=1").json()
    assert len(answer["value"]) == 1 and "@odata.nextLink" not in answer
    found = client.get("/Mailbox?$filter=startswith(Name,'adele v') and IsShared eq false").json()["value"]
    assert [row["Name"] for row in found] == ["Adele Vance"]


@pytest.mark.parametrize("key", ["adele", "adele@contoso.com", "Adele Vance"])
def test_encoded_keys(client: Client, key: str) -> None:
    text = base64.b64encode(key.encode()).decode()
    assert client.get(f"/Mailbox('{text}')?isEncoded=true").json()["Alias"] == "adele"


def test_statistics_are_byte_counts(client: Client) -> None:
    row = client.get("/Mailbox('adele')/Exchange.GetMailboxStatistics()").json()
    assert isinstance(row["TotalItemSize"], int) and row["TotalItemSize"] > 0
    assert row["ItemCount"] == client.rows("Get-MailboxStatistics", Identity="adele")[0]["ItemCount"]


def test_permissions(client: Client) -> None:
    client.rows(
        "Add-RecipientPermission", Identity="adele", Trustee="user1@example.com", AccessRights="SendAs"
    )
    expanded = client.get("/Recipient('adele')?$expand=RecipientPermission").json()["RecipientPermission"]
    assert {p["Trustee"] for p in expanded} == {"NT AUTHORITY\\SELF", "user1@example.com"}
    rows = client.get("/Mailbox('adele')/MailboxPermission").json()["value"]
    assert rows[0]["PermissionList"][0]["AccessRights"] == ["FullAccess", "ReadPermission"]


def test_folders(client: Client) -> None:
    path = "/Mailbox('adele')/MailboxFolder/Exchange.GetMailboxFolderStatistics(folderscope=Exchange.ElcFolderType'Inbox')"
    assert [row["Name"] for row in client.get(path).json()["value"]] == ["Inbox", "Customers", "Projects"]
    folder = base64.b64encode(b"\\Calendar").decode()
    owner = base64.b64encode(b"adele").decode()
    path = f"/Mailbox('{owner}')/MailboxFolder('{folder}')/MailboxFolderPermission?isEncoded=true"
    assert [row["User"] for row in client.get(path).json()["value"]] == ["Default", "Anonymous"]


def test_by_address(client: Client) -> None:
    path = "/Recipient/Exchange.BySmtpAddress(SmtpAddress='adele@contoso.com')"
    assert client.get(path).json()["Alias"] == "adele"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("A eq 'x'", Comparison("A", "eq", "x")),
        (
            "not contains(A,'x') or B ne null",
            Or((Not(Comparison("A", "like", "*x*")), Comparison("B", "ne", None))),
        ),
        (
            "(A gt 5) and endswith(B,'y''s') eq true",
            And((Comparison("A", "gt", 5), Comparison("B", "like", "*y's"))),
        ),
        ("E/any(x: startswith(x,'smtp:a'))", Comparison("E", "like", "smtp:a*")),
        ("When ge 2024-01-31T08:07:47Z", Comparison("When", "ge", "2024-01-31T08:07:47Z")),
    ],
)
def test_filter_trees(text: str, tree: object) -> None:
    assert odata_filter.parse(text) == tree


@pytest.mark.parametrize("text", ["A", "A eq", "A eq 'x", "A eq 1 B", "(A eq 1", "eq 1 A"])
def test_filters_that_are_none(text: str) -> None:
    with pytest.raises(odata_filter.ODataFilterError):
        odata_filter.parse(text)
