"""Which properties each cmdlet's filter knows, and where they lie in the store."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from exoshell.emulator.directory import defaults
from exoshell.emulator.query import Field, World
from exoshell.emulator.store import COLUMNS
from exoshell.emulator.values import UNLIMITED
from exoshell.schema import filterable, odata, outputs

# Properties that the service takes as well and its documentation leaves out.
_MORE: dict[str, dict[str, str]] = {
    "mailbox": {"AccountDisabled": "boolean", "CustomAttribute1": "string", "HasPicture": "boolean",
                "RetentionHoldEnabled": "boolean", "ForwardingSmtpAddress": "string", "Languages": "string",
                "MessageCopyForSentAsEnabled": "boolean", "MessageCopyForSendOnBehalfEnabled": "boolean",
                "ExternalDirectoryObjectId": "guid", "OrganizationalUnit": "string", "Identity": "dn",
                # attributes of the person behind a mailbox: scripts filter by them
                "Department": "string", "Company": "string", "Title": "string", "City": "string", "FirstName": "string",
                "LastName": "string", "CountryOrRegion": "string", "StateOrProvince": "string", "Manager": "dn"},
    "user": {"AccountDisabled": "boolean", "EmailAddresses": "string", "EXOModuleEnabled": "boolean"},
    "recipient": {"Identity": "dn"},
}  # fmt: skip
_DETAILS = "recipienttypedetails"


@lru_cache(maxsize=64)
def world(noun: str) -> World:
    """The filterable properties of ``Get-<noun>``."""
    cmdlet = f"get-{noun}".lower()
    fields: dict[str, Field] = {}
    for name, row in filterable.load().items():
        if any(c.lower() == cmdlet for c in row.get("cmdlets", ())):
            spelled = str(filterable.load().spelling(name) or name)
            fields[name.lower()] = _field(noun, spelled, str((row.get("types") or ["string"])[0]))
    for name, kind in _MORE.get(noun.lower(), {}).items():
        fields.setdefault(name.lower(), _field(noun, name, kind))
    return World(fields)


@lru_cache(maxsize=16)
def entities(noun: str) -> World:
    """The properties that the OData entity set of a noun lets be filtered."""
    known = world(noun).fields
    types = {
        p["name"].lower(): p["type"] for p in (outputs.load().get(noun) or {"properties": []})["properties"]
    }
    fields: dict[str, Field] = {}
    for name in odata.load()["entityTypes"][noun].get("filterable", ()):
        key = name.lower()
        fields[key] = known.get(key) or _field(noun, name, _kind(types.get(key, "string")))
    return World(fields)


def _kind(type: str) -> str:
    inner = type[len("MultiValued<") : -1] if type.startswith("MultiValued<") else type
    if "ByteQuantifiedSize" in inner:
        return "size"
    return {
        "bool": "boolean",
        "int": "integer",
        "long": "integer",
        "DateTime": "datetime",
        "Guid": "guid",
    }.get(inner, "string")


def _field(noun: str, name: str, kind: str) -> Field:
    key = name.lower()
    special = _SPECIAL.get(key)
    if special is not None:
        return Field(name, special[0], special[1])
    if key in COLUMNS:
        return Field(name, "string" if kind in ("guid", "hash", "sid") else kind, key)
    types = {
        p["name"].lower(): (p["name"], p["type"])
        for p in (outputs.load().get(noun) or {"properties": []})["properties"]
    }
    spelled, type = types.get(key, (name, ""))
    path = f"json_extract(doc, '$.{spelled}')"
    if type.startswith("MultiValued"):
        return Field(spelled, kind, path, multivalued=True)
    return Field(name, kind, _typed(path, kind, defaults(noun).get(spelled)))


def _typed(path: str, kind: str, default: Any) -> str:
    """The comparison form of a property of the document, its default included."""
    if kind == "boolean":
        return f"COALESCE({path}, {int(bool(default))})"
    if kind in ("size", "integer"):
        number = (
            str(default) if isinstance(default, int) else f"'{default}'" if default == UNLIMITED else "NULL"
        )
        if isinstance(default, str) and default.isdecimal():
            number = default
        value = f"COALESCE({path}, {number})"
        return f"CASE WHEN {value} = '{UNLIMITED}' THEN {1 << 62} ELSE CAST({value} AS INTEGER) END"
    if kind == "datetime":
        return path
    if isinstance(default, str) and default:
        quoted = default.replace("'", "''").lower()
        return f"COALESCE(fold({path}), '{quoted}')"
    return f"fold({path})"


_TYPE_SQL = (
    f"CASE WHEN {_DETAILS} IN ('mailuniversaldistributiongroup', 'groupmailbox', 'roomlist') "
    "THEN 'mailuniversaldistributiongroup' "
    f"WHEN {_DETAILS} IN ('mailuser', 'guestmailuser') OR {_DETAILS} LIKE 'remote%' THEN 'mailuser' "
    f"WHEN {_DETAILS} LIKE '%mailbox' THEN 'usermailbox' "
    f"WHEN {_DETAILS} = 'universalsecuritygroup' THEN 'group' ELSE {_DETAILS} END"
)
_SPECIAL: dict[str, tuple[str, str]] = {
    "emailaddresses": ("string", "@address"),
    "primarysmtpaddress": ("string", "@address"),
    "windowsemailaddress": ("string", "primarysmtpaddress"),
    "windowsliveid": ("string", "userprincipalname"),
    "memberofgroup": ("dn", "@member"),
    "guid": ("guid", "guid"),
    "exchangeobjectid": ("guid", "guid"),
    "externaldirectoryobjectid": ("guid", "externaldirectoryobjectid"),
    "exchangeguid": ("guid", "COALESCE(exchangeguid, guid)"),
    "distinguishedname": ("dn", "name"),
    "id": ("dn", "name"),
    "identity": ("dn", "name"),
    "manager": ("dn", "manager"),
    "recipienttype": ("enum", _TYPE_SQL),
    "recipienttypedetails": ("enum", _DETAILS),
    "whencreated": ("datetime", "whencreated"),
    "whencreatedutc": ("datetime", "whencreated"),
    "whenmailboxcreated": ("datetime", "COALESCE(json_extract(doc, '$.WhenMailboxCreated'), whencreated)"),
    "whenchanged": ("datetime", "json_extract(doc, '$.WhenChanged')"),
    "whenchangedutc": ("datetime", "json_extract(doc, '$.WhenChanged')"),
    "whensoftdeleted": ("datetime", "whensoftdeleted"),
    "isshared": ("boolean", f"({_DETAILS} = 'sharedmailbox')"),
    "isresource": ("boolean", f"({_DETAILS} IN ('roommailbox', 'equipmentmailbox'))"),
    "isinactivemailbox": ("boolean", "(state = 2)"),
    "issoftdeletedbyremove": ("boolean", "(state <> 0)"),
    "includeingarbagecollection": ("boolean", "(state = 1)"),
    "resourcetype": (
        "enum",
        f"CASE {_DETAILS} WHEN 'roommailbox' THEN 'room' WHEN 'equipmentmailbox' THEN 'equipment' END",
    ),
    "c": ("string", "countryorregion"),
    "forwardingsmtpaddress": (
        "string",
        "fold(replace(json_extract(doc, '$.ForwardingSmtpAddress'), 'smtp:', ''))",
    ),
}
