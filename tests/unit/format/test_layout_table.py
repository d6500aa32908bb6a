from hypothesis import given
from hypothesis import strategies as st

from exoshell.format.display_cells import cell_count
from exoshell.format.layout_table import TableWriter, fit_width, share_width
from exoshell.format.packets import CENTER, LEFT, RIGHT, TableColumn


def columns(*widths, alignment=LEFT):
    return [TableColumn(chr(65 + i), w, alignment) for i, w in enumerate(widths)]


def test_columns_without_width_share_the_rest():
    assert share_width([10, 0, 0, 0], 50) == [10, 13, 12, 12]


def test_the_last_columns_shrink_and_vanish():
    assert fit_width([12, 7, 3], 24) == [12, 7, 3]
    assert fit_width([12, 7, 3], 22) == [12, 7, 1]
    assert fit_width([12, 7, 3], 21) == [12, 7]
    assert fit_width([12, 7, 3], 19) == [12, 6]


def test_dropped_columns_make_rows_padded_but_not_the_header():
    table = TableWriter(columns(12, 7, 3), 21)
    assert table.header() == ["A            B", "-            -      "]
    assert table.row(["abcdefghijkl", "yy", "zzz"]) == ["abcdefghijkl yy     "]


def test_headers_are_wrapped():
    table = TableWriter(
        [TableColumn("A", 2, LEFT), TableColumn("Long Column Header", 8, LEFT), TableColumn("C", 3, RIGHT)],
        40,
    )
    assert table.header() == ["A  Long       C", "   Column", "   Header", "-  --------   -"]


def test_a_cell_of_several_lines_shows_its_first():
    assert TableWriter(columns(12), 40).row(["first\r\nsecond"]) == ["first…"]
    assert TableWriter(columns(12), 40).row(["first\r\nsecond"], None, True) == ["first", "second"]


def test_centred_text_has_the_odd_blank_on_the_right():
    table = TableWriter([TableColumn("A", 4, CENTER), TableColumn("B", 3, LEFT)], 40)
    assert table.row(["x", "y"]) == [" x   y"]


def test_colours_stand_round_each_header_cell():
    table = TableWriter(columns(4, 4), 40, ("<h>", "<c>"))
    assert table.header() == ["<h>A   \x1b[0m<h> B\x1b[0m", "<h>-   \x1b[0m <h>-\x1b[0m"]


@given(
    st.lists(st.tuples(st.integers(1, 30), st.sampled_from((LEFT, RIGHT))), min_size=1, max_size=5),
    st.lists(st.text(alphabet="ab 日\n", max_size=30), min_size=5, max_size=5),
    st.integers(5, 60),
    st.booleans(),
)
def test_no_line_is_wider_than_the_table(spec, cells, width, wrapped):
    made = [TableColumn(f"Label {i}", w, a) for i, (w, a) in enumerate(spec)]
    table = TableWriter(made, width)
    lines = table.header() + table.row(cells[: len(made)], None, wrapped)
    assert lines
    # a wide character may stand alone in a column of one cell
    assert all(cell_count(line.replace("日", "a")) <= width for line in lines)
