"""`$Host.UI` and `$Host.UI.RawUI`: what scripts ask of the console, in the terms of the host's streams."""

from __future__ import annotations

from exoshell.dotnet.table import table
from exoshell.runtime.engine import SessionPart
from exoshell.values.objects import NetObject
from exoshell.values.types import enum_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SPACE = "System.Management.Automation.Host."
INTERNAL = "System.Management.Automation.Internal.Host."


class UserInterface(SessionPart):
    """`$Host.UI`."""

    type_name = INTERNAL + "InternalHostUserInterface"
    __slots__ = ()


class RawInterface(SessionPart):
    """`$Host.UI.RawUI`; colours and the title are kept, the sizes are the host's."""

    type_name = INTERNAL + "InternalHostRawUserInterface"
    __slots__ = ("foreground", "background", "cursor_size")

    def __init__(self, session: Any) -> None:
        SessionPart.__init__(self, session)
        self.foreground = enum_value("System.ConsoleColor", "Gray")
        self.background = enum_value("System.ConsoleColor", "Black")
        self.cursor_size = 25


class Pair(NetObject):
    """A Size or Coordinates: two numbers."""

    __slots__ = ("first", "second", "type_name")

    def __init__(self, type_name: str, first: int, second: int) -> None:
        self.type_name = type_name  # type: ignore[misc]
        self.first, self.second = first, second
        self.extension = None
        self.ps_type = None


class ChoiceDescription(NetObject):
    """A choice of PromptForChoice: `label` with an ampersand before its letter, `help` text."""

    type_name = SPACE + "ChoiceDescription"
    __slots__ = ("label", "help")

    def __init__(self, label: str, help: str = "") -> None:
        self.label, self.help = label, help
        self.extension = None
        self.ps_type = None


class KeyInfo(NetObject):
    """What ReadKey gives."""

    type_name = SPACE + "KeyInfo"
    __slots__ = ("character",)

    def __init__(self, character: str) -> None:
        self.character = character
        self.extension = None
        self.ps_type = None


SIZE, COORDINATES = SPACE + "Size", SPACE + "Coordinates"
size = table(SIZE)
size.add_fields({"Width": "first", "Height": "second"})
size.method("ToString", "string ToString()")(lambda o: f"{o.first},{o.second}")
size.new("Size new(int width, int height)")(lambda t, width=0, height=0: Pair(SIZE, width, height))
coordinates = table(COORDINATES)
coordinates.add_fields({"X": "first", "Y": "second"})
coordinates.method("ToString", "string ToString()")(lambda o: f"{o.first},{o.second}")
coordinates.new("Coordinates new(int x, int y)")(lambda t, x=0, y=0: Pair(COORDINATES, x, y))

choice = table(ChoiceDescription.type_name)
choice.add_fields({"Label": "label"}, read_only=True)
choice.add_fields({"HelpMessage": "help"})
choice.new("ChoiceDescription new(string label)", "ChoiceDescription new(string label, string helpMessage)")(
    lambda t, label, help="": ChoiceDescription(label, help)
)

key = table(KeyInfo.type_name)
key.add_properties(
    {
        "Character": lambda o: o.character,
        "VirtualKeyCode": lambda o: ord(o.character.upper()) if o.character else 0,
        "KeyDown": lambda o: True,
        "ControlKeyState": lambda o: 0,
    }
)

ui = table(UserInterface.type_name)
ui.add_properties(
    {
        "RawUI": lambda o: o.session.engine_objects().part(RawInterface),
        "SupportsVirtualTerminal": lambda o: (
            "TERM" in o.session.host.environ and o.session.host.environ["TERM"] != "dumb"
        ),
    }
)


@ui.method("ReadLine", "string ReadLine()")
def read_line(obj: Any) -> str:
    return obj.session.host.read_line() or ""


@ui.method("ReadLineAsSecureString", "securestring ReadLineAsSecureString()")
def read_secret(obj: Any) -> Any:
    from exoshell.values.secure_string import SecureString

    return SecureString(obj.session.host.read_secret() or "")


@ui.method("Write", "void Write(string value)", raw=True)
def write(obj: Any, *values: Any) -> None:
    _out(obj, values, "")


@ui.method("WriteLine", "void WriteLine()", "void WriteLine(string value)", raw=True)
def write_line(obj: Any, *values: Any) -> None:
    _out(obj, values, "\n")


def _out(obj: Any, values: tuple[Any, ...], end: str) -> None:
    """The text is the last argument; colours may stand before it."""
    from exoshell.values.conversion import to_text

    obj.session.flush_output()
    obj.session.host.out((to_text(values[-1]) if values else "") + end)


@ui.method("WriteErrorLine", "void WriteErrorLine(string value)")
def write_error_line(obj: Any, text: str) -> None:
    obj.session.flush_output()
    obj.session.host.err(text + "\n")


def _prefixed(prefix: str) -> Any:
    def write_prefixed(obj: Any, text: str) -> None:
        _out(obj, (f"{prefix}: {text}",), "\n")

    return write_prefixed


for name, prefix in (
    ("WriteWarningLine", "WARNING"),
    ("WriteVerboseLine", "VERBOSE"),
    ("WriteDebugLine", "DEBUG"),
):
    ui.method(name, f"void {name}(string message)")(_prefixed(prefix))


@ui.method(
    "PromptForChoice",
    "int PromptForChoice(string caption, string message, System.Object choices, int defaultChoice)",
    raw=True,
)
def prompt_for_choice(obj: Any, caption: Any, message: Any, choices: Any, default: Any = -1) -> int:
    """Asks with labels; a text is a label without help. Without anybody to ask it is an error."""
    from exoshell.runtime.choices import choose
    from exoshell.runtime.confirm import not_interactive
    from exoshell.values.conversion import to_int32, to_text
    from exoshell.values.enumeration import enumerate_value

    host = obj.session.host
    if not host.interactive:
        raise not_interactive("InvalidOperation")
    items = enumerate_value(choices)
    pairs = [
        (item.label, item.help) if isinstance(item, ChoiceDescription) else (to_text(item), "")
        for item in ([choices] if items is None else items)
    ]
    obj.session.flush_output()
    chosen = choose(host, to_text(caption), to_text(message), pairs, to_int32(default))
    return to_int32(default) if chosen is None else chosen


raw = table(RawInterface.type_name)
raw.add_fields(
    {"ForegroundColor": "foreground", "BackgroundColor": "background", "CursorSize": "cursor_size"}
)
raw.add_properties(
    {
        "BufferSize": lambda o: Pair(SIZE, o.session.host.width, o.session.host.height),
        "MaxWindowSize": lambda o: Pair(SIZE, o.session.host.width, o.session.host.height),
        "MaxPhysicalWindowSize": lambda o: Pair(SIZE, o.session.host.width, o.session.host.height),
        "CursorPosition": lambda o: Pair(COORDINATES, 0, 0),
        "WindowPosition": lambda o: Pair(COORDINATES, 0, 0),
        "KeyAvailable": lambda o: False,
    }
)
raw.property("WindowSize", SIZE)(lambda o: Pair(SIZE, o.session.host.width, o.session.host.height))
raw.property("WindowTitle", "string")(lambda o: o.session.host.title)


@raw.setter("WindowTitle")
def set_title(obj: Any, title: Any) -> None:
    from exoshell.values.conversion import to_text

    obj.session.host.title = to_text(title)


@raw.setter("WindowSize")
def set_window_size(obj: Any, value: Any) -> None:
    """The terminal decides about its size; as on other terminals the request is taken and has no effect."""


for sized in ("BufferSize", "CursorPosition", "WindowPosition"):
    raw.setter(sized)(set_window_size)


@raw.method("ReadKey", "KeyInfo ReadKey()", raw=True)
def read_key(obj: Any, *options: Any) -> KeyInfo:
    """One key; where standard input is no terminal, its next character."""
    from exoshell.runtime.confirm import not_interactive

    host = obj.session.host
    if not host.interactive:
        raise not_interactive("InvalidOperation")
    host.flush()
    return KeyInfo(host.read_key())


raw.method("FlushInputBuffer", "void FlushInputBuffer()")(lambda o: None)
raw.method("LengthInBufferCells", "int LengthInBufferCells(string source)")(lambda o, text: len(text))
