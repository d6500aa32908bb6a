"""Dates, spans: fields, reading, writing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoshell.values.culture import INVARIANT, current_culture, find_culture
from exoshell.values.date_exact import parse_date_exact
from exoshell.values.date_format import format_date, format_span
from exoshell.values.date_parse import parse_date
from exoshell.values.datetime import (
    LOCAL,
    UTC,
    DateTime,
    TimeSpan,
    civil,
    days_before,
    from_wire,
    to_utc_text,
)
from exoshell.values.errors import PowerShellError
from exoshell.values.guid import Guid
from exoshell.values.version import SemanticVersion, Version

MOMENT = DateTime.of(2024, 2, 29, 13, 7, 9, 450000)


@given(st.dates())
def test_days_and_calendar_agree(day: date) -> None:
    count = days_before(day.year, day.month, day.day)
    assert count == day.toordinal() - 1
    assert civil(count) == (day.year, day.month, day.day, day.timetuple().tm_yday)
    assert DateTime(count * 864_000_000_000).day_of_week == day.isoweekday() % 7


@given(st.datetimes())
def test_round_trip_texts_are_read_back(moment: datetime) -> None:
    found = from_wire(moment.isoformat() + "Z")
    assert parse_date_exact(format_date(found, "o", INVARIANT), "o", INVARIANT, 128) == found
    assert from_wire(to_utc_text(found)) == found and found.kind == UTC


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("2024-01-31", (2024, 1, 31, 0, 0, 0, 0)),
        ("01/31/2024", (2024, 1, 31, 0, 0, 0, 0)),
        ("2024-01-31T08:30:00.1234567", (2024, 1, 31, 8, 30, 0, 1234567)),
        ("Jan 31, 2024", (2024, 1, 31, 0, 0, 0, 0)),
        ("31-jan-24", (2024, 1, 31, 0, 0, 0, 0)),
        ("January 2024", (2024, 1, 1, 0, 0, 0, 0)),
        ("1/31/2024 8:30:15 pm", (2024, 1, 31, 20, 30, 15, 0)),
        ("Wednesday, January 31, 2024", (2024, 1, 31, 0, 0, 0, 0)),
    ],
)
def test_reading(text: str, fields: tuple[int, ...]) -> None:
    assert parse_date(text, INVARIANT).fields() == fields


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31/01/2024", "String '31/01/2024' was not recognized as a valid DateTime."),
        (
            "abc",
            "The string 'abc' was not recognized as a valid DateTime. There is an unknown word starting at index '0'.",
        ),
        ("20240131", "String '20240131' was not recognized as a valid DateTime."),
        ("Feb 29 2023", "String 'Feb 29 2023' was not recognized as a valid DateTime."),
    ],
)
def test_what_is_no_date(text: str, message: str) -> None:
    with pytest.raises(PowerShellError) as caught:
        parse_date(text, INVARIANT)
    assert str(caught.value) == message
    assert caught.value.record.exception.type_name == "System.FormatException"


def test_other_cultures_put_the_day_first() -> None:
    assert parse_date("31.01.2024", "de-DE") == DateTime.of(2024, 1, 31)
    assert format_date(MOMENT, "D", find_culture("de-DE")) == "Donnerstag, 29. Februar 2024"  # type: ignore[arg-type]


def test_offsets_give_local_time() -> None:
    found = parse_date("2024-01-31T08:30:00+02:00", INVARIANT)
    assert found.kind == LOCAL
    assert found.to_utc() == DateTime.of(2024, 1, 31, 6, 30)


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        ("d", "2/29/2024"),
        ("G", "2/29/2024 1:07:09 PM"),
        ("s", "2024-02-29T13:07:09"),
        ("yyyy-MM-dd HH:mm:ss.fff", "2024-02-29 13:07:09.045"),
        ("dddd, dd MMMM", "Thursday, 29 February"),
        ("%h", "1"),
        ("hh 'o''clock' tt".replace("''", ""), "01 oclock PM"),
        ("ss.FFFFFFF", "09.045"),
    ],
)
def test_writing(spec: str, text: str) -> None:
    assert format_date(MOMENT, spec, current_culture()) == text


@pytest.mark.parametrize("spec", ["Q", "K", "ffffffff", "'open"])
def test_bad_formats(spec: str) -> None:
    with pytest.raises(PowerShellError):
        format_date(MOMENT, spec, current_culture())


@given(st.integers(-(2**63), 2**63 - 1))
def test_spans_survive_their_text(ticks: int) -> None:
    span = TimeSpan(ticks)
    assert TimeSpan.parse(str(span)) == span


@pytest.mark.parametrize(
    ("text", "shown"), [("5", "5.00:00:00"), ("1:30", "01:30:00"), ("1:02:03:04.5", "1.02:03:04.5000000")]
)
def test_reading_spans(text: str, shown: str) -> None:
    assert str(TimeSpan.parse(text)) == shown


@pytest.mark.parametrize(
    ("text", "exception"),
    [("90:00", "OverflowException"), ("1d", "FormatException"), ("", "FormatException")],
)
def test_what_is_no_span(text: str, exception: str) -> None:
    with pytest.raises(PowerShellError) as caught:
        TimeSpan.parse(text)
    assert caught.value.record.exception.type_name == f"System.{exception}"


def test_span_formats() -> None:
    span = TimeSpan.parse("1.02:03:04.567")
    assert format_span(span, "g", current_culture()) == "1:2:03:04.567"
    assert format_span(span, r"hh\:mm", current_culture()) == "02:03"
    with pytest.raises(PowerShellError):
        format_span(span, "hh:mm", current_culture())


def test_months_are_cut_at_their_end() -> None:
    assert DateTime.of(2024, 1, 31).add_months(1) == DateTime.of(2024, 2, 29)
    assert DateTime.of(2024, 2, 29).add_years(1) == DateTime.of(2025, 2, 28)


def test_guids() -> None:
    text = "6f9619ff-8b86-d011-b42d-00c04fc964ff"
    for spec in ("N", "D", "B", "P", "X"):
        assert Guid(Guid(text).format(spec)) == Guid(text)
    assert Guid.from_bytes(Guid(text).to_bytes()) == Guid(text)
    with pytest.raises(PowerShellError):
        Guid("x")


def test_versions() -> None:
    assert Version.parse("1.9") < Version.parse("1.10")
    assert str(Version.parse("1.2.3")) == "1.2.3"
    assert (
        SemanticVersion.parse("1.0.0-beta.2")
        < SemanticVersion.parse("1.0.0-beta.11")
        < SemanticVersion.parse("1.0.0")
    )


def failing(function: Any, *args: Any) -> str:
    with pytest.raises(PowerShellError) as caught:
        function(*args)
    return str(caught.value)


def test_dates_stay_in_their_range() -> None:
    assert "un-representable DateTime" in failing(DateTime.of(9999, 12, 31).add_units, 1, 864_000_000_000)
