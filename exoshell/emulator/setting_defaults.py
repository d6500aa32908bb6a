"""What settings of mailboxes and of the organization are before anybody changes them."""

from __future__ import annotations

from typing import Any

from exoshell.emulator.noun_view import DEFAULTS
from exoshell.emulator.values import UNLIMITED

KB, MB, GB = 1 << 10, 1 << 20, 1 << 30

_MAILBOX: dict[str, dict[str, Any]] = {
    "mailboxautoreplyconfiguration": {
        "AutoReplyState": "Disabled", "ExternalAudience": "All", "InternalMessage": "", "ExternalMessage": "",
        "StartTime": "2026-11-25T08:00:00Z", "EndTime": "2026-11-26T08:00:00Z", "AutoDeclineFutureRequestsWhenOOF": False,
        "DeclineEventsForScheduledOOF": False, "DeclineAllEventsForScheduledOOF": False, "CreateOOFEvent": False,
        "OOFEventSubject": "", "DeclineMeetingMessage": "",
    },
    "mailboxjunkemailconfiguration": {"Enabled": True, "TrustedListsOnly": False, "ContactsTrusted": False,
                                      "TrustedSendersAndDomains": [], "BlockedSendersAndDomains": [],
                                      "TrustedRecipientsAndDomains": []},
    "mailboxregionalconfiguration": {"Language": "en-US", "DateFormat": "M/d/yyyy", "TimeFormat": "h:mm tt",
                                     "TimeZone": "W. Europe Standard Time", "DefaultFolderNameMatchingUserLanguage": None},
    "mailboxmessageconfiguration": {
        "AfterMoveOrDeleteBehavior": "OpenNextItem", "NewItemNotification": "All", "EmptyDeletedItemsOnLogoff": False,
        "AutoAddSignature": False, "AutoAddSignatureOnReply": False, "SignatureText": "", "SignatureHtml": "",
        "UseDefaultSignatureOnMobile": True, "DefaultFontName": "Calibri", "DefaultFontSize": 3, "DefaultFontColor": "#000000",
        "DefaultFontFlags": "Normal", "AlwaysShowBcc": False, "AlwaysShowFrom": False, "DefaultFormat": "Html",
        "ReadReceiptResponse": "DoNotAutomaticallySend", "PreviewMarkAsReadBehavior": "OnSelectionChange",
        "PreviewMarkAsReadDelaytime": 5, "ConversationSortOrder": "ChronologicalNewestOnTop", "HideDeletedItems": False,
        "IsReplyAllTheDefaultResponse": True, "LinkPreviewEnabled": True, "SendAddressDefault": "",
    },
    "mailboxcalendarconfiguration": {
        "WorkDays": "Weekdays", "WorkingHoursStartTime": "08:00:00", "WorkingHoursEndTime": "17:00:00",
        "WorkingHoursTimeZone": "W. Europe Standard Time", "WeekStartDay": "Sunday", "ShowWeekNumbers": False,
        "FirstWeekOfYear": "FirstDay", "TimeIncrement": "ThirtyMinutes", "RemindersEnabled": True,
        "ReminderSoundEnabled": True, "DefaultReminderTime": "00:15:00", "WeatherEnabled": "FirstRun",
        "WeatherUnit": "Default", "AgendaMailIntroductionEnabled": True, "ShortenEventScopeDefault": "None",
        "DefaultMinutesToReduceShortEventsBy": 5, "DefaultMinutesToReduceLongEventsBy": 10,
    },
    "calendarprocessing": {
        "AutomateProcessing": "AutoUpdate", "AllowConflicts": False, "BookingWindowInDays": 180,
        "MaximumDurationInMinutes": 1440, "AllowRecurringMeetings": True, "EnforceSchedulingHorizon": True,
        "ScheduleOnlyDuringWorkHours": False, "ConflictPercentageAllowed": 0, "MaximumConflictInstances": 0,
        "ForwardRequestsToDelegates": True, "DeleteAttachments": True, "DeleteComments": True, "RemovePrivateProperty": True,
        "DeleteSubject": True, "AddOrganizerToSubject": True, "DeleteNonCalendarItems": True, "TentativePendingApproval": True,
        "EnableResponseDetails": True, "OrganizerInfo": True, "ResourceDelegates": [], "RequestOutOfPolicy": [],
        "AllRequestOutOfPolicy": False, "BookInPolicy": [], "AllBookInPolicy": True, "RequestInPolicy": [],
        "AllRequestInPolicy": False, "AddAdditionalResponse": False, "AdditionalResponse": "",
        "RemoveOldMeetingMessages": True, "AddNewRequestsTentatively": True, "ProcessExternalMeetingMessages": False,
        "RemoveForwardedMeetingNotifications": False, "RemoveCanceledMeetings": False, "BookingType": "Standard",
        "EnforceCapacity": False, "EnableAutoRelease": False, "MinimumDurationInMinutes": 0,
    },
    "focusedinbox": {"FocusedInboxOn": True, "FocusedInboxOnLastUpdateTime": None},
    "clutter": {"IsEnabled": False},
    "mailboxspellingconfiguration": {"CheckBeforeSend": False, "DictionaryLanguage": "EnglishUnitedStates",
                                     "IgnoreMixedDigits": False, "IgnoreUppercase": False},
    "mailboxauditbypassassociation": {"AuditBypassEnabled": False},
    "mailboxcalendarfolder": {"PublishEnabled": False, "PublishDateRangeFrom": "ThreeMonths",
                              "PublishDateRangeTo": "ThreeMonths", "DetailLevel": "AvailabilityOnly",
                              "SearchableUrlEnabled": False, "PublishedCalendarUrl": "", "PublishedICalUrl": ""},
    "userbriefingconfig": {"IsEnabled": True}, "myanalyticsfeatureconfig": {"PrivacyMode": "opt-in", "IsDashboardEnabled": True,
                                                                         "IsDigestEmailEnabled": True},
    "place": {"IsWheelChairAccessible": False, "Tags": [], "MTREnabled": False},
}  # fmt: skip

_ORGANIZATION: dict[str, dict[str, Any]] = {
    "organizationconfig": {
        "AuditDisabled": False, "OAuth2ClientProfileEnabled": True, "FocusedInboxOn": None, "MailTipsAllTipsEnabled": True,
        "MailTipsExternalRecipientsTipsEnabled": False, "MailTipsGroupMetricsEnabled": True, "MailTipsLargeAudienceThreshold": 25,
        "MailTipsMailboxSourcedTipsEnabled": True, "ConnectorsEnabled": True, "ConnectorsActionableMessagesEnabled": True,
        "DefaultPublicFolderIssueWarningQuota": int(1.7 * GB), "DefaultPublicFolderProhibitPostQuota": 2 * GB,
        "DefaultPublicFolderMaxItemSize": UNLIMITED, "DefaultAuthenticationPolicy": None, "EwsEnabled": None,
        "AutoExpandingArchiveEnabled": False, "SendFromAliasEnabled": False, "ActivityBasedAuthenticationTimeoutEnabled": True,
        "ActivityBasedAuthenticationTimeoutInterval": "06:00:00", "AppsForOfficeEnabled": True, "CustomerLockboxEnabled": False,
        "DefaultGroupAccessType": "Private", "DirectReportsGroupAutoCreationEnabled": False, "IsDehydrated": False,
        "LeanPopoutEnabled": False, "PublicFoldersEnabled": "Local", "PublicFolderShowClientControl": False,
        "ReadTrackingEnabled": False, "IPListBlocked": [], "BookingsEnabled": True, "OutlookPayEnabled": True,
        "OutlookMobileGCCRestrictionsEnabled": False, "UnblockUnsafeSenderPromptEnabled": True, "DistributionGroupNameBlockedWordsList": [],
        "WebPushNotificationsDisabled": False, "AllowedMailboxRegions": ["EUR"], "DefaultMailboxRegion": "EUR", "IsMixedMode": False,
        "MaxConcurrentMigrations": "20", "HierarchicalAddressBookRoot": None, "RejectDirectSend": False, "SMTPAddressCheckWithAcceptedDomain": True,
        "ElcProcessingDisabled": False, "MessageRecallEnabled": None, "InPlaceHolds": [], "VisibleMeetingUpdateProperties": "Location,AllProperties:15",
    },
    "transportconfig": {
        "MaxSendSize": 35 * MB, "MaxReceiveSize": 36 * MB, "MaxRecipientEnvelopeLimit": "500", "SmtpClientAuthenticationDisabled": True,
        "ExternalDsnReportingAuthority": "", "JournalingReportNdrTo": "<>", "MaxDumpsterTime": "7.00:00:00",
        "ReplyAllStormProtectionEnabled": True, "ReplyAllStormBlockDurationHours": 6, "ReplyAllStormDetectionMinimumRecipients": 2500,
        "ReplyAllStormDetectionMinimumReplies": 10, "MessageExpiration": "1.00:00:00", "AllowLegacyTLSClients": False,
        "ClearCategories": True, "AddressBookPolicyRoutingEnabled": False, "ConvertDisclaimerWrapperToEml": False,
        "DSNConversionMode": "PreserveDSNBody", "Rfc2231EncodingEnabled": False, "TLSReceiveDomainSecureList": [],
    },
    "adminauditlogconfig": {
        "AdminAuditLogEnabled": True, "UnifiedAuditLogIngestionEnabled": True, "AdminAuditLogAgeLimit": "90.00:00:00",
        "AdminAuditLogCmdlets": ["*"], "AdminAuditLogParameters": ["*"], "AdminAuditLogExcludedCmdlets": [],
        "LoadBalancerCount": 3, "LogLevel": "None", "TestCmdletLoggingEnabled": False, "RefreshInterval": 10,
        "UnifiedAuditLogFirstOptInDate": "2019-03-04T08:00:00Z", "PartitionInfo": [],
    },
    "irmconfiguration": {
        "InternalLicensingEnabled": True, "ExternalLicensingEnabled": True, "AzureRMSLicensingEnabled": True, "SearchEnabled": True,
        "TransportDecryptionSetting": "Optional", "EDiscoverySuperUserEnabled": True, "SimplifiedClientAccessEnabled": True,
        "SimplifiedClientAccessDoNotForwardDisabled": False, "SimplifiedClientAccessEncryptOnlyDisabled": False,
        "DecryptAttachmentForEncryptOnly": False, "AutomaticServiceUpdateEnabled": True, "JournalReportDecryptionEnabled": True,
        "ClientAccessServerEnabled": True, "LicensingLocation": [], "EnablePdfEncryption": False, "RMSOnlineKeySharingLocation": None,
    },
    "atppolicyforo365": {"EnableATPForSPOTeamsODB": True, "EnableSafeDocs": True, "AllowSafeDocsOpen": False},
    "externalinoutlook": {"Enabled": False, "AllowList": []}, "perimeterconfig": {"GatewayIPAddresses": [], "PartnerRoutingDomain": ""},
    "migrationconfig": {"MaxNumberOfBatches": 100, "MaxConcurrentMigrations": UNLIMITED, "Features": "MultiBatch, PAW"},
    "resourceconfig": {"ResourcePropertySchema": []}, "federatedorganizationidentifier": {"Enabled": True},
    "activesyncorganizationsettings": {"DefaultAccessLevel": "Allow", "AdminMailRecipients": [], "UserMailInsert": ""},
    "auditconfig": {"Workload": ["Exchange", "SharePoint", "OneDriveForBusiness"]}, "policyconfig": {"EnableLabelCoauth": False},
    "smimeconfig": {"OWACheckCRLOnSend": False, "OWAEncryptionAlgorithms": "6610", "OWASigningAlgorithms": "8004"},
    "emailtenantsettings": {"EnablePriorityAccountProtection": True}, "arcconfig": {"ArcTrustedSealers": []},
}  # fmt: skip

DEFAULTS.update(_MAILBOX)
DEFAULTS.update(_ORGANIZATION)
