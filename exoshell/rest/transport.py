"""Sending requests: token, redirects, retries, throttling, time limits, affinity, the guard and the log.

Above this module a call either has an answer or has failed for good.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urljoin, urlsplit, urlunsplit

import requests

from exoshell.rest import guard
from exoshell.rest.endpoints import Cloud, is_service_host
from exoshell.rest.errors import ServiceError, read_error
from exoshell.rest.log import RequestLog
from exoshell.values.errors import PipelineStopped

if TYPE_CHECKING:
    from exoshell.rest.auth import TokenSource

CONNECT_TIMEOUT = 30.0  # seconds
READ_TIMEOUT = 960.0  # the service's own limit is 15 minutes
LONG_TIMEOUTS = {
    "get-distributiongroupmember": 3660.0,
    "update-distributiongroupmember": 3660.0,
    "set-unifiedgroup": 3660.0,
    "import-transportrulecollection": 3660.0,
    "set-organizationconfig": 1860.0,
    "update-rolegroupmember": 1860.0,
}
MAX_RETRIES = 5
BACK_OFF = 2.0  # seconds before the first retry; doubled for each further one
MAX_REDIRECTS = 8
RETRIED_STATUSES = frozenset((502, 503, 504))


class Session(Protocol):
    """The part of requests.Session that is used."""

    def request(self, method: str, url: str, **options: Any) -> requests.Response: ...
    def close(self) -> None: ...


@dataclass
class Request:
    """One request; `headers` without Authorization, which the transport adds anew to each attempt."""

    method: str
    url: str
    headers: dict[str, str]
    body: Any = None
    cmdlet: str = ""
    changing: bool = False
    mode: str = guard.OPEN


@dataclass
class Response:
    """A good answer: `data` is the parsed body (None when there is none)."""

    status: int
    headers: Mapping[str, str]
    data: Any
    url: str = ""


@dataclass
class Counters:
    """What has been sent, for tests and `Get-ConnectionInformation`-like curiosity."""

    requests: int = 0
    retries: int = 0
    redirects: int = 0
    renewals: int = 0
    urls: list[str] = field(default_factory=list)


class CancelToken:
    """Set from another thread or a signal handler; every wait looks at it."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

    def clear(self) -> None:
        self._event.clear()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def wait(self, seconds: float) -> None:
        """Sleeps, or raises PipelineStopped at once when cancelled."""
        if self._event.wait(seconds):
            raise PipelineStopped()


class Transport:
    """Sends requests of one connection."""

    def __init__(
        self,
        session: Session,
        tokens: TokenSource,
        cloud: Cloud,
        *,
        log: RequestLog | None = None,
        wait: Callable[[float], None] | None = None,
        notice: Callable[[str], None] | None = None,
        cancel: CancelToken | None = None,
        back_off: float = BACK_OFF,
    ) -> None:
        self.session, self.tokens, self.cloud, self.log = session, tokens, cloud, log
        self.cancel = cancel or CancelToken()
        self.wait = wait or self.cancel.wait
        self.notice = notice
        self.back_off = back_off
        self.read_only = False
        self.counters = Counters()
        self._regional: dict[str, str] = {}  # host asked -> scheme://host that answered instead

    def send(self, request: Request) -> Response:
        """The answer to a request.

        Raises ServiceError when the service refuses, guard.Blocked when the request may not leave, PipelineStopped when cancelled.
        """
        body = None if request.body is None else json.dumps(request.body, ensure_ascii=False).encode()
        guard.check(guard.READ_ONLY if self.read_only else request.mode, request.method, request.url, body)
        attempt, claims, renewed = 0, None, False
        while True:
            if self.cancel.cancelled:
                raise PipelineStopped()
            try:
                response = self._once(request, body, claims)
            except requests.exceptions.RequestException as failure:
                attempt = self._after_failure(request, failure, attempt)
                continue
            if response.status_code < 400:
                try:
                    return Response(response.status_code, response.headers, _parse(response), response.url)
                except ServiceError:  # a broken page; asking again is safe for what only reads
                    if request.changing or attempt >= MAX_RETRIES:
                        raise
                    attempt = self._retry(attempt, None, "the answer could not be read")
                    continue
            error = read_error(response.status_code, response.headers, response.content, request.cmdlet)
            if response.status_code == 401 and not renewed and self.tokens.renewable:
                claims = claims_challenge(response.headers.get("WWW-Authenticate", ""))
                self.tokens.renew(claims)
                self.counters.renewals += 1
                renewed = True
                continue
            attempt = self._after_refusal(response, error, attempt)

    def _once(self, request: Request, body: bytes | None, claims: str | None) -> requests.Response:
        """One attempt, redirects followed with method, body and authorization kept."""
        del claims  # part of the token by now
        url = self._at_region(request.url)
        for _ in range(MAX_REDIRECTS):
            headers = dict(request.headers)
            headers["Authorization"] = f"Bearer {self.tokens.token()}"
            if body is not None:
                headers.setdefault("Content-Type", "application/json;charset=utf-8")
            started = time.monotonic()
            self.counters.requests += 1
            response = self.session.request(
                request.method,
                url,
                data=body,
                headers=headers,
                allow_redirects=False,
                timeout=(CONNECT_TIMEOUT, LONG_TIMEOUTS.get(request.cmdlet.lower(), READ_TIMEOUT)),
            )
            self._note(request, url, response, started)
            location = response.headers.get("Location", "")
            if response.status_code not in (301, 302, 303, 307, 308) or not location:
                return response
            url = self._redirected(url, location)
        raise ServiceError(
            310, sentence="The service redirects without end.", text="The service redirects without end."
        )

    def _redirected(self, url: str, location: str) -> str:
        target = urlsplit(urljoin(url, location))
        here = urlsplit(url)
        host = target.hostname or ""
        local = host in ("localhost", "127.0.0.1", "::1") and here.hostname in (
            "localhost",
            "127.0.0.1",
            "::1",
        )
        if not local:
            if target.scheme != "https" or not is_service_host(self.cloud, host):
                text = f"The service redirects to '{host}', which is not a host of this cloud; the token was not sent there."
                raise ServiceError(310, sentence=text, text=text)
            if target.port not in (None, 443):
                target = target._replace(netloc=host)
        if self.cloud.rest.endswith(self.cloud.compliance):
            target = target._replace(netloc=f"{host.partition('.')[0]}.{self.cloud.compliance}")
        self.counters.redirects += 1
        asked = urlsplit(self.cloud.rest).netloc
        if here.netloc == asked and target.netloc != asked:
            self._regional[asked] = f"{target.scheme}://{target.netloc}"
        return urlunsplit(target)

    def _at_region(self, url: str) -> str:
        """The address at the regional host that the service has named before, so that only the first call is redirected."""
        parts = urlsplit(url)
        region = self._regional.get(parts.netloc)
        if region is None:
            return url
        scheme, _, netloc = region.partition("://")
        return urlunsplit(parts._replace(scheme=scheme, netloc=netloc))

    def _after_failure(
        self, request: Request, failure: requests.exceptions.RequestException, attempt: int
    ) -> int:
        """Decides whether a broken connection may be tried again; a change whose fate is unknown is not."""
        unsent = isinstance(failure, requests.exceptions.ConnectTimeout) or (
            isinstance(failure, requests.exceptions.ConnectionError)
            and "Read timed out" not in str(failure)
            and _never_connected(failure)
        )
        if (
            attempt >= MAX_RETRIES
            or (request.changing and not unsent)
            or isinstance(failure, requests.exceptions.SSLError)
        ):
            text = f"The service at {urlsplit(request.url).netloc} could not be reached: {_cause(failure)}"
            if request.changing and not unsent:
                text += " The request may have been carried out; look before you repeat it."
            raise ServiceError(
                0, sentence=text, text=text, cmdlet=request.cmdlet, detail_code="ConnectionError"
            ) from failure
        return self._retry(attempt, None, "the connection failed")

    def _after_refusal(self, response: requests.Response, error: ServiceError, attempt: int) -> int:
        status = response.status_code
        if attempt >= MAX_RETRIES:
            raise error
        if status == 429:
            return self._retry(
                attempt, retry_after(response.headers), "the service is throttling this account"
            )
        if status in RETRIED_STATUSES or error.transient:
            return self._retry(attempt, retry_after(response.headers), f"the service answered {status}")
        raise error

    def _retry(self, attempt: int, seconds: float | None, why: str) -> int:
        delay = self.back_off * 2**attempt * random.uniform(0.9, 1.1) if seconds is None else seconds  # noqa: S311 - no secret
        self.counters.retries += 1
        if self.notice is not None:
            self.notice(f"Retrying in {delay:.0f} seconds: {why}.")
        self.wait(delay)
        return attempt + 1

    def _note(self, request: Request, url: str, response: requests.Response, started: float) -> None:
        self.counters.urls.append(url)
        del self.counters.urls[:-200]
        if self.log is not None:
            call = (request.body or {}).get("CmdletInput", {}) if isinstance(request.body, dict) else {}
            self.log.write(
                method=request.method,
                url=url,
                cmdlet=request.cmdlet,
                status=response.status_code,
                milliseconds=round((time.monotonic() - started) * 1000),
                request_id=response.headers.get("request-id", ""),
                parameters=call.get("Parameters"),
            )


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait as the service asks, from a number or an HTTP date; None when it does not ask."""
    text = headers.get("Retry-After", "").strip()
    if not text:
        return None
    try:
        return max(0.0, float(text))
    except ValueError:
        from email.utils import parsedate_to_datetime

        try:
            return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
        except ValueError:
            return None


def claims_challenge(header: str) -> str | None:
    """The claims that a 401 asks for (decoded JSON), or None."""
    found = header.partition('claims="')[2].partition('"')[0]
    if not found:
        return None
    if found.startswith("{"):
        return found
    import base64
    import binascii

    try:
        text = base64.b64decode(found + "=" * (-len(found) % 4)).decode()
        return text if text.startswith("{") else None
    except (binascii.Error, UnicodeDecodeError):
        return None


def _parse(response: requests.Response) -> Any:
    content = response.content
    if not content.strip(b"\0 \r\n\t"):
        return None
    try:
        return json.loads(content)
    except ValueError as failure:
        text = "The service's answer could not be read (it is not JSON)."
        raise ServiceError(
            response.status_code, sentence=text, text=text, detail_code="ProtocolError"
        ) from failure


def _never_connected(failure: requests.exceptions.ConnectionError) -> bool:
    text = repr(failure)
    return "NewConnectionError" in text or "NameResolutionError" in text or "Connection refused" in text


def _cause(failure: BaseException) -> str:
    """The innermost readable sentence of a chain of connection errors."""
    reason: Any = failure.args[0] if failure.args else failure
    reason = getattr(reason, "reason", reason)
    text = str(reason)
    return (text.rpartition(": ")[2] or text).rstrip(".") + "."


def make_session() -> requests.Session:
    """A session for real hosts: TLS 1.2 or newer, certificates verified, proxies and CA bundle from the environment."""
    from requests.adapters import HTTPAdapter

    class VerifiedAdapter(HTTPAdapter):
        """TLS 1.2 at least, and no way to switch verification off for anything but this machine."""

        def init_poolmanager(self, *args: Any, **options: Any) -> None:
            options["ssl_context"] = _tls_context()
            super().init_poolmanager(*args, **options)

        def send(
            self,
            request: Any,
            stream: bool = False,
            timeout: Any = None,
            verify: Any = True,
            cert: Any = None,
            proxies: Any = None,
        ) -> Any:  # noqa: E501
            if verify is False and (urlsplit(request.url).hostname or "") not in (
                "localhost",
                "127.0.0.1",
                "::1",
            ):
                verify = True
            return super().send(
                request, stream=stream, timeout=timeout, verify=verify, cert=cert, proxies=proxies
            )

    session = requests.Session()
    session.mount("https://", VerifiedAdapter(pool_maxsize=10))
    return session


def _tls_context() -> Any:
    import ssl

    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
