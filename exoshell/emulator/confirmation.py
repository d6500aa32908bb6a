"""The texts that ask for confirmation: what a cmdlet would do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exoshell.emulator.call import Call

_DOING = {
    "Set": "Setting", "New": "Creating", "Remove": "Removing", "Enable": "Enabling", "Disable": "Disabling",
    "Add": "Adding", "Start": "Starting", "Stop": "Stopping", "Update": "Updating", "Clear": "Clearing",
    "Suspend": "Suspending", "Resume": "Resuming", "Complete": "Completing", "Undo": "Restoring",
    "Restore": "Restoring", "Release": "Releasing", "Delete": "Deleting", "Import": "Importing",
    "Export": "Exporting", "Invoke": "Invoking", "Upgrade": "Upgrading", "Rotate": "Rotating", "Send": "Sending",
    "Write": "Writing", "Test": "Testing", "Search": "Searching",
}  # fmt: skip

_SPECIAL = {
    "Remove-Mailbox": 'Removing mailbox Identity:"{Identity}" will remove the Azure Active Directory user object and '
    "mark the mailbox and the archive (if present) in the database for removal.",
    "Disable-Mailbox": 'Disabling mailbox Identity:"{Identity}" will remove the Exchange properties from the user '
    "object and mark the mailbox in the database for removal.",
    "Add-MailboxPermission": 'Adding mailbox permission for user "{User}" on mailbox Identity:"{Identity}" with '
    "access rights \"'{AccessRights}'\".",
    "Remove-MailboxPermission": 'Removing mailbox permission "{Identity}" for user "{User}" with access rights '
    "\"'{AccessRights}'\".",
    "Add-RecipientPermission": 'Adding recipient permission "{AccessRights}" for user or group "{Trustee}" on '
    'recipient "{Identity}".',
    "Remove-RecipientPermission": 'Removing recipient permission "{AccessRights}" for user or group "{Trustee}" on '
    'recipient "{Identity}".',
    "Add-DistributionGroupMember": 'Adding distribution group member "{Member}" on distribution group "{Identity}".',
    "Remove-DistributionGroupMember": 'Removing distribution group member "{Member}" on distribution group '
    '"{Identity}".',
    "Set-MailboxFolderPermission": 'Setting mailbox folder permission on "{Identity}" for user "{User}".',
    "Add-MailboxFolderPermission": 'Adding mailbox folder permission on "{Identity}" for user "{User}" with access '
    "rights \"'{AccessRights}'\".",
    "Remove-MailboxFolderPermission": 'Removing mailbox folder permission on "{Identity}" for user "{User}".',
}


def text(call: Call) -> str:
    """What the call would do, in one sentence."""
    names = {key: _shown(value) for key, value in call.args.items()}
    special = _SPECIAL.get(call.cmdlet)
    if special:
        return re.sub(r"\{(\w+)\}", lambda m: names.get(m[1], ""), special)
    doing = _DOING.get(call.verb, call.verb)
    thing = " ".join(word.lower() if not word.isupper() else word
                     for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", call.noun))  # fmt: skip
    if call.verb == "New":
        return f'{doing} {thing} "{names.get("Name") or names.get("Identity") or ""}".'
    if names.get("Identity"):
        return f'{doing} {thing} Identity:"{names["Identity"]}".'
    return f"{doing} {thing}."


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
