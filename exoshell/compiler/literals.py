"""Constants, strings, arrays, hashtables, script blocks, types."""

from __future__ import annotations

from exoshell.compiler.expressions import Code, ExpressionBase, code, is_constant
from exoshell.lang import ast as A

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

QUOTES = '\u201c\u201d\u201e"'
ESCAPES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}


def number_code(value: Any) -> Code:
    """A Python expression for a number constant."""
    kind = type(value)
    if kind is int:
        return code(repr(value) if value >= 0 else f"({value})", "int", True)
    if kind is float:
        text = repr(value)
        if text in ("inf", "-inf", "nan"):
            text = f"float({text!r})"
        return code(text if value >= 0 else f"({text})", "scalar", True)
    return code("", "scalar", True)


def unescape(text: str, here: bool, bare: bool = False) -> str:
    """Resolve backtick escapes (and doubled quotes outside here-strings) in a literal piece of an expandable string."""
    out: list[str] = []
    i, end = 0, len(text)
    while i < end:
        c = text[i]
        if c == "`" and i + 1 < end:
            i += 1
            c = text[i]
            if c == "u" and i + 1 < end and text[i + 1] == "{":
                close = text.find("}", i)
                out.append(chr(int(text[i + 2 : close], 16)))
                i = close + 1
                continue
            if c == "\r" and text[i + 1 : i + 2] == "\n" and bare:
                i += 1
            out.append(ESCAPES.get(c, c))
            i += 1
            continue
        if c in QUOTES and not here and not bare:
            if i + 1 < end and text[i + 1] in QUOTES:
                i += 1
                c = text[i]
        out.append(c)
        i += 1
    return "".join(out)


def unquote_bare(text: str) -> str:
    """A literal piece of a bare word: escapes resolved, quoted parts spliced in."""
    out: list[str] = []
    i, end = 0, len(text)
    while i < end:
        c = text[i]
        if c == "`" and i + 1 < end:
            out.append(unescape(text[i : i + 2], True))
            i += 2
        elif c in "'\u2018\u2019\u201a\u201b":
            close = next((k for k in range(i + 1, end) if text[k] in "'\u2018\u2019\u201a\u201b"), end)
            out.append(text[i + 1 : close])
            i = close + 1
        elif c in QUOTES:
            i += 1
        else:
            out.append(c)
            i += 1
    return "".join(out)


class Literals(ExpressionBase):
    """Expressions that make values."""

    def expr_ConstantExpression(self, node: Any) -> Code:
        value = node.value
        made = number_code(value)
        if made:
            return made
        kind = type(value)
        name = {"Decimal": "Decimal"}.get(kind.__name__, kind.__name__)
        text = (
            f"{name}({str(value)!r})"
            if name == "Decimal"
            else f"{name}({int(value) if isinstance(value, int) else value!r})"
        )
        return code(self.constant(text), "scalar", True)

    def expr_StringConstantExpression(self, node: Any) -> Code:
        return code(repr(node.value), "str", True)

    def expr_ExpandableStringExpression(self, node: Any) -> Code:
        nested = list(node.nested_expressions or ())
        pieces = self.string_pieces(node, nested)
        self.in_text = True
        values = self.exprs([n for n in nested])
        self.in_text = False
        self_ofs = self.scope
        parts: list[str] = []
        for i, piece in enumerate(pieces):
            if piece:
                parts.append(repr(piece))
            if i < len(values):
                value = values[i]
                if value.kind == "str":
                    parts.append(str(value))
                elif value.kind == "int" and value.simple:
                    parts.append(f"str({value})")
                else:
                    parts.append(f"expand({self_ofs()}, {value})")
        if not parts:
            return code("''", "str", True)
        if len(parts) == 1:
            return code(parts[0], "str")
        return code(
            "(" + " + ".join(parts) + ")" if len(parts) < 4 else "''.join((" + ", ".join(parts) + "))", "str"
        )

    def string_pieces(self, node: Any, nested: list[Any]) -> list[str]:
        """The literal text before, between and after the nested expressions."""
        kind = str(node.string_constant_type)
        start, end = node.span
        here = "Here" in kind
        bare = kind == "BareWord"
        text = self.source
        if here:
            start = text.index("\n", start) + 1
            end = end - 2
            if end > start and text[end - 1] == "\n":
                end -= 1
                if end > start and text[end - 1] == "\r":
                    end -= 1
            if end < start:
                end = start
        elif not bare:
            start, end = start + 1, end - 1
        pieces: list[str] = []
        at = start
        for inner in nested:
            raw = text[at : inner.span[0]]
            pieces.append(unquote_bare(raw) if bare else unescape(raw, here))
            at = inner.span[1]
        raw = text[at:end]
        pieces.append(unquote_bare(raw) if bare else unescape(raw, here))
        return pieces

    def expr_ArrayLiteral(self, node: Any) -> Code:
        return code("[" + ", ".join(self.element_codes(node.elements)) + "]", "list")

    def element_codes(self, nodes: Any) -> list[str]:
        return [str(self.plain(c, n)) for c, n in zip(self.exprs(nodes), nodes)]

    def plain(self, made: Code, node: Any) -> Code:
        """AutomationNull becomes null where a value goes into an array or argument."""
        if made.kind is not None or is_constant(node):
            return made
        inner = node
        while type(inner) is A.ParenExpressionAst:
            elements = getattr(inner.pipeline, "pipeline_elements", None)
            if not elements or len(elements) != 1 or type(elements[0]) is not A.CommandExpressionAst:
                return code(f"plain({made})")
            inner = elements[0].expression
        if type(inner) in (
            A.VariableExpressionAst,
            A.SubExpressionAst,
            A.InvokeMemberExpressionAst,
            A.IndexExpressionAst,
            A.MemberExpressionAst,
        ):
            return code(f"plain({made})")
        return made

    def expr_ArrayExpression(self, node: Any) -> Code:
        block = node.sub_expression
        statements = list(block.statements or ())
        if not statements and not block.traps:
            return code("[]", "list")
        single = self.single_expression(statements) if not block.traps else None
        if single is not None:
            made = self.expr(single)
            if made.kind == "list":
                return made if type(single) is A.ArrayLiteralAst else code(f"list({made})", "list")
            if made.kind in ("int", "str", "bool", "scalar", "null"):
                return code(f"[{made}]", "list")
            return code(f"array({made})", "list")
        name = self.capture(lambda: self.statements(statements, block.traps))
        return code(name, "list", True)

    def expr_SubExpression(self, node: Any) -> Code:
        block = node.sub_expression
        statements = list(block.statements or ())
        if not statements and not block.traps:
            return code("None", "null", True)
        single = self.single_expression(statements) if not block.traps else None
        if single is not None and (
            self.facts.reads_status or self.frame.in_try is False and not quiet(single)
        ):
            single = None
        if single is not None:
            made = self.expr(single)
            if made.kind in ("int", "str", "bool", "scalar", "null"):
                return made
            return code(f"flatten({made})")
        name = self.capture(lambda: self.statements(statements, block.traps))
        return code(f"collapse({name})")

    def single_expression(self, statements: list[Any]) -> Any:
        """The expression where the statements are one plain expression, else None."""
        if len(statements) != 1:
            return None
        return plain_expression(statements[0])

    def capture(self, produce: Any) -> str:
        """Run `produce` with output going to a new list; the list's name."""
        name = self.temp("L")
        before = self.frame.out
        self.frame.out = self.temp("o")
        self.line(f"{name} = []")
        self.line(f"{self.frame.out} = {name}.append")
        try:
            produce()
        finally:
            self.frame.out = before
        return name

    def expr_ParenExpression(self, node: Any) -> Code:
        return self.paren_value(node.pipeline)

    def expr_Hashtable(self, node: Any) -> Code:
        names, entries, constant = self.hash_parts(node)
        if constant:
            return code(f"hash_of({names}, {entries})", "scalar")
        return code(f"hash_pairs({entries})", "scalar")

    def hash_parts(self, node: Any) -> tuple[str, str, bool]:
        """(folded -> name, folded -> value, True) where all keys are different string constants, else ('', pairs, False)."""
        pairs = list(node.key_value_pairs or ())
        keys = [k for k, _ in pairs]
        folded = [k.value.lower() if type(k) is A.StringConstantExpressionAst else None for k in keys]
        constant = None not in folded and len(set(folded)) == len(folded)
        values = self.statement_values([v for _, v in pairs], [] if constant else keys)
        if constant:
            names = ", ".join(f"{f!r}: {k.value!r}" for f, k in zip(folded, keys))
            entries = ", ".join(f"{f!r}: {v}" for f, v in zip(folded, values))
            return "{" + names + "}", "{" + entries + "}", True
        half = len(keys)
        text = "".join(f"({k}, {v}), " for k, v in zip(values[:half], values[half:]))
        return "", f"({text})", False

    def statement_values(self, statements: list[Any], keys: list[Any]) -> list[Code]:
        """Values of key expressions (first half) and value statements, in order of evaluation key, value, key, value."""
        order: list[tuple[bool, Any]] = []
        for i, statement in enumerate(statements):
            if keys:
                order.append((True, keys[i]))
            order.append((False, statement))
        codes: list[Code] = []
        lines = self.writer.lines
        for is_key, node in order:
            mark = len(lines)
            made = self.expr(node) if is_key else self.value_of(node)
            if len(lines) != mark:
                self._spill(codes, mark)
            codes.append(made)
        return codes[0::2] + codes[1::2] if keys else codes

    def custom_object(self, node: Any) -> Code:
        """`[pscustomobject]@{…}`."""
        pairs = list(node.key_value_pairs or ())
        keys = [k for k, _ in pairs]
        folded = [k.value.lower() if type(k) is A.StringConstantExpressionAst else None for k in keys]
        if None in folded or len(set(folded)) != len(folded) or "pstypename" in folded or "" in folded:
            _, entries, constant = self.hash_parts(node)
            if constant:
                values = self.statement_values([], [])
                del values
                return code(f"object_of(ordered_of({self._names(keys)}, {entries}))", "scalar")
            return code(f"object_of(ordered_pairs({entries}))", "scalar")
        values = self.statement_values([v for _, v in pairs], [])
        inner = ", ".join(f"{k.value!r}: {self.plain_value(v)}" for k, v in zip(keys, values))
        return code("PSO({" + inner + "})", "scalar")

    def plain_value(self, made: Code) -> Code:
        return made

    def _names(self, keys: list[Any]) -> str:
        return "{" + ", ".join(f"{k.value.lower()!r}: {k.value!r}" for k in keys) + "}"

    def expr_ScriptBlockExpression(self, node: Any) -> Code:
        start, end = node.script_block.span
        site = self.constant(f"block_at(UNIT, {start}, {end})")
        return code(f"make_block({site}, {self.scope()})", "scalar")

    def expr_TypeExpression(self, node: Any) -> Code:
        return code(self.type_ref(node.type_name), "scalar")

    def type_ref(self, node: Any) -> str:
        """An expression for the PSType a type name stands for."""
        text = type_text(node)
        site = self.constant(f"TypeSite({text!r}, {tuple(self.uses_namespaces)!r})")
        return f"({site}.fixed or {site}.find(X))"

    def expr_UsingExpression(self, node: Any) -> Code:
        inner = node.sub_expression
        if type(inner) is A.VariableExpressionAst:
            return code(f"using_get({self.scope()}, {str(inner.variable_path)!r})")
        return self.expr(inner)

    def expr_ErrorExpression(self, node: Any) -> Code:
        return code("None")


def quiet(node: Any) -> bool:
    """Whether evaluating the expression is not expected to raise, so that it needs no statement of its own inside `$( )`."""
    kind = type(node)
    if kind in (
        A.ConstantExpressionAst,
        A.StringConstantExpressionAst,
        A.VariableExpressionAst,
        A.ScriptBlockExpressionAst,
        A.TypeExpressionAst,
    ):
        return True
    if kind is A.MemberExpressionAst:
        return (
            not node.static and quiet(node.expression) and type(node.member) is A.StringConstantExpressionAst
        )
    if kind is A.ArrayLiteralAst:
        return all(quiet(e) for e in node.elements)
    if kind is A.BinaryExpressionAst and str(node.operator) in ("Plus", "Minus", "Multiply"):
        return all(
            quiet(n) and type(n) is not A.StringConstantExpressionAst for n in (node.left, node.right)
        ) and any(type(n) is A.ConstantExpressionAst for n in (node.left, node.right))
    if kind is A.ParenExpressionAst:
        inner = plain_expression(node.pipeline)
        return inner is not None and quiet(inner)
    return False


def type_text(node: Any) -> str:
    """The name of a type as written, brackets of arrays and generics included."""
    kind = type(node)
    if kind is A.ArrayTypeName:
        rank = node.rank or 1
        return f"{type_text(node.element_type)}[{',' * (int(rank) - 1)}]"
    if kind is A.GenericTypeName:
        return f"{type_text(node.type_name)}[{','.join(type_text(a) for a in node.generic_arguments)}]"
    return str(node.name)


def plain_expression(statement: Any) -> Any:
    """The expression of a statement that is nothing but an expression, else None."""
    if type(statement) is A.PipelineAst:
        elements = statement.pipeline_elements
        if len(elements) != 1 or statement.background:
            return None
        statement = elements[0]
    if type(statement) is A.CommandExpressionAst and not statement.redirections:
        return statement.expression
    return None
