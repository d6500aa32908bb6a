"""The parser: drives Lark's tables over the scanner and builds the tree."""

from __future__ import annotations

from exoshell.base.source import Source
from exoshell.lang import ast as A
from exoshell.lang import terms as T
from exoshell.lang.builder.expressions import variable
from exoshell.lang.lexer import Lexer
from exoshell.lang.tables import load
from exoshell.lang.token import ParseResult, Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Parser:
    """Parses one text, or a subexpression inside a string."""

    __slots__ = (
        "source",
        "text",
        "lexer",
        "lexer_start",
        "tables",
        "methods",
        "in_script",
        "bare_throws",
        "recovery",
        "pending",
        "types",
        "has_namespaces",
        "method_names",
        "earlier",
    )

    def __init__(self, source: Source, start: int = 0, end: int | None = None) -> None:
        self.source = source
        self.text = source.text
        self.lexer = Lexer(source.text, start, end)
        self.lexer_start = start
        self.tables = load()
        self.methods: list[Any] = []
        self.in_script = False
        self.bare_throws: list[Any] = []
        self.recovery: Any = None
        self.earlier: list[A.ScriptBlockAst] = []
        self.pending: list[tuple[str, Any]] = []
        self.types: list[Any] = []
        self.has_namespaces = False
        self.method_names: dict[int, tuple[int, int]] = {}

    # What the actions use

    def error_at(self, id: str, span: tuple[int, int], *args: str) -> None:
        """Reports an error of the text."""
        self.lexer.error(id, span[0], span[1], *args)

    def check_error(self, id: str, span: tuple[int, int], *args: str) -> None:
        """Reports what a check of the finished tree found."""
        self.lexer.error(id, span[0], span[1], *args)

    def tokens_near(self, span: tuple[int, int]) -> list[Token]:
        """The tokens that start where the span starts."""
        found = []
        for token in reversed(self.lexer.tokens):
            if token.start == span[0] and token.end > token.start:
                found.append(token)
                break
            if token.end < span[0]:
                break
        return found

    def is_script(self, span: tuple[int, int]) -> bool:
        """Whether the span is the whole text."""
        return self.in_script

    def add_redirection(self, redirections: list[Any], last: Any) -> None:
        """Adds a redirection in the order of the streams; a stream can be redirected once."""
        order = _STREAM_ORDER[last.from_stream]
        index = 0
        for other in redirections:
            other_order = _STREAM_ORDER[other.from_stream]
            if other_order == order:
                self.error_at("StreamAlreadyRedirected", last.span, _STREAM_NAMES[last.from_stream])
                return
            if other_order < order:
                index += 1
        redirections.insert(index, last)

    def expandable(self, token: Token, kind: str) -> A.ExpandableStringExpressionAst:
        """The node of an expandable string or word."""
        parts, nested = self._expand_parts(token)
        node = A.ExpandableStringExpressionAst((token.start, token.end), kind, token.value, nested)
        node.parts = parts
        return node

    def nested_only(self, token: Token) -> None:
        """Reads what is nested in a word for its tokens and errors alone."""
        self._expand_parts(token)

    def _expand_parts(self, token: Token) -> tuple[list[Any], list[Any]]:
        parts: list[Any] = []
        nested: list[Any] = []
        tokens: list[Token] = []
        for part in token.parts or ():
            if type(part) is str:
                parts.append(part)
                continue
            if type(part) is Token:
                node = variable(self, [part])
                tokens.append(part)
            else:
                node = self._nested(part, tokens)
            parts.append(node)
            nested.append(node)
        token.nested = tokens
        return parts, nested

    def _nested(self, part: tuple[Any, ...], tokens: list[Token]) -> Any:
        start, end, code, offsets = part
        if code is None:
            inner = Parser(self.source, start, end)
        else:
            inner = Parser(Source(code, self.source.file))
        tree = inner.run()
        if code is not None:
            _relocate(tree, inner, self.source, [start, start + 1, *offsets], end)
        self.pending.extend(inner.pending)
        found = inner.lexer.tokens
        if found and found[-1].kind == "EndOfInput":
            found.pop()
        tokens.extend(found)
        for error in inner.lexer.errors:
            self.lexer.error_again(error)
            if error.id == "MissingEndParenthesisInSubexpression" and error.start < end:
                break
        if tree is not None and tree.end_block is not None and tree.end_block.statements:
            statement = tree.end_block.statements[0]
            if type(statement) is A.PipelineAst:
                element = statement.pipeline_elements[0]
                if type(element) is A.CommandExpressionAst:
                    return element.expression
        return A.SubExpressionAst((start, end), A.StatementBlockAst((start + 2, end), [], []))

    def using_statement(self, k: list[Any]) -> A.UsingStatementAst:
        """A `using` statement."""
        from exoshell.lang.using import using_statement

        return using_statement(self, k)

    # The driver

    def run(self) -> A.ScriptBlockAst | None:
        """Parses; the tree, or None."""
        tables = self.tables
        rows, gotos, defaults, modes = tables.rows, tables.gotos, tables.defaults, tables.modes
        actions, lengths, origins, units = tables.actions, tables.lengths, tables.origins, tables.units
        end_state = tables.end
        lexer = self.lexer
        read = lexer.next
        states = [0]
        values: list[Any] = []
        state = 0
        token: Token | None = None
        while True:
            rule = defaults[state]
            if not rule:
                row = rows[state]
                if token is None:
                    if T.ARGS in row:
                        token = lexer.adjacent_call(row)
                        if token is None and state not in tables.alone:
                            token = read(row, modes[state])
                        elif token is None:
                            rule = tables.alone[state]
                            below = states[-2]
                            value = actions[rule](self, values[-1:])
                            values[-1] = value
                            states[-1] = state = gotos[below][origins[rule]]
                            continue
                    else:
                        token = read(row, modes[state])
                    if token.term == T.NEWLINE and (
                        T.PIPE in row
                        or T.ANDAND in row
                        or T.ELSE in row
                        or T.CATCH in row
                        or T.FINALLY in row
                    ):
                        if lexer.newline_continues(row):
                            lexer.tokens.append(token)
                            token = None
                            continue
                action = row.get(token.term)
                if action is None:
                    if token.term == T.NEWLINE and state not in tables.line_ends:
                        lexer.tokens.append(token)
                        token = None
                        continue
                    if token.term == T.END and state == end_state:
                        lexer.tokens.append(token)
                        return self._finish(self._joined(values[0]))
                    if not self.recover(states, values, token):
                        if not lexer.errors:
                            self.error_at("UnexpectedToken", token.span, self.text[token.start : token.end])
                        return None
                    token = None
                    state = states[-1]
                    continue
                if action > 0:
                    state = action - 1
                    states.append(state)
                    values.append(token)
                    lexer.tokens.append(token)
                    token = None
                    continue
                rule = -action
            rule -= 1
            function = actions[rule]
            if function is None:
                below = states[-2]
                if token is None:
                    state = gotos[below][origins[rule]]
                else:
                    key = (below, rule, token.term)
                    found = units.get(key)
                    if found is None:
                        found = units[key] = self._unit(below, rule, token.term)
                    state = found
                states[-1] = state
                continue
            size = lengths[rule]
            if size:
                value = function(self, values[-size:])
                del values[-size:]
                del states[-size:]
            else:
                value = function(self, [])
            values.append(value)
            state = gotos[states[-1]][origins[rule]]
            states.append(state)

    def _joined(self, tree: A.ScriptBlockAst) -> A.ScriptBlockAst:
        """The tree of a script that was read in several goes."""
        for other in reversed(self.earlier):
            block, later = other.end_block, tree.end_block
            if block is not None and later is not None:
                block.statements = [*block.statements, *later.statements]
                block.traps = [*block.traps, *later.traps]
            elif block is None:
                other.end_block = later
            tree = other
        return tree

    def _finish(self, tree: A.ScriptBlockAst) -> A.ScriptBlockAst:
        comments = [
            token
            for token in self.lexer.tokens
            if token.kind == "Comment" and self.text[token.start : token.start + 9].lower() == "#requires"
        ]
        if comments and self.lexer_start == 0:
            from exoshell.lang.requires import read_requires

            tree.script_requirements = read_requires(self, comments)
        if "# SIG # Begin signature block" in self.text and self.lexer_start == 0:
            self._check_signature()
        if self.pending and self.lexer_start == 0:
            from exoshell.lang.checks import check_all

            check_all(self)
        return tree

    def _check_signature(self) -> None:
        """Nothing but comments may follow the signature."""
        signed = False
        for token in self.lexer.tokens:
            if token.kind == "Comment":
                signed = signed or self.text.startswith("# SIG # Begin signature block", token.start)
            elif signed and token.kind not in ("NewLine", "EndOfInput", "LineContinuation"):
                self.error_at("TokenAfterEndOfValidScriptText", token.span)
                return

    def _unit(self, below: int, rule: int, term: int) -> int:
        """The state after a chain of reductions that only pass a value on."""
        tables = self.tables
        while True:
            state = tables.gotos[below][tables.origins[rule]]
            rule = tables.defaults[state] or -tables.rows[state].get(term, 0)
            if rule <= 0:
                return state
            rule -= 1
            if tables.actions[rule] is not None:
                return state

    def recover(self, states: list[int], values: list[Any], token: Token) -> bool:
        """Reports an error of the text and finds a way on."""
        if self.recovery is None:
            from exoshell.lang.recovery import Recovery

            self.recovery = Recovery(self)
        return self.recovery.recover(states, values, token)


def parse(text: str, file: str | None = None) -> ParseResult:
    """Parses a script; never fails: what is wrong is in the result's `errors`."""
    source = Source(text, file)
    parser = Parser(source)
    try:
        tree = parser.run()
    except RecursionError:
        tree = None
        parser.error_at("ScriptTooComplicated", (0, len(text)))
    return ParseResult(source, tree, parser.lexer.tokens, parser.lexer.errors)


_STREAM_ORDER = {"All": 0, "Output": 1, "Error": 2, "Warning": 3, "Verbose": 4, "Debug": 5, "Information": 6}
_STREAM_NAMES = {
    "Output": "output",
    "Error": "error",
    "Warning": "warning",
    "Verbose": "verbose",
    "Debug": "debug",
    "Information": "information",
    "All": "all",
}


def _relocate(tree: Any, inner: Parser, source: Source, offsets: list[int], end: int) -> None:
    """Moves spans of code that was taken out of a string back to where it stood."""
    from exoshell.lang.walk import walk

    last = len(offsets)

    def move(span: tuple[int, int]) -> tuple[int, int]:
        a, b = span
        start = offsets[a] if a < last else end
        return start, (offsets[b - 1] + 1 if 0 < b <= last and b > a else start)

    if tree is not None:
        for node in walk(tree):
            node.span = move(node.span)
            for slot in ("error_position",):
                if hasattr(node, slot) and getattr(node, slot) is not None:
                    setattr(node, slot, move(getattr(node, slot)))
            if type(node) is A.ScriptBlockAst:
                node.source = source
    for token in inner.lexer.tokens:
        token.start, token.end = move((token.start, token.end))
    for error in inner.lexer.errors:
        error.start, error.end = move((error.start, error.end))
