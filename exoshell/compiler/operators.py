"""Operators. Int32 operands are handled inline; everything else goes to the functions of `values`.

An integer expression is built as three parts: guards (conditions in order), the fast expression that holds when all of them do, and the slow
expression; operands are names or constants, except that the very first may be any expression (the first guard names it).
"""

from __future__ import annotations

from exoshell.compiler.expressions import SCALAR_KINDS, Code, ExpressionBase, code
from exoshell.lang import ast as A

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ARITHMETIC = {
    "Plus": "add",
    "Minus": "subtract",
    "Multiply": "multiply",
    "Divide": "divide",
    "Rem": "remainder",
}
COMPARISONS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
BITS = {"Band": "band", "Bor": "bor", "Bxor": "bxor", "Shl": "shl", "Shr": "shr"}
PATTERNS = (
    "like",
    "notlike",
    "match",
    "notmatch",
    "replace",
    "split",
    "contains",
    "notcontains",
    "in",
    "notin",
    "join",
)
LOW, HIGH = "-2147483648", "2147483647"


class Fast:
    """An integer expression in parts. `low` and `high` bound the fast value."""

    __slots__ = ("guards", "fast", "slow", "low", "high", "names")

    def __init__(
        self, guards: list[str], fast: str, slow: str, low: int, high: int, names: bool = False
    ) -> None:
        self.guards, self.fast, self.slow, self.low, self.high = guards, fast, slow, low, high
        self.names = names  # the first guard names an operand, so it has to stay first


def joined_guards(left: Fast, right: Fast) -> list[str]:
    first, second = (right, left) if right.names else (left, right)
    return first.guards + [g for g in second.guards if g not in first.guards]


def operator_name(operator: Any) -> tuple[str, bool]:
    """(name in lower case without case prefix, case-sensitive) of a comparison-like operator kind (`Ieq`, `Clike`, `Is`…)."""
    name = str(operator)
    low = name.lower()
    if low in ("is", "isnot", "in", "join", "as", "contains"):
        return low, False
    if low[0] in "ic" and low[1:] in COMPARISONS or low[1:] in PATTERNS:
        return low[1:], low[0] == "c"
    return low, False


class Operators(ExpressionBase):
    """Unary and binary operators, casts, `-is`, `-as`, `-f`, ternary, ranges."""

    # --- integer arithmetic ----------------------------------------------------------------------------------------
    def fast_int(self, node: Any, first: bool) -> Fast | None:
        """The expression as guarded integer arithmetic, or None where it is not of that form."""
        while type(node) is A.ParenExpressionAst:
            elements = getattr(node.pipeline, "pipeline_elements", None)
            if (
                not elements
                or len(elements) != 1
                or type(elements[0]) is not A.CommandExpressionAst
                or elements[0].redirections
            ):
                return None
            node = elements[0].expression
        kind = type(node)
        if kind is A.ConstantExpressionAst and type(node.value) is int:
            text = repr(node.value) if node.value >= 0 else f"({node.value})"
            return Fast([], text, text, node.value, node.value)
        if kind is A.BinaryExpressionAst and str(node.operator) in ("Plus", "Minus", "Multiply", "Rem"):
            return self._fast_binary(node, first)
        return None

    def _fast_operand(self, node: Any, first: bool) -> Fast:
        found = self.fast_int(node, first)
        if found is not None:
            return found
        made = self.expr(node)
        if made.simple and made.kind == "int" and not made.isidentifier():
            return Fast([], str(made), str(made), -(2**31), 2**31 - 1)
        if made.simple and made.kind in (None, "int"):
            return Fast([f"{made}.__class__ is int"], str(made), str(made), -(2**31), 2**31 - 1)
        name = self.temp()
        if first:
            return Fast([f"({name} := {made}).__class__ is int"], name, name, -(2**31), 2**31 - 1, True)
        self.line(f"{name} = {made}")
        return Fast([f"{name}.__class__ is int"], name, name, -(2**31), 2**31 - 1)

    def _fast_binary(self, node: Any, first: bool) -> Fast | None:
        operator = str(node.operator)
        if operator == "Rem" and not (
            type(node.right) is A.ConstantExpressionAst
            and type(node.right.value) is int
            and node.right.value > 0
        ):
            return None
        if (
            type(node.left) is A.StringConstantExpressionAst
            or type(node.right) is A.StringConstantExpressionAst
        ):
            return None
        if (
            type(node.left) is A.ExpandableStringExpressionAst
            or type(node.right) is A.ExpandableStringExpressionAst
        ):
            return None
        lines = self.writer.lines
        left = self._fast_operand(node.left, first)
        mark = len(lines)
        right = self._fast_operand(node.right, first and not left.names)
        if len(lines) != mark:
            left = self._settle(left, mark)
        function = ARITHMETIC[operator]
        slow = f"{function}({left.slow}, {right.slow})"
        sign = {"Plus": "+", "Minus": "-", "Multiply": "*"}.get(operator)
        if sign and _repeatable(left.slow) and _repeatable(right.slow) and not left.slow[0].isdigit():
            real = "" if right.slow[0].isdigit() else f" and {right.slow}.__class__ in REAL"
            slow = f"({left.slow} {sign} {right.slow} if {left.slow}.__class__ is float{real} else {slow})"
        guards = joined_guards(left, right)
        names = left.names or right.names
        if operator == "Rem":
            if left.low < 0:
                guards.append(f"{left.fast} >= 0")
            return Fast(guards, f"({left.fast} % {right.fast})", slow, 0, right.high - 1, names)
        if operator == "Plus":
            low, high, text = left.low + right.low, left.high + right.high, f"{left.fast} + {right.fast}"
        elif operator == "Minus":
            low, high, text = left.low - right.high, left.high - right.low, f"{left.fast} - {right.fast}"
        else:
            products = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
            low, high, text = min(products), max(products), f"{left.fast} * {right.fast}"
        if low >= -(2**31) and high <= 2**31 - 1:
            return Fast(guards, f"({text})", slow, low, high, names)
        name = self.temp()
        if low >= -(2**31):
            guards.append(f"({name} := {text}) <= {HIGH}")
        elif high <= 2**31 - 1:
            guards.append(f"({name} := {text}) >= {LOW}")
        else:
            guards.append(f"{LOW} <= ({name} := {text}) <= {HIGH}")
        return Fast(guards, name, slow, max(low, -(2**31)), min(high, 2**31 - 1), names)

    def _settle(self, part: Fast, mark: int) -> Fast:
        """Evaluate the part in a line before `mark`, because lines of the next operand follow it."""
        name = self.temp()
        text = part.fast if part.fast == part.slow else self._joined(part)
        if part.fast == part.slow and part.names:
            text = part.guards[0].split(" := ", 1)[1].removesuffix(").__class__ is int")
        self.writer.lines.insert(mark, (self.writer.depth, f"{name} = {text}", self.writer.span))
        return Fast([f"{name}.__class__ is int"], name, name, -(2**31), 2**31 - 1)

    def _joined(self, part: Fast) -> str:
        if not part.guards:
            return part.fast
        return f"({part.fast} if {' and '.join(part.guards)} else {part.slow})"

    # --- binary ----------------------------------------------------------------------------------------------------
    def expr_BinaryExpression(self, node: Any) -> Code:
        operator = str(node.operator)
        if operator in ARITHMETIC:
            return self._arithmetic(node, operator)
        if operator in BITS:
            left, right = self.exprs([node.left, node.right])
            return code(f"{BITS[operator]}({left}, {right})", "scalar")
        if operator in ("And", "Or", "Xor"):
            return self.logical(node, operator)
        if operator == "Format":
            return self._format(node)
        if operator == "DotDot":
            left, right = self.exprs([node.left, node.right])
            return code(f"range_values({left}, {right})", "list")
        if operator == "QuestionQuestion":
            return self._coalesce(node)
        name, sensitive = operator_name(operator)
        if name in COMPARISONS:
            return self.comparison(node, name, sensitive)
        if name in ("is", "isnot", "as"):
            return self._type_operator(node, name)
        return self._pattern(node, name, sensitive)

    def _arithmetic(self, node: Any, operator: str) -> Code:
        fast = self._fast_binary(node, True) if operator != "Divide" else None
        if fast is not None:
            return code(self._joined(fast))
        left, right = self.exprs([node.left, node.right])
        if operator == "Plus" and left.kind == "str":
            return code(
                f"({left} + {right})" if right.kind == "str" else f"join_text({left}, {right})", "str"
            )
        return code(f"{ARITHMETIC[operator]}({left}, {right})")

    def comparison(self, node: Any, name: str, sensitive: bool) -> Code:
        parts = self._compare_parts(node, name, sensitive)
        return code(f"({parts[1]} if {parts[0]} else {parts[2]})" if parts[0] else parts[2], parts[3])

    def _compare_parts(self, node: Any, name: str, sensitive: bool) -> tuple[str, str, str, str | None]:
        """(guards, fast, slow, kind): the fast form is a Python bool."""
        function = ("c" if sensitive else "") + name
        sign = COMPARISONS[name]
        literal = (A.StringConstantExpressionAst, A.ExpandableStringExpressionAst)
        left_node, right_node = node.left, node.right
        if type(right_node) is A.StringConstantExpressionAst and name in ("eq", "ne"):
            left, right = self.exprs([left_node, right_node])
            value = right_node.value
            if value and value.isascii() and value.isprintable():
                bound = self.temp()
                same = (
                    f"{bound} == {value!r}"
                    if sensitive
                    else f"({bound} == {value!r} or {bound}.lower() == {value.lower()!r})"
                )
                fast = same if name == "eq" else f"not ({same})"
                kind = "bool" if left.kind in SCALAR_KINDS else None
                return (
                    f"({bound} := {left}).__class__ is str and {bound}.isascii() and '\\0' not in {bound}",
                    fast,
                    f"{function}({bound}, {right})",
                    kind,
                )
        if (
            type(left_node) in literal
            or type(right_node) in literal
            or _is_null(left_node)
            or _is_null(right_node)
        ):
            left, right = self.exprs([left_node, right_node])
            if _is_null(left_node) and name in ("eq", "ne"):
                test = "is" if name == "eq" else "is not"
                return "", "", f"(plain({right}) {test} None)", "bool"
            kind = "bool" if left.kind in SCALAR_KINDS else None
            return "", "", f"{function}({left}, {right})", kind
        lines = self.writer.lines
        left_part = self._fast_operand(left_node, True)
        mark = len(lines)
        right_part = self._fast_operand(right_node, not left_part.names)
        if len(lines) != mark:
            left_part = self._settle(left_part, mark)
        guards = joined_guards(left_part, right_part)
        slow = f"{function}({left_part.slow}, {right_part.slow})"
        return " and ".join(guards), f"{left_part.fast} {sign} {right_part.fast}", slow, None

    def condition(self, node: Any) -> Code:
        """An expression's truth as a Python bool expression."""
        while type(node) is A.ParenExpressionAst:
            elements = getattr(node.pipeline, "pipeline_elements", None)
            if (
                not elements
                or len(elements) != 1
                or type(elements[0]) is not A.CommandExpressionAst
                or elements[0].redirections
            ):
                break
            node = elements[0].expression
        if type(node) is A.BinaryExpressionAst:
            operator = str(node.operator)
            if operator in ("And", "Or", "Xor"):
                return self.logical(node, operator)
            name, sensitive = operator_name(operator)
            if name in COMPARISONS:
                guards, fast, slow, kind = self._compare_parts(node, name, sensitive)
                slow = slow if kind == "bool" else f"truth({slow})"
                return code(f"({fast} if {guards} else {slow})" if guards else slow, "bool")
            if operator in ("Plus", "Minus", "Multiply", "Rem"):
                part = self._fast_binary(node, True)
                if part is not None and part.guards:
                    return code(
                        f"({part.fast} != 0 if {' and '.join(part.guards)} else truth({part.slow}))", "bool"
                    )
        if type(node) is A.UnaryExpressionAst and str(node.token_kind) in ("Not", "Exclaim"):
            return code(f"(not {self.condition(node.child)})", "bool")
        made = self.expr(node)
        if made.kind == "bool":
            return made
        if made.kind == "null":
            return code("False", "bool", True)
        return code(f"truth({made})", "bool")

    def logical(self, node: Any, operator: str) -> Code:
        if operator == "Xor":
            left = self.spilled(self.condition(node.left))
            return code(f"({left} is not {self.condition(node.right)})", "bool")
        left = self.condition(node.left)
        lines, right = self.conditional(lambda: self.condition(node.right))
        word = "and" if operator == "And" else "or"
        if not lines:
            return code(f"({left} {word} {right})", "bool")
        name = self.temp()
        self.line(f"{name} = {left}")
        self.line(f"if {name}:" if operator == "And" else f"if not {name}:")
        with self.indented():
            self.writer.extend(lines)
            self.line(f"{name} = {right}")
        return code(name, "bool", True)

    def _format(self, node: Any) -> Code:
        left, right = self.exprs([node.left, node.right])
        return code(f"format_values({left}, {right}, X)", "str")

    def _coalesce(self, node: Any) -> Code:
        left = self.expr(node.left)
        lines, right = self.conditional(lambda: self.expr(node.right))
        name = self.temp()
        if not lines:
            return code(f"({right} if plain({name} := {left}) is None else {name})")
        self.line(f"{name} = {left}")
        self.line(f"if plain({name}) is None:")
        with self.indented():
            self.writer.extend(lines)
            self.line(f"{name} = {right}")
        return code(name, None, True)

    def _type_operator(self, node: Any, name: str) -> Code:
        left, right = self.exprs([node.left, node.right])
        if name == "as":
            return code(f"as_type({left}, to_type(X, {right}))")
        return (
            code(f"{'' if name == 'is' else 'not '}is_type(X, {left}, {right})", "bool")
            if name == "is"
            else code(f"(not is_type(X, {left}, {right}))", "bool")
        )

    def _pattern(self, node: Any, name: str, sensitive: bool) -> Code:
        flag = "False" if sensitive else "True"
        if name in ("contains", "notcontains", "in", "notin"):
            left, right = self.exprs([node.left, node.right])
            function = {
                "contains": "contains",
                "notcontains": "not contains",
                "in": "is_in",
                "notin": "not is_in",
            }[name]
            return code(f"({function}({left}, {right}, {flag}))", "bool")
        left, right = self.exprs([node.left, node.right])
        if name in ("like", "notlike"):
            return code(f"{name}({left}, {right}, {flag})", "bool" if left.kind in SCALAR_KINDS else None)
        if name in ("match", "notmatch"):
            return code(
                f"{name}_in({self.scope()}, {left}, {right}, {flag})",
                "bool" if left.kind in SCALAR_KINDS else None,
            )
        if name == "replace":
            return code(
                f"replace_in({self.scope()}, {left}, {right}, {flag})", "str" if left.kind == "str" else None
            )
        if name == "split":
            return code(f"split_in({self.scope()}, {left}, {right}, {flag})", "list")
        if name == "join":
            return code(f"join({left}, {right})", "str")
        raise NotImplementedError(f"operator {node.operator}")

    # --- unary -----------------------------------------------------------------------------------------------------
    def expr_UnaryExpression(self, node: Any) -> Code:
        kind = str(node.token_kind)
        if kind in ("Not", "Exclaim"):
            return code(f"(not {self.condition(node.child)})", "bool")
        if kind in ("PlusPlus", "MinusMinus", "PostfixPlusPlus", "PostfixMinusMinus"):
            return self.increment_expression(node, kind)
        child = self.expr(node.child)
        if kind == "Minus":
            return code(f"negate({child})")
        if kind == "Plus":
            return code(f"plus({child})")
        if kind == "Bnot":
            return code(f"bnot({child})", "scalar")
        if kind == "Comma":
            return code(f"[{self.plain(child, node.child)}]", "list")
        if kind in ("Isplit", "Csplit", "Split"):
            return code(f"split_words({child})", "list")
        if kind in ("Join", "Ijoin"):
            return code(f"join({child}, '')", "str")
        raise NotImplementedError(f"operator {kind}")

    def increment_expression(self, node: Any, kind: str) -> Code:
        raise NotImplementedError

    def expr_TernaryExpression(self, node: Any) -> Code:
        test = self.condition(node.condition)
        yes_lines, yes = self.conditional(lambda: self.expr(node.if_true))
        no_lines, no = self.conditional(lambda: self.expr(node.if_false))
        if not yes_lines and not no_lines:
            return code(f"({yes} if {test} else {no})", yes.kind if yes.kind == no.kind else None)
        name = self.temp()
        self.line(f"if {test}:")
        with self.indented():
            self.writer.extend(yes_lines)
            self.line(f"{name} = {yes}")
        self.line("else:")
        with self.indented():
            self.writer.extend(no_lines)
            self.line(f"{name} = {no}")
        return code(name, None, True)

    # --- casts -----------------------------------------------------------------------------------------------------
    def expr_ConvertExpression(self, node: Any) -> Code:
        type_node = node.type.type_name
        name = str(getattr(type_node, "name", "")).lower() if type(type_node) is A.TypeName else ""
        child = node.child
        if name == "ref":
            return self._reference(child)
        if (
            name in ("pscustomobject", "system.management.automation.pscustomobject")
            and type(child) is A.HashtableAst
        ):
            return self.custom_object(child)
        if name == "ordered" and type(child) is A.HashtableAst:
            names, entries, constant = self.hash_parts(child)
            return code(
                f"ordered_of({names}, {entries})" if constant else f"ordered_pairs({entries})", "scalar"
            )
        if name == "void":
            made = self.expr(child)
            return code(f"void({made})")
        made = self.expr(child)
        if name in ("pscustomobject", "system.management.automation.pscustomobject"):
            return code(f"cast_custom({made})")
        if name in ("int", "int32", "system.int32"):
            bound = self.temp()
            return code(f"({bound} if ({bound} := {made}).__class__ is int else cast_int({bound}))", "int")
        if name in ("string", "system.string"):
            if made.kind == "str":
                return made
            bound = self.temp()
            return code(
                f"({bound} if ({bound} := {made}).__class__ is str else cast_text({self.scope()}, {bound}))",
                "str",
            )
        if name in ("bool", "system.boolean", "boolean"):
            return code(f"truth({made})", "bool")
        if name in ("object", "system.object"):
            return code(f"{made}")
        kind = (
            "scalar"
            if name
            in (
                "double",
                "long",
                "decimal",
                "datetime",
                "timespan",
                "char",
                "guid",
                "version",
                "regex",
                "byte",
                "int64",
            )
            else None
        )
        return code(f"cast({self.type_ref(type_node)}, {made}, X)", kind)

    def _reference(self, child: Any) -> Code:
        if type(child) is A.VariableExpressionAst:
            return code(f"make_ref({self.scope()}, {str(child.variable_path)!r})", "scalar")
        return code(f"value_ref({self.expr(child)})", "scalar")

    def expr_AttributedExpression(self, node: Any) -> Code:
        return self.expr(node.child)


def _repeatable(text: str) -> bool:
    return text.isidentifier() or text.isdigit()


def _is_null(node: Any) -> bool:
    return type(node) is A.VariableExpressionAst and str(node.variable_path).lower() == "null"
