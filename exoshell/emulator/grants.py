"""What the authority remembers between requests, and how clients prove who they are."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import struct
from typing import TYPE_CHECKING, Any

from exoshell.emulator.tenant import Tenant
from exoshell.emulator.values import fold

if TYPE_CHECKING:
    from exoshell.emulator.wire import Request


def code() -> str:
    """A new unguessable code."""
    return secrets.token_urlsafe(32)


def _now(tenant: Tenant) -> int:
    return int(tenant.now().timestamp())


def keep(tenant: Tenant, key: str, facts: dict[str, Any], seconds: int) -> None:
    """Remembers something under a code."""
    with tenant.store.write() as connection:
        connection.execute("DELETE FROM grant_code WHERE expires < ?", (_now(tenant) - 86400,))
        connection.execute(
            "INSERT OR REPLACE INTO grant_code VALUES (?, ?, ?)",
            (key, _now(tenant) + seconds, json.dumps(facts)),
        )


def look(tenant: Tenant, key: str, kind: str) -> dict[str, Any] | None:
    """What is remembered under a code, if it is of this kind and still valid."""
    row = tenant.store.connection.execute(
        "SELECT expires, doc FROM grant_code WHERE code = ?", (key,)
    ).fetchone()
    if row is None or row[0] < _now(tenant):
        return None
    facts: dict[str, Any] = json.loads(row[1])
    return facts if facts.get("kind") == kind else None


def take(tenant: Tenant, key: str, kind: str) -> dict[str, Any] | None:
    """The same, and forgets it."""
    with tenant.store.write() as connection:
        facts = look(tenant, key, kind)
        if facts is not None:
            connection.execute("DELETE FROM grant_code WHERE code = ?", (key,))
        return facts


def count(tenant: Tenant, prefix: str, but: str) -> int:
    """How many codes that begin so are still valid, one of them not counted."""
    row = tenant.store.connection.execute(
        "SELECT count(*) FROM grant_code WHERE substr(code, 1, ?) = ? AND code <> ? AND expires >= ?",
        (len(prefix), prefix, but, _now(tenant)),
    ).fetchone()
    return int(row[0])


def device_by_user_code(tenant: Tenant, user_code: str) -> tuple[str, dict[str, Any]] | None:
    """The device flow with this user code."""
    rows = tenant.store.connection.execute(
        "SELECT code, doc FROM grant_code WHERE expires >= ? AND json_extract(doc, '$.user_code') = ?",
        (_now(tenant), user_code.strip().upper()),
    ).fetchall()
    return (rows[0][0], json.loads(rows[0][1])) if rows else None


def challenge_met(kept: dict[str, Any], verifier: str) -> bool:
    """Whether a PKCE verifier belongs to the challenge of the code."""
    challenge = kept.get("challenge")
    if not challenge:
        return True
    if kept.get("method", "plain").upper() != "S256":
        return hmac.compare_digest(challenge, verifier)
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    return hmac.compare_digest(challenge, digest)


# ---- second factor ----


def second_factor_secret(tenant: Tenant, upn: str) -> bytes:
    """The key of an account's one-time codes."""
    return hashlib.blake2b(f"{tenant.seed}|totp|{fold(upn)}".encode(), digest_size=20).digest()


def one_time_code(tenant: Tenant, upn: str, step: int = 0) -> str:
    """The six-digit code of an account for the present half minute."""
    counter = _now(tenant) // 30 + step
    mac = hmac.new(second_factor_secret(tenant, upn), struct.pack(">Q", counter), "sha1").digest()
    offset = mac[-1] & 15
    number = struct.unpack(">I", mac[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def second_factor_fits(tenant: Tenant, upn: str, given: str) -> bool:
    """Whether a code is the account's, the neighbouring half minutes included."""
    return any(hmac.compare_digest(one_time_code(tenant, upn, step), given.strip()) for step in (-1, 0, 1))


def approval(tenant: Tenant, upn: str) -> dict[str, str]:
    """Credentials with which somebody at this machine may approve one sign-in without knowing the password."""
    key = code()
    keep(tenant, key, {"kind": "approval", "user": upn}, 300)
    return {"username": upn, "password": key, "second_factor": one_time_code(tenant, upn)}


# ---- clients ----


def prove_client(tenant: Tenant, known: dict[str, Any], form: dict[str, str], request: Request) -> None:
    """A secret or a signed assertion must be the application's; a Refusal otherwise."""
    from exoshell.emulator.signin import Refusal

    if form.get("client_assertion"):
        _check_assertion(tenant, known, form, request)
        return
    secret = form.get("client_secret")
    if not secret:
        raise Refusal("invalid_client", 7000218, "The request body must contain the following parameter: "
                      "'client_assertion' or 'client_secret'.", 401)  # fmt: skip
    if not any(hmac.compare_digest(secret.encode(), str(s).encode()) for s in known.get("secrets", [])):
        raise Refusal("invalid_client", 7000215, "Invalid client secret provided. Ensure the secret being sent in the "
                      f"request is the client secret value, for app '{known['client_id']}'.", 401)  # fmt: skip


def _check_assertion(tenant: Tenant, known: dict[str, Any], form: dict[str, str], request: Request) -> None:
    import jwt
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509 import load_der_x509_certificate

    from exoshell.emulator.signin import Refusal

    assertion = form["client_assertion"]
    try:
        header = jwt.get_unverified_header(assertion)
    except jwt.PyJWTError:
        raise Refusal("invalid_client", 50027, "The client assertion is malformed.", 401) from None
    for text in known.get("certificates", []):
        certificate = load_der_x509_certificate(base64.b64decode(text))
        prints = {
            _b64(certificate.fingerprint(hashes.SHA1())),
            _b64(certificate.fingerprint(hashes.SHA256())),
        }
        # Clients differ in whether they keep the padding of the thumbprint.
        if not prints & {str(header.get(name, "")).rstrip("=") for name in ("x5t", "x5t#S256")}:
            continue
        try:
            claims = jwt.decode(assertion, certificate.public_key(), ["RS256", "PS256"],  # type: ignore[arg-type]
                                options={"verify_aud": False, "verify_exp": False, "verify_nbf": False,
                                         "verify_iat": False})  # fmt: skip
        except jwt.PyJWTError:
            break
        good = claims.get("sub", "").lower() == known["client_id"] and "/oauth2/" in str(
            claims.get("aud", "")
        )
        if good and int(claims.get("exp", 0)) > _now(tenant) - 300:
            return
        raise Refusal("invalid_client", 700024, "Client assertion is not within its valid time range.", 401)
    raise Refusal("invalid_client", 700027, "The certificate with identifier used to sign the client assertion is not "
                  "registered on application.", 401)  # fmt: skip


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
