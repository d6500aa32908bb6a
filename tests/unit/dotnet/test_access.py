"""Member access on objects, dictionaries, lists and scalars."""

from __future__ import annotations

import pytest

from exoshell.dotnet import access
from exoshell.dotnet.member_info import add_member
from exoshell.values.collections import Dictionary, GenericList, Hashtable, OrderedDictionary, TypedArray
from exoshell.values.errors import PowerShellError
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import AliasProperty, PSCustomObject, PSExtendedObject
from exoshell.values.types import find_type, named_type


def failure(function, *args):
    with pytest.raises(PowerShellError) as caught:
        function(*args)
    return caught.value.record


def test_a_note_is_read_in_any_case():
    obj = PSCustomObject({"Name": "n"})
    assert access.get_property(obj, "name") == "n"
    assert access.get_property(obj, "nosuch") is None


def test_strict_mode_makes_a_missing_property_an_error():
    assert failure(access.get_property, PSCustomObject(), "x", 2).error_id == "PropertyNotFoundStrict"


def test_count_and_length_of_scalars_and_null():
    assert access.get_property(5, "Count") == 1
    assert access.get_property("abc", "Length") == 3
    assert access.get_property("abc", "count") == 1
    assert access.get_property(None, "Count") == 0
    assert access.get_property(GenericList([1, 2]), "Length") == [1, 1]


def test_keys_hide_members_and_are_written_like_members():
    table = Hashtable([("Count", 5)])
    assert access.get_property(table, "count") == 5
    access.set_property(table, "new", 1)
    assert table.get("NEW") == 1
    ordered = OrderedDictionary([("a", 1)])
    access.set_property(ordered, "A", 2)
    assert ordered.keys() == ["A"]


def test_members_are_enumerated_over_lists():
    rows = [PSCustomObject({"V": 1}), PSCustomObject({"V": [2, 3]}), PSCustomObject({})]
    assert access.get_property(rows, "v") == [1, 2, 3, None]
    assert access.get_property(["a", "bb"], "Length") == 2
    assert access.get_property([1, "x"], "nosuch") is None
    assert access.call_method(["a", "b"], "ToUpper", []) == ["A", "B"]


def test_writing_what_is_not_there():
    assert failure(access.set_property, PSCustomObject(), "x", 1).error_id == "ExceptionWhenSetting"
    assert failure(access.set_property, None, "x", 1).error_id == "PropertyNotFound"
    assert "ReadOnly" in failure(access.set_property, "abc", "Length", 1).exception.message


def test_calls_that_cannot_be_made():
    assert failure(access.call_method, None, "X", []).error_id == "InvokeMethodOnNull"
    assert failure(access.call_method, "abc", "Nope", []).error_id == "MethodNotFound"
    assert (
        failure(access.call_method, "abc", "Substring", [1, 2, 3]).error_id == "MethodCountCouldNotFindBest"
    )
    record = failure(access.call_method, "abc", "Substring", ["x"])
    assert record.error_id == "MethodArgumentConversionInvalidCastArgument"
    assert (
        'Cannot convert argument "startIndex", with value: "x", for "Substring"' in record.exception.message
    )


def test_what_a_method_throws_is_wrapped():
    record = failure(access.call_method, "abc", "Substring", [9])
    assert record.error_id == "ArgumentOutOfRangeException"
    assert record.exception.type_name.endswith("MethodInvocationException")
    assert record.exception.inner.type_name == "System.ArgumentOutOfRangeException"


def test_void_methods_give_nothing_and_arguments_are_converted():
    made = access.new_object(find_type("System.Collections.Generic.List[int]"), [])
    assert access.call_method(made, "Add", ["7"]) is AUTOMATION_NULL
    assert made == [7]
    assert (
        failure(access.call_method, made, "Add", ["x"]).error_id
        == "MethodArgumentConversionInvalidCastArgument"
    )


@pytest.mark.parametrize(
    ("target", "index", "expected"),
    [
        ([1, 2, 3], -1, 3),
        ([1, 2, 3], "1", 2),
        ([1, 2, 3], 9, None),
        ([1, 2, 3], [0, 2, 9], [1, 3]),
        (Hashtable([("a", 1)]), ["A", "b"], [1, None]),
        (OrderedDictionary([("a", 1), ("b", 2)]), -1, 2),
        (OrderedDictionary([("a", 1), ("b", 2)]), "b", 2),
        (5, 0, 5),
        (5, 3, AUTOMATION_NULL),
    ],
)
def test_indexing(target, index, expected):
    found = access.get_index(target, index)
    assert found is expected or found == expected


def test_indexing_null_and_by_null():
    assert failure(access.get_index, None, 0).error_id == "NullArray"
    assert failure(access.get_index, [1], None).error_id == "NullArrayIndex"
    assert failure(access.set_index, [1], 5, 0).error_id == "System.IndexOutOfRangeException"
    assert failure(access.set_index, PSCustomObject(), "a", 0).error_id == "CannotIndex"


def test_a_typed_array_converts_what_is_stored():
    numbers = TypedArray([1, 2], named_type("System.Int32"))
    access.set_index(numbers, 0, "5")
    assert numbers[0] == 5


def test_added_members():
    obj = PSCustomObject({"A": 1})
    add_member(obj, "B", AliasProperty("B", "A"))
    assert type(obj) is PSExtendedObject
    assert access.get_property(obj, "b") == 1
    access.set_property(obj, "B", 7)
    assert obj.notes["A"] == 7
    assert [(p.name, p.member_type) for p in access.properties_of(obj)] == [
        ("A", "NoteProperty"),
        ("B", "AliasProperty"),
    ]


def test_type_names_of_objects_and_values():
    assert access.type_names(PSCustomObject())[0] == "System.Management.Automation.PSCustomObject"
    assert access.type_names(5) == ["System.Int32", "System.ValueType", "System.Object"]
    assert access.type_names([])[:2] == ["System.Object[]", "System.Array"]


def test_call_sites_get_functions():
    upper = access.resolve_method(str, "toupper", 0)
    assert upper("abc", []) == "ABC"
    assert access.resolve_method(PSCustomObject, "tostring", 0) is None
    joined = access.resolve_static(find_type("string"), "join", 2)
    assert joined(None, [",", ["a", "b"]]) == "a,b"


def test_psobject_view():
    view = access.get_property(PSCustomObject({"A": 1, "B": "x"}), "psobject")
    properties = access.get_property(view, "Properties")
    assert access.get_property(properties, "Name") == ["A", "B"]
    one = access.get_index(properties, "a")
    assert access.get_property(one, "TypeNameOfValue") == "System.Int32"
    assert access.get_index(properties, "zz") is None


def test_generic_dictionaries_convert_keys_and_values():
    made = Dictionary(key_type=find_type("string"), value_type=find_type("int"))
    access.set_index(made, "a", "5")
    assert access.get_property(made, "a") == 5
    assert failure(access.set_index, made, "b", "text").error_id == "InvalidCastFromStringToInteger"
    assert failure(access.call_method, made, "Item", ["zz"]).error_id == "ExceptionWhenGetting"
