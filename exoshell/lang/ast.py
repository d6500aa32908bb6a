"""The syntax tree: one class for each class of tree node of PowerShell, with PowerShell's own property names in snake_case.

Every node has `span`, a `(start, end)` pair of offsets into the source text in code points, end exclusive. Lists of children are
Python tuples or lists; a property that does not apply is None (False for flags, () for lists is equally good: the dump leaves both out).
Plain classes with slots, because the tree is on the start path of every run.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Span = tuple[int, int]


class Ast:
    """A node of the tree."""

    __slots__ = ("span",)
    properties: tuple[str, ...] = ()
    span: Span

    def __repr__(self) -> str:
        shown = ", ".join(f"{n}={getattr(self, n)!r}" for n in type(self).__slots__ if getattr(self, n, None))
        return f"{type(self).__name__}({self.span}, {shown})"


class ArrayExpressionAst(Ast):
    """PowerShell's `ArrayExpressionAst`."""

    __slots__ = ("sub_expression",)
    properties = ("SubExpression",)

    def __init__(self, span: Span, sub_expression: Any = None) -> None:
        self.span = span
        self.sub_expression = sub_expression


class ArrayLiteralAst(Ast):
    """PowerShell's `ArrayLiteralAst`."""

    __slots__ = ("elements",)
    properties = ("Elements",)

    def __init__(self, span: Span, elements: Any = None) -> None:
        self.span = span
        self.elements = elements


class AssignmentStatementAst(Ast):
    """PowerShell's `AssignmentStatementAst`."""

    __slots__ = ("operator", "error_position", "left", "right")
    properties = ("Operator", "ErrorPosition", "Left", "Right")

    def __init__(
        self,
        span: Span,
        operator: Any = None,
        error_position: Any = None,
        left: Any = None,
        right: Any = None,
    ) -> None:
        self.span = span
        self.operator = operator
        self.error_position = error_position
        self.left = left
        self.right = right


class AttributeAst(Ast):
    """PowerShell's `AttributeAst`."""

    __slots__ = ("type_name", "positional_arguments", "named_arguments")
    properties = ("TypeName", "PositionalArguments", "NamedArguments")

    def __init__(
        self, span: Span, type_name: Any = None, positional_arguments: Any = None, named_arguments: Any = None
    ) -> None:
        self.span = span
        self.type_name = type_name
        self.positional_arguments = positional_arguments
        self.named_arguments = named_arguments


class AttributedExpressionAst(Ast):
    """PowerShell's `AttributedExpressionAst`."""

    __slots__ = ("attribute", "child")
    properties = ("Attribute", "Child")

    def __init__(self, span: Span, attribute: Any = None, child: Any = None) -> None:
        self.span = span
        self.attribute = attribute
        self.child = child


class BaseCtorInvokeMemberExpressionAst(Ast):
    """PowerShell's `BaseCtorInvokeMemberExpressionAst`."""

    __slots__ = ("static", "expression", "member", "arguments")
    properties = ("Static", "Expression", "Member", "Arguments")

    def __init__(
        self,
        span: Span,
        static: Any = None,
        expression: Any = None,
        member: Any = None,
        arguments: Any = None,
    ) -> None:
        self.span = span
        self.static = static
        self.expression = expression
        self.member = member
        self.arguments = arguments


class BinaryExpressionAst(Ast):
    """PowerShell's `BinaryExpressionAst`."""

    __slots__ = ("operator", "error_position", "left", "right")
    properties = ("Operator", "ErrorPosition", "Left", "Right")

    def __init__(
        self,
        span: Span,
        operator: Any = None,
        error_position: Any = None,
        left: Any = None,
        right: Any = None,
    ) -> None:
        self.span = span
        self.operator = operator
        self.error_position = error_position
        self.left = left
        self.right = right


class BlockStatementAst(Ast):
    """PowerShell's `BlockStatementAst`."""

    __slots__ = ("kind", "body")
    properties = ("Kind", "Body")

    def __init__(self, span: Span, kind: Any = None, body: Any = None) -> None:
        self.span = span
        self.kind = kind
        self.body = body


class BreakStatementAst(Ast):
    """PowerShell's `BreakStatementAst`."""

    __slots__ = ("label",)
    properties = ("Label",)

    def __init__(self, span: Span, label: Any = None) -> None:
        self.span = span
        self.label = label


class CatchClauseAst(Ast):
    """PowerShell's `CatchClauseAst`."""

    __slots__ = ("catch_types", "is_catch_all", "body")
    properties = ("CatchTypes", "IsCatchAll", "Body")

    def __init__(
        self, span: Span, catch_types: Any = None, is_catch_all: Any = None, body: Any = None
    ) -> None:
        self.span = span
        self.catch_types = catch_types
        self.is_catch_all = is_catch_all
        self.body = body


class CommandAst(Ast):
    """PowerShell's `CommandAst`."""

    __slots__ = ("invocation_operator", "command_elements", "redirections")
    properties = ("InvocationOperator", "CommandElements", "Redirections")

    def __init__(
        self,
        span: Span,
        invocation_operator: Any = None,
        command_elements: Any = None,
        redirections: Any = None,
    ) -> None:
        self.span = span
        self.invocation_operator = invocation_operator
        self.command_elements = command_elements
        self.redirections = redirections


class CommandExpressionAst(Ast):
    """PowerShell's `CommandExpressionAst`."""

    __slots__ = ("expression", "redirections")
    properties = ("Expression", "Redirections")

    def __init__(self, span: Span, expression: Any = None, redirections: Any = None) -> None:
        self.span = span
        self.expression = expression
        self.redirections = redirections


class CommandParameterAst(Ast):
    """PowerShell's `CommandParameterAst`."""

    __slots__ = ("parameter_name", "error_position", "argument")
    properties = ("ParameterName", "ErrorPosition", "Argument")

    def __init__(
        self, span: Span, parameter_name: Any = None, error_position: Any = None, argument: Any = None
    ) -> None:
        self.span = span
        self.parameter_name = parameter_name
        self.error_position = error_position
        self.argument = argument


class ConfigurationDefinitionAst(Ast):
    """PowerShell's `ConfigurationDefinitionAst`."""

    __slots__ = ("configuration_type", "instance_name", "body")
    properties = ("ConfigurationType", "InstanceName", "Body")

    def __init__(
        self, span: Span, configuration_type: Any = None, instance_name: Any = None, body: Any = None
    ) -> None:
        self.span = span
        self.configuration_type = configuration_type
        self.instance_name = instance_name
        self.body = body


class ConstantExpressionAst(Ast):
    """PowerShell's `ConstantExpressionAst`."""

    __slots__ = ("value",)
    properties = ("Value",)

    def __init__(self, span: Span, value: Any = None) -> None:
        self.span = span
        self.value = value


class ContinueStatementAst(Ast):
    """PowerShell's `ContinueStatementAst`."""

    __slots__ = ("label",)
    properties = ("Label",)

    def __init__(self, span: Span, label: Any = None) -> None:
        self.span = span
        self.label = label


class ConvertExpressionAst(Ast):
    """PowerShell's `ConvertExpressionAst`."""

    __slots__ = ("type", "child")
    properties = ("Type", "Child")

    def __init__(self, span: Span, type: Any = None, child: Any = None) -> None:
        self.span = span
        self.type = type
        self.child = child


class DataStatementAst(Ast):
    """PowerShell's `DataStatementAst`."""

    __slots__ = ("variable", "commands_allowed", "body")
    properties = ("Variable", "CommandsAllowed", "Body")

    def __init__(
        self, span: Span, variable: Any = None, commands_allowed: Any = None, body: Any = None
    ) -> None:
        self.span = span
        self.variable = variable
        self.commands_allowed = commands_allowed
        self.body = body


class DoUntilStatementAst(Ast):
    """PowerShell's `DoUntilStatementAst`."""

    __slots__ = ("label", "condition", "body")
    properties = ("Label", "Condition", "Body")

    def __init__(self, span: Span, label: Any = None, condition: Any = None, body: Any = None) -> None:
        self.span = span
        self.label = label
        self.condition = condition
        self.body = body


class DoWhileStatementAst(Ast):
    """PowerShell's `DoWhileStatementAst`."""

    __slots__ = ("label", "condition", "body")
    properties = ("Label", "Condition", "Body")

    def __init__(self, span: Span, label: Any = None, condition: Any = None, body: Any = None) -> None:
        self.span = span
        self.label = label
        self.condition = condition
        self.body = body


class DynamicKeywordStatementAst(Ast):
    """PowerShell's `DynamicKeywordStatementAst`."""

    __slots__ = ("command_elements",)
    properties = ("CommandElements",)

    def __init__(self, span: Span, command_elements: Any = None) -> None:
        self.span = span
        self.command_elements = command_elements


class ErrorExpressionAst(Ast):
    """PowerShell's `ErrorExpressionAst`."""

    __slots__ = ("nested_ast",)
    properties = ("NestedAst",)

    def __init__(self, span: Span, nested_ast: Any = None) -> None:
        self.span = span
        self.nested_ast = nested_ast


class ErrorStatementAst(Ast):
    """PowerShell's `ErrorStatementAst`."""

    __slots__ = ("kind", "flags", "conditions", "bodies", "nested_ast")
    properties = ("Kind", "Flags", "Conditions", "Bodies", "NestedAst")

    def __init__(
        self,
        span: Span,
        kind: Any = None,
        flags: Any = None,
        conditions: Any = None,
        bodies: Any = None,
        nested_ast: Any = None,
    ) -> None:
        self.span = span
        self.kind = kind
        self.flags = flags
        self.conditions = conditions
        self.bodies = bodies
        self.nested_ast = nested_ast


class ExitStatementAst(Ast):
    """PowerShell's `ExitStatementAst`."""

    __slots__ = ("pipeline",)
    properties = ("Pipeline",)

    def __init__(self, span: Span, pipeline: Any = None) -> None:
        self.span = span
        self.pipeline = pipeline


class ExpandableStringExpressionAst(Ast):
    """PowerShell's `ExpandableStringExpressionAst`."""

    # `parts`: the literal texts (escapes done) and the nested nodes, in order.
    __slots__ = ("string_constant_type", "value", "nested_expressions", "parts")
    properties = ("StringConstantType", "Value", "NestedExpressions")

    def __init__(
        self, span: Span, string_constant_type: Any = None, value: Any = None, nested_expressions: Any = None
    ) -> None:
        self.span = span
        self.string_constant_type = string_constant_type
        self.value = value
        self.nested_expressions = nested_expressions
        self.parts: list[Any] = []


class FileRedirectionAst(Ast):
    """PowerShell's `FileRedirectionAst`."""

    __slots__ = ("from_stream", "append", "location")
    properties = ("FromStream", "Append", "Location")

    def __init__(self, span: Span, from_stream: Any = None, append: Any = None, location: Any = None) -> None:
        self.span = span
        self.from_stream = from_stream
        self.append = append
        self.location = location


class ForEachStatementAst(Ast):
    """PowerShell's `ForEachStatementAst`."""

    __slots__ = ("label", "flags", "throttle_limit", "variable", "condition", "body")
    properties = ("Label", "Flags", "ThrottleLimit", "Variable", "Condition", "Body")

    def __init__(
        self,
        span: Span,
        label: Any = None,
        flags: Any = None,
        throttle_limit: Any = None,
        variable: Any = None,
        condition: Any = None,
        body: Any = None,
    ) -> None:
        self.span = span
        self.label = label
        self.flags = flags
        self.throttle_limit = throttle_limit
        self.variable = variable
        self.condition = condition
        self.body = body


class ForStatementAst(Ast):
    """PowerShell's `ForStatementAst`."""

    __slots__ = ("label", "initializer", "condition", "iterator", "body")
    properties = ("Label", "Initializer", "Condition", "Iterator", "Body")

    def __init__(
        self,
        span: Span,
        label: Any = None,
        initializer: Any = None,
        condition: Any = None,
        iterator: Any = None,
        body: Any = None,
    ) -> None:
        self.span = span
        self.label = label
        self.initializer = initializer
        self.condition = condition
        self.iterator = iterator
        self.body = body


class FunctionDefinitionAst(Ast):
    """PowerShell's `FunctionDefinitionAst`."""

    __slots__ = ("name", "is_filter", "is_workflow", "parameters", "body")
    properties = ("Name", "IsFilter", "IsWorkflow", "Parameters", "Body")

    def __init__(
        self,
        span: Span,
        name: Any = None,
        is_filter: Any = None,
        is_workflow: Any = None,
        parameters: Any = None,
        body: Any = None,
    ) -> None:
        self.span = span
        self.name = name
        self.is_filter = is_filter
        self.is_workflow = is_workflow
        self.parameters = parameters
        self.body = body


class FunctionMemberAst(Ast):
    """PowerShell's `FunctionMemberAst`."""

    __slots__ = (
        "name",
        "method_attributes",
        "is_constructor",
        "attributes",
        "return_type",
        "parameters",
        "body",
    )
    properties = (
        "Name",
        "MethodAttributes",
        "IsConstructor",
        "Attributes",
        "ReturnType",
        "Parameters",
        "Body",
    )

    def __init__(
        self,
        span: Span,
        name: Any = None,
        method_attributes: Any = None,
        is_constructor: Any = None,
        attributes: Any = None,
        return_type: Any = None,
        parameters: Any = None,
        body: Any = None,
    ) -> None:
        self.span = span
        self.name = name
        self.method_attributes = method_attributes
        self.is_constructor = is_constructor
        self.attributes = attributes
        self.return_type = return_type
        self.parameters = parameters
        self.body = body


class HashtableAst(Ast):
    """PowerShell's `HashtableAst`."""

    __slots__ = ("key_value_pairs",)
    properties = ("KeyValuePairs",)

    def __init__(self, span: Span, key_value_pairs: Any = None) -> None:
        self.span = span
        self.key_value_pairs = key_value_pairs


class IfStatementAst(Ast):
    """PowerShell's `IfStatementAst`."""

    __slots__ = ("clauses", "else_clause")
    properties = ("Clauses", "ElseClause")

    def __init__(self, span: Span, clauses: Any = None, else_clause: Any = None) -> None:
        self.span = span
        self.clauses = clauses
        self.else_clause = else_clause


class IndexExpressionAst(Ast):
    """PowerShell's `IndexExpressionAst`."""

    __slots__ = ("null_conditional", "target", "index")
    properties = ("NullConditional", "Target", "Index")

    def __init__(
        self, span: Span, null_conditional: Any = None, target: Any = None, index: Any = None
    ) -> None:
        self.span = span
        self.null_conditional = null_conditional
        self.target = target
        self.index = index


class InvokeMemberExpressionAst(Ast):
    """PowerShell's `InvokeMemberExpressionAst`."""

    __slots__ = ("static", "null_conditional", "expression", "member", "generic_type_arguments", "arguments")
    properties = ("Static", "NullConditional", "Expression", "Member", "GenericTypeArguments", "Arguments")

    def __init__(
        self,
        span: Span,
        static: Any = None,
        null_conditional: Any = None,
        expression: Any = None,
        member: Any = None,
        generic_type_arguments: Any = None,
        arguments: Any = None,
    ) -> None:
        self.span = span
        self.static = static
        self.null_conditional = null_conditional
        self.expression = expression
        self.member = member
        self.generic_type_arguments = generic_type_arguments
        self.arguments = arguments


class MemberExpressionAst(Ast):
    """PowerShell's `MemberExpressionAst`."""

    __slots__ = ("static", "null_conditional", "expression", "member")
    properties = ("Static", "NullConditional", "Expression", "Member")

    def __init__(
        self,
        span: Span,
        static: Any = None,
        null_conditional: Any = None,
        expression: Any = None,
        member: Any = None,
    ) -> None:
        self.span = span
        self.static = static
        self.null_conditional = null_conditional
        self.expression = expression
        self.member = member


class MergingRedirectionAst(Ast):
    """PowerShell's `MergingRedirectionAst`."""

    __slots__ = ("from_stream", "to_stream")
    properties = ("FromStream", "ToStream")

    def __init__(self, span: Span, from_stream: Any = None, to_stream: Any = None) -> None:
        self.span = span
        self.from_stream = from_stream
        self.to_stream = to_stream


class NamedAttributeArgumentAst(Ast):
    """PowerShell's `NamedAttributeArgumentAst`."""

    __slots__ = ("argument_name", "expression_omitted", "argument")
    properties = ("ArgumentName", "ExpressionOmitted", "Argument")

    def __init__(
        self, span: Span, argument_name: Any = None, expression_omitted: Any = None, argument: Any = None
    ) -> None:
        self.span = span
        self.argument_name = argument_name
        self.expression_omitted = expression_omitted
        self.argument = argument


class NamedBlockAst(Ast):
    """PowerShell's `NamedBlockAst`."""

    __slots__ = ("block_kind", "unnamed", "statements", "traps")
    properties = ("BlockKind", "Unnamed", "Statements", "Traps")

    def __init__(
        self,
        span: Span,
        block_kind: Any = None,
        unnamed: Any = None,
        statements: Any = None,
        traps: Any = None,
    ) -> None:
        self.span = span
        self.block_kind = block_kind
        self.unnamed = unnamed
        self.statements = statements
        self.traps = traps


class ParamBlockAst(Ast):
    """PowerShell's `ParamBlockAst`."""

    __slots__ = ("attributes", "parameters")
    properties = ("Attributes", "Parameters")

    def __init__(self, span: Span, attributes: Any = None, parameters: Any = None) -> None:
        self.span = span
        self.attributes = attributes
        self.parameters = parameters


class ParameterAst(Ast):
    """PowerShell's `ParameterAst`."""

    __slots__ = ("attributes", "name", "default_value")
    properties = ("Attributes", "Name", "DefaultValue")

    def __init__(
        self, span: Span, attributes: Any = None, name: Any = None, default_value: Any = None
    ) -> None:
        self.span = span
        self.attributes = attributes
        self.name = name
        self.default_value = default_value


class ParenExpressionAst(Ast):
    """PowerShell's `ParenExpressionAst`."""

    __slots__ = ("pipeline",)
    properties = ("Pipeline",)

    def __init__(self, span: Span, pipeline: Any = None) -> None:
        self.span = span
        self.pipeline = pipeline


class PipelineAst(Ast):
    """PowerShell's `PipelineAst`."""

    __slots__ = ("background", "pipeline_elements")
    properties = ("Background", "PipelineElements")

    def __init__(self, span: Span, background: Any = None, pipeline_elements: Any = None) -> None:
        self.span = span
        self.background = background
        self.pipeline_elements = pipeline_elements


class PipelineChainAst(Ast):
    """PowerShell's `PipelineChainAst`."""

    __slots__ = ("operator", "background", "lhs_pipeline_chain", "rhs_pipeline")
    properties = ("Operator", "Background", "LhsPipelineChain", "RhsPipeline")

    def __init__(
        self,
        span: Span,
        operator: Any = None,
        background: Any = None,
        lhs_pipeline_chain: Any = None,
        rhs_pipeline: Any = None,
    ) -> None:
        self.span = span
        self.operator = operator
        self.background = background
        self.lhs_pipeline_chain = lhs_pipeline_chain
        self.rhs_pipeline = rhs_pipeline


class PropertyMemberAst(Ast):
    """PowerShell's `PropertyMemberAst`."""

    __slots__ = ("name", "property_attributes", "attributes", "property_type", "initial_value")
    properties = ("Name", "PropertyAttributes", "Attributes", "PropertyType", "InitialValue")

    def __init__(
        self,
        span: Span,
        name: Any = None,
        property_attributes: Any = None,
        attributes: Any = None,
        property_type: Any = None,
        initial_value: Any = None,
    ) -> None:
        self.span = span
        self.name = name
        self.property_attributes = property_attributes
        self.attributes = attributes
        self.property_type = property_type
        self.initial_value = initial_value


class ReturnStatementAst(Ast):
    """PowerShell's `ReturnStatementAst`."""

    __slots__ = ("pipeline",)
    properties = ("Pipeline",)

    def __init__(self, span: Span, pipeline: Any = None) -> None:
        self.span = span
        self.pipeline = pipeline


class ScriptBlockAst(Ast):
    """PowerShell's `ScriptBlockAst`."""

    __slots__ = (
        "script_requirements",
        "using_statements",
        "attributes",
        "param_block",
        "dynamic_param_block",
        "begin_block",
        "process_block",
        "end_block",
        "clean_block",
        # The `Source` the block was read from: `source.text[start:end]` is its text.
        "source",
    )
    properties = (
        "ScriptRequirements",
        "UsingStatements",
        "Attributes",
        "ParamBlock",
        "DynamicParamBlock",
        "BeginBlock",
        "ProcessBlock",
        "EndBlock",
        "CleanBlock",
    )

    def __init__(
        self,
        span: Span,
        script_requirements: Any = None,
        using_statements: Any = None,
        attributes: Any = None,
        param_block: Any = None,
        dynamic_param_block: Any = None,
        begin_block: Any = None,
        process_block: Any = None,
        end_block: Any = None,
        clean_block: Any = None,
    ) -> None:
        self.span = span
        self.script_requirements = script_requirements
        self.using_statements = using_statements
        self.attributes = attributes
        self.param_block = param_block
        self.dynamic_param_block = dynamic_param_block
        self.begin_block = begin_block
        self.process_block = process_block
        self.end_block = end_block
        self.clean_block = clean_block
        self.source: Any = None


class ScriptBlockExpressionAst(Ast):
    """PowerShell's `ScriptBlockExpressionAst`."""

    __slots__ = ("script_block",)
    properties = ("ScriptBlock",)

    def __init__(self, span: Span, script_block: Any = None) -> None:
        self.span = span
        self.script_block = script_block


class StatementBlockAst(Ast):
    """PowerShell's `StatementBlockAst`."""

    __slots__ = ("statements", "traps")
    properties = ("Statements", "Traps")

    def __init__(self, span: Span, statements: Any = None, traps: Any = None) -> None:
        self.span = span
        self.statements = statements
        self.traps = traps


class StringConstantExpressionAst(Ast):
    """PowerShell's `StringConstantExpressionAst`."""

    __slots__ = ("string_constant_type", "value")
    properties = ("StringConstantType", "Value")

    def __init__(self, span: Span, string_constant_type: Any = None, value: Any = None) -> None:
        self.span = span
        self.string_constant_type = string_constant_type
        self.value = value


class SubExpressionAst(Ast):
    """PowerShell's `SubExpressionAst`."""

    __slots__ = ("sub_expression",)
    properties = ("SubExpression",)

    def __init__(self, span: Span, sub_expression: Any = None) -> None:
        self.span = span
        self.sub_expression = sub_expression


class SwitchStatementAst(Ast):
    """PowerShell's `SwitchStatementAst`."""

    __slots__ = ("label", "flags", "condition", "clauses", "default")
    properties = ("Label", "Flags", "Condition", "Clauses", "Default")

    def __init__(
        self,
        span: Span,
        label: Any = None,
        flags: Any = None,
        condition: Any = None,
        clauses: Any = None,
        default: Any = None,
    ) -> None:
        self.span = span
        self.label = label
        self.flags = flags
        self.condition = condition
        self.clauses = clauses
        self.default = default


class TernaryExpressionAst(Ast):
    """PowerShell's `TernaryExpressionAst`."""

    __slots__ = ("condition", "if_true", "if_false")
    properties = ("Condition", "IfTrue", "IfFalse")

    def __init__(self, span: Span, condition: Any = None, if_true: Any = None, if_false: Any = None) -> None:
        self.span = span
        self.condition = condition
        self.if_true = if_true
        self.if_false = if_false


class ThrowStatementAst(Ast):
    """PowerShell's `ThrowStatementAst`."""

    __slots__ = ("is_rethrow", "pipeline")
    properties = ("IsRethrow", "Pipeline")

    def __init__(self, span: Span, is_rethrow: Any = None, pipeline: Any = None) -> None:
        self.span = span
        self.is_rethrow = is_rethrow
        self.pipeline = pipeline


class TrapStatementAst(Ast):
    """PowerShell's `TrapStatementAst`."""

    __slots__ = ("trap_type", "body")
    properties = ("TrapType", "Body")

    def __init__(self, span: Span, trap_type: Any = None, body: Any = None) -> None:
        self.span = span
        self.trap_type = trap_type
        self.body = body


class TryStatementAst(Ast):
    """PowerShell's `TryStatementAst`."""

    __slots__ = ("body", "catch_clauses", "finally_")
    properties = ("Body", "CatchClauses", "Finally")

    def __init__(self, span: Span, body: Any = None, catch_clauses: Any = None, finally_: Any = None) -> None:
        self.span = span
        self.body = body
        self.catch_clauses = catch_clauses
        self.finally_ = finally_


class TypeConstraintAst(Ast):
    """PowerShell's `TypeConstraintAst`."""

    __slots__ = ("type_name",)
    properties = ("TypeName",)

    def __init__(self, span: Span, type_name: Any = None) -> None:
        self.span = span
        self.type_name = type_name


class TypeDefinitionAst(Ast):
    """PowerShell's `TypeDefinitionAst`."""

    __slots__ = ("name", "type_attributes", "attributes", "base_types", "members")
    properties = ("Name", "TypeAttributes", "Attributes", "BaseTypes", "Members")

    def __init__(
        self,
        span: Span,
        name: Any = None,
        type_attributes: Any = None,
        attributes: Any = None,
        base_types: Any = None,
        members: Any = None,
    ) -> None:
        self.span = span
        self.name = name
        self.type_attributes = type_attributes
        self.attributes = attributes
        self.base_types = base_types
        self.members = members


class TypeExpressionAst(Ast):
    """PowerShell's `TypeExpressionAst`."""

    __slots__ = ("type_name",)
    properties = ("TypeName",)

    def __init__(self, span: Span, type_name: Any = None) -> None:
        self.span = span
        self.type_name = type_name


class UnaryExpressionAst(Ast):
    """PowerShell's `UnaryExpressionAst`."""

    __slots__ = ("token_kind", "child")
    properties = ("TokenKind", "Child")

    def __init__(self, span: Span, token_kind: Any = None, child: Any = None) -> None:
        self.span = span
        self.token_kind = token_kind
        self.child = child


class UsingExpressionAst(Ast):
    """PowerShell's `UsingExpressionAst`."""

    __slots__ = ("sub_expression",)
    properties = ("SubExpression",)

    def __init__(self, span: Span, sub_expression: Any = None) -> None:
        self.span = span
        self.sub_expression = sub_expression


class UsingStatementAst(Ast):
    """PowerShell's `UsingStatementAst`."""

    __slots__ = ("using_statement_kind", "name", "alias", "module_specification")
    properties = ("UsingStatementKind", "Name", "Alias", "ModuleSpecification")

    def __init__(
        self,
        span: Span,
        using_statement_kind: Any = None,
        name: Any = None,
        alias: Any = None,
        module_specification: Any = None,
    ) -> None:
        self.span = span
        self.using_statement_kind = using_statement_kind
        self.name = name
        self.alias = alias
        self.module_specification = module_specification


class VariableExpressionAst(Ast):
    """PowerShell's `VariableExpressionAst`."""

    # `name`: lower-cased and without its prefix; `qualifier`: the lower-cased scope or drive before the colon, or None.
    __slots__ = ("variable_path", "splatted", "name", "qualifier")
    properties = ("VariablePath", "Splatted")

    def __init__(self, span: Span, variable_path: Any = None, splatted: Any = None) -> None:
        self.span = span
        self.variable_path = variable_path
        self.splatted = splatted
        path = (variable_path or "").lower()
        colon = path.find(":")
        if colon > 0:
            self.qualifier: str | None = path[:colon]
            self.name = path[colon + 1 :]
        else:
            self.qualifier = None
            self.name = path[1:] if colon == 0 else path


class WhileStatementAst(Ast):
    """PowerShell's `WhileStatementAst`."""

    __slots__ = ("label", "condition", "body")
    properties = ("Label", "Condition", "Body")

    def __init__(self, span: Span, label: Any = None, condition: Any = None, body: Any = None) -> None:
        self.span = span
        self.label = label
        self.condition = condition
        self.body = body


class TypeName(Ast):
    """PowerShell's `TypeName`."""

    __slots__ = ("name", "assembly_name")
    properties = ("Name", "AssemblyName")

    def __init__(self, span: Span, name: Any = None, assembly_name: Any = None) -> None:
        self.span = span
        self.name = name
        self.assembly_name = assembly_name


class GenericTypeName(Ast):
    """PowerShell's `GenericTypeName`."""

    __slots__ = ("type_name", "generic_arguments")
    properties = ("TypeName", "GenericArguments")

    def __init__(self, span: Span, type_name: Any = None, generic_arguments: Any = None) -> None:
        self.span = span
        self.type_name = type_name
        self.generic_arguments = generic_arguments


class ArrayTypeName(Ast):
    """PowerShell's `ArrayTypeName`."""

    __slots__ = ("rank", "element_type")
    properties = ("Rank", "ElementType")

    def __init__(self, span: Span, rank: Any = None, element_type: Any = None) -> None:
        self.span = span
        self.rank = rank
        self.element_type = element_type
