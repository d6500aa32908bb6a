"""The type registry: names, relations, enumerations."""

from __future__ import annotations

import pytest

from exoshell.values.collections import GenericList, Hashtable, TypedArray
from exoshell.values.objects import PSCustomObject
from exoshell.values.types import (
    EnumValue,
    enum_type,
    enum_value,
    find_type,
    is_assignable,
    is_instance,
    type_of,
)


@pytest.mark.parametrize(
    ("name", "full", "display"),
    [
        ("INT", "System.Int32", "int"),
        ("string[]", "System.String[]", "string[]"),
        ("int[,]", "System.Int32[,]", "int[,]"),
        ("object[][]", "System.Object[][]", "System.Object[][]"),
        (
            "collections.generic.list[int]",
            "System.Collections.Generic.List`1[System.Int32]",
            "System.Collections.Generic.List[int]",
        ),
        ("nullable[datetime]", "System.Nullable`1[System.DateTime]", "System.Nullable[datetime]"),
        (
            "System.Collections.Generic.List`1[[System.Int32, mscorlib]]",
            "System.Collections.Generic.List`1[System.Int32]",
            None,
        ),
        ("IO.FileInfo", "System.IO.FileInfo", "System.IO.FileInfo"),
        ("pscustomobject", "System.Management.Automation.PSObject", "psobject"),
        ("Environment+SpecialFolder", "System.Environment+SpecialFolder", None),
    ],
)
def test_names(name, full, display):
    found = find_type(name)
    assert found.full_name == full
    assert display is None or found.display == display


def test_types_are_unique_and_unknown_ones_are_none():
    assert find_type("int") is find_type("System.Int32")
    assert find_type("List[int]") is None
    assert find_type("List[int]", ["System.Collections.Generic"]) is find_type(
        "System.Collections.Generic.List[int]"
    )
    assert find_type("no.such") is None and find_type("int[") is None


@pytest.mark.parametrize(
    ("value", "name", "expected"),
    [
        (5, "int", True),
        (5, "long", False),
        (5, "valuetype", True),
        ([1], "array", True),
        ([1], "System.Collections.IEnumerable", True),
        (Hashtable(), "System.Collections.IDictionary", True),
        (PSCustomObject(), "pscustomobject", True),
        ("x", "psobject", False),
        (None, "object", False),
        (GenericList([], find_type("int")), "System.Collections.Generic.IEnumerable[int]", True),
        (GenericList([], find_type("int")), "System.Collections.Generic.List[string]", False),
        (TypedArray([], find_type("string")), "object[]", True),
        (TypedArray([], find_type("int")), "object[]", False),
        (find_type("int"), "type", True),
    ],
)
def test_is(value, name, expected):
    assert is_instance(value, find_type(name)) is expected


def test_exceptions_derive_from_exception():
    assert is_assignable(find_type("System.IO.FileNotFoundException"), find_type("System.IO.IOException"))


def test_enumeration_values():
    assert enum_value("System.DayOfWeek", "monday").value == 1
    flags = find_type("System.IO.FileAttributes")
    assert EnumValue(flags, 3).name == "ReadOnly, Hidden"
    assert EnumValue(flags, 1 << 30).name == str(1 << 30)
    own = enum_type("Level", {"Low": 1, "High": 10})
    assert EnumValue(own, 10).name == "High" and EnumValue(own, 3).name == "3"
    with pytest.raises(KeyError):
        enum_value("System.DayOfWeek", "Someday")


def test_type_of_values():
    assert type_of([1]).full_name == "System.Object[]"
    assert type_of(GenericList([], find_type("int"))).assembly_qualified_part.startswith(
        "System.Collections.Generic.List`1[[System.Int32, "
    )
