"""One unit: the Python module generated for a script, function or script block.

A unit has `KIND` ('body' or 'blocks'), `FLAGS`, `INDEX` (variable -> position among the cells), `PARAMETERS` (names), `meta(X, S)` (types and
attributes of the parameters) and `body`. Variants: `new` opens a scope of its own; `into` works in a given scope whose variables it keeps
in cells; `dict` works in a given scope by name.
"""

from __future__ import annotations

from exoshell.compiler.analysis import PREFERENCES, Facts, analyse
from exoshell.compiler.assignments import Assignments
from exoshell.compiler.commands import Commands
from exoshell.compiler.expressions import Code
from exoshell.compiler.literals import Literals, type_text
from exoshell.compiler.members import Members
from exoshell.compiler.operators import Operators
from exoshell.compiler.statements import Statements
from exoshell.compiler.writer import Frame
from exoshell.lang import ast as A

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

VALUE_DEFAULTS = {
    "int": "0",
    "int32": "0",
    "system.int32": "0",
    "string": "''",
    "system.string": "''",
    "bool": "False",
    "boolean": "False",
    "system.boolean": "False",
    "switch": "SWITCH_OFF",
    "switchparameter": "SWITCH_OFF",
    "system.management.automation.switchparameter": "SWITCH_OFF",
    "double": "0.0",
    "system.double": "0.0",
}
NUMERIC = frozenset(
    "long int64 short int16 byte sbyte uint uint32 ulong uint64 ushort uint16 decimal single float bigint char".split()
)
PASSIVE = frozenset(
    "parameter alias argumentcompleter psdefaultvalue supportswildcards cmdletbinding outputtype".split()
)


class UnitGenerator(Commands, Statements, Assignments, Operators, Members, Literals):
    """Generates one unit from a script block's tree (and the parameters of a function's head)."""

    def __init__(
        self,
        source: str,
        block: Any,
        head: Any = None,
        *,
        variant: str = "new",
        is_filter: bool = False,
        top: bool = False,
        method: bool = False,
        steps: bool = False,
    ) -> None:
        self.root = block
        self.parameter_nodes = list(head or ()) or (
            list(block.param_block.parameters or ()) if block.param_block else []
        )
        self.variant = variant
        self.is_filter = is_filter
        self.method = method
        self.steps = steps
        self.specials = ("args", "input", "this") if method else ("args", "input")
        facts = analyse(self._roots())
        for node in self.parameter_nodes:
            facts.names.add(str(node.name.variable_path).lower())
        if block.process_block is not None or is_filter:
            facts.names.add("_")
        super().__init__(source, facts, variant == "dict")
        self.global_scope = top or variant == "into"
        self.global_dynamic = PREFERENCES | {"args", "input"} if variant == "into" else frozenset()
        self.uses_namespaces = [
            str(u.name.value)
            for u in block.using_statements or ()
            if str(u.using_statement_kind) == "Namespace"
        ]

    def _roots(self) -> list[Any]:
        b = self.root
        roots = [
            n
            for n in (b.dynamic_param_block, b.begin_block, b.process_block, b.end_block, b.clean_block)
            if n is not None
        ]
        return roots + [p.default_value for p in self.parameter_nodes if p.default_value is not None]

    # --- the module ------------------------------------------------------------------------------------------------
    def module(self) -> tuple[str, list[int], list[tuple[int, int]]]:
        """(Python source, span index for each line, spans)."""
        block = self.root
        names = [str(p.name.variable_path) for p in self.parameter_nodes]
        self.names = [n.lower() for n in names]
        self._parameter_constraints()
        blocks = (
            bool(block.begin_block or block.process_block or block.clean_block or block.dynamic_param_block)
            or self.is_filter
        )
        meta, _ = self.writer.captured(self._meta)
        body, _ = self.writer.captured(self._blocks_body if blocks else self._end_body)
        writer = self.writer
        for text in self.constants:
            self.line(text)
        self.line(f"KIND = {'blocks' if blocks else 'body'!r}")
        self.line(f"PARAMETERS = {tuple(names)!r}")
        self.line(f"FLAGS = {self._flags()!r}")
        self.line(f"INDEX = {self._index()!r}")
        self.line(f"ARGUMENTS = {self._arguments()!r}")
        self.line(f"VARIANT = {self.variant!r}")
        for name in names:
            if name != name.lower():
                self.spellings.setdefault(name.lower(), name)
        self.line(f"SPELLINGS = {self.spellings!r}")
        writer.extend(meta)
        writer.extend(body)
        text, spans = writer.text()
        return text, spans, writer.spans

    def _flags(self) -> frozenset[str] | tuple[str, ...]:
        flags = []
        if self.leaf:
            flags.append("leaf")
        mentions = self.facts.mentions
        if mentions & {"myinvocation", "psboundparameters", "pscmdlet"}:
            flags.append("call")
        if "args" in mentions:
            flags.append("args")
        if "input" in mentions:
            flags.append("input")
        if self._is_advanced():
            flags.append("advanced")
        if any(a for p in self.parameter_nodes for a in p.attributes or ()):
            flags.append("typed")
        return tuple(flags)

    def _is_advanced(self) -> bool:
        block = self.root
        attributes = list(block.param_block.attributes or ()) if block.param_block else []
        if any(_attribute_name(a) == "cmdletbinding" for a in attributes):
            return True
        return any(
            type(a) is A.AttributeAst and _attribute_name(a) == "parameter"
            for p in self.parameter_nodes
            for a in p.attributes or ()
        )

    def _cells(self) -> list[str]:
        if self.dict_mode:
            return []
        return sorted(n for n in self.facts.names if self.is_cell(n))

    def _index(self) -> dict[str, int]:
        by_ident = {self.identifier(n): n for n in self._cells()}
        return {by_ident[ident]: i for i, ident in enumerate(sorted(by_ident))}

    def _arguments(self) -> dict[str, str]:
        """Declared name -> keyword of the body."""
        made = {}
        for i, node in enumerate(self.parameter_nodes):
            name = self.names[i]
            made[str(node.name.variable_path)] = self.identifier(name) if self.is_cell(name) else f"a_{i}"
        for name in self.specials:
            if name in self.facts.mentions and name not in self.names:
                made[name] = self.identifier(name) if self.is_cell(name) else f"a_{name}"
        return made

    # --- parameters --------------------------------------------------------------------------------------------------
    def _parameter_constraints(self) -> None:
        for i, node in enumerate(self.parameter_nodes):
            attributes = [a for a in node.attributes or () if _attribute_name(a) not in PASSIVE]
            if attributes:
                self.parameters[self.names[i]] = self.constant(f"ParameterSite(UNIT, {i})")

    def _meta(self) -> None:
        block = self.root
        attributes = list(block.param_block.attributes or ()) if block.param_block else []
        attributes += [a for a in block.attributes or () if a not in attributes]
        self.line("def meta(X, S):")
        with self.indented():
            rows = []
            for node in self.parameter_nodes:
                parts = "".join(self._attribute_data(a) + ", " for a in node.attributes or ())
                default = (
                    self.source[node.default_value.span[0] : node.default_value.span[1]]
                    if node.default_value is not None
                    else None
                )
                rows.append(f"({str(node.name.variable_path)!r}, ({parts}), {default!r}, {node.span!r})")
            head = "".join(self._attribute_data(a) + ", " for a in attributes)
            self.line(f"return (({head}), ({''.join(r + ', ' for r in rows)}))")

    def _attribute_data(self, node: Any) -> str:
        if type(node) is A.TypeConstraintAst:
            return f"('type', {type_text(node.type_name)!r}, {tuple(node.span)!r}, {tuple(self.uses_namespaces)!r})"
        positional = ", ".join(str(c) for c in self.exprs(list(node.positional_arguments or ())))
        named = ", ".join(
            f"{str(a.argument_name)!r}: {'True' if a.expression_omitted else self.expr(a.argument)}"
            for a in node.named_arguments or ()
        )
        return (
            f"('attribute', {type_text(node.type_name)!r}, [{positional}], {{{named}}}, {tuple(node.span)!r})"
        )

    def _default_lines(self) -> None:
        """Values of parameters that were not bound."""
        for node, name in zip(self.parameter_nodes, self.names):
            constraint = next((a for a in node.attributes or () if type(a) is A.TypeConstraintAst), None)
            type_name = type_text(constraint.type_name).lower() if constraint is not None else ""
            if self.is_cell(name):
                ident = self.identifier(name)
                self.line(f"if {ident} is U:")
            else:
                ident = f"a_{self.names.index(name)}"
                self.line(f"if {ident} is U:")
            with self.indented():
                if node.default_value is not None:
                    before = self.writer.at(node.default_value.span)
                    made: Code | str = self.expr(node.default_value)
                    if constraint is not None:
                        made = f"default_value(X, {self.parameters[name]}, {made})"
                    self.line(f"{ident} = {made}")
                    self.writer.span = before
                elif type_name in VALUE_DEFAULTS:
                    self.line(f"{ident} = {VALUE_DEFAULTS[type_name]}")
                elif type_name.removeprefix("system.") in NUMERIC:
                    self.line(f"{ident} = default_value(X, {self.parameters[name]}, 0)")
                else:
                    self.line(f"{ident} = None")
            if self.is_cell(name):
                self.frame.definite.add(name)
            else:
                self.line(
                    f"declare_parameter({self.scope()}, {name!r}, {self.parameters.get(name, 'None')}, {ident})"
                )

    # --- bodies ------------------------------------------------------------------------------------------------------
    def _signature(self, lead: str) -> str:
        parts = [lead]
        for i, name in enumerate(self.names):
            parts.append(f"{self.identifier(name) if self.is_cell(name) else f'a_{i}'}=U")
        for name in self.specials:
            if name in self.facts.mentions and name not in self.names:
                parts.append(f"{self.identifier(name) if self.is_cell(name) else f'a_{name}'}=U")
        return ", ".join(parts)

    def _prologue(self) -> None:
        """Declare the cells that are not parameters."""
        given = set(self.names) | (set(self.specials) & self.facts.mentions)
        rest = [self.identifier(n) for n in self._cells() if n not in given]
        if rest:
            self.line(" = ".join(rest) + " = U")

    def _cell_view(self) -> None:
        idents = sorted(self.identifier(n) for n in self._cells())
        self.line("def c(): " + ("; ".join(idents) if idents else "pass"))

    def _special_parameters(self) -> None:
        for name in self.specials:
            if name in self.facts.mentions and name not in self.names:
                if self.is_cell(name):
                    if name == "this":
                        self.frame.definite.add(name)
                    if name == "input":
                        ident = self.identifier(name)
                        self.line(f"if {ident} is U: {ident} = no_input()")
                        self.frame.definite.add(name)
                else:
                    self.line(f"if a_{name} is not U: {self.scope()}.put_raw({name!r}, a_{name})")

    def _may_be_leaf(self) -> bool:
        f = self.facts
        return not (
            self.variant != "new"
            or f.commands
            or f.blocks
            or f.matches
            or f.drives
            or f.sets_preferences
            or f.dynamic
            or f.mentions
            & {"myinvocation", "psboundparameters", "pscmdlet", "args", "input", "foreach", "switch"}
            or ("this" in f.mentions and not self.method)
            or self.types()
        )

    def _end_body(self) -> None:
        block = self.root
        body = block.end_block
        self.leaf = self._may_be_leaf()
        lead = "X, out" if self.variant == "new" else "X, out, S"
        self.line(f"def body({self._signature(lead)}):")
        with self.indented():
            self._prologue()
            mark = len(self.writer.lines)
            if self.leaf:
                self._body_statements(body)
                if self.uses_scope:
                    self.writer.lines.insert(mark, (self.writer.depth, "S = X.scope", 0))
                if len(self.writer.lines) == mark:
                    self.line("pass")
                return
            if self.variant == "new":
                self._cell_view()
                self.line("S = Scope(X, INDEX, c.__closure__)")
                self.line("X.scope = S")
                self.line("try:")
                with self.indented():
                    self._body_statements(body)
                    self.line("pass")
                self.line("finally:")
                with self.indented():
                    self.line("X.scope = S.caller")
                    self.line("if S.tables is not None: S.leave()")
                return
            if self.variant == "into":
                self._cell_view()
                self.line("S.adopt(INDEX, c.__closure__)")
                self.line("try:")
                with self.indented():
                    self._body_statements(body)
                    self.line("pass")
                self.line("finally:")
                with self.indented():
                    self.line("S.release()")
                return
            if self.steps:
                self._steps(body)
                return
            self._body_statements(body)
            self.line("pass")

    def _steps(self, body: Any) -> None:
        """The commands of the only pipeline as (site, values) pairs, not run."""
        parts = []
        for stage in body.statements[0].pipeline_elements:
            site, values = self.call_site(stage)
            parts.append(f"({site}, ({''.join(v + ', ' for v in values)})), ")
        self.line(f"return ({''.join(parts)})")

    def types(self) -> list[Any]:
        """The classes and enumerations defined in the body, outside of other blocks."""
        from exoshell.compiler.analysis import walk

        return [n for root in self._roots() for n in walk(root, False) if type(n) is A.TypeDefinitionAst]

    def _body_statements(self, body: Any) -> None:
        self._special_parameters()
        for node in self.types():
            site = self.constant(f"type_at(UNIT, {node.span[0]}, {node.span[1]}, {str(node.name)!r})")
            self.line(f"define_type({self.scope()}, {site})")
        if self.method:
            self.frame.out = "drop"
            self.frame.kind = "method"
            self.frame.in_try = True
        self._default_lines()
        if body is not None:
            self.statements(body.statements or (), body.traps)

    def _blocks_body(self) -> None:
        """begin, process, end, clean as functions over shared variables; `body` makes them."""
        block = self.root
        process = block.process_block
        end = block.end_block
        if self.is_filter and process is None:
            process, end = block.end_block, None
        lead = "X" if self.variant == "new" else "X, S"
        self.line(f"def body({self._signature(lead)}):")
        with self.indented():
            self._prologue()
            if self.variant == "new":
                self._cell_view()
                self.line("S = Scope(X, INDEX, c.__closure__)")
            elif self.variant == "into":
                self._cell_view()
                self.line("S.adopt(INDEX, c.__closure__)")
            self.uses_scope = True
            self._block_function("start", None, True)
            made = ["S", "start"]
            for name, part in (
                ("begin", block.begin_block),
                ("process", process),
                ("end", end),
                ("clean", block.clean_block),
                ("dynamic", block.dynamic_param_block),
            ):
                if part is None:
                    made.append("None")
                else:
                    self._block_function(name, part, False)
                    made.append(name)
            self._setters()
            self.line(f"return {', '.join(made)}, setters")

    def _block_function(self, name: str, part: Any, start: bool) -> None:
        outer = self.frame
        frame = Frame("out", set(outer.definite))
        self.frame = frame
        self.frames.append(frame)
        process = name == "process"
        if process and self.is_cell("_"):
            frame.definite.add("_")

        def produce() -> None:
            if start:
                self._special_parameters()
                self._default_lines()
            else:
                self.statements(part.statements or (), part.traps)
            self.line("pass")

        lines, _ = self.writer.captured(produce)
        if start:
            outer.definite |= frame.definite
        self.frames.pop()
        self.frame = outer
        item = process and "_" in self.facts.names and self.is_cell("_")
        if item:
            frame.assigned.add(self.identifier("_"))
        outside = sorted(
            frame.assigned | ({self.identifier(n) for n in self.names if self.is_cell(n)} if start else set())
        )
        if start and "input" in self.facts.mentions and self.is_cell("input"):
            outside.append(self.identifier("input"))
        self.line(f"def {name}({'item, out' if process else 'out'}):")
        with self.indented():
            if outside:
                self.line(f"nonlocal {', '.join(dict.fromkeys(outside))}")
            if item:
                self.line(f"{self.identifier('_')} = item")
            elif process:
                self.line("S.put_raw('_', item)")
            if not start and self._is_blind(part):
                self.writer.extend(lines)
                return
            self.line("p = X.scope; X.scope = S")
            self.line("try:")
            with self.indented():
                self.writer.extend(lines)
            self.line("finally:")
            with self.indented():
                self.line("X.scope = p")

    def _setters(self) -> None:
        """Functions that store a parameter's value, for binding by pipeline."""
        parts = []
        for i, (node, name) in enumerate(zip(self.parameter_nodes, self.names)):
            text = "".join(self.source[a.span[0] : a.span[1]] for a in node.attributes or ()).lower()
            if "valuefrompipeline" not in text or not self.is_cell(name):
                continue
            self.line(f"def set_{i}(value):")
            with self.indented():
                self.line(f"nonlocal {self.identifier(name)}")
                self.line(f"{self.identifier(name)} = value")
            parts.append(f"{name!r}: set_{i}")
        self.line(f"setters = {{{', '.join(parts)}}}")


def _attribute_name(node: Any) -> str:
    name = type_text(node.type_name).lower()
    return name.removesuffix("attribute") if name != "attribute" else name


def generate(
    source: str,
    block: Any,
    head: Any = None,
    *,
    variant: str = "new",
    is_filter: bool = False,
    top: bool = False,
) -> tuple[str, list[int], list[tuple[int, int]]]:
    """The Python module of a unit: (source, span index a line, spans)."""
    return UnitGenerator(source, block, head, variant=variant, is_filter=is_filter, top=top).module()


__all__ = ["Facts", "UnitGenerator", "generate"]
