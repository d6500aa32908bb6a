"""Makes nodes of the tree: types, attributes and expressions."""

from __future__ import annotations

from exoshell.lang import ast as A
from exoshell.lang import terms as T
from exoshell.lang.builder.expressions import number, variable
from exoshell.lang.token import COMMAND_NAME, KEYWORD, MEMBER_NAME, Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.lang.parser import Parser

    Kids = list[Any]


def string_word(p: Parser, token: Token, kind: str) -> A.StringConstantExpressionAst:
    """A constant of a word's text."""
    value = token.value
    return A.StringConstantExpressionAst(
        token.span,
        kind,
        value
        if type(value) is str and token.kind != "Parameter" and token.kind != "Label"
        else p.text[token.start : token.end],
    )


def word(p: Parser, k: Kids) -> Any:
    token = k[0]
    kind = token.kind
    if kind == "Identifier" or kind == "Generic":
        if token.parts is not None:
            return p.expandable(token, "BareWord")
        return A.StringConstantExpressionAst(token.span, "BareWord", token.value)
    result = string_word(p, token, "BareWord")
    if kind == "Label":
        token.kind = "Generic"
    elif kind == "Parameter":
        if p.lexer.dashes:
            token.flags |= COMMAND_NAME
        else:
            token.kind = "Generic"
    elif kind != "MinusMinus" and token.term == T.BAREWORD:
        token.kind = "Generic"
        token.value = None
    return result


def clause_word(p: Parser, k: Kids) -> Any:
    if k[0].kind == "Default":
        k[0].flags |= KEYWORD
        return string_word(p, k[0], "BareWord")
    return word(p, k)


def word_name(p: Parser, k: Kids) -> Any:
    token = k[0]
    token.flags |= COMMAND_NAME
    if token.parts is not None:
        return p.expandable(token, "BareWord")
    return string_word(p, token, "BareWord")


def command_start(p: Parser, k: Kids) -> Any:
    token = k[0]
    if token.kind != "Redirection" and token.kind != "RedirectInStd":
        token.flags |= COMMAND_NAME
    if token.parts is not None:
        p.nested_only(token)
    return A.CommandAst(token.span, None, [string_word(p, token, "BareWord")], [])


def _permit_splat(p: Parser, node: Any) -> None:
    if type(node) is A.UsingExpressionAst:
        node = node.sub_expression
    if type(node) is A.VariableExpressionAst and node.splatted and p.pending and p.pending[-1][1] is node:
        p.pending.pop()


def command_call(p: Parser, k: Kids) -> Any:
    _permit_splat(p, k[1])
    return A.CommandAst((k[0].start, k[1].span[1]), k[0].kind, [k[1]], [])


def command_parameter(p: Parser, k: Kids) -> Any:
    command, token = k
    command.command_elements.append(A.CommandParameterAst(token.span, token.value, token.span))
    command.span = (command.span[0], token.end)
    return command


def array_of(items: list[Any]) -> Any:
    """The single item, or the array literal of several."""
    if len(items) == 1:
        return items[0]
    return A.ArrayLiteralAst((items[0].span[0], items[-1].span[1]), items)


def _argument_list(p: Parser, arguments: list[Any]) -> Any:
    for item in arguments:
        if type(item) is A.VariableExpressionAst and item.splatted:
            p.error_at("SplattingNotPermittedInArgumentList", item.span, item.variable_path)
            p.pending[:] = [other for other in p.pending if other[1] is not item]
    return array_of(arguments)


def command_parameter_argument(p: Parser, k: Kids) -> Any:
    command, token, arguments = k
    argument = arguments[0] if len(arguments) == 1 else _argument_list(p, arguments)
    end = argument.span[1]
    command.command_elements.append(
        A.CommandParameterAst((token.start, end), token.value, token.span, argument)
    )
    command.span = (command.span[0], end)
    return command


def command_arguments(p: Parser, k: Kids) -> Any:
    command, arguments = k
    if len(arguments) == 1:
        argument = arguments[0]
        _permit_splat(p, argument)
    else:
        argument = _argument_list(p, arguments)
    command.command_elements.append(argument)
    command.span = (command.span[0], argument.span[1])
    return command


def command_redirection(p: Parser, k: Kids) -> Any:
    command, redirection = k
    p.add_redirection(command.redirections, redirection)
    command.span = (command.span[0], redirection.span[1])
    return command


def if_(p: Parser, k: Kids) -> Any:
    clauses = k[0][1]
    return A.IfStatementAst((k[0][0], clauses[-1][1].span[1]), clauses)


def if_else(p: Parser, k: Kids) -> Any:
    return A.IfStatementAst((k[0][0], k[2].span[1]), k[0][1], k[2])


def if_head(p: Parser, k: Kids) -> Any:
    return (k[0].start, [(k[2], k[4])])


def elseif(p: Parser, k: Kids) -> Any:
    k[0][1].append((k[3], k[5]))
    return k[0]


def labeled(p: Parser, k: Kids) -> Any:
    node = k[1]
    if type(node) is A.ErrorStatementAst:
        return node
    node.label = k[0].value
    node.span = (k[0].start, node.span[1])
    return node


def while_(p: Parser, k: Kids) -> Any:
    return A.WhileStatementAst((k[0].start, k[4].span[1]), None, k[2], k[4])


def do_while(p: Parser, k: Kids) -> Any:
    return A.DoWhileStatementAst((k[0].start, k[5].end), None, k[4], k[1])


def do_until(p: Parser, k: Kids) -> Any:
    return A.DoUntilStatementAst((k[0].start, k[5].end), None, k[4], k[1])


def for_none(p: Parser, k: Kids) -> Any:
    return (None, None, None)


def for_one(p: Parser, k: Kids) -> Any:
    return (k[0], None, None)


def for_gap(p: Parser, k: Kids) -> Any:
    return [None]


def for_init(p: Parser, k: Kids) -> Any:
    return [k[0]]


def for_middle(p: Parser, k: Kids) -> Any:
    k[0].append(k[1] if len(k) == 3 else None)
    return k[0]


def for_parts(p: Parser, k: Kids) -> Any:
    parts = [*k[0], *k[1:], None, None]
    return (parts[0], parts[1], parts[2])


def for_(p: Parser, k: Kids) -> Any:
    initializer, condition, iterator = k[2]
    return A.ForStatementAst((k[0].start, k[4].span[1]), None, initializer, condition, iterator, k[4])


def foreach(p: Parser, k: Kids) -> Any:
    return A.ForEachStatementAst(
        (k[0].start, k[6].span[1]), None, None, None, variable(p, [k[2]]), k[4], k[6]
    )


def foreach_flagged(p: Parser, k: Kids) -> Any:
    node = foreach(p, [k[0], *k[2:]])
    for flag in k[1]:
        name = flag[0].value.lower()
        if name == "parallel":
            node.flags = "Parallel"
            p.error_at("KeywordParameterReservedForFutureUse", node.span, "foreach", "parallel")
        elif name == "throttlelimit":
            node.throttle_limit = flag[1]
        else:
            p.error_at("InvalidForeachFlag", flag[0].span, flag[0].value)
    return node


def foreach_flag(p: Parser, k: Kids) -> Any:
    if len(k) == 1:
        return (k[0], None)
    return (k[0], number(p, [k[1]]) if k[1].kind == "Number" else variable(p, [k[1]]))


_SWITCH_FLAGS = (
    ("casesensitive", "CaseSensitive"),
    ("exact", "Exact"),
    ("regex", "Regex"),
    ("wildcard", "Wildcard"),
    ("parallel", "Parallel"),
)
_FLAG_ORDER = ("File", "Regex", "Wildcard", "Exact", "CaseSensitive", "Parallel")


def switch_source(p: Parser, k: Kids) -> Any:
    condition, is_file = k[-1]
    found = {"File"} if is_file else set()
    reserved = None
    for token in k[0] if len(k) > 1 else ():
        name = token.value.lower()
        for word_, flag in _SWITCH_FLAGS:
            if name and word_.startswith(name):
                if flag in ("Exact", "Regex", "Wildcard"):
                    found -= {"Exact", "Regex", "Wildcard"}
                if flag == "Parallel":
                    reserved = True
                if flag != "Exact":
                    found.add(flag)
                break
        else:
            p.error_at("InvalidSwitchFlag", token.span, token.value)
    return (condition, found, reserved)


def switch_pipe(p: Parser, k: Kids) -> Any:
    return (k[1], False)


def switch_file(p: Parser, k: Kids) -> Any:
    node = A.PipelineAst(k[1].span, False, [A.CommandExpressionAst(k[1].span, k[1], ())])
    return (node, True)


def clause(p: Parser, k: Kids) -> Any:
    return (k[0], k[1])


def switch_(p: Parser, k: Kids) -> Any:
    condition, found, reserved = k[1]
    clauses: list[Any] = []
    default = None
    for test, block_ in k[3]:
        if (
            type(test) is A.StringConstantExpressionAst
            and test.string_constant_type == "BareWord"
            and test.value.lower() == "default"
        ):
            if default is not None:
                p.error_at("MultipleSwitchDefaultClauses", test.span)
            default = block_
        else:
            clauses.append((test, block_))
    flags = ", ".join(f for f in _FLAG_ORDER if f in found) or None
    span = (k[0].start, k[4].end)
    if reserved:
        p.error_at("KeywordParameterReservedForFutureUse", span, "switch", "parallel")
    return A.SwitchStatementAst(span, None, flags, condition, clauses, default)


def try_(p: Parser, k: Kids) -> Any:
    for clause_ in k[2][:-1]:
        if clause_.is_catch_all:
            p.error_at("EmptyCatchNotLast", (clause_.span[1], clause_.span[1]))
            break
    node = A.TryStatementAst((k[0].start, _catch_end(k[-1])), k[1], k[2], k[4] if len(k) > 3 else None)
    if len(k) > 3:
        p.pending.append(("finally", node))
    return node


def _catch_end(item: Any) -> int:
    node = item[-1] if type(item) is list else item
    return node.span[1]


def try_finally(p: Parser, k: Kids) -> Any:
    node = A.TryStatementAst((k[0].start, k[3].span[1]), k[1], [], k[3])
    p.pending.append(("finally", node))
    return node


def catch(p: Parser, k: Kids) -> Any:
    types = k[1] if len(k) == 3 else []
    for node in p.bare_throws:
        if node.span[0] >= k[0].start:
            node.is_rethrow = True
    return A.CatchClauseAst((k[0].start, k[-1].span[1]), types, not types, k[-1])


def trap(p: Parser, k: Kids) -> Any:
    return A.TrapStatementAst((k[0].start, k[-1].span[1]), k[1] if len(k) == 3 else None, k[-1])


def data_commands(p: Parser, k: Kids) -> Any:
    token = k[0]
    if not "supportedcommand".startswith(token.value.lower()):
        p.error_at("InvalidParameterForDataSectionStatement", token.span, token.value)
    starts = {item.span[0] for item in k[1]}
    for other in p.lexer.tokens[-2 * len(k[1]) :]:
        if other.start in starts:
            other.flags |= COMMAND_NAME
    return k[1]


def data(p: Parser, k: Kids) -> Any:
    name = None
    allowed: list[Any] = []
    for item in k[1:-1]:
        if type(item) is Token:
            item.flags |= MEMBER_NAME
            name = p.text[item.start : item.end]
        else:
            allowed = item
    node = A.DataStatementAst((k[0].start, k[-1].span[1]), name, allowed, k[-1])
    p.pending.append(("data", node))
    return node
