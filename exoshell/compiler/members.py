"""Member access, method calls, indexing."""

from __future__ import annotations

from exoshell.compiler.expressions import Code, ExpressionBase, code
from exoshell.lang import ast as A

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Members(ExpressionBase):
    """Expressions with `.`, `::` and `[ ]`."""

    def expr_MemberExpression(self, node: Any) -> Code:
        if node.static:
            target, name = self._target_and_name(node)
            return code(f"static_get(X, {target}, {name})")
        if node.null_conditional:
            target = self.spilled(self.expr(node.expression))
            lines, made = self.conditional(lambda: self._member(target, node.member))
            return self._unless_null(target, lines, made)
        if type(node.member) is not A.StringConstantExpressionAst:
            target, name = self._target_and_name(node)
            return code(f"get_member(X, {target}, {name})")
        return self._member(self.expr(node.expression), node.member)

    def _member(self, target: Code, member: Any) -> Code:
        if type(member) is not A.StringConstantExpressionAst:
            return code(f"get_member(X, {target}, {self.expr(member)})")
        name = repr(member.value)
        if target.simple and target.isidentifier():
            bound, first = str(target), str(target)
        else:
            bound = self.temp()
            first = f"({bound} := {target})"
        return code(
            f"({bound}.notes[{name}] if {first}.__class__ is PSO and {name} in {bound}.notes else get_member(X, {bound}, {name}))"
        )

    def _unless_null(self, target: Code, lines: list[Any], made: Code) -> Code:
        if not lines:
            return code(f"(None if plain({target}) is None else {made})")
        name = self.temp()
        self.line(f"{name} = None")
        self.line(f"if plain({target}) is not None:")
        with self.indented():
            self.writer.extend(lines)
            self.line(f"{name} = {made}")
        return code(name, None, True)

    def _target_and_name(self, node: Any) -> tuple[Code, Code]:
        if type(node.member) is A.StringConstantExpressionAst:
            return self.expr(node.expression), code(repr(node.member.value), "str", True)
        target, name = self.exprs([node.expression, node.member])
        return target, code(f"member_name({name})", "str")

    def expr_InvokeMemberExpression(self, node: Any) -> Code:
        if node.null_conditional:
            target = self.spilled(self.expr(node.expression))
            lines, made = self.conditional(lambda: self._invoke(node, target))
            return self._unless_null(target, lines, made)
        return self._invoke(node, None)

    def _invoke(self, node: Any, target: Code | None) -> Code:
        arguments = list(node.arguments or ())
        constant_name = type(node.member) is A.StringConstantExpressionAst
        nodes = (
            ([] if target is not None else [node.expression])
            + ([] if constant_name else [node.member])
            + arguments
        )
        codes = self.exprs(nodes)
        if target is None:
            target = codes.pop(0)
        name: str = repr(node.member.value) if constant_name else f"member_name({codes.pop(0)})"
        values = ", ".join(str(self.plain(c, n)) for c, n in zip(codes, arguments))
        generic = self._generic_arguments(node)
        if node.static:
            return code(f"call_static(X, {target}, {name}, [{values}]{generic})")
        base = self._base_target(node)
        if base is not None and constant_name:
            return code(f"call_base(X, {target}, {self.type_ref(base)}, {name}, [{values}])")  # type: ignore[attr-defined]
        if constant_name and not generic:
            return code(f"call(X, {target}, {name}, [{values}])")
        return code(f"call_member(X, {target}, {name}, [{values}]{generic})")

    def _base_target(self, node: Any) -> Any:
        """The type name of `([Type]$x).Method()`."""
        from exoshell.compiler.literals import plain_expression

        inner = node.expression
        if type(inner) is not A.ParenExpressionAst:
            return None
        inner = plain_expression(inner.pipeline)
        if (
            type(inner) is A.ConvertExpressionAst
            and type(inner.child) is A.VariableExpressionAst
            and type(inner.type.type_name) is A.TypeName
        ):
            return inner.type.type_name
        return None

    def _generic_arguments(self, node: Any) -> str:
        types = getattr(node, "generic_type_arguments", None)
        if not types:
            return ""
        return ", [" + ", ".join(self.type_ref(t) for t in types) + "]"  # type: ignore[attr-defined]

    def expr_BaseCtorInvokeMemberExpression(self, node: Any) -> Code:
        values = ", ".join(self.exprs(list(node.arguments or ())))
        return code(f"base_constructor(X, {self.read('this')}, OWNER, [{values}])")

    def expr_IndexExpression(self, node: Any) -> Code:
        target_node, index_node = node.target, node.index
        if node.null_conditional:
            target = self.spilled(self.expr(target_node))
            lines, made = self.conditional(lambda: code(f"get_index(X, {target}, {self.expr(index_node)})"))
            return self._unless_null(target, lines, made)
        target, index = self.exprs([target_node, index_node])
        return code(f"get_index(X, {target}, {index})")
