"""The errors of missing symbols, by what a state expects."""

from __future__ import annotations

from exoshell.lang import terms as T
from exoshell.lang.chars import WHITESPACE
from exoshell.lang.token import Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.lang.recovery import Expectation, Recovery

_OPERATORS = frozenset(
    ("LOGICAL", "BITWISE", "COMPARE", "COMPARE_U", "COALESCE", "PLUS", "MINUS", "MULTIPLY", "FORMAT", "RANGE")
)
_BLOCK_ERRORS = {
    "if_else": "MissingStatementBlockAfterElse",
    "while_": "MissingLoopStatement",
    "do_while": "MissingLoopStatement",
    "do_until": "MissingLoopStatement",
    "for_": "MissingLoopStatement",
    "foreach": "MissingForeachStatement",
    "foreach_flagged": "MissingForeachStatement",
    "trap": "MissingTrapStatement",
    "catch": "MissingCatchHandlerBlock",
    "data": "MissingStatementBlockForDataSection",
    "named_block": "MissingNamedStatementBlock",
    "clause": "MissingSwitchStatementClause",
    "block_statement": "MissingStatementAfterKeyword",
}
_CLOSE_PARENS = {
    "paren": "MissingEndParenthesisInExpression",
    "invoke": "MissingEndParenthesisInMethodCall",
    "invoke_generic": "MissingEndParenthesisInMethodCall",
    "function": "MissingEndParenthesisInFunctionParameterList",
    "method": "MissingEndParenthesisInFunctionParameterList",
    "param_block": "MissingEndParenthesisInFunctionParameterList",
    "base_call": "MissingEndParenthesisInMethodCall",
}
_STATEMENT_PARENS = {
    "if_head": "MissingEndParenthesisAfterStatement",
    "elseif": "MissingEndParenthesisAfterStatement",
    "while_": "MissingEndParenthesisAfterStatement",
    "do_while": "MissingEndParenthesisAfterStatement",
    "do_until": "MissingEndParenthesisAfterStatement",
    "for_": "MissingEndParenthesisAfterStatement",
    "foreach": "MissingEndParenthesisAfterForeach",
    "foreach_flagged": "MissingEndParenthesisAfterForeach",
    "switch_pipe": "MissingEndParenthesisInSwitchStatement",
}
_CONDITIONS = {
    "if_head": "IfStatementMissingCondition",
    "elseif": "IfStatementMissingCondition",
    "while_": "MissingExpressionAfterKeyword",
    "do_while": "MissingExpressionAfterKeyword",
    "do_until": "MissingExpressionAfterKeyword",
    "switch_pipe": "PipelineValueRequired",
}


def repair(r: Recovery, items: list[Expectation], token: Token) -> bool:
    """Reports what the state needs and supplies it or gives the construct up. True if parsing can go on."""
    chosen = _choose(items)
    if chosen is None:
        return _no_way(r, token)
    item = chosen
    if any(i.alias == "parameter" and i.after and i.after[0] == "VARIABLE" and i.before for i in items):
        r.report_after("InvalidFunctionParameter")
        r.supply("VARIABLE")
        return True
    if any(i.after and i.after[0] in ("switch_condition", "switch_source") for i in items):
        r.report_after("PipelineValueRequired")
        r.supply("switch_condition")
        return True
    if item.alias == "switch_" and item.after[0] == "clauses":
        r.report_after("MissingSwitchConditionExpression")
        r.supply("clauses")
        if token.term != T.RCURLY:
            r.supply("RCURLY")
        return True
    if any(i.after and i.after[0] == "type_arguments" and i.alias == "generic_type" for i in items):
        r.report_after("MissingTypename")
        r.report_after_plain("EndSquareBracketExpectedAtEndOfAttribute")
        r.supply("RBRACKET")
        return True
    if any(
        i.after and i.after[0] in ("PARAM", "CLASS", "ENUM") and "attributes" in i.before[-1]
        for i in items
        if i.before
    ):
        return _lone_attributes(r)
    symbol = item.after[0]
    last = item.before[-1] if item.before else ""
    if symbol == "RCURLY":
        return _close_curly(r, item, token)
    if symbol == "RPAREN" and item.alias in ("sub_expression", "array_expression"):
        r.report(
            "MissingEndParenthesisInSubexpression",
            r.token_span(token),
            incomplete=r.p.lexer.at_end(token.end),
        )
        r.supply(symbol)
        return True
    if (
        last in ("LPAREN", "IN")
        and symbol in ("pipe", "RPAREN", "for_parts")
        or last == "LPAREN"
        and item.alias == "paren"
    ):
        if _empty_paren(r, items, token):
            return True
    if symbol == "RPAREN":
        return _close_paren(r, item, token)
    if symbol == "LPAREN":
        return _open_paren(r, item, token)
    if symbol == "block":
        return _block(r, items, item, token)
    return _other(r, items, item, symbol, last, token)


def _choose(items: list[Expectation]) -> Expectation | None:
    """The item that says best what is missing."""
    open_items = [item for item in items if item.after]
    if not open_items:
        return None
    for wanted in ("block", "RPAREN", "RCURLY", "RBRACKET"):
        for item in open_items:
            if item.after[0] == wanted:
                return item
    return max(open_items, key=lambda item: len(item.before))


def _no_way(r: Recovery, token: Token) -> bool:
    if token.term == T.END:
        return False
    r.stray(token)
    return True


def _keyword(r: Recovery, item: Expectation) -> str:
    """The keyword an item starts with, as the messages write it."""
    for value in r.values[-len(item.before) :]:
        if type(value) is Token and (value.term >= T.IF):
            return r.p.text[value.start : value.end].lower()
    return ""


def _opening(r: Recovery, item: Expectation, terms: tuple[int, ...]) -> Token | None:
    for value in reversed(r.values[-len(item.before) :]):
        if type(value) is Token and value.term in terms:
            return value
    return None


def _close_curly(r: Recovery, item: Expectation, token: Token) -> bool:
    opening = _opening(r, item, (T.LCURLY, T.AT_CURLY, T.ARGS_CURLY))
    lexer = r.p.lexer
    if item.alias == "switch_" and token.term != T.END:
        return _switch_clause(r, item, token)
    if opening is not None:
        span = opening.span
        if item.alias in ("hashtable", "class_", "enum_"):
            span = (opening.end, opening.end)
        r.report("MissingEndCurlyBrace", span, incomplete=lexer.at_end(token.end))
    r.supply("RCURLY")
    return True


def _switch_clause(r: Recovery, item: Expectation, token: Token) -> bool:
    clauses = r.values[-1] if type(r.values[-1]) is list else []
    if token.term == T.RCURLY and clauses:
        return False
    r.report_after("MissingSwitchConditionExpression")
    if token.term == T.RCURLY or token.term == T.END:
        _close_switch(r)
        return True
    r.give_up(item)
    return True


def _close_switch(r: Recovery) -> None:
    r.supply("RCURLY")


def _empty_paren(r: Recovery, items: list[Expectation], token: Token) -> bool:
    """Nothing stands where a condition or expression should."""
    for item in items:
        if not item.after or item.after[0] not in ("pipe",):
            continue
        if item.before and item.before[-1] == "IN":
            r.report_after("MissingForeachExpression")
            r.give_up(item)
            return True
        if item.alias in _CONDITIONS:
            r.report_after(_CONDITIONS[item.alias], _condition_word(r, item))
            if token.term == T.RPAREN and item.alias != "switch_pipe":
                r.supply("pipe")
            else:
                r.give_up(item) if token.term != T.RPAREN else r.supply("pipe")
            return True
        if token.term == T.PIPE:
            r.empty_pipe(token)
            r.skip(token)
            return True
        if item.alias == "paren":
            r.report_after("ExpectedExpression", "(")
            r.supply("pipe")
            return True
    return False


def _lone_attributes(r: Recovery) -> bool:
    """Attributes that stand before nothing they could belong to."""
    from exoshell.lang import ast as A

    r.states.pop()
    for attribute in r.values.pop():
        if type(attribute) is A.AttributeAst:
            name = r.p.text[attribute.type_name.span[0] : attribute.type_name.span[1]]
            r.report("UnexpectedAttribute", attribute.span, name)
    return True


def _close_attribute(r: Recovery, token: Token) -> bool:
    """An attribute's arguments do not end; a name without value at the end does not count."""
    from exoshell.lang import ast as A

    end = r.previous_end()
    arguments = r.values[-1]
    if type(arguments) is list and arguments:
        last = arguments[-1]
        if type(last) is A.NamedAttributeArgumentAst and last.expression_omitted:
            end = arguments[-2].span[1] if len(arguments) > 1 else r.values[-2].end
    r.report("MissingEndParenthesisInExpression", (end, end), incomplete=r.p.lexer.at_end(end))
    r.supply("RPAREN")
    if token.term != T.RBRACKET:
        r.supply("RBRACKET")
    return True


def _condition_word(r: Recovery, item: Expectation) -> str:
    if item.alias == "do_until":
        return "until"
    if item.alias in ("while_", "do_while"):
        return "while"
    return _keyword(r, item)


def _close_paren(r: Recovery, item: Expectation, token: Token) -> bool:
    id = _CLOSE_PARENS.get(item.alias)
    if item.alias in ("function", "method"):
        r.report_after(id or "")
        r.give_up(item)
        if token.term == T.LCURLY:
            r.skip(token)
        return True
    if id is not None:
        r.report_after(id)
        r.supply("RPAREN")
        return True
    id = _STATEMENT_PARENS.get(item.alias)
    if item.alias in ("if_head", "elseif"):
        span = r.token_span(token)
        r.report(id or "", span, _condition_word(r, item), incomplete=r.p.lexer.at_end(token.end))
        r.give_up(item)
        return True
    if item.alias == "attribute":
        return _close_attribute(r, token)
    if id is not None:
        if item.alias == "switch_pipe":
            r.quiet = token.start
        r.report_after(id, _condition_word(r, item))
        r.give_up(item)
        return True
    r.report_after("MissingEndParenthesisInExpression")
    r.supply("RPAREN")
    return True


def _open_paren(r: Recovery, item: Expectation, token: Token) -> bool:
    if item.alias in ("if_head", "elseif"):
        r.report_after("MissingOpenParenthesisInIfStatement", _keyword_of_last(r))
    elif item.alias == "method":
        return _member_parens(r, item, token)
    else:
        r.report_after("MissingOpenParenthesisAfterKeyword", _keyword_of_last(r))
    r.give_up(item)
    return True


def _keyword_of_last(r: Recovery) -> str:
    value = r.values[-1]
    if type(value) is Token:
        return r.p.text[value.start : value.end].lower()
    return ""


def _member_parens(r: Recovery, item: Expectation, token: Token) -> bool:
    r.report_after("MissingMethodParameterList")
    r.give_up(item)
    return True


def _block(r: Recovery, items: list[Expectation], item: Expectation, token: Token) -> bool:
    alias = item.alias
    last = item.before[-1]
    if alias in ("if_head", "elseif"):
        closing = r.values[-1]
        r.report(
            "MissingStatementBlock",
            closing.span,
            _keyword(r, item) if alias == "if_head" else "elseif",
            incomplete=r.p.lexer.at_end(closing.end),
        )
    elif alias in ("try_", "try_finally"):
        if last == "FINALLY":
            r.report_after("MissingFinallyStatementBlock")
        else:
            r.report_after("MissingTryStatementBlock")
    elif alias in _BLOCK_ERRORS:
        r.report_after(
            _BLOCK_ERRORS[alias], _keyword_of_last(r) if alias == "block_statement" else _keyword(r, item)
        )
    else:
        r.report_after("MissingStatementBlock")
    if alias in ("clause", "catch", "named_block") or last == "FINALLY":
        r.supply("block")
    else:
        r.give_up(item)
    return True


def _other(
    r: Recovery, items: list[Expectation], item: Expectation, symbol: str, last: str, token: Token
) -> bool:
    text = r.p.text
    lasts = {i.before[-1] for i in items if i.before}
    aliases = {i.alias for i in items}
    before: Any = r.values[-1] if r.values else None
    word = text[before.start : before.end] if type(before) is Token else ""
    if symbol == "RBRACKET":
        return _close_bracket(r, item, token)
    if "INDEX" in lasts or "QINDEX" in lasts:
        r.report_after("MissingArrayIndexExpression")
        r.supply("expression")
        if token.term != T.RBRACKET:
            r.supply("RBRACKET")
        return True
    if symbol in ("type", "TYPE_NAME", "base_types"):
        return _type(r, item, token)
    if last == "PIPE":
        r.report_after("EmptyPipeElement")
        r.supply("command")
        return True
    if last in ("ANDAND", "OROR"):
        if token.term == T.PIPE:
            r.empty_pipe(token)
            r.skip(token)
            return True
        if token.term == T.END:
            r.report_after("EmptyPipelineChainElement")
        else:
            r.report("EmptyPipelineChainElement", (before.start, token.end))
        r.supply("pipeline")
        return True
    if last == "CALL":
        r.report("MissingExpression", before.span, word, incomplete=False)
        r.give_up(item)
        if token.kind == "Ampersand" or token.term == T.SEMI:
            r.unexpected(token)
            r.skip(token)
        elif token.term == T.PIPE:
            r.empty_pipe(token)
            r.skip(token)
        return True
    if last == "REDIR":
        r.report_after_plain("MissingFileSpecification")
        r.supply("redirection_target")
        return True
    if last == "PARAMETER_COLON":
        r.report_after_plain("ParameterRequiresArgument", word)
        r.supply("arguments")
        return True
    return _expressions(r, items, item, symbol, last, lasts, aliases, word, token)


def _expressions(
    r: Recovery,
    items: list[Expectation],
    item: Expectation,
    symbol: str,
    last: str,
    lasts: set[str],
    aliases: set[str],
    word: str,
    token: Token,
) -> bool:
    if last == "COMMA":
        if symbol == "type_argument" or symbol == "assembly":
            return _type(r, item, token)
        if item.origin == "catch_types":
            r.report_after("MissingTypeLiteralToken")
            r.supply(symbol)
            return True
        if symbol == "argument":
            r.report_after("MissingExpression", ",")
            r.supply("argument")
            if token.term == T.COMMA:
                r.report("MissingArgument", token.span)
            return True
        r.report_after(
            "MissingExpressionAfterToken"
            if item.alias != "unary_comma"
            else "MissingExpressionAfterOperator",
            ",",
        )
        r.supply(symbol)
        return True
    if last == "ASSIGN":
        if token.term == T.PIPE and item.alias != "pair":
            r.empty_pipe(token)
            r.skip(token)
            return True
        if item.alias == "pair":
            r.report_after("MissingStatementInHashLiteral")
            r.supply(symbol)
            return True
        if item.alias == "named_argument":
            r.report_after("MissingExpressionInNamedArgument")
            r.supply(symbol)
            return True
        if item.alias == "parameter":
            r.report_after("MissingExpressionAfterToken", word)
            r.supply(symbol)
            return True
        r.report_after("ExpectedValueExpression", word)
        r.supply("simple" if item.alias == "assignment" else symbol)
        return True
    if item.alias in ("unary", "prefix"):
        r.report_after("MissingExpressionAfterOperator", word)
        r.supply("unary")
        return True
    if (
        item.alias == "binary"
        and last in _OPERATORS
        or item.alias == "ternary"
        and last in ("QUESTION", "COLON")
    ):
        r.report_after("ExpectedValueExpression", word)
        r.supply(symbol)
        return True
    if symbol == "COLON" and item.alias == "ternary":
        r.report("MissingColonInTernaryExpression", r.token_span(token), incomplete=token.term == T.END)
        r.supply("COLON")
        r.supply(item.after[1])
        return True
    if symbol == "member_name":
        r.report_after("MissingPropertyName")
        r.supply("MEMBER")
        if token.term not in _ENDS and token.start == r.previous_end():
            again = r.command_token(token)
            r.skip(again)
        return True
    return _statements(r, items, item, symbol, last, aliases, word, token)


def _statements(
    r: Recovery,
    items: list[Expectation],
    item: Expectation,
    symbol: str,
    last: str,
    aliases: set[str],
    word: str,
    token: Token,
) -> bool:
    if symbol == "ASSIGN" and item.alias == "pair":
        r.report_after("MissingEqualsInHashLiteral")
        r.give_up(item)
        r.skip_to_curly()
        return True
    if symbol == "function_name" or symbol == "NAME" or symbol == "MNAME" and last in ("CLASS", "ENUM"):
        r.report_after("MissingNameAfterKeyword", word.lower())
        r.give_up(item)
        return True
    if item.alias in ("function", "method") and symbol == "LCURLY":
        r.report_after("MissingFunctionBody")
        r.give_up(item)
        return True
    if item.alias in ("class_", "enum_") and symbol in ("LCURLY", "COLON"):
        r.report_after("MissingTypeBody", "class" if item.alias == "class_" else "enum")
        r.give_up(item)
        return True
    if item.alias in ("try_", "try_finally") and symbol in ("catches", "FINALLY"):
        block = r.values[-1]
        end = block.span[1]
        r.report("MissingCatchOrFinally", (end, end), incomplete=r.p.lexer.at_end(end))
        r.give_up(item)
        return True
    if item.alias in ("do_while", "do_until") and symbol in ("WHILE", "UNTIL"):
        r.report_after("MissingWhileOrUntilInDoWhile")
        r.give_up(item)
        return True
    if item.alias in ("foreach", "foreach_flagged") and symbol in ("VARIABLE", "IN"):
        r.report_after("MissingVariableNameAfterForeach" if symbol == "VARIABLE" else "MissingInInForeach")
        r.give_up(item)
        return True
    if item.alias == "switch_" and symbol == "LCURLY":
        if r.quiet != token.start:
            r.report_after("MissingCurlyBraceInSwitchStatement")
        r.give_up(item)
        return True
    if symbol == "configuration_name":
        r.report_after("MissingConfigurationName")
        r.give_up(item)
        r.sync(T.NEWLINE, T.SEMI)
        return True
    if last == "SWITCH_FILE":
        r.report_after("MissingFilenameOption")
        r.quiet = token.start
        r.supply(symbol)
        return True
    if item.alias == "labeled":
        r.supply("loop")
        return True
    return _rest(r, items, item, symbol, last, word, token)


def _rest(
    r: Recovery, items: list[Expectation], item: Expectation, symbol: str, last: str, word: str, token: Token
) -> bool:
    if last == "USING":
        r.report_after("MissingUsingStatementDirective")
        r.give_up(item)
        return True
    if item.alias == "using":
        r.report_after("MissingUsingItemName")
        r.give_up(item)
        return True
    if item.alias == "base_call":
        if symbol == "BASE":
            r.report_after("MissingBaseCtorCall")
        else:
            r.report_after("MissingMethodParameterList")
        r.give_up(item)
        return True
    if any(i.alias in ("property", "method") for i in items) and "qualifiers" in item.before:
        r.report_after("IncompleteMemberDefinition")
        r.values.pop()
        r.states.pop()
        r.supply("RCURLY")
        return True
    if any(i.origin in ("members", "enum_closed") for i in items):
        r.report_after("MissingPropertyTerminator")
        r.supply("SEMI")
        return True
    if symbol in r.p.tables.gotos[r.states[-1]] or symbol in _supplied:
        r.unexpected(token)
        r.supply(symbol)
        return True
    return _no_way(r, token)


_ENDS = frozenset((T.END, T.NEWLINE, T.SEMI, T.RPAREN, T.RCURLY, T.PIPE, T.COMMA, T.LPAREN, T.LBRACKET))
_supplied = frozenset(("RBRACKET", "RPAREN", "RCURLY", "LCURLY", "LPAREN", "SEMI", "COLON"))


def _close_bracket(r: Recovery, item: Expectation, token: Token) -> bool:
    end = r.previous_end()
    at_end = r.p.lexer.at_end(end)
    if item.alias == "index":
        r.report_after("MissingEndSquareBracket")
    elif item.alias == "invoke_generic":
        r.report("EndSquareBracketExpectedAtEndOfType", (end, end), incomplete=at_end)
    else:
        following = r.p.text[end : end + 1]
        if following and following not in WHITESPACE and following not in "\r\n" and r.p.text[end - 1] != ")":
            end -= 1
        plain = item.alias == "type_literal" or item.before and item.before[-1] == "LBRACKET"
        r.report("EndSquareBracketExpectedAtEndOfAttribute", (end, end), incomplete=at_end and not plain)
    r.supply("RBRACKET")
    return True


def _type(r: Recovery, item: Expectation, token: Token) -> bool:
    last = item.before[-1] if item.before else ""
    if last == "COLON":
        r.report_after("TypeNameExpected")
        r.supply(item.after[0])
        return True
    r.report_after("MissingTypename")
    r.sync(T.RBRACKET, T.NEWLINE, T.SEMI)
    r.supply("TYPE_NAME")
    position = r.p.lexer.pos
    following = r.p.lexer.next(frozenset((T.RBRACKET,)), T.MODE_EXPRESSION)
    r.p.lexer.pos = position
    if following.term != T.RBRACKET:
        r.supply("RBRACKET")
    return True
