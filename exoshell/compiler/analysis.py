"""What a body contains: which variables it names, what it may hide from static eyes, whether anything in it could look a name up."""

from __future__ import annotations

from exoshell.lang import ast as A

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

CONSTANTS = {"true": "True", "false": "False", "null": "None"}

#: Variables that live in the global table and never in Python locals of a script or block.
GLOBAL_NAMES = frozenset(
    "error lastexitcode pid home host pshome psversiontable psedition executioncontext shellid psculture psuiculture iswindows islinux "
    "ismacos iscoreclr stacktrace nestedpromptlevel enabledexperimentalfeatures pwd ? ^ $$ errorview profile "
    "consolefilename".split()
)
#: Preference variables: the runtime looks for them by name.
PREFERENCES = frozenset(
    "erroractionpreference warningpreference verbosepreference debugpreference informationpreference progresspreference "
    "confirmpreference whatifpreference ofs outputencoding formatenumerationlimit maximumhistorycount psdefaultparametervalues "
    "psnativecommanduseerroractionpreference psnativecommandargumentpassing psstyle psmoduleautoloadingpreference psemailserver "
    "pssessionoption logcommandhealthevent transcript".split()
)
VARIABLE_COMMANDS = frozenset(
    "set-variable sv set new-variable nv remove-variable rv clear-variable clv".split()
)
APART = (A.FunctionDefinitionAst, A.TypeDefinitionAst)
BLOCKS = (A.ScriptBlockExpressionAst, A.FunctionDefinitionAst, A.TypeDefinitionAst)


def children(node: Any) -> Iterator[Any]:
    """The direct child nodes."""
    for name in type(node).__slots__:
        value = getattr(node, name, None)
        if isinstance(value, A.Ast):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from _nodes(value)


def _nodes(values: Any) -> Iterator[Any]:
    for value in values:
        if isinstance(value, A.Ast):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from _nodes(value)


def walk(node: Any, into_blocks: bool = True) -> Iterator[Any]:
    """The node and everything below it; without `into_blocks` script blocks are given but not entered; functions and classes never are."""
    yield node
    for child in children(node):
        if isinstance(child, APART) or (not into_blocks and isinstance(child, BLOCKS)):
            yield child
        else:
            yield from walk(child, into_blocks)


class Facts:
    """What the analysis found in one body. Names are lower-case without `$`."""

    __slots__ = (
        "names",
        "dynamic",
        "commands",
        "reads_status",
        "mentions",
        "blocks",
        "invokes",
        "sets_preferences",
        "drives",
        "matches",
    )

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.dynamic: set[str] = set()
        self.commands = False
        self.reads_status = False
        self.mentions: set[str] = set()
        self.blocks = False
        self.invokes = False
        self.sets_preferences = False
        self.drives = False
        self.matches = False


def plain_name(path: str) -> str | None:
    """The lower-case name of a variable without scope or drive, `$local:x` included; None for another path."""
    if ":" in path:
        scope, _, rest = path.partition(":")
        if scope.lower() in ("local", "variable", "") and rest and ":" not in rest:
            return rest.lower() if scope.lower() != "variable" else None
        return None
    name = path.lower()
    return "_" if name == "psitem" else name


def analyse(roots: list[Any]) -> Facts:
    """Facts about the given nodes, blocks nested in them included (an inline block shares the variables)."""
    facts = Facts()
    for root in roots:
        for node in walk(root):
            _note(node, facts)
    return facts


def _note(node: Any, facts: Facts) -> None:
    kind = type(node)
    if kind is A.VariableExpressionAst:
        path = str(node.variable_path)
        name = plain_name(path)
        if name is None:
            facts.drives = True
            return
        if name == "?":
            facts.reads_status = True
        facts.mentions.add(name)
        if name not in CONSTANTS:
            facts.names.add(name)
    elif kind is A.CommandAst:
        facts.commands = True
        _note_command(node, facts)
    elif kind is A.AssignmentStatementAst:
        _note_target(node.left, facts)
    elif kind is A.PipelineChainAst:
        facts.reads_status = True
    elif kind is A.ConvertExpressionAst:
        if _is_ref(node):
            inner = node.child
            if type(inner) is A.VariableExpressionAst:
                name = plain_name(str(inner.variable_path))
                if name:
                    facts.dynamic.add(name)
    elif kind is A.InvokeMemberExpressionAst:
        facts.invokes = True
    elif kind is A.BinaryExpressionAst:
        if "match" in str(node.operator).lower():
            facts.matches = True
    elif kind is A.SwitchStatementAst:
        facts.matches = True
        facts.names.add("_")
    elif kind is A.TryStatementAst or kind is A.TrapStatementAst:
        facts.names.add("_")
    elif kind is A.FunctionDefinitionAst or kind is A.TypeDefinitionAst or kind is A.DataStatementAst:
        facts.commands = True
        if kind is A.DataStatementAst and node.variable:
            facts.names.add(str(node.variable).lower())
    elif kind is A.ScriptBlockExpressionAst:
        facts.blocks = True
        facts.names.add("_")
    elif kind is A.ForEachStatementAst:
        name = plain_name(str(node.variable.variable_path))
        if name:
            facts.names.add(name)
    elif kind is A.FileRedirectionAst or kind is A.MergingRedirectionAst:
        facts.commands = True


def _is_ref(node: Any) -> bool:
    name = getattr(getattr(node.type, "type_name", None), "name", "")
    return isinstance(name, str) and name.lower() == "ref"


def _note_target(target: Any, facts: Facts) -> None:
    kind = type(target)
    if kind is A.ConvertExpressionAst or kind is A.AttributedExpressionAst:
        inner = target.child
        while isinstance(inner, (A.ConvertExpressionAst, A.AttributedExpressionAst)):
            inner = inner.child
        if type(inner) is A.VariableExpressionAst:
            name = plain_name(str(inner.variable_path))
            if name:
                facts.dynamic.add(name)
        else:
            _note_target(inner, facts)
    elif kind is A.ArrayLiteralAst:
        for element in target.elements:
            _note_target(element, facts)
    elif kind is A.ParenExpressionAst:
        pipeline = target.pipeline
        for element in getattr(pipeline, "pipeline_elements", ()) or ():
            _note_target(getattr(element, "expression", None), facts)
    elif kind is A.VariableExpressionAst:
        name = plain_name(str(target.variable_path))
        if name in PREFERENCES:
            facts.sets_preferences = True


def _note_command(node: Any, facts: Facts) -> None:
    elements = node.command_elements
    first = elements[0]
    if type(first) is not A.StringConstantExpressionAst:
        return
    if str(first.value).lower() in VARIABLE_COMMANDS:
        for element in elements[1:]:
            if type(element) is A.StringConstantExpressionAst:
                facts.dynamic.add(str(element.value).lower())
            elif type(element) is A.ArrayLiteralAst:
                facts.dynamic.update(
                    str(e.value).lower() for e in element.elements if type(e) is A.StringConstantExpressionAst
                )
