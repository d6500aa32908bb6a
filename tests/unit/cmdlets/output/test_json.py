import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoshell.cmdlets.output.json_reading import DifferentCasing, EmptyKey, JsonError, parse
from exoshell.cmdlets.output.json_schema import check
from exoshell.cmdlets.output.json_writing import HTML, NON_ASCII, JsonWriter, quote
from exoshell.values.collections import Hashtable, OrderedDictionary
from exoshell.values.numbers import BigInteger, Int64
from exoshell.values.objects import PSCustomObject

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(alphabet="abc", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def plain(value):
    if isinstance(value, PSCustomObject):
        return {n: plain(v) for n, v in value.notes.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else value


@given(VALUES)
def test_json_of_the_standard_library_is_read(value):
    assert plain(parse(json.dumps(value))) == value


@given(VALUES)
def test_what_is_written_is_json(value):
    text = JsonWriter(100, True).text(plain_input(value))
    assert json.loads(text) == value


def plain_input(value):
    if isinstance(value, dict):
        return OrderedDictionary([(k, plain_input(v)) for k, v in value.items()], ignore_case=False)
    if isinstance(value, list):
        return [plain_input(v) for v in value]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 2**31 - 1:
        return BigInteger(value)
    return value


def test_kinds_of_numbers():
    value = parse("[1, 12345678901234567890, 1.0, 1e2]")
    assert [type(v) for v in value] == [Int64, BigInteger, float, float]


@pytest.mark.parametrize("text", ["{a:1}", "{'a':1}", '{"a":1,}', '/* c */{"a":1}', '{"a":1} // end'])
def test_lenient_forms(text):
    assert plain(parse(text)) == {"a": 1}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nope", "Unexpected character encountered while parsing value: n. Path '', line 0, position 0."),
        ("{", "Unexpected end when reading JSON. Path '', line 1, position 1."),
        ('{"a":1', "Unexpected end when deserializing object. Path 'a', line 1, position 6."),
        (
            '{"a":1}{',
            "Additional text encountered after finished reading JSON content: {. Path '', line 1, position 7.",
        ),
    ],
)
def test_errors_say_where(text, message):
    with pytest.raises(JsonError) as caught:
        parse(text)
    assert str(caught.value) == message


def test_keys_that_objects_cannot_have():
    with pytest.raises(DifferentCasing):
        parse('{"a":1,"A":2}')
    with pytest.raises(EmptyKey):
        parse('{"":1}')
    assert len(parse('{"a":1,"A":2,"":3}', as_table=True)) == 3


def test_depth_cuts_objects_to_their_text():
    warnings = []
    deep = Hashtable([("a", Hashtable([("b", Hashtable([("c", 1)]))]))])
    assert (
        JsonWriter(1, True, warn=warnings.append).text(deep) == '{"a":{"b":"System.Collections.Hashtable"}}'
    )
    assert len(warnings) == 1


def test_indented_form():
    assert (
        JsonWriter().text(PSCustomObject({"a": [1, 2], "b": []}))
        == '{\n  "a": [\n    1,\n    2\n  ],\n  "b": []\n}'
    )


def test_escapes():
    assert quote('a"\\\t\x01é<') == '"a\\"\\\\\\t\\u0001é<"'
    assert quote("é😀", NON_ASCII) == '"\\u00e9\\ud83d\\ude00"'
    assert quote("<a&b>", HTML) == '"\\u003ca\\u0026b\\u003e"'


def test_schema():
    schema = {
        "type": "object",
        "required": ["a"],
        "properties": {"a": {"type": "integer", "minimum": 2}},
        "additionalProperties": False,
    }
    assert check({"a": 2}, schema) == []
    assert check({"a": 1}, schema) == [("1 should be at least 2", "/a")]
    assert check({}, schema)[0][0] == 'Required properties ["a"] are not present'
    assert check({"a": 2, "b": 1}, schema)[0][1] == "/b"
    assert check([1, 1], {"uniqueItems": True, "items": {"type": "string"}})
    assert check("abc", {"anyOf": [{"type": "null"}, {"pattern": "^a"}]}) == []
