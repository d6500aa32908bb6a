"""Domains, policies and other configuration of an invented tenant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exoshell.emulator import demo_roles

if TYPE_CHECKING:
    from exoshell.emulator.demo import Builder

GB = 1 << 30
# Default objects: noun -> documents.  What is not here follows from the documented defaults.
_POLICIES: dict[str, list[dict[str, Any]]] = {
    "OwaMailboxPolicy": [{"Name": "OwaMailboxPolicy-Default", "IsDefault": True}],
    "MobileDeviceMailboxPolicy": [{"Name": "Default", "IsDefault": True, "AllowNonProvisionableDevices": True}],
    "ActiveSyncMailboxPolicy": [{"Name": "Default", "IsDefault": True}],
    "SharingPolicy": [{"Name": "Default Sharing Policy", "Default": True, "Enabled": True,
                       "Domains": ["Anonymous:CalendarSharingFreeBusyReviewer", "*:CalendarSharingFreeBusySimple"]}],
    "RoleAssignmentPolicy": [{"Name": "Default Role Assignment Policy", "IsDefault": True, "AssignedRoles": [
        "MyTeamMailboxes", "MyDistributionGroups", "My Marketplace Apps", "My Custom Apps", "MyBaseOptions", "MyTextMessaging",
        "MyVoiceMail", "MyRetentionPolicies", "MyContactInformation", "MyProfileInformation", "My ReadWriteMailbox Apps"],
        "Description": "This policy grants end users the permission to set their options in Outlook on the web."}],
    "RetentionPolicy": [{"Name": "Default MRM Policy", "IsDefault": True, "RetentionPolicyTagLinks": [
        "Default 2 year move to archive", "Recoverable Items 14 days move to archive", "Personal 1 year move to archive",
        "Personal 5 year move to archive", "Personal never move to archive", "1 Week Delete", "1 Month Delete", "6 Month Delete",
        "1 Year Delete", "5 Year Delete", "Never Delete", "Junk Email", "Deleted Items"]}],
    "RetentionPolicyTag": [
        {"Name": name, "Type": type, "RetentionEnabled": enabled, "RetentionAction": action,
         "AgeLimitForRetention": f"{days}.00:00:00" if days else None, "MessageClass": "*", "SystemTag": False}
        for name, type, enabled, action, days in (
            ("Default 2 year move to archive", "All", True, "MoveToArchive", 730),
            ("Recoverable Items 14 days move to archive", "RecoverableItems", True, "MoveToArchive", 14),
            ("Personal 1 year move to archive", "Personal", True, "MoveToArchive", 365),
            ("Personal 5 year move to archive", "Personal", True, "MoveToArchive", 1825),
            ("Personal never move to archive", "Personal", False, "MoveToArchive", 0),
            ("1 Week Delete", "Personal", True, "DeleteAndAllowRecovery", 7), ("1 Month Delete", "Personal", True, "DeleteAndAllowRecovery", 30),
            ("6 Month Delete", "Personal", True, "DeleteAndAllowRecovery", 180), ("1 Year Delete", "Personal", True, "DeleteAndAllowRecovery", 365),
            ("5 Year Delete", "Personal", True, "DeleteAndAllowRecovery", 1825), ("Never Delete", "Personal", False, "DeleteAndAllowRecovery", 0),
            ("Junk Email", "JunkEmail", True, "DeleteAndAllowRecovery", 30), ("Deleted Items", "DeletedItems", True, "DeleteAndAllowRecovery", 30))],
    "HostedContentFilterPolicy": [{"Name": "Default", "IsDefault": True, "SpamAction": "MoveToJmf", "HighConfidenceSpamAction": "MoveToJmf",
                                   "PhishSpamAction": "MoveToJmf", "HighConfidencePhishAction": "Quarantine", "BulkSpamAction": "MoveToJmf",
                                   "BulkThreshold": 7, "QuarantineRetentionPeriod": 15, "SpamZapEnabled": True, "PhishZapEnabled": True,
                                   "InlineSafetyTipsEnabled": True, "MarkAsSpamBulkMail": "On", "RecommendedPolicyType": "Custom"}],
    "HostedConnectionFilterPolicy": [{"Name": "Default", "IsDefault": True, "EnableSafeList": False, "IPAllowList": [], "IPBlockList": []}],
    "HostedOutboundSpamFilterPolicy": [{"Name": "Default", "IsDefault": True, "Enabled": True, "AutoForwardingMode": "Automatic",
                                        "ActionWhenThresholdReached": "BlockUserForToday", "RecipientLimitExternalPerHour": 0,
                                        "RecipientLimitInternalPerHour": 0, "RecipientLimitPerDay": 0}],
    "MalwareFilterPolicy": [{"Name": "Default", "IsDefault": True, "EnableFileFilter": True, "ZapEnabled": True, "FileTypeAction": "Reject",
                             "QuarantineTag": "AdminOnlyAccessPolicy", "FileTypes": ["ace", "ani", "apk", "app", "appx", "arj", "bat", "cab",
                                                                                     "cmd", "com", "exe", "iso", "jar", "js", "vbs"]}],
    "AntiPhishPolicy": [{"Name": "Office365 AntiPhish Default", "IsDefault": True, "Enabled": True, "PhishThresholdLevel": 1,
                         "EnableSpoofIntelligence": True, "AuthenticationFailAction": "MoveToJmf", "HonorDmarcPolicy": True,
                         "EnableFirstContactSafetyTips": False, "EnableUnauthenticatedSender": True, "EnableViaTag": True,
                         "EnableMailboxIntelligence": True, "DmarcQuarantineAction": "Quarantine", "DmarcRejectAction": "Reject"}],
    "SafeLinksPolicy": [{"Name": "Built-In Protection Policy", "IsBuiltInProtection": True, "IsBuiltIn": True, "EnableSafeLinksForEmail": True,
                         "EnableSafeLinksForTeams": True, "EnableSafeLinksForOffice": True, "TrackClicks": True, "ScanUrls": True,
                         "DeliverMessageAfterScan": True, "EnableForInternalSenders": False, "AllowClickThrough": True}],
    "SafeAttachmentPolicy": [{"Name": "Built-In Protection Policy", "IsBuiltInProtection": True, "IsBuiltIn": True, "Enable": True,
                              "Action": "Block", "QuarantineTag": "AdminOnlyAccessPolicy"}],
    "ATPBuiltInProtectionRule": [{"Name": "ATP Built-In Protection Rule", "State": "Enabled", "Priority": 0, "IsBuiltIn": True,
                                  "SafeLinksPolicy": "Built-In Protection Policy", "SafeAttachmentPolicy": "Built-In Protection Policy"}],
    "QuarantinePolicy": [{"Name": name, "EndUserQuarantinePermissionsValue": value, "ESNEnabled": esn, "IsBuiltIn": True}
                         for name, value, esn in (("AdminOnlyAccessPolicy", 0, False), ("DefaultFullAccessPolicy", 23, False),
                                                  ("DefaultFullAccessWithNotificationPolicy", 23, True))],
    "RemoteDomain": [{"Name": "Default", "DomainName": "*", "AllowedOOFType": "External", "AutoReplyEnabled": True, "AutoForwardEnabled": True,
                      "DeliveryReportEnabled": True, "NDREnabled": True, "TNEFEnabled": None, "CharacterSet": "iso-8859-1", "IsDefault": True}],
    "EmailAddressPolicy": [{"Name": "Default Policy", "Priority": "Lowest", "IsDefault": True, "EnabledEmailAddressTemplates":
                            ["SMTP:@contoso.com"], "RecipientFilter": "Alias -ne $null", "RecipientFilterType": "Custom"}],
    "AddressList": [{"Name": name, "Path": f"\\{name}", "DisplayName": name, "RecipientFilter": text} for name, text in (
        ("All Contacts", "(Alias -ne $null -and (ObjectCategory -like 'person' -and ObjectClass -eq 'contact'))"),
        ("All Distribution Lists", "(Alias -ne $null -and ObjectCategory -like 'group')"),
        ("All Rooms", "(Alias -ne $null -and RecipientDisplayType -eq 'ConferenceRoomMailbox')"),
        ("All Users", "(Alias -ne $null -and RecipientType -eq 'UserMailbox')"), ("Public Folders", "(Alias -ne $null)"))],
    "GlobalAddressList": [{"Name": "Default Global Address List", "IsDefaultGlobalAddressList": True, "IsDefault": True}],
    "OfflineAddressBook": [{"Name": "Default Offline Address Book", "IsDefault": True, "AddressLists": ["\\Default Global Address List"]}],
    "MailboxPlan": [{"Name": name, "DisplayName": name, "IsDefault": default, "ProhibitSendQuota": quota - GB,
                     "ProhibitSendReceiveQuota": quota, "IssueWarningQuota": quota - 2 * GB, "MaxSendSize": 35 << 20,
                     "MaxReceiveSize": 36 << 20, "RetainDeletedItemsFor": "14.00:00:00", "RetentionPolicy": "Default MRM Policy",
                     "RoleAssignmentPolicy": "Default Role Assignment Policy"}
                    for name, default, quota in (("ExchangeOnlineEnterprise", True, 100 * GB), ("ExchangeOnline", False, 50 * GB),
                                                 ("ExchangeOnlineDeskless", False, 2 * GB), ("ExchangeOnlineEssentials", False, 50 * GB))],
    "CASMailboxPlan": [{"Name": name, "DisplayName": name, "ActiveSyncEnabled": True, "ImapEnabled": True, "PopEnabled": True,
                        "OWAEnabled": True, "ECPEnabled": True, "MAPIEnabled": True, "EwsEnabled": True, "OwaMailboxPolicy": "OwaMailboxPolicy-Default"}
                       for name in ("ExchangeOnlineEnterprise", "ExchangeOnline", "ExchangeOnlineDeskless", "ExchangeOnlineEssentials")],
    "ReportSubmissionPolicy": [{"Name": "DefaultReportSubmissionPolicy", "EnableReportToMicrosoft": True}],
    "RMSTemplate": [{"Name": n, "Description": n, "Type": "Distributed", "TemplateGuid": g} for n, g in (
        ("Encrypt", "c026002d-ef0e-4d2d-b4a3-1b4e8f6a4a11"), ("Do Not Forward", "cf5cf348-a8d7-40d5-91ef-a600b88a395d"))],
    "OMEConfiguration": [{"Name": "OME Configuration", "OTPEnabled": True, "SocialIdSignIn": True, "TemplateName": "OME Configuration"}],
    "ComplianceTag": [{"Name": "Keep 7 years", "RetentionAction": "Keep", "RetentionDuration": "2555", "RetentionType": "CreationAgeInDays",
                       "IsRecordLabel": False, "Comment": "Tax documents"}],
    "ManagementScope": [{"Name": "Berlin Users", "RecipientFilter": "Office -eq 'Berlin'", "ScopeRestrictionType": "RecipientScope", "Exclusive": False}],
    "AdministrativeUnit": [{"Name": "Germany", "DisplayName": "Germany", "Description": "All German offices"}],
    "OrganizationalUnit": [{"Name": "contoso.onmicrosoft.com", "CanonicalName": "contoso.onmicrosoft.com"}],
    "Label": [{"Name": name.lower().replace(" ", "-"), "DisplayName": name, "Priority": n, "Disabled": False, "ContentType": "File, Email",
               "Tooltip": f"{name} business data.", "ParentId": None, "Workload": "Exchange, SharePoint, OneDriveForBusiness",
               "LabelActions": [], "Mode": "Enforce"}
              for n, name in enumerate(("Public", "General", "Confidential", "Highly Confidential"))],
    "LabelPolicy": [{"Name": "Global sensitivity label policy", "Labels": ["public", "general", "confidential", "highly-confidential"],
                     "ExchangeLocation": ["All"], "Enabled": True, "Mode": "Enforce", "Type": "PublishedSensitivityLabel"}],
    "RetentionCompliancePolicy": [{"Name": "All mail 7 years", "Enabled": True, "Mode": "Enforce", "ExchangeLocation": ["All"], "Type": "Hold",
                                   "Workload": "Exchange", "RestrictiveRetention": False, "DistributionStatus": "Success", "Comment": ""}],
    "RetentionComplianceRule": [{"Name": "All mail 7 years rule", "Policy": "All mail 7 years", "RetentionDuration": "2555",
                                 "RetentionComplianceAction": "Keep", "ExpirationDateOption": "CreationAgeInDays", "Mode": "Enforce", "Disabled": False}],
    "DlpCompliancePolicy": [{"Name": "Default Office 365 DLP policy", "Mode": "TestWithoutNotifications", "Enabled": True, "Workload": "Exchange",
                             "ExchangeLocation": ["All"]}],
    "ProtectionAlert": [{"Name": n, "Severity": s, "Category": "ThreatManagement", "IsSystemRule": True, "Disabled": False, "NotifyUser": ["TenantAdmins"]}
                        for n, s in (("Elevation of Exchange admin privilege", "Low"), ("Creation of forwarding/redirect rule", "Informational"),
                                     ("Email sending limit exceeded", "Medium"))],
    "ComplianceCase": [{"Name": "Case 2026-01", "Status": "Active", "CaseType": "eDiscovery", "Description": "Contract dispute"}],
    "DlpSensitiveInformationType": [{"Name": n, "Publisher": "Microsoft Corporation", "Type": "Entity", "RecommendedConfidence": 75} for n in (
        "Credit Card Number", "EU Debit Card Number", "Germany Identity Card Number", "International Banking Account Number (IBAN)")],
    "TransportRule": [{"Name": "External mark", "State": "Enabled", "Mode": "Enforce", "Priority": 0, "FromScope": "NotInOrganization",
                       "PrependSubject": "[External] ", "Comments": "Marks mail from outside", "RuleVersion": "14.0.0.0", "Size": 400,
                       "Conditions": ["FromScope"], "Actions": ["PrependSubject"],
                       "Description": "If the message:\r\n\tIs received from 'Outside the organization'\r\nTake the following actions:\r\n\t"
                                      "Prepend the subject with '[External] '\r\n"},
                      {"Name": "Block executables", "State": "Enabled", "Mode": "Enforce", "Priority": 1, "AttachmentHasExecutableContent": True,
                       "RejectMessageReasonText": "Executable attachments are not allowed.", "Comments": "", "RuleVersion": "14.0.0.0", "Size": 380,
                       "Conditions": ["AttachmentHasExecutableContent"], "Actions": ["RejectMessage"],
                       "Description": "If the message:\r\n\thas an attachment with executable content\r\nTake the following actions:\r\n\t"
                                      "reject the message and include the explanation 'Executable attachments are not allowed.'\r\n"}],
    "InboundConnector": [{"Name": "From on-premises", "Enabled": True, "ConnectorType": "OnPremises", "SenderDomains": ["smtp:*;1"], "RequireTls": True,
                          "TlsSenderCertificateName": "mail.example.com", "SenderIPAddresses": []}],
    "OutboundConnector": [{"Name": "To on-premises", "Enabled": True, "ConnectorType": "OnPremises", "RecipientDomains": ["example.com"],
                           "SmartHosts": ["mail.example.com"], "UseMXRecord": False, "TlsSettings": "CertificateValidation"}],
    "OrganizationRelationship": [{"Name": "Fabrikam", "DomainNames": ["fabrikam.com"], "FreeBusyAccessEnabled": True, "FreeBusyAccessLevel":
                                  "AvailabilityOnly", "Enabled": True, "MailTipsAccessEnabled": False}],
    "MigrationEndpoint": [{"Name": name, "EndpointType": type, "RemoteServer": server, "MaxConcurrentMigrations": "20", "ActiveMigrationCount": 0,
                           "MaxConcurrentIncrementalSyncs": "10", "UseAutoDiscover": False}
                          for name, type, server in (("OnPrem1", "ExchangeRemoteMove", "mail.example.com"),
                                                     ("Cloud1", "ExchangeRemoteMove", "outlook.office365.com"))],
    "ExchangeServer": [{"Name": n, "Site": "example.local/Configuration/Sites/Berlin", "ServerRole": "Mailbox", "Edition": "Standard",
                        "AdminDisplayVersion": "Version 15.2 (Build 1544.4)", "Fqdn": f"{n.lower()}.example.local", "Domain": "example.local",
                        "IsMailboxServer": True, "IsClientAccessServer": True, "IsHubTransportServer": True} for n in ("EX01", "EX02")],
    "MailboxServer": [{"Name": n, "DatabaseAvailabilityGroup": "DAG1", "AdminDisplayVersion": "Version 15.2 (Build 1544.4)"} for n in ("EX01", "EX02")],
    "ClientAccessService": [{"Name": n, "AutoDiscoverServiceInternalUri": "https://mail.example.com/Autodiscover/Autodiscover.xml"} for n in ("EX01", "EX02")],
    "TransportService": [{"Name": n, "MessageTrackingLogEnabled": True} for n in ("EX01", "EX02")],
    "DatabaseAvailabilityGroup": [{"Name": "DAG1", "Servers": ["EX01", "EX02"], "WitnessServer": "fs01.example.local"}],
    "MailboxDatabase": [{"Name": n, "Server": "EX01", "Recovery": False, "ReplicationType": "Remote"} for n in ("DB01", "DB02")],
    "ReceiveConnector": [{"Name": f"Default Frontend {n}", "Identity": f"{n}\\Default Frontend {n}", "Bindings": ["0.0.0.0:25"], "Enabled": True}
                         for n in ("EX01", "EX02")],
    "SendConnector": [{"Name": "Outbound to Office 365", "AddressSpaces": ["smtp:contoso.mail.onmicrosoft.com;1"], "Enabled": True}],
    "OwaVirtualDirectory": [{"Name": "owa (Default Web Site)", "Server": n, "InternalUrl": "https://mail.example.com/owa"} for n in ("EX01",)],
    "ExchangeCertificate": [{"Name": "mail.example.com", "Subject": "CN=mail.example.com", "Services": "IIS, SMTP", "Status": "Valid",
                             "Thumbprint": "3F2A1C5E7B9D8F604152637485960718293A4B5C"}],
    "IntraOrganizationConfiguration": [{"Name": "Default", "OnlineDiscoveryEndpoint":
                                        "https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc", "OnlineTargetAddress":
                                        "contoso.mail.onmicrosoft.com"}],
    "ArcConfig": [{"Name": "Default", "ArcTrustedSealers": []}],
}  # fmt: skip


def build(builder: Builder) -> None:
    """Adds it all."""
    _domains(builder)
    for noun, documents in _POLICIES.items():
        for document in documents:
            builder.object(noun, dict(document))
    demo_roles.build(builder)
    _public_folders(builder)


def _domains(builder: Builder) -> None:
    initial = builder.tenant.initial_domain
    default = builder.domains[1] if len(builder.domains) > 1 else initial
    for domain in builder.domains:
        builder.object("AcceptedDomain", {
            "Name": domain, "DomainName": domain, "DomainType": "Authoritative", "InitialDomain": domain == initial,
            "Default": domain == default, "AuthenticationType": "Managed", "AddressBookEnabled": True,
            "RawAuthenticationType": "Managed", "LiveIdInstanceType": "Business",
        })  # fmt: skip
        stem = domain.replace(".", "-")
        builder.object("DkimSigningConfig", {
            "Name": domain, "Domain": domain, "Enabled": domain in (initial, default), "Status": "Valid", "Selector1KeySize": 2048,
            "Selector1CNAME": f"selector1-{stem}._domainkey.{initial}", "Selector2KeySize": 2048, "IsDefault": domain == initial,
            "Selector2CNAME": f"selector2-{stem}._domainkey.{initial}", "HeaderCanonicalization": "Relaxed", "Algorithm": "RsaSHA256",
            "BodyCanonicalization": "Relaxed", "NumberOfBytesToSign": "All", "IncludeSignatureCreationTime": True,
            "SelectorBeforeRotateOnDate": "selector1", "SelectorAfterRotateOnDate": "selector2",
        })  # fmt: skip


def _public_folders(builder: Builder) -> None:
    folders = (("\\", "IPM_SUBTREE"), ("\\Archive", "Archive"), ("\\Archive\\2024", "2024"), ("\\Archive\\2025", "2025"),
               ("\\Company", "Company"), ("\\Company\\Forms", "Forms"), ("\\Sales", "Sales"), ("\\Sales\\Offers", "Offers"))  # fmt: skip
    for path, name in folders:
        builder.object("PublicFolder", {
            "Name": path, "FolderName": name, "ParentPath": path.rpartition("\\")[0] or ("\\" if path != "\\" else ""),
            "MailEnabled": False, "HasSubfolders": any(p.startswith(path.rstrip("\\") + "\\") and p != path for p, _ in folders),
            "ContentMailboxName": "PublicFolders", "ItemCount": builder.random.randrange(400),
        })  # fmt: skip
