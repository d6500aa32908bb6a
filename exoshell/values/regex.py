"""Regular expressions of .NET on top of the `regex` package: pattern translation, compiled patterns, replacement templates."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

IGNORE_CASE, MULTILINE, EXPLICIT_CAPTURE, SINGLELINE, IGNORE_WHITESPACE, RIGHT_TO_LEFT = 1, 2, 4, 16, 32, 64
OPTION_NAMES = {
    "none": 0,
    "ignorecase": 1,
    "multiline": 2,
    "explicitcapture": 4,
    "compiled": 8,
    "singleline": 16,
    "ignorepatternwhitespace": 32,
    "righttoleft": 64,
    "ecmascript": 256,
    "cultureinvariant": 512,
    "nonbacktracking": 1024,
}
_CACHE: dict[tuple[str, int], Any] = {}


def option_bits(options: Any) -> int:
    """RegexOptions as bits out of a number, an EnumValue or names with commas."""
    if isinstance(options, int):
        return int(options)
    if type(options) is str:
        return sum(OPTION_NAMES[name.strip().lower()] for name in options.split(",") if name.strip())
    return int(options.value)


def compile_regex(pattern: str, options: Any = 0) -> Any:
    """A compiled pattern with `search(text)`, `finditer(text)`… Raises the RegexParseException of a bad pattern."""
    bits = option_bits(options)
    found = _CACHE.get((pattern, bits))
    if found is None:
        if len(_CACHE) > 1000:
            _CACHE.clear()
        found = _CACHE[(pattern, bits)] = _compile(pattern, bits)
    return found


def check_regex(pattern: str) -> None:
    """Raises the RegexParseException of a bad pattern."""
    compile_regex(pattern, 0)


def _compile(pattern: str, bits: int) -> Any:
    import regex

    from exoshell.values.regex_translation import parse_failure, translate

    flags = regex.V1
    if bits & IGNORE_CASE:
        flags |= regex.I
    if bits & MULTILINE:
        flags |= regex.M
    if bits & SINGLELINE:
        flags |= regex.S
    if bits & RIGHT_TO_LEFT:
        flags |= regex.REVERSE
    translated = translate(pattern, bits)
    try:
        return regex.compile(translated, flags)
    except regex.error as error:
        raise parse_failure(pattern, len(pattern), str(error)) from None


_ORDERS: dict[Any, list[tuple[int, str]]] = {}


def group_order(compiled: Any) -> list[tuple[int, str]]:
    """(index in the compiled pattern, .NET's name) of every group: the unnamed ones by number, then the named ones."""
    order = _ORDERS.get(compiled)
    if order is None:
        if len(_ORDERS) > 1000:
            _ORDERS.clear()
        order = _ORDERS[compiled] = _group_order(compiled)
    return order


def _group_order(compiled: Any) -> list[tuple[int, str]]:
    named = {number: name for name, number in compiled.groupindex.items()}
    plain = [n for n in range(1, compiled.groups + 1) if n not in named]
    order = [(n, str(i)) for i, n in enumerate(plain, 1)]
    for n in sorted(named):
        name = named[n]
        order.append((n, name[2:] if name.startswith("__") and name[2:].isdigit() else name))
    return order


def find_group(compiled: Any, name: str) -> int | None:
    """The index in the compiled pattern of .NET's group with this number or name."""
    if name.isdigit():
        number = int(name)
        if number == 0:
            return 0
        order = group_order(compiled)
        for index, label in order:
            if label == str(number):
                return index
        return order[number - 1][0] if number <= len(order) else None
    found: int | None = compiled.groupindex.get(name)
    return found


_TEMPLATES: dict[tuple[str, Any], list[Any]] = {}


def _parse_template(template: str, compiled: Any) -> list[Any]:
    """Literal texts, group indexes, and the special marks."""
    parts: list[Any] = []
    literal: list[str] = []
    index, end = 0, len(template)

    def put(part: Any) -> None:
        if literal:
            parts.append("".join(literal))
            literal.clear()
        parts.append(part)

    while index < end:
        char = template[index]
        if char != "$" or index + 1 >= end:
            literal.append(char)
            index += 1
            continue
        following = template[index + 1]
        if following == "$":
            literal.append("$")
            index += 2
        elif following in "&`'+_":
            put((following,))
            index += 2
        else:
            name, stop = _group_name(template, index + 1)
            group = find_group(compiled, name) if name else None
            if group is None:
                literal.append("$")
                index += 1
            else:
                put(group)
                index = stop
    if literal:
        parts.append("".join(literal))
    return parts


def _group_name(template: str, index: int) -> tuple[str, int]:
    """The name behind a dollar sign and the index behind it."""
    if template[index] == "{":
        close = template.find("}", index)
        name = template[index + 1 : close] if close > 0 else ""
        return (name, close + 1) if name and all(c.isalnum() or c == "_" for c in name) else ("", index)
    stop = index
    while stop < len(template) and template[stop].isascii() and template[stop].isdigit():
        stop += 1
    return template[index:stop], stop


def expand_template(template: str, found: Any) -> str:
    """A replacement text for one match: `$1 ${name} $& $$ …` filled in."""
    if "$" not in template:
        return template
    key = (template, found.re)
    parts = _TEMPLATES.get(key)
    if parts is None:
        if len(_TEMPLATES) > 500:
            _TEMPLATES.clear()
        parts = _TEMPLATES[key] = _parse_template(template, found.re)
    return "".join([_expanded(part, found) for part in parts])


def _expanded(part: Any, found: Any) -> str:
    if type(part) is str:
        return part
    if type(part) is int:
        return found.group(part) or ""
    mark = part[0]
    if mark == "&":
        return str(found.group())
    if mark == "`":
        return str(found.string[: found.start()])
    if mark == "'":
        return str(found.string[found.end() :])
    if mark == "_":
        return str(found.string)
    count = found.re.groups
    last = group_order(found.re)[-1][0] if count else 0
    return found.group(last) or "" if count else str(found.group())


def replace_text(compiled: Any, text: str, template: str | Callable[[Any], str], count: int = -1) -> str:
    """Regex.Replace; `template` a replacement text or a function of the match."""
    limit = 0 if count < 0 else count
    if count == 0:
        return text
    if callable(template):
        return str(compiled.sub(template, text, count=limit))
    if "$" not in template:
        return str(compiled.sub(lambda found: template, text, count=limit))
    return str(compiled.sub(lambda found: expand_template(template, found), text, count=limit))
