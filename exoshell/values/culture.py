"""Cultures: how numbers and dates are written where the user lives. The current culture is en-US unless the session says otherwise."""

from __future__ import annotations

from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_EN_MONTHS = "January February March April May June July August September October November December".split()
_EN_SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_EN_DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split()
_EN_DAYS_SHORT = "Sun Mon Tue Wed Thu Fri Sat".split()
_DE_MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
_DE_SHORT = "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.".split()
_DE_ALONE = "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez".split()
_DE_DAYS = "Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag".split()
_FR_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_FR_SHORT = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()
_FR_DAYS = "dimanche lundi mardi mercredi jeudi vendredi samedi".split()
_SV_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_SV_SHORT = "jan. feb. mars apr. maj juni juli aug. sep. okt. nov. dec.".split()
_SV_DAYS = "söndag måndag tisdag onsdag torsdag fredag lördag".split()
_ES_MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
)
_ES_SHORT = "ene feb mar abr may jun jul ago sept oct nov dic".split()
_ES_DAYS = "domingo lunes martes miércoles jueves viernes sábado".split()
_IT_MONTHS = (
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()
)
_IT_SHORT = "gen feb mar apr mag giu lug ago set ott nov dic".split()
_IT_DAYS = "domenica lunedì martedì mercoledì giovedì venerdì sabato".split()
_NL_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
_NL_SHORT = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()
_NL_DAYS = "zondag maandag dinsdag woensdag donderdag vrijdag zaterdag".split()
_PT_MONTHS = (
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split()
)
_PT_SHORT = "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.".split()
_PT_DAYS = "domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado".split()
_JA_MONTHS = [f"{n}月" for n in range(1, 13)]
_JA_DAYS = "日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日".split()

NBSP = "\u00a0"
NARROW = "\u202f"


class Culture(NetObject):
    """System.Globalization.CultureInfo with the formats it carries.

    `currency_positive` and `currency_negative` hold `n` for the number and `$` for the symbol; `percent` holds `n` and `%`;
    `decimals` is the number of decimals of N, F and P without a count.
    """

    type_name = "System.Globalization.CultureInfo"
    __slots__ = (
        "name",
        "display_name",
        "decimal",
        "group",
        "currency_symbol",
        "currency_positive",
        "currency_negative",
        "percent",
        "decimals",
        "infinity",
        "nan",
        "short_date",
        "long_date",
        "short_time",
        "long_time",
        "month_day",
        "year_month",
        "date_separator",
        "time_separator",
        "months",
        "months_short",
        "months_alone",
        "days",
        "days_short",
        "am",
        "pm",
        "first_day",
        "negative_sign",
        "currency_decimal",
        "currency_group",
        "iso",
    )

    def __init__(self, name: str, **facts: Any) -> None:
        self.extension = None
        self.ps_type = None
        self.name = name
        merged = {**_DEFAULTS, **facts}
        for key, value in merged.items():
            setattr(self, key, value)
        if "months_alone" not in facts:
            self.months_alone: list[str] = self.months_short
        if "currency_decimal" not in facts:
            self.currency_decimal: str = self.decimal
        if "currency_group" not in facts:
            self.currency_group: str = self.group

    decimal: str
    group: str
    display_name: str
    currency_symbol: str
    currency_positive: str
    currency_negative: str
    percent: str
    decimals: int
    infinity: str
    nan: str
    short_date: str
    long_date: str
    short_time: str
    long_time: str
    month_day: str
    year_month: str
    date_separator: str
    time_separator: str
    months: list[str]
    months_short: list[str]
    days: list[str]
    days_short: list[str]
    am: str
    pm: str
    first_day: int
    negative_sign: str
    iso: str

    def __eq__(self, other: object) -> bool:
        return type(other) is Culture and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __str__(self) -> str:
        return self.name


_DEFAULTS: dict[str, Any] = {
    "display_name": "",
    "decimal": ".",
    "group": ",",
    "currency_symbol": "$",
    "currency_positive": "$n",
    "currency_negative": "-$n",
    "percent": "n%",
    "decimals": 3,
    "infinity": "∞",
    "nan": "NaN",
    "short_date": "M/d/yyyy",
    "long_date": "dddd, MMMM d, yyyy",
    "short_time": "h:mm tt",
    "long_time": "h:mm:ss tt",
    "month_day": "MMMM d",
    "year_month": "MMMM yyyy",
    "date_separator": "/",
    "time_separator": ":",
    "months": _EN_MONTHS,
    "months_short": _EN_SHORT,
    "days": _EN_DAYS,
    "days_short": _EN_DAYS_SHORT,
    "am": "AM",
    "pm": "PM",
    "first_day": 0,
    "negative_sign": "-",
    "iso": "USD",
}
_24H: dict[str, Any] = {"short_time": "HH:mm", "long_time": "HH:mm:ss", "first_day": 1}
_EURO: dict[str, Any] = {
    "currency_symbol": "€",
    "currency_positive": "n $",
    "currency_negative": "-n $",
    "percent": "n %",
    "iso": "EUR",
}
_DOT: dict[str, Any] = {"decimal": ",", "group": "."}

_FACTS: dict[str, dict[str, Any]] = {
    "": {
        "display_name": "Invariant Language (Invariant Country)",
        "currency_symbol": "¤",
        "currency_negative": "($n)",
        "percent": "n %",
        "decimals": 2,
        "infinity": "Infinity",
        "short_date": "MM/dd/yyyy",
        "long_date": "dddd, dd MMMM yyyy",
        "short_time": "HH:mm",
        "long_time": "HH:mm:ss",
        "month_day": "MMMM dd",
        "year_month": "yyyy MMMM",
        "iso": "XDR",
    },
    "en-US": {"display_name": "English (United States)"},
    "en-GB": {
        "display_name": "English (United Kingdom)",
        **_24H,
        "currency_symbol": "£",
        "short_date": "dd/MM/yyyy",
        "long_date": "dddd, d MMMM yyyy",
        "month_day": "d MMMM",
        "months_short": [*_EN_SHORT[:8], "Sept", *_EN_SHORT[9:]],
        "am": "am",
        "pm": "pm",
        "iso": "GBP",
    },
    "en-CA": {
        "display_name": "English (Canada)",
        "short_date": "yyyy-MM-dd",
        "date_separator": "-",
        "am": "a.m.",
        "pm": "p.m.",
    },
    "en-AU": {
        "display_name": "English (Australia)",
        "short_date": "d/M/yyyy",
        "long_date": "dddd, d MMMM yyyy",
        "month_day": "d MMMM",
        "am": "am",
        "pm": "pm",
        "iso": "AUD",
    },
    "de-DE": {
        "display_name": "German (Germany)",
        **_24H,
        **_EURO,
        **_DOT,
        "short_date": "dd.MM.yyyy",
        "long_date": "dddd, d. MMMM yyyy",
        "month_day": "d. MMMM",
        "date_separator": ".",
        "months": _DE_MONTHS,
        "months_short": _DE_SHORT,
        "months_alone": _DE_ALONE,
        "days": _DE_DAYS,
        "days_short": [d[:2] for d in _DE_DAYS],
    },
    "de-CH": {
        "display_name": "German (Switzerland)",
        **_24H,
        "decimal": ".",
        "group": "’",
        "currency_symbol": "CHF",
        "currency_positive": "$ n",
        "currency_negative": "$-n",
        "short_date": "dd.MM.yyyy",
        "long_date": "dddd, d. MMMM yyyy",
        "month_day": "d. MMMM",
        "date_separator": ".",
        "months": _DE_MONTHS,
        "months_short": _DE_SHORT,
        "months_alone": _DE_ALONE,
        "days": _DE_DAYS,
        "days_short": [d[:2] for d in _DE_DAYS],
        "iso": "CHF",
    },
    "fr-FR": {
        "display_name": "French (France)",
        **_24H,
        **_EURO,
        "decimal": ",",
        "group": NARROW,
        "currency_group": NARROW,
        "percent": "n %",
        "short_date": "dd/MM/yyyy",
        "long_date": "dddd d MMMM yyyy",
        "month_day": "d MMMM",
        "months": _FR_MONTHS,
        "months_short": _FR_SHORT,
        "days": _FR_DAYS,
        "days_short": [f"{d[:3]}." for d in _FR_DAYS],
    },
    "es-ES": {
        "display_name": "Spanish (Spain)",
        "short_time": "H:mm",
        "long_time": "H:mm:ss",
        "first_day": 1,
        **_EURO,
        **_DOT,
        "short_date": "d/M/yyyy",
        "long_date": "dddd, d 'de' MMMM 'de' yyyy",
        "month_day": "d 'de' MMMM",
        "year_month": "MMMM 'de' yyyy",
        "months": _ES_MONTHS,
        "months_short": _ES_SHORT,
        "days": _ES_DAYS,
        "days_short": [d[:3] for d in _ES_DAYS],
        "am": "a.\u00a0m.",
        "pm": "p.\u00a0m.",
    },
    "it-IT": {
        "display_name": "Italian (Italy)",
        **_24H,
        **_EURO,
        **_DOT,
        "percent": "n%",
        "short_date": "dd/MM/yyyy",
        "long_date": "dddd d MMMM yyyy",
        "month_day": "d MMMM",
        "months": _IT_MONTHS,
        "months_short": _IT_SHORT,
        "days": _IT_DAYS,
        "days_short": [d[:3] for d in _IT_DAYS],
    },
    "nl-NL": {
        "display_name": "Dutch (Netherlands)",
        **_24H,
        **_EURO,
        **_DOT,
        "percent": "n%",
        "currency_positive": "$ n",
        "currency_negative": "$ -n",
        "short_date": "dd-MM-yyyy",
        "long_date": "dddd d MMMM yyyy",
        "month_day": "d MMMM",
        "date_separator": "-",
        "months": _NL_MONTHS,
        "months_short": _NL_SHORT,
        "days": _NL_DAYS,
        "days_short": [d[:2] for d in _NL_DAYS],
        "am": "a.m.",
        "pm": "p.m.",
    },
    "pt-BR": {
        "display_name": "Portuguese (Brazil)",
        **_24H,
        **_DOT,
        "first_day": 0,
        "currency_symbol": "R$",
        "currency_positive": "$ n",
        "currency_negative": "-$ n",
        "short_date": "dd/MM/yyyy",
        "long_date": "dddd, d 'de' MMMM 'de' yyyy",
        "month_day": "d 'de' MMMM",
        "year_month": "MMMM 'de' yyyy",
        "months": _PT_MONTHS,
        "months_short": _PT_SHORT,
        "days": _PT_DAYS,
        "days_short": [f"{d[:3]}." for d in _PT_DAYS],
        "iso": "BRL",
    },
    "sv-SE": {
        "display_name": "Swedish (Sweden)",
        **_24H,
        **_EURO,
        "decimal": ",",
        "group": NBSP,
        "negative_sign": "\u2212",
        "currency_symbol": "kr",
        "currency_negative": "\u2212n $",
        "short_date": "yyyy-MM-dd",
        "long_date": "dddd d MMMM yyyy",
        "month_day": "d MMMM",
        "date_separator": "-",
        "months": _SV_MONTHS,
        "months_short": _SV_SHORT,
        "days": _SV_DAYS,
        "days_short": "sön mån tis ons tors fre lör".split(),
        "am": "fm",
        "pm": "em",
        "iso": "SEK",
    },
    "ja-JP": {
        "display_name": "Japanese (Japan)",
        "currency_symbol": "¥",
        "short_date": "yyyy/MM/dd",
        "long_date": "yyyy年M月d日dddd",
        "short_time": "H:mm",
        "long_time": "H:mm:ss",
        "month_day": "M月d日",
        "year_month": "yyyy年M月",
        "months": _JA_MONTHS,
        "months_short": _JA_MONTHS,
        "days": _JA_DAYS,
        "days_short": [d[0] for d in _JA_DAYS],
        "am": "午前",
        "pm": "午後",
        "iso": "JPY",
    },
}
_LANGUAGES = {
    "en": "en-US",
    "de": "de-DE",
    "fr": "fr-FR",
    "es": "es-ES",
    "it": "it-IT",
    "nl": "nl-NL",
    "pt": "pt-BR",
    "sv": "sv-SE",
    "ja": "ja-JP",
}
_made: dict[str, Culture] = {}


def find_culture(name: str) -> Culture | None:
    """The culture of a name in any case; one that is not described borrows its language's formats. None if the name is no culture name."""
    folded = name.lower()
    found = _made.get(folded)
    if found is not None:
        return found
    for known, facts in _FACTS.items():
        if known.lower() == folded:
            found = _made[folded] = Culture(known, **facts)
            return found
    parts = folded.split("-")
    if not (2 <= len(parts[0]) <= 3 and parts[0].isascii() and parts[0].isalpha()) or len(parts) > 3:
        return None
    if any(not (part.isascii() and part.isalnum() and 2 <= len(part) <= 8) for part in parts[1:]):
        return None
    spelled = "-".join([parts[0]] + [p.upper() if len(p) == 2 else p.capitalize() for p in parts[1:]])
    facts = _FACTS[_LANGUAGES.get(parts[0], "")]
    found = _made[folded] = Culture(spelled, **{**facts, "display_name": spelled})
    return found


INVARIANT = Culture("", **_FACTS[""])
_made[""] = INVARIANT
_current: list[Culture] = []


def current_culture() -> Culture:
    """The session's culture."""
    if not _current:
        found = find_culture("en-US")
        _current.append(found if found is not None else INVARIANT)
    return _current[0]


def set_current_culture(culture: Culture) -> None:
    """Makes a culture the session's."""
    _current[:] = [culture]


def as_culture(value: Any) -> Culture:
    """A Culture out of a Culture, a culture name or None (the current one)."""
    if type(value) is Culture:
        return value
    if value is None:
        return current_culture()
    found = find_culture(str(value))
    return found if found is not None else current_culture()
