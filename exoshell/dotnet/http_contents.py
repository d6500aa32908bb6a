"""Contents of HTTP requests and answers as values: texts, bytes, forms with fields and files."""

from __future__ import annotations

from exoshell.dotnet.convert import byte_array, raw_bytes
from exoshell.dotnet.errors import null_error
from exoshell.dotnet.http_headers import NET_HTTP, Headers, HeaderValue
from exoshell.dotnet.table import table
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


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


def new_string_content(ps_type: Any, text: Any, encoding: Any = None, media: Any = None) -> Content:
    """StringContent(text[, encoding[, media type]])."""
    if text is None:
        raise null_error("content")
    if isinstance(encoding, HeaderValue):
        encoding, media = None, encoding
    name = encoding.web_name if encoding is not None else "utf-8"
    data = encoding.encode(str(text)) if encoding is not None else str(text).encode()
    return Content(
        "StringContent",
        data,
        str(media) if isinstance(media, HeaderValue) else f"{media or 'text/plain'}; charset={name}",
    )


def new_form_content(ps_type: Any, pairs: Any) -> Content:
    """FormUrlEncodedContent(pairs)."""
    from exoshell.values.enumeration import enumerate_value

    rows = (
        pairs.items()
        if hasattr(pairs, "items")
        else [(p.key, p.value) for p in enumerate_value(pairs) or [pairs]]
    )
    text = "&".join(f"{url_encode(k)}={url_encode(v)}" for k, v in rows)
    return Content("FormUrlEncodedContent", text.encode(), "application/x-www-form-urlencoded")


def url_encode(value: Any) -> str:
    """WebUtility.UrlEncode of a value's text."""
    from urllib.parse import quote_plus

    from exoshell.values.conversion import to_text

    return "" if value is None else quote_plus(to_text(value), safe="!()*").replace("~", "%7E")


table(NET_HTTP + "StringContent").new(raw=True)(new_string_content)
table(NET_HTTP + "FormUrlEncodedContent").new(raw=True)(new_form_content)
table(NET_HTTP + "ByteArrayContent").new(raw=True)(
    lambda ps_type, data, *span: Content(
        "ByteArrayContent", raw_bytes(data)[slice(span[0], sum(span)) if len(span) == 2 else slice(None)]
    )
)


@table(NET_HTTP + "StreamContent").new(raw=True)
def new_stream_content(ps_type: Any, stream: Any, *size: Any) -> Content:
    """StreamContent(stream): what is left of it."""
    return Content("StreamContent", stream.file.read())


@table(NET_HTTP + "MultipartFormDataContent").new(raw=True)
def new_multipart(ps_type: Any, boundary: Any = None) -> Content:
    return multipart("form-data", None if boundary is None else str(boundary))


def content_text(content: Content) -> str:
    charset = next(
        (
            p.partition("=")[2].strip('"')
            for p in (content.headers.first("Content-Type") or "").split(";")
            if p.strip().lower().startswith("charset=")
        ),
        "utf-8",
    )
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
    {
        "Result": lambda t: t.result,
        "IsCompleted": lambda t: True,
        "IsFaulted": lambda t: False,
        "IsCanceled": lambda t: False,
        "Exception": lambda t: None,
    }
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
