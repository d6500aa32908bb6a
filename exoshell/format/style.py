"""`$PSStyle`: escape sequences by name, and those that the console's own texts are written with."""

from __future__ import annotations

from exoshell.dotnet.table import MemberTable, Property, table
from exoshell.values.collections import Hashtable
from exoshell.values.errors import ps_error
from exoshell.values.objects import NetObject
from exoshell.values.types import enum_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

STYLE = "System.Management.Automation.PSStyle"
RENDERING = "System.Management.Automation.OutputRendering"
VIEW = "System.Management.Automation.ProgressView"
_COLOURS = ("Black", "Red", "Green", "Yellow", "Blue", "Magenta", "Cyan", "White")
_PLAIN = {
    "Reset": "0",
    "BlinkOff": "25",
    "Blink": "5",
    "BoldOff": "22",
    "Bold": "1",
    "DimOff": "22",
    "Dim": "2",
    "Hidden": "8",
    "HiddenOff": "28",
    "Reverse": "7",
    "ReverseOff": "27",
    "ItalicOff": "23",
    "Italic": "3",
    "UnderlineOff": "24",
    "Underline": "4",
    "StrikethroughOff": "29",
    "Strikethrough": "9",
}
_FORMATTING = {
    "FormatAccent": "32;1",
    "TableHeader": "32;1",
    "CustomTableHeaderLabel": "32;1;3",
    "ErrorAccent": "36;1",
    "Error": "31;1",
    "Warning": "33;1",
    "Verbose": "33;1",
    "Debug": "33;1",
    "FeedbackName": "33",
    "FeedbackText": "96",
    "FeedbackAction": "97",
}
_FILES = {"Directory": "44;1", "SymbolicLink": "36;1", "Executable": "32;1"}
_ARCHIVES = (".zip", ".tgz", ".gz", ".tar", ".nupkg", ".cab", ".7z")
_SCRIPTS = (".ps1", ".psd1", ".psm1", ".ps1xml")


def sequence(codes: str) -> str:
    """The escape sequence that sets attributes."""
    return f"\x1b[{codes}m"


def _view(name: str) -> Any:
    """A ProgressView, as text where the type is not known."""
    try:
        return enum_value(VIEW, name)
    except KeyError:
        return name


class StylePart(NetObject):
    """A group of named values; `part` is the .NET type's name behind `PSStyle`."""

    __slots__ = ("values",)

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values
        self.extension = None
        self.ps_type = None


class PSStyle(StylePart):
    """`$PSStyle` of one session."""

    __slots__ = ()
    type_name = STYLE


class FormattingData(StylePart):
    __slots__ = ()
    type_name = STYLE + "+FormattingData"


class ProgressConfiguration(StylePart):
    __slots__ = ()
    type_name = STYLE + "+ProgressConfiguration"


class ForegroundColor(StylePart):
    __slots__ = ()
    type_name = STYLE + "+ForegroundColor"


class BackgroundColor(StylePart):
    __slots__ = ()
    type_name = STYLE + "+BackgroundColor"


class FileInfoFormatting(StylePart):
    __slots__ = ()
    type_name = STYLE + "+FileInfoFormatting"


def new_style(plain: bool = False) -> PSStyle:
    """The style of a fresh session; `plain`: NO_COLOR is set."""
    colours = {name: sequence(str(30 + n)) for n, name in enumerate(_COLOURS)}
    colours |= {"Bright" + name: sequence(str(90 + n)) for n, name in enumerate(_COLOURS)}
    backs = {name: sequence(str(40 + n)) for n, name in enumerate(_COLOURS)}
    backs |= {"Bright" + name: sequence(str(100 + n)) for n, name in enumerate(_COLOURS)}
    extensions = Hashtable(
        [(e, sequence("31;1")) for e in _ARCHIVES] + [(e, sequence("33;1")) for e in _SCRIPTS]
    )
    progress: dict[str, Any] = {
        "Style": sequence("33;1"),
        "MaxWidth": 120,
        "View": _view("Minimal"),
        "UseOSCIndicator": False,
    }
    files: dict[str, Any] = {name: sequence(codes) for name, codes in _FILES.items()}
    return PSStyle(
        {
            "OutputRendering": enum_value(RENDERING, "PlainText" if plain else "Host"),
            "AutoSizeDefaultFormatting": False,
            **{name: sequence(codes) for name, codes in _PLAIN.items()},
            "Formatting": FormattingData({n: sequence(c) for n, c in _FORMATTING.items()}),
            "Progress": ProgressConfiguration(progress),
            "Foreground": ForegroundColor(colours),
            "Background": BackgroundColor(backs),
            "FileInfo": FileInfoFormatting({**files, "Extension": extensions}),
        }
    )


def _declare(kind: type[StylePart], values: dict[str, Any], writable: dict[str, str]) -> MemberTable:
    """Properties over the values of a part; `writable`: name -> type."""
    made = table(kind.type_name)
    for name in values:
        made.properties[name.lower()] = _property(name, writable.get(name))
    return made


def _property(name: str, type_text: str | None) -> Property:
    def get(part: StylePart) -> Any:
        return part.values[name]

    def put(part: StylePart, value: Any) -> None:
        if type_text == "string":
            _check(str(value))
        part.values[name] = value

    return Property(name, get, put if type_text else None, type_text)


def _check(text: str) -> None:
    """A style may hold escape sequences alone."""
    from exoshell.format.display_cells import strip_escapes

    if strip_escapes(text):
        raise ps_error(
            "ExceptionWhenSetting",
            f"Specified string contains printable content when it should only contain ANSI escape sequences: {text.replace(chr(27), '`e')}",
            exception="System.ArgumentException",
        )


def _rgb(layer: int, values: tuple[Any, ...]) -> str:
    if len(values) == 1:
        number = int(values[0])
        values = (number >> 16 & 255, number >> 8 & 255, number & 255)
    red, green, blue = (int(v) for v in values)
    return sequence(f"{layer};2;{red};{green};{blue}")


def _hyperlink(style: Any, text: str, link: Any) -> str:
    from exoshell.values.text import net_text

    return f"\x1b]8;;{net_text(link)}\x1b\\{text}\x1b]8;;\x1b\\"


def _declare_all() -> None:
    sample = new_style()
    values = sample.values
    top = _declare(PSStyle, values, {"OutputRendering": RENDERING, "AutoSizeDefaultFormatting": "bool"})
    top.add_methods({"FormatHyperlink": _hyperlink})
    _declare(FormattingData, values["Formatting"].values, dict.fromkeys(_FORMATTING, "string"))
    progress = {"Style": "string", "MaxWidth": "int", "View": "System.Object", "UseOSCIndicator": "bool"}
    _declare(ProgressConfiguration, values["Progress"].values, progress)
    _declare(FileInfoFormatting, values["FileInfo"].values, dict.fromkeys(_FILES, "string"))
    for kind, name, layer in ((ForegroundColor, "Foreground", 38), (BackgroundColor, "Background", 48)):
        made = _declare(kind, values[name].values, {})
        made.add_methods({"FromRgb": lambda part, *numbers, layer=layer: _rgb(layer, numbers)}, raw=True)


_declare_all()
