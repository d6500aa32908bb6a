"""System.Globalization: CultureInfo, its number and date formats, TextInfo, Calendar, CompareInfo, RegionInfo, IdnMapping."""

from __future__ import annotations

from exoshell.dotnet.dates import DAY, number_of
from exoshell.dotnet.errors import net_error, range_error
from exoshell.dotnet.strings import compare as compare_strings
from exoshell.dotnet.strings import lower, plain, upper
from exoshell.dotnet.table import table
from exoshell.values import types
from exoshell.values.char import Char
from exoshell.values.collections import TypedArray
from exoshell.values.culture import INVARIANT, Culture, current_culture, find_culture, set_current_culture
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

G = "System.Globalization."
CULTURE = table(G + "CultureInfo")


class CulturePart(NetObject):
    """A part of a culture: `kind` is the .NET class without its namespace."""

    __slots__ = ("culture", "kind")

    def __init__(self, culture: Culture, kind: str) -> None:
        self.culture, self.kind = culture, kind
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        return G + self.kind


_LCIDS = {
    "": 127,
    "en-US": 1033,
    "en-GB": 2057,
    "de-DE": 1031,
    "fr-FR": 1036,
    "es-ES": 3082,
    "it-IT": 1040,
    "nl-NL": 1043,
    "pt-BR": 1046,
    "sv-SE": 1053,
    "ja-JP": 1041,
    "da-DK": 1030,
    "fi-FI": 1035,
    "nb-NO": 1044,
    "pl-PL": 1045,
    "ru-RU": 1049,
    "zh-CN": 2052,
    "ko-KR": 1042,
    "de-CH": 2055,
    "de-AT": 3079,
    "fr-CH": 4108,
    "en-CA": 4105,
    "en-AU": 3081,
}


def get_culture(name: Any, *rest: Any) -> Culture:
    """A culture by name or LCID. Raises CultureNotFoundException."""
    if type(name) is int:
        found = next((n for n, number in _LCIDS.items() if number == name), None)
        name = found if found is not None else f"0x{name:x}"
    culture = find_culture(name)
    if culture is None:
        raise net_error(
            G + "CultureNotFoundException",
            f"Culture is not supported. (Parameter 'name')\n{name} is an invalid culture identifier.",
            ParamName="name",
        )
    return culture


def _three_letters(culture: Culture) -> str:
    known = {
        "en": "eng",
        "de": "deu",
        "fr": "fra",
        "es": "spa",
        "it": "ita",
        "nl": "nld",
        "pt": "por",
        "sv": "swe",
        "ja": "jpn",
        "": "ivl",
    }
    return known.get(culture.name.partition("-")[0], culture.name[:2])


def _parent(culture: Culture) -> Culture:
    head, separator, _ = culture.name.rpartition("-")
    found = find_culture(head) if separator else INVARIANT
    return found if found is not None else INVARIANT


CULTURE.new()(lambda ps_type, name, *rest: get_culture(name))
CULTURE.add_properties(
    {
        "Name": lambda c: c.name,
        "IetfLanguageTag": lambda c: c.name,
        "DisplayName": lambda c: c.display_name,
        "EnglishName": lambda c: c.display_name,
        "NativeName": lambda c: c.display_name,
        "LCID": lambda c: _LCIDS.get(c.name, 4096),
        "KeyboardLayoutId": lambda c: _LCIDS.get(c.name, 4096),
        "Parent": _parent,
        "TwoLetterISOLanguageName": lambda c: c.name.partition("-")[0] or "iv",
        "ThreeLetterISOLanguageName": _three_letters,
        "ThreeLetterWindowsLanguageName": lambda c: {
            "en-US": "ENU",
            "en-GB": "ENG",
            "de-DE": "DEU",
            "fr-FR": "FRA",
        }.get(c.name, _three_letters(c).upper()),
        "NumberFormat": lambda c: CulturePart(c, "NumberFormatInfo"),
        "DateTimeFormat": lambda c: CulturePart(c, "DateTimeFormatInfo"),
        "TextInfo": lambda c: CulturePart(c, "TextInfo"),
        "CompareInfo": lambda c: CulturePart(c, "CompareInfo"),
        "Calendar": lambda c: CulturePart(c, "GregorianCalendar"),
        "OptionalCalendars": lambda c: [CulturePart(c, "GregorianCalendar")],
        "IsNeutralCulture": lambda c: bool(c.name) and "-" not in c.name,
        "IsReadOnly": lambda c: True,
        "UseUserOverride": lambda c: False,
        "CultureTypes": lambda c: 2 if "-" in c.name else 1,
    }
)
CULTURE.method("ToString", "string ToString()")(lambda c: c.name)
CULTURE.method("Clone", "System.Object Clone()")(lambda c: _clone(c))
CULTURE.method("Equals", "bool Equals(System.Object value)")(
    lambda c, other: isinstance(other, Culture) and other.name == c.name
)
CULTURE.method("GetFormat", "System.Object GetFormat(type formatType)")(
    lambda c, kind: CulturePart(c, kind.name)
)
CULTURE.add_methods({"ClearCachedData": lambda c: None})
CULTURE.add_statics(
    {
        "GetCultureInfo": get_culture,
        "CreateSpecificCulture": get_culture,
        "GetCultureInfoByIetfLanguageTag": get_culture,
        "ReadOnly": lambda c: c,
        "GetCultures": lambda kinds: TypedArray(
            [get_culture(n) for n in sorted(_LCIDS)], types.named_type(G + "CultureInfo")
        ),
    }
)
CULTURE.add_static_properties(
    {
        "CurrentCulture": current_culture,
        "CurrentUICulture": current_culture,
        "InstalledUICulture": current_culture,
        "InvariantCulture": lambda: INVARIANT,
        "DefaultThreadCurrentCulture": lambda: None,
        "DefaultThreadCurrentUICulture": lambda: None,
    }
)
CULTURE.static_properties["currentculture"].set = set_current_culture
CULTURE.static_properties["defaultthreadcurrentculture"].set = set_current_culture
for _name in ("currentuiculture", "defaultthreadcurrentuiculture"):
    CULTURE.static_properties[_name].set = lambda value: None


def _clone(culture: Culture) -> Culture:
    made = Culture(culture.name)
    for slot in Culture.__slots__:
        setattr(made, slot, getattr(culture, slot))
    return made


# ------------------------------------------------------------------------------------------------------------------------------ numbers

NUMBER = table(G + "NumberFormatInfo")
_ATTRIBUTES = {
    "NumberDecimalSeparator": "decimal",
    "NumberGroupSeparator": "group",
    "PercentDecimalSeparator": "decimal",
    "PercentGroupSeparator": "group",
    "CurrencyDecimalSeparator": "currency_decimal",
    "CurrencyGroupSeparator": "currency_group",
    "CurrencySymbol": "currency_symbol",
    "NumberDecimalDigits": "decimals",
    "PercentDecimalDigits": "decimals",
    "NaNSymbol": "nan",
    "PositiveInfinitySymbol": "infinity",
    "NegativeSign": "negative_sign",
}


def _culture_field(attribute: str) -> tuple[Callable[[Any], Any], Callable[[Any, Any], None]]:
    def get(part: CulturePart) -> Any:
        return getattr(part.culture, attribute)

    def put(part: CulturePart, value: Any) -> None:
        setattr(part.culture, attribute, value)

    return get, put


def add_fields(name: str, attributes: dict[str, str]) -> None:
    """Properties of a part that are attributes of its culture."""
    target = table(G + name)
    for label, attribute in attributes.items():
        get, put = _culture_field(attribute)
        target.add_properties({label: get})
        target.properties[label.lower()].set = put


add_fields("NumberFormatInfo", _ATTRIBUTES)
NUMBER.add_properties(
    {
        "CurrencyDecimalDigits": lambda p: 2,
        "NegativeInfinitySymbol": lambda p: "-" + p.culture.infinity,
        "PositiveSign": lambda p: "+",
        "PercentSymbol": lambda p: "%",
        "PerMilleSymbol": lambda p: "‰",
        "NumberGroupSizes": lambda p: [3],
        "CurrencyGroupSizes": lambda p: [3],
        "PercentGroupSizes": lambda p: [3],
        "NumberNegativePattern": lambda p: 1,
        "CurrencyNegativePattern": lambda p: (
            1 if p.culture.name == "en-US" else 0 if not p.culture.name else 8
        ),
        "CurrencyPositivePattern": lambda p: 0 if p.culture.name in ("en-US", "") else 3,
        "PercentNegativePattern": lambda p: 1,
        "PercentPositivePattern": lambda p: 1,
        "IsReadOnly": lambda p: True,
        "NativeDigits": lambda p: list("0123456789"),
        "DigitSubstitution": lambda p: 1,
    }
)
NUMBER.add_static_properties(
    {
        "InvariantInfo": lambda: CulturePart(INVARIANT, "NumberFormatInfo"),
        "CurrentInfo": lambda: CulturePart(current_culture(), "NumberFormatInfo"),
    }
)
NUMBER.new()(lambda ps_type: CulturePart(_clone(INVARIANT), "NumberFormatInfo"))
NUMBER.method("Clone", "System.Object Clone()")(lambda p: CulturePart(_clone(p.culture), p.kind))

# -------------------------------------------------------------------------------------------------------------------------------- dates

DATES = table(G + "DateTimeFormatInfo")
add_fields(
    "DateTimeFormatInfo",
    {
        "ShortDatePattern": "short_date",
        "LongDatePattern": "long_date",
        "ShortTimePattern": "short_time",
        "LongTimePattern": "long_time",
        "MonthDayPattern": "month_day",
        "YearMonthPattern": "year_month",
        "DateSeparator": "date_separator",
        "TimeSeparator": "time_separator",
        "AMDesignator": "am",
        "PMDesignator": "pm",
        "FirstDayOfWeek": "first_day",
    },
)


def _months(names: list[str]) -> list[str]:
    return [*names, ""]


DATES.add_properties(
    {
        "FullDateTimePattern": lambda p: f"{p.culture.long_date} {p.culture.long_time}",
        "RFC1123Pattern": lambda p: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
        "SortableDateTimePattern": lambda p: "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
        "UniversalSortableDateTimePattern": lambda p: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
        "DayNames": lambda p: list(p.culture.days),
        "AbbreviatedDayNames": lambda p: list(p.culture.days_short),
        "ShortestDayNames": lambda p: [d[:2] for d in p.culture.days],
        "MonthNames": lambda p: _months(p.culture.months),
        "MonthGenitiveNames": lambda p: _months(p.culture.months),
        "AbbreviatedMonthNames": lambda p: _months(p.culture.months_short),
        "AbbreviatedMonthGenitiveNames": lambda p: _months(p.culture.months_short),
        "Calendar": lambda p: CulturePart(p.culture, "GregorianCalendar"),
        "CalendarWeekRule": lambda p: 0 if p.culture.name in ("en-US", "") else 2,
        "IsReadOnly": lambda p: True,
        "NativeCalendarName": lambda p: "Gregorian Calendar",
    }
)


def _month(names: list[str], month: int) -> str:
    if not 1 <= month <= 13:
        raise range_error("month", "Valid values are between 1 and 13, inclusive.")
    return "" if month == 13 else names[month - 1]


def all_patterns(part: CulturePart, *letter: Any) -> list[str]:
    from exoshell.values.date_format import standard_pattern

    letters = letter[0].value if letter else "dDfFgGmMoOrRstTuUyY"
    return [p for p in (standard_pattern(one, part.culture) for one in letters) if p is not None]


DATES.add_methods(
    {
        "GetMonthName": lambda p, month: _month(p.culture.months, month),
        "GetAbbreviatedMonthName": lambda p, month: _month(p.culture.months_short, month),
        "GetDayName": lambda p, day: p.culture.days[number_of(day)],
        "GetAbbreviatedDayName": lambda p, day: p.culture.days_short[number_of(day)],
        "GetShortestDayName": lambda p, day: p.culture.days[number_of(day)][:2],
        "GetAllDateTimePatterns": all_patterns,
        "GetEraName": lambda p, era: "AD",
        "Clone": lambda p: CulturePart(_clone(p.culture), p.kind),
    }
)
DATES.add_static_properties(
    {
        "InvariantInfo": lambda: CulturePart(INVARIANT, "DateTimeFormatInfo"),
        "CurrentInfo": lambda: CulturePart(current_culture(), "DateTimeFormatInfo"),
    }
)
DATES.new()(lambda ps_type: CulturePart(_clone(INVARIANT), "DateTimeFormatInfo"))

# --------------------------------------------------------------------------------------------------------------------------------- text

TEXT = table(G + "TextInfo")


def title_case(part: CulturePart, text: str) -> str:
    """ToTitleCase: words written all in capitals stay as they are."""
    result, position = [], 0
    while position < len(text):
        if not text[position].isalpha():
            result.append(text[position])
            position += 1
            continue
        end = position
        while end < len(text) and (
            text[end].isalnum() or text[end] in "'’_" or not text[end].isascii() and text[end].isalpha()
        ):
            end += 1
        word = text[position:end]
        result.append(word if len(word) > 1 and word.isupper() else word[0].upper() + word[1:].lower())
        position = end
    return "".join(result)


def _case(change: Callable[[str], str]) -> Callable[[Any, Any], Any]:
    return lambda part, value: Char(change(value.value)) if type(value) is Char else change(value)


TEXT.add_methods({"ToTitleCase": title_case, "ToUpper": _case(upper), "ToLower": _case(lower)})
TEXT.method("ToString", "string ToString()")(lambda p: f"TextInfo - {p.culture.name}")
TEXT.add_properties(
    {
        "CultureName": lambda p: p.culture.name,
        "LCID": lambda p: _LCIDS.get(p.culture.name, 4096),
        "ListSeparator": lambda p: "," if p.culture.decimal == "." else ";",
        "IsRightToLeft": lambda p: p.culture.name[:2] in ("ar", "he"),
        "IsReadOnly": lambda p: True,
        "ANSICodePage": lambda p: 1252,
        "OEMCodePage": lambda p: 437,
        "MacCodePage": lambda p: 10000,
        "EBCDICCodePage": lambda p: 37,
    }
)
COMPARE = table(G + "CompareInfo")
COMPARE.add_properties({"Name": lambda p: p.culture.name, "LCID": lambda p: _LCIDS.get(p.culture.name, 4096)})
COMPARE.method("Compare", raw=True)(lambda p, a, b, *rest: compare_strings(a, b, *rest))
COMPARE.method("IndexOf", raw=True)(
    lambda p, text, value, *rest: (
        text.lower().find(plain(value).lower())
        if rest and "IgnoreCase" in str(rest[-1])
        else text.find(plain(value))
    )
)
COMPARE.method("IsPrefix", raw=True)(
    lambda p, text, value, *rest: (
        text.lower().startswith(value.lower())
        if rest and "IgnoreCase" in str(rest[-1])
        else text.startswith(value)
    )
)
COMPARE.method("IsSuffix", raw=True)(
    lambda p, text, value, *rest: (
        text.lower().endswith(value.lower())
        if rest and "IgnoreCase" in str(rest[-1])
        else text.endswith(value)
    )
)

# ----------------------------------------------------------------------------------------------------------------------------- calendar

CALENDAR = table(G + "Calendar")


def week_of_year(calendar: Any, date: Any, rule: Any, first_day: Any) -> int:
    """GetWeekOfYear by a CalendarWeekRule (0 first day, 1 first full week, 2 first four-day week) and the first day of a week."""
    return _week(date, number_of(rule), number_of(first_day))


def _week(date: Any, rule: int, first: int) -> int:
    day_of_year = date.day_of_year - 1
    first_day = (date.day_of_week - day_of_year % 7) % 7
    if rule == 0:
        return (day_of_year + (first_day - first) % 7) // 7 + 1
    offset = (first - first_day) % 7
    if offset and rule == 2 and offset >= 4:
        offset -= 7
    day = day_of_year - offset
    if day >= 0:
        return day // 7 + 1
    return _week(date.add_ticks(-(day_of_year + 1) * DAY), rule, first)


def iso_week(date: Any) -> int:
    import datetime

    year, month, day = date.fields()[:3]
    return datetime.date(year, month, day).isocalendar()[1]


def iso_year(date: Any) -> int:
    import datetime

    year, month, day = date.fields()[:3]
    return datetime.date(year, month, day).isocalendar()[0]


def _on_date(name: str) -> Callable[..., Any]:
    def call(calendar: Any, date: Any, *args: Any) -> Any:
        from exoshell.dotnet.dates import DATE

        member = DATE.methods.get(name.lower()) or DATE.properties.get(name.lower())
        assert member is not None
        return member.function(date, *args) if hasattr(member, "function") else member.get(date)

    return call


CALENDAR.add_methods(
    {f"Get{n}": _on_date(n) for n in "DayOfWeek DayOfYear Hour Minute Month Second Year".split()}
)
CALENDAR.add_methods(
    {
        n: _on_date(n)
        for n in "AddDays AddHours AddMinutes AddMonths AddSeconds AddYears AddMilliseconds".split()
    }
)
CALENDAR.add_methods(
    {
        "GetWeekOfYear": week_of_year,
        "GetDayOfMonth": _on_date("Day"),
        "AddWeeks": lambda c, date, n: date.add_ticks(n * 7 * DAY),
        "GetDaysInMonth": lambda c, year, month, *era: _static_date("DaysInMonth")(year, month),
        "GetDaysInYear": lambda c, year, *era: 366 if _static_date("IsLeapYear")(year) else 365,
        "IsLeapYear": lambda c, year, *era: _static_date("IsLeapYear")(year),
        "GetMonthsInYear": lambda c, year, *era: 12,
        "GetEra": lambda c, date: 1,
        "ToFourDigitYear": lambda c, year: year if year > 99 else 2000 + year if year < 50 else 1900 + year,
    }
)
CALENDAR.add_properties(
    {
        "TwoDigitYearMax": lambda c: 2049,
        "IsReadOnly": lambda c: True,
        "AlgorithmType": lambda c: 1,
        "Eras": lambda c: [1],
    }
)
table(G + "GregorianCalendar").new()(
    lambda ps_type, *rest: CulturePart(current_culture(), "GregorianCalendar")
)


def _static_date(name: str) -> Callable[..., Any]:
    from exoshell.dotnet.dates import DATE

    return DATE.static_methods[name.lower()].function


WEEK = table(G + "ISOWeek")
WEEK.add_statics({"GetWeekOfYear": iso_week, "GetYear": iso_year})


class Region(NetObject):
    """System.Globalization.RegionInfo."""

    __slots__ = ("name",)
    type_name = G + "RegionInfo"

    def __init__(self, name: str) -> None:
        self.name = name.rpartition("-")[2].upper()
        self.extension = None
        self.ps_type = None


REGION = table(G + "RegionInfo")
REGION.new()(lambda ps_type, name: Region(str(name)))
REGION.add_static_properties({"CurrentRegion": lambda: Region(current_culture().name)})
REGION.add_properties(
    {
        "Name": lambda r: r.name,
        "TwoLetterISORegionName": lambda r: r.name,
        "EnglishName": lambda r: {
            "US": "United States",
            "GB": "United Kingdom",
            "DE": "Germany",
            "FR": "France",
        }.get(r.name, r.name),
        "DisplayName": lambda r: {
            "US": "United States",
            "GB": "United Kingdom",
            "DE": "Germany",
            "FR": "France",
        }.get(r.name, r.name),
        "IsMetric": lambda r: r.name not in ("US", "LR", "MM"),
        "ISOCurrencySymbol": lambda r: {"US": "USD", "GB": "GBP"}.get(r.name, "EUR"),
    }
)


class IdnMapping(NetObject):
    """System.Globalization.IdnMapping."""

    __slots__ = ()
    type_name = G + "IdnMapping"

    def __init__(self) -> None:
        self.extension = None
        self.ps_type = None


IDN = table(G + "IdnMapping")
IDN.new()(lambda ps_type: IdnMapping())


def to_ascii(mapping: IdnMapping, text: str, *span: int) -> str:
    """GetAscii."""
    return ".".join(
        part if part.isascii() else part.lower().encode("idna").decode() for part in text.split(".")
    )


IDN.add_methods(
    {
        "GetAscii": to_ascii,
        "GetUnicode": lambda m, text, *span: ".".join(p.encode().decode("idna") for p in text.split(".")),
    }
)
