"""Statements: error handling round each, conditions, loops, switch, try, trap, control words."""

from __future__ import annotations

from exoshell.compiler.analysis import plain_name, walk
from exoshell.compiler.expressions import Code, ExpressionBase, code
from exoshell.compiler.handlers import Handlers
from exoshell.compiler.literals import plain_expression
from exoshell.compiler.switches import Switches
from exoshell.compiler.writer import Loop, loop_label
from exoshell.lang import ast as A

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

FLOWING = (A.CommandAst, A.InvokeMemberExpressionAst)
SAFE = (A.ConstantExpressionAst, A.StringConstantExpressionAst)


class Statements(Handlers, Switches, ExpressionBase):
    """Statement lists and control flow."""

    def statements(self, nodes: Any, traps: Any = None) -> None:
        """Write a list of statements, each with its own error handling."""
        if traps:
            self._with_traps(nodes, traps)
            return
        for node in nodes:
            self.statement(node)

    def statement(self, node: Any) -> None:
        before = self.writer.at(node.span)
        method = STRUCTURES.get(type(node))
        if method is not None:
            getattr(self, method)(node)
        else:
            self._guarded(lambda: self.bare_statement(node), node)
        self.writer.span = before

    def bare_statement(self, node: Any) -> None:
        """The statement without error handling of its own."""
        before = self.writer.at(node.span)
        method = STRUCTURES.get(type(node))
        getattr(self, method or "stmt_" + type(node).__name__[:-3])(node)
        if method is None and (self.facts.reads_status or id(node) in self._final_statements()):
            if not self._is_command(node) and type(node) is not A.PipelineChainAst:
                self.line("X.ok = True")
        self.writer.span = before

    def _final_statements(self) -> frozenset[int]:
        """The statements that a program may end with: they decide about its exit code."""
        found = self.finals
        if found is None:
            body = self.root.end_block
            nodes: set[int] = set()
            if self.global_scope and body is not None:
                add_finals(body.statements or (), nodes)
            found = self.finals = frozenset(nodes)
        return found

    finals: frozenset[int] | None = None

    def _is_command(self, node: Any) -> bool:
        """Whether a command in the statement decides about `$?`."""
        if type(plain_expression(node)) is A.ExpandableStringExpressionAst:
            return False
        return any(type(n) is A.CommandAst for n in walk(node, False))

    def _guarded(
        self, produce: Callable[[], Any], node: Any, on_fail: tuple[str, ...] = (), on_flow: bool = True
    ) -> None:
        """Write what `produce` writes inside a handler that reports errors and goes on."""
        mark = len(self.writer.lines)
        lines, _ = self.writer.captured(produce)
        if not lines:
            return
        del mark
        flow = on_flow and bool(self.frame.loops) and self._may_flow(node)
        handles = not self.frame.in_try and not self._cannot_fail(node)
        if not flow and not handles:
            self.writer.extend(lines)
            return
        self.line("try:")
        with self.indented():
            self.writer.extend(lines)
        if handles:
            self.line("except Exception as e:")
            with self.indented():
                self.line("fail(X, e)")
                for text in on_fail:
                    self.line(text)
        if flow:
            self._flow_handler()

    def _flow_handler(self) -> None:
        loop = self.frame.loops[-1]
        self.line("except LoopFlow as e:")
        with self.indented():
            self.line(f"if loop_signal(e, {loop.label!r}): break")
            for line in loop.next_lines or ():
                self.writer.extend([line])
            self.line("continue")

    def _may_flow(self, node: Any) -> bool:
        return any(
            isinstance(n, FLOWING) or type(n) in (A.BreakStatementAst, A.ContinueStatementAst)
            for n in walk(node, False)
        )

    def _cannot_fail(self, node: Any) -> bool:
        kind = type(node)
        if kind in (A.BreakStatementAst, A.ContinueStatementAst, A.FunctionDefinitionAst):
            return True
        if kind is A.ReturnStatementAst:
            return node.pipeline is None
        if kind is A.AssignmentStatementAst:
            return self._constant_assignment(node)
        return False

    def _constant_assignment(self, node: Any) -> bool:
        if str(node.operator) != "Equals" or type(node.left) is not A.VariableExpressionAst:
            return False
        name = plain_name(str(node.left.variable_path))
        if name is None or not self.is_cell(name) or name in self.parameters:
            return False
        value = plain_expression(node.right)
        return (
            type(value) in SAFE
            or (
                type(value) in (A.VariableExpressionAst,)
                and plain_name(str(value.variable_path)) in ("true", "false", "null")
            )
            or (type(value) is A.ArrayExpressionAst and not value.sub_expression.statements)
            or (type(value) is A.HashtableAst and not value.key_value_pairs)
        )

    def block(self, node: Any) -> None:
        """A `{ }` of a control statement, one level deeper; `pass` where it is empty."""
        with self.indented():
            mark = len(self.writer.lines)
            if node is not None:
                self.statements(node.statements or (), node.traps)
            if len(self.writer.lines) == mark:
                self.line("pass")

    def block_lines(self, node: Any) -> None:
        if node is not None:
            self.statements(node.statements or (), node.traps)

    # --- if --------------------------------------------------------------------------------------------------------
    def if_statement(self, node: Any) -> None:
        self._clauses(list(node.clauses), node.else_clause)

    def _clauses(self, clauses: list[Any], otherwise: Any) -> None:
        condition, body = clauses[0]
        before = self.writer.at(condition.span)
        test, failing = self._test(condition)
        self.writer.span = before
        definite = set(self.frame.definite)
        self.line(f"if {test}:")
        self.block(body)
        after_yes = self.frame.definite
        self.frame.definite = set(definite)
        if len(clauses) > 1:
            self.line(f"elif {test} is not None:" if failing else "else:")
            with self.indented():
                self._clauses(clauses[1:], otherwise)
        elif otherwise is not None:
            self.line(f"elif {test} is not None:" if failing else "else:")
            self.block(otherwise)
        self.frame.definite = (after_yes & self.frame.definite) | definite if not failing else definite

    def _test(self, condition: Any) -> tuple[str, bool]:
        """A Python condition; True where it may be None because evaluating it failed."""
        single = plain_expression(condition)
        if self.facts.reads_status and self._is_command(condition):
            held = self.temp()
            lines, made = self.writer.captured(lambda: self._settled_truth(condition, single, held))
        else:
            lines, made = self.writer.captured(lambda: self._truth(condition, single))
        if self.frame.in_try or self._cannot_fail_test(single):
            flow = bool(self.frame.loops) and self._may_flow(condition)
            if not flow:
                self.writer.extend(lines)
                return str(made), False
        name = self.temp("c")
        self.line("try:")
        with self.indented():
            self.writer.extend(lines)
            self.line(f"{name} = {made}")
        failing = not self.frame.in_try
        if failing:
            self.line("except Exception as e:")
            with self.indented():
                self.line(f"fail(X, e); {name} = None")
        if self.frame.loops and self._may_flow(condition):
            self._flow_handler()
        elif not failing:
            self.line("finally: pass")
        return name, failing

    def _settled_truth(self, condition: Any, single: Any, name: str) -> Code:
        """A condition with commands: once it is evaluated, `$?` is true."""
        self.line(f"{name} = {self._truth(condition, single)}")
        self.line("X.ok = True")
        return code(name, "bool", True)

    def _truth(self, condition: Any, single: Any) -> Code:
        if single is not None:
            return self.condition(single)  # type: ignore[attr-defined,no-any-return]
        return code(f"truth({self.value_of(condition)})", "bool")  # type: ignore[attr-defined]

    def _cannot_fail_test(self, single: Any) -> bool:
        """Whether the condition is made of plain variables, small constants and operators that cannot raise."""
        kind = type(single)
        if kind is A.VariableExpressionAst or kind in SAFE:
            return True
        if kind is A.UnaryExpressionAst and str(single.token_kind) in ("Not", "Exclaim"):
            return self._cannot_fail_test(single.child)
        if kind is A.ParenExpressionAst:
            return self._cannot_fail_test(plain_expression(single.pipeline))
        if kind is A.BinaryExpressionAst and str(single.operator) in ("And", "Or", "Ieq", "Ine"):
            return self._cannot_fail_test(single.left) and self._cannot_fail_test(single.right)
        return False

    # --- loops -----------------------------------------------------------------------------------------------------
    def _loop_body(self, node: Any, loop: Loop) -> None:
        before = set(self.frame.definite)
        self.frame.loops.append(loop)
        mark = len(self.writer.lines)
        self.block_lines(node)
        if len(self.writer.lines) == mark:
            self.line("pass")
        self.frame.loops.pop()
        self.frame.definite = before

    def _outer_flow(self, node: Any, produce: Callable[[], None]) -> None:
        """A loop inside another one: break and continue that are meant for the outer one pass through."""
        if not self.localized and not self.dict_mode and self._is_blind(node):  # type: ignore[attr-defined]
            self._localized(node, produce)
            return
        if self.frame.loops and self._may_flow(node):
            self.line("try:")
            with self.indented():
                produce()
            self._flow_handler()
        else:
            produce()

    localized = False

    def _localized(self, node: Any, produce: Callable[[], None]) -> None:
        """A loop that nobody can look into while it runs: its variables are plain Python locals meanwhile.

        `$Matches` stays where it is: operators and `switch -Regex` write it through the scope."""
        from exoshell.compiler.analysis import analyse

        names = sorted(
            n
            for n in analyse([node]).names
            if n != "matches" and self.is_cell(n) and self.identifier(n) not in self.frame.own
        )
        if not names or len(names) > 40:
            produce()
            return
        cells = {n: self.identifier(n) for n in names}
        self.localized = True
        kept, self.frame.assigned = self.frame.assigned, set()
        for n in names:
            self.identifiers[n] = "l" + cells[n]

        def body() -> None:
            self.line("try:")
            with self.indented():
                produce()

        lines, _ = self.writer.captured(body)
        written = {n for n in names if self.identifiers[n] in self.frame.assigned}
        self.frame.assigned = kept | {a for a in self.frame.assigned if not a.startswith("l")}
        for n in names:
            self.identifiers[n] = cells[n]
        self.localized = False
        for n in names:
            self.line(f"l{cells[n]} = {cells[n]}")
        if not written:
            self.writer.extend([(d - 1, text, span) for d, text, span in lines[1:]])
            return
        self.writer.extend(lines)
        self.line("finally:")
        with self.indented():
            for n in sorted(written):
                self.line(f"{cells[n]} = l{cells[n]}")
                self.wrote(cells[n])

    def while_statement(self, node: Any) -> None:
        def produce() -> None:
            self.line("while True:")
            with self.indented():
                self._loop_test(node.condition, node.label)
                self._loop_body(node.body, Loop(loop_label(node)))

        self._outer_flow(node, produce)

    def _loop_test(self, condition: Any, label: Any = None, until: bool = False) -> None:
        """Lines that leave the loop when the condition says so or fails."""
        before = self.writer.at(condition.span)
        test, _ = self._test(condition)
        self.line(f"if {test}: break" if until else f"if not {test}: break")
        self.writer.span = before

    def _do_statement(self, node: Any, until: bool) -> None:
        def produce() -> None:
            lines, _ = self.writer.captured(lambda: self._loop_test(node.condition, until=until))
            self.line("while True:")
            with self.indented():
                self._loop_body(node.body, Loop(loop_label(node), lines))
                self.writer.extend(lines)

        self._outer_flow(node, produce)

    def do_while_statement(self, node: Any) -> None:
        self._do_statement(node, False)

    def do_until_statement(self, node: Any) -> None:
        self._do_statement(node, True)

    def for_statement(self, node: Any) -> None:
        def produce() -> None:
            if node.initializer is not None:
                self._quiet(node.initializer)
            self.line("while True:")
            step: list[Any] = []
            if node.iterator is not None:
                step, _ = self.writer.captured(lambda: self._quiet(node.iterator))
            with self.indented():
                if node.condition is not None:
                    self._loop_test(node.condition)
                self._loop_body(node.body, Loop(loop_label(node), step))
                self.writer.extend(step)

        self._outer_flow(node, produce)

    def _quiet(self, node: Any) -> None:
        """An initializer or step of `for`: its values are dropped."""
        before = self.frame.out
        self.frame.out = "drop"
        self.statement(node)
        self.frame.out = before

    def foreach_statement(self, node: Any) -> None:
        self._outer_flow(node, lambda: self._foreach(node))

    def _foreach(self, node: Any) -> None:
        name = plain_name(str(node.variable.variable_path))
        source = self.temp("s")
        before = self.writer.at(node.condition.span)

        def produce() -> None:
            single = plain_expression(node.condition)
            made = self.pipeline_source(single) if single is not None else self.value_of(node.condition)  # type: ignore[attr-defined]
            self.line(f"{source} = each({made})")

        self._guarded(produce, node.condition, (f"{source} = ()",), True)
        self.writer.span = before
        if "foreach" in self.facts.mentions:
            self._foreach_enumerator(node, name, source)
            return
        direct = name is not None and self.is_cell(name) and name not in self.parameters
        item = self.identifier(name) if direct and name else self.temp("i")
        definite = set(self.frame.definite)
        self.line(f"for {item} in {source}:")
        with self.indented():
            if direct and name:
                self.wrote(item)
                self.frame.definite.add(name)
            else:
                self._guarded(lambda: self.assign_to(node.variable, item), node.variable, ("break",))  # type: ignore[attr-defined]
            self._loop_body(node.body, Loop(loop_label(node)))
        self.frame.definite = definite

    def _foreach_enumerator(self, node: Any, name: str | None, source: str) -> None:
        saved, enumerator = self.temp("f"), self.temp("e")
        self.line(f"{saved} = {self.read('foreach')}")
        self.line(f"{enumerator} = Enumerator({source})")
        self.write("foreach", enumerator)
        self.line("try:")
        with self.indented():
            self.line(f"while {enumerator}.move_next():")
            with self.indented():
                self.assign_to(node.variable, f"{enumerator}.current")  # type: ignore[attr-defined]
                self._loop_body(node.body, Loop(loop_label(node)))
        self.line("finally:")
        with self.indented():
            self.write("foreach", saved)

    # --- break, continue, return, exit, throw ------------------------------------------------------------------------
    def _jump(self, node: Any, word: str) -> None:
        label = node.label
        loops = self.frame.loops
        if label is None and loops:
            for line in (loops[-1].next_lines or ()) if word == "continue" else ():
                self.writer.extend([line])
            self.line(word)
            return
        if label is not None:
            if type(label) is A.StringConstantExpressionAst:
                value = repr(str(label.value))
                if loops and loops[-1].label == str(label.value).lower():
                    for line in (loops[-1].next_lines or ()) if word == "continue" else ():
                        self.writer.extend([line])
                    self.line(word)
                    return
            else:
                value = f"text({self.expr(label)})"
        else:
            value = "None"
        self.line(f"raise {'BreakException' if word == 'break' else 'ContinueException'}({value})")

    def stmt_BreakStatement(self, node: Any) -> None:
        self._jump(node, "break")

    def stmt_ContinueStatement(self, node: Any) -> None:
        self._jump(node, "continue")

    def stmt_ReturnStatement(self, node: Any) -> None:
        if self.frame.kind == "method":
            self.line("return None" if node.pipeline is None else f"return {self.value_of(node.pipeline)}")  # type: ignore[attr-defined]
            return
        if node.pipeline is not None:
            before, self.frame.out = self.frame.out, self.return_out()
            self.bare_statement(node.pipeline)
            self.frame.out = before
        self.line(self.return_line)

    return_line = "return"

    def return_out(self) -> str:
        return self.frame.out

    def stmt_ExitStatement(self, node: Any) -> None:
        if node.pipeline is None:
            self.line("raise ExitException(0)")
        else:
            self.line(f"raise exit_with(X, {self.value_of(node.pipeline)})")  # type: ignore[attr-defined]

    def stmt_ThrowStatement(self, node: Any) -> None:
        if node.pipeline is None:
            if self.in_catch:
                self.line(f"raise rethrow(X, {self.read('_')})")
            else:
                self.line("raise thrown(X, None)")
            return
        self.line(f"raise thrown(X, {self.value_of(node.pipeline)})")  # type: ignore[attr-defined]

    # --- chains, blocks, data ------------------------------------------------------------------------------------------
    def stmt_PipelineChain(self, node: Any) -> None:
        if node.background:
            start, end = node.span
            self.line(
                f"emit(start_background({self.scope()}, {self.source[start:end].rstrip().rstrip('&').rstrip()!r}), {self.frame.out})"
            )
            return
        self.statement(node.lhs_pipeline_chain)
        self.line("if X.ok:" if str(node.operator) == "AndAnd" else "if not X.ok:")
        with self.indented():
            self.statement(node.rhs_pipeline)

    def stmt_BlockStatement(self, node: Any) -> None:
        self.block_lines(node.body)

    def stmt_DataStatement(self, node: Any) -> None:
        if node.variable:
            name = self.capture(lambda: self.block_lines(node.body))  # type: ignore[attr-defined]
            self.write(str(node.variable).lower(), f"collapse({name})")
        else:
            self.block_lines(node.body)

    def stmt_TrapStatement(self, node: Any) -> None:
        """Traps are hoisted; nothing stands where they were written."""

    def stmt_ErrorStatement(self, node: Any) -> None:
        self.line("pass")


STRUCTURES = {
    A.IfStatementAst: "if_statement",
    A.WhileStatementAst: "while_statement",
    A.DoWhileStatementAst: "do_while_statement",
    A.DoUntilStatementAst: "do_until_statement",
    A.ForStatementAst: "for_statement",
    A.ForEachStatementAst: "foreach_statement",
    A.SwitchStatementAst: "switch_statement",
    A.TryStatementAst: "try_statement",
    A.PipelineChainAst: "stmt_PipelineChain",
    A.BlockStatementAst: "stmt_BlockStatement",
}


def add_finals(statements: Any, nodes: set[int]) -> None:
    """The last of some statements; of `try` and `if` the last ones of their blocks."""
    if not statements:
        return
    last = statements[-1]
    if type(last) is A.TryStatementAst:
        for block in (last.body, *(clause.body for clause in last.catch_clauses or ()), last.finally_):
            add_finals(block.statements if block is not None else (), nodes)
    elif type(last) is A.IfStatementAst:
        for block in (*(clause[1] for clause in last.clauses), last.else_clause):
            add_finals(block.statements if block is not None else (), nodes)
    else:
        nodes.add(id(last))
