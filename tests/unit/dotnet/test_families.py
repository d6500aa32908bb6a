"""The families of .NET types: a sample of each, and that the tables agree with the type data."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from exoshell.dotnet import access, table
from exoshell.dotnet.families import FAMILIES
from exoshell.values import type_data
from exoshell.values.collections import Hashtable
from exoshell.values.datetime import DateTime, TimeSpan
from exoshell.values.numbers import Int64
from exoshell.values.reference import PSReference
from exoshell.values.types import enum_value, find_type, type_of

ROOT = Path(__file__).resolve().parents[3]


def static(type_name, name, *args):
    return access.call_static(find_type(type_name), name, list(args))


def new(type_name, *args):
    return access.new_object(find_type(type_name), list(args))


def call(target, name, *args):
    return access.call_method(target, name, list(args))


def get(target, name):
    return access.get_property(target, name)


@pytest.mark.parametrize("module", sorted(FAMILIES))
def test_every_named_table_is_filled_by_its_module(module):
    for name in FAMILIES[module].split():
        found = table.find_table(name)
        assert found is not None, name
        assert (
            found.methods
            or found.properties
            or found.static_methods
            or found.static_properties
            or found.constructor
        ), name


def test_committed_data_is_fresh():
    done = subprocess.run(
        [sys.executable, "scripts/build_dotnet.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("text", "name", "args", "expected"),
    [
        ("a,b", "Split", [","], ["a", "b"]),
        ("a b", "Split", [], ["a", "b"]),
        ("abc", "Replace", ["B", "x", True, None], "axc"),
        ("abc", "IndexOf", ["c"], 2),
        ("abcabc", "LastIndexOf", ["b"], 4),
        ("  x ", "Trim", [], "x"),
        ("xxa", "TrimStart", ["x"], "a"),
        ("5", "PadLeft", [3, "0"], "005"),
        ("Abc", "StartsWith", ["a", "OrdinalIgnoreCase"], True),
        ("abc", "Insert", [1, "-"], "a-bc"),
        ("abc", "Remove", [1], "a"),
        ("abc", "Contains", ["B", enum_value("System.StringComparison", "OrdinalIgnoreCase")], True),
    ],
)
def test_strings(text, name, args, expected):
    assert call(text, name, *args) == expected


@pytest.mark.parametrize(
    ("name", "args", "expected"),
    [
        ("Round", [2.5], 2.0),
        ("Round", [2.345, 2], 2.35),
        ("Abs", [-5], 5),
        ("Max", ["3", 2], 3),
        ("Clamp", [0.5, 1, 3], 1),
        ("Floor", [-2.5], -3.0),
        ("Sqrt", [16], 4.0),
    ],
)
def test_math_chooses_the_overload_that_powershell_chooses(name, args, expected):
    found = static("math", name, *args)
    assert (found, type(found)) == (expected, type(expected))


def test_results_have_the_declared_kind():
    assert type(get(DateTime(0), "Ticks")) is Int64
    assert type_of(call("ab", "ToCharArray")).full_name == "System.Char[]"
    assert get(DateTime.of(2024, 1, 15), "DayOfWeek") == enum_value("System.DayOfWeek", "Monday")


def test_by_reference_arguments():
    box = PSReference(0)
    assert static("int", "TryParse", "42", box) is True
    assert box.value == 42
    assert static("int", "TryParse", "x", box) is False
    assert box.value == 0


def test_dates_and_spans():
    date = new("datetime", 2024, 1, 31)
    assert get(call(date, "AddMonths", 1), "Day") == 29
    assert call(date, "ToString", "yyyyMMdd") == "20240131"
    assert call(date, "Subtract", new("datetime", 2024, 1, 1)) == TimeSpan.of(30)
    assert get(static("timespan", "FromHours", 1.5), "TotalMinutes") == 90.0
    moment = static("System.DateTimeOffset", "FromUnixTimeSeconds", 0)
    assert get(moment, "Year") == 1970


def test_collections():
    chosen = new(
        "System.Collections.Generic.HashSet[string]",
        access.get_static(find_type("StringComparer"), "OrdinalIgnoreCase"),
    )
    assert [call(chosen, "Add", "A"), call(chosen, "Add", "a")] == [True, False]
    waiting = new("System.Collections.Queue")
    call(waiting, "Enqueue", "x")
    assert call(waiting, "Dequeue") == "x"
    ordered = new("System.Collections.Generic.SortedDictionary[string,int]")
    access.set_index(ordered, "b", 1)
    access.set_index(ordered, "a", 2)
    assert ordered.keys() == ["a", "b"]
    assert get(get(Hashtable([("k", 1)]), "Keys"), "Count") == 1


def test_text_and_encodings():
    builder = new("System.Text.StringBuilder", "a")
    call(call(builder, "Append", 5), "AppendLine", "!")
    assert call(builder, "ToString") == "a5!\n"
    encoding = access.get_static(find_type("System.Text.Encoding"), "UTF8")
    assert call(encoding, "GetString", call(encoding, "GetBytes", "é")) == "é"
    assert static("convert", "ToBase64String", call(encoding, "GetBytes", "hello")) == "aGVsbG8="
    assert static("System.Convert", "ToInt32", "ff", 16) == 255


def test_identity_types():
    assert (
        call(new("guid", "11111111-2222-3333-4444-555555555555"), "ToString", "N")
        == "11111111222233334444555555555555"
    )
    assert str(new("version", 1, 2, 3)) == "1.2.3"


def test_reflection_and_enumerations():
    assert get(find_type("System.Collections.Generic.List[int]"), "Name") == "List`1"
    assert get(find_type("int"), "IsValueType") is True
    names = static("enum", "GetNames", find_type("System.DayOfWeek"))
    assert names[0] == "Sunday" and len(names) == 7
    both = static("enum", "Parse", find_type("System.IO.FileAttributes"), "ReadOnly, Hidden")
    assert call(both, "HasFlag", enum_value("System.IO.FileAttributes", "Hidden")) is True


def test_exceptions_are_made_with_their_properties():
    made = new("System.ArgumentException", "bad", "Identity")
    assert get(made, "Message") == "bad (Parameter 'Identity')"
    assert get(made, "ParamName") == "Identity"
    outer = new("System.Exception", "outer", made)
    assert get(call(outer, "GetBaseException"), "ParamName") == "Identity"


def test_addresses():
    uri = new("uri", "https://outlook.office365.com:443/api/v2?x=1")
    assert [get(uri, n) for n in ("Host", "Port", "AbsolutePath", "Query")] == [
        "outlook.office365.com",
        443,
        "/api/v2",
        "?x=1",
    ]
    assert static("uri", "EscapeDataString", "a b&c") == "a%20b%26c"
    assert str(static("ipaddress", "Parse", "10.0.0.1")) == "10.0.0.1"
    assert get(new("mailaddress", "Ann <ann@contoso.com>"), "User") == "ann"


def test_xml():
    document = new("xml")
    call(document, "LoadXml", '<r><i id="1">one</i><i id="2"/></r>')
    root = get(document, "r")
    assert get(get(root, "i"), "id") == ["1", "2"]
    assert get(call(document, "SelectSingleNode", "//i[@id='1']"), "InnerText") == "one"
    assert get(document, "OuterXml") == '<r><i id="1">one</i><i id="2" /></r>'


def test_files(tmp_path):
    path = str(tmp_path / "a.txt")
    static("System.IO.File", "WriteAllText", path, "x\ny")
    assert static("System.IO.File", "ReadAllLines", path) == ["x", "y"]
    assert static("System.IO.Path", "GetExtension", path) == ".txt"
    assert get(new("System.IO.FileInfo", path), "Length") == 3


def test_hashes_and_secrets():
    digest = call(static("System.Security.Cryptography.MD5", "Create"), "ComputeHash", [97])
    assert static("System.Convert", "ToHexString", digest) == "0CC175B9C0F1B6A831C399E269772661"
    secure = new("securestring")
    call(secure, "AppendChar", "p")
    assert get(new("System.Net.NetworkCredential", "u", secure), "Password") == "p"


def test_a_member_of_dotnet_that_is_missing_here_says_so():
    from exoshell.values.errors import PowerShellError

    with pytest.raises(PowerShellError) as caught:
        call("abc", "EnumerateRunes")
    assert "not available in this shell" in str(caught.value)


def test_every_type_of_the_index_can_be_found():
    for name in type_data.all_type_names():
        if "`" not in name:
            assert find_type(name) is not None, name
