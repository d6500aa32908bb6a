"""Contents: what a request sends, and what the bytes of an answer mean."""

from __future__ import annotations

import os
from typing import Any

from exoshell.dotnet.http_contents import Content, add_part, multipart, url_encode
from exoshell.values.collections import DictionaryBase, TypedArray
from exoshell.values.objects import PSObject

XML_TYPES = (
    "application/xml",
    "text/xml",
    "application/xml-external-parsed-entity",
    "text/xml-external-parsed-entity",
    "application/xml-dtd",
)
JSON_TYPES = (
    "application/json",
    "text/json",
    "application/x-json",
    "text/x-json",
    "text/javascript",
    "text/x-javascript",
    "application/javascript",
    "application/x-javascript",
)


def form_text(pairs: Any) -> str:
    """A dictionary as a query or form."""
    return "&".join(f"{url_encode(key)}={url_encode(value)}" for key, value in pairs)


def encode_body(body: Any, charset: str | None) -> bytes | Content:
    """The bytes of -Body, or a content that carries headers of its own."""
    if type(body) is PSObject:
        body = body.base
    if isinstance(body, Content):
        return body
    if isinstance(body, DictionaryBase):
        return encode_text(form_text(body.items()), charset)
    if (
        isinstance(body, TypedArray)
        and body.element_type is not None
        and body.element_type.full_name == "System.Byte"
    ):
        return bytes(body)
    if hasattr(body, "owner") and hasattr(body, "children"):
        from exoshell.dotnet.xml_nodes import outer_xml

        return encode_text(outer_xml(body), charset)
    if type(body).__name__ == "Stream":
        data: bytes = body.file.read()
        return data
    from exoshell.values.conversion import to_text

    return encode_text(to_text(body), charset)


def encode_text(text: str, charset: str | None) -> bytes:
    try:
        return text.encode(charset or "utf-8", "replace")
    except LookupError:
        return text.encode("utf-8")


def encode_form(form: DictionaryBase) -> Content:
    """-Form: a field for each value, a file for each FileInfo."""
    content = multipart()
    for key, value in form.items():
        _add_field(content, str(key), value)
    return content


def _add_field(content: Content, name: str, value: Any) -> None:
    from exoshell.values.conversion import to_text
    from exoshell.values.enumeration import enumerate_value
    from exoshell.values.files import FileInfo

    if type(value) is PSObject:
        value = value.base
    if isinstance(value, FileInfo):
        with open(value.path, "rb") as file:
            part = Content("StreamContent", file.read(), "application/octet-stream")
        add_part(content, part, name, os.path.basename(value.path))
        return
    items = None if isinstance(value, (str, DictionaryBase)) else enumerate_value(value)
    if items is not None:
        for item in items:
            _add_field(content, name, item)
        return
    add_part(content, Content("StringContent", to_text(value).encode(), "text/plain; charset=utf-8"), name)


# --- answers ---------------------------------------------------------------------------------------------------------------------------------


def media_of(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def charset_of(content_type: str) -> str | None:
    for part in content_type.split(";")[1:]:
        name, _, value = part.strip().partition("=")
        if name.lower() == "charset" and value:
            return value.strip("\"' ")
    return None


def is_xml(media: str) -> bool:
    return media in XML_TYPES or media.endswith("+xml")


def is_json(media: str) -> bool:
    return media in JSON_TYPES or media.endswith("+json")


def is_text(media: str) -> bool:
    return media.startswith("text/") or is_xml(media) or is_json(media)


def decode_text(data: bytes, content_type: str) -> tuple[str, str]:
    """(text, web name of the encoding): by the header, a byte order mark, what XML or HTML declare, else UTF-8."""
    import codecs
    import re

    named = charset_of(content_type)
    if named is not None:
        try:
            codecs.lookup(named)
            return data.decode(named, "replace").removeprefix("\ufeff"), _web_name(named)
        except LookupError:
            pass
    for mark, codec, web in (
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16BE"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace"), web
    media = media_of(content_type)
    if named is None and (is_xml(media) or "html" in media):
        found = re.search(
            rb"""(?:<\?xml\s[^>]*?encoding|<meta\s[^>]*?charset)\s*=\s*["']?([\w.-]+)""",
            data[:1024],
            re.IGNORECASE,
        )
        if found:
            try:
                return data.decode(found.group(1).decode(), "replace"), _web_name(found.group(1).decode())
            except LookupError:
                pass
    return data.decode("utf-8", "replace"), "utf-8"


def _web_name(name: str) -> str:
    lower = name.lower()
    return {"utf8": "utf-8", "latin1": "iso-8859-1", "ascii": "us-ascii"}.get(lower, lower)


def read_value(text: str, media: str) -> Any:
    """What Invoke-RestMethod makes of a text: JSON or XML as the type says, else whichever it is, else the text. A feed gives its items."""
    feed = _feed_items(text)
    if feed is not None:
        return Feed(feed)
    readers = (_json, _xml) if is_json(media) else (_xml, _json)
    for reader in readers:
        done, value = reader(text)
        if done:
            return value
    return text


class Feed(list[Any]):
    """The items of an RSS or Atom feed, written one by one."""


def _json(text: str) -> tuple[bool, Any]:
    from exoshell.cmdlets.output.json_dates import date_reader
    from exoshell.cmdlets.output.json_reading import DifferentCasing, EmptyKey, JsonError, parse

    if not text.strip():
        return False, None
    try:
        return True, parse(text, depth=1024, date=date_reader("Default"))
    except (JsonError, DifferentCasing, EmptyKey):
        return False, None


def _xml(text: str) -> tuple[bool, Any]:
    from exoshell.dotnet import xml_nodes
    from exoshell.dotnet.errors import NetError

    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        return False, None
    document = xml_nodes.XmlNode(xml_nodes.DOCUMENT)
    try:
        xml_nodes.load_xml(document, text)
    except (NetError, Exception):  # noqa: BLE001 - any failure means that the text is no XML
        return False, None
    return True, document


def _feed_items(text: str) -> list[Any] | None:
    import re

    if not re.match(r"\s*(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*<(?:rss|feed)[\s>]", text, re.DOTALL):
        return None
    done, document = _xml(text)
    if not done:
        return None
    return [node for node in _descend(document) if node.local in ("item", "entry")]


def _descend(node: Any) -> list[Any]:
    from exoshell.dotnet import xml_nodes

    found = []
    for child in node.children:
        if child.kind == xml_nodes.ELEMENT:
            found.append(child)
            found += _descend(child)
    return found


def error_text(text: str, media: str) -> str:
    """The body of an answer that failed, as ErrorDetails show it: JSON indented, markup without its tags."""
    import re

    if is_json(media):
        import json

        from exoshell.cmdlets.output.json_writing import quote

        try:
            value = json.loads(text)
        except ValueError:
            value = None
        if value is not None:
            return "\n" + _indented(value, quote)
    elif is_xml(media):
        done, document = _xml(text)
        if done:
            from exoshell.dotnet.xml_nodes import indented_xml

            return "\n" + "".join(indented_xml(n) for n in document.children if n.kind == 1)
    return re.sub(r"<[^>]*>", "", text)


def _indented(value: Any, quote: Any, level: int = 0) -> str:
    pad = "  " * (level + 1)
    if isinstance(value, dict):
        if not value:
            return "{}"
        rows = [f"{pad}{_quoted(k, quote)}: {_indented(v, quote, level + 1)}" for k, v in value.items()]
        return "{\n" + ",\n".join(rows) + "\n" + "  " * level + "}"
    if isinstance(value, list):
        if not value:
            return "[]"
        return (
            "[\n"
            + ",\n".join(pad + _indented(v, quote, level + 1) for v in value)
            + "\n"
            + "  " * level
            + "]"
        )
    if isinstance(value, str):
        return _quoted(value, quote)
    return (
        {True: "true", False: "false", None: "null"}[value]
        if value is None or isinstance(value, bool)
        else repr(value)
    )


def _quoted(text: str, quote: Any) -> str:
    """As System.Text.Json writes by default: every character that could matter in HTML, and every one beyond ASCII, is escaped."""
    out = []
    for c in text:
        plain = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f", "\\": "\\\\"}.get(c)
        if plain:
            out.append(plain)
        elif " " <= c <= "~" and c not in "\"&'+<>`":
            out.append(c)
        else:
            data = c.encode("utf-16-be")
            out += [f"\\u{int.from_bytes(data[i : i + 2], 'big'):04X}" for i in range(0, len(data), 2)]
    return '"' + "".join(out) + '"'
