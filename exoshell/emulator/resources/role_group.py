"""Role groups, their members, management roles and role assignments."""

from __future__ import annotations

from typing import Any

from exoshell.emulator import directory, engine, noun_view, objects, recipients
from exoshell.emulator.assign import resolve
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.demo_roles import assignment
from exoshell.emulator.errors import CommandError, already_exists
from exoshell.emulator.objects import Entry
from exoshell.emulator.recipients import Recipient
from exoshell.schema import catalog

_TASKS = "Microsoft.Exchange.Management.Tasks."


def _group(call: Call) -> Entry:
    return objects.find(call.tenant, "RoleGroup", call.args.get("Identity", ""), keys=engine.KEYS)


def _members(call: Call, group: Entry) -> list[dict[str, Any]]:
    rows = call.tenant.store.connection.execute(
        "SELECT member FROM member WHERE grp = ? AND role = 'member'", (group.guid,)
    ).fetchall()
    guids = [row[0] for row in rows]
    found = [directory.values(call.tenant, r) for r in recipients.by_guids(call.tenant, guids)]
    for entry in objects.every(call.tenant, "ServicePrincipal"):
        if entry.guid in guids:
            found.append({**noun_view.values(call.tenant, entry), "RecipientType": "ServicePrincipal",
                          "RecipientTypeDetails": "ServicePrincipal"})  # fmt: skip
    return found


def _shown(call: Call, group: Entry) -> dict[str, Any]:
    row = noun_view.values(call.tenant, group)
    row["Members"] = [m["Name"] for m in _members(call, group)]
    return row


@handles("Get-RoleGroup")
def get_group(call: Call) -> Result:
    """Lists role groups."""
    view = noun_view.view(call.tenant, "RoleGroup")
    if call.args.get("Identity"):
        return Result([_shown(call, _group(call))], view)
    return Result([_shown(call, g) for g in objects.every(call.tenant, "RoleGroup")], view)


@handles("New-RoleGroup")
def new_group(call: Call) -> Result:
    """Makes a role group with its roles and members."""
    args, tenant = call.args, call.tenant
    name = str(args["Name"])
    if objects.lookup(tenant, "RoleGroup", name):
        raise already_exists(name)
    roles = [objects.find(tenant, "ManagementRole", role).name for role in args.get("Roles") or []]
    members = [_principal(call, m) for m in args.get("Members") or []]
    doc = {"Name": name, "DisplayName": args.get("DisplayName") or name, "Description": args.get("Description") or "",
           "Roles": roles, "RoleAssignments": [f"{role}-{name}" for role in roles], "RoleGroupType": "Standard",
           "ManagedBy": args.get("ManagedBy") or ["Organization Management"]}  # fmt: skip
    group = objects.add(tenant, "RoleGroup", doc)
    for role in roles:
        facts = dict(assignment(f"{role}-{name}", role, name, "RoleGroup"))
        if args.get("CustomRecipientWriteScope"):
            facts["CustomRecipientWriteScope"] = args["CustomRecipientWriteScope"]
        objects.add(tenant, "ManagementRoleAssignment", facts)
    for member in members:
        _add(call, group, member)
    return Result([_shown(call, group)], noun_view.view(tenant, "RoleGroup"))


@handles("Remove-RoleGroup")
def remove_group(call: Call) -> None:
    """Removes a role group and its assignments."""
    group = _group(call)
    if group.doc.get("IsBuiltIn"):
        raise CommandError(f"The role group '{group.name}' is built in and can't be removed.",
                           _TASKS + "RoleGroupBuiltInException", "Ex7C2D11", target=group.name)  # fmt: skip
    for entry in objects.every(call.tenant, "ManagementRoleAssignment"):
        if entry.doc.get("RoleAssigneeName") == group.name:
            objects.remove(call.tenant, entry)
    objects.remove(call.tenant, group)


def _principal(call: Call, identity: object) -> str:
    entry = objects.lookup(call.tenant, "ServicePrincipal", identity, keys=engine.KEYS)
    return entry.guid if entry else resolve(call.tenant, identity).guid


def _add(call: Call, group: Entry, member: str) -> bool:
    with call.tenant.store.write() as connection:
        sql = "INSERT OR IGNORE INTO member VALUES (?, 'member', ?)"
        return connection.execute(sql, (group.guid, member)).rowcount > 0


@handles("Get-RoleGroupMember")
def get_members(call: Call) -> Result:
    """Lists a role group's members."""
    return Result(_members(call, _group(call)), noun_view.view(call.tenant, "RoleGroupMember"))


@handles("Add-RoleGroupMember")
def add_member(call: Call) -> None:
    """Adds a member."""
    group = _group(call)
    if not _add(call, group, _principal(call, call.args["Member"])):
        raise CommandError(f'The recipient "{call.args["Member"]}" is already a member of the group "{group.name}".',
                           _TASKS + "MemberAlreadyExistsException", "ExEAC9B2", target=group.name)  # fmt: skip


@handles("Remove-RoleGroupMember")
def remove_member(call: Call) -> None:
    """Takes a member out."""
    group = _group(call)
    member = _principal(call, call.args["Member"])
    with call.tenant.store.write() as connection:
        sql = "DELETE FROM member WHERE grp = ? AND role = 'member' AND member = ?"
        gone = connection.execute(sql, (group.guid, member)).rowcount
    if not gone:
        raise CommandError(f'The recipient "{call.args["Member"]}" isn\'t a member of the group "{group.name}".',
                           _TASKS + "MemberNotFoundException", "Ex5AB6B3", target=group.name)  # fmt: skip


@handles("Update-RoleGroupMember")
def update_members(call: Call) -> None:
    """Replaces all members."""
    group = _group(call)
    value = call.args.get("Members") or []
    wanted = [_principal(call, m) for m in (value if isinstance(value, list) else [value])]
    with call.tenant.store.write() as connection:
        connection.execute("DELETE FROM member WHERE grp = ?", (group.guid,))
    for member in wanted:
        _add(call, group, member)


# ---- roles ----


@handles("Get-ManagementRole")
def get_role(call: Call) -> Result:
    """Lists management roles; ``Cmdlet`` asks for those that have a cmdlet."""
    args = call.args
    entries = objects.every(call.tenant, "ManagementRole")
    if args.get("Identity"):
        entries = [objects.find(call.tenant, "ManagementRole", args["Identity"])]
    elif args.get("Cmdlet"):
        entries = [e for e in entries if e.name in roles_with(str(args["Cmdlet"]))]
    elif args.get("RoleType"):
        entries = [
            e for e in entries if str(e.doc.get("RoleType", "")).lower() == str(args["RoleType"]).lower()
        ]
    return Result(
        [noun_view.values(call.tenant, e) for e in entries], noun_view.view(call.tenant, "ManagementRole")
    )


_ROLE_OF_CATEGORY = {
    "mailboxes": "Mail Recipients", "users-and-groups": "Distribution Groups", "mail-flow": "Transport Rules",
    "antispam-antimalware": "Transport Hygiene", "organization": "Organization Configuration", "move-and-migration": "Migration",
    "sharing-and-collaboration": "Public Folders", "role-based-access-control": "Role Management", "client-access":
    "Organization Client Access", "policy-and-compliance-retention": "Retention Management", "policy-and-compliance-audit":
    "Audit Logs", "policy-and-compliance-dlp": "Data Loss Prevention", "policy-and-compliance": "Compliance Admin",
    "defender-for-office-365": "Security Admin", "email-addresses-and-address-books": "Address Lists", "devices": "Mail Recipients",
    "federation-and-hybrid": "Federated Sharing", "encryption-and-certificates": "Information Rights Management", "reporting":
    "Message Tracking",
}  # fmt: skip


def roles_with(cmdlet: str) -> set[str]:
    """The roles that have a cmdlet."""
    row = catalog.load().get(cmdlet) or {}
    names = {_ROLE_OF_CATEGORY.get(str(row.get("category")), "Organization Configuration")}
    if cmdlet.lower().startswith("get-"):
        names.add(
            "View-Only Recipients"
            if names & {"Mail Recipients", "Distribution Groups"}
            else "View-Only Configuration"
        )
    return names


@handles("Get-ManagementRoleEntry")
def get_entry(call: Call) -> Result:
    """Lists role entries: ``role\\cmdlet``, with wildcards."""
    import fnmatch

    identity = str(call.args["Identity"])
    role_pattern, _, cmdlet_pattern = identity.partition("\\")
    rows = []
    for entry in catalog.load().index.values():
        cmdlet = entry[0]
        if not fnmatch.fnmatch(cmdlet.lower(), (cmdlet_pattern or "*").lower()):
            continue
        for role in roles_with(cmdlet):
            if fnmatch.fnmatch(role.lower(), role_pattern.lower()):
                row = catalog.row(cmdlet) or {"params": []}
                rows.append({"Name": cmdlet, "Role": role, "Identity": f"{role}\\{cmdlet}", "Type": "Cmdlet",
                             "Parameters": [p["name"] for p in row["params"] if p.get("exo", True)],
                             "PSSnapinName": "Microsoft.Exchange.Management.PowerShell.E2010"})  # fmt: skip
    return Result(rows)


@handles("New-ManagementRoleAssignment")
def new_assignment(call: Call) -> Result:
    """Gives a role to a user, group, application or policy."""
    args, tenant = call.args, call.tenant
    role = objects.find(tenant, "ManagementRole", args["Role"]).name
    kinds = {
        "User": "User",
        "SecurityGroup": "SecurityGroup",
        "App": "ServicePrincipal",
        "Policy": "RoleAssignmentPolicy",
    }
    parameter = next((p for p in kinds if args.get(p)), "")
    assignee = str(args.get(parameter, ""))
    if parameter in ("User", "SecurityGroup"):
        group = objects.lookup(tenant, "RoleGroup", assignee)
        found: Recipient | None = None if group else resolve(tenant, assignee)
        assignee = group.name if group else found.name if found else assignee
        kinds["SecurityGroup"] = "RoleGroup" if group else "SecurityGroup"
    name = str(args.get("Name") or f"{role}-{assignee}")
    facts = {**assignment(name, role, assignee, kinds.get(parameter, "User")),
             **{k: args[k] for k in ("CustomRecipientWriteScope", "CustomResourceScope", "App") if args.get(k)}}  # fmt: skip
    if args.flag("Delegating"):
        facts["RoleAssignmentDelegationType"] = "DelegatingOrgWide"
    made = objects.add(tenant, "ManagementRoleAssignment", facts)
    if kinds.get(parameter) == "RoleGroup":
        group = objects.find(tenant, "RoleGroup", assignee)
        group.doc["Roles"] = [*group.doc.get("Roles", []), role]
        group.doc["RoleAssignments"] = [*group.doc.get("RoleAssignments", []), name]
        objects.save(tenant, group)
    return Result([noun_view.values(tenant, made)], noun_view.view(tenant, "ManagementRoleAssignment"))
