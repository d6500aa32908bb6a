"""Arguments of programs."""

from __future__ import annotations

import pytest

from exoshell.runtime.native import legacy_words, split_line, verbatim_words


class _Host:
    environ = {"NAME": "contoso", "TWO": "a b"}


class _Session:
    host = _Host()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("%NAME% x", ["contoso", "x"]),
        ("%NOPE% x", ["%NOPE%", "x"]),
        ("50%%NAME%", ["50%contoso"]),
        ("\"a b\" 'c'", ['"a', 'b"', "'c'"]),
        ("%TWO%", ["a", "b"]),
        ("100%", ["100%"]),
    ],
)
def test_verbatim(text: str, wanted: list[str]) -> None:
    assert verbatim_words(_Session(), text) == wanted


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["", 'say "hi"', "a b"], ["say hi", "a b"]),
        (["a\\", "b"], ["a\\", "b"]),
        (["a b\\"], ["a b\\"]),
        (['"x"'], ["x"]),
    ],
)
def test_legacy(arguments: list[str], wanted: list[str]) -> None:
    assert legacy_words(arguments) == wanted


def test_command_line() -> None:
    assert split_line('a "b c" \\"d\\" ""') == ["a", "b c", '"d"', ""]
