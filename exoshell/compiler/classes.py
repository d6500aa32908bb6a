"""Classes and enumerations: a unit of kind 'type' that describes the definition, and units of methods."""

from __future__ import annotations

from exoshell.compiler.literals import plain_expression, type_text
from exoshell.compiler.units import UnitGenerator
from exoshell.lang import ast as A

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class TypeGenerator(UnitGenerator):
    """Writes `describe(X, S)` for a type definition."""

    def __init__(self, source: str, node: Any, namespaces: list[str]) -> None:
        block = A.ScriptBlockAst(node.span)
        super().__init__(source, block, variant="dict")
        self.node = node
        self.uses_namespaces = namespaces

    def module(self) -> tuple[str, list[int], list[tuple[int, int]]]:
        node = self.node
        kind = str(node.type_attributes or "Class")
        parts, _ = self.writer.captured(lambda: self._enum() if "Enum" in kind else self._class(kind))
        for text in self.constants:
            self.line(text)
        self.line(
            "KIND, PARAMETERS, FLAGS, INDEX, ARGUMENTS, VARIANT, meta = 'type', (), (), {}, {}, 'dict', None"
        )
        self.writer.extend(parts)
        text, spans = self.writer.text()
        return text, spans, self.writer.spans

    def _attributes(self, nodes: Any) -> str:
        return "(" + "".join(self._attribute_data(a) + ", " for a in nodes or ()) + ")"

    def _enum(self) -> None:
        node = self.node
        underlying = type_text(node.base_types[0].type_name) if node.base_types else "int"
        self.line("def body(X, S):")
        with self.indented():
            rows = []
            for member in node.members or ():
                value = "None" if member.initial_value is None else str(self.expr(member.initial_value))
                rows.append(f"({str(member.name)!r}, {value}), ")
            attributes = self._attributes(node.attributes)
            self.line(f"return ('enum', {str(node.name)!r}, {underlying!r}, ({''.join(rows)}), {attributes})")

    def _class(self, kind: str) -> None:
        node = self.node
        rows: list[str] = []
        for i, member in enumerate(node.members or ()):
            rows.append(
                self._property(member, i) if type(member) is A.PropertyMemberAst else self._method(member)
            )
        bases = tuple(type_text(b.type_name) for b in node.base_types or ())
        spans = tuple(tuple(b.span) for b in node.base_types or ())
        self.line("def body(X, S):")
        with self.indented():
            attributes = self._attributes(node.attributes)
            self.line(
                f"return ({'interface' if 'Interface' in kind else 'class'!r}, {str(node.name)!r}, {bases!r}, {spans!r}, "
                f"({''.join(r + ', ' for r in rows)}), {attributes})"
            )

    def _property(self, member: Any, index: int) -> str:
        flags = str(member.property_attributes or "")
        constraint = member.property_type
        if constraint is None:
            constraint = next((a for a in member.attributes or () if type(a) is A.TypeConstraintAst), None)
        text = type_text(constraint.type_name) if constraint is not None else "object"
        default = "None"
        if member.initial_value is not None:
            default = f"d{index}"
            self.line(f"def {default}(X, S):")
            with self.indented():
                self.writer.at(member.initial_value.span)
                self.frame.in_try = True
                made = self.expr(member.initial_value)
                self.line(f"return {made}")
                self.frame.in_try = False
        self.line(f"def a{index}(X, S):")
        with self.indented():
            attributes = [a for a in member.attributes or () if type(a) is A.AttributeAst]
            self.line(f"return {self._attributes(attributes)}")
        return f"('property', {str(member.name)!r}, {text!r}, {'Static' in flags}, {'Hidden' in flags}, a{index}, {default})"

    def _method(self, member: Any) -> str:
        flags = str(member.method_attributes or "")
        returns = (
            type_text(member.return_type.type_name)
            if member.return_type is not None
            else "void"
            if member.is_constructor
            else "object"
        )
        if member.return_type is None and not member.is_constructor:
            returns = "object"
        parameters = []
        for parameter in member.parameters or ():
            constraint = next((a for a in parameter.attributes or () if type(a) is A.TypeConstraintAst), None)
            parameters.append(
                (
                    str(parameter.name.variable_path),
                    type_text(constraint.type_name) if constraint is not None else "object",
                )
            )
        start, end = member.span
        return (
            f"('method', {str(member.name)!r}, {returns!r}, {'Static' in flags}, {'Hidden' in flags}, {bool(member.is_constructor)}, "
            f"{tuple(parameters)!r}, ({start}, {end}))"
        )


def method_parts(node: Any) -> tuple[Any, Any]:
    """(body block, parameters) of a FunctionMemberAst."""
    body = node.body
    if type(body) is A.FunctionDefinitionAst:
        body = body.body
    return body, node.parameters


__all__ = ["TypeGenerator", "method_parts", "plain_expression"]
