"""Sign-in accounts, applications and managed identities of a tenant, and the roles they have."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from exoshell.emulator import roles
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.values import fold


def account(tenant: Tenant, upn: str) -> dict[str, Any] | None:
    """An account by sign-in name, or None."""
    row = tenant.store.connection.execute("SELECT doc FROM account WHERE upn = ?", (fold(upn),)).fetchone()
    if row:
        found: dict[str, Any] = json.loads(row[0])
        return found
    user = tenant.store.connection.execute(
        "SELECT doc, guid FROM recipient WHERE userprincipalname = ? AND state = 0 "
        "AND kind IN ('mailbox', 'user', 'mailuser')", (fold(upn),)
    ).fetchone()  # fmt: skip
    if not user:
        return None
    doc = json.loads(user[0])
    return {"upn": doc["UserPrincipalName"], "name": doc.get("DisplayName", ""), "oid": doc.get("ExternalDirectoryObjectId"),
            "roles": [], "mfa": False, "disabled": bool(doc.get("AccountDisabled")),
            "exo_module_enabled": doc.get("EXOModuleEnabled", True), "password": None}  # fmt: skip


def put_account(tenant: Tenant, upn: str, **facts: Any) -> None:
    """Keeps an account; facts that are not given stay."""
    known = account(tenant, upn) or {
        "upn": upn,
        "roles": [],
        "mfa": False,
        "oid": tenant.guid_of(f"account|{fold(upn)}"),
    }
    known.update(facts)
    with tenant.store.write() as connection:
        connection.execute("INSERT OR REPLACE INTO account VALUES (?, ?)", (fold(upn), json.dumps(known)))


def accounts(tenant: Tenant) -> list[dict[str, Any]]:
    """All kept accounts."""
    rows = tenant.store.connection.execute("SELECT doc FROM account ORDER BY upn").fetchall()
    return [json.loads(row[0]) for row in rows]


def hash_password(password: str, salt: str) -> str:
    """The kept form of a password."""
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), 2000).hex()


def set_password(tenant: Tenant, upn: str, password: str) -> None:
    """Gives an account its password."""
    put_account(tenant, upn, password=hash_password(password, fold(upn)))


def password_fits(known: dict[str, Any], password: str) -> bool:
    """Whether a password is the account's; an account without one takes any that is not empty."""
    kept = known.get("password")
    if kept is None:
        return bool(password)
    return hmac.compare_digest(str(kept), hash_password(password, fold(known["upn"])))


def roles_of(tenant: Tenant, upn: str, wids: list[str]) -> frozenset[str]:
    """Directory roles and role groups of a user."""
    names = roles.role_names(wids)
    known = account(tenant, upn)
    if known:
        names |= set(known.get("roles", []))
    names |= role_groups(tenant, upn)
    return frozenset(names)


def role_groups(tenant: Tenant, upn: str) -> set[str]:
    """The role groups that a user or application is a member of."""
    rows = tenant.store.connection.execute(
        "SELECT o.doc FROM member m JOIN object o ON o.guid = m.grp AND o.noun = 'RoleGroup' "
        "WHERE m.role = 'member' AND m.member IN (SELECT guid FROM recipient WHERE userprincipalname = ?1 "
        "UNION SELECT guid FROM object WHERE noun = 'ServicePrincipal' AND json_extract(doc, '$.AppId') = ?1)",
        (fold(upn),),
    ).fetchall()
    return {json.loads(row[0])["Name"] for row in rows}


# ---- applications ----


def applications(tenant: Tenant) -> dict[str, dict[str, Any]]:
    """Registered applications by client id."""
    found = tenant.store.get_meta("applications", {})
    assert isinstance(found, dict)
    return found


def application(tenant: Tenant, client_id: str) -> dict[str, Any] | None:
    """An application by client id, or None."""
    return applications(tenant).get(client_id.lower())


def put_application(tenant: Tenant, client_id: str, **facts: Any) -> None:
    """Keeps an application: name, secret, certificates (DER as base64), roles, permissions."""
    with tenant.store.write():
        known = applications(tenant)
        entry = known.setdefault(
            client_id.lower(), {"client_id": client_id.lower(), "certificates": [], "secrets": []}
        )
        entry.update(facts)
        tenant.store.set_meta("applications", known)


def register_certificate(tenant: Tenant, client_id: str, certificate: bytes) -> None:
    """Lets an application sign in with a certificate, given as DER or PEM."""
    import base64

    if certificate.lstrip().startswith(b"-----"):
        body = b"".join(line for line in certificate.splitlines() if line and not line.startswith(b"-----"))
        text = body.decode()
    else:
        text = base64.b64encode(certificate).decode()
    entry = application(tenant, client_id) or {"certificates": []}
    kept = [c for c in entry.get("certificates", []) if c != text]
    put_application(tenant, client_id, certificates=[*kept, text])


def app_roles(tenant: Tenant, client_id: str, wids: list[str]) -> frozenset[str]:
    """Directory roles and role groups of an application."""
    return frozenset(roles.role_names(wids) | role_groups(tenant, client_id))
