"""Trees, tokens and errors of small scripts."""

from __future__ import annotations

import pytest

from exoshell.lang import ast as A
from exoshell.lang import dump_ast, dump_tokens, parse


def statement(text: str) -> A.Ast:
    result = parse(text)
    assert not result.errors
    assert result.ast is not None
    return result.ast.end_block.statements[0]


def expression(text: str) -> A.Ast:
    node = statement(text)
    assert isinstance(node, A.PipelineAst)
    return node.pipeline_elements[0].expression


def shape(node: object) -> object:
    """Operators and leaves of an expression as nested tuples."""
    if isinstance(node, A.BinaryExpressionAst):
        return (node.operator, shape(node.left), shape(node.right))
    if isinstance(node, A.UnaryExpressionAst):
        return (node.token_kind, shape(node.child))
    if isinstance(node, A.ArrayLiteralAst):
        return tuple(shape(item) for item in node.elements)
    if isinstance(node, A.VariableExpressionAst):
        return node.name
    if isinstance(node, A.ConstantExpressionAst):
        return node.value
    return type(node).__name__


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 + 2 * 3", ("Plus", 1, ("Multiply", 2, 3))),
        ("1, 2 + 3", ("Plus", (1, 2), 3)),
        ("$a -or $b -and $c", ("And", ("Or", "a", "b"), "c")),
        ("-not $a -eq $b", ("Ieq", ("Not", "a"), "b")),
        ("1..2 + 1", ("Plus", ("DotDot", 1, 2), 1)),
        ("$a ?? 1 + 2", ("QuestionQuestion", "a", ("Plus", 1, 2))),
        ("1 - -1", ("Minus", 1, -1)),
        ("2 -1", ("Minus", 2, 1)),
        ("$i++", ("PostfixPlusPlus", "i")),
    ],
)
def test_precedence(text: str, wanted: object) -> None:
    assert shape(expression(text)) == wanted


def test_command_arguments() -> None:
    node = statement("Set-Thing -Name:a b, c $x.y[0] { 1 } 5 >out.txt")
    assert isinstance(node, A.PipelineAst)
    command = node.pipeline_elements[0]
    kinds = [type(element).__name__ for element in command.command_elements]
    assert kinds == [
        "StringConstantExpressionAst",
        "CommandParameterAst",
        "ArrayLiteralAst",
        "IndexExpressionAst",
        "ScriptBlockExpressionAst",
        "ConstantExpressionAst",
    ]
    assert command.command_elements[1].argument.value == "a"
    assert command.redirections[0].location.value == "out.txt"


def test_words_are_text_in_arguments() -> None:
    node = statement("f if $a-x a=b 1x -- -y")
    assert isinstance(node, A.PipelineAst)
    elements = node.pipeline_elements[0].command_elements
    assert [getattr(e, "value", None) or e.parameter_name for e in elements] == [
        "f",
        "if",
        "$a-x",
        "a=b",
        "1x",
        "-",
        "-y",
    ]
    assert elements[2].parts[1:] == ["-x"]


def test_expandable_parts() -> None:
    node = expression('"a`t$b.c $(1 + 2)""d"')
    assert isinstance(node, A.ExpandableStringExpressionAst)
    kinds = [part if isinstance(part, str) else type(part).__name__ for part in node.parts]
    assert kinds == ["a\t", "VariableExpressionAst", ".c ", "SubExpressionAst", '"d']
    assert [n.span for n in node.nested_expressions] == [(4, 6), (9, 17)]


def test_code_in_a_string_keeps_its_place() -> None:
    result = parse('"$(""x"" + $y)"')
    assert not result.errors
    node = result.ast.end_block.statements[0].pipeline_elements[0].expression.nested_expressions[0]
    binary = node.sub_expression.statements[0].pipeline_elements[0].expression
    assert result.source.text[slice(*binary.right.span)] == "$y"


def test_variable_pieces() -> None:
    node = expression("$Env:Path")
    assert isinstance(node, A.VariableExpressionAst)
    assert (node.variable_path, node.qualifier, node.name) == ("Env:Path", "env", "path")


def test_script_blocks_know_their_text() -> None:
    node = statement("& { param($a) $a }")
    assert isinstance(node, A.PipelineAst)
    block = node.pipeline_elements[0].command_elements[0].script_block
    assert block.source.text[slice(*block.span)] == "{ param($a) $a }"
    assert len(block.param_block.parameters) == 1


def test_else_on_the_next_line() -> None:
    node = statement("if ($a) { 1 }\n# note\nelseif ($b) { 2 }\n\nelse { 3 }")
    assert isinstance(node, A.IfStatementAst)
    assert len(node.clauses) == 2
    assert node.else_clause is not None


def test_pipe_on_the_next_line() -> None:
    node = statement("f\n  # note\n  | g")
    assert isinstance(node, A.PipelineAst)
    assert len(node.pipeline_elements) == 2


def test_class() -> None:
    node = statement(
        "class B : System.Exception { [int]$X = 1; static [string] M($n) { return 'a' } B() : base(1) { } }"
    )
    assert isinstance(node, A.TypeDefinitionAst)
    prop, method, constructor = node.members
    assert (prop.name, method.method_attributes, constructor.is_constructor) == ("X", "Public, Static", True)
    assert type(constructor.body.end_block.statements[0].expression) is A.BaseCtorInvokeMemberExpressionAst


@pytest.mark.parametrize(
    ("text", "id", "span", "incomplete"),
    [
        ("if ($a) {", "MissingEndCurlyBrace", (8, 9), True),
        ("f |", "EmptyPipeElement", (3, 3), True),
        ("f | | g", "EmptyPipeElement", (3, 3), False),
        ("1 2", "UnexpectedToken", (2, 3), False),
        ("(1", "MissingEndParenthesisInExpression", (2, 2), True),
        ("'a", "TerminatorExpectedAtEndOfString", (0, 2), True),
        ("$a = ", "ExpectedValueExpression", (4, 4), True),
        ("@{ a }", "MissingEqualsInHashLiteral", (4, 4), False),
        ("@{ a = 1; A = 2 }", "DuplicateKeyInHashLiteral", (10, 11), False),
        ("5 = 3", "InvalidLeftHandSide", (0, 1), False),
        ("foreach ($x of $y) { }", "MissingInInForeach", (11, 11), False),
        ("try { 1 } finally { break }", "ControlLeavingFinally", (20, 25), False),
        ("function { 1 }", "MissingNameAfterKeyword", (8, 8), False),
        ("begin { 1 } 2", "MissingNamedBlocks", (12, 13), False),
        ("f , a", "MissingArgument", (2, 3), False),
    ],
)
def test_first_error(text: str, id: str, span: tuple[int, int], incomplete: bool) -> None:
    error = parse(text).errors[0]
    assert (error.id, error.span, error.incomplete) == (id, span, incomplete)


def test_parsing_goes_on_after_an_error() -> None:
    result = parse("1 2; { {")
    assert [error.id for error in result.errors] == [
        "UnexpectedToken",
        "MissingEndCurlyBrace",
        "MissingEndCurlyBrace",
    ]
    assert result.incomplete


def test_message_names_the_token() -> None:
    assert parse("1 foo").errors[0].message == "Unexpected token 'foo' in expression or statement."


def test_offsets_of_dumps_are_utf16() -> None:
    result = parse("'\U0001f600'; $a")
    data = dump_ast(result)
    assert data is not None
    assert data["EndBlock"]["Statements"][1]["x"] == [6, 8]
    assert dump_tokens(result)[0][1:3] == [0, 4]


def test_requirements() -> None:
    found = parse("#requires -Version 5.1 -Modules A\n#requires -RunAsAdministrator").ast.script_requirements
    assert (found.required_ps_version, found.required_modules, found.is_elevation_required) == (
        "5.1",
        ["A"],
        True,
    )
