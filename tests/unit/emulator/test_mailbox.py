"""Mailboxes: what the cmdlets do to them."""

from __future__ import annotations

import pytest

from .conftest import Client

ADDED = {"@odata.type": "#Exchange.GenericHashTable", "Add": ["smtp:av@contoso.com"]}


def test_identities(client: Client) -> None:
    row = client.rows("Get-Mailbox", Identity="adele")[0]
    client.rows("Set-Mailbox", Identity="adele", EmailAddresses=ADDED)
    for name in ("Name", "DisplayName", "DistinguishedName", "Guid", "ExchangeGuid", "ExternalDirectoryObjectId",
                 "PrimarySmtpAddress", "UserPrincipalName", "LegacyExchangeDN"):  # fmt: skip
        assert client.rows("Get-Mailbox", Identity=row[name])[0]["Guid"] == row["Guid"], name
    for text in ("smtp:av@contoso.com", "AV@CONTOSO.COM", "contoso\\Adele Vance"):
        assert client.rows("Get-Mailbox", Identity=text)[0]["Guid"] == row["Guid"], text


def test_an_ambiguous_identity_is_an_error(client: Client) -> None:
    for name in ("One", "Two"):
        client.rows("New-Mailbox", Shared=True, Name=f"Same {name}", DisplayName="Same")
    assert "matches multiple entries" in client.error("Get-Mailbox", Identity="Same")


@pytest.mark.parametrize(
    ("filter", "found"),
    [
        ("Alias -eq 'ADELE'", ["Adele Vance"]),
        ("{DisplayName -like “*Vance*” -and Alias -like 'ad*'}", ["Adele Vance"]),
        ("UserPrincipalName -like '*@example.com' -and DisplayName -like '*John*'", ["John Example"]),
        ("EmailAddresses -eq 'adele@contoso.com'", ["Adele Vance"]),
        ("EmailAddresses -like 'smtp:adele@*'", ["Adele Vance"]),
        ("PrimarySmtpAddress -eq 'adele@contoso.onmicrosoft.com'", ["Adele Vance"]),
        ("CustomAttribute1 -eq 'Value1'", ["Adele Vance"]),
        ("Name -eq 'Adele Vance' -and -not (CustomAttribute1 -ne $null)", []),
        (
            "(Name -eq 'Adele Vance' -or Name -eq 'John Doe') -and WhenCreated -lt '2099-01-01'",
            ["Adele Vance", "John Doe"],
        ),
        (
            "AccountDisabled -eq 'True' -and RecipientTypeDetails -eq 'UserMailbox' -and Alias -eq 'blocked'",
            ["Blocked User"],
        ),
        ("ProhibitSendQuota -gt 40GB -and Alias -eq 'adele'", ["Adele Vance"]),
        ("Name -notlike '*' ", []),
        ("IsShared -eq $true -and Alias -eq 'adele'", []),
    ],
)
def test_filters(client: Client, filter: str, found: list[str]) -> None:
    assert [row["Name"] for row in client.rows("Get-Mailbox", Filter=filter, ResultSize="Unlimited")] == found


def test_a_filter_by_distinguished_name(client: Client) -> None:
    dn = client.rows("Get-Mailbox", Identity="adele")[0]["DistinguishedName"]
    assert client.rows("Get-Mailbox", Filter=f"DistinguishedName -eq '{dn}'")[0]["Alias"] == "adele"


def test_bad_filters(client: Client) -> None:
    text = client.error("Get-Mailbox", Filter="EmailAddress -like '*@domain.com'")
    assert '""EmailAddress" is not a recognized filterable property. Valid property names are: ' in text
    assert "EmailAddresses" in text
    assert '""True" is not' in client.error("Get-Mailbox", Filter="IsLinked -eq True")
    assert "Invalid filter syntax" in client.error("Get-Mailbox", Filter="Name eq 'x'")
    assert "couldn't be converted to System.DateTime" in client.error(
        "Get-Mailbox", Filter="WhenCreated -gt 'soon'"
    )


def test_new_user_mailbox(client: Client) -> None:
    row = client.rows(
        "New-Mailbox", Name="New Person", MicrosoftOnlineServicesID="np@domain.com", Password="x"
    )[0]
    assert (row["Alias"], row["PrimarySmtpAddress"], row["RecipientTypeDetails"]) == (
        "np",
        "np@domain.com",
        "UserMailbox",
    )
    assert row["EmailAddresses"] == ["SMTP:np@domain.com", "smtp:np@contoso.onmicrosoft.com"]
    assert "already exists" in client.error(
        "New-Mailbox", Name="New Person", MicrosoftOnlineServicesID="o@domain.com", Password="x"
    )
    assert "accepted domain" in client.error(
        "New-Mailbox", Name="Else", MicrosoftOnlineServicesID="x@fabrikam.com", Password="x"
    )
    assert "password" in client.error("New-Mailbox", Name="Else", MicrosoftOnlineServicesID="e@domain.com")


@pytest.mark.parametrize(
    ("switch", "details"),
    [("Shared", "SharedMailbox"), ("Room", "RoomMailbox"), ("Equipment", "EquipmentMailbox")],
)
def test_new_mailboxes_of_other_kinds(client: Client, switch: str, details: str) -> None:
    parameters = {
        switch: True,
        "Name": "Thing",
        "MicrosoftOnlineServicesID": "thing@domain.com",
        "Alias": "TheThing",
    }
    row = client.rows("New-Mailbox", **parameters)[0]
    assert (
        row["RecipientTypeDetails"] == details
        and row["AccountDisabled"] is True
        and row["Alias"] == "TheThing"
    )
    assert row["IsShared"] is (switch == "Shared") and row["IsResource"] is (switch != "Shared")


def test_changes_are_kept_and_unchanged_warns(client: Client) -> None:
    assert (
        client.warnings("Set-Mailbox", Identity="adele", ProhibitSendQuota="50GB", CustomAttribute5="five")
        == []
    )
    row = client.rows("Get-Mailbox", Identity="adele")[0]
    assert row["ProhibitSendQuota"] == "50 GB (53,687,091,200 bytes)" and row["CustomAttribute5"] == "five"
    assert "no settings" in client.warnings("Set-Mailbox", Identity="adele", CustomAttribute5="five")[0]
    client.rows("Set-Mailbox", Identity="adele", CustomAttribute5=None)
    assert client.rows("Get-Mailbox", Identity="adele")[0]["CustomAttribute5"] == ""


def test_forwarding_and_references(client: Client) -> None:
    client.rows(
        "Set-Mailbox",
        Identity="adele",
        ForwardingSMTPAddress="f@domain.com",
        GrantSendOnBehalfTo="johndoe@domain.com",
    )
    row = client.rows("Get-Mailbox", Identity="adele")[0]
    assert row["ForwardingSmtpAddress"] == "smtp:f@domain.com" and row["GrantSendOnBehalfTo"] == ["John Doe"]
    assert "Couldn't find object" in client.error("Set-Mailbox", Identity="adele", ForwardingAddress="nobody")


def test_proxy_addresses_are_unique_and_removable(client: Client) -> None:
    client.rows("Set-Mailbox", Identity="adele", EmailAddresses=ADDED)
    assert "ProxyAddressExistsException" in client.error(
        "Set-Mailbox", Identity="johndoe@domain.com", EmailAddresses=ADDED
    )
    client.rows("Set-Mailbox", Identity="adele", EmailAddresses={"Remove": "smtp:av@contoso.com"})
    client.rows("Set-Mailbox", Identity="johndoe@domain.com", EmailAddresses=ADDED)
    assert (
        "smtp:av@contoso.com"
        in client.rows("Get-Mailbox", Identity="johndoe@domain.com")[0]["EmailAddresses"]
    )
    client.rows("Set-Mailbox", Identity="adele", WindowsEmailAddress="vance@contoso.com")
    row = client.rows("Get-Mailbox", Identity="vance@contoso.com")[0]
    assert row["EmailAddresses"][:2] == ["SMTP:vance@contoso.com", "smtp:adele@contoso.com"]


def test_remove_restore_and_purge(client: Client) -> None:
    client.rows("Remove-Mailbox", Identity="johndoe@domain.com")
    client.error("Get-Mailbox", Identity="johndoe@domain.com")
    removed = client.rows("Get-Mailbox", SoftDeletedMailbox=True, Identity="johndoe@domain.com")[0]
    assert removed["IsSoftDeletedByRemove"] is True and removed["WhenSoftDeleted"]
    client.rows("Undo-SoftDeletedMailbox", SoftDeletedObject="John Doe")
    assert client.rows("Get-Mailbox", Identity="johndoe@domain.com")
    client.rows("Remove-Mailbox", Identity="johndoe@domain.com", Permanent=True)
    assert not [r for r in client.rows("Get-Mailbox", SoftDeletedMailbox=True) if r["Name"] == "John Doe"]


def test_a_held_mailbox_becomes_inactive(client: Client) -> None:
    client.rows("Set-Mailbox", Identity="adele", LitigationHoldEnabled=True)
    client.rows("Remove-Mailbox", Identity="adele")
    row = client.rows("Get-Mailbox", InactiveMailboxOnly=True, Identity="adele@contoso.com")[0]
    assert row["IsInactiveMailbox"] is True


def test_archives(client: Client) -> None:
    assert (
        client.rows("Enable-Mailbox", Identity="johndoe@domain.com", Archive=True)[0]["ArchiveStatus"]
        == "Active"
    )
    assert "already has an archive" in client.error(
        "Enable-Mailbox", Identity="johndoe@domain.com", Archive=True
    )
    assert (
        client.rows("Get-MailboxStatistics", Identity="johndoe@domain.com", Archive=True)[0][
            "IsArchiveMailbox"
        ]
        is True
    )
    client.rows("Remove-Mailbox", Identity="johndoe@domain.com", Archive=True)
    assert client.rows("Get-Mailbox", Identity="johndoe@domain.com")[0]["ArchiveStatus"] == "None"


def test_conversion(client: Client) -> None:
    client.rows("Set-Mailbox", Identity="adele", Type="Shared")
    assert client.rows("Get-Mailbox", Identity="adele")[0]["RecipientTypeDetails"] == "SharedMailbox"
    assert "already" in client.error("Set-Mailbox", Identity="adele", Type="Shared")


def test_statistics_add_up_with_the_folders(client: Client) -> None:
    total = client.rows("Get-MailboxStatistics", Identity="adele")[0]
    folders = client.rows("Get-MailboxFolderStatistics", Identity="adele")
    visible = (
        [f for f in folders if not f["RecoverableItemsFolder"]]
        if "RecoverableItemsFolder" in folders[0]
        else folders[:21]
    )
    assert sum(f["ItemsInFolder"] for f in visible) == total["ItemCount"] > 0
    assert total["TotalItemSize"].endswith("bytes)") and total["LastLogonTime@data.type"] == "System.DateTime"


def test_search_mailbox_reports(client: Client) -> None:
    row = client.rows(
        "Search-Mailbox",
        Identity="adele",
        SearchQuery="x",
        TargetMailbox="admin@domain.com",
        TargetFolder="F",
    )[0]
    assert (
        row["Success"] is True
        and row["TargetFolder"].startswith("\\F\\Adele Vance-")
        and row["ResultItemsCount"] >= 0
    )
