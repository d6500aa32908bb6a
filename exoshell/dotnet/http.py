"""HTTP messages as values: requests, answers, and what Invoke-WebRequest gives. Nothing here opens a connection."""

from __future__ import annotations

from exoshell.dotnet.convert import byte_array
from exoshell.dotnet.errors import net_error
from exoshell.dotnet.http_contents import Content
from exoshell.dotnet.http_headers import CONTENT_NAMES, NET_HTTP, Headers, strings
from exoshell.dotnet.table import table
from exoshell.dotnet.web import Uri
from exoshell.values import types
from exoshell.values.collections import Dictionary
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

COMMANDS = "Microsoft.PowerShell.Commands."
STATUS = "System.Net.HttpStatusCode"


def status_value(code: int) -> Any:
    return types.enum_value(STATUS, code)


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


class ResponseMessage(NetObject):
    """HttpResponseMessage."""

    __slots__ = ("code", "reason", "headers", "content", "request", "version")
    type_name = NET_HTTP + "HttpResponseMessage"

    def __init__(
        self,
        code: int,
        reason: str,
        pairs: list[tuple[str, str]],
        data: bytes,
        request: RequestMessage,
        version: str = "1.1",
    ) -> None:
        self.code, self.reason, self.request, self.version = code, reason, request, version
        self.headers = Headers("HttpResponseHeaders", [p for p in pairs if p[0].lower() not in CONTENT_NAMES])
        self.content = Content("HttpConnectionResponseContent", data)
        self.content.headers = Headers(
            "HttpContentHeaders", [p for p in pairs if p[0].lower() in CONTENT_NAMES]
        )
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
