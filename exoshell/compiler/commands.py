"""Commands and pipelines: call sites, arguments, blocks that run in the caller's variables."""

from __future__ import annotations

from exoshell.compiler.analysis import analyse, plain_name
from exoshell.compiler.expressions import SCALAR_KINDS, Code, ExpressionBase, code
from exoshell.compiler.literals import plain_expression
from exoshell.compiler.writer import Frame
from exoshell.lang import ast as A

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: Commands that run the script blocks they are given in their caller's scope.
BLOCK_COMMANDS = frozenset(
    "foreach-object % foreach where-object ? where sort-object sort select-object select group-object group measure-object measure "
    "format-table ft format-list fl format-wide fw format-custom fc compare-object compare tee-object measure-command "
    "select-string add-member get-unique join-string export-csv convertto-csv convertto-html convertto-json".split()
)
#: Commands that cannot look a variable of their caller up, given that they are the built-in ones.
BLIND_COMMANDS = frozenset(
    "where-object ? where foreach-object % foreach sort-object sort select-object select group-object group measure-object measure "
    "write-output echo".split()
)


def command_name(node: Any) -> str | None:
    first = node.command_elements[0]
    if type(first) is A.StringConstantExpressionAst:
        return str(first.value)
    return None


class Commands(ExpressionBase):
    """Pipelines, commands, script blocks in arguments."""

    inline_allowed = False
    as_condition = False
    inline_scalar = False

    @property
    def _blind(self) -> dict[int, bool]:
        found = self.__dict__.get("_blind_nodes")
        if found is None:
            found = self.__dict__["_blind_nodes"] = {}
        return found

    # --- pipelines -------------------------------------------------------------------------------------------------
    def stmt_Pipeline(self, node: Any) -> None:
        elements = node.pipeline_elements
        if node.background:
            self.background(node)
            return
        if len(elements) == 1:
            self._single(elements[0])
        else:
            self._several(elements)

    def background(self, node: Any) -> None:
        start, end = node.span
        text = self.source[start:end].rstrip().rstrip("&").rstrip()
        self.line(f"emit(start_background({self.scope()}, {text!r}), {self.frame.out})")

    def stmt_CommandExpression(self, node: Any) -> None:
        self._single(node)

    def stmt_Command(self, node: Any) -> None:
        self._single(node)

    def _single(self, element: Any) -> None:
        if type(element) is A.CommandExpressionAst:
            if element.redirections:
                self._several([element])
                return
            self.emit_value(element.expression)
            return
        site, values = self.call_site(element)
        args = "".join(f", {v}" for v in values)
        self.line(f"({site}.fn if {site}.gen is X.gen else {site}.find(X))(X, {self.frame.out}{args})")

    def emit_value(self, expression: Any) -> None:
        """The expression as a statement: its value goes to the output."""
        kind = type(expression)
        if kind is A.UnaryExpressionAst and str(expression.token_kind).endswith(("PlusPlus", "MinusMinus")):
            self.increment_statement(expression)  # type: ignore[attr-defined]
            return
        if (
            kind is A.ParenExpressionAst
            and type(expression.pipeline) is A.PipelineAst
            and plain_expression(expression.pipeline) is None
        ):
            inner = expression.pipeline
            made = self.value_of(inner)
            self.line(f"emit({made}, {self.frame.out})")
            return
        out = self.frame.out
        if kind is A.BinaryExpressionAst and str(expression.operator) in ("Plus", "Minus", "Multiply", "Rem"):
            fast = self._fast_binary(expression, True)  # type: ignore[attr-defined]
            if fast is not None and fast.guards:
                self.line(f"if {' and '.join(fast.guards)}: {out}({fast.fast})")
                self.line(f"else: emit({fast.slow}, {out})")
                return
        made = self.expr(expression)
        if made.kind in SCALAR_KINDS:
            self.line(f"{out}({made})")
        elif made.kind == "list" or out == "drop":
            self.line(f"emit({made}, {out})")
        else:
            name = self.spilled(made)
            self.line(f"if {name}.__class__ in SCALARS: {out}({name})")
            self.line(f"else: emit({name}, {out})")

    def _several(self, elements: Any) -> None:
        first = elements[0]
        source = "NOTHING"
        stages = list(elements)
        redirect = ""
        if type(first) is A.CommandExpressionAst:
            stages = stages[1:]
            source = str(self.pipeline_source(first.expression))
            if first.redirections:
                specs, places = self.redirections(first.redirections)
                redirect = f", ({specs}, ({''.join(p + ', ' for p in places)}))"
            if stages and not _is_name(source):
                name = self.temp()
                self.line(f"{name} = {source}")
                source = name
        parts: list[str] = []
        at = 0
        while at < len(stages):
            count = self._fusable_run(stages, at) if at > 0 or source != "NOTHING" else 0
            if count:
                parts.append(self._fused(stages[at : at + count]))
                at += count
                continue
            site, values = self.call_site(stages[at])
            parts.append(f"(({site}, ({''.join(v + ', ' for v in values)})),)")
            at += 1
        if not any(p.startswith("(*") or " if " in p for p in parts):
            joined = "(" + "".join(p[1:-2] + ", " for p in parts) + ")"
        else:
            joined = " + ".join(parts)
        self.line(f"run_pipeline(X, {self.frame.out}, {source}, {joined}{redirect})")

    # --- neighbouring Where-Object and ForEach-Object as one function ------------------------------------------------
    def _fusable_run(self, stages: Any, at: int) -> int:
        """How many stages from `at` become one function: filters, then at most one ForEach-Object."""
        if not self.is_cell("_"):
            return 0
        count = 0
        while at + count < len(stages):
            kind = self._fusable(stages[at + count])
            if kind is None:
                break
            count += 1
            if kind == "each":
                break
        return count

    def _fusable(self, node: Any) -> str | None:
        """'where' or 'each' for a stage that is only a block nobody can look into, else None."""
        if (
            type(node) is not A.CommandAst
            or node.redirections
            or node.invocation_operator
            or len(node.command_elements) != 2
        ):
            return None
        name = command_name(node)
        argument = node.command_elements[1]
        if (
            name is None
            or type(argument) is not A.ScriptBlockExpressionAst
            or not self._can_inline(argument.script_block)
        ):
            return None
        block = argument.script_block
        if name.lower() in ("foreach-object", "%", "foreach"):
            return "each" if self._is_blind(block) else None
        if name.lower() in ("where-object", "?", "where"):
            statements = list(block.end_block.statements or ())
            single = (
                plain_expression(statements[0])
                if len(statements) == 1 and not block.end_block.traps
                else None
            )
            if (
                single is None
                or type(single) is A.UnaryExpressionAst
                and str(single.token_kind).endswith(("PlusPlus", "MinusMinus"))
            ):
                return None
            return "where" if self._is_blind(block) else None
        return None

    def _fused(self, stages: Any) -> str:
        """Write the stages as one function; the expression for their part of the pipeline."""
        sites, plain_parts = [], []
        for stage in stages:
            start, end = stage.command_elements[1].script_block.span
            site = self.fresh_constant(
                f"Site(UNIT, {command_name(stage)!r}, '', (('=', None, ({start}, {end}), None),), (), {tuple(stage.span)!r})"
            )
            block = self.constant(f"block_at(UNIT, {start}, {end})")
            sites.append(site)
            plain_parts.append(f"({site}, (make_block({block}, {self.scope()}),)), ")
        fused = self.fresh_constant(f"FusedSite(({', '.join(sites)},))")
        name = self.temp("b")
        outer = self.frame
        frame = Frame("out", set(outer.definite) | {"_"})
        frame.kind = "inline"
        frame.own.add(self.identifier("_"))
        self.frame = frame
        self.frames.append(frame)
        lines, _ = self.writer.captured(lambda: self._fused_body(stages))
        self.frames.pop()
        self.frame = outer
        outside = sorted(frame.assigned - frame.own)
        outer.assigned.update(outside)
        self.line(f"def {name}({self.identifier('_')}, out):")
        with self.indented():
            if outside:
                self.line(f"nonlocal {', '.join(outside)}")
            self.writer.extend(lines)
        return f"((({fused}, ({name},)),) if {fused}.ok(X) else ({''.join(plain_parts)}))"

    def _fused_body(self, stages: Any) -> None:
        depth = self.writer.depth
        passes = True
        for stage in stages:
            body = stage.command_elements[1].script_block.end_block
            if self._fusable(stage) == "where":
                test = self.temp("c")
                before = self.writer.at(body.statements[0].span)
                single = plain_expression(body.statements[0])
                lines, made = self.writer.captured(lambda single=single: self.condition(single))  # type: ignore[misc, attr-defined]
                self.line("try:")
                with self.indented():
                    self.writer.extend(lines)
                    self.line(f"{test} = {made}")
                self.line("except Exception as e:")
                with self.indented():
                    self.line(f"fail(X, e); {test} = False")
                self.writer.span = before
                self.line(f"if {test}:")
                self.writer.depth += 1
            else:
                passes = False
                mark = len(self.writer.lines)
                self.statements(body.statements or (), body.traps)  # type: ignore[attr-defined]
                if len(self.writer.lines) == mark:
                    self.line("pass")
        if passes:
            self.line(f"out({self.identifier('_')})")
        self.writer.depth = depth

    def pipeline_source(self, expression: Any) -> Code:
        """The values a pipeline starts with; a range stays lazy."""
        node = expression
        while type(node) is A.ParenExpressionAst and plain_expression(node.pipeline) is not None:
            node = plain_expression(node.pipeline)
        if type(node) is A.BinaryExpressionAst and str(node.operator) == "DotDot":
            left, right = self.exprs([node.left, node.right])
            return code(f"lazy_range({left}, {right})")
        return self.expr(expression)

    # --- values of statements ----------------------------------------------------------------------------------------
    def value_of(self, node: Any) -> Code:
        """The value of a statement standing where an expression is wanted (right side, hashtable value, parentheses)."""
        single = plain_expression(node)
        if single is not None:
            return self.expr(single)
        if type(node) is A.AssignmentStatementAst:
            return self.assignment_value(node)  # type: ignore[attr-defined]
        name = self.capture(lambda: self.bare_statement(node))  # type: ignore[attr-defined]
        return code(f"collapse({name})")

    def paren_value(self, pipeline: Any) -> Code:
        made = self.value_of(pipeline)
        made_code = code(str(made), made.kind, made.simple)
        return made_code

    # --- call sites --------------------------------------------------------------------------------------------------
    def call_site(self, node: Any) -> tuple[str, list[Code]]:
        """(name of the site's constant, expressions of its values) of one command."""
        name = command_name(node)
        operator = str(node.invocation_operator or "")
        operator = {"Ampersand": "&", "Dot": "."}.get(operator, "")
        before = self.inline_allowed
        self.inline_allowed = name is not None and name.lower().rpartition("\\")[2] in BLOCK_COMMANDS
        before_condition = self.as_condition
        self.as_condition = name is not None and name.lower() in ("where-object", "where", "?")
        layout: list[tuple[Any, ...]] = []
        nodes: list[Any] = []
        elements = list(node.command_elements)
        if name is None:
            nodes.append(elements[0])
        for element in elements[1:]:
            self._argument(element, layout, nodes)
        codes = self.exprs(nodes)
        self.inline_allowed = before
        self.as_condition = before_condition
        values = [self.plain(c, n) for c, n in zip(codes, nodes)]
        specs = "()"
        if node.redirections:
            specs, places = self.redirections(node.redirections)
            values += places
        named = repr(name) if name is not None else "None"
        start, end = node.span
        self.uses_scope = True
        options = ", status=True" if self.facts.reads_status else ""
        if (
            len(elements) == 2
            and type(elements[1]) is A.ParenExpressionAst
            and elements[1].span[0] == elements[0].span[1]
        ):
            options += ", parens=True"
        site = self.fresh_constant(
            f"Site(UNIT, {named}, {operator!r}, {tuple(layout)!r}, {specs}, ({start}, {end}){options})"
        )
        return site, values

    def _argument(self, element: Any, layout: list[tuple[Any, ...]], nodes: list[Any]) -> None:
        kind = type(element)
        if kind is A.CommandParameterAst:
            span = tuple(element.span)
            if element.argument is None:
                layout.append(("-", element.parameter_name, span, self.source[span[0] : span[1]]))
            else:
                position = tuple(element.error_position) if element.error_position else span
                layout.append((":", element.parameter_name, span, self.source[position[0] : position[1]]))
                nodes.append(element.argument)
            return
        span = tuple(element.span)
        if kind is A.VariableExpressionAst and element.splatted:
            layout.append(("@", str(element.variable_path), span, None))
        elif kind is A.StringConstantExpressionAst or kind is A.ExpandableStringExpressionAst:
            bare = str(element.string_constant_type) == "BareWord"
            layout.append(
                ("b" if bare else "q", None, span, self.source[span[0] : span[1]] if bare else None)
            )
        elif kind is A.ConstantExpressionAst:
            text = self.source[span[0] : span[1]]
            value = element.value
            same = text == str(int(value) if type(value) is float and value.is_integer() else value)
            layout.append(("n", None, span, None if same else text))
        elif kind is A.VariableExpressionAst:
            layout.append(("v", None, span, None))
        else:
            layout.append(("=", None, span, None))
        nodes.append(element)

    def redirections(self, nodes: Any) -> tuple[str, list[Code]]:
        """(the specifications as a tuple's source, expressions of the file names)."""
        specs: list[tuple[Any, ...]] = []
        places: list[Any] = []
        for node in nodes:
            if type(node) is A.MergingRedirectionAst:
                specs.append(("merge", str(node.from_stream), str(node.to_stream)))
            else:
                specs.append(("file", str(node.from_stream), bool(node.append)))
                places.append(node.location)
        return repr(tuple(specs)), [self.plain(c, n) for c, n in zip(self.exprs(places), places)]

    # --- blocks in the caller's variables ----------------------------------------------------------------------------
    def expr_ScriptBlockExpression(self, node: Any) -> Code:
        block = node.script_block
        start, end = block.span
        site = self.constant(f"block_at(UNIT, {start}, {end})")
        if not self.inline_allowed or not self._can_inline(block):
            return code(f"make_block({site}, {self.scope()})", "scalar")
        name, is_value = self.inline_function(block)
        form = 2 if is_value and self.inline_scalar else int(is_value)
        return code(f"inline_block({site}, {self.scope()}, {name}, {form})", "scalar")

    def _can_inline(self, block: Any) -> bool:
        if (
            block.param_block is not None
            or block.begin_block
            or block.process_block
            or block.dynamic_param_block
            or block.clean_block
        ):
            return False
        if block.using_statements or block.script_requirements:
            return False
        if block.end_block is None:
            return False
        return "args" not in analyse([block]).mentions  # a block's $args are its own

    def inline_function(self, block: Any) -> tuple[str, bool]:
        """Write the block as a function of this one: `name(item)` giving a value, or `name(item, out)` where it is more than an expression."""
        body = block.end_block
        statements = list(body.statements or ())
        facts = analyse([block])
        quiet = self._is_blind(block)
        single = plain_expression(statements[0]) if len(statements) == 1 and not body.traps else None
        if (
            single is not None
            and type(single) is A.UnaryExpressionAst
            and str(single.token_kind).endswith(("PlusPlus", "MinusMinus"))
        ):
            single = None
        name = self.temp("b")
        cell = self.is_cell("_")
        published = not quiet or not cell
        before_allowed, self.inline_allowed = self.inline_allowed, False
        as_condition = self.as_condition
        if single is None:
            self.as_condition = False
        outer = self.frame
        frame = Frame("out", set(outer.definite) | {"_"})
        frame.kind = "inline"
        ident = self.identifier("_")
        if not published:
            frame.own.add(ident)
        header = f"def {name}({'item' if published else ident}{'' if single is not None else ', out'}):"
        self.frame = frame
        self.frames.append(frame)
        lines, _ = self.writer.captured(lambda: self._inline_body(single, statements, body, published, cell))
        self.frames.pop()
        self.frame = outer
        self.inline_allowed = before_allowed
        self.as_condition = as_condition
        self.line(header)
        if published and cell:
            frame.assigned.add(ident)
        outside = sorted(frame.assigned - frame.own)
        outer.assigned.update(outside)
        del facts
        with self.indented():
            if outside:
                self.line(f"nonlocal {', '.join(outside)}")
            self.writer.extend(lines)
        return name, single is not None

    def _inline_body(
        self, single: Any, statements: list[Any], body: Any, published: bool, cell: bool
    ) -> None:
        if not published:
            self._inline_statements(single, statements, body)
            return
        ident = self.identifier("_")
        scope = self.scope()
        self.line(f"p = X.scope; X.scope = {scope}")
        if cell:
            self.line(f"old = {ident}; {ident} = item")
        else:
            self.line(f"old = {scope}.swap('_', item)")
        self.line("try:")
        with self.indented():
            self._inline_statements(single, statements, body)
        self.line("finally:")
        with self.indented():
            self.line(
                f"X.scope = p; {f'{ident} = old' if cell else f'{scope}.unswap({chr(39)}_{chr(39)}, old)'}"
            )

    def _inline_statements(self, single: Any, statements: list[Any], body: Any) -> None:
        if single is None:
            mark = len(self.writer.lines)
            self.statements(statements, body.traps)  # type: ignore[attr-defined]
            if len(self.writer.lines) == mark:
                self.line("pass")
            return
        self.writer.at(statements[0].span)
        self.line("try:")
        with self.indented():
            made = self.condition(single) if self.as_condition else self.expr(single)  # type: ignore[attr-defined]
            self.inline_scalar = made.kind in SCALAR_KINDS
            self.line(f"return {made}")
        self.line("except Exception as e:")
        with self.indented():
            self.line("fail(X, e)")
            self.line("return AN")

    def _is_blind(self, block: Any) -> bool:
        known = self._blind.get(id(block))
        if known is None:
            known = self._blind[id(block)] = self._find_blind(block)
        return known

    def _find_blind(self, block: Any) -> bool:
        """Whether nothing in the node could look `$_` up by name or see which scope is current."""
        return not self.dict_mode and self._blind_below(block)

    def _blind_below(self, node: Any) -> bool:
        from exoshell.compiler.analysis import children

        return all(self._blind_node(child) for child in children(node))

    def _blind_node(self, node: Any) -> bool:
        kind = type(node)
        if kind is A.CommandAst:
            name = command_name(node)
            if name is None or name.lower() not in BLIND_COMMANDS or node.redirections:
                return False
            for element in node.command_elements:
                if type(element) is A.ScriptBlockExpressionAst:
                    if not self._can_inline(element.script_block) or not self._blind_below(
                        element.script_block
                    ):
                        return False
                elif not self._blind_node(element):
                    return False
            return True
        if kind in SEEING:
            return False
        if kind is A.BinaryExpressionAst and "match" in str(node.operator).lower():
            return False
        if kind is A.VariableExpressionAst and plain_name(str(node.variable_path)) is None:
            return False
        if kind is A.SwitchStatementAst and "regex" in str(node.flags or "").lower():
            return False
        if kind is A.InvokeMemberExpressionAst and type(node.expression) is A.VariableExpressionAst:
            if str(node.expression.variable_path).lower() in ("executioncontext", "pscmdlet"):
                return False
        return self._blind_below(node)


SEEING = (
    A.FunctionDefinitionAst,
    A.TrapStatementAst,
    A.TypeDefinitionAst,
    A.UsingExpressionAst,
    A.ScriptBlockExpressionAst,
    A.DataStatementAst,
)


def _is_name(text: str) -> bool:
    return text.isidentifier()
