"""What holds for every text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exoshell.lang import dump_ast, dump_errors, dump_tokens, parse
from exoshell.lang.pygments_lexer import ExoshellLexer

PIECES = st.sampled_from(
    '{ } ( ) [ ] " \' @ $ ` | & && ; \n - = + , . :: : # <# #> @"\n @{ $( $a 1 if else foreach function class switch param try catch '
    "enum data using % ? ! > 2>&1 -eq static break return trap while do until a f -x 'b' \"c$d\" \u2013 \u201c \0 \xe9 begin process".split(
        " "
    )
)
TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(PIECES, max_size=25).map(" ".join),
    st.lists(PIECES, max_size=25).map("".join),
)

SCRIPTS = [
    "if ($a -eq 1) { 'x' } else { \"y $b\" }",
    "foreach ($i in 1..3) { $i * 2 }",
    "Get-Mailbox -Identity a | Where-Object { $_.Name -like 'b*' } | Select-Object Name, Alias",
    "function f([int]$a, $b = 5) { return $a + $b }",
    "$h = @{ a = 1; 'b c' = @(1, 2) }",
    "try { f } catch [System.Exception] { throw } finally { 1 }",
    "switch ($x) { 1 { 'one' } default { 'other' } }",
    "$s = @'\ntext\n'@\n$s.Length",
    "[int[]]$a = 1, 2; $a[0].ToString('x')",
]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_result(text: str) -> None:
    result = parse(text)
    dump_ast(result)
    dump_tokens(result)
    assert result.ast is not None or dump_errors(result)
    for error in result.errors:
        assert error.message and "{0}" not in error.message
        assert error.start <= error.end


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_highlighting_keeps_every_character(text: str) -> None:
    assert "".join(piece for _, _, piece in ExoshellLexer().get_tokens_unprocessed(text)) == text


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_parsing_twice_gives_the_same(text: str) -> None:
    first, second = parse(text), parse(text)
    assert dump_errors(first) == dump_errors(second)
    assert dump_ast(first) == dump_ast(second)


@pytest.mark.parametrize("script", SCRIPTS)
def test_prefixes_are_valid_or_incomplete(script: str) -> None:
    whole = parse(script)
    assert not whole.errors
    for token in whole.tokens:
        result = parse(script[: token.end])
        if result.errors and not result.incomplete:
            # PowerShell itself does not wait for the rest of a type's name.
            assert result.errors[0].id == "EndSquareBracketExpectedAtEndOfAttribute", script[: token.end]


def test_deep_nesting_is_no_exception() -> None:
    for text in ("(" * 3000, "{" * 3000, '"$(' * 400, "[" * 2000, "@{a=" * 1000, "1" + "+1" * 3000):
        result = parse(text)
        assert result.errors or text.endswith("+1")
