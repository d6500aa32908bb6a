"""Mail flow rules: their conditions, exceptions and actions, and what they say of themselves."""

from __future__ import annotations

import re
from typing import Any

from exoshell.emulator import engine, objects
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.errors import CommandError

NOUN = "TransportRule"
_ACTION = re.compile(
    r"(Prepend|Delete|Reject|Redirect|Moderate|AddTo|AddManager|ApplyHtml|ApplyClass|ApplyOME|ApplyRights|ApplyRMS|BlindCopy|CopyTo"
    r"|SetHeader|SetSCL|SetAudit|RemoveHeader|RemoveOME|RemoveRMS|Quarantine|RouteMessage|StopRule|Generate|SmtpReject|Disconnect)"
)
_GENERAL = frozenset(
    ("Name", "Comments", "Enabled", "Mode", "Priority", "State", "WhenCreated", "WhenChanged", "Size", "RuleVersion", "Description",
     "Conditions", "Exceptions", "Actions", "DlpPolicy", "RuleErrorAction", "ActivationDate", "ExpiryDate", "RuleSubType",
     "SenderAddressLocation", "RecipientAddressType", "CreatedBy", "LastModifiedBy", "UseLegacyRegex")
)  # fmt: skip


def _words(name: str) -> str:
    """``SubjectContainsWords`` -> ``subject contains words``."""
    return " ".join(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)).lower()


def _shown(value: Any) -> str:
    items = value if isinstance(value, list) else [value]
    return " or ".join(f"'{item}'" for item in items)


def parts(doc: dict[str, Any]) -> tuple[list[str], list[str], list[str]]:
    """The names of the conditions, exceptions and actions that are set."""
    used = [n for n, v in doc.items() if n not in _GENERAL and v not in (None, "", [], False)]
    actions = [n for n in used if _ACTION.match(n)]
    exceptions = [n for n in used if n.startswith("ExceptIf")]
    return [n for n in used if n not in actions and n not in exceptions], exceptions, actions


def describe(doc: dict[str, Any]) -> None:
    """Works out what follows from the rule's parameters."""
    conditions, exceptions, actions = parts(doc)

    def lines(names: list[str], strip: str = "") -> str:
        texts = [
            f"{_words(n[len(strip) :])} {_shown(doc[n]) if doc[n] is not True else ''}".strip() for n in names
        ]
        return "\r\n\tand ".join(texts)

    text = f"If the message:\r\n\t{lines(conditions)}\r\n" if conditions else ""
    text += f"Take the following actions:\r\n\t{lines(actions)}\r\n"
    if exceptions:
        text += f"Except if the message:\r\n\t{lines(exceptions, 'ExceptIf')}\r\n"
    doc.update(Description=text, Conditions=conditions or None, Exceptions=exceptions or None, Actions=actions, Size=len(text) * 2,
               RuleVersion=doc.get("RuleVersion") or "14.0.0.0")  # fmt: skip


@handles("New-TransportRule")
def new_rule(call: Call) -> Result:
    """Makes a rule; one without an action is refused."""
    _, _, actions = parts(dict(call.args))
    if not actions:
        raise CommandError(
            "You must specify at least one action for the rule.",
            "Microsoft.Exchange.MessagingPolicies.Rules.Tasks.ArgumentException",
            "Ex5E1F9A",
            target=str(call.args.get("Name", "")),
        )
    made = engine.new_named(call)
    entry = objects.find(call.tenant, NOUN, made.rows[0]["Guid"])
    entry.doc["LastModifiedBy"] = entry.doc["CreatedBy"] = call.caller.name
    entry.doc.setdefault("Mode", "Enforce")
    describe(entry.doc)
    objects.save(call.tenant, entry)
    return Result([engine.shown(call, entry)], made.view)


@handles("Set-TransportRule")
def set_rule(call: Call) -> None:
    """Changes a rule."""
    entry = engine.target(call)
    engine.set_named(call)
    entry = objects.find(call.tenant, NOUN, entry.guid)
    entry.doc["LastModifiedBy"] = call.caller.name
    describe(entry.doc)
    objects.save(call.tenant, entry)
