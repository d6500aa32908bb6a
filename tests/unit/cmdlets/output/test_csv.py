import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from exoshell.cmdlets.output.csv_reading import Importer, records
from exoshell.cmdlets.output.csv_writing import CsvWriter
from exoshell.values.collections import Hashtable
from exoshell.values.objects import PSCustomObject


def read(text, delimiter=","):
    return list(records(io.StringIO(text, newline=""), delimiter))


def test_blanks_before_a_field_do_not_count_and_one_behind_stays():
    assert read(' a , "b" ,c"d,e\n') == [["a ", "b", 'c"d', "e"]]


def test_quotes_hold_delimiters_and_line_ends():
    assert read('"a,b","line1\r\nline2","he ""no"""\n') == [["a,b", "line1\r\nline2", 'he "no"']]


def test_text_behind_a_closing_quote_is_appended():
    assert read('"foo" bar,x\n') == [["foo bar", "x"]]


def test_an_empty_last_field_needs_a_line_end():
    assert read("a,b,\n") == [["a", "b", ""]]
    assert read("a,b,") == [["a", "b"]]


def test_missing_fields_are_null_and_blank_lines_are_skipped():
    rows = list(Importer(",", None, print).objects(["a,b\n", "\n", "4\n", "1,,3,9\n"]))
    assert [r.notes for r in rows] == [{"a": "4", "b": None}, {"a": "1", "b": ""}]


def test_unnamed_columns_get_names_and_a_warning():
    warnings = []
    rows = list(Importer(",", None, warnings.append).objects([",b,\n", "1,2\n"]))
    assert rows[0].notes == {"H1": "1", "b": "2"}
    assert len(warnings) == 1


def test_a_type_line_names_the_objects():
    importer = Importer(",", None, print)
    made = next(importer.objects(["#TYPE My.Box\n", "a\n", "1\n"]))
    assert made.type_names == ["My.Box", "CSV:My.Box"]


FIELDS = st.text(alphabet='ab",\n;é', max_size=8)


@given(st.lists(st.lists(FIELDS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_quoted_text_of_the_standard_library_is_read_back(rows):
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    assert read(out.getvalue()) == rows


@given(st.lists(FIELDS, min_size=1, max_size=4))
def test_what_is_written_is_read_back(values):
    notes = {f"P{i}": v for i, v in enumerate(values)}
    writer = CsvWriter(",")
    lines = [writer.header(PSCustomObject(notes)), writer.line(PSCustomObject(notes))]
    back = list(Importer(",", None, print).objects(io.StringIO("\n".join(lines) + "\n", newline="")))
    if len(values) == 1 and not values[0]:
        assert back == []
    else:
        assert [b.notes for b in back] == [notes]


def test_which_fields_are_quoted():
    value = PSCustomObject({"A": 1, "B": "x,y", "C": None})
    for quotes, quoted, line in (
        ("Always", None, '"1","x,y",'),
        ("AsNeeded", None, '1,"x,y",'),
        ("Never", None, "1,x,y,"),
        ("Always", ["b"], '1,"x,y",'),
    ):
        writer = CsvWriter(",", quotes, quoted)
        writer.header(value)
        assert writer.line(value) == line


def test_a_dictionary_gives_its_keys():
    writer = CsvWriter(";")
    assert writer.header(Hashtable([("only", "one")])) == '"only"'
    assert writer.line(Hashtable([("only", "one")])) == '"one"'
