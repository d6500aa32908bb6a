"""The reads of the nine Get-EXO* cmdlets: each is a function that plans one `Read` from the parameters given."""

from __future__ import annotations

from exoshell.command.exchange import BATCH_SIZE
from exoshell.schema import property_sets
from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from exoshell.cmdlets.remote.exo import ExoCmdlet

    Row = dict[str, Any]

_FLAGS = (
    "SoftDeletedMailbox",
    "InactiveMailboxOnly",
    "IncludeInactiveMailbox",
    "Archive",
    "IncludeSoftDeletedRecipients",
)
_TEXTS = ("Anr", "OrganizationalUnit", "MailboxPlan")


class Read:
    """One planned read: `path` relative to the tenant, `options` of the query, `expand(row)` -> the cmdlet's rows, `mailbox` for routing."""

    __slots__ = ("path", "options", "expand", "mailbox", "keep")

    def __init__(
        self,
        path: str,
        options: dict[str, str] | None = None,
        expand: Callable[[Row], Iterator[Row]] | None = None,
        mailbox: str = "",
        keep: frozenset[str] | None = None,
    ) -> None:
        self.path, self.options, self.expand, self.mailbox, self.keep = (
            path,
            options or {},
            expand,
            mailbox,
            keep,
        )


def keyed(entity: str, identity: str) -> str:
    """`Mailbox('<base64>')`; to be read with `isEncoded=true`."""
    import base64
    from urllib.parse import quote

    return f"{entity}('{quote(base64.b64encode(identity.encode()).decode(), safe='')}')"


def _listing(cmdlet: ExoCmdlet, given: dict[str, Any], identity: str, entity: str) -> Read:
    """Mailbox, CasMailbox and Recipient: one object or a filtered list."""
    options: dict[str, str] = {}
    sets = _property_sets(cmdlet, given)
    if given.get("ProtocolSettings"):
        sets.append("ProtocolSettings")
    selected = _texts(given.get("Properties"))
    if sets or selected:  # the smallest set is always among what comes back
        options["PropertySet"] = "All" if "All" in sets else ",".join(dict.fromkeys(["Minimum", *sets]))
    if selected:
        options["$select"] = ",".join(selected)
    if given.get("Filter"):
        from exoshell.cmdlets.remote.odata_filter import to_odata

        options["$filter"] = to_odata(cmdlet.service.text(given["Filter"]), entity)
    if given.get("RecipientPreviewFilter"):
        options["RecipientPreviewFilter"] = cmdlet.service.text(given["RecipientPreviewFilter"])
    _add_type_filters(options, given, entity)
    for name in _FLAGS:
        if given.get(name):
            options[name] = "True"
    for name in _TEXTS:
        if given.get(name) not in (None, ""):
            options[name] = cmdlet.service.text(given[name])
    if not identity:
        return Read(entity, options)
    options["isEncoded"] = "true"
    return Read(keyed(entity, identity), options, mailbox=identity)


def _add_type_filters(options: dict[str, str], given: dict[str, Any], entity: str) -> None:
    """-RecipientTypeDetails is an option of Mailbox; elsewhere it, and -RecipientType, become part of the filter."""
    details = _texts(given.get("RecipientTypeDetails"))
    if details and entity == "Mailbox":
        options["RecipientTypeDetails"] = ",".join(details)
        details = []
    for name, values in (
        ("RecipientTypeDetails", details),
        ("RecipientType", _texts(given.get("RecipientType"))),
    ):
        if values:
            part = " or ".join(f"{name} eq '{value}'" for value in values)
            options["$filter"] = f"({options['$filter']}) and ({part})" if options.get("$filter") else part


def _texts(value: Any) -> list[str]:
    from exoshell.values.conversion import to_text

    if value is None:
        return []
    items = value if isinstance(value, list) else [value]
    return [part.strip() for item in items for part in str(to_text(item)).split(",") if part.strip()]


def _property_sets(cmdlet: ExoCmdlet, given: dict[str, Any]) -> list[str]:
    """The sets asked for, in their documented spelling; a word that is none is PowerShell's conversion error."""
    wanted = _texts(given.get("PropertySets"))
    extra = cmdlet.info.parameters["propertysets"].completions if wanted else ()
    spelled = {name.lower(): name for name in extra}
    for word in wanted:
        if word.lower() not in spelled:
            raise ps_error(
                "CannotConvertArgumentNoMessage",
                f"Cannot bind parameter 'PropertySets'. Cannot convert value \"{word}\" to type"
                f' "Microsoft.Exchange.Management.RestApiClient.PropertySet". Error: "Unable to match the identifier name {word} to a valid'
                f' enumerator name. Specify one of the following enumerator names and try again:\n{", ".join(extra)}"',
                exception="System.Management.Automation.ParameterBindingException",
                category="InvalidArgument",
                target=word,
            )
    return [spelled[word.lower()] for word in wanted]


# -- the cmdlets -------------------------------------------------------------------------------------------------------------------


def _mailbox(cmdlet: ExoCmdlet, given: dict[str, Any], identity: str) -> Read:
    return _listing(cmdlet, given, identity, "Mailbox")


def _cas_mailbox(cmdlet: ExoCmdlet, given: dict[str, Any], identity: str) -> Read:
    return _listing(cmdlet, given, identity, "CasMailbox")


def _recipient(cmdlet: ExoCmdlet, given: dict[str, Any], identity: str) -> Read:
    return _listing(cmdlet, given, identity, "Recipient")


def _statistics(cmdlet: ExoCmdlet, given: dict[str, Any], identity: str) -> Read | None:
    sets = _property_sets(cmdlet, given)
    known = property_sets.load()["MailboxStatistics"]
    keep: frozenset[str] | None = None
    if "All" not in sets:
        keep = frozenset(n.lower() for n in [*known["Minimum"], *_texts(given.get("Properties"))])
    if (
        given.get("ExchangeGuid") is not None
        and given.get("DatabaseGuid") is not None
        and not given.get("Archive")
    ):
        guid, database = (
            cmdlet.service.text(given["ExchangeGuid"]),
            cmdlet.service.text(given["DatabaseGuid"]),
        )
        return Read(
            f"Mailbox/Exchange.GetMailboxStatisticsV2(mailboxGuid={guid},databaseGuid={database})", keep=keep
        )
    if not identity:
        _all_statistics(cmdlet, keep)
        return None
    if given.get("Archive"):
        identity = _archive_guid(cmdlet, identity)
    options = {"isEncoded": "true"}
    if given.get("IncludeSoftDeletedRecipients"):
        options["SoftDeletedMailbox"] = "True"
    return Read(
        f"{keyed('Mailbox', identity)}/Exchange.GetMailboxStatistics()", options, mailbox=identity, keep=keep
    )


def _archive_guid(cmdlet: ExoCmdlet, identity: str) -> str:
    options = {"isEncoded": "true", "$select": "ArchiveGuid"}
    for row in cmdlet.service.query(
        cmdlet.remote_name, keyed("Mailbox", identity), options, None, cmdlet.warn, identity
    ):
        guid = str(row.get("ArchiveGuid") or "")
        if guid.strip("0-"):
            return guid
    raise ps_error(
        "ArchiveNotFound",
        f"The mailbox '{identity}' has no archive.",
        category="ObjectNotFound",
        target=identity,
    )


def _all_statistics(cmdlet: ExoCmdlet, keep: frozenset[str] | None) -> None:
    """Without an identity: every mailbox, ten to a batch."""
    options = {"PropertySet": "StatisticsSeed"}

    def enqueue(row: Row) -> None:
        guid, database = row.get("ExchangeGuid"), row.get("DatabaseGuid")
        if guid and database:
            path = f"Mailbox/Exchange.GetMailboxStatisticsV2(mailboxGuid={guid},databaseGuid={database})"
            cmdlet.queue.append(Read(path, keep=keep))
        else:
            key = str(row.get("ExternalDirectoryObjectId") or row.get("UserPrincipalName"))
            path = f"{keyed('Mailbox', key)}/Exchange.GetMailboxStatistics()"
            cmdlet.queue.append(Read(path, {"isEncoded": "true"}, keep=keep))
        if len(cmdlet.queue) >= BATCH_SIZE:
            cmdlet._flush()

    cmdlet._deliver(
        cmdlet.service.query(cmdlet.remote_name, "Mailbox", options, "Unlimited", cmdlet.warn), enqueue
    )


def _mailbox_permission(cmdlet: ExoCmdlet, given: dict[str, Any], identity: str) -> Read:
    options = {"isEncoded": "true"}
    if given.get("SoftDeletedMailbox"):
        options["SoftDeletedMailbox"] = "True"
    if given.get("Owner"):
        options["$filter"] = "IsOwner eq true"
    user = str(given.get("User") or "").lower()

    def expand(row: Row) -> Iterator[Row]:
        if user and str(row.get("User", "")).lower() != user:
            return
        entries: list[Row] = row.get("PermissionList") or [{}]
        for entry in entries:
            yield {
                "Identity": row.get("MailboxIdentity"),
                "User": row.get("User"),
                "AccessRights": entry.get("AccessRights") or [],
                "IsInherited": entry.get("IsInherited", False),
                "Deny": entry.get("Deny", False),
                "InheritanceType": entry.get("InheritanceType"),
            }

    return Read(
        f"{keyed('Mailbox', _required(identity, 'Identity'))}/MailboxPermission", options, expand, identity
    )


def _recipient_permission(cmdlet: ExoCmdlet, given: dict[str, Any], identity: str) -> Read:
    options = {"$expand": "RecipientPermission"}
    trustee = str(given.get("Trustee") or "")
    if trustee:
        options["Trustee"] = trustee
    if given.get("AccessRights") is not None:
        options["AccessRights"] = ",".join(_texts(given["AccessRights"]))

    def expand(row: Row) -> Iterator[Row]:
        for entry in row.get("RecipientPermission") or ():
            if trustee and str(entry.get("Trustee", "")).lower() != trustee.lower():
                continue
            yield {
                "Identity": entry.get("Identity") or row.get("Identity"),
                **{k: v for k, v in entry.items() if k != "Identity"},
            }

    if not identity:
        return Read("Recipient", options, expand)
    return Read(keyed("Recipient", identity), {**options, "isEncoded": "true"}, expand, identity)


def _folder_permission(cmdlet: ExoCmdlet, given: dict[str, Any], identity: str) -> Read:
    mailbox, colon, folder = _required(identity, "Identity").rpartition(":\\")
    if not colon:
        mailbox, folder = identity, ""
    options = {"IsUsingMailboxFolderId": "True", "isEncoded": "true"}
    if given.get("GroupMailbox"):
        options["GroupMailbox"] = "True"
    path = f"{keyed('Mailbox', mailbox)}/{keyed('MailboxFolder', chr(92) + folder)}/MailboxFolderPermission"
    user = str(given.get("User") or "").lower()

    def expand(row: Row) -> Iterator[Row]:
        person = row.get("MailboxFolderUser") or {}
        shown = row.get("User") or person.get("DisplayName") or person.get("UserPrincipalName")
        if user and user not in (str(shown).lower(), str(person.get("UserPrincipalName", "")).lower()):
            return
        yield {
            "Identity": row.get("Identity"),
            "FolderName": row.get("FolderName"),
            "User": shown,
            "AccessRights": row.get("AccessRights") or [],
            "SharingPermissionFlags": row.get("SharingPermissionFlags"),
        }

    return Read(path, options, expand, mailbox)


def _folder_statistics(cmdlet: ExoCmdlet, given: dict[str, Any], identity: str) -> Read:
    scope = str(given.get("Folderscope") or "All")
    options = {"isEncoded": "true"}
    if given.get("IncludeSoftDeletedRecipients"):
        options["SoftDeletedMailbox"] = "True"
    if given.get("Archive"):
        identity = _archive_guid(cmdlet, _required(identity, "Identity"))
    mailbox = keyed("Mailbox", _required(identity, "Identity"))
    path = f"{mailbox}/MailboxFolder/Exchange.GetMailboxFolderStatistics(folderscope=Exchange.ElcFolderType'{scope}')"
    return Read(path, options, mailbox=identity)


def _device_statistics(cmdlet: ExoCmdlet, given: dict[str, Any], identity: str) -> Read:
    if given.get("Mailbox") is None and given.get("Identity") is not None:
        escaped = identity.replace("'", "''")
        return Read(f"GetMobileDeviceStatisticsByIdentity(Identity='{escaped}')")
    path = f"{keyed('Mailbox', _required(identity, 'Mailbox'))}/MobileDevice/Exchange.GetMobileDeviceStatistics()"
    return Read(path, {"isEncoded": "True"}, mailbox=identity)


def _required(identity: str, parameter: str) -> str:
    if identity:
        return identity
    raise ps_error(
        "MissingMandatoryParameter",
        f"Cannot process command because of one or more missing mandatory parameters: {parameter}.",
        exception="System.Management.Automation.ParameterBindingException",
        category="InvalidArgument",
    )


PLANS: dict[str, Any] = {
    "get-exomailbox": _mailbox,
    "get-exocasmailbox": _cas_mailbox,
    "get-exorecipient": _recipient,
    "get-exomailboxstatistics": _statistics,
    "get-exomailboxpermission": _mailbox_permission,
    "get-exorecipientpermission": _recipient_permission,
    "get-exomailboxfolderpermission": _folder_permission,
    "get-exomailboxfolderstatistics": _folder_statistics,
    "get-exomobiledevicestatistics": _device_statistics,
}
