from hypothesis import given
from hypothesis import strategies as st

from exoshell.format.display_cells import cell_count, strip_escapes, truncate, wrap

WORDS = st.text(alphabet="ab \t日e\u0301", max_size=40)


def test_east_asian_characters_take_two_cells():
    assert cell_count("日本") == 4
    assert cell_count("e\u0301") == 2
    assert cell_count("\x1b[31mred\x1b[0m") == 3
    assert cell_count("😀") == 2


def test_a_cut_never_splits_a_wide_character():
    assert truncate("日本語の長い名前です", 9, False) == "日本語の…"


def test_a_cut_coloured_text_is_closed():
    assert truncate("\x1b[31mabcdef\x1b[0m", 4, False) == "\x1b[31mabc…\x1b[0m"


def test_the_end_is_kept_on_the_right():
    assert truncate("123456789", 5, True) == "…6789"
    assert truncate("123456789", 1, True) == "9"


def test_words_keep_the_blank_that_follows():
    assert wrap("one  two   three-four five", 8) == ["one  ", "two   th", "ree-four", " five"]


@given(WORDS, st.integers(2, 20))
def test_wrapped_lines_fit_and_lose_nothing(text, width):
    lines = wrap(text, width)
    assert "".join(lines) == text
    assert all(cell_count(line) <= width for line in lines)


@given(st.text(max_size=30))
def test_stripping_escapes_is_stable(text):
    once = strip_escapes(text)
    assert strip_escapes(strip_escapes("\x1b[1m" + once)) == strip_escapes(once)
