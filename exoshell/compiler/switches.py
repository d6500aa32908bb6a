"""switch."""

from __future__ import annotations

from exoshell.compiler.expressions import ExpressionBase
from exoshell.compiler.writer import Loop, loop_label
from exoshell.lang import ast as A

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Switches(ExpressionBase):
    """The switch statement."""

    # --- switch ----------------------------------------------------------------------------------------------------------
    def switch_statement(self, node: Any) -> None:
        self._outer_flow(node, lambda: self._switch(node))

    def _switch(self, node: Any) -> None:
        flags = str(node.flags or "").lower()
        mode = "regex" if "regex" in flags else "wildcard" if "wildcard" in flags else "exact"
        sensitive = "casesensitive" in flags
        source, old = self.temp("s"), self.temp("u")
        before = self.writer.at(node.condition.span)

        def produce() -> None:
            made = self.value_of(node.condition)  # type: ignore[attr-defined]
            self.line(
                f"{source} = {'switch_file(X, ' + str(made) + ')' if 'file' in flags else f'switch_items({made})'}"
            )

        self._guarded(produce, node.condition, (f"{source} = ()",), True)
        self.writer.span = before
        item = self.temp("i")
        enumerator = saved = ""
        if "switch" in self.facts.mentions:
            enumerator, saved = self.temp("e"), self.temp("f")
            self.line(f"{saved} = {self.read('switch')}")
            self.line(f"{enumerator} = Enumerator({source})")
            self.write("switch", enumerator)
            source = f"{enumerator}.rest()"
        self.line(f"{old} = {self.raw_read('_')}")
        self.line("try:")
        with self.indented():
            self.line(f"for {item} in {source}:")
            with self.indented():
                self.write("_", item, True)
                loop = Loop(loop_label(node), None, True)
                self.frame.loops.append(loop)
                definite = set(self.frame.definite)
                self._switch_clauses(node, mode, sensitive, item)
                self.frame.definite = definite
                self.frame.loops.pop()
        self.line("finally:")
        with self.indented():
            self.restore("_", old)
            if enumerator:
                self.write("switch", saved)

    def _switch_clauses(self, node: Any, mode: str, sensitive: bool, item: str) -> None:
        found = self.temp("m")
        default = node.default
        if default is not None:
            self.line(f"{found} = False")
        mark = len(self.writer.lines)
        for pattern, body in node.clauses or ():
            before = self.writer.at(pattern.span)
            test = self.temp("c")

            def produce(pattern: Any = pattern, test: str = test) -> None:
                self.line(f"{test} = {self._switch_test(pattern, mode, sensitive, item)}")

            self._guarded(produce, pattern, (f"{test} = False",), True)
            self.writer.span = before
            self.line(f"if {test}:")
            with self.indented():
                if default is not None:
                    self.line(f"{found} = True")
                definite = set(self.frame.definite)
                inner = len(self.writer.lines)
                self.block_lines(body)
                if len(self.writer.lines) == inner:
                    self.line("pass")
                self.frame.definite = definite
        if default is not None:
            self.line(f"if not {found}:")
            self.block(default)
        if len(self.writer.lines) == mark:
            self.line("pass")

    def _switch_test(self, pattern: Any, mode: str, sensitive: bool, item: str) -> str:
        if type(pattern) is A.ScriptBlockExpressionAst and self._can_inline(pattern.script_block):  # type: ignore[attr-defined]
            block = pattern.script_block
            single = self.single_expression(list(block.end_block.statements or ()))  # type: ignore[attr-defined]
            if single is not None and not block.end_block.traps:
                return f"truth({self.expr(single)})"
            name = self.capture(
                lambda: self.statements(block.end_block.statements or (), block.end_block.traps)
            )  # type: ignore[attr-defined]
            return f"truth(collapse({name}))"
        made = self.expr(pattern)
        if mode == "exact" and type(pattern) is A.StringConstantExpressionAst and not sensitive:
            value = str(pattern.value)
            if value and value.isascii() and value.isprintable():
                return f"({item}.lower() == {value.lower()!r} if {item}.__class__ is str and {item}.isascii() else switch_exact({self.scope()}, {item}, {made}, True))"
        return f"switch_{mode}({self.scope()}, {item}, {made}, {not sensitive})"
