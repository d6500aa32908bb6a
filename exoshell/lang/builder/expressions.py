"""Makes nodes of the tree: types, attributes and expressions."""

from __future__ import annotations

from exoshell.lang import ast as A
from exoshell.lang import terms as T
from exoshell.lang.builder.blocks import script_block_of, split_traps
from exoshell.lang.token import ATTRIBUTE_NAME, MEMBER_NAME, TYPE_NAME, Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.lang.parser import Parser

    Kids = list[Any]


_STRING_TYPES = {
    "StringLiteral": "SingleQuoted",
    "StringExpandable": "DoubleQuoted",
    "HereStringLiteral": "SingleQuotedHereString",
    "HereStringExpandable": "DoubleQuotedHereString",
}


def type_literal(p: Parser, k: Kids) -> Any:
    return A.TypeConstraintAst((k[0].start, k[2].end), k[1])


def type_name(p: Parser, k: Kids) -> Any:
    token = k[0]
    token.flags |= TYPE_NAME
    name = (
        token.value.replace("`", "") if "`" in token.value and not token.value[-1].isdigit() else token.value
    )
    if len(k) == 1:
        return A.TypeName(token.span, name)
    return A.TypeName((token.start, k[2].end), name, k[2].value)


def assembly(p: Parser, k: Kids) -> Any:
    k[0].flags |= TYPE_NAME
    return k[0]


def _as_type(p: Parser, item: Any) -> Any:
    return type_name(p, [item]) if type(item) is Token else item


def array_type(p: Parser, k: Kids) -> Any:
    element = _as_type(p, k[0])
    rank = len(k[2]) + 1 if len(k) == 4 else 1
    return A.ArrayTypeName((element.span[0], k[-1].end), rank, element)


def generic_type(p: Parser, k: Kids) -> Any:
    name = _as_type(p, k[0])
    return A.GenericTypeName((name.span[0], k[3].end), name, k[2])


def attribute(p: Parser, k: Kids) -> Any:
    positional: list[Any] = []
    named: list[Any] = []
    name = k[1]
    if type(name) is A.TypeName:
        for token in reversed(p.tokens_near(name.span)):
            token.flags |= ATTRIBUTE_NAME
    if len(k) == 6:
        for argument in k[3]:
            if type(argument) is A.NamedAttributeArgumentAst:
                if any(a.argument_name.lower() == argument.argument_name.lower() for a in named):
                    p.error_at("DuplicateNamedArgument", argument.span, argument.argument_name)
                else:
                    named.append(argument)
            else:
                positional.append(argument)
    node = A.AttributeAst((k[0].start, k[-1].end), name, positional, named)
    if positional or named:
        p.pending.append(("attribute", node))
    return node


def named_argument(p: Parser, k: Kids) -> Any:
    token = k[0]
    token.flags |= MEMBER_NAME
    if len(k) == 1:
        value: Any = A.ConstantExpressionAst(token.span, True)
        return A.NamedAttributeArgumentAst(token.span, token.value, True, value)
    return A.NamedAttributeArgumentAst((token.start, k[2].span[1]), token.value, False, k[2])


def ternary(p: Parser, k: Kids) -> Any:
    return A.TernaryExpressionAst((k[0].span[0], k[4].span[1]), k[0], k[2], k[4])


def binary(p: Parser, k: Kids) -> Any:
    left, operator, right = k
    return A.BinaryExpressionAst(
        (left.span[0], right.span[1]), operator.kind, (operator.start, operator.end), left, right
    )


def array_literal(p: Parser, k: Kids) -> Any:
    items = k[0]
    return A.ArrayLiteralAst((items[0].span[0], items[-1].span[1]), items)


def unary(p: Parser, k: Kids) -> Any:
    return A.UnaryExpressionAst((k[0].start, k[1].span[1]), k[0].kind, k[1])


def unary_comma(p: Parser, k: Kids) -> Any:
    return A.ArrayLiteralAst((k[0].start, k[1].span[1]), [k[1]])


def prefix(p: Parser, k: Kids) -> Any:
    token, child = k
    node = A.UnaryExpressionAst((token.start, child.span[1]), token.kind, child)
    if type(child) is not A.VariableExpressionAst:
        p.pending.append(("increment", node))
    return node


def postfix(p: Parser, k: Kids) -> Any:
    child, token = k
    node = A.UnaryExpressionAst((child.span[0], token.end), "Postfix" + token.kind, child)
    if type(child) is not A.VariableExpressionAst:
        p.pending.append(("increment", node))
    return node


def type_expression(p: Parser, k: Kids) -> Any:
    item = k[0]
    if type(item) is A.AttributeAst:
        start, end = item.span
        name = p.text[item.type_name.span[0] : item.type_name.span[1]]
        p.lexer.error("UnexpectedAttribute", start, end, name, incomplete=p.lexer.at_end(end))
        return A.ErrorExpressionAst(item.span)
    return A.TypeExpressionAst(item.span, item.type_name)


def cast(p: Parser, k: Kids) -> Any:
    item, child = k
    span = (item.span[0], child.span[1])
    if type(item) is A.AttributeAst:
        return A.AttributedExpressionAst(span, item, child)
    node = A.ConvertExpressionAst(span, item, child)
    if type(item.type_name) is A.TypeName:
        name = item.type_name.name.lower()
        if name == "ordered":
            p.pending.append(("ordered", node))
        elif name == "ref":
            p.pending.append(("references", node))
    return node


def variable(p: Parser, k: Kids) -> Any:
    token = k[0]
    path = token.value
    if path[:6].lower() == "using:":
        inner = A.VariableExpressionAst(token.span, path[6:], token.term == T.SPLAT)
        if token.term == T.SPLAT:
            p.pending.append(("splat", inner))
        return A.UsingExpressionAst(token.span, inner)
    node = A.VariableExpressionAst(token.span, path, token.term == T.SPLAT)
    if token.term == T.SPLAT:
        p.pending.append(("splat", node))
    return node


def number(p: Parser, k: Kids) -> Any:
    return A.ConstantExpressionAst(k[0].span, k[0].value)


def string(p: Parser, k: Kids) -> Any:
    token = k[0]
    kind = _STRING_TYPES[token.kind]
    if token.parts is not None:
        return p.expandable(token, kind)
    return A.StringConstantExpressionAst((token.start, token.end), kind, token.value)


def paren(p: Parser, k: Kids) -> Any:
    return A.ParenExpressionAst((k[0].start, k[2].end), k[1])


def _statement_block(k: Kids) -> A.StatementBlockAst:
    items = k[1]
    statements, traps = split_traps(items)
    if items:
        span = (items[0].span[0], items[-1].span[1])
    else:
        span = (0, 0)
    return A.StatementBlockAst(span, statements, traps)


def sub_expression(p: Parser, k: Kids) -> Any:
    return A.SubExpressionAst((k[0].start, k[2].end), _statement_block(k))


def array_expression(p: Parser, k: Kids) -> Any:
    return A.ArrayExpressionAst((k[0].start, k[2].end), _statement_block(k))


def hashtable(p: Parser, k: Kids) -> Any:
    node = A.HashtableAst((k[0].start, k[2].end), k[1])
    if len(k[1]) > 1:
        p.pending.append(("hashtable", node))
    return node


def pair(p: Parser, k: Kids) -> Any:
    return (k[0], k[2])


def hash_word(p: Parser, k: Kids) -> Any:
    token = k[0]
    token.flags |= MEMBER_NAME
    return A.StringConstantExpressionAst(token.span, "BareWord", token.value)


word_member = hash_word


def script_block(p: Parser, k: Kids) -> Any:
    span = (k[0].start, k[2].end)
    return A.ScriptBlockExpressionAst(span, script_block_of(p, span, k[1]))


def member_of(p: Parser, k: Kids) -> Any:
    target, token, name = k
    span = (target.span[0], name.span[1])
    conditional = token.kind == "QuestionDot"
    static = token.kind == "ColonColon"
    return [span, static, conditional, target, name]


def member_of_type(p: Parser, k: Kids) -> Any:
    k[0] = type_expression(p, k)
    return member_of(p, k)


def _over_using(made: Any, target: Any) -> Any:
    """`$using:x.y` is one using expression around the whole of `$x.y`."""
    return made


def member(p: Parser, k: Kids) -> Any:
    span, static, conditional, target, name = k[0]
    if type(target) is A.UsingExpressionAst:
        inner = A.MemberExpressionAst(span, static, conditional, target.sub_expression, name)
        return A.UsingExpressionAst(span, inner)
    return A.MemberExpressionAst(span, static, conditional, target, name)


def _call(p: Parser, found: Any, end: int, arguments: list[Any], generics: list[Any] | None = None) -> Any:
    span, static, conditional, target, name = found
    span = (span[0], end)
    if type(target) is A.UsingExpressionAst:
        inner = A.InvokeMemberExpressionAst(
            span, static, conditional, target.sub_expression, name, generics, arguments
        )
        node = A.UsingExpressionAst(span, inner)
        p.pending.append(("using", node))
        return node
    return A.InvokeMemberExpressionAst(span, static, conditional, target, name, generics, arguments)


def invoke(p: Parser, k: Kids) -> Any:
    return _call(p, k[0], k[-1].end, k[2] if len(k) == 4 else [])


def invoke_block(p: Parser, k: Kids) -> Any:
    return _call(p, k[0], k[3].end, [script_block(p, k[1:])])


def invoke_generic(p: Parser, k: Kids) -> Any:
    return _call(p, k[0], k[-1].end, k[5] if len(k) == 7 else [], k[2])


def index(p: Parser, k: Kids) -> Any:
    target, opening, item, closing = k
    span = (target.span[0], closing.end)
    conditional = opening.kind == "QuestionLBracket"
    if type(target) is A.UsingExpressionAst:
        return A.UsingExpressionAst(
            span, A.IndexExpressionAst(span, conditional, target.sub_expression, item)
        )
    return A.IndexExpressionAst(span, conditional, target, item)
