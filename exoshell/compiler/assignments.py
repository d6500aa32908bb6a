"""Assignments, increments, typed variables, function definitions."""

from __future__ import annotations

from exoshell.compiler.analysis import plain_name
from exoshell.compiler.expressions import Code, ExpressionBase, code
from exoshell.compiler.literals import plain_expression, type_text
from exoshell.lang import ast as A

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

COMPOUND = {
    "PlusEquals": ("add", "Plus"),
    "MinusEquals": ("subtract", "Minus"),
    "MultiplyEquals": ("multiply", "Multiply"),
    "DivideEquals": ("divide", "Divide"),
    "RemainderEquals": ("remainder", "Rem"),
}


class Assignments(ExpressionBase):
    """Statements that store."""

    def stmt_AssignmentStatement(self, node: Any) -> None:
        self._assign(node, False)

    def assignment_value(self, node: Any) -> Code:
        """The assignment as an expression: done, and its value."""
        return self._assign(node, True)

    def _assign(self, node: Any, want: bool) -> Code:
        operator = str(node.operator)
        left = node.left
        if operator == "QuestionQuestionEquals":
            return self._coalesce_assign(node, want)
        if operator != "Equals":
            return self._compound(node, operator, want)
        value = self.right_value(node.right)
        if want:
            value = self.spilled(value)
        self._store(left, value, node)
        if want and type(left) in (A.ConvertExpressionAst, A.AttributedExpressionAst):
            return self._read_target(left)
        return value

    def _read_target(self, left: Any) -> Code:
        while type(left) in (A.ConvertExpressionAst, A.AttributedExpressionAst):
            left = left.child
        return self.expr(left)

    def right_value(self, node: Any) -> Code:
        single = plain_expression(node)
        if single is not None:
            return self.expr(single)
        return self.value_of(node)  # type: ignore[attr-defined,no-any-return]

    def _store(self, left: Any, value: Code, node: Any) -> None:
        if type(left) is A.VariableExpressionAst:
            path = str(left.variable_path)
            name = plain_name(path)
            if name is not None:
                if path != name and path.rpartition(":")[2] != name:
                    self.spellings.setdefault(name, path.rpartition(":")[2])
                self.write(name, value, self._constant_assignment(node))  # type: ignore[attr-defined]
                return
        self.assign_to(left, value)

    def assign_to(self, left: Any, value: str) -> None:
        """Lines that store the expression `value` in a target of any form."""
        kind = type(left)
        if kind is A.VariableExpressionAst:
            path = str(left.variable_path)
            name = plain_name(path)
            if name is not None:
                if path != name and path.rpartition(":")[2] != name:
                    self.spellings.setdefault(name, path.rpartition(":")[2])
                self.write(name, value)
                return
            prefix, _, rest = path.partition(":")
            if rest != rest.lower() and prefix.lower() in (
                "global",
                "script",
                "local",
                "private",
                "variable",
            ):
                self.spellings.setdefault(rest.lower(), rest)
            if prefix.lower() == "env":
                self.line(f"env_set(X, {rest!r}, {value})")
            else:
                self.line(f"drive_set({self.scope()}, {prefix.lower()!r}, {rest!r}, {value})")
        elif kind is A.MemberExpressionAst:
            name_code = (
                repr(left.member.value) if type(left.member) is A.StringConstantExpressionAst else None
            )
            if not value.isidentifier():
                held = self.temp()
                self.line(f"{held} = {value}")
                value = held
            if left.static:
                target = self.expr(left.expression)
                self.line(f"static_set(X, {target}, {name_code or self.expr(left.member)}, {value})")
            else:
                target = self.expr(left.expression)
                self.line(
                    f"set_member(X, {target}, {name_code or f'member_name({self.expr(left.member)})'}, {value})"
                )
        elif kind is A.IndexExpressionAst:
            if not value.isidentifier():
                held = self.temp()
                self.line(f"{held} = {value}")
                value = held
            target, index = self.exprs([left.target, left.index])
            self.line(f"set_index(X, {target}, {index}, {value})")
        elif kind is A.ArrayLiteralAst:
            self._parallel(left.elements, value)
        elif kind is A.ParenExpressionAst:
            self.assign_to(plain_expression(left.pipeline), value)
        elif kind in (A.ConvertExpressionAst, A.AttributedExpressionAst):
            self._typed(left, value)
        else:
            raise NotImplementedError(f"assignment to {kind.__name__}")

    def _parallel(self, elements: Any, value: str) -> None:
        parts = self.temp("a")
        self.line(f"{parts} = spread({value}, {len(elements)})")
        for i, element in enumerate(elements):
            self.assign_to(element, f"{parts}[{i}]")

    def _typed(self, left: Any, value: str) -> None:
        """`[int]$x = …`, `[ValidateRange(1, 5)]$x = …`: the variable keeps type and checks."""
        steps: list[str] = []
        inner = left
        while type(inner) in (A.ConvertExpressionAst, A.AttributedExpressionAst):
            attribute = inner.type if type(inner) is A.ConvertExpressionAst else inner.attribute
            steps.append(self.attribute_code(attribute))
            inner = inner.child
        if type(inner) is not A.VariableExpressionAst:
            made = value
            for step in reversed(steps):
                made = f"cast_by(X, {step}, {made})"
            self.assign_to(inner, made)
            return
        self.line(
            f"assign_typed({self.scope()}, {str(inner.variable_path)!r}, ({''.join(s + ', ' for s in steps)}), {value})"
        )

    def attribute_code(self, node: Any) -> str:
        """A constraint as data: ('type', PSType site) or ('attribute', name, positional, named)."""
        if type(node) is A.TypeConstraintAst:
            return f"('type', {type_text(node.type_name)!r}, {self.type_ref(node.type_name)})"  # type: ignore[attr-defined]
        positional = ", ".join(str(c) for c in self.exprs(list(node.positional_arguments or ())))
        named = ", ".join(
            f"{a.argument_name!r}: {'True' if a.expression_omitted else self.expr(a.argument)}"
            for a in node.named_arguments or ()
        )
        return f"('attribute', {type_text(node.type_name)!r}, [{positional}], {{{named}}}, None)"

    # --- compound ----------------------------------------------------------------------------------------------------
    def _compound(self, node: Any, operator: str, want: bool) -> Code:
        function, plain = COMPOUND[operator]
        left = node.left
        if type(left) is A.VariableExpressionAst and plain_name(str(left.variable_path)) is not None:
            single = plain_expression(node.right)
            if single is not None:
                joined = A.BinaryExpressionAst(node.span, plain, node.error_position, left, single)
                self.own_only = plain_name(str(left.variable_path))
                value = self.expr(joined)
                self.own_only = None
            else:
                right = self.right_value(node.right)
                self.own_only = plain_name(str(left.variable_path))
                value = code(f"{function}({self.expr(left)}, {right})")
                self.own_only = None
            if want:
                value = self.spilled(value)
            self.write(plain_name(str(left.variable_path)), value)  # type: ignore[arg-type]
            return value
        target, get, put = self._place(left)
        del target
        right = self.right_value(node.right)
        value = self.spilled(code(f"{function}({get}, {right})"))
        put(value)
        return value

    def _place(self, left: Any) -> tuple[str, str, Any]:
        """A target that is read and then written, its parts evaluated once: (unused, read expression, writer)."""
        kind = type(left)
        if kind is A.MemberExpressionAst:
            target = self.spilled(self.expr(left.expression))
            if type(left.member) is A.StringConstantExpressionAst:
                name: str = repr(left.member.value)
            else:
                name = self.spilled(code(f"member_name({self.expr(left.member)})"))
            if left.static:
                return (
                    "",
                    f"static_get(X, {target}, {name})",
                    lambda v: self.line(f"static_set(X, {target}, {name}, {v})"),
                )
            return (
                "",
                f"get_member(X, {target}, {name})",
                lambda v: self.line(f"set_member(X, {target}, {name}, {v})"),
            )
        if kind is A.IndexExpressionAst:
            target, index = (self.spilled(c) for c in self.exprs([left.target, left.index]))
            return (
                "",
                f"get_index(X, {target}, {index})",
                lambda v: self.line(f"set_index(X, {target}, {index}, {v})"),
            )
        if kind in (A.ConvertExpressionAst, A.AttributedExpressionAst):
            inner = left
            while type(inner) in (A.ConvertExpressionAst, A.AttributedExpressionAst):
                inner = inner.child
            return "", str(self.expr(inner)), lambda v: self.assign_to(left, v)
        if kind is A.ParenExpressionAst:
            return self._place(plain_expression(left.pipeline))
        return "", str(self.expr(left)), lambda v: self.assign_to(left, v)

    def _coalesce_assign(self, node: Any, want: bool) -> Code:
        _, get, put = self._place(node.left)
        name = self.temp()
        self.line(f"{name} = {get}")
        self.line(f"if plain({name}) is None:")
        with self.indented():
            value = self.right_value(node.right)
            self.line(f"{name} = {value}")
            put(name)
        return code(name, None, True)

    # --- ++ and -- -----------------------------------------------------------------------------------------------------
    def increment_statement(self, node: Any) -> None:
        self._increment(node, str(node.token_kind), False)

    def increment_expression(self, node: Any, kind: str) -> Code:
        return self._increment(node, kind, True)

    def _increment(self, node: Any, kind: str, want: bool) -> Code:
        up = kind.endswith("PlusPlus")
        function = "increment" if up else "decrement"
        child = node.child
        while type(child) is A.ParenExpressionAst:
            child = plain_expression(child.pipeline)
        name = plain_name(str(child.variable_path)) if type(child) is A.VariableExpressionAst else None
        if name is not None and self.is_cell(name) and name not in self.parameters:
            ident = self.identifier(name)
            self.own_only = name
            old = self.read(name)
            self.own_only = None
            if want and not old.simple:
                old = self.spilled(old)
            result: Code = code("None")
            if want and kind.startswith("Postfix"):
                kept = self.temp()
                self.line(f"{kept} = {old}")
                result = code(f"number_of({kept})", None)
            sign, bound = ("+", "< 2147483647") if up else ("-", "> -2147483648")
            if old.simple:
                self.line(
                    f"{ident} = {old} {sign} 1 if {old}.__class__ is int and {old} {bound} else {function}({old})"
                )
            else:
                held = self.temp()
                self.line(
                    f"{ident} = {held} {sign} 1 if ({held} := {old}).__class__ is int and {held} {bound} else {function}({held})"
                )
            self.wrote(ident)
            return result if kind.startswith("Postfix") else code(ident, None, True)
        _, get, put = self._place(child)
        before = self.spilled(code(get))
        after = self.spilled(code(f"{function}({before})"))
        put(after)
        return code(f"number_of({before})") if kind.startswith("Postfix") else after

    # --- functions -------------------------------------------------------------------------------------------------------
    def stmt_FunctionDefinition(self, node: Any) -> None:
        start, end = node.span
        site = self.constant(f"function_at(UNIT, {start}, {end}, {str(node.name)!r}, {bool(node.is_filter)})")
        self.line(f"define_function({self.scope()}, {site})")

    def stmt_TypeDefinition(self, node: Any) -> None:
        """Types are made before the body runs."""
