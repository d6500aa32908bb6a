"""Recipients as rows: the views of the recipient nouns, their defaults, and the values that follow from others."""

from __future__ import annotations

from typing import Any

from exoshell.emulator.encode import View
from exoshell.emulator.recipients import INACTIVE, SOFT_DELETED, Recipient
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.values import UNLIMITED, ZERO_GUID
from exoshell.schema import outputs

GB = 1 << 30
MB = 1 << 20
KB = 1 << 10

RECIPIENT_TYPES = {
    "UserMailbox": "UserMailbox", "SharedMailbox": "UserMailbox", "RoomMailbox": "UserMailbox",
    "EquipmentMailbox": "UserMailbox", "SchedulingMailbox": "UserMailbox", "DiscoveryMailbox": "UserMailbox",
    "TeamMailbox": "UserMailbox", "LinkedMailbox": "UserMailbox", "LegacyMailbox": "UserMailbox",
    "PublicFolderMailbox": "UserMailbox", "ArbitrationMailbox": "UserMailbox", "GroupMailbox": "MailUniversalDistributionGroup",
    "MailUniversalDistributionGroup": "MailUniversalDistributionGroup", "RoomList": "MailUniversalDistributionGroup",
    "MailUniversalSecurityGroup": "MailUniversalSecurityGroup", "DynamicDistributionGroup": "DynamicDistributionGroup",
    "MailContact": "MailContact", "MailUser": "MailUser", "GuestMailUser": "MailUser", "PublicFolder": "PublicFolder",
    "User": "User", "DisabledUser": "User", "UniversalSecurityGroup": "Group", "RemoteUserMailbox": "MailUser",
    "RemoteSharedMailbox": "MailUser", "RemoteRoomMailbox": "MailUser", "RemoteEquipmentMailbox": "MailUser",
}  # fmt: skip

AUDIT_SET = ["Admin", "Delegate", "Owner"]
AUDIT_ADMIN = ["Update", "MoveToDeletedItems", "SoftDelete", "HardDelete", "SendAs", "SendOnBehalf", "Create",
               "UpdateFolderPermissions", "UpdateInboxRules", "UpdateCalendarDelegation", "ApplyRecord",
               "MailItemsAccessed", "Send"]  # fmt: skip
AUDIT_DELEGATE = ["Update", "MoveToDeletedItems", "SoftDelete", "HardDelete", "SendAs", "SendOnBehalf", "Create",
                  "UpdateFolderPermissions", "UpdateInboxRules", "ApplyRecord", "MailItemsAccessed"]  # fmt: skip
AUDIT_OWNER = ["Update", "MoveToDeletedItems", "SoftDelete", "HardDelete", "UpdateFolderPermissions",
               "UpdateInboxRules", "UpdateCalendarDelegation", "ApplyRecord", "MailItemsAccessed", "Send"]  # fmt: skip

COMMON: dict[str, Any] = {
    "ExchangeVersion": "0.20 (15.0.0.0)", "IsValid": True, "ObjectState": "Unchanged", "MaxSendSize": 35 * MB,
    "MaxReceiveSize": 36 * MB, "SendModerationNotifications": "Always", "EmailAddressPolicyEnabled": False,
    "LastExchangeChangedTime": None, "ManagedByDetails": [], "DirectoryObjectVersion": "",
}  # fmt: skip

MAILBOX: dict[str, Any] = {
    **COMMON,
    "AdminDisplayVersion": "Version 15.20 (Build 9253.11)", "IssueWarningQuota": 98 * GB, "ProhibitSendQuota": 99 * GB,
    "ProhibitSendReceiveQuota": 100 * GB, "RecoverableItemsQuota": 30 * GB, "RecoverableItemsWarningQuota": 20 * GB,
    "CalendarLoggingQuota": 6 * GB, "RulesQuota": 256 * KB, "ArchiveQuota": 100 * GB, "ArchiveWarningQuota": 90 * GB,
    "UseDatabaseQuotaDefaults": False, "UseDatabaseRetentionDefaults": False, "RetainDeletedItemsFor": "14.00:00:00",
    "SingleItemRecoveryEnabled": True, "LitigationHoldDuration": UNLIMITED, "MessageRecallProcessingEnabled": True,
    "MessageCopyForSMTPClientSubmissionEnabled": True, "RetentionPolicy": "Default MRM Policy",
    "RoleAssignmentPolicy": "Default Role Assignment Policy", "SharingPolicy": "Default Sharing Policy",
    "MailboxPlan": None, "AuditEnabled": True, "AuditLogAgeLimit": "90.00:00:00", "AuditAdmin": AUDIT_ADMIN,
    "AuditDelegate": AUDIT_DELEGATE, "AuditOwner": AUDIT_OWNER, "DefaultAuditSet": AUDIT_SET,
    "ExternalOofOptions": "External", "IsMailboxEnabled": True, "ExchangeUserAccountControl": "None",
    "MessageTrackingReadStatusEnabled": True, "RecipientLimits": "500", "MaxSafeSenders": 1024, "MaxBlockedSenders": 500,
    "ArchiveStatus": "None", "ArchiveState": "None", "ArchiveName": [], "ArchiveDatabase": None,
    "ArchiveDatabaseGuid": ZERO_GUID, "RemoteRecipientType": "None", "DisabledArchiveGuid": ZERO_GUID,
    "DowngradeHighPriorityMessagesEnabled": False, "CalendarVersionStoreDisabled": False, "CalendarRepairDisabled": False,
    "SCLDeleteThreshold": None, "SCLDeleteEnabled": None, "SCLRejectThreshold": None, "SCLRejectEnabled": None,
    "SCLQuarantineThreshold": None, "SCLQuarantineEnabled": None, "SCLJunkThreshold": None, "SCLJunkEnabled": None,
    "AntispamBypassEnabled": False, "ThrottlingPolicy": None, "MailboxMoveFlags": "None", "MailboxMoveStatus": "None",
    "MailboxRelease": "None", "ArchiveRelease": "None", "ResourceCapacity": None, "ResourceType": None,
    "RoomMailboxAccountEnabled": None, "IsPersonToPersonTextMessagingEnabled": False,
    "IsMachineToPersonTextMessagingEnabled": False, "ExchangeSecurityDescriptor":
    "System.Security.AccessControl.RawSecurityDescriptor", "MailTip": None, "SKUAssigned": None,
    "RecipientThrottlingThreshold": "Standard", "SharedEmailDomainState": "None", "IsMonitoringMailbox": False,
    "PersistedCapabilities": [], "UsageLocation": None, "Languages": [], "ProtocolSettings": [],
    "EmailAddressDisplayNames": [], "InPlaceHolds": [], "UniqueRecipientsCountLimitLevel": "Default",
    "PitrCopyIntervalInSeconds": 0, "EnforcedTimestamps": None, "IsHierarchyReady": True, "IsHierarchySyncEnabled": True,
    "MailboxProvisioningConstraint": None, "MailboxRegion": None,
}  # fmt: skip

USER: dict[str, Any] = {
    **COMMON, "RemotePowerShellEnabled": True, "EXOModuleEnabled": True, "IsSecurityPrincipal": True,
    "AllowUMCallsFromNonUsers": "SearchEnabled", "UserAccountControl": "NormalAccount", "CreationType": "None",
    "CountryOrRegion": None, "UpgradeRequest": "None", "UpgradeStatus": "None", "Manager": None, "SeniorityIndex": None,
    "ResetPasswordOnNextLogon": False, "LegalAgeGroup": None, "UserType": None, "UserPersona": "None",
}  # fmt: skip

CAS: dict[str, Any] = {
    **COMMON, "ActiveSyncEnabled": True, "OWAEnabled": True, "OWAforDevicesEnabled": True, "ECPEnabled": True,
    "PopEnabled": True, "ImapEnabled": True, "MAPIEnabled": True, "MapiHttpEnabled": None, "EwsEnabled": True,
    "EwsAllowOutlook": None, "EwsAllowMacOutlook": None, "EwsAllowEntourage": None, "EwsApplicationAccessPolicy": None,
    "UniversalOutlookEnabled": True, "OutlookMobileEnabled": True, "MacOutlookEnabled": True,
    "OneWinNativeOutlookEnabled": True, "PublicFolderClientAccess": False, "OwaMailboxPolicy": "OwaMailboxPolicy-Default",
    "ActiveSyncMailboxPolicy": "Default", "ActiveSyncMailboxPolicyIsDefaulted": True, "PopUseProtocolDefaults": True,
    "ImapUseProtocolDefaults": True, "PopMessagesRetrievalMimeFormat": "BestBodyFormat",
    "ImapMessagesRetrievalMimeFormat": "BestBodyFormat", "ShowGalAsDefaultView": True,
    "SmtpClientAuthenticationDisabled": None,
    "ExternalPopSettings": "Server name: outlook.office365.com, Port: 995, Encryption method: TLS",
    "ExternalImapSettings": "Server name: outlook.office365.com, Port: 993, Encryption method: TLS",
    "ExternalSmtpSettings": "Server name: smtp.office365.com, Port: 587, Encryption method: STARTTLS",
}  # fmt: skip

GROUP: dict[str, Any] = {
    **COMMON, "MaxSendSize": UNLIMITED, "MaxReceiveSize": UNLIMITED, "GroupType": "Universal",
    "MemberJoinRestriction": "Closed", "MemberDepartRestriction": "Open", "ReportToManagerEnabled": False,
    "ReportToOriginatorEnabled": True, "RequireSenderAuthenticationEnabled": True, "SamAccountName": "",
    "BypassNestedModerationEnabled": False, "SendOofMessageToOriginatorEnabled": False, "Description": [],
}  # fmt: skip

UNIFIED: dict[str, Any] = {
    **COMMON, "AccessType": "Public", "AuditLogAgeLimit": "90.00:00:00", "GroupType": "Universal",
    "AllowAddGuests": True, "WelcomeMessageEnabled": True, "ConnectorsEnabled": True, "Language": "en-US",
    "SubscriptionEnabled": True, "IsMailboxConfigured": True, "GroupPersonification": False, "GroupSKU": None,
    "AutoSubscribeNewMembers": False, "RequireSenderAuthenticationEnabled": True, "MailTip": None, "Notes": "",
    "Classification": "", "IsExternalResourcesPublished": False, "MigrationToUnifiedGroupInProgress": False,
}  # fmt: skip

CONTACT: dict[str, Any] = {
    **COMMON, "MaxSendSize": UNLIMITED, "MaxReceiveSize": UNLIMITED, "MaxRecipientPerMessage": UNLIMITED,
    "UseMapiRichTextFormat": "UseDefaultSettings", "UsePreferMessageFormat": False, "MessageFormat": "Mime",
    "MessageBodyFormat": "TextAndHtml", "MacAttachmentFormat": "BinHex",
}  # fmt: skip

MAILUSER: dict[str, Any] = {**MAILBOX, **CONTACT, "ArchiveStatus": "None", "RecipientLimits": UNLIMITED}

DYNAMIC: dict[str, Any] = {
    **GROUP, "IncludedRecipients": "AllRecipients", "RecipientFilterType": "Precanned", "SendOofMessageToOriginatorEnabled": False,
}  # fmt: skip

RECIPIENT: dict[str, Any] = {
    **COMMON, "ArchiveStatus": "None", "ArchiveState": "None", "ArchiveRelease": "None", "MailboxRelease": "None",
    "MailboxMoveFlags": "None", "MailboxMoveStatus": "None", "ResourceType": None, "Database": None, "Manager": None,
    "SKUAssigned": None, "CountryOrRegion": None, "ExternalEmailAddress": None, "RetentionPolicy": None,
    "ActiveSyncMailboxPolicyIsDefaulted": False, "OwaMailboxPolicy": None, "ActiveSyncMailboxPolicy": None,
}  # fmt: skip

_DEFAULTS = {
    "mailbox": MAILBOX, "user": USER, "casmailbox": CAS, "distributiongroup": GROUP, "group": GROUP,
    "unifiedgroup": UNIFIED, "mailcontact": CONTACT, "contact": {**USER, **CONTACT}, "mailuser": MAILUSER,
    "dynamicdistributiongroup": DYNAMIC, "recipient": RECIPIENT, "remotemailbox": MAILUSER, "mailpublicfolder": GROUP,
}  # fmt: skip
# Properties that the recorded outputs lack: they can be set or filtered, so they are there.
_MORE_PROPERTIES: dict[str, list[tuple[str, str]]] = {
    "unifiedgroup": [
        ("ManagedBy", "MultiValued<ADObjectId>"), ("GroupType", "string"), ("HiddenGroupMembershipEnabled", "bool"),
        ("IsDirSynced", "bool"), ("ReportToManagerEnabled", "bool"), ("ReportToOriginatorEnabled", "bool"),
        ("ResourceBehaviorOptions", "MultiValued<string>"), ("ResourceProvisioningOptions", "MultiValued<string>"),
        ("SendOofMessageToOriginatorEnabled", "bool"), ("SensitivityLabelId", "string"),
        ("InformationBarrierMode", "string"),
    ],
    "mailuser": [
        ("ImmutableId", "string"), ("InPlaceHolds", "MultiValued<string>"), ("IsSoftDeletedByRemove", "bool"),
        ("LitigationHoldDate", "DateTime"), ("LitigationHoldEnabled", "bool"), ("LitigationHoldOwner", "string"),
        ("MicrosoftOnlineServicesID", "SmtpAddress"), ("RecoverableItemsQuota", "Unlimited<ByteQuantifiedSize>"),
        ("RecoverableItemsWarningQuota", "Unlimited<ByteQuantifiedSize>"), ("UsageLocation", "string"),
        ("WhenSoftDeleted", "DateTime"), ("WindowsLiveID", "SmtpAddress"),
    ],
    "remotemailbox": [("RemoteRoutingAddress", "ProxyAddress")],
    "recipient": [("IsDirSynced", "bool")],
}  # fmt: skip
_views: dict[tuple[str, str], View] = {}


def defaults(noun: str) -> dict[str, Any]:
    """What properties of a recipient noun are worth when nothing was set."""
    return _DEFAULTS.get(noun.lower(), COMMON)


def view(tenant: Tenant, noun: str) -> View:
    """The view of a recipient noun."""
    key = (tenant.id, noun.lower())
    found = _views.get(key)
    if found is None:
        row = outputs.load().get(noun) or outputs.load()["mailbox"]
        fixed = {
            "OrganizationId": tenant.organization_id, "OrganizationalUnit": tenant.organizational_unit,
            "OrganizationalUnitRoot": tenant.initial_domain, "OriginatingServer": tenant.server,
        }  # fmt: skip
        properties = [(p["name"], p["type"]) for p in row["properties"]] + _MORE_PROPERTIES.get(
            noun.lower(), []
        )
        found = _views[key] = View(properties, {**fixed, **defaults(noun)})
    return found


def canonical(tenant: Tenant, name: str) -> str:
    """The distinguished name of a recipient."""
    escaped = name.replace("\\", "\\\\").replace(",", "\\,")
    return f"CN={escaped},{tenant.organization_dn}"


def legacy_dn(recipient: Recipient) -> str:
    """The X.500-like address every recipient has from its birth."""
    kept = recipient.doc.get("LegacyExchangeDN")
    if kept:
        return str(kept)
    tail = str(recipient.doc.get("Alias") or recipient.name)[:20]
    lead = "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn="
    return f"{lead}{recipient.guid.replace('-', '')}-{tail}"


def values(tenant: Tenant, recipient: Recipient) -> dict[str, Any]:
    """Every property of a recipient that differs from its default: kept ones and those that follow from them."""
    doc = recipient.doc
    name = doc["Name"]
    smtp = doc.get("PrimarySmtpAddress", "")
    details = doc["RecipientTypeDetails"]
    created, changed = doc.get("WhenCreated"), doc.get("WhenChanged")
    row: dict[str, Any] = {
        "Identity": name, "Id": name, "Guid": recipient.guid, "ExchangeObjectId": recipient.guid,
        "DistinguishedName": canonical(tenant, name), "LegacyExchangeDN": legacy_dn(recipient),
        "RecipientType": RECIPIENT_TYPES.get(details, details), "WindowsEmailAddress": smtp,
        "WhenCreatedUTC": created, "WhenChangedUTC": changed,
        "PoliciesExcluded": ["{26491cfc-9e50-4857-861b-0cb8df22b5d7}"] if smtp else [],
    }  # fmt: skip
    row.update(doc)
    more = _MORE.get(recipient.kind)
    if more:
        more(tenant, recipient, row)
    return row


def location(tenant: Tenant, guid: str) -> tuple[str, str]:
    """Server and database of the mailbox with this GUID."""
    forest, place = tenant.forest, int(guid[:4], 16)
    return (
        f"{forest[:3]}PR05MB{1000 + place % 9000}",
        f"{forest[:5]}05DG{100 + place % 300}-db{1 + place % 160:03}",
    )


def _mailbox(tenant: Tenant, recipient: Recipient, row: dict[str, Any]) -> None:
    doc, guid = recipient.doc, recipient.guid
    details = doc["RecipientTypeDetails"]
    upn = doc.get("UserPrincipalName", "")
    forest = tenant.forest
    place = int(guid[:4], 16)
    server, database = location(tenant, guid)
    database_guid = f"{place % 160:08x}-0b5e-4a0c-9d1e-{forest.lower().encode().hex()[:12]:0<12}"
    exchange_guid = doc.get("ExchangeGuid") or guid
    put = row.setdefault
    put("Database", database)
    put("DatabaseGuid", database_guid)
    put("ServerName", server.lower())
    put("ServerLegacyDN", "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Configuration/"
        f"cn=Servers/cn={server}")  # fmt: skip
    put("ExchangeGuid", exchange_guid)
    put("MailboxLocations", [f"1;{exchange_guid};Primary;{forest.lower()}.prod.outlook.com;{database_guid}"])
    put("MicrosoftOnlineServicesID", upn)
    put("WindowsLiveID", upn)
    put("SamAccountName", f"${guid[:6].upper()}-{guid.replace('-', '')[8:20].upper()}")
    put("NetID", f"1003{guid.replace('-', '')[:12].upper()}")
    put("WhenMailboxCreated", doc.get("WhenCreated"))
    put("IsResource", details in ("RoomMailbox", "EquipmentMailbox"))
    put("IsShared", details == "SharedMailbox")
    put("MailboxPlan", f"ExchangeOnlineEnterprise-{tenant.id}" if details == "UserMailbox" else None)
    put("AddressListMembership", _address_lists(doc, details))
    put("ObjectCategory", f"{forest.lower()}.prod.outlook.com/Configuration/Schema/Person")
    put("ObjectClass", ["top", "person", "organizationalPerson", "user"])
    if details in ("RoomMailbox", "EquipmentMailbox"):
        put("ResourceType", details[: -len("Mailbox")])
    if recipient.state != 0:
        put("IsSoftDeletedByRemove", True)
        put("IsInactiveMailbox", recipient.state == INACTIVE)
        put("IncludeInGarbageCollection", recipient.state == SOFT_DELETED)
    if doc.get("ArchiveGuid"):
        put("ArchiveDatabase", database)
        put("ArchiveDatabaseGuid", database_guid)
        put("ArchiveState", "Local")
    sid = (
        f"S-1-5-21-{place * 65537 + 1000000}-{int(guid[9:13], 16) * 40503 + 7}-{int(guid[14:18], 16) + 1000}"
    )
    put("Sid", f"{sid}-{int(guid[-7:], 16)}")


def _address_lists(doc: dict[str, Any], details: str) -> list[str]:
    if doc.get("HiddenFromAddressListsEnabled"):
        return ["\\All Mailboxes(VLV)", "\\Mailboxes(VLV)"]
    lists = {"RoomMailbox": ["\\All Rooms"], "UserMailbox": ["\\All Users"]}.get(details, [])
    return [*lists, "\\All Recipients(VLV)", "\\Default Global Address List", "\\Offline Global Address List"]


def _group_mailbox(tenant: Tenant, recipient: Recipient, row: dict[str, Any]) -> None:
    _mailbox(tenant, recipient, row)
    alias = recipient.doc.get("Alias", "")
    stem = tenant.initial_domain.partition(".")[0]
    site = f"https://{stem}.sharepoint.com/sites/{alias}"
    row.setdefault("SharePointSiteUrl", site)
    row.setdefault("SharePointDocumentsUrl", f"{site}/Shared Documents")
    row.setdefault(
        "InboxUrl",
        f"https://outlook.office365.com/owa/{alias}@{tenant.initial_domain}/groupsubscription.ashx",
    )
    row.setdefault("ObjectId", recipient.doc.get("ExternalDirectoryObjectId", ""))
    counts = dict(
        tenant.store.connection.execute(
            "SELECT role, count(*) FROM member WHERE grp = ? GROUP BY role", (recipient.guid,)
        ).fetchall()
    )
    row.setdefault("GroupMemberCount", counts.get("member", 0))
    row.setdefault("GroupExternalMemberCount", 0)


def _group(tenant: Tenant, recipient: Recipient, row: dict[str, Any]) -> None:
    if recipient.doc["RecipientTypeDetails"].endswith("SecurityGroup"):
        row.setdefault("GroupType", "Universal, SecurityEnabled")
    row.setdefault("SamAccountName", f"{recipient.name[:12]}{recipient.guid[:12].replace('-', '')}")


def _outside(tenant: Tenant, recipient: Recipient, row: dict[str, Any]) -> None:
    upn = recipient.doc.get("UserPrincipalName", "")
    row.setdefault("WindowsLiveID", upn)
    row.setdefault("MicrosoftOnlineServicesID", upn)
    row.setdefault("SamAccountName", f"${recipient.guid[:6].upper()}-{recipient.guid[-12:].upper()}")
    row.setdefault("ArchiveGuid", ZERO_GUID)
    if recipient.kind == "remotemailbox":
        row.setdefault("RemoteRecipientType", "ProvisionMailbox")


_MORE = {"mailbox": _mailbox, "groupmailbox": _group_mailbox, "group": _group, "plaingroup": _group,
         "mailuser": _outside, "contact": _outside, "remotemailbox": _outside, "user": _mailbox}  # fmt: skip
