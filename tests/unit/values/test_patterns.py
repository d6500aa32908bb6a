"""Wildcards, regular expressions, pattern operators."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoshell.values import patterns as P
from exoshell.values.errors import PowerShellError
from exoshell.values.regex import compile_regex
from exoshell.values.wildcard import compile_wildcard, escape, has_wildcards, unescape


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("a*", "ABC", True),
        ("*b*", "abc", True),
        ("a?c", "abc", True),
        ("[a-c]x", "bx", True),
        ("[!a]x", "!x", True),
        ("a`*", "a*", True),
        ("a`*", "ab", False),
        ("", "", True),
        ("*", "a\nb", True),
        ("[]a]", "]", True),
    ],
)
def test_wildcards(pattern: str, text: str, fits: bool) -> None:
    assert compile_wildcard(pattern).matches(text) is fits


@pytest.mark.parametrize("pattern", ["[a", "[z-a]"])
def test_bad_wildcards(pattern: str) -> None:
    with pytest.raises(PowerShellError) as caught:
        compile_wildcard(pattern)
    assert str(caught.value) == f"The specified wildcard character pattern is not valid: {pattern}"


@given(st.text())
def test_an_escaped_text_matches_itself_only(text: str) -> None:
    pattern = escape(text)
    assert not has_wildcards(pattern)
    assert unescape(pattern) == text or "`" in text
    assert compile_wildcard(pattern, False).matches(text)


def test_like() -> None:
    assert P.like("Alice", "a*") is True
    assert P.like("Alice", "a*", False) is False
    assert P.like(["ab", 12, "cb"], "*b") == ["ab", "cb"]
    assert P.notlike(None, "?*") is True


def test_match_gives_groups() -> None:
    result, groups = P.match("abc123", r"(?<word>[a-c]+)(\d+)(x)?")
    assert result is True and groups is not None
    assert dict(groups.items()) == {0: "abc123", 1: "123", "word": "abc"}
    assert P.match("abc", "x") == (False, None)
    assert P.match(["ab", "cd"], "a") == (["ab"], None)
    assert P.notmatch("abc", "b")[0] is False


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("[a-z-[aeiou]]+", "oboe", "b"),
        (r"a\Z", "a\n", "a"),
        (r"\p{Lu}+", "abCD", "CD"),
        ("x(?i)A", "xa", "xa"),
        ("a{,2}", "a{,2}", "a{,2}"),
        (r"(?<n>a)\k<n>", "aa", "aa"),
        (r"(?'n'a)(b)\1", "abb", "abb"),
        ("(?#comment)a", "a", "a"),
        (r"[\]\-]+", "-]", "-]"),
        ("(?<=a+)b", "aab", "b"),
        (r"\u0041\x42\e", "AB\x1b", "AB\x1b"),
    ],
)
def test_net_patterns(pattern: str, text: str, found: str) -> None:
    made = compile_regex(pattern).search(text)
    assert made is not None and made.group() == found


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("[", "at offset 1. Unterminated [] set."),
        ("(", "at offset 1. Not enough )'s."),
        ("a)", "at offset 2. Too many )'s."),
        ("*a", "at offset 1. Quantifier '*' following nothing."),
        ("a**", "at offset 3. Nested quantifier '*'."),
        ("[z-a]", "at offset 4. [x-y] range in reverse order."),
        (r"\h", r"at offset 2. Unrecognized escape sequence \h."),
    ],
)
def test_bad_patterns(pattern: str, why: str) -> None:
    with pytest.raises(PowerShellError) as caught:
        compile_regex(pattern)
    assert str(caught.value) == f"Invalid pattern '{pattern}' {why}"
    assert caught.value.record.error_id == "System.Text.RegularExpressions.RegexParseException"


@pytest.mark.parametrize(
    ("text", "right", "result"),
    [
        ("Hello World", [r"(?<f>\w+) (\w+)", "$1 ${f}"], "World Hello"),
        ("price", ["p(r)", "[$0$$$2]"], "[pr$$2]ice"),
        ("aXa", ["x", "-"], "a-a"),
        ("abc", "b", "ac"),
        ("abc", ["b", "$`|$'|$_|$&"], "aa|c|abc|bc"),
        ("a1", [r"\d", lambda found: int(found.group()) + 1 if hasattr(found, "group") else found], "a2"),
    ],
)
def test_replace(text: str, right: Any, result: str) -> None:
    if callable(right[-1]) and not isinstance(right, str):
        from exoshell.values.hooks import HOOKS

        kept, HOOKS.match_object = HOOKS.match_object, None
        try:
            assert P.replace(text, right) == result
        finally:
            HOOKS.match_object = kept
        return
    assert P.replace(text, right) == result


def test_replace_takes_two_operands() -> None:
    with pytest.raises(PowerShellError) as caught:
        P.replace("a", ["a", "b", "c"])
    assert caught.value.record.error_id == "BadReplaceArgument"


@pytest.mark.parametrize(
    ("text", "right", "pieces"),
    [
        ("a,b,,c", ",", ["a", "b", "", "c"]),
        ("abc", "", ["", "a", "b", "c", ""]),
        ("a1b2c", [r"(\d)"], ["a", "1", "b", "2", "c"]),
        ("a,b,c", [",", 2], ["a", "b,c"]),
        ("a,b,c", [",", -2], ["a,b", "c"]),
        ("a.b", [".", 0, "SimpleMatch"], ["a", "b"]),
        ("aXb", ["x"], ["a", "b"]),
        ("a-b", [lambda char: char == "-"], ["a", "b"]),
        (["a b", "c d"], " ", ["a", "b", "c", "d"]),
    ],
)
def test_split(text: Any, right: Any, pieces: list[str]) -> None:
    assert P.split(text, right) == pieces


def test_split_options_exclude_each_other() -> None:
    with pytest.raises(PowerShellError) as caught:
        P.split("a", [",", 0, "SimpleMatch,RegexMatch"])
    assert caught.value.record.error_id == "InvalidSplitOptionCombination"


def test_words_and_join() -> None:
    assert P.unary_split("  a  b ") == ["a", "b"]
    assert P.unary_split("") == [""]
    assert P.join([1, None, 0.1 + 0.2], "-") == "1--0.3"
    assert P.join("x", ",") == "x"
