"""The parser's results as .NET objects: parse errors, extents, tokens and trees of `[System.Management.Automation.Language.Parser]`."""

from __future__ import annotations

from exoshell.dotnet.table import table
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

LANGUAGE = "System.Management.Automation.Language."
AST_NAMES = (
    "ArrayExpressionAst ArrayLiteralAst AssignmentStatementAst AttributeAst AttributedExpressionAst BaseCtorInvokeMemberExpressionAst BinaryExpressionAst "
    "BlockStatementAst BreakStatementAst CatchClauseAst CommandAst CommandExpressionAst CommandParameterAst ConstantExpressionAst ContinueStatementAst "
    "ConvertExpressionAst DataStatementAst DoUntilStatementAst DoWhileStatementAst ErrorExpressionAst ErrorStatementAst ExitStatementAst "
    "ExpandableStringExpressionAst FileRedirectionAst ForEachStatementAst ForStatementAst FunctionDefinitionAst FunctionMemberAst HashtableAst IfStatementAst "
    "IndexExpressionAst InvokeMemberExpressionAst MemberExpressionAst MergingRedirectionAst NamedAttributeArgumentAst NamedBlockAst ParamBlockAst "
    "ParameterAst ParenExpressionAst PipelineAst PipelineChainAst PropertyMemberAst ReturnStatementAst ScriptBlockAst ScriptBlockExpressionAst "
    "StatementBlockAst StringConstantExpressionAst SubExpressionAst SwitchStatementAst TernaryExpressionAst ThrowStatementAst TrapStatementAst "
    "TryStatementAst TypeConstraintAst TypeDefinitionAst TypeExpressionAst UnaryExpressionAst UsingExpressionAst UsingStatementAst "
    "VariableExpressionAst WhileStatementAst TypeName GenericTypeName ArrayTypeName"
).split()


class ScriptExtent(NetObject):
    """A stretch of source text."""

    type_name = LANGUAGE + "InternalScriptExtent"
    __slots__ = ("source", "start", "end")

    def __init__(self, source: Any, start: int, end: int) -> None:
        self.source, self.start, self.end = source, start, end
        self.extension = None
        self.ps_type = None

    def __str__(self) -> str:
        return str(self.source.text[self.start : self.end])


class ParseErrorObject(NetObject):
    """An error of the parser."""

    type_name = LANGUAGE + "ParseError"
    __slots__ = ("source", "error")

    def __init__(self, source: Any, error: Any) -> None:
        self.source, self.error = source, error
        self.extension = None
        self.ps_type = None

    def __str__(self) -> str:
        return str(self.error.message)


class TokenObject(NetObject):
    """A token."""

    type_name = LANGUAGE + "Token"
    __slots__ = ("source", "token")

    def __init__(self, source: Any, token: Any) -> None:
        self.source, self.token = source, token
        self.extension = None
        self.ps_type = None

    def __str__(self) -> str:
        return str(self.source.text[self.token.start : self.token.end])


class AstObject(NetObject):
    """A node of the tree."""

    __slots__ = ("source", "node", "parent")

    def __init__(self, source: Any, node: Any, parent: Any = None) -> None:
        self.source, self.node, self.parent = source, node, parent
        self.extension = None
        self.ps_type = node_type(type(node).__name__)

    def __str__(self) -> str:
        return str(self.source.text[self.node.span[0] : self.node.span[1]])

    def children(self) -> Iterator[AstObject]:
        for name in type(self.node).__slots__:
            yield from nodes_in(self, getattr(self.node, name, None))

    def walk(self, nested: bool) -> Iterator[AstObject]:
        yield self
        for child in self.children():
            if nested or type(child.node).__name__ not in (
                "ScriptBlockExpressionAst",
                "FunctionDefinitionAst",
            ):
                yield from child.walk(nested)


_types: dict[str, Any] = {}


def node_type(name: str) -> Any:
    """The PSType of a class of nodes."""
    found = _types.get(name)
    if found is None:
        from exoshell.values.types import PSType, find_type

        found = _types[name] = find_type(LANGUAGE + name) or PSType(LANGUAGE + name, "class", "System.Object")
    return found


def nodes_in(owner: AstObject, value: Any) -> Iterator[AstObject]:
    """The nodes in a property's value."""
    if hasattr(type(value), "properties") and hasattr(value, "span"):
        yield AstObject(owner.source, value, owner)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from nodes_in(owner, item)


def wrapped(owner: AstObject, value: Any) -> Any:
    """A property's value for scripts."""
    if hasattr(type(value), "properties") and hasattr(value, "span"):
        return AstObject(owner.source, value, owner)
    if isinstance(value, (list, tuple)):
        return [wrapped(owner, item) for item in value]
    return value


def ast_property(obj: AstObject, name: str) -> Any:
    """A property by its .NET name, or MISSING."""
    from exoshell.dotnet import intrinsic

    lower = name.lower()
    node = obj.node
    if lower == "extent":
        return ScriptExtent(obj.source, node.span[0], node.span[1])
    if lower == "parent":
        return obj.parent
    names = dict(zip((p.lower() for p in type(node).properties), type(node).__slots__, strict=False))
    slot = names.get(lower)
    if slot is not None:
        value = getattr(node, slot, None)
        if value is None and slot in LISTS:
            return []
        if lower == "variablepath":
            from exoshell.values.objects import PSCustomObject

            return PSCustomObject({"UserPath": str(value), "IsVariable": True}, [LANGUAGE + "VariablePath"])
        return wrapped(obj, value)
    if lower == "statictype":
        from exoshell.values.types import find_type

        return find_type("object")
    return intrinsic.MISSING


LISTS = frozenset(
    (
        "statements",
        "parameters",
        "attributes",
        "elements",
        "command_elements",
        "pipeline_elements",
        "clauses",
        "redirections",
        "traps",
    )
)


def find_all(obj: AstObject, predicate: Any, nested: Any = True) -> list[AstObject]:
    """`FindAll(predicate, searchNestedScriptBlocks)`."""
    from exoshell.dotnet.hooks import block_value
    from exoshell.values.conversion import to_bool

    return [node for node in obj.walk(bool(nested)) if to_bool(block_value(predicate, [node]))]


def ast_of(source: Any) -> AstObject | None:
    """The tree of a source."""
    from exoshell.runtime.source import tree_of

    tree = tree_of(source)
    return AstObject(source, tree) if tree is not None else None


def parse_input(text: Any, tokens: Any = None, errors: Any = None, *rest: Any) -> Any:
    """`[Parser]::ParseInput($text, [ref]$tokens, [ref]$errors)`."""
    from exoshell.runtime.source import Source, parse_source
    from exoshell.values.conversion import to_text

    return parsed(parse_source(Source(to_text(text))), tokens, errors)


def parse_file(path: Any, tokens: Any = None, errors: Any = None) -> Any:
    """`[Parser]::ParseFile($path, [ref]$tokens, [ref]$errors)`."""
    from exoshell.runtime.scripts import read_script
    from exoshell.runtime.session import current_session
    from exoshell.runtime.source import parse_source
    from exoshell.values.conversion import to_text

    return parsed(parse_source(read_script(current_session().full_path(to_text(path)))), tokens, errors)


def parsed(result: Any, tokens: Any, errors: Any) -> Any:
    source, tree, found, problems = result
    if hasattr(tokens, "value"):
        tokens.value = [TokenObject(source, t) for t in found]
    if hasattr(errors, "value"):
        errors.value = [ParseErrorObject(source, e) for e in problems]
    return AstObject(source, tree) if tree is not None else None


def token_kind(name: str) -> Any:
    """The kind as a TokenKind."""
    from exoshell.values.types import enum_value

    try:
        return enum_value(LANGUAGE + "TokenKind", name)
    except KeyError:
        return name


def token_flags(flags: int) -> Any:
    """The lexer's flags as TokenFlags."""
    from exoshell.lang.token import FLAG_NAMES
    from exoshell.values.types import enum_value

    kind = LANGUAGE + "TokenFlags"
    return enum_value(kind, sum(enum_value(kind, name).value for bit, name in FLAG_NAMES if flags & bit))


EXTENT = table(ScriptExtent.type_name)
EXTENT.add_properties(
    {
        "File": lambda o: o.source.path,
        "Text": str,
        "StartOffset": lambda o: o.start,
        "EndOffset": lambda o: o.end,
        "StartLineNumber": lambda o: o.source.position(o.start)[0],
        "StartColumnNumber": lambda o: o.source.position(o.start)[1],
        "EndLineNumber": lambda o: o.source.position(o.end)[0],
        "EndColumnNumber": lambda o: o.source.position(o.end)[1],
    }
)
EXTENT.method("ToString", "string ToString()")(str)
ERROR = table(ParseErrorObject.type_name)
ERROR.add_properties(
    {
        "ErrorId": lambda o: o.error.id,
        "Message": lambda o: o.error.message,
        "IncompleteInput": lambda o: bool(o.error.incomplete),
        "Extent": lambda o: ScriptExtent(o.source, o.error.start, o.error.end),
    }
)
ERROR.method("ToString", "string ToString()")(str)
TOKEN = table(TokenObject.type_name)
TOKEN.add_properties(
    {
        "Kind": lambda o: token_kind(str(o.token.kind)),
        "Text": str,
        "Extent": lambda o: ScriptExtent(o.source, o.token.start, o.token.end),
        "TokenFlags": lambda o: token_flags(o.token.flags),
        "HasError": lambda o: bool(o.token.flags & 256),
    }
)
TOKEN.method("ToString", "string ToString()")(str)
for _name in AST_NAMES:
    _table = table(LANGUAGE + _name)
    _table.dynamic_get = ast_property
    _table.method("FindAll", raw=True)(find_all)
    _table.method("Find", raw=True)(lambda o, p, n=True: next(iter(find_all(o, p, n)), None))
    _table.method("ToString", "string ToString()")(str)
PARSER = table(LANGUAGE + "Parser")
PARSER.static("ParseInput", raw=True)(parse_input)
PARSER.static("ParseFile", raw=True)(parse_file)
