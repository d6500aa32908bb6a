"""The behaviour of cmdlets, a module a noun; ``behaviour`` finds and loads it on first use."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

from exoshell.emulator.call import Handler, handler_of

# Nouns whose behaviour stands in another noun's module.
_MODULES: dict[str, str] = {  # fmt: skip
    "softdeletedmailbox": "mailbox",
    "softdeletedunifiedgroup": "unified_group",
    "contact": "mail_contact",
    **dict.fromkeys(("rolegroupmember", "managementrole", "managementroleentry"), "role_group"),
    **dict.fromkeys(
        (
            "migrationuser",
            "migrationuserstatistics",
            "migrationstatistics",
            "migrationendpoint",
            "moverequest",
            "moverequeststatistics",
        ),
        "migration_batch",
    ),
    **dict.fromkeys(
        (
            "publicfolderstatistics",
            "publicfolderitemstatistics",
            "publicfolderclientpermission",
            "mailpublicfolder",
        ),
        "public_folder",
    ),
    **dict.fromkeys(
        ("activesyncdevice", "mobiledevicestatistics", "activesyncdevicestatistics"), "mobile_device"
    ),
    **dict.fromkeys(
        (
            "dnssecforverifieddomain",
            "dnssecstatusforverifieddomain",
            "smtpdaneinbound",
            "smtpdaneinboundstatus",
            "ipv6foraccepteddomain",
            "ipv6statusforaccepteddomain",
        ),
        "domain_feature",
    ),
    **dict.fromkeys(("spoofintelligenceinsight", "calendardiagnosticobjects"), "message_tracking_report"),
    **dict.fromkeys(("azureadlabelsync", "holdremovalaction", "transportrulecollection"), "diagnostics"),
    "compliancesearchaction": "compliance_search",
    **dict.fromkeys(("applicationaccesspolicy", "serviceprincipalauthorization"), "service_principal"),
    **dict.fromkeys(
        (
            "managedfolderassistant",
            "mailboxdiagnosticlogs",
            "mapiconnectivity",
            "archiveconnectivity",
            "oauthconnectivity",
            "migrationserveravailability",
            "organizationcustomization",
            "logonstatistics",
            "recipientstatisticsreport",
            "changemeetingorganizer",
            "calendarevents",
            "recoverableitems",
            "adminauditlog",
            "mailboxauditlog",
            "transportrulepredicate",
            "transportruleaction",
            "mailboxlocation",
            "adaptivescopemembers",
            "federationinformation",
        ),
        "diagnostics",
    ),
    "messagetracev2": "message_trace",
    "messagetracedetail": "message_trace",
    "messagetracedetailv2": "message_trace",
    "quarantinemessageheader": "quarantine_message",
    **dict.fromkeys(
        (
            "mailtrafficsummaryreport",
            "mailtrafficatpreport",
            "mailflowstatusreport",
            "mailtrafficencryptionreport",
            "maildetailatpreport",
            "maildetailencryptionreport",
            "mailtrafficpolicyreport",
            "maildetailtransportrulereport",
            "maildetaildlppolicyreport",
            "mailfilterlistreport",
            "mxrecordreport",
        ),
        "mail_traffic_report",
    ),
    "casmailbox": "cas_mailbox",
    "dynamicdistributiongroupmember": "dynamic_distribution_group",
    "eligibledistributiongroupformigration": "distribution_group",
}
_PRESENT = frozenset(path.stem for path in Path(__file__).parent.glob("*.py"))


def snake(noun: str) -> str:
    """``MailboxFolderPermission`` -> ``mailbox_folder_permission``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", noun).lower()


def behaviour(cmdlet: str) -> Handler | None:
    """The function that answers a cmdlet, or None when nothing does."""
    noun = cmdlet.partition("-")[2]
    module = _MODULES.get(noun.lower()) or snake(noun)
    if cmdlet.lower() == "test-irmconfiguration":
        module = "diagnostics"
    if module in _PRESENT:
        importlib.import_module(f"{__name__}.{module}")
        found = handler_of(cmdlet)
        if found is not None:
            return found
    from exoshell.emulator import engine

    return engine.behaviour(cmdlet)


def compliance_name(cmdlet: str) -> str | None:
    """The spelling of a compliance cmdlet that the catalogue does not list, or None."""
    from exoshell.emulator import engine

    return engine.compliance_name(cmdlet)
