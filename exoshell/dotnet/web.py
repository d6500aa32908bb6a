"""System.Uri, UriBuilder, HttpUtility, WebUtility, ServicePointManager."""

from __future__ import annotations

from exoshell.dotnet.dates import attempt
from exoshell.dotnet.errors import net_error, null_error
from exoshell.dotnet.table import table
from exoshell.values import types
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

URI = table("System.Uri")
_PORTS = {
    "http": 80,
    "https": 443,
    "ftp": 21,
    "ldap": 389,
    "ldaps": 636,
    "ws": 80,
    "wss": 443,
    "ssh": 22,
    "mailto": 25,
}
_UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"


class Uri(NetObject):
    """System.Uri: `original` as given and the parts of an absolute one (`scheme` is empty for a relative one)."""

    __slots__ = ("original", "scheme", "user_info", "host", "port", "path", "query", "fragment")
    type_name = "System.Uri"

    def __init__(self, original: str) -> None:
        self.original = original
        self.scheme = self.user_info = self.host = self.path = self.query = self.fragment = ""
        self.port = -1
        self.extension = None
        self.ps_type = None
        self._split(original.strip())

    def _split(self, text: str) -> None:
        if text.startswith("/"):
            self.scheme, self.path = "file", escape_text(text)
            return
        scheme, colon, rest = text.partition(":")
        if (
            not colon
            or not scheme[:1].isalpha()
            or not all(c.isalnum() or c in "+-." for c in scheme)
            or len(scheme) < 2
        ):
            return
        self.scheme = scheme.lower()
        rest, hash_mark, fragment = rest.partition("#")
        self.fragment = "#" + escape_text(fragment) if hash_mark and fragment else hash_mark
        rest, question, query = rest.partition("?")
        self.query = "?" + escape_text(query) if question and query else question
        if rest.startswith("//"):
            authority, slash, path = rest[2:].partition("/")
            self._authority(authority)
            self.path = _normal_path(escape_text(slash + path)) or "/"
        elif self.scheme == "mailto":
            user, _, host = rest.partition("@")
            self.user_info, self.host, self.port = user, host.lower(), 25
        else:
            self.path = escape_text(rest)

    def _authority(self, authority: str) -> None:
        user, at, host = authority.rpartition("@")
        self.user_info = user if at else ""
        name, colon, port = host.rpartition(":")
        if colon and not host.endswith("]"):
            if port and not port.isdigit():
                raise net_error("System.UriFormatException", "Invalid URI: Invalid port specified.")
            self.host, self.port = name.lower(), int(port) if port else _PORTS.get(self.scheme, -1)
        else:
            self.host, self.port = host.lower(), _PORTS.get(self.scheme, -1)
        if self.scheme in _PORTS and not self.host:
            raise net_error("System.UriFormatException", "Invalid URI: The hostname could not be parsed.")

    @property
    def absolute(self) -> bool:
        return bool(self.scheme)

    @property
    def authority(self) -> str:
        default = self.port == _PORTS.get(self.scheme, -1) or self.port < 0
        return self.host if default else f"{self.host}:{self.port}"

    @property
    def absolute_uri(self) -> str:
        """The whole address, escaped."""
        if self.scheme == "file":
            return "file://" + self.host + self.path
        if self.scheme == "mailto":
            return f"mailto:{self.user_info}@{self.host}{self.query}"
        user = f"{self.user_info}@" if self.user_info else ""
        slashes = "//" if self.host else ""
        return f"{self.scheme}:{slashes}{user}{self.authority}{self.path}{self.query}{self.fragment}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Uri):
            return False
        return (
            self.absolute_uri == other.absolute_uri
            if self.absolute and other.absolute
            else self.original == other.original
        )

    def __hash__(self) -> int:
        return hash(self.original)

    def __str__(self) -> str:
        if not self.absolute:
            return self.original
        return unescape_text(self.absolute_uri) if self.scheme != "file" else self.absolute_uri


def _normal_path(path: str) -> str:
    """Dot segments removed."""
    result: list[str] = []
    parts = path.split("/")
    for number, part in enumerate(parts):
        if part == "..":
            if len(result) > 1:
                result.pop()
            if number == len(parts) - 1:
                result.append("")
        elif part == ".":
            if number == len(parts) - 1:
                result.append("")
        else:
            result.append(part)
    return "/".join(result)


def escape_data(text: Any) -> str:
    """Uri.EscapeDataString."""
    if text is None:
        raise null_error("stringToEscape")
    from urllib.parse import quote

    return quote(text, safe=_UNRESERVED)


def escape_text(text: str) -> str:
    """Escapes what may not stand in an address; existing escapes and reserved characters stay."""
    from urllib.parse import quote

    return quote(text, safe=_UNRESERVED + ":/?#[]@!$&'()*+,;=%")


def unescape_text(text: str) -> str:
    """Uri.ToString: printable characters unescaped, reserved ones not."""
    from urllib.parse import unquote

    result = text
    if "%" not in text:
        return result
    parts = text.split("%")
    out = parts[0]
    for part in parts[1:]:
        code = part[:2]
        try:
            char = chr(int(code, 16))
        except ValueError:
            out += "%" + part
            continue
        out += (char if char in ' "<>\\^`{|}' or char in _UNRESERVED else "%" + code) + part[2:]
    return out if out.isascii() and "%" not in out else _unescape_wide(out, unquote)


def _unescape_wide(text: str, unquote: Any) -> str:
    import re

    return re.sub(r"(?:%[89A-Fa-f][0-9A-Fa-f])+", lambda m: unquote(m.group(0)), text)


def make_uri(text: Any, kind: Any = None) -> Uri:
    """Uri(text[, kind]). Raises UriFormatException."""
    if text is None:
        raise null_error("uriString")
    made = Uri(text)
    wanted = kind.value if type(kind) is types.EnumValue else 1
    if wanted == 1 and not made.absolute:
        empty = (
            "Invalid URI: The URI is empty."
            if not text
            else "Invalid URI: The format of the URI could not be determined."
        )
        raise net_error("System.UriFormatException", empty)
    if wanted == 2 and made.absolute and made.scheme != "file":
        raise net_error(
            "System.UriFormatException",
            "A relative URI cannot be created because the 'uriString' parameter represents an absolute URI.",
        )
    return made


@URI.new()
def new_uri(ps_type: Any, *args: Any) -> Uri:
    """Uri(text[, kind]) or (base, relative)."""
    if isinstance(args[0], Uri):
        from urllib.parse import urljoin

        relative = args[1].original if isinstance(args[1], Uri) else args[1]
        return Uri(urljoin(args[0].absolute_uri, relative))
    return make_uri(*args)


def _need_absolute(uri: Uri) -> Uri:
    if not uri.absolute:
        raise net_error(
            "System.InvalidOperationException", "This operation is not supported for a relative URI."
        )
    return uri


def segments(uri: Uri) -> list[str]:
    parts = _need_absolute(uri).path.split("/")
    return [p + "/" for p in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _host_type(uri: Uri) -> int:
    import ipaddress

    if not uri.host:
        return 1 if uri.scheme == "file" else 0
    try:
        return 3 if ipaddress.ip_address(uri.host.strip("[]")).version == 4 else 4
    except ValueError:
        return 2


URI.add_properties(
    {
        "AbsolutePath": lambda u: _need_absolute(u).path,
        "AbsoluteUri": lambda u: _need_absolute(u).absolute_uri,
        "LocalPath": lambda u: _local_path(u),
        "Authority": lambda u: _need_absolute(u).authority,
        "HostNameType": lambda u: _host_type(_need_absolute(u)),
        "IsDefaultPort": lambda u: _need_absolute(u).port == _PORTS.get(u.scheme, -1),
        "IsFile": lambda u: _need_absolute(u).scheme == "file",
        "IsLoopback": lambda u: _need_absolute(u).host in ("localhost", "127.0.0.1", "[::1]", "loopback"),
        "PathAndQuery": lambda u: _need_absolute(u).path + u.query,
        "Segments": segments,
        "IsUnc": lambda u: False,
        "Host": lambda u: _need_absolute(u).host,
        "Port": lambda u: _need_absolute(u).port,
        "Query": lambda u: _need_absolute(u).query,
        "Fragment": lambda u: _need_absolute(u).fragment,
        "Scheme": lambda u: _need_absolute(u).scheme,
        "OriginalString": lambda u: u.original,
        "DnsSafeHost": lambda u: _need_absolute(u).host.strip("[]"),
        "IdnHost": lambda u: _need_absolute(u).host,
        "IsAbsoluteUri": lambda u: u.absolute,
        "UserEscaped": lambda u: False,
        "UserInfo": lambda u: _need_absolute(u).user_info,
    }
)


def _local_path(uri: Uri) -> str:
    from urllib.parse import unquote

    return unquote(_need_absolute(uri).path)


def left_part(uri: Uri, part: Any) -> str:
    """GetLeftPart(UriPartial)."""
    wanted = part.value
    user = f"{uri.user_info}@" if uri.user_info else ""
    text = f"{uri.scheme}://"
    if wanted >= 1:
        text += user + uri.authority
    if wanted >= 2:
        text += uri.path
    return text + uri.query if wanted >= 3 else text


def relative_uri(uri: Uri, other: Uri) -> Uri:
    if uri.scheme != other.scheme or uri.authority != other.authority:
        return other
    import posixpath

    base = uri.path if uri.path.endswith("/") else posixpath.dirname(uri.path) or "/"
    text = posixpath.relpath(other.path, base)
    return Uri(
        ("" if text == "." else text)
        + ("/" if other.path.endswith("/") and text != "." else "")
        + other.query
        + other.fragment
    )


URI.method("ToString", "string ToString()")(str)
URI.add_methods(
    {
        "GetLeftPart": left_part,
        "MakeRelativeUri": relative_uri,
        "IsBaseOf": lambda u, other: (
            u.scheme == other.scheme
            and u.authority == other.authority
            and other.path.startswith(u.path.rpartition("/")[0])
        ),
        "Equals": lambda u, other: u == (Uri(other) if type(other) is str else other),
        "IsWellFormedOriginalString": lambda u: well_formed(u.original),
        "GetComponents": lambda u, parts, style: u.absolute_uri,
    }
)


def try_create(text: Any, kind: Any, result: Any) -> bool:
    """Uri.TryCreate(text, kind, [ref] result) or (base, relative, [ref] result)."""
    if isinstance(text, Uri):
        return attempt(result, None, lambda: new_uri(None, text, kind))
    return attempt(result, None, lambda: make_uri(text, kind))


def well_formed(text: Any, kind: Any = None) -> bool:
    """IsWellFormedUriString."""
    try:
        made = make_uri(text, kind)
    except Exception as error:
        from exoshell.dotnet.errors import NetError

        if isinstance(error, NetError):
            return False
        raise
    return escape_text(text) == text and (
        not made.absolute or made.scheme != "file" or text.startswith("file:")
    )


def unescape_data(text: str) -> str:
    from urllib.parse import unquote

    return unquote(text)


URI.add_statics(
    {
        "EscapeDataString": escape_data,
        "EscapeUriString": escape_text,
        "UnescapeDataString": unescape_data,
        "TryCreate": try_create,
        "IsWellFormedUriString": well_formed,
        "CheckSchemeName": lambda name: (
            bool(name) and name[0].isalpha() and all(c.isalnum() or c in "+-." for c in name)
        ),
        "CheckHostName": lambda name: _host_type(Uri(f"http://{name}")),
        "IsHexDigit": lambda char: char.value in "0123456789abcdefABCDEF",
        "HexEscape": lambda char: f"%{ord(char.value):02X}",
    },
    raw=True,
)

BUILDER = table("System.UriBuilder")


class UriBuilder(NetObject):
    """System.UriBuilder."""

    __slots__ = ("scheme", "host", "port", "path", "query", "fragment", "user_name", "password")
    type_name = "System.UriBuilder"

    def __init__(self, uri: Uri | None = None) -> None:
        self.scheme, self.host, self.port = (
            (uri.scheme, uri.host, uri.port) if uri else ("http", "localhost", -1)
        )
        self.path, self.query, self.fragment = (uri.path, uri.query, uri.fragment) if uri else ("/", "", "")
        user, _, password = uri.user_info.partition(":") if uri else ("", "", "")
        self.user_name, self.password = user, password
        self.extension = None
        self.ps_type = None

    def text(self) -> str:
        user = f"{self.user_name}{':' + self.password if self.password else ''}@" if self.user_name else ""
        port = f":{self.port}" if self.port >= 0 else ""
        path = self.path if self.path.startswith("/") else "/" + self.path
        return f"{self.scheme}://{user}{self.host}{port}{escape_text(path)}{self.query}{self.fragment}"


@BUILDER.new()
def new_builder(ps_type: Any, *args: Any) -> UriBuilder:
    """UriBuilder(text or Uri) or (scheme, host[, port[, path[, query]]])."""
    if len(args) == 1:
        text = args[0].original if isinstance(args[0], Uri) else args[0]
        return UriBuilder(Uri(text if "://" in text else "http://" + text))
    made = UriBuilder()
    for name, value in zip(("scheme", "host", "port", "path", "query"), args, strict=False):
        setattr(made, name, value)
    return made


BUILDER.add_fields(
    {
        "Scheme": "scheme",
        "Host": "host",
        "Port": "port",
        "Path": "path",
        "UserName": "user_name",
        "Password": "password",
    }
)
BUILDER.add_properties(
    {"Query": lambda b: b.query, "Fragment": lambda b: b.fragment, "Uri": lambda b: Uri(b.text())}
)
BUILDER.properties["query"].set = lambda b, value: setattr(
    b, "query", "?" + value.removeprefix("?") if value else ""
)
BUILDER.properties["fragment"].set = lambda b, value: setattr(
    b, "fragment", "#" + value.removeprefix("#") if value else ""
)
BUILDER.method("ToString", "string ToString()")(UriBuilder.text)

# -------------------------------------------------------------------------------------------------------------------- encoding for the web


def url_encode(text: Any, *encoding: Any) -> Any:
    """HttpUtility.UrlEncode: lower-case escapes, blanks as plus."""
    if text is None:
        return None
    out = []
    for byte in str(text).encode():
        char = chr(byte)
        if char.isascii() and (char.isalnum() or char in "-_.!*()"):
            out.append(char)
        else:
            out.append("+" if char == " " else f"%{byte:02x}")
    return "".join(out)


def url_decode(text: Any, *encoding: Any) -> Any:
    from urllib.parse import unquote_plus

    return None if text is None else unquote_plus(text)


def html_encode(text: Any) -> Any:
    """HtmlEncode: markup characters and U+00A0 to U+00FF."""
    if text is None:
        return None
    marks = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "'": "&#39;"}
    return "".join(
        marks.get(c) or (f"&#{ord(c)};" if 160 <= ord(c) < 256 or ord(c) > 0xFFFF else c) for c in str(text)
    )


def html_decode(text: Any) -> Any:
    import html

    return None if text is None else html.unescape(text)


def parse_query(text: Any, *encoding: Any) -> Any:
    """ParseQueryString: a collection whose text is a query string."""
    from exoshell.dotnet.name_values import NameValueCollection

    if text is None:
        raise null_error("query")
    made = NameValueCollection(query=True)
    for part in text.removeprefix("?").split("&"):
        if part:
            name, equals, value = part.partition("=")
            made.add(url_decode(name) if equals else None, url_decode(value if equals else name))
    return made


def attribute_encode(text: Any) -> Any:
    return (
        None
        if text is None
        else text.replace("&", "&amp;").replace('"', "&quot;").replace("'", "&#39;").replace("<", "&lt;")
    )


def script_encode(text: Any, quotes: bool = False) -> str:
    """JavaScriptStringEncode."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\x0c": "\\f"}
    body = "".join(
        escapes.get(c) or (f"\\u{ord(c):04x}" if ord(c) < 32 or c in "<>&'\u0085\u2028\u2029" else c)
        for c in text or ""
    )
    return f'"{body}"' if quotes else body


def _upper_escapes(text: Any) -> Any:
    """WebUtility.UrlEncode has upper-case escapes."""
    if text is None:
        return None
    import re

    return re.sub(r"%[0-9a-f]{2}", lambda m: m.group(0).upper(), url_encode(text))


def path_encode(text: Any) -> Any:
    head, mark, tail = (text or "").partition("?")
    return (
        "".join(c if "!" <= c <= "~" else "".join(f"%{b:02x}" for b in c.encode()) for c in head)
        + mark
        + tail
    )


HTTP = table("System.Web.HttpUtility")
HTTP.add_statics(
    {
        "UrlEncode": url_encode,
        "UrlDecode": url_decode,
        "HtmlEncode": html_encode,
        "HtmlDecode": html_decode,
        "HtmlAttributeEncode": attribute_encode,
        "ParseQueryString": parse_query,
        "JavaScriptStringEncode": script_encode,
        "UrlPathEncode": path_encode,
    }
)
WEB = table("System.Net.WebUtility")
WEB.add_statics(
    {
        "UrlEncode": _upper_escapes,
        "UrlDecode": url_decode,
        "HtmlEncode": html_encode,
        "HtmlDecode": html_decode,
    }
)

MANAGER = table("System.Net.ServicePointManager")
_settings: dict[str, Any] = {}


def _setting(name: str, text: str, initial: Any) -> None:
    MANAGER.add_static_properties({name: lambda: _settings.get(name, initial)})
    entry = MANAGER.static_properties[name.lower()]
    entry.type_text = text

    def put(value: Any) -> None:
        from exoshell.values.conversion import convert

        target = types.find_type(text)
        _settings[name] = (
            value if target is None or target is types.OBJECT or value is None else convert(value, target)
        )

    entry.set = put


_setting("SecurityProtocol", "System.Net.SecurityProtocolType", 0)
_setting("ServerCertificateValidationCallback", "System.Object", None)
_setting("Expect100Continue", "bool", True)
_setting("DefaultConnectionLimit", "int", 2)
_setting("CheckCertificateRevocationList", "bool", False)
_setting("MaxServicePointIdleTime", "int", 100000)
_setting("MaxServicePoints", "int", 0)
_setting("UseNagleAlgorithm", "bool", True)
_setting("EnableDnsRoundRobin", "bool", False)
_setting("DnsRefreshTimeout", "int", 120000)
