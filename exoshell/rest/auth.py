"""Sign-in by msal: every flow is a TokenSource that gives a token and can renew it.

msal speaks through a session of ours, so that an emulated authority answers in process as a real one does over TLS.
"""

from __future__ import annotations

import base64
import contextlib
import json
import threading
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import msal

from exoshell.rest.endpoints import MODULE_CLIENT_ID, Cloud

MARGIN = 300.0  # seconds before its end at which a token counts as used up
CAPABILITIES = ["cp1"]  # we understand claims challenges


class SignInError(Exception):
    """A sign-in that failed; `code` as the authority names it (`invalid_grant`, …), the text its description."""

    def __init__(self, code: str, description: str) -> None:
        super().__init__(description or code)
        self.code = code
        self.description = description or code


class Browser(Protocol):
    """Something that walks through the authority's page."""

    def authorize(self, start: Callable[[str], dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Calls `start(redirect_uri)` for the flow, opens its `auth_uri` and returns (flow, the answer's query as a dict)."""
        ...

    def approve_device(self, flow: dict[str, Any]) -> None:
        """Opens the page of a device flow where somebody (or something) can enter the code; may do nothing."""
        ...


@dataclass
class Token:
    """An access token and the second (since 1970) at which it ends."""

    text: str = field(repr=False)
    expires_on: float

    @property
    def claims(self) -> dict[str, Any]:
        """The claims inside, unverified: what the service checks, the client only reads."""
        return token_claims(self.text)


def token_claims(text: str) -> dict[str, Any]:
    """The claims of a JSON web token; {} when the text is none."""
    parts = text.split(".")
    if len(parts) < 2:
        return {}
    try:
        parsed = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


class TokenSource:
    """Gives tokens. `acquire(claims, force)` is the flow's own; everything else is shared."""

    renewable = True
    app_only = False

    def __init__(self) -> None:
        self._token: Token | None = None
        self._forgotten = False
        self._lock = threading.Lock()

    def token(self) -> str:
        """A token with some life left; renewed by itself. Raises SignInError."""
        if self._forgotten:
            raise SignInError("disconnected", "The connection is closed. Run Connect-ExchangeOnline again.")
        with self._lock:
            if self._token is None or self._token.expires_on - MARGIN < time.time():
                self._token = self.acquire(None, False)
            return self._token.text

    def renew(self, claims: str | None = None) -> None:
        """A new token although the old one may look good (the service refused it, perhaps asking for claims)."""
        with self._lock:
            self._token = self.acquire(claims, True)

    def current(self) -> Token | None:
        """The last token, without asking for a new one."""
        return self._token

    def alive(self) -> bool:
        """Whether the last token has not ended yet."""
        return self._token is not None and self._token.expires_on > time.time()

    def forget(self) -> None:
        """Drops the token."""
        self._token, self._forgotten = None, True

    def acquire(self, claims: str | None, force: bool) -> Token:
        raise NotImplementedError


def read_result(result: dict[str, Any] | None) -> Token:
    """The token of an msal answer; SignInError when it is a refusal."""
    if not result:
        raise SignInError("no_result", "The authority gave no answer.")
    if "access_token" not in result:
        raise SignInError(
            str(result.get("error", "")),
            str(result.get("error_description") or result.get("error") or "").strip(),
        )
    return Token(result["access_token"], time.time() + float(result.get("expires_in", 3600)))


class UserTokens(TokenSource):
    """A signed-in user: browser, device code or password; renewed silently by the refresh token that msal keeps."""

    def __init__(
        self,
        cloud: Cloud,
        http: Any,
        *,
        tenant: str = "organizations",
        cache: Any = None,
        client_id: str = MODULE_CLIENT_ID,
    ) -> None:  # noqa: E501
        super().__init__()
        self.cloud = cloud
        self.scopes = [cloud.scope]
        self.account: dict[str, Any] | None = None
        self.app = msal.PublicClientApplication(
            client_id,
            authority=f"{cloud.authority}/{tenant}",
            token_cache=cache,
            http_client=http,
            client_capabilities=CAPABILITIES,
            instance_discovery=False,
            validate_authority=False,
        )

    def sign_in_silently(self, user: str) -> bool:
        """Whether a cached account of this name could be used."""
        for account in self.app.get_accounts(username=user) if user else ():
            result = self.app.acquire_token_silent(self.scopes, account=account)
            if result and "access_token" in result:
                self.account, self._token = account, read_result(result)
                return True
        return False

    def sign_in_by_browser(self, browser: Browser, user: str | None = None) -> None:
        """The authorization code flow with a loopback redirect."""

        def start(redirect_uri: str) -> dict[str, Any]:
            with warnings.catch_warnings():  # the answer comes to this machine alone, so the query will do
                warnings.simplefilter("ignore", UserWarning)
                return self._start_code_flow(redirect_uri, user)

        flow, answer = browser.authorize(start)
        try:
            result = self.app.acquire_token_by_auth_code_flow(flow, answer, scopes=self.scopes)
        except ValueError as failure:  # the state does not fit: somebody else's answer
            raise SignInError(
                "invalid_state", f"The sign-in page's answer does not belong to this sign-in: {failure}"
            ) from failure
        self._finish(result, user)

    def _start_code_flow(self, redirect_uri: str, user: str | None) -> dict[str, Any]:
        prompt = None if user else "select_account"
        flow: dict[str, Any] = self.app.initiate_auth_code_flow(
            self.scopes, redirect_uri=redirect_uri, login_hint=user or None, prompt=prompt
        )
        return flow

    def sign_in_by_device(self, browser: Browser, show: Callable[[str], None]) -> None:
        """The device code flow; `show` prints the message with page and code."""
        flow = self.app.initiate_device_flow(scopes=self.scopes)
        if "user_code" not in flow:
            raise SignInError(
                str(flow.get("error", "")),
                str(flow.get("error_description") or "The authority gave no device code."),
            )
        show(flow["message"])
        browser.approve_device(flow)
        self._finish(self.app.acquire_token_by_device_flow(flow), None)

    def sign_in_by_password(self, user: str, password: str) -> None:
        """The resource owner's password flow, which the vendor has retired: no second factor, no federation."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            result = self.app.acquire_token_by_username_password(user, password, scopes=self.scopes)
        self._finish(result, user)

    def _finish(self, result: dict[str, Any], user: str | None) -> None:
        self._token = read_result(result)
        accounts = self.app.get_accounts()
        name = str(
            self._token.claims.get("upn") or self._token.claims.get("preferred_username") or user or ""
        ).lower()
        found = [a for a in accounts if str(a.get("username", "")).lower() == name]
        self.account = (found or accounts or [None])[-1]

    def acquire(self, claims: str | None, force: bool) -> Token:
        result = self.app.acquire_token_silent_with_error(
            self.scopes, account=self.account, force_refresh=force, claims_challenge=claims
        )
        if not result:
            raise SignInError(
                "interaction_required",
                "The sign-in has ended and cannot be renewed silently. Run Connect-ExchangeOnline again.",
            )
        return read_result(result)

    def forget(self) -> None:
        super().forget()
        if self.account is not None:  # the cache may hold other connections' accounts
            self.app.remove_account(self.account)
            self.account = None


class AppTokens(TokenSource):
    """An application: certificate or client secret."""

    app_only = True

    def __init__(self, cloud: Cloud, http: Any, *, client_id: str, tenant: str, credential: Any) -> None:
        super().__init__()
        self.scopes = [cloud.scope]
        self.app = msal.ConfidentialClientApplication(
            client_id,
            client_credential=credential,
            authority=f"{cloud.authority}/{tenant}",
            http_client=http,
            client_capabilities=CAPABILITIES,
            instance_discovery=False,
            validate_authority=False,
        )

    def acquire(self, claims: str | None, force: bool) -> Token:
        if force:
            self.app.remove_tokens_for_client()
        return read_result(self.app.acquire_token_for_client(self.scopes, claims_challenge=claims))


class ManagedIdentityTokens(TokenSource):
    """A managed identity of the machine; `client_id` for a user-assigned one."""

    app_only = True

    def __init__(self, cloud: Cloud, http: Any, client_id: str | None = None) -> None:
        super().__init__()
        self.resource = cloud.resource or cloud.rest
        identity = (
            msal.UserAssignedManagedIdentity(client_id=client_id)
            if client_id
            else msal.SystemAssignedManagedIdentity()
        )
        make: Any = msal.ManagedIdentityClient
        self._make: Callable[[], Any] = lambda: make(identity, http_client=http)
        self.app = self._make()

    def acquire(self, claims: str | None, force: bool) -> Token:
        if force:
            self.app = self._make()  # a fresh cache
        try:
            options = {"claims_challenge": claims} if claims else {}
            return read_result(self.app.acquire_token_for_client(resource=self.resource, **options))
        except msal.managed_identity.ManagedIdentityError as failure:
            raise SignInError("managed_identity", str(failure)) from failure


class GivenToken(TokenSource):
    """A token that somebody else acquired; it cannot be renewed."""

    renewable = False

    def __init__(self, text: str) -> None:
        super().__init__()
        claims = token_claims(text)
        self._token = Token(text, float(claims.get("exp") or time.time() + 3600))
        self.app_only = (
            "upn" not in claims and "preferred_username" not in claims and "unique_name" not in claims
        )

    def token(self) -> str:
        """The token as it was given: whether it still holds is the service's to say."""
        return super().token() if self._token is None else self._token.text

    def acquire(self, claims: str | None, force: bool) -> Token:
        raise SignInError(
            "token_expired", "The given access token cannot be renewed. Connect with a new one."
        )


class SystemBrowser:
    """The desktop's browser and a loopback listener."""

    def __init__(self, notice: Callable[[str], None] | None = None, timeout: float = 300.0) -> None:
        self.notice, self.timeout = notice, timeout

    def authorize(self, start: Callable[[str], dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
        from msal.oauth2cli.authcode import AuthCodeReceiver

        with AuthCodeReceiver(port=0) as receiver:
            flow = start(f"http://localhost:{receiver.get_port()}")
            answer = receiver.get_auth_response(
                auth_uri=flow["auth_uri"],
                state=flow["state"],
                timeout=self.timeout,
                auth_uri_callback=self._show if not _has_browser() else None,
            )
        if not answer:
            raise SignInError("timeout", f"Nobody signed in within {self.timeout:.0f} seconds.")
        return flow, answer

    def _show(self, uri: str) -> None:
        if self.notice is not None:
            self.notice(f"Open this page in a browser of this machine to sign in: {uri}")

    def approve_device(self, flow: dict[str, Any]) -> None:
        """Somebody reads the code and enters it elsewhere."""


def _has_browser() -> bool:
    import webbrowser

    with contextlib.suppress(webbrowser.Error):
        webbrowser.get()
        return True
    return False


def token_cache(folder: str, mode: str = "encrypted") -> Any:
    """A token cache: `encrypted` where the system can (else in memory), `memory`, or `plain` on explicit demand."""
    if mode == "memory":
        return msal.TokenCache()
    from pathlib import Path

    from msal_extensions import FilePersistence, PersistedTokenCache, build_encrypted_persistence
    from msal_extensions.persistence import PersistenceError

    Path(folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    path = str(Path(folder) / ("tokens.plain.bin" if mode == "plain" else "tokens.bin"))
    if mode == "plain":
        Path(path).touch(mode=0o600)
        return PersistedTokenCache(FilePersistence(path))
    try:
        return PersistedTokenCache(build_encrypted_persistence(path))
    except (PersistenceError, ImportError, OSError, ValueError, AttributeError):
        return msal.TokenCache()  # no keyring here: nothing is written
