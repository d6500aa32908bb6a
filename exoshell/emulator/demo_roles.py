"""Role groups, management roles and assignments of an invented tenant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exoshell.emulator.demo import Builder

ROLES = (
    "Address Lists", "Application Exchange.ManageAsApp", "ApplicationImpersonation", "Audit Logs", "Compliance Admin",
    "Data Loss Prevention", "Distribution Groups", "E-Mail Address Policies", "Federated Sharing", "Information Rights Management",
    "Journaling", "Legal Hold", "Mail Enabled Public Folders", "Mail Recipient Creation", "Mail Recipients", "Mail Tips",
    "Mailbox Import Export", "Mailbox Search", "Message Tracking", "Migration", "Move Mailboxes", "Organization Client Access",
    "Organization Configuration", "Organization Transport Settings", "Public Folders", "Recipient Policies", "Remote and Accepted Domains",
    "Reset Password", "Retention Management", "Role Management", "Security Admin", "Security Group Creation and Membership",
    "Security Reader", "TenantPlacesManagement", "Transport Hygiene", "Transport Rules", "User Options", "View-Only Audit Logs",
    "View-Only Configuration", "View-Only Recipients",
)  # fmt: skip
END_USER_ROLES = ("MyBaseOptions", "MyContactInformation", "MyDistributionGroups", "MyMailSubscriptions", "MyProfileInformation",
                  "MyRetentionPolicies", "MyTeamMailboxes", "MyTextMessaging", "MyVoiceMail", "My Custom Apps",
                  "My Marketplace Apps", "My ReadWriteMailbox Apps")  # fmt: skip
GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "Organization Management": (
        "Members of this management role group have permissions to manage Exchange objects and their properties.",
        tuple(r for r in ROLES if r not in ("ApplicationImpersonation", "Mailbox Import Export", "Mailbox Search",
                                            "Application Exchange.ManageAsApp"))),
    "Recipient Management": ("Members can create, manage and remove recipient objects.",
                             ("Distribution Groups", "Mail Recipient Creation", "Mail Recipients", "Message Tracking", "Migration",
                              "Move Mailboxes", "Recipient Policies", "Reset Password")),
    "View-Only Organization Management": ("Members can view recipient and configuration objects.",
                                          ("View-Only Configuration", "View-Only Recipients")),
    "Compliance Management": ("Members can manage compliance settings.",
                              ("Audit Logs", "Compliance Admin", "Data Loss Prevention", "Information Rights Management", "Journaling",
                               "Message Tracking", "Retention Management", "Transport Rules", "View-Only Audit Logs",
                               "View-Only Configuration", "View-Only Recipients")),
    "Discovery Management": ("Members can search mailboxes for data that meets specific criteria.", ("Legal Hold", "Mailbox Search")),
    "Help Desk": ("Members can view and manage the configuration of individual recipients.",
                  ("Message Tracking", "Reset Password", "User Options", "View-Only Recipients")),
    "Hygiene Management": ("Members can manage anti-spam features.", ("Transport Hygiene", "View-Only Configuration", "View-Only Recipients")),
    "Records Management": ("Members can configure compliance features such as retention policy tags.",
                           ("Audit Logs", "Journaling", "Message Tracking", "Retention Management", "Transport Rules")),
    "Security Administrator": ("Membership in this role group is synchronized across services.", ("Security Admin",)),
    "Security Reader": ("Membership in this role group is synchronized across services.", ("Security Reader",)),
    "TenantAdmins": ("Membership in this role group is synchronized across services.", ()),
}  # fmt: skip


def build(builder: Builder) -> None:
    """Adds roles, role groups and what ties them together."""
    for name in (*ROLES, *END_USER_ROLES):
        user = name in END_USER_ROLES
        builder.object("ManagementRole", {
            "Name": name, "RoleType": name.replace(" ", "").replace("-", ""), "IsEndUserRole": user, "IsRootRole": True,
            "Description": f"This role lets {'users' if user else 'administrators'} work with: {name}.",
            "ImplicitRecipientReadScope": "Self" if user else "Organization",
            "ImplicitRecipientWriteScope": "Self" if user else "Organization", "ImplicitConfigReadScope": "OrganizationConfig",
            "ImplicitConfigWriteScope": "None" if user else "OrganizationConfig",
        })  # fmt: skip
    for name, (description, roles) in GROUPS.items():
        assignments = [f"{role}-{name}" for role in roles]
        builder.object("RoleGroup", {
            "Name": name, "DisplayName": name, "Description": description, "Roles": list(roles), "RoleAssignments": assignments,
            "RoleGroupType": "Standard", "ManagedBy": ["Organization Management"], "Capabilities": ["Partner_Managed"],
            "IsBuiltIn": True,
        })  # fmt: skip
        for role in roles:
            builder.object("ManagementRoleAssignment", assignment(f"{role}-{name}", role, name, "RoleGroup"))
    for role in END_USER_ROLES:
        name = f"{role}-Default Role Assignment Policy"
        builder.object(
            "ManagementRoleAssignment",
            assignment(name, role, "Default Role Assignment Policy", "RoleAssignmentPolicy"),
        )


def assignment(name: str, role: str, assignee: str, kind: str) -> dict[str, object]:
    """One assignment of a role to a role group, user, application or policy."""
    return {
        "Name": name, "Role": role, "RoleAssigneeName": assignee, "RoleAssignee": assignee, "RoleAssigneeType": kind,
        "User": assignee, "AssignmentMethod": "Direct", "Enabled": True, "RoleAssignmentDelegationType": "Regular",
        "RecipientReadScope": "Organization", "RecipientWriteScope": "Organization", "ConfigReadScope": "OrganizationConfig",
        "ConfigWriteScope": "OrganizationConfig", "EffectiveUserName": "All Group Members" if kind == "RoleGroup" else assignee,
    }  # fmt: skip
