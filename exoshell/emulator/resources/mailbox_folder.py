"""Folders of mailboxes as objects: listing and making them."""

from __future__ import annotations

from exoshell.emulator import contents, mailboxes, recipients
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.errors import already_exists
from exoshell.emulator.resources.mailbox_folder_permission import folder_id, split


@handles("Get-MailboxFolder")
def get_folder(call: Call) -> Result:
    """Lists a folder, its children or all below it."""
    name, path = split(call.args.get("Identity") or call.caller.name)
    owner = mailboxes.find(call.tenant, name)
    rows = []
    deep = call.args.flag("Recurse")
    for folder in contents.folders(owner, recoverable=False):
        own = folder.path.lower() == path.lower()
        parent = folder.path.rpartition("/")[0] or "/"
        child = parent.lower() == path.lower() and not own
        below = folder.path.lower().startswith(path.rstrip("/").lower() + "/")
        if (
            own
            and not call.args.flag("GetChildren")
            or child
            and call.args.flag("GetChildren")
            or below
            and deep
        ):
            shown = "\\" + folder.path.strip("/").replace("/", "\\")
            rows.append({"Name": folder.name, "Identity": f"{owner.name}:{shown}", "FolderPath": folder.path.strip("/").split("/"),
                         "FolderClass": "IPF.Note", "ParentFolder": f"{owner.name}:{parent.replace('/', chr(92))}",
                         "HasSubfolders": any(f.path.startswith(folder.path + "/") for f in contents.folders(owner)),
                         "FolderStoreObjectId": folder_id(owner, folder), "FolderSize": folder.size})  # fmt: skip
    return Result(rows)


@handles("New-MailboxFolder")
def new_folder(call: Call) -> Result:
    """Makes a folder."""
    name, parent = split(call.args.get("Parent") or call.caller.name)
    owner = mailboxes.find(call.tenant, name)
    path = f"{parent.rstrip('/')}/{call.args['Name']}"
    if any(f.path.lower() == path.lower() for f in contents.folders(owner)):
        raise already_exists(call.args["Name"])
    owner.doc["Folders"] = [*owner.doc.get("Folders", []), path]
    recipients.save(call.tenant, owner)
    return Result(
        [
            {
                "Name": call.args["Name"],
                "Identity": f"{owner.name}:{path.replace('/', chr(92))}",
                "HasSubfolders": False,
            }
        ]
    )
