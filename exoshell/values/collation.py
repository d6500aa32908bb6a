"""The order of texts: linguistic, as ICU's root collation has it, not by code point.

A key has up to three levels: letters without accents and case, accents, case. Plain ASCII texts have only the first (and the last where
case counts), so most comparisons are one `str.translate` and one comparison.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ORDER = "\t\n\x0b\x0c\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789"
_DIGIT = 0x2000
_LETTER = 0x3000
_PUNCTUATION_END = 0x100 + _ORDER.index("%")
_SYMBOL_END = 0x100 + _ORDER.index("~")
_CURRENCY_END = 0x100 + _ORDER.index("$")
_TABLE: dict[int, int | str | None] = {code: None for code in range(128)}  # what is not listed is ignored
for _index, _char in enumerate(_ORDER):
    _TABLE[ord(_char)] = _DIGIT + int(_char) if _char.isdigit() else 0x100 + _index
for _char in "abcdefghijklmnopqrstuvwxyz":
    _TABLE[ord(_char)] = _TABLE[ord(_char.upper())] = _LETTER + ord(_char)
_CASE_TABLE: dict[int, int | None] = {
    code: None if _TABLE[code] is None else 2 if 65 <= code <= 90 else 1 for code in range(128)
}
_EXPANSIONS = {
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "đ": "d",
    "Đ": "D",
    "ł": "l",
    "Ł": "L",
    "ħ": "h",
    "Ħ": "H",
    "ß": "ss",
    "ẞ": "SS",
}
_CACHE: dict[tuple[str, bool], Any] = {}


def sort_key(text: str, ignore_case: bool = True) -> Any:
    """Something that compares as the text does; keys made with the same `ignore_case` may be compared."""
    if text.isascii():
        first = text.translate(_TABLE)
        if ignore_case:
            return (first, "", "")
        return (first, "", text.translate(_CASE_TABLE).rstrip("\x01"))
    found = _CACHE.get((text, ignore_case))
    if found is None:
        if len(_CACHE) > 4000:
            _CACHE.clear()
        found = _CACHE[(text, ignore_case)] = _full_key(text, ignore_case)
    return found


def _full_key(text: str, ignore_case: bool) -> Any:
    from unicodedata import category, combining, digit, normalize

    first: list[str] = []
    second: list[str] = []
    third: list[str] = []
    for given in text:
        decomposed = _EXPANSIONS.get(given)
        extra = ""
        if decomposed is not None:
            extra = "\U00010001"  # differs from the plain letters
        elif 0xFF01 <= ord(given) <= 0xFF5E:
            decomposed, extra = chr(ord(given) - 0xFEE0), "\U00010002"
        else:
            decomposed = normalize("NFKD", given)
        for char in decomposed:
            if combining(char):
                if second:
                    second[-1] += char
                continue
            kind = category(char)
            if kind in ("Cc", "Cf", "Cn") and char not in "\t\n\x0b\x0c\r\x85":
                continue
            first.append(_primary(char, kind, digit))
            second.append("\x01" + extra)
            third.append("\x02" if kind in ("Lu", "Lt") else "\x01")
    accents = "\0".join(second).replace("\0", "") if any(len(s) > 1 for s in second) else ""
    case = "" if ignore_case else "".join(third).rstrip("\x01")
    return ("".join(first), accents.rstrip("\x01"), case)


def _primary(char: str, kind: str, digit: Any) -> str:
    code = ord(char)
    if code < 128:
        weight = _TABLE[code]
        return chr(weight) if isinstance(weight, int) else ""
    if kind[0] == "L":
        lower = char.lower()
        lower = "σ" if lower == "ς" else lower
        return chr(_LETTER + 0x7B) + lower
    if kind[0] == "N":
        value = digit(char, None)
        return chr(_DIGIT + value) if value is not None else chr(_DIGIT + 10) + char
    if kind == "Sc":
        return chr(_CURRENCY_END) + char
    if kind[0] == "Z":
        return chr(0x100 + _ORDER.index(" "))
    return chr(_PUNCTUATION_END if kind[0] == "P" else _SYMBOL_END) + char


def compare_strings(left: str, right: str, ignore_case: bool = True) -> int:
    """-1, 0 or 1."""
    if left == right:
        return 0
    a, b = sort_key(left, ignore_case), sort_key(right, ignore_case)
    return -1 if a < b else 1 if a > b else 0


def equal_strings(left: str, right: str, ignore_case: bool = True) -> bool:
    """Whether two texts are the same to the operators."""
    if left == right:
        return True
    if left.isascii() and right.isascii() and left.isprintable() and right.isprintable():
        return ignore_case and left.lower() == right.lower()
    return bool(sort_key(left, ignore_case) == sort_key(right, ignore_case))
