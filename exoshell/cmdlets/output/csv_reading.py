"""Records of comma-separated text, as PowerShell reads them.

Blanks before a field do not count; a field that begins with a quote ends at the next single one, what follows up to the delimiter is
appended; a quote inside a bare field is a character. Only a line end outside quotes ends a record. A last field that is empty at the very end of
the text is not there at all. Clean lines (nearly all) are split without looking at each character.
"""

from __future__ import annotations

import csv

from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.objects import PSCustomObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

UNNAMED = "H"
NO_NAME_WARNING = 'One or more headers were not specified. Default names starting with "H" have been used in place of any missing headers.'


def records(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """The fields of each record; `lines` with their ends."""
    source = iter(lines)
    blank_after, blank_before = delimiter + " ", " " + delimiter
    wall = f'"{delimiter}"'
    tab_matters = delimiter != "\t"
    for line in source:
        text = line.rstrip("\r\n")
        ended = len(text) != len(line)
        if text[:1] == '"' and text[-1:] == '"' and len(text) > 1:
            inner = text[1:-1]
            if '"' not in inner:
                yield [inner]
                continue
            parts = inner.split(wall)
            if inner.count('"') == 2 * (len(parts) - 1):
                yield parts
                continue
        clean = blank_after not in text and blank_before not in text and text[:1] != " " and text[-1:] != " "
        if clean and (not tab_matters or "\t" not in text) and (ended or text[-1:] != delimiter):
            if '"' not in text:
                yield text.split(delimiter)
                continue
            if text.count('"') % 2 == 0:
                yield next(csv.reader([text], delimiter=delimiter))
                continue
        yield _record(line, source, delimiter)


class _Scanner:
    """One record, character by character; more lines are fetched while a quote is open."""

    __slots__ = ("text", "place", "source", "delimiter")

    def __init__(self, text: str, source: Iterator[str], delimiter: str) -> None:
        self.text, self.place, self.source, self.delimiter = text, 0, source, delimiter

    def at_end(self) -> bool:
        """Whether nothing is left; the next line is fetched first."""
        if self.place < len(self.text):
            return False
        more = next(self.source, None)
        if more is None:
            return True
        self.text += more
        return False

    def till_delimiter(self, eat_blanks: bool) -> tuple[str, bool]:
        """What stands before the next delimiter or line end, and whether the record ends with it."""
        start = self.place
        text = self.text
        while self.place < len(text):
            char = text[self.place]
            if char == self.delimiter or char in "\r\n":
                break
            self.place += 1
        found = text[start : self.place]
        if eat_blanks and not found.strip(" \t"):
            found = ""
        if self.place >= len(text):
            return found, True
        ended = text[self.place] != self.delimiter
        self.place += 1
        return found, ended


def _record(line: str, source: Iterator[str], delimiter: str) -> list[str]:
    fields: list[str] = []
    current: list[str] = []
    quoted = False
    scanner = _Scanner(line, source, delimiter)
    while scanner.place < len(scanner.text) or (quoted and not scanner.at_end()):
        char = scanner.text[scanner.place]
        scanner.place += 1
        if quoted:
            if char != '"':
                current.append(char)
                continue
            if scanner.text[scanner.place : scanner.place + 1] == '"':
                scanner.place += 1
                current.append('"')
                continue
            quoted = False
            rest, ended = scanner.till_delimiter(True)
        elif char == delimiter:
            fields.append("".join(current))
            current = []
            continue
        elif char in "\r\n":
            fields.append("".join(current))
            current = []
            break
        elif char == '"' and not current:
            quoted = True
            continue
        elif char in '" \t':
            if char != '"' and not current:
                continue
            current.append(char)
            rest, ended = scanner.till_delimiter(char != '"')
        else:
            current.append(char)
            continue
        fields.append("".join(current) + rest)
        current = []
        if ended:
            break
    if current:
        fields.append("".join(current))
    return fields


class Importer:
    """Objects of one source of records. `header` None: the first record that is no comment names the properties; `warn` is told once
    where a name is missing."""

    __slots__ = ("delimiter", "names", "warn", "type_names", "unnamed")

    def __init__(self, delimiter: str, header: list[str] | None, warn: Callable[[str], Any]) -> None:
        self.delimiter, self.warn = delimiter, warn
        self.type_names: list[str] | None = None
        self.names: list[str] | None = None
        self.unnamed = False
        if header is not None:
            self.names = self._named(header)

    def objects(self, lines: Iterable[str]) -> Iterator[PSCustomObject]:
        """The objects of further lines; the first call of an importer without header takes it from them."""
        source = iter(lines)
        if self.names is None:
            self._read_header(source)
        if self.names is None:
            return
        names = self.names
        count = len(names)
        type_names = self.type_names
        for fields in records(source, self.delimiter):
            found = len(fields)
            if found < 2 and (found == 0 or not fields[0]):
                continue
            if found < count:
                fields.extend([None] * (count - found))  # type: ignore[list-item]
            if self.unnamed:
                self.unnamed = False
                self.warn(NO_NAME_WARNING)
            made = PSCustomObject(dict(zip(names, fields)))  # noqa: B905 - fields beyond the header are dropped
            if type_names:
                made.type_names = list(type_names)
            yield made

    def _read_header(self, source: Iterator[str]) -> None:
        for line in source:
            if self.type_names is None and line.startswith("#TYPE"):
                name = line[5:].strip()
                self.type_names = [name, "CSV:" + name] if name else None
                continue
            chained = _chain(line, source)
            fields = next(records(chained, self.delimiter), [])
            while len(fields) > 1 and not fields[-1]:
                fields.pop()
            if fields and fields[0].startswith("#Fields: "):
                fields[0] = fields[0][9:]
            elif fields and fields[0].startswith("#"):
                continue
            self.names = self._named(fields)
            return

    def _named(self, header: list[str]) -> list[str]:
        seen: set[str] = set()
        for name in header:
            if name and name.lower() in seen:
                raise duplicate_header(name)
            seen.add(name.lower())
        names, unnamed = [], 1
        for name in header:
            if not name:
                name = f"{UNNAMED}{unnamed}"
                unnamed += 1
            names.append(name)
        self.unnamed = unnamed > 1
        return names


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def duplicate_header(name: str) -> PowerShellError:
    """Two columns of one name."""
    return ps_error(
        "AlreadyPresentPSMemberInfoInternalCollectionAdd",
        f'The member "{name}" is already present.',
        exception="System.Management.Automation.ExtendedTypeSystemException",
        category="NotSpecified",
    )
