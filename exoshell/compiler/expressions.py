"""The generator's base: dispatch by node class, order of evaluation, variables."""

from __future__ import annotations

from exoshell.compiler.analysis import CONSTANTS, GLOBAL_NAMES, Facts, plain_name
from exoshell.compiler.writer import Frame, Writer
from exoshell.lang import ast as A

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

SCALAR_KINDS = frozenset(("int", "str", "bool", "scalar", "null"))


class Code(str):
    """A Python expression. `kind`: what is known of its value; `simple`: a name or constant that may be repeated and reordered."""

    kind: str | None = None
    simple = False


def code(text: str, kind: str | None = None, simple: bool = False) -> Code:
    made = Code(text)
    made.kind = kind
    made.simple = simple
    return made


class ExpressionBase:
    """State of one unit's generation and what every node family needs."""

    if TYPE_CHECKING:  # the families call each other; the generator of a unit joins them

        def __getattr__(self, name: str) -> Any: ...

    def __init__(self, source: str, facts: Facts, dict_mode: bool) -> None:
        self.source = source
        self.facts = facts
        self.dict_mode = dict_mode
        self.writer = Writer()
        self.frame = Frame()
        self.frames = [self.frame]
        self.constants: list[str] = []
        self._constant_names: dict[str, str] = {}
        self.identifiers: dict[str, str] = {}
        self.global_scope = False
        self.uses_scope = False
        self.leaf = False
        self.parameters: dict[str, Any] = {}
        self.in_catch = 0
        self.uses_namespaces: list[str] = []
        self.statement_value = False
        self.spellings: dict[str, str] = {}

    # --- names -------------------------------------------------------------------------------------------------
    def identifier(self, name: str) -> str:
        found = self.identifiers.get(name)
        if found is None:
            safe = name.isascii() and name.replace("_", "a").isalnum()
            found = self.identifiers[name] = f"v_{name}" if safe else f"w_{len(self.identifiers)}"
        return found

    def constant(self, expression: str) -> str:
        """The name of a module-level constant made by `expression`."""
        found = self._constant_names.get(expression)
        if found is None:
            found = self._constant_names[expression] = f"K{len(self.constants)}"
            self.constants.append(f"{found} = {expression}")
        return found

    def fresh_constant(self, expression: str) -> str:
        name = f"K{len(self.constants)}"
        self.constants.append(f"{name} = {expression}")
        return name

    def is_cell(self, name: str) -> bool:
        if self.dict_mode or name in self.facts.dynamic:
            return False
        return not (name in GLOBAL_NAMES or (self.global_scope and name in self.global_dynamic))

    own_only: str | None = None
    in_text = False
    variant = "new"
    global_dynamic: frozenset[str] = frozenset()

    # --- lines -------------------------------------------------------------------------------------------------
    def line(self, text: str) -> None:
        self.writer.line(text)

    def temp(self, prefix: str = "t") -> str:
        return self.writer.temp(prefix)

    class _Indent:
        def __init__(self, writer: Writer) -> None:
            self.writer = writer

        def __enter__(self) -> None:
            self.writer.depth += 1

        def __exit__(self, *_: object) -> None:
            self.writer.depth -= 1

    def indented(self) -> Any:
        return ExpressionBase._Indent(self.writer)

    # --- dispatch ----------------------------------------------------------------------------------------------
    def expr(self, node: Any) -> Code:
        """A Python expression for the value of an expression node; lines it needs first are written."""
        if self.in_text and type(node) is not A.VariableExpressionAst:
            self.in_text = False
            try:
                return self.expr(node)
            finally:
                self.in_text = True
        method = getattr(self, "expr_" + type(node).__name__[:-3], None)
        if method is None:
            raise NotImplementedError(type(node).__name__)
        result = method(node)
        return result if type(result) is Code else code(result)

    def exprs(self, nodes: Any) -> list[Code]:
        """The nodes' expressions, evaluated from left to right even where a later one needs lines of its own."""
        codes: list[Code] = []
        lines = self.writer.lines
        for node in nodes:
            mark = len(lines)
            made = self.expr(node)
            if len(lines) != mark:
                self._spill(codes, mark)
            codes.append(made)
        return codes

    def _spill(self, codes: list[Code], mark: int) -> None:
        lines = self.writer.lines
        depth = self.writer.depth
        for i, earlier in enumerate(codes):
            if earlier.simple and not earlier.startswith(("v_", "w_")):
                continue
            name = self.temp()
            lines.insert(mark, (depth, f"{name} = {earlier}", self.writer.span))
            mark += 1
            codes[i] = code(name, earlier.kind, True)

    def spilled(self, made: Code) -> Code:
        """The expression as a name that may be repeated."""
        if made.simple:
            return made
        name = self.temp()
        self.line(f"{name} = {made}")
        return code(name, made.kind, True)

    def conditional(self, produce: Callable[[], Code]) -> tuple[list[Any], Code]:
        """An operand that is evaluated only sometimes: its lines apart."""
        before = set(self.frame.definite)
        result = self.writer.captured(produce)
        self.frame.definite = before
        return result

    # --- variables ---------------------------------------------------------------------------------------------
    def read(self, name: str) -> Code:
        """The value of a plain variable."""
        if name in CONSTANTS:
            return code(CONSTANTS[name], "null" if name == "null" else "bool", True)
        if name == "?":
            return code("X.ok", "bool")
        special = self.special_read(name)
        if special is not None:
            return special
        if not self.is_cell(name):
            return code(f"{'get_text' if self.in_text else 'get'}({self.scope()}, {name!r})")
        ident = self.identifier(name)
        if name in self.frame.definite:
            return code(ident, None, True)
        if name == self.own_only and self.variant == "new" and self.frame.kind != "inline":
            return code(
                f"({ident} if {ident} is not U else None)"
            )  # the target of `+=` in a function is the local variable alone
        function = ("get_outer" if self.leaf else "get") + ("_text" if self.in_text else "")
        return code(f"({ident} if {ident} is not U else {function}({self.scope()}, {name!r}))")

    def special_read(self, name: str) -> Code | None:
        if name == "myinvocation":
            return code(f"my_invocation({self.scope()})", "scalar")
        if name == "pscmdlet":
            return code(f"my_cmdlet({self.scope()})", "scalar")
        if name == "psscriptroot":
            return code("UNIT.source.folder", "str")
        if name == "pscommandpath":
            return code("UNIT.source.path", "str")
        if name == "psboundparameters":
            return code(f"my_bound({self.scope()})", "scalar")
        return None

    def scope(self) -> str:
        self.uses_scope = True
        return "S"

    def wrote(self, ident: str) -> None:
        self.frame.assigned.add(ident)

    def write(self, name: str, value: str, definite: bool = False) -> None:
        """A line that stores `value` in a plain variable."""
        if name in CONSTANTS:
            if name == "null":
                self.line(str(value))
            else:
                self.line(f"assign({self.scope()}, {name!r}, {value})")
            return
        if not self.is_cell(name):
            self.line(f"assign({self.scope()}, {name!r}, {value})")
            return
        parameter = self.parameters.get(name)
        ident = self.identifier(name)
        if parameter is not None:
            value = f"X_param(X, {parameter}, {value})"
        self.line(f"{ident} = {value}")
        self.wrote(ident)
        if definite:
            self.frame.definite.add(name)

    def expr_VariableExpression(self, node: Any) -> Code:
        path = str(node.variable_path)
        name = plain_name(path)
        if name is not None:
            if path != name and ":" not in path:
                self.spellings.setdefault(name, path)
            return self.read(name)
        prefix, _, rest = path.partition(":")
        prefix = prefix.lower()
        if prefix == "env":
            return code(f"env_get(X, {rest!r})")
        if prefix == "using":
            return code(f"using_get({self.scope()}, {rest!r})")
        return code(f"drive_get({self.scope()}, {prefix!r}, {rest!r})")


def node_text(source: str, node: Any) -> str:
    return source[node.span[0] : node.span[1]]


def is_constant(node: Any) -> bool:
    return type(node) in (A.ConstantExpressionAst, A.StringConstantExpressionAst)
