"""Public folders: the tree, mail-enabled ones, client permissions and statistics."""

from __future__ import annotations

from typing import Any

from exoshell.emulator import objects, recipient_tasks, recipients
from exoshell.emulator.assign import resolve
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.encode import View
from exoshell.emulator.errors import CommandError, already_exists, recipient_task
from exoshell.emulator.objects import Entry
from exoshell.emulator.values import write_size

NOUN, PERMISSION = "PublicFolder", "PublicFolderClientPermission"
VIEW = View(
    [("Identity", "string"), ("Name", "string"), ("MailEnabled", "bool"), ("MailRecipientGuid", "Guid"), ("ParentPath", "string"),
     ("LostAndFoundFolderOriginalPath", "string"), ("ContentMailboxName", "string"), ("ContentMailboxGuid", "Guid"),
     ("EformsLocaleId", "string"), ("PerUserReadStateEnabled", "bool"), ("EntryId", "string"), ("DumpsterEntryId", "string"),
     ("ParentFolder", "string"), ("OrganizationId", "string"), ("AgeLimit", "string"), ("RetainDeletedItemsFor", "string"),
     ("ProhibitPostQuota", "Unlimited<ByteQuantifiedSize>"), ("IssueWarningQuota", "Unlimited<ByteQuantifiedSize>"),
     ("MaxItemSize", "Unlimited<ByteQuantifiedSize>"), ("FolderSize", "long"), ("HasSubfolders", "bool"), ("FolderClass", "string"),
     ("FolderPath", "MultiValued<string>"), ("HasRules", "bool"), ("DefaultFolderType", "string"), ("ExtendedFolderFlags", "string"),
     ("MailboxOwnerId", "string"), ("IsValid", "bool"), ("ObjectState", "string")],
    {"FolderClass": "IPF.Note", "IsValid": True, "ObjectState": "Unchanged", "DefaultFolderType": "None", "ProhibitPostQuota": "Unlimited",
     "IssueWarningQuota": "Unlimited", "MaxItemSize": "Unlimited", "PerUserReadStateEnabled": True},
)  # fmt: skip
_MISSING = "Microsoft.Exchange.Data.StoreObjects.ObjectNotFoundException"


def path_of(identity: object) -> str:
    """A folder's path with one leading backslash."""
    text = str(identity).replace("/", "\\")
    return "\\" + text.strip("\\")


def find(call: Call, identity: object) -> Entry:
    """The folder at a path."""
    path = path_of(identity)
    for entry in objects.every(call.tenant, NOUN):
        if entry.name.lower() == path.lower() or entry.guid == str(identity).lower():
            return entry
    raise CommandError(f"No existing object matches the following Identity: '{identity}'. Make sure that you specified the "
                       "correct Identity and that you have the necessary permissions to view the object.", _MISSING, "Ex9A2E2C",
                       target=str(identity))  # fmt: skip


def _row(entry: Entry) -> dict[str, Any]:
    doc = entry.doc
    parts = [p for p in entry.name.split("\\") if p]
    return {**doc, "Identity": entry.name, "Name": doc["FolderName"], "FolderPath": parts, "EntryId": entry.guid.replace("-", "").upper(),
            "ParentFolder": doc["ParentPath"], "MailboxOwnerId": "PublicFolders", "FolderSize": doc.get("ItemCount", 0) * 41_000}  # fmt: skip


@handles("Get-PublicFolder")
def get_folder(call: Call) -> Result:
    """Lists a folder, its children or all below it."""
    top = find(call, call.args.get("Identity") or "\\")
    lead = top.name.rstrip("\\") + "\\"
    if call.args.flag("Recurse"):
        found = [e for e in objects.every(call.tenant, NOUN) if e.name == top.name or e.name.startswith(lead)]
    elif call.args.flag("GetChildren"):
        found = [
            e
            for e in objects.every(call.tenant, NOUN)
            if e.name != "\\" and e.doc["ParentPath"].lower() == top.name.lower()
        ]
    else:
        found = [top]
    return Result([_row(e) for e in sorted(found, key=lambda e: e.name.lower())], VIEW)


@handles("New-PublicFolder")
def new_folder(call: Call) -> Result:
    """Makes a folder."""
    parent = find(call, call.args.get("Path") or "\\")
    path = parent.name.rstrip("\\") + "\\" + str(call.args["Name"])
    if objects.lookup(call.tenant, NOUN, path) and any(
        e.name.lower() == path.lower() for e in objects.every(call.tenant, NOUN)
    ):
        raise already_exists(path)
    parent.doc["HasSubfolders"] = True
    objects.save(call.tenant, parent)
    doc = {"Name": path, "FolderName": str(call.args["Name"]), "ParentPath": parent.name, "MailEnabled": False, "HasSubfolders": False,
           "ContentMailboxName": str(call.args.get("Mailbox") or "PublicFolders"), "ItemCount": 0}  # fmt: skip
    return Result([_row(objects.add(call.tenant, NOUN, doc, unique=False))], VIEW)


@handles("Set-PublicFolder")
def set_folder(call: Call) -> None:
    """Changes a folder."""
    entry = find(call, call.args["Identity"])
    for name, value in call.args.items():
        if name == "Name":
            entry.doc["FolderName"] = value
            entry.doc["Name"] = entry.name.rpartition("\\")[0] + "\\" + str(value)
        elif name not in ("Identity", "Force", "Path"):
            entry.doc[name] = value
    objects.save(call.tenant, entry)


@handles("Remove-PublicFolder")
def remove_folder(call: Call) -> None:
    """Removes a folder; one with folders below it only together with them."""
    entry = find(call, call.args["Identity"])
    below = [e for e in objects.every(call.tenant, NOUN) if e.name.startswith(entry.name + "\\")]
    if below and not call.args.flag("Recurse"):
        raise recipient_task(
            f"The public folder '{entry.name}' has subfolders. Use the Recurse parameter to remove them too.",
            entry.name,
        )
    for each in [*below, entry]:
        objects.remove(call.tenant, each)


@handles("Get-PublicFolderStatistics", "Get-PublicFolderItemStatistics")
def statistics(call: Call) -> Result:
    """Counts and sizes of folders."""
    found = (
        [find(call, call.args["Identity"])] if call.args.get("Identity") else objects.every(call.tenant, NOUN)
    )
    rows = []
    for entry in found:
        count = int(entry.doc.get("ItemCount", 0))
        rows.append({"Name": entry.doc["FolderName"], "Identity": entry.name, "ItemCount": count, "FolderPath": entry.name,
                     "TotalItemSize": write_size(count * 41_000), "TotalDeletedItemSize": write_size(0), "AssociatedItemCount": 0,
                     "ContactCount": 0, "DeletedItemCount": 0, "OwnerCount": 1, "CreationTime": entry.doc["WhenCreated"],
                     "LastModificationTime": entry.doc["WhenChanged"], "MailboxOwnerId": "PublicFolders", "EntryId": entry.guid,
                     "IsValid": True})  # fmt: skip
    return Result(rows)


# ---- permissions ----


def _permission_rows(call: Call, folder: Entry) -> list[dict[str, Any]]:
    rows = [{"Identity": folder.name, "FolderName": folder.doc["FolderName"], "User": user, "AccessRights": [rights]}
            for user, rights in (("Default", "Author"), ("Anonymous", "None"))]  # fmt: skip
    for entry in objects.every(call.tenant, PERMISSION, folder.guid):
        person = recipients.by_guid(call.tenant, entry.name)
        rows.append({"Identity": folder.name, "FolderName": folder.doc["FolderName"], "AccessRights": entry.doc["AccessRights"],
                     "User": person.doc.get("DisplayName", person.name) if person else entry.name})  # fmt: skip
    return rows


@handles("Get-PublicFolderClientPermission")
def get_permission(call: Call) -> Result:
    """Lists who may do what in a folder."""
    folder = find(call, call.args["Identity"])
    rows = _permission_rows(call, folder)
    if call.args.get("User"):
        user = str(call.args["User"])
        shown = (
            user
            if user.lower() in ("default", "anonymous")
            else resolve(call.tenant, user).doc.get("DisplayName")
        )
        rows = [r for r in rows if r["User"].lower() == str(shown).lower()]
    return Result(rows)


@handles("Add-PublicFolderClientPermission", "Remove-PublicFolderClientPermission")
def change_permission(call: Call) -> Result | None:
    """Gives or takes rights."""
    folder = find(call, call.args["Identity"])
    person = resolve(call.tenant, call.args["User"])
    entry = objects.lookup(call.tenant, PERMISSION, person.guid, folder.guid)
    rights = [str(r) for r in (call.args.get("AccessRights") or [])]
    if call.verb == "Add":
        if entry is not None:
            raise CommandError(f"An existing permission entry was found for user: {person.name}.",
                               "Microsoft.Exchange.Management.StoreTasks.UserAlreadyExistsInPermissionEntryException", "Ex9C8A12",
                               target=folder.name)  # fmt: skip
        objects.add(
            call.tenant, PERMISSION, {"Name": person.guid, "AccessRights": rights}, folder.guid, unique=False
        )
        return Result(_permission_rows(call, folder)[-1:])
    if entry is None:
        raise CommandError(f"There is no existing permission entry found for user: {person.name}.",
                           "Microsoft.Exchange.Management.StoreTasks.UserNotFoundInPermissionEntryException", "ExE7E5A8",
                           target=folder.name)  # fmt: skip
    objects.remove(call.tenant, entry)
    return None


# ---- mail ----


@handles("Get-MailPublicFolder")
def get_mail(call: Call) -> Result:
    """Lists mail-enabled folders."""
    return recipient_tasks.get(call, ("publicfolder",), "MailPublicFolder")


@handles("Enable-MailPublicFolder")
def enable_mail(call: Call) -> Result:
    """Gives a folder an address."""
    folder = find(call, call.args["Identity"])
    if folder.doc.get("MailEnabled"):
        raise recipient_task(f"The public folder '{folder.name}' is mail-enabled already.", folder.name)
    call.args["Name"] = folder.doc["FolderName"]
    doc = recipient_tasks.start(call, "PublicFolder")
    recipient_tasks.own_address(call, doc)
    made = recipients.add(call.tenant, "publicfolder", doc)
    folder.doc.update(MailEnabled=True, MailRecipientGuid=made.guid)
    objects.save(call.tenant, folder)
    return recipient_tasks.result(call, made, "MailPublicFolder")


@handles("Disable-MailPublicFolder")
def disable_mail(call: Call) -> None:
    """Takes the address away."""
    mail = recipients.candidates(
        call.tenant, str(call.args["Identity"]).rpartition("\\")[2], ("publicfolder",)
    )
    folder = next(
        (
            e
            for e in objects.every(call.tenant, NOUN)
            if mail and e.doc.get("MailRecipientGuid") == mail[0].guid
        ),
        None,
    )
    folder = folder or find(call, call.args["Identity"])
    found = recipients.by_guid(call.tenant, str(folder.doc.get("MailRecipientGuid", "")))
    if found is not None:
        recipients.remove(call.tenant, found)
    folder.doc.update(MailEnabled=False, MailRecipientGuid=None)
    objects.save(call.tenant, folder)


@handles("Set-MailPublicFolder")
def set_mail(call: Call) -> None:
    """Changes a mail-enabled folder."""
    recipient_tasks.change(call, ("publicfolder",), {"EntryId"})
