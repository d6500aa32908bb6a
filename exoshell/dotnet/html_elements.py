"""Links, images and input fields of an HTML page, found in its text as Invoke-WebRequest finds them: without building the page."""

from __future__ import annotations

from exoshell.values.objects import PSCustomObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read_elements(text: str) -> dict[str, list[Any]]:
    """{'links', 'images', 'fields'}: objects with outerHTML, tagName and the attributes."""
    import re

    flags = re.IGNORECASE | re.DOTALL
    return {
        "links": [_element("A", m) for m in re.finditer(r"<a\s+[^>]*>.*?</a>|<a\s+[^>]*/>", text, flags)],
        "images": [_element("IMG", m) for m in re.finditer(r"<img\s[^>]*?>", text, flags)],
        "fields": [_element("INPUT", m) for m in re.finditer(r"<input\s+[^>]*?/?>", text, flags)],
    }


def _element(tag: str, match: Any) -> PSCustomObject:
    outer = match.group(0)
    notes: dict[str, Any] = {"outerHTML": outer, "tagName": tag}
    seen = {"outerhtml", "tagname"}
    for name, value in attributes(outer[: outer.index(">") + 1]):
        if name.lower() not in seen:
            seen.add(name.lower())
            notes[name] = value
    return PSCustomObject(notes)


def attributes(tag: str) -> list[tuple[str, str | None]]:
    """(name, value) of every attribute of a start tag; a name without a value has None."""
    import html
    import re

    found = []
    inner = re.sub(r"^<\w+|/?>$", "", tag)
    for m in re.finditer(r"""([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""", inner):
        value = next((v for v in m.groups()[1:] if v is not None), None)
        found.append((m.group(1), None if value is None else html.unescape(value)))
    return found
