"""HTTP as values: responses and their headers, what Invoke-WebRequest gives, web sessions, cookies, contents of requests.

Nothing here opens a connection.
"""

from __future__ import annotations

from exoshell.dotnet.convert import byte_array, raw_bytes
from exoshell.dotnet.errors import net_error, null_error
from exoshell.dotnet.intrinsic import MISSING
from exoshell.dotnet.table import table
from exoshell.dotnet.web import Uri
from exoshell.values import types
from exoshell.values.collections import Dictionary, TypedArray
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

COMMANDS = "Microsoft.PowerShell.Commands."
NET_HTTP = "System.Net.Http."
STATUS = "System.Net.HttpStatusCode"
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


def status_value(code: int) -> Any:
    return types.enum_value(STATUS, code)


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
    return HeaderValue("RetryConditionHeaderValue", text, {"Delta": delta, "Date": None if delta is not None else http_date(text)})


def authentication(text: str) -> HeaderValue:
    scheme, _, parameter = text.partition(" ")
    return HeaderValue("AuthenticationHeaderValue", text, {"Scheme": scheme, "Parameter": parameter or None})


def entity_tag(text: str) -> HeaderValue:
    weak = text.startswith("W/")
    return HeaderValue("EntityTagHeaderValue", text, {"Tag": text[2:] if weak else text, "IsWeak": weak})


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


class RequestMessage(NetObject):
    """HttpRequestMessage."""

    __slots__ = ("method", "uri", "headers")
    type_name = NET_HTTP + "HttpRequestMessage"

    def __init__(self, method: str, uri: Uri, headers: Headers) -> None:
        self.method, self.uri, self.headers = method, uri, headers
        self.extension = None
        self.ps_type = None

    def __str__(self) -> str:
        return f"Method: {self.method}, RequestUri: '{self.uri}', Version: 1.1, Content: <null>, Headers:\r\n{{\r\n{shown(self.headers)}}}"


class Method(NetObject):
    """HttpMethod."""

    __slots__ = ("name",)
    type_name = NET_HTTP + "HttpMethod"

    def __init__(self, name: str) -> None:
        self.name = name
        self.extension = None
        self.ps_type = None

    def __str__(self) -> str:
        return self.name


class Content(NetObject):
    """HttpContent and its derived classes: `data` the bytes, `headers`; `parts` of a multipart content: (content, name, file name)."""

    __slots__ = ("kind", "data", "headers", "parts", "boundary")

    def __init__(self, kind: str, data: bytes = b"", content_type: str | None = None) -> None:
        self.kind, self.data = kind, data
        self.headers = Headers("HttpContentHeaders", [("Content-Type", content_type)] if content_type else ())
        self.parts: list[Content] = []
        self.boundary = ""
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        return NET_HTTP + self.kind

    def body(self) -> bytes:
        """The bytes that are sent."""
        if not self.boundary:
            return self.data
        pieces = []
        for part in self.parts:
            pieces.append(f"--{self.boundary}\r\n{part.headers.text()}\r\n".encode() + part.body() + b"\r\n")
        return b"".join(pieces) + f"--{self.boundary}--\r\n".encode()


def multipart(subtype: str = "form-data", boundary: str | None = None) -> Content:
    """A multipart content without parts."""
    import uuid

    made = Content("MultipartFormDataContent" if subtype == "form-data" else "MultipartContent")
    made.boundary = boundary or str(uuid.uuid4())
    made.headers.add("Content-Type", f'multipart/{subtype}; boundary="{made.boundary}"')
    return made


def add_part(content: Content, part: Content, name: str | None = None, file_name: str | None = None) -> None:
    """MultipartFormDataContent.Add."""
    if "content-disposition" not in part.headers.entries:
        text = "form-data"
        if name is not None:
            text += f"; name={quoted(name)}"
        if file_name is not None:
            text += f"; filename={quoted(file_name)}"
            if not file_name.isascii():
                from urllib.parse import quote

                text += f"; filename*=utf-8''{quote(file_name)}"
        part.headers.add("Content-Disposition", text)
    content.parts.append(part)


def quoted(text: str) -> str:
    """A parameter's value: in quotes where it is no plain token."""
    if text and all(c.isascii() and (c.isalnum() or c in "!#$%&'*+-.^_`|~") for c in text):
        return text
    if not text.isascii():
        import base64

        return f'"=?utf-8?B?{base64.b64encode(text.encode()).decode()}?="'
    return '"' + text.strip('"') + '"'


class ResponseMessage(NetObject):
    """HttpResponseMessage."""

    __slots__ = ("code", "reason", "headers", "content", "request", "version")
    type_name = NET_HTTP + "HttpResponseMessage"

    def __init__(self, code: int, reason: str, pairs: list[tuple[str, str]], data: bytes, request: RequestMessage, version: str = "1.1") -> None:
        self.code, self.reason, self.request, self.version = code, reason, request, version
        self.headers = Headers("HttpResponseHeaders", [p for p in pairs if p[0].lower() not in CONTENT_NAMES])
        self.content = Content("HttpConnectionResponseContent", data)
        self.content.headers = Headers("HttpContentHeaders", [p for p in pairs if p[0].lower() in CONTENT_NAMES])
        self.extension = None
        self.ps_type = None

    @property
    def content_type(self) -> str:
        return self.content.headers.first("Content-Type") or ""

    @property
    def description(self) -> str:
        """The name of the status code, which stands for its description."""
        return status_value(self.code).name or str(self.code)

    def header_table(self) -> Dictionary:
        """All headers: name -> string[]."""
        value_type = types.find_type("System.Collections.Generic.IEnumerable[string]")
        rows = [*self.headers.entries.values(), *self.content.headers.entries.values()]
        return Dictionary(((name, strings(values)) for name, values in rows), True, types.STRING, value_type)

    def __str__(self) -> str:
        kind = "<null>" if self.content is None else self.content.type_name
        lines = shown(self.headers) + shown(self.content.headers)
        return f"StatusCode: {self.code}, ReasonPhrase: '{self.reason}', Version: {self.version}, Content: {kind}, Headers:\r\n{{\r\n{lines}}}"


def shown(headers: Headers) -> str:
    return "".join(f"  {name}: {value}\r\n" for name, values in headers.entries.values() for value in values)


class WebResponse(NetObject):
    """WebResponseObject, and BasicHtmlWebResponseObject where the content is text."""

    __slots__ = ("response", "text", "encoding", "links", "_pages", "out_file")

    def __init__(self, response: ResponseMessage, text: str | None, encoding: str, links: Dictionary) -> None:
        self.response, self.text, self.encoding, self.links = response, text, encoding, links
        self._pages: Any = None
        self.out_file: str | None = None
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        return COMMANDS + ("WebResponseObject" if self.text is None else "BasicHtmlWebResponseObject")

    @property
    def raw_content(self) -> str:
        answer = self.response
        lines = [f"HTTP/{answer.version} {answer.code} {answer.description}\r\n"]
        for headers in (answer.headers, answer.content.headers):
            lines += [f"{name}: {', '.join(values)}\r\n" for name, values in headers.entries.values()]
        return "".join(lines) + "\r\n" + (self.text if self.text is not None else self.printable())

    def printable(self) -> str:
        """The bytes as ASCII, what cannot be printed as a dot."""
        text = "".join(chr(b) if b < 128 else "?" for b in self.response.content.data)
        return "".join(c if c.isprintable() or c.isspace() else "." for c in text)

    def elements(self, kind: str) -> list[Any]:
        """Elements of a page: 'links', 'images' or 'fields'."""
        if self._pages is None:
            from exoshell.dotnet.html_elements import read_elements

            self._pages = read_elements(self.text or "")
        found: list[Any] = self._pages[kind]
        return found


for _kind, _kind_name in (("WebResponseObject", False), ("BasicHtmlWebResponseObject", True)):
    _web = table(COMMANDS + _kind)
    _web.add_properties(
        {
            "StatusCode": lambda w: w.response.code,
            "StatusDescription": lambda w: w.response.description,
            "Content": (lambda w: w.text) if _kind_name else (lambda w: byte_array(w.response.content.data)),
            "RawContent": lambda w: w.raw_content,
            "Headers": lambda w: w.response.header_table(),
            "RawContentLength": lambda w: len(w.response.content.data),
            "RelationLink": lambda w: w.links,
            "BaseResponse": lambda w: w.response,
            "OutFile": lambda w: w.out_file,
        }
    )

    @_web.property("RawContentStream")
    def raw_content_stream(web: WebResponse) -> Any:
        import io

        from exoshell.dotnet.streams import Stream

        return Stream(io.BytesIO(web.response.content.data), "System.IO.MemoryStream")

    _web.method("ToString", "string ToString()")(lambda w: w.printable())

BASIC = table(COMMANDS + "BasicHtmlWebResponseObject")


def _encoding_of(web: WebResponse) -> Any:
    from exoshell.dotnet.text import find_encoding

    return find_encoding(web.encoding)


BASIC.add_properties(
    {
        "Encoding": _encoding_of,
        "InputFields": lambda w: w.elements("fields"),
        "Links": lambda w: w.elements("links"),
        "Images": lambda w: w.elements("images"),
    }
)

RESPONSE = table(NET_HTTP + "HttpResponseMessage")
RESPONSE.add_properties(
    {
        "StatusCode": lambda r: status_value(r.code),
        "ReasonPhrase": lambda r: r.reason,
        "Headers": lambda r: r.headers,
        "TrailingHeaders": lambda r: Headers(),
        "Content": lambda r: r.content,
        "RequestMessage": lambda r: r.request,
        "IsSuccessStatusCode": lambda r: 200 <= r.code < 300,
        "Version": lambda r: make_version(r.version),
    }
)
RESPONSE.method("ToString", "string ToString()")(str)
RESPONSE.add_methods({"Dispose": lambda r: None})


def make_version(text: str) -> Any:
    from exoshell.values.conversion import convert

    return convert(text, types.named_type("System.Version"))


@RESPONSE.method("EnsureSuccessStatusCode")
def ensure_success(response: ResponseMessage) -> ResponseMessage:
    if 200 <= response.code < 300:
        return response
    raise net_error(
        NET_HTTP + "HttpRequestException",
        f"Response status code does not indicate success: {response.code} ({response.reason}).",
        StatusCode=status_value(response.code),
    )


REQUEST = table(NET_HTTP + "HttpRequestMessage")
REQUEST.add_properties(
    {
        "Method": lambda r: Method(r.method),
        "RequestUri": lambda r: r.uri,
        "Headers": lambda r: r.headers,
        "Version": lambda r: make_version("1.1"),
        "Content": lambda r: None,
    }
)
REQUEST.method("ToString", "string ToString()")(str)
METHOD = table(NET_HTTP + "HttpMethod")
METHOD.add_properties({"Method": lambda m: m.name})
METHOD.method("ToString", "string ToString()")(str)

# --- headers ---------------------------------------------------------------------------------------------------------------------------------


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
    _headers.method("GetValues", "System.Collections.Generic.IEnumerable[string] GetValues(string name)")(get_values)
    _headers.method("TryGetValues", raw=True)(try_values)
    _headers.method("Contains", "bool Contains(string name)")(lambda h, name: name.lower() in h.entries)
    _headers.method("ToString", "string ToString()")(Headers.text)
    _headers.method("GetEnumerator", raw=True)(header_pairs)
    _headers.method("Add", raw=True)(add_values)
    _headers.method("TryAddWithoutValidation", raw=True)(try_add)
    _headers.method("Remove", "bool Remove(string name)")(lambda h, name: h.entries.pop(name.lower(), None) is not None)
    _headers.method("Clear", "void Clear()")(lambda h: h.entries.clear())
    _headers.add_properties(
        {
            "RetryAfter": _typed("Retry-After", retry_after),
            "Location": _typed("Location", Uri),
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
            "ContentDisposition": _typed("Content-Disposition", lambda text: HeaderValue("ContentDispositionHeaderValue", text, {})),
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
    _value.dynamic_get = lambda v, name: next((x for k, x in v.parts.items() if k.lower() == name.lower()), MISSING)
    _value.dynamic_names = lambda v: [(k, "Property", "System.Object") for k in v.parts]

table(f"{NET_HTTP}Headers.AuthenticationHeaderValue").new(raw=True)(
    lambda ps_type, scheme, parameter=None: authentication(f"{scheme} {parameter}" if parameter else str(scheme))
)
table(f"{NET_HTTP}Headers.MediaTypeHeaderValue").new(raw=True)(lambda ps_type, text, charset=None: media_type(f"{text}; charset={charset}" if charset else str(text)))
table(f"{NET_HTTP}Headers.ContentDispositionHeaderValue").new(raw=True)(lambda ps_type, text: HeaderValue("ContentDispositionHeaderValue", str(text), {"DispositionType": str(text), "Name": None, "FileName": None}))


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

# --- contents --------------------------------------------------------------------------------------------------------------------------------


def new_string_content(ps_type: Any, text: Any, encoding: Any = None, media: Any = None) -> Content:
    """StringContent(text[, encoding[, media type]])."""
    if text is None:
        raise null_error("content")
    if isinstance(encoding, HeaderValue):
        encoding, media = None, encoding
    name = encoding.web_name if encoding is not None else "utf-8"
    data = encoding.encode(str(text)) if encoding is not None else str(text).encode()
    return Content("StringContent", data, str(media) if isinstance(media, HeaderValue) else f"{media or 'text/plain'}; charset={name}")


def new_form_content(ps_type: Any, pairs: Any) -> Content:
    """FormUrlEncodedContent(pairs)."""
    from exoshell.values.enumeration import enumerate_value

    rows = pairs.items() if hasattr(pairs, "items") else [(p.key, p.value) for p in enumerate_value(pairs) or [pairs]]
    text = "&".join(f"{url_encode(k)}={url_encode(v)}" for k, v in rows)
    return Content("FormUrlEncodedContent", text.encode(), "application/x-www-form-urlencoded")


def url_encode(value: Any) -> str:
    """WebUtility.UrlEncode of a value's text."""
    from urllib.parse import quote_plus

    from exoshell.values.conversion import to_text

    return "" if value is None else quote_plus(to_text(value), safe="!()*").replace("~", "%7E")


table(NET_HTTP + "StringContent").new(raw=True)(new_string_content)
table(NET_HTTP + "FormUrlEncodedContent").new(raw=True)(new_form_content)
table(NET_HTTP + "ByteArrayContent").new(raw=True)(lambda ps_type, data, *span: Content("ByteArrayContent", raw_bytes(data)[slice(span[0], sum(span)) if len(span) == 2 else slice(None)]))


@table(NET_HTTP + "StreamContent").new(raw=True)
def new_stream_content(ps_type: Any, stream: Any, *size: Any) -> Content:
    """StreamContent(stream): what is left of it."""
    return Content("StreamContent", stream.file.read())


@table(NET_HTTP + "MultipartFormDataContent").new(raw=True)
def new_multipart(ps_type: Any, boundary: Any = None) -> Content:
    return multipart("form-data", None if boundary is None else str(boundary))


def content_text(content: Content) -> str:
    charset = next((p.partition("=")[2].strip('"') for p in (content.headers.first("Content-Type") or "").split(";") if p.strip().lower().startswith("charset=")), "utf-8")
    try:
        return content.body().decode(charset, "replace")
    except LookupError:
        return content.body().decode("utf-8", "replace")


class Finished(NetObject):
    """A task that is done: `Result`, `GetAwaiter().GetResult()`."""

    __slots__ = ("result",)
    type_name = "System.Threading.Tasks.Task"

    def __init__(self, result: Any) -> None:
        self.result = result
        self.extension = None
        self.ps_type = None


_TASK = table("System.Threading.Tasks.Task")
_TASK.add_properties(
    {"Result": lambda t: t.result, "IsCompleted": lambda t: True, "IsFaulted": lambda t: False, "IsCanceled": lambda t: False, "Exception": lambda t: None}
)
_TASK.method("GetAwaiter", raw=True)(lambda t: t)
_TASK.method("GetResult", raw=True)(lambda t: t.result)
_TASK.method("Wait", raw=True)(lambda t, *timeout: True)

for _kind in "StringContent ByteArrayContent StreamContent FormUrlEncodedContent MultipartFormDataContent HttpConnectionResponseContent".split():
    _content = table(NET_HTTP + _kind)
    _content.add_properties({"Headers": lambda c: c.headers})
    _content.method("ReadAsStringAsync", raw=True)(lambda c: Finished(content_text(c)))
    _content.method("ReadAsByteArrayAsync", raw=True)(lambda c: Finished(byte_array(c.body())))
    _content.method("Dispose", raw=True)(lambda c: None)
table(NET_HTTP + "MultipartFormDataContent").method("Add", raw=True)(add_part)

