"""Wildcard patterns: `*`, `?`, `[a-z]`, backtick."""

from __future__ import annotations

from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_SPECIAL = frozenset("*?[]")
_CACHE: dict[tuple[str, bool], Wildcard] = {}


def invalid_pattern(pattern: str) -> Exception:
    return ps_error(
        "RuntimeException",
        f"The specified wildcard character pattern is not valid: {pattern}",
        exception="System.Management.Automation.WildcardPatternException",
        category="InvalidArgument",
    )


class Wildcard:
    """A compiled pattern; `matches(text)` says whether the whole text fits. Raises *WildcardPatternException* for a bad pattern."""

    __slots__ = ("pattern", "ignore_case", "matches")
    matches: Callable[[str], bool]

    def __init__(self, pattern: str, ignore_case: bool = True) -> None:
        self.pattern, self.ignore_case = pattern, ignore_case
        self.matches = _matcher(pattern, ignore_case)


def compile_wildcard(pattern: str, ignore_case: bool = True) -> Wildcard:
    """A Wildcard, cached."""
    found = _CACHE.get((pattern, ignore_case))
    if found is None:
        if len(_CACHE) > 1000:
            _CACHE.clear()
        found = _CACHE[(pattern, ignore_case)] = Wildcard(pattern, ignore_case)
    return found


def _matcher(pattern: str, ignore_case: bool) -> Callable[[str], bool]:
    """The cheapest test for a pattern: plain comparisons where there are only stars at the ends."""
    body = pattern.lower() if ignore_case else pattern
    inner = body.strip("*")
    if not any(c in inner for c in "*?[`]"):
        start, end = body[:1] == "*", body[-1:] == "*" and len(body) > 0
        if not inner:
            return (lambda text: True) if body else (lambda text: not text)
        if ignore_case:
            if start and end:
                return lambda text: inner in text.lower()
            if start:
                return lambda text: text.lower().endswith(inner)
            if end:
                return lambda text: text.lower().startswith(inner)
            return lambda text: text.lower() == inner
        if start and end:
            return lambda text: inner in text
        if start:
            return lambda text: text.endswith(inner)
        if end:
            return lambda text: text.startswith(inner)
        return lambda text: text == inner
    import re

    flags = re.DOTALL | (re.IGNORECASE if ignore_case else 0)
    found = re.compile(to_regex(pattern, ignore_case), flags).fullmatch
    return lambda text: found(text) is not None


def to_regex(pattern: str, ignore_case: bool = True) -> str:
    """The pattern as a Python regular expression for a full match."""
    import re

    out: list[str] = []
    index, end = 0, len(pattern)
    while index < end:
        char = pattern[index]
        index += 1
        if char == "*":
            if not out or out[-1] != ".*":
                out.append(".*")
        elif char == "?":
            out.append(".")
        elif char == "`":
            out.append(re.escape(pattern[index] if index < end else "`"))
            index += 1
        elif char == "[":
            text, index = _bracket(pattern, index)
            out.append(text)
        else:
            out.append(re.escape(char))
    return "".join(out)


def _bracket(pattern: str, index: int) -> tuple[str, int]:
    """A `[…]` set as a character class, and the index behind it."""
    import re

    members: list[tuple[str, bool]] = []  # character, escaped
    first = True
    while True:
        if index >= len(pattern):
            raise invalid_pattern(pattern)
        char = pattern[index]
        index += 1
        if char == "]" and not first:
            break
        if char == "`" and index < len(pattern):
            members.append((pattern[index], True))
            index += 1
        else:
            members.append((char, False))
        first = False
    out: list[str] = []
    i = 0
    while i < len(members):
        low = members[i][0]
        if i + 2 < len(members) and members[i + 1] == ("-", False):
            high = members[i + 2][0]
            if low > high:
                raise invalid_pattern(pattern)
            out.append(f"{re.escape(low)}-{re.escape(high)}")
            i += 3
        else:
            out.append(re.escape(low))
            i += 1
    return f"[{''.join(out)}]", index


def has_wildcards(text: str) -> bool:
    """ContainsWildcardCharacters."""
    index = 0
    while index < len(text):
        if text[index] == "`":
            index += 1
        elif text[index] in "*?[":
            return True
        index += 1
    return False


def escape(text: str, keep: str = "") -> str:
    """WildcardPattern.Escape; the characters of `keep` stay as they are."""
    return "".join("`" + c if c in "*?[]`" and c not in keep else c for c in text)


def unescape(text: str) -> str:
    """WildcardPattern.Unescape."""
    out: list[str] = []
    index = 0
    while index < len(text):
        char = text[index]
        if char == "`" and index + 1 < len(text) and text[index + 1] in "*?[]`":
            index += 1
            char = text[index]
        out.append(char)
        index += 1
    return "".join(out)


def matches_any(patterns: Any, text: str, ignore_case: bool = True) -> bool:
    """Whether one of several patterns fits."""
    return any(compile_wildcard(p, ignore_case).matches(text) for p in patterns)
