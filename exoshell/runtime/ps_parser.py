"""`[System.Management.Automation.PSParser]::Tokenize`: the older way to tokens, with kinds of its own."""

from __future__ import annotations

from exoshell.dotnet.table import table
from exoshell.lang.token import ATTRIBUTE_NAME, COMMAND_NAME, KEYWORD, MEMBER_NAME, TYPE_NAME
from exoshell.values import types
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NAMES = (
    "Unknown Command CommandParameter CommandArgument Number String Variable Member LoopLabel Attribute Type Operator GroupStart GroupEnd Keyword Comment "
    "StatementSeparator NewLine LineContinuation Position"
).split()
KIND = types.enum_type(
    "System.Management.Automation.PSTokenType", {name: number for number, name in enumerate(NAMES)}
)
BY_FLAG = (
    (COMMAND_NAME, "Command"),
    (MEMBER_NAME, "Member"),
    (TYPE_NAME, "Type"),
    (ATTRIBUTE_NAME, "Attribute"),
    (KEYWORD, "Keyword"),
)
BY_KIND = {
    "Variable": "Variable",
    "SplattedVariable": "Variable",
    "Parameter": "CommandParameter",
    "Number": "Number",
    "Label": "LoopLabel",
    "Identifier": "CommandArgument",
    "Generic": "CommandArgument",
    "NewLine": "NewLine",
    "LineContinuation": "LineContinuation",
    "Comment": "Comment",
    "EndOfInput": "Unknown",
    "StringLiteral": "String",
    "StringExpandable": "String",
    "HereStringLiteral": "String",
    "HereStringExpandable": "String",
    "LParen": "GroupStart",
    "LCurly": "GroupStart",
    "AtParen": "GroupStart",
    "AtCurly": "GroupStart",
    "DollarParen": "GroupStart",
    "RParen": "GroupEnd",
    "RCurly": "GroupEnd",
    "Semi": "StatementSeparator",
}


class PSToken(NetObject):
    """System.Management.Automation.PSToken."""

    __slots__ = ("source", "token")
    type_name = "System.Management.Automation.PSToken"

    def __init__(self, source: Any, token: Any) -> None:
        self.source, self.token = source, token
        self.extension = None
        self.ps_type = None

    @property
    def kind(self) -> str:
        for flag, name in BY_FLAG:
            if self.token.flags & flag:
                return name
        return BY_KIND.get(str(self.token.kind), "Operator")

    @property
    def content(self) -> str:
        """The text; of strings and variables without their marks."""
        text = str(self.source.text[self.token.start : self.token.end])
        kind = BY_KIND.get(str(self.token.kind))
        if kind == "String":
            return str(self.token.value) if isinstance(self.token.value, str) else text[1:-1]
        if kind == "Variable":
            return text[1:].strip("{}")
        return text


TOKEN = table(PSToken.type_name)
TOKEN.add_properties(
    {
        "Content": lambda t: t.content,
        "Type": lambda t: types.EnumValue(KIND, NAMES.index(t.kind)),
        "Start": lambda t: t.token.start,
        "Length": lambda t: t.token.end - t.token.start,
        "StartLine": lambda t: t.source.position(t.token.start)[0],
        "StartColumn": lambda t: t.source.position(t.token.start)[1],
        "EndLine": lambda t: t.source.position(t.token.end)[0],
        "EndColumn": lambda t: t.source.position(t.token.end)[1],
    }
)


@table("System.Management.Automation.PSParser").static("Tokenize", raw=True)
def tokenize(script: Any, errors: Any = None) -> Any:
    """Tokenize(text or lines, [ref]$errors)."""
    from exoshell.runtime.language_objects import ParseErrorObject
    from exoshell.runtime.source import Source, parse_source
    from exoshell.values.collections import Collection
    from exoshell.values.conversion import to_text

    text = "\n".join(to_text(line) for line in script) if isinstance(script, list) else to_text(script)
    source, _, tokens, problems = parse_source(Source(text))
    if hasattr(errors, "value"):
        errors.value = Collection([ParseErrorObject(source, e) for e in problems])
    return Collection(
        [PSToken(source, t) for t in tokens if str(t.kind) != "EndOfInput"],
        types.named_type(PSToken.type_name),
    )
