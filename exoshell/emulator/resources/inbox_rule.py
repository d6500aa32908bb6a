"""Inbox rules."""

from __future__ import annotations

from typing import Any

from exoshell.emulator import mailboxes, noun_view, objects
from exoshell.emulator.assign import STEERING
from exoshell.emulator.binding import changed
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.encode import View
from exoshell.emulator.errors import CommandError
from exoshell.emulator.objects import Entry
from exoshell.emulator.recipients import Recipient

NOUN = "InboxRule"
_SKIP = STEERING | {"Mailbox", "Priority", "Name", "AlwaysDeleteOutlookRulesBlob", "ValidateOutlookRulesBlob", "FromMessageId",
                    "DescriptionTimeFormat", "DescriptionTimeZone", "IncludeHidden", "SweepRules"}  # fmt: skip
_TEXT = {
    "From": "the message was received from {}", "SubjectContainsWords": "the message includes specific words in the subject {}",
    "SubjectOrBodyContainsWords": "the message includes specific words in the subject or body {}",
    "SentTo": "the message was sent to {}", "HasAttachment": "the message has an attachment",
    "FromAddressContainsWords": "the sender's address includes {}", "BodyContainsWords": "the message's body includes {}",
}  # fmt: skip
_ACTIONS = {
    "MoveToFolder": "move the message to folder {}", "DeleteMessage": "delete the message", "ForwardTo": "forward the message to {}",
    "RedirectTo": "redirect the message to {}", "MarkAsRead": "mark the message as read", "CopyToFolder": "copy the message to {}",
    "ForwardAsAttachmentTo": "forward the message as an attachment to {}", "ApplyCategory": "assign the categories {}",
    "StopProcessingRules": "stop processing more rules on this message",
}  # fmt: skip


def _view(call: Call) -> View:
    return noun_view.view(call.tenant, NOUN)


def owner_of(call: Call) -> Recipient:
    """The mailbox that the call is about: named, part of the rule's identity, or the caller's."""
    identity = str(call.args.get("Identity") or "")
    name = (
        call.args.get("Mailbox")
        or (identity.rpartition("\\")[0] if "\\" in identity else "")
        or call.caller.name
    )
    return mailboxes.find(call.tenant, name)


def _rules(call: Call, owner: Recipient) -> list[Entry]:
    return sorted(objects.every(call.tenant, NOUN, owner.guid), key=lambda e: e.doc.get("Priority", 0))


def _find(call: Call, owner: Recipient) -> Entry:
    key = str(call.args["Identity"]).rpartition("\\")[2].lower()
    for rule in _rules(call, owner):
        if key in (rule.name.lower(), str(rule.doc["RuleIdentity"])) or key == rule.guid:
            return rule
    raise CommandError(
        f"The Inbox rule '{call.args['Identity']}' doesn't exist.",
        "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException",
        "ExDCB2E4",
        target=str(call.args["Identity"]),
    )


def _row(call: Call, owner: Recipient, rule: Entry) -> dict[str, Any]:
    doc = {k: v for k, v in rule.doc.items() if not k.startswith("When")}
    return {**doc, "Identity": f"{owner.name}\\{doc['RuleIdentity']}", "MailboxOwnerId": owner.name, "IsValid": True,
            "Description": _describe(doc), "SupportedByTask": True, "InError": False, "ErrorType": "None"}  # fmt: skip


def _describe(doc: dict[str, Any]) -> str:
    conditions = [text.format(_shown(doc[k])) for k, text in _TEXT.items() if doc.get(k)]
    actions = [text.format(_shown(doc[k])) for k, text in _ACTIONS.items() if doc.get(k)]
    lead = "If the message:\r\n\t" + " and ".join(conditions) + "\r\n" if conditions else ""
    return f"{lead}Take the following actions:\r\n\t" + "\r\n\tand ".join(actions) + "\r\n"


def _shown(value: Any) -> str:
    return " or ".join(f"'{v}'" for v in value) if isinstance(value, list) else f"'{value}'"


def _assign(call: Call, doc: dict[str, Any]) -> None:
    types = noun_view.types(NOUN)
    for name, value in call.args.items():
        if name in _SKIP:
            continue
        if types.get(name.lower(), "").startswith("MultiValued"):
            doc[name] = changed(list(doc.get(name) or []), value)
        elif value is None:
            doc.pop(name, None)
        else:
            doc[name] = value[0] if isinstance(value, list) and len(value) == 1 else value


@handles("Get-InboxRule")
def get_rule(call: Call) -> Result:
    """Lists a mailbox's rules."""
    owner = owner_of(call)
    rules = [_find(call, owner)] if call.args.get("Identity") else _rules(call, owner)
    return Result([_row(call, owner, rule) for rule in rules], _view(call))


@handles("New-InboxRule")
def new_rule(call: Call) -> Result:
    """Makes a rule; it becomes the first one to run unless a priority is given."""
    owner = owner_of(call)
    doc: dict[str, Any] = {"Name": str(call.args["Name"]), "Enabled": True}
    _assign(call, doc)
    if not any(k in doc for k in (*_ACTIONS, "ApplySystemCategory", "DeleteSystemCategory", "SendTextMessageNotificationTo",
                                  "MarkImportance", "PinMessage", "SoftDeleteMessage")):  # fmt: skip
        raise CommandError("You must specify at least one action for this rule.",
                           "Microsoft.Exchange.Data.Storage.InvalidRuleException", "Ex7E2B9D", target=doc["Name"])  # fmt: skip
    number = call.tenant.new_guid().replace("-", "")
    doc["RuleIdentity"] = int(number[:15], 16)
    doc["Priority"] = 10_000
    rule = objects.add(call.tenant, NOUN, doc, owner.guid, unique=False)
    _place(call, owner, rule, int(call.args.get("Priority") or 1))
    return Result([_row(call, owner, rule)], _view(call))


def _place(call: Call, owner: Recipient, rule: Entry, place: int) -> None:
    rest = [other for other in _rules(call, owner) if other.id != rule.id]
    rest.insert(max(place - 1, 0), rule)
    for number, other in enumerate(rest, 1):
        other.doc["Priority"] = number
        objects.save(call.tenant, other)


@handles("Set-InboxRule")
def set_rule(call: Call) -> None:
    """Changes a rule."""
    owner = owner_of(call)
    rule = _find(call, owner)
    _assign(call, rule.doc)
    if call.args.get("Name"):
        rule.doc["Name"] = str(call.args["Name"])
    objects.save(call.tenant, rule)
    if call.args.get("Priority"):
        _place(call, owner, rule, int(call.args["Priority"]))


@handles("Remove-InboxRule")
def remove_rule(call: Call) -> None:
    """Removes a rule."""
    owner = owner_of(call)
    objects.remove(call.tenant, _find(call, owner))
    for number, other in enumerate(_rules(call, owner), 1):
        other.doc["Priority"] = number
        objects.save(call.tenant, other)


def _switch(call: Call, on: bool) -> None:
    rule = _find(call, owner_of(call))
    rule.doc["Enabled"] = on
    objects.save(call.tenant, rule)


@handles("Enable-InboxRule")
def enable_rule(call: Call) -> None:
    """Switches a rule on."""
    _switch(call, True)


@handles("Disable-InboxRule")
def disable_rule(call: Call) -> None:
    """Switches a rule off."""
    _switch(call, False)
