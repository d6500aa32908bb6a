"""HTTP headers as values: the collections of requests, answers and contents, and what their values mean."""

from __future__ import annotations

from exoshell.dotnet.errors import net_error
from exoshell.dotnet.intrinsic import MISSING
from exoshell.dotnet.table import table
from exoshell.dotnet.web import Uri
from exoshell.values import types
from exoshell.values.collections import TypedArray
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NET_HTTP = "System.Net.Http."
# Spelling of names that .NET knows; any other name stays as it came.
_KNOWN_NAMES = """Accept Accept-Charset Accept-Encoding Accept-Language Accept-Patch Accept-Ranges Access-Control-Allow-Credentials
Access-Control-Allow-Headers Access-Control-Allow-Methods Access-Control-Allow-Origin Access-Control-Expose-Headers Access-Control-Max-Age Age
Allow Alt-Svc Alt-Used Authorization Cache-Control Connection Content-Disposition Content-Encoding Content-Language Content-Length
Content-Location Content-MD5 Content-Range Content-Security-Policy Content-Type Cookie Cookie2 Date ETag Expect Expect-CT Expires From Host
If-Match If-Modified-Since If-None-Match If-Range If-Unmodified-Since Keep-Alive Last-Modified Link Location Max-Forwards Origin P3P Pragma
Proxy-Authenticate Proxy-Authorization Proxy-Connection Proxy-Support Public-Key-Pins Range Referer Referrer-Policy Refresh Retry-After Server
Server-Timing Set-Cookie Set-Cookie2 Strict-Transport-Security TE TSV Trailer Transfer-Encoding Upgrade Upgrade-Insecure-Requests User-Agent Vary
Via WWW-Authenticate Warning X-AspNet-Version X-Cache X-Content-Duration X-Content-Type-Options X-Frame-Options X-MSEdge-Ref X-Powered-By
X-Request-ID X-UA-Compatible X-XSS-Protection"""
KNOWN_NAMES = {name.lower(): name for name in _KNOWN_NAMES.split()}
CONTENT_NAMES = frozenset(
    ("allow", "content-disposition", "content-encoding", "content-language", "content-length", "content-location", "content-md5", "content-range",
     "content-type", "expires", "last-modified")
)  # fmt: skip


def strings(items: Any) -> TypedArray:
    """A string[]."""
    return TypedArray(items, types.STRING)


class Headers(NetObject):
    """HttpResponseHeaders, HttpRequestHeaders or HttpContentHeaders: `entries` name in lower case -> (name, values)."""

    __slots__ = ("entries", "kind")

    def __init__(self, kind: str = "HttpResponseHeaders", pairs: Any = ()) -> None:
        self.kind = kind
        self.entries: dict[str, tuple[str, list[str]]] = {}
        self.extension = None
        self.ps_type = None
        for name, value in pairs:
            self.add(name, value)

    @property
    def type_name(self) -> str:  # type: ignore[override]
        return f"{NET_HTTP}Headers.{self.kind}"

    def add(self, name: str, value: str) -> None:
        lower = name.lower()
        self.entries.setdefault(lower, (KNOWN_NAMES.get(lower, name), []))[1].append(value)

    def first(self, name: str) -> str | None:
        found = self.entries.get(name.lower())
        return found[1][0] if found else None

    def all(self, name: str) -> list[str]:
        found = self.entries.get(name.lower())
        return found[1] if found else []

    def text(self) -> str:
        return "".join(f"{name}: {', '.join(values)}\r\n" for name, values in self.entries.values())


class HeaderValue(NetObject):
    """A parsed header value that shows as its text (`RetryAfter`, `ETag`, `ContentType`, …); `parts` its properties."""

    __slots__ = ("kind", "value", "parts")

    def __init__(self, kind: str, value: str, parts: dict[str, Any]) -> None:
        self.kind, self.value, self.parts = kind, value, parts
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        return f"{NET_HTTP}Headers.{self.kind}"

    def __str__(self) -> str:
        return self.value


def media_type(text: str) -> HeaderValue:
    """MediaTypeHeaderValue."""
    head, _, rest = text.partition(";")
    charset = None
    for part in rest.split(";"):
        name, _, value = part.strip().partition("=")
        if name.lower() == "charset":
            charset = value
    return HeaderValue("MediaTypeHeaderValue", text, {"MediaType": head.strip(), "CharSet": charset})


def retry_after(text: str) -> HeaderValue:
    """RetryConditionHeaderValue: seconds or a date."""
    from exoshell.values.datetime import TimeSpan

    delta = TimeSpan(int(text) * 10_000_000) if text.strip().isdigit() else None
    return HeaderValue(
        "RetryConditionHeaderValue",
        text,
        {"Delta": delta, "Date": None if delta is not None else http_date(text)},
    )


def authentication(text: str) -> HeaderValue:
    scheme, _, parameter = text.partition(" ")
    return HeaderValue("AuthenticationHeaderValue", text, {"Scheme": scheme, "Parameter": parameter or None})


def entity_tag(text: str) -> HeaderValue:
    weak = text.startswith("W/")
    return HeaderValue("EntityTagHeaderValue", text, {"Tag": text[2:] if weak else text, "IsWeak": weak})


def location(text: str) -> Uri:
    """An address in a header: one that starts with a slash is relative, not a file."""
    made = Uri(text)
    if text.startswith("/"):
        made.scheme = ""
    return made


def http_date(text: str) -> Any:
    """A date of a header as DateTimeOffset, or None."""
    from email.utils import parsedate_to_datetime

    from exoshell.values.datetime import DateTime, DateTimeOffset

    try:
        found = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    made = DateTime.of(found.year, found.month, found.day, found.hour, found.minute, found.second)
    return DateTimeOffset(made.ticks, 0)


def get_values(headers: Headers, name: str) -> TypedArray:
    """GetValues(name). Raises InvalidOperationException."""
    found = headers.entries.get(str(name).lower())
    if found is None:
        raise net_error("System.InvalidOperationException", "The given header was not found.")
    return strings(found[1])


def try_values(headers: Headers, name: str, result: Any) -> bool:
    found = headers.entries.get(str(name).lower())
    result.value = strings(found[1]) if found else None
    return found is not None


def try_add(h: Any, name: Any, value: Any) -> bool:
    """TryAddWithoutValidation: what is there is kept, nothing is refused."""
    add_values(h, name, value)
    return True


def add_values(headers: Headers, name: str, value: Any) -> None:
    for item in value if isinstance(value, list) else [value]:
        headers.add(name, str(item))


def header_pairs(headers: Headers) -> list[Any]:
    from exoshell.values.collections import DictionaryEntry

    return [DictionaryEntry(name, strings(values), True) for name, values in headers.entries.values()]


def _typed(name: str, make: Any) -> Any:
    def read(headers: Headers) -> Any:
        text = headers.first(name)
        return None if text is None else make(text)

    return read


def _many(name: str, make: Any) -> Any:
    def read(headers: Headers) -> Any:
        return HeaderValues(headers.all(name), make)

    return read


class HeaderValues(list):  # type: ignore[type-arg]
    """HttpHeaderValueCollection: the values of one header; its text is that of the header."""

    __slots__ = ()

    def __init__(self, texts: list[str], make: Any) -> None:
        list.__init__(self, [make(t) for t in texts])

    def __str__(self) -> str:
        return ", ".join(str(v) for v in self)


types.register_class(HeaderValues, "System.Net.Http.Headers.HttpHeaderValueCollection")
_VALUES = table("System.Net.Http.Headers.HttpHeaderValueCollection")
_VALUES.method("ToString", "string ToString()")(str)
_VALUES.add_properties({"Count": len})

for _kind in ("HttpResponseHeaders", "HttpRequestHeaders", "HttpContentHeaders"):
    _headers = table(f"{NET_HTTP}Headers.{_kind}")
    _headers.method("GetValues", "System.Collections.Generic.IEnumerable[string] GetValues(string name)")(
        get_values
    )
    _headers.method("TryGetValues", raw=True)(try_values)
    _headers.method("Contains", "bool Contains(string name)")(lambda h, name: name.lower() in h.entries)
    _headers.method("ToString", "string ToString()")(Headers.text)
    _headers.method("GetEnumerator", raw=True)(header_pairs)
    _headers.method("Add", raw=True)(add_values)
    _headers.method("TryAddWithoutValidation", raw=True)(try_add)
    _headers.method("Remove", "bool Remove(string name)")(
        lambda h, name: h.entries.pop(name.lower(), None) is not None
    )
    _headers.method("Clear", "void Clear()")(lambda h: h.entries.clear())
    _headers.add_properties(
        {
            "RetryAfter": _typed("Retry-After", retry_after),
            "Location": _typed("Location", location),
            "ETag": _typed("ETag", entity_tag),
            "Date": _typed("Date", http_date),
            "WwwAuthenticate": _many("WWW-Authenticate", authentication),
            "Server": _many("Server", str),
            "Vary": _many("Vary", str),
        }
        if _kind == "HttpResponseHeaders"
        else {
            "ContentType": _typed("Content-Type", media_type),
            "ContentLength": _typed("Content-Length", int),
            "ContentDisposition": _typed(
                "Content-Disposition", lambda text: HeaderValue("ContentDispositionHeaderValue", text, {})
            ),
            "LastModified": _typed("Last-Modified", http_date),
            "Expires": _typed("Expires", http_date),
        }
        if _kind == "HttpContentHeaders"
        else {"Authorization": _typed("Authorization", authentication)}
    )


def _content_type_set(headers: Headers, value: Any) -> None:
    headers.entries.pop("content-type", None)
    if value is not None:
        headers.add("Content-Type", str(value))


_set_type = table(f"{NET_HTTP}Headers.HttpContentHeaders").properties["contenttype"]
_set_type.set = _content_type_set


def _disposition_set(headers: Headers, value: Any) -> None:
    headers.entries.pop("content-disposition", None)
    if value is not None:
        headers.add("Content-Disposition", str(value))


table(f"{NET_HTTP}Headers.HttpContentHeaders").properties["contentdisposition"].set = _disposition_set

_VALUE_KINDS = "RetryConditionHeaderValue AuthenticationHeaderValue EntityTagHeaderValue MediaTypeHeaderValue ContentDispositionHeaderValue"
for _kind in _VALUE_KINDS.split():
    _value = table(f"{NET_HTTP}Headers.{_kind}")
    _value.method("ToString", "string ToString()")(str)
    _value.dynamic_get = lambda v, name: next(
        (x for k, x in v.parts.items() if k.lower() == name.lower()), MISSING
    )
    _value.dynamic_names = lambda v: [(k, "Property", "System.Object") for k in v.parts]

table(f"{NET_HTTP}Headers.AuthenticationHeaderValue").new(raw=True)(
    lambda ps_type, scheme, parameter=None: authentication(
        f"{scheme} {parameter}" if parameter else str(scheme)
    )
)
table(f"{NET_HTTP}Headers.MediaTypeHeaderValue").new(raw=True)(
    lambda ps_type, text, charset=None: media_type(f"{text}; charset={charset}" if charset else str(text))
)
table(f"{NET_HTTP}Headers.ContentDispositionHeaderValue").new(raw=True)(
    lambda ps_type, text: HeaderValue(
        "ContentDispositionHeaderValue",
        str(text),
        {"DispositionType": str(text), "Name": None, "FileName": None},
    )
)


def _set_part(value: HeaderValue, name: str, new: Any) -> bool:
    for key in value.parts:
        if key.lower() == name.lower():
            value.parts[key] = new
            if value.kind == "ContentDispositionHeaderValue":
                rest = [(k.lower(), v) for k, v in value.parts.items() if k != "DispositionType" and v]
                value.value = "; ".join([value.parts["DispositionType"], *(f"{k}={v}" for k, v in rest)])
            return True
    return False


table(f"{NET_HTTP}Headers.ContentDispositionHeaderValue").dynamic_set = _set_part
