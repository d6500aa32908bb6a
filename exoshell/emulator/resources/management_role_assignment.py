"""Listing role assignments, with the users who have them in effect."""

from __future__ import annotations

from typing import Any

from exoshell.emulator import noun_view, objects
from exoshell.emulator.assign import resolve
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.resources import role_group


@handles("Get-ManagementRoleAssignment")
def get_assignment(call: Call) -> Result:
    """Lists assignments."""
    args, tenant = call.args, call.tenant
    view = noun_view.view(tenant, "ManagementRoleAssignment")
    if args.get("Identity"):
        entry = objects.find(tenant, "ManagementRoleAssignment", args["Identity"])
        return Result([noun_view.values(tenant, entry)], view)
    rows = [noun_view.values(tenant, e) for e in objects.every(tenant, "ManagementRoleAssignment")]
    if args.get("Role"):
        role = objects.find(tenant, "ManagementRole", args["Role"]).name
        rows = [row for row in rows if row["Role"] == role]
    if args.get("RoleAssignee"):
        rows = [row for row in rows if row["RoleAssigneeName"] in _assignees(call, str(args["RoleAssignee"]))]
    for name in ("RoleAssigneeType", "Enabled", "Delegating"):
        if name in args and name in ("RoleAssigneeType", "Enabled"):
            rows = [row for row in rows if str(row.get(name)).lower() == str(args[name]).lower()]
    if args.flag("GetEffectiveUsers"):
        rows = [effective for row in rows for effective in _effective(call, row)]
    return Result(rows, view)


def _assignees(call: Call, text: str) -> set[str]:
    """The names by which somebody has roles: the own one and those of the role groups."""
    group = objects.lookup(call.tenant, "RoleGroup", text)
    if group:
        return {group.name}
    policy = objects.lookup(call.tenant, "RoleAssignmentPolicy", text)
    if policy:
        return {policy.name}
    person = resolve(call.tenant, text)
    names = {person.name}
    rows = call.tenant.store.connection.execute(
        "SELECT o.name FROM member m JOIN object o ON o.guid = m.grp WHERE m.member = ? AND o.noun = 'RoleGroup'",
        (person.guid,),
    ).fetchall()
    known = {e.name.lower(): e.name for e in objects.every(call.tenant, "RoleGroup")}
    return names | {known[row[0]] for row in rows}


def _effective(call: Call, row: dict[str, Any]) -> list[dict[str, Any]]:
    if row["RoleAssigneeType"] != "RoleGroup":
        return [row]
    group = objects.lookup(call.tenant, "RoleGroup", row["RoleAssigneeName"])
    members = role_group._members(call, group) if group else []
    return [{**row, "EffectiveUserName": m["Name"], "AssignmentMethod": "RoleGroup"} for m in members]
