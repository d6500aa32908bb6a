"""What stands at the cursor: the token there, the command round it, the arguments given so far."""

from __future__ import annotations

from typing import Any

OPENING = {"LParen", "LCurly", "AtParen", "AtCurly", "DollarParen", "LBracket"}
CLOSING = {"RParen", "RCurly", "RBracket"}
ENDS = {
    "Pipe",
    "Semi",
    "NewLine",
    "AndAnd",
    "OrOr",
    "Ampersand",
    "Equals",
    "PlusEquals",
    "MinusEquals",
    "LineContinuation",
}
COMMAND_NAME = 1
MEMBER_NAME = 2
TYPE_NAME = 4
KEYWORD = 16


class Place:
    """`tokens` of the text up to and with the one at the cursor; `token` is the one that the cursor stands in or directly behind."""

    def __init__(self, text: str, cursor: int, tokens: list[Any], session: Any) -> None:
        self.text, self.cursor, self.session = text, cursor, session
        self.all = [t for t in tokens if t.kind not in ("EndOfInput", "LineContinuation")]
        self.before = [
            t
            for t in self.all
            if t.end < cursor or (t.end == cursor and t.kind in ("NewLine", "Pipe", "Semi", "Comma"))
        ]
        self.token: Any = next(
            (
                t
                for t in self.all
                if t.start < cursor <= t.end and t.kind not in ("NewLine", "Pipe", "Semi", "Comma")
            ),
            None,
        )
        if self.token is not None:
            self.before = [t for t in self.all if t.end <= self.token.start]

    @property
    def previous(self) -> Any:
        return self.before[-1] if self.before else None

    def word(self) -> str:
        """The whole token at the cursor: what is completed and replaced."""
        return self.text[self.token.start : self.token.end] if self.token is not None else ""

    def touched(self) -> bool:
        """Whether the cursor stands in or at an end of any token (a text of blanks alone has none)."""
        if not self.text.strip():
            return False
        if self.text[: self.cursor].endswith(("|\n", "`\n")):
            return False
        return any(t.start <= self.cursor <= t.end and t.start < t.end for t in self.all)

    def continues(self) -> bool:
        """Whether the cursor stands behind a backtick that ends its line."""
        return self.token is None and self.text[: self.cursor].endswith("`\n")

    def command(self) -> tuple[int, Any] | None:
        """(position in `before`, token) of the name of the command that the cursor's argument belongs to, or None."""
        depth = 0
        for position in range(len(self.before) - 1, -1, -1):
            token = self.before[position]
            if token.kind in CLOSING:
                depth += 1
            elif token.kind in OPENING:
                if depth == 0:
                    return None
                depth -= 1
            elif depth == 0:
                if token.flags & COMMAND_NAME:
                    return position, token
                if token.kind in ENDS:
                    return None
        return None

    def opener(self) -> int | None:
        """The position in `before` of the bracket that is open at the cursor, or None."""
        depth = 0
        for position in range(len(self.before) - 1, -1, -1):
            kind = self.before[position].kind
            if kind in CLOSING:
                depth += 1
            elif kind in OPENING:
                if depth == 0:
                    return position
                depth -= 1
        return None

    def is_command_position(self) -> bool:
        """Whether a command's name could start at the cursor's token."""
        previous = self.previous
        if previous is None:
            return True
        if previous.kind in (
            "Pipe",
            "Semi",
            "NewLine",
            "AndAnd",
            "OrOr",
            "LParen",
            "LCurly",
            "DollarParen",
            "AtParen",
            "Ampersand",
            "Dot",
        ):
            return True
        if previous.kind.endswith("Equals") or previous.kind == "RCurly":
            return True
        return bool(previous.flags & KEYWORD)
