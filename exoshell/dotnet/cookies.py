"""Cookies and web sessions as values: System.Net.Cookie, CookieContainer, WebRequestSession."""

from __future__ import annotations

from exoshell.dotnet.errors import null_error
from exoshell.dotnet.table import table
from exoshell.dotnet.web import Uri
from exoshell.values import types
from exoshell.values.collections import Dictionary
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Cookie(NetObject):
    """System.Net.Cookie. `host_only`: the domain came from the request, so that no other host gets the cookie; `expires`: seconds or None."""

    __slots__ = ("name", "value", "path", "domain", "secure", "http_only", "expires", "host_only", "comment")
    type_name = "System.Net.Cookie"

    def __init__(self, name: str = "", value: str = "", path: str = "", domain: str = "") -> None:
        self.name, self.value, self.path, self.domain = name, value, path, domain
        self.secure = self.http_only = False
        self.expires: float | None = None
        self.host_only = False
        self.comment = ""
        self.extension = None
        self.ps_type = None

    @property
    def expired(self) -> bool:
        import time

        return self.expires is not None and self.expires <= time.time()

    def fits(self, uri: Uri) -> bool:
        """Whether a request to an address carries the cookie."""
        domain = self.domain.lstrip(".").lower()
        same = uri.host == domain or (
            not self.host_only and uri.host.endswith("." + domain) and self.domain.startswith(".")
        )
        path = self.path or "/"
        below = uri.path == path or uri.path.startswith(path if path.endswith("/") else path + "/")
        return same and below and (not self.secure or uri.scheme == "https") and not self.expired

    def __str__(self) -> str:
        return f"{self.name}={self.value}" if self.name else ""


class CookieCollection(list):  # type: ignore[type-arg]
    """System.Net.CookieCollection."""

    __slots__ = ()


class CookieContainer(NetObject):
    """System.Net.CookieContainer: `cookies` in the order in which they came."""

    __slots__ = ("cookies",)
    type_name = "System.Net.CookieContainer"

    def __init__(self) -> None:
        self.cookies: list[Cookie] = []
        self.extension = None
        self.ps_type = None

    def add(self, cookie: Cookie) -> None:
        """Puts a cookie in; one of the same name, domain and path goes."""
        same = [
            c
            for c in self.cookies
            if (c.name, c.domain.lower(), c.path) == (cookie.name, cookie.domain.lower(), cookie.path)
        ]
        place = self.cookies.index(same[0]) if same else len(self.cookies)
        self.cookies = [c for c in self.cookies if c not in same]
        if not cookie.expired:
            self.cookies.insert(place, cookie)

    def add_for(self, uri: Uri, cookie: Cookie) -> None:
        """Puts a cookie of an answer from an address in."""
        if not cookie.domain:
            cookie.domain, cookie.host_only = uri.host, True
        if not cookie.path:
            cookie.path = uri.path.rpartition("/")[0] or "/"
        self.add(cookie)

    def take(self, uri: Uri, header: str) -> None:
        """Reads one Set-Cookie header."""
        cookie = parse_cookie(header)
        if cookie is not None:
            domain = cookie.domain.lstrip(".").lower()
            if not domain or uri.host == domain or uri.host.endswith("." + domain):
                if domain:
                    cookie.domain = "." + domain if uri.host != domain else domain
                self.add_for(uri, cookie)

    def fitting(self, uri: Uri) -> list[Cookie]:
        return sorted((c for c in self.cookies if c.fits(uri)), key=lambda c: -len(c.path))

    def header(self, uri: Uri) -> str:
        """The Cookie header of a request."""
        return "; ".join(str(c) for c in self.fitting(uri))


def parse_cookie(header: str) -> Cookie | None:
    """A Set-Cookie header."""
    head, *attributes = [p.strip() for p in header.split(";")]
    name, equals, value = head.partition("=")
    if not equals or not name.strip():
        return None
    cookie = Cookie(name.strip(), value.strip())
    for attribute in attributes:
        key, _, text = attribute.partition("=")
        key = key.strip().lower()
        if key == "path":
            cookie.path = text.strip()
        elif key == "domain":
            cookie.domain = text.strip()
        elif key == "secure":
            cookie.secure = True
        elif key == "httponly":
            cookie.http_only = True
        elif key == "max-age":
            cookie.expires = _age(text)
        elif key == "expires" and cookie.expires is None:
            cookie.expires = _moment(text)
    return cookie


def _age(text: str) -> float | None:
    import time

    try:
        return time.time() + int(text)
    except ValueError:
        return None


def _moment(text: str) -> float | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text.strip()).timestamp()
    except (TypeError, ValueError):
        return None


def as_uri(value: Any) -> Uri:
    if value is None:
        raise null_error("uri")
    return value if isinstance(value, Uri) else Uri(str(value))


COOKIE = table("System.Net.Cookie")
COOKIE.add_fields(
    {
        "Name": "name",
        "Value": "value",
        "Path": "path",
        "Domain": "domain",
        "Secure": "secure",
        "HttpOnly": "http_only",
        "Comment": "comment",
    }
)
COOKIE.add_properties(
    {
        "Expired": lambda c: c.expired,
        "Expires": lambda c: _expires(c),
        "Port": lambda c: "",
        "Version": lambda c: 0,
        "Discard": lambda c: False,
    }
)
COOKIE.new(raw=True)(lambda ps_type, *args: Cookie(*("" if a is None else str(a) for a in args)))
COOKIE.method("ToString", "string ToString()")(str)


def _expires(cookie: Cookie) -> Any:
    from exoshell.values.datetime import DateTime

    return (
        DateTime(0)
        if cookie.expires is None
        else DateTime(621355968000000000 + int(cookie.expires * 10_000_000))
    )


COOKIE.properties["expires"].set = lambda c, value: setattr(
    c, "expires", (value.ticks - 621355968000000000) / 10_000_000
)

types.register_class(CookieCollection, "System.Net.CookieCollection")
COLLECTION = table("System.Net.CookieCollection")
COLLECTION.new(raw=True)(lambda ps_type: CookieCollection())
COLLECTION.add_properties({"Count": len})
COLLECTION.method("Add", raw=True)(
    lambda c, item: c.extend(item) if isinstance(item, CookieCollection) else c.append(item)
)
COLLECTION.get_item = lambda c, key: (
    next((x for x in c if x.name.lower() == key.lower()), None) if isinstance(key, str) else c[key]
)

CONTAINER = table("System.Net.CookieContainer")
CONTAINER.new(raw=True)(lambda ps_type, *sizes: CookieContainer())
CONTAINER.add_properties(
    {
        "Count": lambda c: len(c.cookies),
        "Capacity": lambda c: 300,
        "PerDomainCapacity": lambda c: 20,
        "MaxCookieSize": lambda c: 4096,
    }
)


@CONTAINER.method("Add", raw=True)
def add_cookies(container: CookieContainer, *args: Any) -> None:
    """Add(cookie), Add(cookies), Add(uri, cookie), Add(uri, cookies)."""
    found = args[-1] if isinstance(args[-1], list) else [args[-1]]
    for cookie in found:
        if len(args) == 2:
            container.add_for(as_uri(args[0]), cookie)
        else:
            container.add(cookie)


CONTAINER.method("GetCookies", raw=True)(lambda c, uri: CookieCollection(c.fitting(as_uri(uri))))
CONTAINER.method("GetAllCookies", raw=True)(lambda c: CookieCollection(c.cookies))
CONTAINER.method("GetCookieHeader", raw=True)(lambda c, uri: c.header(as_uri(uri)))
CONTAINER.method("SetCookies", raw=True)(lambda c, uri, header: c.take(as_uri(uri), str(header)))


class WebSession(NetObject):
    """Microsoft.PowerShell.Commands.WebRequestSession: what requests of one session share."""

    __slots__ = (
        "headers", "content_headers", "cookies", "credentials", "use_default_credentials", "user_agent", "certificates", "proxy",
        "maximum_redirection", "maximum_retry_count", "retry_interval", "no_proxy", "skip_certificate_check", "http",
    )  # fmt: skip
    type_name = "Microsoft.PowerShell.Commands.WebRequestSession"

    def __init__(self) -> None:
        self.headers = Dictionary((), True, types.STRING, types.STRING)
        self.content_headers: dict[str, str] = {}
        self.cookies = CookieContainer()
        self.credentials: Any = None
        self.use_default_credentials = False
        self.user_agent: str | None = None
        self.certificates: Any = None
        self.proxy: Any = None
        self.maximum_redirection = -1
        self.maximum_retry_count = 0
        self.retry_interval = 5
        self.no_proxy = self.skip_certificate_check = False
        self.http: Any = None  # the connections, kept between requests
        self.extension = None
        self.ps_type = None


SESSION = table(WebSession.type_name)
SESSION.new(raw=True)(lambda ps_type: WebSession())
SESSION.add_fields(
    {
        "Headers": "headers",
        "Cookies": "cookies",
        "UseDefaultCredentials": "use_default_credentials",
        "Credentials": "credentials",
        "Certificates": "certificates",
        "UserAgent": "user_agent",
        "Proxy": "proxy",
        "MaximumRedirection": "maximum_redirection",
        "MaximumRetryCount": "maximum_retry_count",
        "RetryIntervalInSeconds": "retry_interval",
    }
)
SESSION.method("Dispose", "void Dispose()")(lambda s: None)
