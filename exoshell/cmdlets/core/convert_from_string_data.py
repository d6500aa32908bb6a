"""ConvertFrom-StringData: turns lines of names and values into a hashtable."""

from __future__ import annotations

from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.collections import Hashtable
from exoshell.values.errors import PowerShellError, ps_error


@cmdlet("ConvertFrom", "StringData", output=("System.Collections.Hashtable",))
class ConvertFromStringData(Cmdlet):
    """Turns lines of names and values into a hashtable."""

    string_data = Param(
        "string", "The lines.", position=0, mandatory=True, pipe=BY_VALUE, allow_empty_string=True
    )
    delimiter = Param("char", "The character between name and value.", position=1)

    def process(self) -> None:
        delimiter = self.delimiter.value if self.is_bound("Delimiter") else "="
        table = Hashtable()
        for line in self.string_data.split("\n"):
            text = line.strip()
            if not text or text.startswith("#"):
                continue
            name, found, value = text.partition(delimiter)
            if not found:
                raise string_data_error(
                    f"Data line '{text}' is not in 'name=value' format.", "InvalidOperation"
                )
            name, value = name.strip(), value.strip()
            if table.contains(name):
                raise string_data_error(
                    f"Data item '{name}' in line '{name}={value}' is already defined.", "InvalidOperation"
                )
            table.set(name, unescaped(value))
        self.write(table)


ESCAPES = {
    "t": "\t",
    "n": "\n",
    "r": "\r",
    "f": "\f",
    "v": "\v",
    "a": "\a",
    "b": "\b",
    "0": "\0",
    "e": "\x1b",
}


def string_data_error(message: str, error_id: str) -> PowerShellError:
    return ps_error(
        error_id,
        message,
        exception="System.Management.Automation.PSInvalidOperationException",
        category="InvalidOperation",
    )


def unescaped(text: str) -> str:
    """The escapes of a .NET regular expression taken out."""
    if "\\" not in text:
        return text
    parts: list[str] = []
    position = 0
    while position < len(text):
        character = text[position]
        position += 1
        if character != "\\":
            parts.append(character)
            continue
        if position == len(text):
            raise string_data_error(
                f"Invalid pattern '{text}' at offset {len(text)}. Illegal \\\\ at end of pattern.",
                "ArgumentException",
            )
        character = text[position]
        position += 1
        width = {"x": 2, "u": 4}.get(character)
        if width is not None:
            parts.append(chr(int(text[position : position + width], 16)))
            position += width
        else:
            parts.append(ESCAPES.get(character, character))
    return "".join(parts)
