"""Groups, permissions, rules, settings, logs and the other nouns."""

from __future__ import annotations

from typing import Any

import pytest

from exoshell.emulator.tenant import Tenant

from .conftest import Client


def named(rows: list[dict[str, Any]], key: str = "Name") -> list[Any]:
    return [row[key] for row in rows]


def test_distribution_group_members(client: Client) -> None:
    client.rows("New-DistributionGroup", Name="Crew", Members=["adele"])
    assert named(client.rows("Get-DistributionGroupMember", Identity="Crew")) == ["Adele Vance"]
    assert "already a member" in client.error("Add-DistributionGroupMember", Identity="Crew", Member="adele")
    client.rows("Add-DistributionGroupMember", Identity="Crew", Member="user1@example.com")
    client.rows("Remove-DistributionGroupMember", Identity="Crew", Member="adele")
    assert "MemberNotFoundException" in client.error(
        "Remove-DistributionGroupMember", Identity="Crew", Member="adele"
    )
    client.rows("Update-DistributionGroupMember", Identity="Crew", Members=["adele", "johndoe@domain.com"])
    assert named(client.rows("Get-DistributionGroupMember", Identity="Crew")) == ["Adele Vance", "John Doe"]


def test_unified_group_owners_are_members_and_one_stays(client: Client) -> None:
    client.rows("New-UnifiedGroup", DisplayName="Club", Owner="adele")
    assert "Only members" in client.error(
        "Add-UnifiedGroupLinks", Identity="Club", LinkType="Owners", Links="user1@example.com"
    )
    assert "at least one owner" in client.error(
        "Remove-UnifiedGroupLinks", Identity="Club", LinkType="Owners", Links="adele"
    )
    assert client.rows("Get-UnifiedGroup", Identity="Club")[0]["ManagedBy"] == ["Adele Vance"]


def test_dynamic_groups_follow_their_filter(client: Client) -> None:
    client.rows("New-DynamicDistributionGroup", Name="Auto", RecipientFilter="CustomAttribute1 -eq 'Value1'")
    assert named(client.rows("Get-DynamicDistributionGroupMember", Identity="Auto")) == ["Adele Vance"]
    client.rows("Set-Mailbox", Identity="johndoe@domain.com", CustomAttribute1="Value1")
    assert len(client.rows("Get-DynamicDistributionGroupMember", Identity="Auto")) == 2
    client.rows(
        "New-DynamicDistributionGroup",
        Name="Canned",
        IncludedRecipients="MailboxUsers",
        ConditionalCompany="Nobody",
    )
    assert (
        "Company -eq 'Nobody'"
        in client.rows("Get-DynamicDistributionGroup", Identity="Canned")[0]["RecipientFilter"]
    )


def test_mailbox_permissions(client: Client) -> None:
    parameters = {"Identity": "adele", "User": "user1@example.com", "AccessRights": ["FullAccess"]}
    assert client.rows("Add-MailboxPermission", **parameters)[0]["User"] == "user1@example.com"
    assert "already present" in client.warnings("Add-MailboxPermission", **parameters)[0]
    given = [
        r for r in client.rows("Get-MailboxPermission", Identity="adele") if r["User"] == "user1@example.com"
    ]
    assert given[0]["AccessRights"] == ["FullAccess"] and given[0]["IsInherited"] is False
    client.rows("Remove-MailboxPermission", **parameters)
    assert "doesn't exist on the object" in client.warnings("Remove-MailboxPermission", **parameters)[0]


def test_send_as(client: Client) -> None:
    client.rows(
        "Add-RecipientPermission", Identity="adele", Trustee="user1@example.com", AccessRights="SendAs"
    )
    assert named(client.rows("Get-RecipientPermission", Trustee="user1@example.com"), "Identity") == [
        "Adele Vance"
    ]


def test_folder_permissions(client: Client) -> None:
    at = {"Identity": "adele:\\Calendar", "User": "user1@example.com"}
    client.rows("Add-MailboxFolderPermission", **at, AccessRights="Editor")
    client.rows("Set-MailboxFolderPermission", **at, AccessRights="Reviewer")
    rows = client.rows("Get-MailboxFolderPermission", Identity="adele:\\Calendar")
    assert {r["User"]: r["AccessRights"] for r in rows} == {
        "Default": ["AvailabilityOnly"], "Anonymous": ["None"], "User One": ["Reviewer"]}  # fmt: skip
    client.rows("Remove-MailboxFolderPermission", **at)
    assert "UserNotFoundInPermissionEntryException" in client.error("Remove-MailboxFolderPermission", **at)
    client.rows(
        "Set-MailboxFolderPermission", Identity="adele:\\Calendar", User="Default", AccessRights="Reviewer"
    )
    assert client.rows("Get-MailboxFolderPermission", Identity="adele:\\Calendar", User="Default")[0][
        "AccessRights"
    ] == ["Reviewer"]


def test_inbox_rules_keep_their_order(client: Client) -> None:
    for name in ("first", "second"):
        client.rows("New-InboxRule", Mailbox="adele", Name=name, SubjectContainsWords=[name], MarkAsRead=True)
    rules = client.rows("Get-InboxRule", Mailbox="adele")
    assert [(r["Name"], r["Priority"]) for r in rules] == [("second", 1), ("first", 2)]
    client.rows("Set-InboxRule", Mailbox="adele", Identity="first", Priority=1)
    assert named(client.rows("Get-InboxRule", Mailbox="adele")) == ["first", "second"]
    client.rows("Disable-InboxRule", Identity=rules[0]["Identity"])
    assert client.rows("Get-InboxRule", Identity=rules[0]["Identity"])[0]["Enabled"] is False
    assert "at least one action" in client.error(
        "New-InboxRule", Mailbox="adele", Name="x", SubjectContainsWords=["x"]
    )


@pytest.mark.parametrize(
    ("noun", "name", "value"),
    [
        ("MailboxAutoReplyConfiguration", "AutoReplyState", "Enabled"),
        ("MailboxRegionalConfiguration", "TimeZone", "Tokyo Standard Time"),
        ("CalendarProcessing", "AutomateProcessing", "AutoAccept"),
        ("CASMailbox", "PopEnabled", False),
        ("MailboxAuditBypassAssociation", "AuditBypassEnabled", True),
        ("User", "Title", "Boss"),
    ],
)
def test_settings_of_a_mailbox(client: Client, noun: str, name: str, value: object) -> None:
    assert client.rows(f"Get-{noun}", Identity="adele")[0][name] != value
    client.rows(f"Set-{noun}", Identity="adele", **{name: value})
    assert client.rows(f"Get-{noun}", Identity="adele")[0][name] == value
    assert client.rows(f"Get-{noun}", Identity="johndoe@domain.com")[0][name] != value


def test_organization_settings(client: Client) -> None:
    client.rows("Set-OrganizationConfig", MailTipsExternalRecipientsTipsEnabled=True)
    row = client.rows("Get-OrganizationConfig")[0]
    assert row["MailTipsExternalRecipientsTipsEnabled"] is True and row["Name"] == "contoso.onmicrosoft.com"


def test_policies_and_rules(client: Client) -> None:
    client.rows("New-HostedContentFilterPolicy", Name="P1", SpamAction="Quarantine")
    assert "already exists" in client.error("New-HostedContentFilterPolicy", Name="p1")
    assert "can't be removed" in client.error("Remove-HostedContentFilterPolicy", Identity="Default")
    client.rows(
        "New-HostedContentFilterRule",
        Name="R1",
        HostedContentFilterPolicy="P1",
        RecipientDomainIs=["contoso.com"],
    )
    assert "Ex6F9304" in client.error(
        "New-HostedContentFilterRule", Name="R2", HostedContentFilterPolicy="zz"
    )
    client.rows("Disable-HostedContentFilterRule", Identity="R1")
    assert client.rows("Get-HostedContentFilterRule")[0]["State"] == "Disabled"


def test_transport_rules_move(client: Client) -> None:
    client.rows("New-TransportRule", Name="TR", SubjectContainsWords=["x"], DeleteMessage=True)
    assert named(client.rows("Get-TransportRule"))[-1] == "TR"
    client.rows("Set-TransportRule", Identity="TR", Priority=0)
    assert named(client.rows("Get-TransportRule"))[0] == "TR"
    client.rows("Remove-TransportRule", Identity="TR")
    assert named(client.rows("Get-TransportRule"), "Priority") == [0, 1]


def test_changes_are_audited(client: Client) -> None:
    client.rows("Set-Mailbox", Identity="adele", Office="X", Password="secret")
    found = client.rows(
        "Search-UnifiedAuditLog", StartDate="2026-06-15", EndDate="2026-06-16", Operations=["Set-Mailbox"]
    )
    assert found[0]["UserIds"] == "admin@contoso.onmicrosoft.com" and '"Office"' in found[0]["AuditData"]
    assert "secret" not in found[0]["AuditData"]


def test_audit_sessions_go_on_to_the_end(client: Client) -> None:
    parameters = {"StartDate": "2026-06-01", "EndDate": "2026-06-15"}
    seen: list[str] = []
    while True:
        page = client.rows(
            "Search-UnifiedAuditLog",
            **parameters,
            SessionId="s",
            SessionCommand="ReturnLargeSet",
            ResultSize=300,
        )
        if not page:
            break
        seen += named(page, "Identity")
    assert len(seen) == len(set(seen)) > 600
    assert len(client.rows("Search-UnifiedAuditLog", **parameters)) == 100


def test_message_traces(client: Client) -> None:
    rows = client.rows("Get-MessageTrace")
    one = rows[0]
    assert client.rows("Get-MessageTraceV2", SenderAddress=one["SenderAddress"])
    detail = client.rows(
        "Get-MessageTraceDetailV2",
        MessageTraceId=one["MessageTraceId"],
        RecipientAddress=one["RecipientAddress"],
    )
    assert detail[0]["Event"] == "Receive"
    assert "10 days" in client.error("Get-MessageTrace", StartDate="2026-01-01", EndDate="2026-01-02")
    assert len(client.rows("Get-MessageTrace", PageSize=5, Page=2)) == 5


def test_quarantine(client: Client) -> None:
    identity = client.rows("Get-QuarantineMessage")[0]["Identity"]
    client.rows("Release-QuarantineMessage", Identity=identity, ReleaseToAll=True)
    assert client.rows("Get-QuarantineMessage", Identity=identity)[0]["Released"] is True
    client.rows("Delete-QuarantineMessage", Identity=identity)
    client.error("Get-QuarantineMessage", Identity=identity)
    assert client.rows("Get-QuarantineMessage", PageSize=0) == []


def test_migration(client: Client) -> None:
    batch = {
        "Name": "B",
        "SourceEndpoint": "OnPrem1",
        "TargetEndpoint": "Cloud1",
        "MailboxList": ["user1@example.com"],
    }
    row = client.rows("New-MigrationBatch", **batch, AutoStart=True)[0]
    assert row["Status"] == "Synced" and row["TotalCount"] == 1
    assert named(client.rows("Get-MigrationUser", Identity="B"), "Identity") == ["user1@example.com"]
    said = client.invoke("Set-MigrationBatch", Identity="B", Complete=True).json()
    assert said["@adminapi.verbose"] == ["The documented form is Complete-MigrationBatch."]
    assert client.rows("Get-MigrationBatch", Identity="B")[0]["Status"] == "Completed"
    assert client.error("Get-MigrationBatch", Identity="none").startswith("ExBDDC58|")


def test_role_groups_decide(client: Client, tenant: Tenant) -> None:
    adele = Client(tenant, "adele@contoso.com")
    assert adele.invoke("Set-Mailbox", Identity="johndoe@domain.com", Office="x").status_code == 403
    client.rows("Add-RoleGroupMember", Identity="Recipient Management", Member="adele")
    assert adele.invoke("Set-Mailbox", Identity="johndoe@domain.com", Office="x").status_code == 200
    assert adele.invoke("Set-TransportRule", Identity="External mark", Comments="x").status_code == 403
    client.rows("Remove-RoleGroupMember", Identity="Recipient Management", Member="adele")
    assert adele.invoke("Set-Mailbox", Identity="johndoe@domain.com", Office="x").status_code == 403


def test_applications_cannot_make_unified_groups(tenant: Tenant) -> None:
    import json

    from exoshell.emulator import accounts, signin

    app = Client(tenant, "")
    known = accounts.application(tenant, "22222222-3333-4444-5555-666666666666")
    assert known is not None
    app.headers["Authorization"] = (
        f"Bearer {signin.app_token(tenant, known, 'https://outlook.office365.com')[0]}"
    )
    assert app.rows("Get-UnifiedGroup")
    answer = app.invoke("New-UnifiedGroup", DisplayName="X")
    assert answer.status_code == 403 and "applications" in json.dumps(answer.headers)


def test_public_folders(client: Client) -> None:
    client.rows("New-PublicFolder", Name="Here", Path="\\Sales")
    assert "\\Sales\\Here" in named(client.rows("Get-PublicFolder", Recurse=True), "Identity")
    client.rows("Enable-MailPublicFolder", Identity="\\Sales\\Here")
    assert named(client.rows("Get-MailPublicFolder")) == ["Here"]
    assert "subfolders" in client.error("Remove-PublicFolder", Identity="\\Sales")


def test_compliance_search(client: Client) -> None:
    client.rows(
        "New-ComplianceSearch", Name="S", ExchangeLocation=["adele@contoso.com"], ContentMatchQuery="x"
    )
    assert "hasn't completed" in client.error("New-ComplianceSearchAction", SearchName="S", Purge=True)
    client.rows("Start-ComplianceSearch", Identity="S")
    assert client.rows("Get-ComplianceSearch", Identity="S")[0]["Status"] == "Completed"
    assert client.rows("New-ComplianceSearchAction", SearchName="S", Purge=True)[0]["Name"] == "S_Purge"


def test_transport_rules_describe_themselves(client: Client) -> None:
    assert "at least one action" in client.error("New-TransportRule", Name="T", SubjectContainsWords=["x"])
    row = client.rows(
        "New-TransportRule",
        Name="T",
        SubjectContainsWords=["x", "y"],
        PrependSubject="[!]",
        ExceptIfFrom="adele@contoso.com",
    )[0]
    assert (row["Conditions"], row["Exceptions"], row["Actions"]) == (
        ["SubjectContainsWords"],
        ["ExceptIfFrom"],
        ["PrependSubject"],
    )
    assert "subject contains words 'x' or 'y'" in row["Description"] and "Except if" in row["Description"]
    client.rows("Set-TransportRule", Identity="T", SubjectContainsWords=["z"])
    assert "words 'z'" in client.rows("Get-TransportRule", Identity="T")[0]["Description"]


def test_requests_are_carried_out(client: Client) -> None:
    client.rows(
        "New-MailboxRestoreRequest", Name="R", SourceMailbox="adele", TargetMailbox="johndoe@domain.com"
    )
    assert client.rows("Get-MailboxRestoreRequest", Identity="R")[0]["Status"] == "Completed"
    assert client.rows("Get-MailboxRestoreRequestStatistics", Identity="R")[0]["Name"] == "R"


def test_compliance_objects(client: Client) -> None:
    client.rows("New-ComplianceTag", Name="Keep", RetentionAction="Keep", RetentionDuration=365)
    assert "Keep" in named(client.rows("Get-ComplianceTag"))
    client.rows("New-RetentionCompliancePolicy", Name="P", ExchangeLocation="All")
    client.rows("Set-RetentionCompliancePolicy", Identity="P", Comment="x")
    assert client.rows("Get-RetentionCompliancePolicy", Identity="P")[0]["Comment"] == "x"
    client.rows("Remove-RetentionCompliancePolicy", Identity="P")
    assert "P" not in named(client.rows("Get-RetentionCompliancePolicy"))
