"""Sizes: their text, their order, what scripts do with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoshell.dotnet.access import call_method, get_property
from exoshell.values.comparison import compare, equals
from exoshell.values.errors import PowerShellError
from exoshell.values.sizes import ByteQuantifiedSize, Unlimited, read_size, size_text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 B (0 bytes)"),
        (262144, "256 KB (262,144 bytes)"),
        (106300440576, "99 GB (106,300,440,576 bytes)"),
        (1288490189, "1.2 GB (1,288,490,189 bytes)"),
        (53150220288, "49.5 GB (53,150,220,288 bytes)"),
        (1453734091, "1.354 GB (1,453,734,091 bytes)"),
    ],
)
def test_text_is_the_services(count, text):
    assert size_text(count) == text and read_size(text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [("50GB", 53687091200), ("1.5 MB", 1572864), ("1024", 1024), ("1,024 bytes", 1024), ("7b", 7)],
)
def test_texts_that_people_write_are_read(text, count):
    assert read_size(text) == count


@pytest.mark.parametrize("text", ["", "big", "GB", "1.2.3 GB", "x (y bytes)", "-5GB"])
def test_other_texts_are_no_sizes(text):
    assert read_size(text) is None


@given(st.integers(0, 2**50))
def test_text_and_number_are_the_same_size(count):
    assert read_size(size_text(count)) == count


@given(st.integers(0, 2**50), st.integers(0, 2**50))
def test_order_is_that_of_the_bytes(first, second):
    expected = (first > second) - (first < second)
    left, right = ByteQuantifiedSize(first), Unlimited(ByteQuantifiedSize(second))
    for a, b in ((left, right), (left, second), (first, right), (left, size_text(second))):
        assert compare(a, b) == expected
    assert equals(left, second) is (first == second) and equals(first, right) is (first == second)


def test_unlimited_is_over_everything():
    top = Unlimited(None)
    assert (
        compare(top, 2**62) == 1
        and compare(2**62, top) == -1
        and equals(top, "Unlimited")
        and equals(top, Unlimited(None))
    )
    assert get_property(top, "IsUnlimited") is True and get_property(top, "Value") is None
    with pytest.raises(PowerShellError):
        call_method(top, "ToBytes", [])


def test_the_old_idioms_work():
    size = Unlimited(ByteQuantifiedSize(53687091200))
    value = get_property(size, "Value")
    assert [call_method(value, f"To{unit}", []) for unit in ("Bytes", "KB", "MB", "GB", "TB")] == [
        53687091200,
        52428800,
        51200,
        50,
        0,
    ]
    assert call_method(size, "ToString", []) == "50 GB (53,687,091,200 bytes)"
    assert list(call_method(size, "Split", ["("])) == ["50 GB ", "53,687,091,200 bytes)"]
    assert call_method(size, "Replace", [",", ""]) == "50 GB (53687091200 bytes)"
