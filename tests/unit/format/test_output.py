import subprocess
import sys

import pytest

from exoshell.format.output import OutputFormatter
from exoshell.format.text_output import TextFormatter
from exoshell.values.collections import Hashtable
from exoshell.values.errors import PowerShellError
from exoshell.values.objects import PSCustomObject


def shown(*values, width=120):
    parts = []
    formatter = OutputFormatter(width, parts.append)
    for value in values:
        formatter.write(value)
    formatter.finish()
    return "".join(parts).split("\n")


def bag(**notes):
    return PSCustomObject(notes)


def test_four_properties_make_a_table_and_five_a_list():
    assert shown(bag(A=1, B=2, C=3, D=4))[1] == "A B C D"
    assert shown(bag(A=1, B=2, C=3, D=4, E=5))[1] == "A : 1"


def test_text_stands_between_the_rows():
    assert shown(bag(A=1), "text", bag(A=22)) == ["", " A", " -", " 1", "text", "22", "", ""]


def test_a_foreign_object_is_squeezed_into_the_columns():
    assert shown(bag(A=1, B=2), bag(C=3)) == ["", "A B", "- -", "1 2", "   ", "", ""]


def test_another_type_after_a_view_is_a_list():
    lines = shown(Hashtable([("k", "v")]), bag(A=3), Hashtable([("k2", "v2")]))
    assert lines[3] == "k                              v"
    assert lines[4:7] == ["", "A : 3", ""]
    assert lines[7] == "k2                             v2"


def test_nulls_are_not_shown():
    assert shown(None, "") == ["", ""]


def test_real_numbers_of_tables_have_three_decimals():
    assert shown(bag(A=1.5, B=0.0625))[3] == "1.500 0.062"
    assert shown(1.5)[0] == "1.5"


def test_rows_are_measured_before_the_first_is_shown():
    assert shown(bag(A="x", B=1), bag(A="longer", B=2))[1] == "A      B"


def test_a_lone_packet_is_an_error():
    from exoshell.format.packets import GroupEndData

    with pytest.raises(PowerShellError) as caught:
        shown(GroupEndData())
    assert caught.value.record.error_id == "ConsoleLineOutputOutOfSequencePacket"


def test_text_for_a_variable_is_as_wide_as_asked_for():
    lines = []
    formatter = TextFormatter(lines.append, 12)
    formatter.write(bag(A="x" * 20, B=1))
    formatter.finish()
    assert lines[1:4] == ["A", "-" + " " * 11, "xxxxxxxxxxx…"]


def test_plain_text_loads_no_layout():
    code = (
        "import sys; from exoshell.format.output import OutputFormatter; f = OutputFormatter(80, print); f.write('x'); f.write(1);"
        "f.finish(); print([m for m in sys.modules if m.startswith('exoshell.format.')])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip().endswith("['exoshell.format.output']")
