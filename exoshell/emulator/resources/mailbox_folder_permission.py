"""Permissions on folders of mailboxes."""

from __future__ import annotations

from typing import Any

from exoshell.emulator import contents, mailboxes, objects, recipients
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.encode import View
from exoshell.emulator.errors import CommandError, not_found
from exoshell.emulator.recipients import Recipient

NOUN = "MailboxFolderPermission"
VIEW = View(
    [("Identity", "string"), ("FolderName", "string"), ("User", "string"), ("AccessRights", "MultiValued<string>"),
     ("SharingPermissionFlags", "string"), ("IsValid", "bool"), ("ObjectState", "string")],
    {"IsValid": True, "ObjectState": "New", "SharingPermissionFlags": None},
)  # fmt: skip
_DATA = "Microsoft.Exchange.Management.StoreTasks."


def split(identity: object) -> tuple[str, str]:
    """``adele:\\Calendar`` as mailbox and folder path."""
    text = str(identity)
    name, colon, folder = text.partition(":")
    path = folder.replace("\\", "/") if colon else "/"
    return name, "/" + path.strip("/") if path.strip("/") else "/"


def folder_of(call: Call, identity: object) -> tuple[Recipient, contents.Folder]:
    """The folder that an identity names."""
    name, path = split(identity)
    owner = mailboxes.find(call.tenant, name)
    for folder in contents.folders(owner):
        if folder.path.lower() == path.lower() or folder_id(owner, folder) == path.strip("/"):
            return owner, folder
    raise not_found(f"{owner.name}:{path.replace('/', chr(92))}", call.tenant.server)


def folder_id(owner: Recipient, folder: contents.Folder) -> str:
    """The identifier of a folder, as Get-MailboxFolderStatistics shows it."""
    import base64
    import hashlib

    digest = hashlib.blake2b(f"{owner.guid}|{folder.path}".encode(), digest_size=46).digest()
    return "LgAAAA" + base64.b64encode(digest).decode().rstrip("=") + "AB"


def _base(owner: Recipient, folder: contents.Folder) -> dict[str, Any]:
    shown = "\\" + folder.path.strip("/").replace("/", "\\")
    return {"Identity": f"{owner.name}:{shown}", "FolderName": folder.name}


def _rows(call: Call, owner: Recipient, folder: contents.Folder) -> list[dict[str, Any]]:
    base = _base(owner, folder)
    default = "AvailabilityOnly" if folder.path == "/Calendar" else "None"
    rows = {"default": {**base, "User": "Default", "AccessRights": [default]},
            "anonymous": {**base, "User": "Anonymous", "AccessRights": ["None"]}}  # fmt: skip
    for entry in objects.every(call.tenant, NOUN, owner.guid):
        if entry.doc["Folder"].lower() != folder.path.lower():
            continue
        user = entry.doc["User"]
        person = recipients.by_guid(call.tenant, user) if len(user) == 36 else None
        shown = str(person.doc.get("DisplayName", person.name)) if person else user
        rows[user.lower()] = {**base, "User": shown, "AccessRights": entry.doc["AccessRights"],
                              "SharingPermissionFlags": entry.doc.get("SharingPermissionFlags"),
                              "UserPrincipalName": person.doc.get("UserPrincipalName") if person else None}  # fmt: skip
    return list(rows.values())


def _user(call: Call, text: str) -> str:
    if text.lower() in ("default", "anonymous"):
        return text.capitalize()
    found = recipients.candidates(call.tenant, text)
    if not found:
        raise CommandError(
            f'The user "{text}" is either not valid SMTP address, or there is no matching information.',
            _DATA + "InvalidExternalUserIdException"
            if "@" in text
            else _DATA + "InvalidInternalUserIdException",
            "Ex3E2B71",
            target=text,
        )
    return found[0].guid


def _entry(call: Call, owner: Recipient, folder: contents.Folder, user: str) -> objects.Entry | None:
    return next((e for e in objects.every(call.tenant, NOUN, owner.guid)
                 if e.doc["Folder"].lower() == folder.path.lower() and e.doc["User"].lower() == user.lower()), None)  # fmt: skip


@handles("Get-MailboxFolderPermission")
def get_permission(call: Call) -> Result:
    """Lists who may do what in a folder."""
    owner, folder = folder_of(call, call.args["Identity"])
    rows = _rows(call, owner, folder)
    if call.args.get("User"):
        user = _user(call, str(call.args["User"]))
        person = recipients.by_guid(call.tenant, user) if len(user) == 36 else None
        shown = str(person.doc.get("DisplayName", person.name)) if person else user
        rows = [row for row in rows if row["User"].lower() == shown.lower()]
        if not rows:
            raise _no_permission(owner, folder, str(call.args["User"]))
    return Result(rows, VIEW)


def _no_permission(owner: Recipient, folder: contents.Folder, user: str) -> CommandError:
    return CommandError(
        f"There is no existing permission entry found for user: {user}.",
        _DATA + "UserNotFoundInPermissionEntryException",
        "ExE7E5A8",
        target=_base(owner, folder)["Identity"],
    )


def _rights(call: Call) -> list[str]:
    value = call.args.get("AccessRights")
    return [str(v) for v in (value if isinstance(value, list) else [value]) if v]


@handles("Add-MailboxFolderPermission")
def add_permission(call: Call) -> Result:
    """Gives somebody rights in a folder."""
    owner, folder = folder_of(call, call.args["Identity"])
    user = _user(call, str(call.args["User"]))
    if user in ("Default", "Anonymous") or _entry(call, owner, folder, user):
        raise CommandError(
            f"An existing permission entry was found for user: {call.args['User']}.",
            _DATA + "UserAlreadyExistsInPermissionEntryException",
            "Ex9C8A12",
            target=_base(owner, folder)["Identity"],
        )
    _keep(call, owner, folder, user)
    return Result([row for row in _rows(call, owner, folder)][-1:], VIEW)


def _keep(call: Call, owner: Recipient, folder: contents.Folder, user: str) -> None:
    flags = call.args.get("SharingPermissionFlags")
    doc = {"Name": f"{user}:{folder.path}", "Folder": folder.path, "User": user, "AccessRights": _rights(call),
           "SharingPermissionFlags": ", ".join(flags) if isinstance(flags, list) else flags}  # fmt: skip
    objects.add(call.tenant, NOUN, doc, owner.guid, unique=False)


@handles("Set-MailboxFolderPermission")
def set_permission(call: Call) -> None:
    """Changes the rights that somebody has in a folder."""
    owner, folder = folder_of(call, call.args["Identity"])
    user = _user(call, str(call.args["User"]))
    entry = _entry(call, owner, folder, user)
    if entry is None and user not in ("Default", "Anonymous"):
        raise _no_permission(owner, folder, str(call.args["User"]))
    if entry is not None:
        objects.remove(call.tenant, entry)
    _keep(call, owner, folder, user)


@handles("Remove-MailboxFolderPermission")
def remove_permission(call: Call) -> None:
    """Takes somebody's rights in a folder away."""
    owner, folder = folder_of(call, call.args["Identity"])
    if call.args.flag("ResetDelegateUserCollection"):
        return
    user = _user(call, str(call.args["User"]))
    entry = _entry(call, owner, folder, user)
    if entry is None:
        raise _no_permission(owner, folder, str(call.args["User"]))
    objects.remove(call.tenant, entry)
