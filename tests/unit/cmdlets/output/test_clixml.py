import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoshell.dotnet.clixml_reader import read_objects
from exoshell.dotnet.clixml_writer import ClixmlWriter
from exoshell.values.char import Char
from exoshell.values.collections import Hashtable
from exoshell.values.datetime import TimeSpan
from exoshell.values.errors import ErrorRecord, NetException, PowerShellError
from exoshell.values.numbers import Byte, Int64
from exoshell.values.objects import PSCustomObject


def back(value, depth=2):
    writer = ClixmlWriter(depth)
    writer.write(value)
    return next(read_objects(writer.text()))


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",))))
def test_every_text_comes_back(text):
    assert back(text) == text


@pytest.mark.parametrize(
    "value",
    ["", "a\tb", 5, Int64(5), Byte(7), True, None, 1.5, float("inf"), Char("c"), TimeSpan(937840050000)],
)
def test_simple_values_keep_their_kind(value):
    found = back(value)
    assert found == value
    assert type(found) is type(value)


def test_objects_become_deserialized_ones():
    found = back(PSCustomObject({"Name": "x", "Tags": ["a", "b"], "Map": Hashtable([("k", 1)])}))
    assert found.type_names[0] == "Deserialized.System.Management.Automation.PSCustomObject"
    assert found.notes["Name"] == "x"
    assert list(found.notes["Tags"]) == ["a", "b"]
    assert found.notes["Map"].get("K") == 1


def test_bags_and_collections_are_written_whole():
    deep = PSCustomObject({"a": PSCustomObject({"b": [Hashtable([("c", PSCustomObject({"d": 1}))])]})})
    assert back(deep, 1).notes["a"].notes["b"][0].get("c").notes["d"] == 1


def test_depth_leaves_the_text_of_net_objects():
    record = ErrorRecord(NetException("System.IO.IOException", "no"), "Id")
    assert type(back(PSCustomObject({"e": record}), 1).notes["e"].notes["Exception"]) is str
    assert back(PSCustomObject({"e": record}), 2).notes["e"].notes["Exception"].notes["Message"] == "no"


def test_one_object_twice_is_one_object():
    inner = PSCustomObject({"x": 1})
    found = back(PSCustomObject({"a": inner, "b": inner}))
    assert found.notes["a"] is found.notes["b"]


def test_other_documents_are_refused():
    with pytest.raises(PowerShellError) as caught:
        next(read_objects("<a/>"))
    assert caught.value.record.error_id == "System.Xml.XmlException"
