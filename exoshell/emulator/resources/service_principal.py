"""Applications in the tenant: service principals and what they may reach."""

from __future__ import annotations

from exoshell.emulator import noun_view, objects
from exoshell.emulator.assign import resolve
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.engine import KEYS
from exoshell.emulator.errors import already_exists
from exoshell.emulator.recipient_tasks import member_guids

NOUN, POLICY = "ServicePrincipal", "ApplicationAccessPolicy"


@handles("New-ServicePrincipal")
def new_principal(call: Call) -> Result:
    """Makes an application known to role groups and scopes."""
    args = call.args
    app = str(args.get("AppId"))
    if objects.lookup(call.tenant, NOUN, app, keys=("AppId",)):
        raise already_exists(app)
    object_id = str(args.get("ObjectId") or args.get("ServiceId") or call.tenant.new_guid())
    doc = {
        "Name": object_id,
        "AppId": app,
        "ObjectId": object_id,
        "DisplayName": args.get("DisplayName") or app,
    }
    made = objects.add(call.tenant, NOUN, doc)
    return Result([noun_view.values(call.tenant, made)], noun_view.view(call.tenant, NOUN))


@handles("Test-ServicePrincipalAuthorization")
def test_authorization(call: Call) -> Result:
    """Which roles an application has, and whether a mailbox lies in their scope."""
    principal = objects.find(call.tenant, NOUN, call.args["Identity"], keys=KEYS)
    names = {principal.name, str(principal.doc.get("AppId")), str(principal.doc.get("DisplayName"))}
    rows = []
    for entry in objects.every(call.tenant, "ManagementRoleAssignment"):
        if entry.doc.get("RoleAssigneeName") in names or entry.doc.get("App") in names:
            scope = entry.doc.get("CustomResourceScope")
            rows.append({"RoleName": entry.doc["Role"], "GrantedPermissions": entry.doc["Role"].partition(" ")[2], "AllowedResourceScope":
                         scope or "Organization", "ScopeType": "CustomRecipientScope" if scope else "Organization", "InScope": not scope
                         if call.args.get("Resource") else "Not Run"})  # fmt: skip
    return Result(rows)


@handles("New-ApplicationAccessPolicy")
def new_policy(call: Call) -> Result:
    """Limits an application to a group's members, or keeps it from them."""
    args = call.args
    group = resolve(call.tenant, args["PolicyScopeGroupId"])
    apps = args["AppId"] if isinstance(args["AppId"], list) else [args["AppId"]]
    rows = []
    for app in apps:
        made = objects.add(call.tenant, POLICY, {
            "Name": f"{call.tenant.id}\\{app}:{group.guid}", "AppId": str(app), "ScopeName": group.name, "ScopeIdentity": group.name,
            "ScopeIdentityRaw": f"{group.guid}", "AccessRight": args["AccessRight"], "ShardType": "All", "Description": args.get("Description") or "",
        })  # fmt: skip
        rows.append(noun_view.values(call.tenant, made))
    return Result(rows)


@handles("Get-ApplicationAccessPolicy")
def get_policy(call: Call) -> Result:
    """Lists the limits."""
    identity = call.args.get("Identity")
    found = [objects.find(call.tenant, POLICY, identity)] if identity else objects.every(call.tenant, POLICY)
    return Result([noun_view.values(call.tenant, e) for e in found])


@handles("Test-ApplicationAccessPolicy")
def test_policy(call: Call) -> Result:
    """Whether an application may reach a mailbox."""
    person = resolve(call.tenant, call.args["Identity"])
    app = str(call.args["AppId"]).lower()
    result = "Granted"
    for entry in objects.every(call.tenant, POLICY):
        if str(entry.doc["AppId"]).lower() != app:
            continue
        inside = (
            person.guid in member_guids(call, entry.doc["ScopeIdentityRaw"])
            or person.guid == entry.doc["ScopeIdentityRaw"]
        )
        if (
            entry.doc["AccessRight"] == "RestrictAccess"
            and not inside
            or entry.doc["AccessRight"] == "DenyAccess"
            and inside
        ):
            result = "Denied"
    return Result(
        [
            {
                "AppId": app,
                "Mailbox": person.doc.get("Alias"),
                "MailboxId": person.guid,
                "MailboxSid": "",
                "AccessCheckResult": result,
            }
        ]
    )
