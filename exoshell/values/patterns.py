"""Pattern operators: `-like -match -replace -split -join` and their negations. Script blocks arrive as Python functions."""

from __future__ import annotations

from exoshell.values.arithmetic import bare
from exoshell.values.collections import Hashtable, TypedArray
from exoshell.values.enumeration import SCALARS, enumerate_value
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.text import current_text, to_text
from exoshell.values.types import STRING
from exoshell.values.wildcard import compile_wildcard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

SIMPLE_MATCH, REGEX_MATCH, SPLIT_IGNORE_CASE = 1, 2, 64
_SPLIT_NAMES = {
    "SimpleMatch": 1,
    "RegexMatch": 2,
    "CultureInvariant": 4,
    "IgnorePatternWhitespace": 8,
    "Multiline": 16,
    "Singleline": 32,
    "IgnoreCase": 64,
    "ExplicitCapture": 128,
}
# bit of SplitOptions -> bit of RegexOptions
_SPLIT_REGEX = {4: 512, 8: 32, 16: 2, 32: 16, 64: 1, 128: 4}


def _items(left: Any) -> list[Any] | None:
    return None if type(left) in SCALARS else enumerate_value(bare(left))


# --- -like ------------------------------------------------------------------------------------------------------------
def like(left: Any, right: Any, ignore_case: bool = True) -> Any:
    """-like; over a collection the texts that fit."""
    matches = compile_wildcard(to_text(right), ignore_case).matches
    if type(left) is str:
        return matches(left)
    items = _items(left)
    if items is None:
        return matches(to_text(left))
    return [text for text in map(to_text, items) if matches(text)]


def notlike(left: Any, right: Any, ignore_case: bool = True) -> Any:
    """-notlike."""
    matches = compile_wildcard(to_text(right), ignore_case).matches
    items = _items(left)
    if items is None:
        return not matches(to_text(left))
    return [text for text in map(to_text, items) if not matches(text)]


# --- -match -----------------------------------------------------------------------------------------------------------
def _regex_of(value: Any, ignore_case: bool) -> Any:
    from exoshell.values.regex import compile_regex

    if type(value) is str:
        return compile_regex(value, 1 if ignore_case else 0)
    value = bare(value)
    if type(value).__name__ == "Regex":
        return value.compiled
    return compile_regex(to_text(value), 1 if ignore_case else 0)


def match_groups(found: Any) -> Hashtable:
    """What $Matches holds: 0 and each group that took part, by number or name."""
    from exoshell.values.regex import group_order

    made = Hashtable()
    made.names[0] = 0
    made.entries[0] = found.group()
    for index, name in group_order(found.re):
        value = found.group(index)
        if value is not None:
            made.set(int(name) if name.isdigit() else name, value)
    return made


def match(left: Any, right: Any, ignore_case: bool = True) -> tuple[Any, Hashtable | None]:
    """-match: (result, new $Matches or None)."""
    compiled = _regex_of(right, ignore_case)
    items = _items(left)
    if items is None:
        found = compiled.search(to_text(left))
        return (True, match_groups(found)) if found is not None else (False, None)
    return [item for item in items if compiled.search(to_text(item)) is not None], None


def notmatch(left: Any, right: Any, ignore_case: bool = True) -> tuple[Any, Hashtable | None]:
    """-notmatch: (result, new $Matches or None)."""
    compiled = _regex_of(right, ignore_case)
    items = _items(left)
    if items is None:
        found = compiled.search(to_text(left))
        return (False, match_groups(found)) if found is not None else (True, None)
    return [item for item in items if compiled.search(to_text(item)) is None], None


# --- -replace ---------------------------------------------------------------------------------------------------------
def replace(left: Any, right: Any, ignore_case: bool = True) -> Any:
    """-replace; `right` is a pattern or a list of pattern and replacement (text, or a function of the match)."""
    operands = right if isinstance(right, list) else [right]
    if len(operands) > 2:
        name = "-ireplace" if ignore_case else "-creplace"
        raise ps_error(
            "BadReplaceArgument",
            f"The {name} operator allows only two elements to follow it, not {len(operands)}.",
            category="InvalidOperation",
        )
    compiled = _replace_regex(operands[0] if operands else "", ignore_case)
    replacement = operands[1] if len(operands) > 1 else ""
    filler = _block_filler(replacement, compiled) if callable(replacement) else to_text(replacement)
    from exoshell.values.regex import replace_text

    if left is AUTOMATION_NULL:
        return []  # nothing was given: there is nothing to replace in
    items = _items(left)
    if items is None:
        return replace_text(compiled, to_text(left), filler)
    return [replace_text(compiled, to_text(item), filler) for item in items]


def _replace_regex(pattern: Any, ignore_case: bool) -> Any:
    try:
        return _regex_of(pattern, ignore_case)
    except PowerShellError as error:
        raise ps_error(
            "InvalidRegularExpression",
            f"The regular expression pattern {to_text(pattern)} is not valid.",
            category="InvalidOperation",
            target=pattern,
            inner=error.record.exception,
        ) from None


def _block_filler(block: Callable[[Any], Any], compiled: Any) -> Callable[[Any], str]:
    from exoshell.values.hooks import HOOKS

    wrap = HOOKS.match_object

    def fill(found: Any) -> str:
        result = block(wrap(found) if wrap is not None else found)
        return to_text(result)

    return fill


# --- -split -----------------------------------------------------------------------------------------------------------
def _text_array(items: list[str]) -> TypedArray:
    return TypedArray(items, STRING)


def _texts(left: Any) -> list[str]:
    items = _items(left)
    return [to_text(left)] if items is None else [to_text(item) for item in items]


def unary_split(value: Any) -> TypedArray:
    """-split value: words."""
    pieces: list[str] = []
    for text in _texts(value):
        pieces += text.split() or [""]
    return _text_array(pieces)


def split(left: Any, right: Any, ignore_case: bool = True) -> TypedArray:
    """left -split pattern[, count[, options]]."""
    operands = right if isinstance(right, list) else [right]
    pattern = bare(operands[0]) if operands else ""
    count = _count(operands[1]) if len(operands) > 1 else 0
    if callable(pattern):
        return _text_array([piece for text in _texts(left) for piece in _split_by(text, pattern, count)])
    options = _split_options(operands[2]) if len(operands) > 2 else 0
    compiled = _split_regex(pattern, options, ignore_case, len(operands) > 2)
    pieces: list[str] = []
    for text in _texts(left):
        pieces += split_text(compiled, text, count)
    return _text_array(pieces)


def _count(value: Any) -> int:
    from exoshell.values.conversion import to_int32

    return to_int32(bare(value))


def _split_options(value: Any) -> int:
    from exoshell.values.conversion import convert
    from exoshell.values.types import enum_type

    options = enum_type("System.Management.Automation.SplitOptions", _SPLIT_NAMES, True)
    try:
        bits = int(convert(value, options).value)
    except PowerShellError as error:
        exception = error.record.exception
        raise ps_error(
            "RuntimeException", exception.message, category="InvalidArgument", inner=exception.inner
        ) from None
    if bits & SIMPLE_MATCH and bits & ~(SIMPLE_MATCH | SPLIT_IGNORE_CASE):
        raise ps_error(
            "InvalidSplitOptionCombination",
            "The combination of options with the -split operator is not valid.",
            category="InvalidOperation",
        )
    return bits


def _split_regex(pattern: Any, options: int, ignore_case: bool, given: bool) -> Any:
    from exoshell.values.regex import compile_regex

    text = to_text(pattern)
    bits = sum(regex_bit for bit, regex_bit in _SPLIT_REGEX.items() if options & bit)
    if ignore_case:
        bits |= 1
    if options & SIMPLE_MATCH:
        text = "".join("\\" + c if c in "\\*+?|{}[]()^$.# \t\n" else c for c in text)
    return compile_regex(text, bits)


def split_text(compiled: Any, text: str, count: int = 0) -> list[str]:
    """The pieces of a text; `count` > 0 limits them from the left, < 0 from the right. Captured groups stand between the pieces."""
    if count in (1, -1):
        return [text]
    found = list(compiled.finditer(text))
    if count > 0:
        found = found[: count - 1]
    elif count < 0:
        found = found[count + 1 :]
    pieces: list[str] = []
    start = 0
    for one in found:
        pieces.append(text[start : one.start()])
        if compiled.groups:
            from exoshell.values.regex import group_order

            pieces += [one.group(n) for n, _ in group_order(compiled) if one.group(n) is not None]
        start = one.end()
    pieces.append(text[start:])
    return pieces


def _split_by(text: str, test: Callable[[Any], Any], count: int) -> list[str]:
    """Split at the characters for which a block says so."""
    from exoshell.values.conversion import to_bool

    if count == 1 or count == -1:
        return [text]
    places = [i for i, char in enumerate(text) if to_bool(test(char))]
    if count > 0:
        places = places[: count - 1]
    elif count < 0:
        places = places[count + 1 :]
    pieces, start = [], 0
    for place in places:
        pieces.append(text[start:place])
        start = place + 1
    return [*pieces, text[start:]]


# --- -join ------------------------------------------------------------------------------------------------------------
def join_item(value: Any) -> str:
    """An element's text under -join: as in an expansion, but dates in the current culture."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    return current_text(value)


def join(left: Any, right: Any) -> str:
    """left -join right."""
    separator = to_text(right)
    items = _items(left)
    if items is None:
        return to_text(left)  # a single value is written as in an expansion, dates included
    return separator.join([join_item(item) for item in items])
