from exoshell.format.layout_list import ComplexWriter, list_lines
from exoshell.format.packets import NEWLINE, Frame


def test_values_wrap_behind_their_label():
    lines = list_lines([("Description", "The quick brown fox jumps over the lazy dog"), ("Id", "5")], 40)
    assert lines == [
        "Description : The quick brown fox jumps ",
        "              over the lazy dog",
        "Id          : 5",
    ]


def test_labels_leave_room_for_one_character():
    lines = list_lines([("AVeryLongPropertyNameIndeedItIs", "va")], 25)
    assert lines == ["AVeryLongPropertyName : v", " " * 24 + "a"]


def test_nothing_fits_below_five_cells():
    assert list_lines([("A", "1")], 4) == []


def test_without_width_only_line_breaks_count():
    assert list_lines([("A", "x" * 200)], None) == ["A : " + "x" * 200]
    assert list_lines([("A", "x\ny")], None) == ["A : x", "    y"]


def test_frames_indent_what_is_written_while_they_are_open():
    lines = []
    ComplexWriter(30, lines.append).draw(
        ["class X", NEWLINE, "{", NEWLINE, Frame(["A = ", "1", NEWLINE], 2), "}", NEWLINE]
    )
    assert lines == ["class X", "{", "  A = 1", "}", ""]
