"""What belongs to one mailbox or recipient: statistics, permissions, folders, devices."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from exoshell.emulator import admin_api, directory, recipients
from exoshell.emulator.encode import Property
from exoshell.emulator.odata_query import (
    SETS,
    EntitySet,
    Query,
    check,
    collection,
    entity,
    one,
    rows_of,
    states,
)
from exoshell.emulator.recipients import MAIL_KINDS
from exoshell.emulator.wire import Response
from exoshell.schema import odata as model


def related(
    query: Query, headers: dict[str, str], entity_set: EntitySet, key: str | None, rest: list[str]
) -> Response:
    identity = query.key(key) if key is not None else ""
    tail = "/".join(rest)
    for pattern, function in _RELATED:
        match = re.fullmatch(pattern, tail, re.I | re.S)
        if match:
            return function(query, headers, identity, match)
    return admin_api.problem(headers, 404, "NotFound", f"Resource not found for the segment '{rest[0]}'.")


def _statistics(query: Query, headers: dict[str, str], identity: str, match: re.Match[str]) -> Response:
    from exoshell.emulator.resources import mailbox_statistics

    check(query, "Get-MailboxStatistics")
    archive = query.flag("Archive")
    if match.lastindex:
        facts = dict(part.split("=", 1) for part in match[1].split(",") if "=" in part)
        identity = facts.get("mailboxGuid", "").strip("'")
    wanted = states(query)
    found = recipients.candidates(query.tenant, identity, ("mailbox", "groupmailbox"), wanted)
    if not found:
        row = query.tenant.store.connection.execute(
            "SELECT guid FROM recipient WHERE json_extract(doc, '$.ArchiveGuid') = ?", (identity.lower(),)
        ).fetchone()
        owner = recipients.by_guid(query.tenant, row[0]) if row else None
        if owner is None:
            recipients.find(query.tenant, identity, ("mailbox",), wanted)
        else:
            found, archive = [owner], True
    row_values = mailbox_statistics.row_of(query.tenant, found[0], archive)
    entity = _typed_entity("MailboxStatistics", {**mailbox_statistics.DEFAULTS, **row_values})
    select = {s.strip().lower() for s in query.options.get("$select", "").split(",") if s.strip()}
    if select:
        entity = {k: v for k, v in entity.items() if k.lower() in select}
    body = {"@odata.context": f"{query.base}/$metadata#Exchange.MailboxStatistics", **entity}
    return Response.of_json(body, 200, {**headers, "Content-Type": admin_api.JSON_TYPE})


def _typed_entity(name: str, values: dict[str, Any]) -> dict[str, Any]:
    """Values by the entity or complex type of the model: dates as text, sizes as byte counts."""
    known = model.load()
    kind = known["complexTypes"].get(name) or known["entityTypes"][name]
    result: dict[str, Any] = {}
    for prop, edm in kind["properties"].items():
        value = values.get(prop)
        if isinstance(value, str) and len(value) == 20 and value[10] == "T":
            value = Property(prop, "DateTime", None).plain(value)
        if edm in ("Int64", "Int32", "Int16") and isinstance(value, str):
            value = int(value) if value.isdecimal() else None
        elif edm == "String" and isinstance(value, int | bool):
            value = str(value)
        if value is None:
            value = {
                "Boolean": False,
                "Int64": 0,
                "Int32": 0,
                "Guid": "00000000-0000-0000-0000-000000000000",
            }.get(edm)
            if edm.startswith("Collection"):
                value = []
        result[prop] = value
    return result


def _mailbox_permission(
    query: Query, headers: dict[str, str], identity: str, match: re.Match[str]
) -> Response:
    parameters: dict[str, Any] = {"Identity": identity}
    if query.flag("SoftDeletedMailbox"):
        parameters["SoftDeletedMailbox"] = True
    grouped: dict[str, dict[str, Any]] = {}
    for row in rows_of(query, "Get-MailboxPermission", parameters):
        entry = grouped.setdefault(row["User"], {
            "PermissionId": f"{row['Identity']}_{row['User']}", "MailboxIdentity": row["Identity"], "User": row["User"],
            "IsOwner": row["User"] == "NT AUTHORITY\\SELF", "PermissionList": [],
        })  # fmt: skip
        entry["PermissionList"].append({"AccessRights": row["AccessRights"], "IsInherited": row["IsInherited"],
                                        "Deny": row["Deny"], "InheritanceType": row["InheritanceType"]})  # fmt: skip
    return collection(query, headers, "MailboxPermission", list(grouped.values()))


def recipient_permission(
    query: Query, headers: dict[str, str], identity: str, match: re.Match[str] | None = None
) -> Response:
    parameters: dict[str, Any] = {"Identity": identity}
    if match is not None:
        facts = dict(re.findall(r"(\w+)=('(?:[^']|'')*'|\[[^\]]*\]|[^,]*)", match[1]))
        parameters = {k: v.strip("'") for k, v in (("Identity", facts.get("identity", "")),
                                                   ("Trustee", facts.get("trustee", ""))) if v.strip("'")}  # fmt: skip
    for name in ("Trustee", "AccessRights"):
        if query.options.get(name.lower()):
            parameters[name] = query.options[name.lower()]
    rows = rows_of(query, "Get-RecipientPermission", parameters)
    names = ("Identity", "Trustee", "AccessControlType", "AccessRights", "IsInherited", "InheritanceType")
    listed = [{n: row.get(n) for n in names} for row in rows]
    if match is not None:
        owners: dict[str, list[dict[str, Any]]] = {}
        for row in listed:
            owners.setdefault(str(row["Identity"]), []).append(row)
        values = [{"Identity": o, "RecipientPermission": permissions} for o, permissions in owners.items()]
        return collection(query, headers, "Recipient", values)
    recipient = recipients.find(query.tenant, identity, MAIL_KINDS)
    view = directory.view(query.tenant, "Recipient").selecting(
        ["Identity", "Name", "ExternalDirectoryObjectId"]
    )
    body = {"@odata.context": f"{query.base}/$metadata#Recipient/$entity",
            **entity(query, SETS["recipient"], view, recipient), "RecipientPermission": listed}  # fmt: skip
    return Response.of_json(body, 200, headers)


def _folder_statistics(
    query: Query, headers: dict[str, str], identity: str, match: re.Match[str]
) -> Response:
    scope = re.search(r"'(\w+)'", match[1])
    parameters: dict[str, Any] = {"Identity": identity}
    if scope and scope[1] != "All":
        parameters["FolderScope"] = scope[1]
    for name in ("Archive", "IncludeOldestAndNewestItems", "IncludeAnalysis"):
        if query.flag(name):
            parameters[name] = True
    rows = rows_of(query, "Get-MailboxFolderStatistics", parameters)
    return collection(query, headers, "MailboxFolderStatistics", rows)


def _folder_permission(
    query: Query, headers: dict[str, str], identity: str, match: re.Match[str]
) -> Response:
    folder = query.key(match[1])
    parameters = {"Identity": f"{identity}:{folder}"}
    if query.flag("GroupMailbox"):
        parameters["GroupMailbox"] = "true"
    rows = rows_of(query, "Get-MailboxFolderPermission", parameters)
    values = [
        {"Identity": row["Identity"], "MailboxFolderIdentity": f"{identity}:{folder}", "FolderName": row["FolderName"],
         "User": row["User"], "MailboxFolderUser": {"UserPrincipalName": row.get("UserPrincipalName"),
                                                     "UserType": row.get("UserType", "Internal"),
                                                     "DisplayName": row["User"]},
         "AccessRights": row["AccessRights"], "SharingPermissionFlags": row.get("SharingPermissionFlags")}
        for row in rows
    ]  # fmt: skip
    return collection(query, headers, "MailboxFolderPermission", values)


def _device_statistics(
    query: Query, headers: dict[str, str], identity: str, match: re.Match[str]
) -> Response:
    parameters = {"Mailbox": identity}
    if match.lastindex:
        parameters = {"Identity": match[1].strip("'")}
    return collection(
        query, headers, "MobileDeviceStatistics", rows_of(query, "Get-MobileDeviceStatistics", parameters)
    )


def _by_address(query: Query, headers: dict[str, str], identity: str, match: re.Match[str]) -> Response:
    name = query.request.path.lower().rpartition("/exchange.bysmtpaddress")[0].rpartition("/")[2]
    return one(query, headers, SETS[name], match[1].replace("''", "'"))


_Related = Callable[[Query, dict[str, str], str, re.Match[str]], Response]
_RELATED: tuple[tuple[str, _Related], ...] = (
    (r"Exchange\.GetMailboxStatistics\(\)", _statistics),
    (r"Exchange\.GetMailboxStatisticsV2\((.*)\)", _statistics),
    (r"MailboxPermission", _mailbox_permission),
    (r"RecipientPermission", lambda q, h, i, m: recipient_permission(q, h, i)),
    (r"MailboxFolder/Exchange\.GetMailboxFolderStatistics\((.*)\)", _folder_statistics),
    (r"MailboxFolder\((.*)\)/MailboxFolderPermission", _folder_permission),
    (r"MobileDevice/Exchange\.GetMobileDeviceStatistics\(\)", _device_statistics),
    (r"MobileDevice/Exchange\.GetMobileDeviceStatisticsByIdentity\(Identity=(.*)\)", _device_statistics),
    (r"Exchange\.BySmtpAddress\(SmtpAddress='(.*)'\)", _by_address),
    (r"Exchange\.GetRecipientPermissionByFilters\((.*)\)", recipient_permission),
)
