"""The behaviour of nouns that have no module of their own, driven by the catalogue.

A noun is one of: named objects (New, Get, Set, Remove, Enable, Disable …), settings of a mailbox (Get and Set
with a mailbox as identity), or a single object of the organization (Get and Set without an identity).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from exoshell.emulator import mailboxes, noun_view, objects
from exoshell.emulator.binding import Change, changed
from exoshell.emulator.call import Call, Handler, Result
from exoshell.emulator.encode import View
from exoshell.emulator.errors import CommandError, already_exists, invalid, not_found
from exoshell.emulator.objects import Entry
from exoshell.emulator.query import matches, read_filter
from exoshell.schema import catalog, outputs

KEYS = ("Identity", "DisplayName", "DomainName", "AppId", "ObjectId", "Domain", "Alias", "ExchangeGuid")
_MAILBOX_IDS = frozenset(
    ("MailboxIdParameter", "GeneralMailboxOrMailUserIdParameter", "MailboxOrMailUserIdParameter", "UserIdParameter",
     "GeneralMailboxIdParameter", "MailboxIdParameter[]")
)  # fmt: skip
# Settings of a mailbox whose identity the documentation gives another type.
_MAILBOX_NOUNS = frozenset(("mailboxauditbypassassociation", "place", "mailboxcalendarfolder", "mailboxirmaccess",
                            "userbriefingconfig", "myanalyticsfeatureconfig", "eventsfromemailconfiguration", "onlinemeetingconfiguration", "vivainsightssettings",
                            "mailboxuserconfiguration"))  # fmt: skip
# Nouns that only have Get and whose objects are part of every tenant.
LISTED = frozenset(
    ("exchangeserver", "mailboxserver", "databaseavailabilitygroup", "mailboxdatabase", "receiveconnector", "sendconnector",
     "transportservice", "transportserver", "clientaccessservice", "owavirtualdirectory", "organizationalunit",
     "administrativeunit", "authserver", "federationtrust", "casmailboxplan", "mailboxplan", "rmstemplate",
     "compliancetag", "adaptivescope", "intraorganizationconfiguration", "dataclassification", "dlppolicytemplate",
     "classificationrulecollection", "supervisoryreviewpolicyv2", "supervisoryreviewrule", "etrlimits",
     "exoinformationbarrierpolicy", "exoinformationbarriersegment", "exoinformationbarrierrelationship",
     "deviceconditionalaccesspolicy", "deviceconditionalaccessrule", "deviceconfigurationpolicy",
     "deviceconfigurationrule", "devicepolicy", "devicetenantpolicy", "devicetenantrule", "messagecategory",
     "blockedconnector", "blockedsenderaddress", "activesyncdeviceclass", "mailboxlocation", "exchangecertificate",
     "pendingdelicenseuser", "billingpolicy", "reportexecutioninstance", "auditlogsearch", "onlinemeetingconfiguration")
)  # fmt: skip
_STATUS = {"Suspend": "Suspended", "Resume": "InProgress", "Start": "InProgress", "Stop": "Stopped",
           "Complete": "Completed"}  # fmt: skip


@lru_cache(maxsize=1)
def _compliance() -> dict[str, str]:
    names = catalog.legend()["not_in_catalogue"]["security-and-compliance"]
    return {str(name).lower(): str(name) for name in names}


def compliance_name(cmdlet: str) -> str | None:
    """The spelling of a compliance cmdlet that the catalogue does not list, or None."""
    return _compliance().get(cmdlet.lower())


@lru_cache(maxsize=1024)
def _verbs(noun: str) -> frozenset[str]:
    """The verbs that a noun has here."""
    known = list(catalog.load().index.values())
    suffix = f"-{noun.lower()}"
    found = {entry[0].partition("-")[0] for entry in known if entry[0].lower().endswith(suffix)
             and entry[0].lower().partition("-")[2] == noun.lower()}  # fmt: skip
    found |= {
        name.partition("-")[0] for key, name in _compliance().items() if key.partition("-")[2] == noun.lower()
    }
    return frozenset(found)


@lru_cache(maxsize=1024)
def plan(noun: str) -> str:
    """``named``, ``mailbox``, ``single``, ``listed`` or nothing."""
    verbs = _verbs(noun)
    if noun.lower() in _MAILBOX_NOUNS:
        return "mailbox"
    if noun.lower() in LISTED and "New" not in verbs:
        return "listed"
    if "Get" not in verbs:
        return ""
    if verbs & {"New", "Add"}:
        return "named"
    if "Set" in verbs:
        spec = catalog.row(f"Set-{noun}")
        if spec is None:
            return "named"
        identity = next((p for p in spec["params"] if p["name"] == "Identity"), None)
        if identity is None:
            return "single"
        if identity["type"] in _MAILBOX_IDS:
            return "mailbox"
        return "named" if identity.get("mandatory") else "single"
    return ""


def behaviour(cmdlet: str) -> Handler | None:
    """The function that answers a cmdlet, or None."""
    verb, _, noun = cmdlet.partition("-")
    kind = plan(noun)
    if not kind:
        base = noun.removesuffix("Statistics")
        return (
            _get_request_statistics
            if verb == "Get" and base.endswith("Request") and plan(base) == "named"
            else None
        )
    handler = _TABLE[kind].get(verb)
    return handler


def _get_request_statistics(call: Call) -> Result:
    """How far a request has come; here it has come to its end."""
    entry = objects.find(
        call.tenant, call.noun.removesuffix("Statistics"), call.args.get("Identity", ""), keys=KEYS
    )
    row = noun_view.values(call.tenant, entry)
    done = row.get("Status") == "Completed"
    return Result(
        [
            {
                **row,
                "StatusDetail": row.get("Status"),
                "PercentComplete": 100 if done else 10,
                "ItemsTransferred": 0,
            }
        ]
    )


# ---- named objects ----


def spelled(call: Call) -> str:
    """The noun under which the objects are kept."""
    return call.noun


def view_of(call: Call, rows: list[dict[str, Any]]) -> View | None:
    """The view of some rows; None where only the objects themselves say which properties there are."""
    if call.row.get("loose") and call.noun.lower() not in outputs.load():
        return None
    return noun_view.covering(call.tenant, call.noun, rows)


def shown(call: Call, entry: Entry) -> dict[str, Any]:
    """An object as a row; a request that waits is carried out by the next time somebody looks."""
    row = noun_view.values(call.tenant, entry)
    if (
        call.verb == "Get"
        and entry.noun.endswith("Request")
        and row.get("Status") in ("Queued", "InProgress")
    ):
        row["Status"] = "Completed"
    return row


def _get_named(call: Call) -> Result:
    tenant, noun = call.tenant, spelled(call)
    identity = call.args.get("Identity")
    if identity not in (None, "") and "*" not in str(identity):
        found = [shown(call, objects.find(tenant, noun, identity, keys=KEYS))]
        return Result(found, view_of(call, found))
    entries = objects.every(tenant, noun)
    rows = [shown(call, entry) for entry in entries]
    if identity:
        rows = [row for row in rows if _like(str(row.get("Name", "")), str(identity))]
    if any("Priority" in row for row in rows):
        rows.sort(key=lambda row: (row.get("Priority") is None, row.get("Priority") or 0))
    rows = _filtered(call, rows)
    return Result(rows, view_of(call, rows))


def _like(text: str, pattern: str) -> bool:
    import fnmatch

    return fnmatch.fnmatch(text.lower(), pattern.lower().replace("[", "[[]"))


def _filtered(call: Call, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Applies ``Filter`` and the parameters of Get that name a property."""
    types = noun_view.types(call.noun)
    if call.args.get("Filter"):
        node = read_filter(str(call.args["Filter"]))
        names = [n for n, _ in noun_view.properties(call.noun)]
        rows = [r for r in rows if matches(node, _reader(r), lambda n: n.lower() in types, lambda: names)]
    for name, value in call.args.items():
        if (
            name in ("Identity", "Filter", "ResultSize", "SortBy")
            or isinstance(value, bool)
            or value in (None, "")
        ):
            continue
        if name.lower() in types or name == "State":
            wanted = {str(v).lower() for v in (value if isinstance(value, list) else [value])}
            rows = [r for r in rows if wanted & {str(v).lower() for v in _listed(r.get(name))}]
    return rows


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _reader(row: dict[str, Any]) -> Any:
    lower = {key.lower(): value for key, value in row.items()}
    return lambda name: lower.get(name.lower())


def _name_of(call: Call) -> str:
    args = call.args
    for key in ("Name", "DisplayName", "DomainName", "Identity", "AppId", "Domain"):
        if args.get(key):
            return str(args[key])
    mandatory = [p["name"] for p in call.row["params"] if p.get("mandatory")]
    for key in mandatory:
        if args.get(key) and not isinstance(args[key], list | dict | Change):
            return str(args[key])
    return call.tenant.new_guid()


def new_named(call: Call) -> Result:
    tenant, noun = call.tenant, spelled(call)
    name = _name_of(call)
    if len(name) > 256:
        raise invalid(f'The length of the property "Name" is out of range: "{name}".', name)
    if objects.lookup(tenant, noun, name) is not None:
        raise already_exists(name)
    doc: dict[str, Any] = {"Name": name}
    _assign(call, doc)
    _state(call, doc)
    entry = Entry(0, noun, "", "", doc)
    if _has_priority(noun):
        entry.doc["Priority"] = len(objects.every(tenant, noun))
    if noun.endswith("Request"):
        doc.setdefault("Status", "Suspended" if call.args.flag("Suspend") else "Queued")
    _references(call, doc)
    made = objects.add(tenant, noun, doc)
    if call.args.get("Priority") is not None and _has_priority(noun):
        move(call, made, int(call.args["Priority"]))
    rows = [shown(call, made)]
    return Result(rows, view_of(call, rows))


def _has_priority(noun: str) -> bool:
    return noun.lower().endswith("rule") and "priority" in noun_view.types(noun)


def _state(call: Call, doc: dict[str, Any]) -> None:
    """Rules say ``State`` where the parameter says ``Enabled``."""
    if "state" in noun_view.types(call.noun) and call.noun.lower().endswith("rule"):
        doc["State"] = "Enabled" if call.args.get("Enabled", True) else "Disabled"
    elif "Enabled" in doc or "enabled" in noun_view.types(call.noun):
        doc.setdefault("Enabled", True)


def _references(call: Call, doc: dict[str, Any]) -> None:
    """A rule's policy must exist and may have one rule only."""
    if not call.noun.lower().endswith("rule"):
        return
    policy = next(
        (k for k in doc if k.lower().endswith("policy") and k[:-6].lower() == call.noun.lower()[:-4]), None
    )
    if policy is None or not objects.every(call.tenant, policy):
        return
    objects.find(call.tenant, policy, doc[policy], keys=KEYS)
    for other in objects.every(call.tenant, call.noun):
        if str(other.doc.get(policy, "")).lower() == str(doc[policy]).lower():
            raise invalid(
                f"The policy '{doc[policy]}' is already used by the rule '{other.name}'.", str(doc[policy])
            )


def _assign(call: Call, doc: dict[str, Any]) -> None:
    types = noun_view.types(call.noun)
    spelling = {n.lower(): n for n, _ in noun_view.properties(call.noun)}
    for name, value in call.args.items():
        if name in noun_view.STEERING or name == "Priority":
            continue
        key = spelling.get(name.lower(), name)
        if isinstance(value, Change):
            doc[key] = changed(list(doc.get(key) or []), value)
        elif value is None:
            doc[key] = [] if types.get(key.lower(), "").startswith("MultiValued") else None
        elif types.get(key.lower(), "").startswith("MultiValued") and not isinstance(value, list):
            doc[key] = [value]
        else:
            doc[key] = value


def target(call: Call) -> Entry:
    """The object that the call's Identity names."""
    return objects.find(call.tenant, spelled(call), call.args.get("Identity", ""), keys=KEYS)


def set_named(call: Call) -> None:
    entry = target(call)
    before = dict(entry.doc)
    if call.args.get("Name"):
        other = objects.lookup(call.tenant, entry.noun, call.args["Name"])
        if other is not None and other.id != entry.id:
            raise already_exists(call.args["Name"])
    _assign(call, entry.doc)
    if "Enabled" in call.args and "State" in entry.doc:
        entry.doc["State"] = "Enabled" if call.args["Enabled"] else "Disabled"
    if call.args.get("MakeDefault"):
        for other in objects.every(call.tenant, entry.noun):
            if other.doc.get("IsDefault") and other.id != entry.id:
                other.doc["IsDefault"] = False
                objects.save(call.tenant, other)
        entry.doc["IsDefault"] = True
    if call.args.get("Priority") is not None:
        move(call, entry, int(call.args["Priority"]))
    elif before == entry.doc:
        call.warnings.append(
            f"The command completed successfully but no settings of '{entry.name}' have been modified."
        )
    objects.save(call.tenant, entry)


def move(call: Call, entry: Entry, place: int) -> None:
    """Gives a rule its place; the others make room."""
    rules = sorted(
        objects.every(call.tenant, entry.noun, entry.owner), key=lambda e: e.doc.get("Priority", 0)
    )
    if not 0 <= place < max(len(rules), 1):
        raise invalid(
            f"The priority value '{place}' is out of range. The valid range is 0 to {len(rules) - 1}.",
            entry.name,
        )
    rest = [rule for rule in rules if rule.id != entry.id]
    rest.insert(place, entry)
    for number, rule in enumerate(rest):
        if rule.doc.get("Priority") != number:
            rule.doc["Priority"] = number
            objects.save(call.tenant, rule)


def _remove_named(call: Call) -> None:
    entry = target(call)
    if entry.doc.get("IsDefault") is True or entry.doc.get("IsBuiltIn"):
        raise CommandError(
            f"The object '{entry.name}' is the default object of its kind and can't be removed.",
            "Microsoft.Exchange.Management.Tasks.OperationNotAllowedException",
            "Ex4A7C11",
            target=entry.name,
        )
    objects.remove(call.tenant, entry)
    if _has_priority(entry.noun):
        for number, rule in enumerate(sorted(objects.every(call.tenant, entry.noun),
                                             key=lambda e: e.doc.get("Priority", 0))):  # fmt: skip
            rule.doc["Priority"] = number
            objects.save(call.tenant, rule)


def _switch(call: Call, on: bool) -> None:
    entry = target(call)
    if "state" in noun_view.types(call.noun):
        entry.doc["State"] = "Enabled" if on else "Disabled"
    entry.doc["Enabled"] = on
    objects.save(call.tenant, entry)


def _enable_named(call: Call) -> None:
    _switch(call, True)


def _disable_named(call: Call) -> None:
    _switch(call, False)


def _status_named(call: Call) -> None:
    entry = target(call)
    entry.doc["Status"] = _STATUS[call.verb]
    objects.save(call.tenant, entry)


# ---- settings of a mailbox ----


def _owner(call: Call) -> Any:
    identity = call.args.get("Identity") or call.args.get("Mailbox")
    if identity in (None, ""):
        raise not_found("", call.tenant.server)
    return mailboxes.find(call.tenant, identity)


def setting_row(call: Call, noun: str, owner: Any) -> dict[str, Any]:
    """The settings of one mailbox."""
    entry = objects.setting(call.tenant, noun, owner.guid)
    row = {"Identity": owner.name, "MailboxOwnerId": owner.name, "Id": owner.name, "Guid": owner.guid,
           "MailboxIdentity": owner.name}  # fmt: skip
    if entry is not None:
        row.update({k: v for k, v in entry.doc.items() if k != "Name"})
        row["WhenChangedUTC"] = entry.doc.get("WhenChanged")
    return row


def _get_setting(call: Call) -> Result:
    view = noun_view.view(call.tenant, call.noun)
    if call.args.get("Identity") in (None, "") and call.args.get("Mailbox") in (None, ""):
        from exoshell.emulator.recipients import Listing

        page, cursor = Listing(("mailbox",)).page(call.tenant, call.limit, call.cursor)
        return Result([setting_row(call, call.noun, owner) for owner in page], view, cursor, paged=True)
    return Result([setting_row(call, call.noun, _owner(call))], view)


def _set_setting(call: Call) -> None:
    owner = _owner(call)
    entry = objects.setting(call.tenant, call.noun, owner.guid)
    doc = dict(entry.doc) if entry else {}
    _assign(call, doc)
    objects.change_setting(call.tenant, call.noun, owner.guid, doc, owner.name)


# ---- one object of the organization ----


def single(call: Call) -> Entry:
    """The organization's only object of the noun."""
    entry = objects.setting(call.tenant, call.noun, "")
    if entry is None:
        entry = Entry(
            0, call.noun, "", call.tenant.guid_of(f"single|{call.noun.lower()}"), {"Name": _single_name(call)}
        )
    return entry


def _single_name(call: Call) -> str:
    return str(call.tenant.initial_domain) if call.noun == "OrganizationConfig" else "Default"


def _get_single(call: Call) -> Result:
    return Result([shown(call, single(call))], noun_view.view(call.tenant, call.noun))


def _set_single(call: Call) -> None:
    doc = dict(single(call).doc)
    _assign(call, doc)
    objects.change_setting(call.tenant, call.noun, "", doc, str(doc["Name"]))


_TABLE: dict[str, dict[str, Handler]] = {
    "named": {"Get": _get_named, "New": new_named, "Add": new_named, "Set": set_named, "Remove": _remove_named,
              "Delete": _remove_named, "Enable": _enable_named, "Disable": _disable_named,
              **dict.fromkeys(_STATUS, _status_named)},
    "listed": {"Get": _get_named, "Set": set_named, "Remove": _remove_named},
    "mailbox": {"Get": _get_setting, "Set": _set_setting},
    "single": {"Get": _get_single, "Set": _set_single},
}  # fmt: skip
