from exoshell.format.errors import category_text, error_lines
from exoshell.values.errors import ErrorRecord, NetException


class Place:
    script_name = "case.ps1"
    script_line_number = 12
    position_message = "At case.ps1:12 char:3\n+   Get-Item nope\n+   ~~~~~~~~~~~~~"
    invocation_name = "Get-Item"


def record(message="not there", place=None):
    made = ErrorRecord(NetException("System.IO.IOException", message), "Id", "ObjectNotFound", "nope")
    made.activity, made.invocation, made.command = "Get-Item", place, "X"
    return made


def test_one_line_without_a_script():
    assert error_lines(record()) == ["Get-Item: not there"]


def test_the_failing_line_of_a_script_is_shown():
    assert error_lines(record(place=Place()))[:4] == [
        "Get-Item: case.ps1:12",
        "Line |",
        "  12 |    Get-Item nope",
        "     |    ~~~~~~~~~~~~~",
    ]


def test_a_long_message_is_wrapped_at_blanks_behind_the_bar():
    lines = error_lines(record("word " * 40, Place()), width=60)
    assert all(len(line) <= 60 and line.startswith("     | word") for line in lines[4:])


def test_an_overlong_word_stays_whole():
    assert error_lines(record("a" * 100, Place()), width=60)[-1].endswith("a" * 100)


def test_details_replace_the_message():
    made = record()
    made.details = "say this"
    assert error_lines(made) == ["Get-Item: say this"]


def test_a_record_made_by_hand_is_headed_by_its_category_or_type():
    made = record()
    made.activity = None
    assert error_lines(made) == ["ObjectNotFound: not there"]
    made.category = "NotSpecified"
    assert error_lines(made) == ["IOException: not there"]


def test_the_other_views():
    made = record()
    assert category_text(made) == "ObjectNotFound: (nope:String) [Get-Item], IOException"
    assert error_lines(made, "CategoryView") == [category_text(made)]
    assert error_lines(made, "NormalView")[-1] == "+ FullyQualifiedErrorId : Id,X"
    assert error_lines(made, "DetailedView")[0] == "Exception             : "


def test_colours_surround_heading_and_message():
    assert error_lines(record(), colour=True) == ["\x1b[31;1mGet-Item: \x1b[31;1mnot there\x1b[0m"]
