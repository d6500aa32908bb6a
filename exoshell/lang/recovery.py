"""What the parser does at a token the grammar does not take: names the error as PowerShell does, and goes on.

The tables say what could have come next (`items`, like `paren:LPAREN pipe . RPAREN`). Constructs that are complete are closed first;
what then is missing names the error. Either the missing symbol is supplied, or the construct is given up where it stands.
"""

from __future__ import annotations

from exoshell.lang import ast as A
from exoshell.lang import terms as T
from exoshell.lang.token import Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.lang.parser import Parser

    Span = tuple[int, int]

_PIPELINE_END = frozenset((T.NEWLINE, T.SEMI, T.END, T.RPAREN, T.RCURLY))
_OPENERS = frozenset(
    (
        T.LPAREN,
        T.LCURLY,
        T.DOLLAR_PAREN,
        T.AT_PAREN,
        T.AT_CURLY,
        T.ARGS,
        T.ARGS_CURLY,
        T.INDEX,
        T.QINDEX,
        T.LBRACKET,
    )
)
_OPERANDS = frozenset(("unary", "unary_alone", "expression", "argument_expression", "array", "pipe"))
_KEYWORD_NAMES = {"Foreach": "foreach", "ElseIf": "elseif", "Dynamicparam": "dynamicparam"}


class Expectation:
    """One kernel item of a state: `origin`, `alias`, the symbols `before` and `after` the dot."""

    __slots__ = ("origin", "alias", "before", "after")

    def __init__(self, text: str) -> None:
        head, _, after = text.partition(" . ")
        if not _:
            head, after = text.rstrip(". "), ""
        self.origin, self.alias, before = (head.split(":", 2) + [""])[:3]
        self.before = before.split()
        self.after = after.split()


class Recovery:
    """The recovery of one parse."""

    __slots__ = ("p", "states", "values", "last_token", "steps", "silent", "budget", "quiet", "limit")

    def __init__(self, p: Parser) -> None:
        self.p = p
        self.states: list[int] = []
        self.values: list[Any] = []
        self.last_token = -1
        self.steps = 0
        self.silent = -1
        self.budget = 20000
        self.quiet = -1
        self.limit = 40

    # Reporting

    def token_span(self, token: Token) -> Span:
        """The span of a token; the end of input lies behind the text."""
        if token.term == T.END:
            end = self.p.lexer.end + 1
            return end, end
        return token.start, token.end

    def previous_end(self) -> int:
        """The end of the last real token."""
        for token in reversed(self.p.lexer.tokens):
            if token.kind not in ("Comment", "NewLine", "LineContinuation"):
                return token.end
        return self.p.lexer_start

    def report_after(self, id: str, *args: str) -> None:
        """An error right behind the last token."""
        end = self.previous_end()
        self.p.lexer.error(id, end, end, *args, incomplete=self.p.lexer.at_end(end))

    def report_after_plain(self, id: str, *args: str) -> None:
        """An error right behind the last token that more input does not cure."""
        end = self.previous_end()
        self.p.lexer.error(id, end, end, *args)

    def report(self, id: str, span: Span, *args: str, incomplete: bool = False) -> None:
        """An error at a span."""
        self.p.lexer.error(id, span[0], span[1], *args, incomplete=incomplete)

    def unexpected(self, token: Token) -> None:
        """The error of a token that has no place, read again as command mode reads it."""
        token = self.command_token(token)
        text = self.p.text[token.start : token.end]
        self.report("UnexpectedToken", token.span, text)

    def command_token(self, token: Token) -> Token:
        """The token as command mode reads it."""
        if token.term == T.END:
            return token
        lexer = self.p.lexer
        position, count = lexer.pos, len(lexer.tokens)
        lexer.pos = token.start
        again = lexer.next(_COMMAND_ROW, T.MODE_COMMAND)
        lexer.pos = position
        del lexer.tokens[count:]
        return again if again.start == token.start else token

    # Moving on

    def recover(self, states: list[int], values: list[Any], token: Token) -> bool:
        """Brings the stacks to a state that can go on; False if nothing can be done."""
        self.states, self.values = states, values
        lexer = self.p.lexer
        self.budget -= 1
        if self.budget <= 0:
            return False
        if token.start != self.last_token:
            self.last_token, self.steps = token.start, 0
            self.limit = 2 * len(states) + 40
        self.steps += 1
        if self.steps > self.limit:
            if token.term == T.END:
                return False
            self.skip(token)
            self.steps = 0
            return True
        if states[-1] == self.p.tables.end:
            self.start_again(token)
            return True
        lexer.pos = min(token.start, lexer.end)
        while True:
            rule = self.reduction(token)
            if rule is None:
                break
            if not self.before_reduction(rule, token):
                return True
            self.reduce(rule)
            if token.term in self.p.tables.rows[states[-1]] and not self.p.tables.defaults[states[-1]]:
                if self.p.tables.modes[states[-1]] != T.MODE_EXPRESSION or token.term in _PIPELINE_END:
                    return True
        return self.missing(token)

    def reduction(self, token: Token) -> int | None:
        """A rule that is complete in the state."""
        tables = self.p.tables
        state = self.states[-1]
        rule = tables.defaults[state]
        if rule:
            return rule - 1
        counts: dict[int, int] = {}
        for action in tables.rows[state].values():
            if action < 0:
                counts[-action - 1] = counts.get(-action - 1, 0) + 1
        if not counts:
            return None
        return max(counts, key=lambda r: (counts[r], -r))

    def before_reduction(self, rule: int, token: Token) -> bool:
        """What is said when a construct ends here; False if parsing goes on instead of reducing."""
        tables = self.p.tables
        origin = tables.origins[rule]
        row = tables.rows[self.states[-1]]
        if token.term == T.COMMA and row.get(T.PARAMETER, 0) > 0 and row.get(T.BAREWORD, 0) > 0:
            self.report("MissingArgument", token.span)
            self.skip(token)
            return False
        if origin == "pipeline" and token.term not in _PIPELINE_END and self.silent != token.start:
            self.silent = token.start
            self.unexpected(token)
        row = tables.rows[self.states[-1]]
        if self.after_blocks() and token.term not in (T.END, T.RPAREN, T.RCURLY):
            self.loose_statement(token)
            return False
        if origin in ("class_body", "enum_members") and any(
            "_open ." in i for i in tables.items[self.states[-1]]
        ):
            if token.term != T.RCURLY:
                end = _start_end(self.values[-1])
                at_end = self.p.lexer.at_end(end)
                self.report("MissingPropertyTerminator", (end, end), incomplete=at_end)
                self.push(T.SEMI, Token("Semi", end, end, T.SEMI))
                return False
        if T.SEMI in row and row[T.SEMI] > 0 and origin in ("statements", "body", "open_list"):
            if self.statement_separator(token):
                return False
        if origin in ("statements", "body", "body_head", "named_blocks", "start") and token.term != T.END:
            if not any(type(v) is Token and v.term in _OPENERS for v in self.values):
                self.stray(token)
                return False
        return True

    def statement_separator(self, token: Token) -> bool:
        """Supplies a separator if the token can start a statement."""
        if token.term in _PIPELINE_END or token.term in (T.PIPE, T.ANDAND, T.OROR):
            return False
        after = self.p.tables.rows[self.p.tables.rows[self.states[-1]][T.SEMI] - 1]
        after_reduced = self.p.tables.defaults[self.p.tables.rows[self.states[-1]][T.SEMI] - 1]
        if not after_reduced and T.BAREWORD not in after:
            return False
        if self.after_blocks():
            return False
        end = self.previous_end()
        self.push(T.SEMI, Token("Semi", end, end, T.SEMI))
        if token.term == T.UNKNOWN and token.kind == "Unknown":
            self.skip(token)
        return True

    def after_blocks(self) -> bool:
        """Whether named blocks stand at the top of the stack."""
        items = self.p.tables.items[self.states[-1]]
        return any("named_blocks ." in item for item in items)

    def loose_statement(self, token: Token) -> None:
        """A statement behind named blocks: the script block ends there."""
        lexer = self.p.lexer
        text = self.p.text[token.start : token.end]
        again = self.command_token(token)
        text = self.p.text[again.start : again.end]
        self.report("MissingNamedBlocks", again.span, text)
        if not any(type(v) is Token and v.term in _OPENERS for v in self.values):
            lexer.pos = lexer.end
            return
        while True:
            rule = self.reduction(token)
            if rule is None:
                break
            self.reduce(rule)
        self.supply("RCURLY")

    def stray(self, token: Token) -> None:
        """A token with no place at the top of the script."""
        row = self.p.tables.rows[self.states[-1]]
        if token.term in (T.PIPE, T.ANDAND, T.OROR):
            self.empty_pipe(token)
        elif token.kind != "Unknown":
            self.unexpected(token)
        self.skip(token)
        if row.get(T.SEMI, 0) > 0:
            end = self.previous_end()
            self.push(T.SEMI, Token("Semi", end, end, T.SEMI))

    def start_again(self, token: Token) -> None:
        """A closing bracket where the script is complete: what follows is read as more statements."""
        tree = self.values[0]
        if tree.begin_block or tree.process_block or tree.clean_block or tree.dynamic_param_block:
            again = self.command_token(token)
            id = "UnexpectedToken" if token.term == T.RCURLY else "MissingNamedBlocks"
            self.report(id, again.span, self.p.text[again.start : again.end])
            self.p.lexer.pos = self.p.lexer.end
            return
        if token.term in (T.PIPE, T.ANDAND, T.OROR):
            self.empty_pipe(token)
        elif self.silent != token.start:
            self.unexpected(token)
        self.skip(token)
        self.p.earlier.append(tree)
        self.states[:] = [0]
        self.values.clear()

    def empty_pipe(self, token: Token) -> None:
        """A pipe or chain operator where a statement should start."""
        if token.term == T.PIPE:
            self.report("EmptyPipeElement", token.span)
        else:
            self.unexpected(token)

    def skip(self, token: Token) -> None:
        """Leaves a token out."""
        self.p.lexer.tokens.append(token)
        self.p.lexer.pos = max(token.end, self.p.lexer.pos)

    def push(self, term: int, value: Any) -> None:
        """Shifts a terminal that was not there."""
        rows = self.p.tables.rows
        action = rows[self.states[-1]].get(term, 0)
        while action < 0:
            self.reduce(-action - 1)
            action = rows[self.states[-1]].get(term, 0)
        if not action:
            return
        self.states.append(action - 1)
        self.values.append(value)

    def reduce(self, rule: int) -> None:
        """Reduces as the driver does."""
        tables = self.p.tables
        size = tables.lengths[rule]
        function = tables.actions[rule]
        if function is None:
            below = self.states[-2]
            self.states[-1] = tables.gotos[below][tables.origins[rule]]
            return
        kids = self.values[-size:] if size else []
        value = function(self.p, kids)
        if size:
            del self.values[-size:]
            del self.states[-size:]
        self.values.append(value)
        self.states.append(tables.gotos[self.states[-1]][tables.origins[rule]])

    def supply(self, symbol: str) -> None:
        """Supplies the symbol that is missing."""
        end = self.previous_end()
        number = _TERM_NUMBERS.get(symbol)
        if number is not None:
            kind = _KINDS.get(symbol, symbol.capitalize())
            token = Token(kind, end, end, number, _TERM_VALUES.get(symbol))
            if number in self.p.tables.rows[self.states[-1]]:
                self.push(number, token)
            return
        value = self.dummy(symbol, end, end)
        self.states.append(self.p.tables.gotos[self.states[-1]][symbol])
        self.values.append(value)

    def give_up(self, item: Expectation) -> None:
        """Ends the construct of an item where it stands."""
        size = len(item.before)
        kids = self.values[-size:]
        start = _start_of(kids[0]) if kids else self.previous_end()
        del self.values[-size:]
        del self.states[-size:]
        self.values.append(self.dummy(item.origin, start, self.previous_end(), kids))
        self.states.append(self.p.tables.gotos[self.states[-1]][item.origin])

    def dummy(self, origin: str, start: int, end: int, kids: list[Any] | None = None) -> Any:
        """A value that can stand for a symbol."""
        span = (start, max(start, end))
        base = origin.partition("{")[0]
        nested = [kid for kid in kids or () if isinstance(kid, A.Ast)]
        if base in ("block",):
            return A.StatementBlockAst(span, [], [])
        if base in _EMPTY_LISTS:
            return []
        if base == "body":
            from exoshell.lang.builder.blocks import Body

            return Body([], None)
        if base == "if_head":
            pipe = nested[0] if nested else A.PipelineAst(span, False, [])
            return (start, [(pipe, A.StatementBlockAst(span, [], []))])
        if base == "command":
            return A.CommandAst(span, None, [A.StringConstantExpressionAst(span, "BareWord", "")], [])
        if base in ("catch",):
            return A.CatchClauseAst(span, [], True, A.StatementBlockAst(span, [], []))
        if base == "named_block":
            return A.NamedBlockAst(span, "End", False, [], [])
        if base in ("pair", "clause"):
            key = nested[0] if nested else A.ErrorExpressionAst(span)
            return (key, A.ErrorStatementAst(span) if base == "pair" else A.StatementBlockAst(span, [], []))
        if base in _STATEMENTS:
            return A.ErrorStatementAst(span, None, None, None, None, nested)
        if base == "redirection":
            return A.FileRedirectionAst(span, "Output", False, A.ErrorExpressionAst(span))
        if base in ("type", "type_plain", "type_suffixed", "type_argument"):
            return A.TypeName(span, "")
        if base in ("type_literal", "bracketed"):
            return A.TypeConstraintAst(span, A.TypeName(span, ""))
        if base == "switch_source":
            return (A.ErrorExpressionAst(span), set(), None)
        if base == "switch_condition":
            return (A.ErrorExpressionAst(span), False)
        if base == "arguments":
            return [A.ErrorExpressionAst(span)]
        if base == "for_parts":
            return (None, None, None)
        if base == "parameter":
            return A.ParameterAst(span, [], A.VariableExpressionAst(span, ""), None)
        if base == "qualifiers":
            return []
        if base in ("property", "method", "enum_member"):
            return A.PropertyMemberAst(span, "", "Public")
        if base == "param_block":
            return A.ParamBlockAst(span, [], [])
        if base in ("pipe", "chain", "pipeline"):
            return A.PipelineAst(span, False, [A.CommandExpressionAst(span, A.ErrorExpressionAst(span), ())])
        return A.ErrorExpressionAst(span, nested)

    def skip_to_curly(self) -> None:
        """Skips tokens up to the brace that closes a hashtable (which stays), or to the end."""
        lexer = self.p.lexer
        depth = 0
        while True:
            position = lexer.pos
            token = lexer.next(_EXPRESSION_ROW, T.MODE_EXPRESSION)
            if token.term == T.END or not depth and token.term == T.RCURLY:
                lexer.pos = position
                return
            if token.term in (T.LCURLY, T.LPAREN, T.LBRACKET):
                depth += 1
            elif token.term in (T.RPAREN, T.RCURLY, T.RBRACKET) and depth:
                depth -= 1
            lexer.tokens.append(token)

    def sync(self, *stop: int) -> None:
        """Skips tokens up to one of these at the same depth (which stays), or to the end."""
        lexer = self.p.lexer
        depth = 0
        while True:
            position = lexer.pos
            token = lexer.next(_EXPRESSION_ROW, T.MODE_EXPRESSION)
            if token.term == T.END or not depth and token.term in stop:
                lexer.pos = position
                return
            if token.term in _OPENERS:
                depth += 1
            elif token.term in (T.RPAREN, T.RCURLY, T.RBRACKET):
                if not depth:
                    lexer.pos = position
                    return
                depth -= 1
            lexer.tokens.append(token)

    # What is missing

    def missing(self, token: Token) -> bool:
        """Names the error of a state that needs something else, and repairs it."""
        from exoshell.lang.missing import repair

        items = [Expectation(text) for text in self.p.tables.items[self.states[-1]]]
        return repair(self, items, token)


def _start_end(members: Any) -> int:
    """The end of the last member."""
    end: int = members[-1].span[1]
    return end


def _start_of(value: Any) -> int:
    if type(value) is Token:
        return value.start
    if isinstance(value, A.Ast):
        return value.span[0]
    if type(value) is list and value:
        return _start_of(value[0])
    if type(value) is tuple and value and type(value[0]) is int:
        return value[0]
    return 0


_COMMAND_ROW = frozenset((T.BAREWORD, T.PARAMETER, T.PARAMETER_COLON, T.AMP))
_EXPRESSION_ROW = frozenset((T.NUMBER, T.LBRACKET, T.AMP))
_TERM_NUMBERS = {name: number for number, name in enumerate(T.NAMES)}
_KINDS = {
    "RPAREN": "RParen",
    "RCURLY": "RCurly",
    "RBRACKET": "RBracket",
    "LCURLY": "LCurly",
    "LPAREN": "LParen",
    "ASSIGN": "Equals",
    "TYPE_NAME": "Identifier",
    "NAME": "Identifier",
    "MEMBER": "Identifier",
    "SEMI": "Semi",
    "COLON": "Colon",
    "VARIABLE": "Variable",
    "BAREWORD": "Identifier",
}
_TERM_VALUES = {"TYPE_NAME": "", "NAME": "", "MEMBER": "", "VARIABLE": "", "BAREWORD": ""}
_EMPTY_LISTS = frozenset(
    "base_types class_body statements closed_list open_list pipe_tail catches clauses members members_open enum_members enum_open enum_closed "
    "parameters method_arguments attribute_arguments attributes declaration_attributes param_attributes hash_body pairs sub_body "
    "method_parameters foreach_flags switch_flags data_commands redirections body_start".split()
)
_STATEMENTS = frozenset(
    "if_statement loop try_statement data_statement function_definition class_definition enum_definition using_statement "
    "switch_statement compound simple assignment_open assignment_closed statement".split()
)
