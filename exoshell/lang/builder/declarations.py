"""Makes nodes of the tree: types, attributes and expressions."""

from __future__ import annotations

from exoshell.lang import ast as A
from exoshell.lang.builder.blocks import script_block_of
from exoshell.lang.builder.commands import array_of
from exoshell.lang.builder.expressions import variable
from exoshell.lang.token import KEYWORD, MEMBER_NAME, TYPE_NAME, Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.lang.parser import Parser

    Kids = list[Any]


def function(p: Parser, k: Kids) -> Any:
    keyword, name = k[0], k[1]
    found, closing = k[-2], k[-1]
    parameters = k[3] if len(k) == 8 else None
    kind = "Process" if keyword.kind == "Filter" else "End"
    body_ = script_block_of(p, (k[-3].start, closing.end), found, kind)
    span = (keyword.start, closing.end)
    if keyword.kind == "Workflow":
        p.error_at("WorkflowNotSupportedInPowerShellCore", keyword.span)
    if parameters is not None and found.param_block is not None:
        p.error_at("OnlyOneParameterListAllowed", found.param_block.span)
    text = name.value if name.kind in ("StringLiteral", "StringExpandable") else p.text[name.start : name.end]
    if name.kind == "Generic" and type(name.value) is str:
        text = name.value
    node = A.FunctionDefinitionAst(
        span, text, keyword.kind == "Filter", keyword.kind == "Workflow", parameters, body_
    )
    if parameters:
        p.pending.append(("parameters", node))
    return node


def parameter(p: Parser, k: Kids) -> Any:
    attributes = k[0] if type(k[0]) is list else []
    rest = k[1:] if attributes else k
    name = variable(p, [rest[0]])
    start = attributes[0].span[0] if attributes else name.span[0]
    default = rest[2] if len(rest) == 3 else None
    end = default.span[1] if default is not None else name.span[1]
    return A.ParameterAst((start, end), attributes, name, default)


def _declaration(p: Parser, k: Kids) -> tuple[list[Any], Kids, int]:
    attributes = k[0] if type(k[0]) is list else []
    rest = k[1:] if attributes else k
    kept = []
    for attribute in attributes:
        if type(attribute) is A.TypeConstraintAst:
            p.error_at(
                "TypeNotAllowedBeforeStatement",
                attribute.span,
                p.text[attribute.type_name.span[0] : attribute.type_name.span[1]],
            )
        else:
            kept.append(attribute)
    start = attributes[0].span[0] if attributes else rest[0].start
    return kept, rest, start


def class_(p: Parser, k: Kids) -> Any:
    attributes, rest, start = _declaration(p, k)
    rest[1].flags |= TYPE_NAME
    bases = rest[3] if len(rest) == 7 else []
    members = rest[-2]
    name_text = _name(p, rest[1]).lower()
    for member_, base, _ in p.methods:
        if member_.span[0] > start and member_ in members:
            if member_.name.lower() == name_text:
                member_.is_constructor = True
                if "Static" not in member_.method_attributes:
                    _insert_base_call(member_, base)
    node = A.TypeDefinitionAst((start, rest[-1].end), _name(p, rest[1]), "Class", attributes, bases, members)
    return _add_type(p, node)


def _add_type(p: Parser, node: Any) -> Any:
    p.types.append(node)
    p.pending.append(("class", node))
    return node


def _name(p: Parser, token: Token) -> str:
    return p.text[token.start : token.end]


def property_end(p: Parser, k: Kids) -> Any:
    node = k[0][-1]
    if k[1].kind == "Semi":
        node.span = (node.span[0], k[1].end)
    return k[0]


def base_list(p: Parser, k: Kids) -> Any:
    return [A.TypeConstraintAst(k[0].span, k[0])]


def base_append(p: Parser, k: Kids) -> Any:
    k[0].append(A.TypeConstraintAst(k[2].span, k[2]))
    return k[0]


class _Qualifiers:
    __slots__ = ("start", "attributes", "type", "flags")

    def __init__(self) -> None:
        self.start = -1
        self.attributes: list[Any] = []
        self.type: Any = None
        self.flags: list[str] = []


def _qualify(p: Parser, items: list[Any]) -> _Qualifiers:
    found = _Qualifiers()
    for item in items:
        if found.start < 0:
            found.start = item.span[0]
        if type(item) is Token:
            if item.kind in found.flags:
                p.error_at("DuplicateQualifier", item.span, p.text[item.start : item.end])
            else:
                found.flags.append(item.kind)
        elif type(item) is A.TypeConstraintAst:
            if found.type is not None:
                p.error_at("TooManyTypes", item.span)
            else:
                found.type = item
        else:
            found.attributes.append(item)
    return found


def _member_flags(found: _Qualifiers) -> str:
    return ", ".join(["Public", *(f for f in ("Static", "Hidden") if f in found.flags)])


def property_(p: Parser, k: Kids) -> Any:
    items = k[0] if type(k[0]) is list else []
    rest = k[1:] if items else k
    found = _qualify(p, items)
    name = rest[0]
    value = rest[2] if len(rest) == 3 else None
    end = value.span[1] if value is not None else name.end
    start = found.start if items else name.start
    return A.PropertyMemberAst(
        (start, end), name.value.rpartition(":")[2], _member_flags(found), found.attributes, found.type, value
    )


def base_call(p: Parser, k: Kids) -> Any:
    arguments = k[3] if len(k) == 5 else []
    return (k[1], arguments, k[-1].end, k[2].start)


def method(p: Parser, k: Kids) -> Any:
    items = k[0] if type(k[0]) is list else []
    rest = k[1:] if items else k
    found = _qualify(p, items)
    name, parameters, base, body_ = rest[0], rest[2], rest[4], rest[6]
    start = found.start if items else name.start
    block_ = script_block_of(p, (rest[5].start, rest[7].end), body_)
    if body_.param_block is not None:
        p.error_at("ParamBlockNotAllowedInMethod", body_.param_block.span)
    node = A.FunctionMemberAst(
        (start, rest[7].end),
        _name(p, name),
        _member_flags(found),
        False,
        found.attributes,
        found.type,
        parameters,
        block_,
    )
    p.methods.append((node, base, name))
    p.method_names[id(node)] = name.span
    if parameters:
        p.pending.append(("parameters", node))
    return node


def _insert_base_call(node: Any, base: Any) -> None:
    """Puts the call of the base constructor, written or not, in front of a constructor's statements."""
    if base is None:
        span = word_span = (0, 0)
        arguments: list[Any] = []
    else:
        token, arguments, end, _ = base
        token.flags |= KEYWORD
        span, word_span = (token.start, end), token.span
    call = A.BaseCtorInvokeMemberExpressionAst(
        span,
        None,
        A.VariableExpressionAst(word_span, "this"),
        A.StringConstantExpressionAst(word_span, "BareWord", ".ctor"),
        arguments,
    )
    end_block = node.body.end_block
    if end_block is None:
        end_block = node.body.end_block = A.NamedBlockAst(node.body.span, "End", True, [], [])
    end_block.statements = [A.CommandExpressionAst(span, call, ()), *end_block.statements]


def enum_(p: Parser, k: Kids) -> Any:
    attributes, rest, start = _declaration(p, k)
    rest[1].flags |= MEMBER_NAME
    bases = [A.TypeConstraintAst(rest[3].span, rest[3])] if len(rest) == 7 else []
    node = A.TypeDefinitionAst((start, rest[-1].end), _name(p, rest[1]), "Enum", attributes, bases, rest[-2])
    return _add_type(p, node)


def enum_member(p: Parser, k: Kids) -> Any:
    name = k[0]
    name.flags |= MEMBER_NAME
    value = k[2] if len(k) == 3 else None
    end = value.span[1] if value is not None else name.end
    return A.PropertyMemberAst((name.start, end), name.value, "Public, Static, Literal", (), None, value)


def using_item(p: Parser, k: Kids) -> Any:
    return array_of(k[0])


def skip_comma(p: Parser, k: Kids) -> Any:
    return [k[1]]


def using(p: Parser, k: Kids) -> Any:
    return p.using_statement(k)


def late_using(p: Parser, k: Kids) -> Any:
    node = k[0]
    p.error_at("UsingMustBeAtStartOfScript", node.span)
    return node
