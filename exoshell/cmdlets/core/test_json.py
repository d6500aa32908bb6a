"""Test-Json."""

from __future__ import annotations

from exoshell.cmdlets.output.destination import file_of
from exoshell.cmdlets.output.json_schema import check
from exoshell.cmdlets.providers.content import read_text
from exoshell.cmdlets.providers.failures import open_failure
from exoshell.command.attributes import ValidateNotNullOrEmpty, ValidateSet
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_GIVEN = (ValidateNotNullOrEmpty(),)
_SOURCES = ("String", "Path", "LiteralPath")
_WITH_TEXT = tuple(f"Json{s}WithSchemaString" for s in _SOURCES)
_WITH_FILE = tuple(f"Json{s}WithSchemaFile" for s in _SOURCES)


def _sets(source: str) -> tuple[str, str, str]:
    return f"Json{source}", f"Json{source}WithSchemaString", f"Json{source}WithSchemaFile"


@cmdlet("Test", "Json", default_set="JsonString", output=("System.Boolean",))
class TestJson(Cmdlet):
    """Tells whether text is JSON, and whether it fits a schema."""

    json = Param("string", "The text.", position=0, mandatory=True, pipe=BY_VALUE, sets=_sets("String"))
    path = Param("string", "A file.", position=0, mandatory=True, pipe=BY_NAME, sets=_sets("Path"))
    literal_path = Param(
        "string",
        "A file, its name taken as it is.",
        position=0,
        mandatory=True,
        pipe=BY_NAME,
        sets=_sets("LiteralPath"),
        aliases=("PSPath", "LP"),
    )
    schema = Param("string", "The schema.", position=1, mandatory=True, sets=_WITH_TEXT, validate=_GIVEN)
    schema_file = Param(
        "string", "A file with the schema.", position=1, mandatory=True, sets=_WITH_FILE, validate=_GIVEN
    )
    options = Param(
        "string[]",
        "What else is allowed in the text.",
        validate=(ValidateSet("IgnoreComments", "AllowTrailingCommas"), *_GIVEN),
    )
    fetch_external_reference = Param(
        "switch", "Without effect: schemas are not fetched.", sets=(*_WITH_TEXT, *_WITH_FILE)
    )

    known: Any = None

    def begin(self) -> None:
        text: str | None = self.schema
        if self.schema_file:
            text = self.text_of(self.schema_file, False)
        if text is not None:
            try:
                self.known = self.parse(text, False)
            except ValueError as error:
                raise ps_error(
                    "InvalidJsonSchema",
                    "Cannot parse the JSON schema.",
                    exception="System.Exception",
                    category="InvalidData",
                ) from error

    def text_of(self, name: str, literal: bool) -> str:
        path = file_of(self.session, name, literal)
        try:
            return read_text(path)
        except OSError as error:
            raise open_failure(error, path) from None

    def parse(self, text: str, lenient: bool) -> Any:
        """The value of a text that must be strict JSON, apart from what -Options allow. Raises ValueError."""
        import json

        allowed = {str(o).lower() for o in self.options or ()} if lenient else set()

        def refuse(name: str) -> Any:
            raise ValueError(name)

        return json.loads(_relaxed(text, allowed) if allowed else text, parse_constant=refuse)

    def process(self) -> None:
        if "Json" in self.bound:
            text = str(self.json)
        else:
            literal = self.path is None
            text = self.text_of(str(self.literal_path if literal else self.path), literal)
        try:
            value = self.parse(text, True)
        except (ValueError, RecursionError):
            self.write_error(_error("InvalidJson", "Cannot parse the JSON.", text))
            self.write(False)
            return
        problems = [] if self.known is None else check(value, self.known)
        for message, path in problems:
            shown = f"The JSON is not valid with the schema: {message} at '{path}'"
            self.write_error(_error("InvalidJsonAgainstSchemaDetailed", shown, text))
        self.write(not problems)


def _error(error_id: str, message: str, text: str) -> PowerShellError:
    return ps_error(error_id, message, exception="System.Exception", category="InvalidData", target=text)


def _relaxed(text: str, allowed: set[str]) -> str:
    """The text without comments and trailing commas, as far as they are allowed."""
    made: list[str] = []
    place = 0
    while place < len(text):
        char = text[place]
        if char == '"':
            end = place + 1
            while end < len(text) and text[end] != '"':
                end += 2 if text[end] == "\\" else 1
            made.append(text[place : end + 1])
            place = end + 1
        elif "ignorecomments" in allowed and text.startswith("//", place):
            end = text.find("\n", place)
            place = len(text) if end < 0 else end
        elif "ignorecomments" in allowed and text.startswith("/*", place):
            end = text.find("*/", place)
            place = len(text) if end < 0 else end + 2
        else:
            if char in "]}" and "allowtrailingcommas" in allowed:
                while made and made[-1].isspace():
                    made.pop()
                if made and made[-1] == ",":
                    made.pop()
            made.append(char)
            place += 1
    return "".join(made)
