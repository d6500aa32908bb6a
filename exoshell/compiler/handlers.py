"""try, catch, finally and trap."""

from __future__ import annotations

from exoshell.compiler.expressions import ExpressionBase
from exoshell.compiler.writer import Frame

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Handlers(ExpressionBase):
    """Statements that handle errors."""

    # --- try, trap ---------------------------------------------------------------------------------------------------
    def try_statement(self, node: Any) -> None:
        frame = self.frame
        outer_try = frame.in_try
        definite = set(frame.definite)
        clauses = list(node.catch_clauses or ())
        has_finally = node.finally_ is not None
        if has_finally:
            self.line("try:")
            self.writer.depth += 1
        if clauses:
            self._try_catch(node, clauses, outer_try)
        else:
            frame.in_try = True if not has_finally else outer_try
            self.block_lines(node.body)
        frame.in_try = outer_try
        frame.definite = set(definite)
        if has_finally:
            if self.writer.lines and self.writer.lines[-1][1] == "try:":
                self.line("pass")
            self.writer.depth -= 1
            self.line("finally:")
            kept_loops, frame.loops = frame.loops, []
            self.block(node.finally_)
            frame.loops = kept_loops
            frame.definite = definite

    def _try_catch(self, node: Any, clauses: list[Any], outer_try: bool) -> None:
        frame = self.frame
        saved, record, index, old = self.temp("p"), self.temp("r"), self.temp("n"), self.temp("u")
        self.line(f"{saved} = X.propagate; X.propagate = True")
        self.line(
            "try:"
        )  # an error in a catch block ends it; where nothing encloses the statement, it is reported
        self.writer.depth += 1
        self.line("try:")
        frame.in_try = True
        self.block(node.body)
        frame.in_try = outer_try
        self.line("except Exception as e:")
        with self.indented():
            types = tuple(
                None if c.is_catch_all or not c.catch_types else tuple(_catch_type(t) for t in c.catch_types)
                for c in clauses
            )
            table = self.constant(repr(types))
            self.line(f"{record}, {index} = catch(X, e, {table})")
            self.line(f"{old} = {self.raw_read('_')}")
            self.write("_", record, True)
            self.line("try:")
            with self.indented():
                self.in_catch += 1
                for i, clause in enumerate(clauses):
                    if len(clauses) == 1:
                        self.writer.depth -= 1
                        self.block(clause.body)
                        self.writer.depth += 1
                        break
                    self.line(f"{'if' if i == 0 else 'elif'} {index} == {i}:")
                    kept = set(frame.definite)
                    self.block(clause.body)
                    frame.definite = kept
                self.in_catch -= 1
            self.line("finally:")
            with self.indented():
                self.restore("_", old)
        self.line("finally:")
        with self.indented():
            self.line(f"X.propagate = {saved}")
        self.writer.depth -= 1
        self.line("except Exception as e:")
        with self.indented():
            self.line("fail(X, e)")
        if frame.loops and self._may_flow(node):
            loop_lines = self.writer.lines
            del loop_lines

    def raw_read(self, name: str) -> str:
        """The variable's present content in this scope, to be put back by `restore`."""
        if self.is_cell(name):
            return self.identifier(name)
        return f"{self.scope()}.raw({name!r})"

    def restore(self, name: str, saved: str) -> None:
        if self.is_cell(name):
            ident = self.identifier(name)
            self.line(f"{ident} = {saved}")
            self.wrote(ident)
            self.frame.definite.discard(name)
        else:
            self.line(f"{self.scope()}.put_raw({name!r}, {saved})")

    def _with_traps(self, nodes: Any, traps: Any) -> None:
        frame = self.frame
        names: list[tuple[Any, str]] = []
        for trap in traps:
            names.append(
                (
                    _catch_type(trap.trap_type) if trap.trap_type is not None else None,
                    self._trap_function(trap),
                )
            )
        table = "(" + "".join(f"({t!r}, {n}), " for t, n in names) + ")"
        handlers = self.temp("h")
        self.line(f"{handlers} = {table}")
        outer = frame.in_try
        saved = self.temp("p")
        self.line(f"{saved} = X.propagate")
        for node in nodes:
            before = self.writer.at(node.span)
            frame.in_try = True
            definite = set(frame.definite)
            self.line("X.propagate = True")
            self.line("try:")
            with self.indented():
                mark = len(self.writer.lines)
                self.bare_statement(node)
                if len(self.writer.lines) == mark:
                    self.line("pass")
            frame.in_try = outer
            frame.definite = definite
            self.line("except Exception as e:")
            with self.indented():
                self.line(f"X.propagate = {saved}")
                self.line(f"if trapped(X, e, {handlers}): return")
            if frame.loops and self._may_flow(node):
                self._flow_handler()
            self.line("finally:")
            with self.indented():
                self.line(f"X.propagate = {saved}")
            self.writer.span = before

    def _trap_function(self, trap: Any) -> str:
        """A nested function of the trap's body: gives None (default), 'continue' or 'break'."""
        name = self.temp("b")
        outer = self.frame
        frame = Frame(outer.out, set(outer.definite))
        self.frame = frame
        self.frames.append(frame)
        joined: Any = self
        before_jump, before_return = joined._jump, joined.return_line
        self._jump = lambda node, word: self.line(f"return {word!r}")  # type: ignore[method-assign]
        self.return_line = "return 'return'"

        def produce() -> None:
            old = self.temp("u")
            self.line(f"{old} = {self.raw_read('_')}")
            self.write("_", "record", True)
            self.line("try:")
            self.block(trap.body)
            self.line("finally:")
            with self.indented():
                self.restore("_", old)

        self.in_catch += 1
        lines, _ = self.writer.captured(produce)
        self.in_catch -= 1
        self._jump, self.return_line = before_jump, before_return  # type: ignore[method-assign]
        self.frames.pop()
        self.frame = outer
        outside = sorted(frame.assigned - frame.own)
        outer.assigned.update(outside)
        self.line(f"def {name}(record):")
        with self.indented():
            if outside:
                self.line(f"nonlocal {', '.join(outside)}")
            self.writer.extend(lines)
        return name


def _catch_type(node: Any) -> str:
    from exoshell.compiler.literals import type_text

    return type_text(getattr(node, "type_name", node))
