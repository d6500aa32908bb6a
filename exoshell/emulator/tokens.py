"""Access, id and refresh tokens: RS256 JSON web tokens signed with the tenant's key."""

from __future__ import annotations

import hashlib
import time
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from exoshell.emulator.tenant import Tenant

EXCHANGE_AUDIENCES = frozenset(
    ("https://outlook.office365.com", "https://outlook.office.com", "https://outlook.office365.us",
     "https://outlook-dod.office365.us", "https://webmail.apps.mil", "https://partner.outlook.cn",
     "https://outlook.office365.cn", "https://outlook.office.de", "https://ps.compliance.protection.outlook.com",
     "https://ps.compliance.protection.office365.us", "00000002-0000-0ff1-ce00-000000000000")
)  # fmt: skip
LIFETIME = 3900
_keys: dict[str, tuple[rsa.RSAPrivateKey, str]] = {}
_verified: dict[str, dict[str, Any]] = {}


class TokenError(Exception):
    """The token is missing, broken, expired, revoked or for somebody else."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


def signing_key(tenant: Tenant) -> tuple[rsa.RSAPrivateKey, str]:
    """The tenant's key and its id; made at first use."""
    found = _keys.get(tenant.id)
    if found is None:
        with tenant.store.write():
            pem = tenant.store.get_meta("signing_key")
            if pem is None:
                key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
                pem = key.private_bytes(
                    serialization.Encoding.PEM,
                    serialization.PrivateFormat.PKCS8,
                    serialization.NoEncryption(),
                ).decode()
                tenant.store.set_meta("signing_key", pem)
        loaded = serialization.load_pem_private_key(
            str(pem).encode(),
            None,
            unsafe_skip_rsa_key_validation=True,  # made here; checking it takes 40 ms
        )
        assert isinstance(loaded, rsa.RSAPrivateKey)
        found = _keys[tenant.id] = (loaded, hashlib.sha256(str(pem).encode()).hexdigest()[:27])
    return found


def key_set(tenant: Tenant) -> dict[str, Any]:
    """The public keys as a JSON web key set."""
    key, kid = signing_key(tenant)
    public = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return {"keys": [{**public, "use": "sig", "kid": kid, "x5t": kid, "alg": "RS256"}]}


def now(tenant: Tenant) -> int:
    """The tenant's present as a Unix time, the switched-on skew included."""
    return int(tenant.now().timestamp())


def issue(
    tenant: Tenant, audience: str, claims: dict[str, Any], lifetime: int | None = None
) -> tuple[str, int]:
    """A signed token and its life in seconds."""
    key, kid = signing_key(tenant)
    seconds = int(lifetime or tenant.settings().get("token_lifetime") or LIFETIME)
    start = now(tenant)
    body = {
        "aud": audience, "iss": f"https://sts.windows.net/{tenant.id}/", "iat": start, "nbf": start,
        "exp": start + seconds, "tid": tenant.id, "ver": "1.0",
        "jti": hashlib.blake2b(f"{start}|{time.perf_counter_ns()}".encode(), digest_size=12).hexdigest(), **claims,
    }  # fmt: skip
    return jwt.encode(body, key, "RS256", headers={"kid": kid, "x5t": kid}), seconds


def verify(tenant: Tenant, token: str) -> dict[str, Any]:
    """The claims of a token that is valid for the administration API; raises TokenError."""
    claims = _verified.get(token)
    if claims is None:
        key, _ = signing_key(tenant)
        try:
            claims = jwt.decode(
                token, key.public_key(), ["RS256"],
                options={"verify_aud": False, "verify_exp": False, "verify_nbf": False, "verify_iat": False},
            )  # fmt: skip
        except jwt.PyJWTError as error:
            raise TokenError("invalid_token", f"The token can't be validated: {error}.") from None
        if len(_verified) > 1000:
            _verified.clear()
        _verified[token] = claims
    moment = now(tenant)
    if moment >= int(claims["exp"]):
        raise TokenError("expired", "The token has expired.")
    if str(claims["aud"]).rstrip("/") not in EXCHANGE_AUDIENCES:
        raise TokenError("audience", "The audience claim value is invalid.")
    if claims.get("tid") != tenant.id:
        raise TokenError("tenant", "The token is for another tenant.")
    revoked = tenant.settings().get("revoked_before")
    if revoked and int(claims["iat"]) < int(revoked):
        raise TokenError("revoked", "The token was revoked.")
    return claims
