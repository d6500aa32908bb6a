"""The read-run loop at a terminal: thin adapters round the session; what it decides can be tested without a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.filters import Condition, completion_is_selected
from prompt_toolkit.formatted_text import ANSI, FormattedText, to_formatted_text
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import ColorDepth

from exoshell.repl.completer import SessionCompleter, complete_word
from exoshell.repl.highlight import STYLE, LineLexer
from exoshell.repl.history import HistoryFile

CONTINUATION = ">> "


def continuation(width: int, line_number: int, is_soft_wrap: bool | int) -> str:
    """What stands before further lines; a line that is only too long for the terminal gets nothing."""
    return "" if is_soft_wrap else CONTINUATION


def needs_more(text: str) -> bool:
    """Whether the parser says that further lines could complete the text. A blank line at the end closes what is open."""
    from exoshell.lang import parse

    if not text.strip() or text.endswith("\n\n"):
        return False
    return bool(parse(text).incomplete)


def state_folder(session: Any) -> Path:
    """Where the history is kept: the platform's place for an application's state."""
    override = session.host.environ.get("EXOSHELL_STATE_DIR")
    if override:
        return Path(override)
    import platformdirs

    return Path(platformdirs.user_state_dir("exoshell", appauthor=False))


def bindings(session: Any) -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter", filter=~completion_is_selected)
    def accept(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if needs_more(buffer.text):
            buffer.insert_text("\n")
        else:
            buffer.validate_and_handle()

    @keys.add("enter", filter=completion_is_selected)
    def take(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None

    @keys.add("c-d", filter=Condition(lambda: not get_app().current_buffer.text))
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError)

    @keys.add("tab")
    def forward(event: KeyPressEvent) -> None:
        complete_word(event.current_buffer, session)

    @keys.add("s-tab")
    def back(event: KeyPressEvent) -> None:
        event.current_buffer.complete_previous()

    return keys


class Prompt:
    """One interactive session."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.reader: PromptSession[str] = PromptSession(
            history=HistoryFile(state_folder(session) / "history"),
            lexer=LineLexer(),
            completer=SessionCompleter(session),
            complete_while_typing=False,
            complete_in_thread=False,
            multiline=True,
            key_bindings=bindings(session),
            style=STYLE,
            prompt_continuation=continuation,
            color_depth=None if session.host.colour else ColorDepth.DEPTH_1_BIT,
            enable_open_in_editor=False,
            reserve_space_for_menu=6,
        )

    def message(self) -> FormattedText:
        """The prompt: the tenant in front, so that a command never goes to the wrong one, then what the `prompt` function gives."""
        tenant = self.session.services.get("tenant_name")
        text = to_formatted_text(ANSI(self.session.prompt_text()))
        return (
            FormattedText([("class:prompt.tenant", f"[{tenant}] "), *text]) if tenant else FormattedText(text)
        )

    def run(self, *, banner: bool) -> int:
        if banner:
            self.session.host.out(banner_text())
        while not self.session.exit_requested:
            self.session.host.flush()
            try:
                line = self.reader.prompt(self.message())
            except KeyboardInterrupt:  # Ctrl-C at the prompt gives a fresh one
                continue
            except EOFError:
                break
            if line.strip():
                self.run_line(line)
        self.session.host.flush()
        return int(self.session.final_exit_code())

    def run_line(self, line: str) -> None:
        """Run one input; Ctrl-C stops it and keeps the session."""
        try:
            self.session.run_line(line)
        except KeyboardInterrupt:
            self.session.host.out("\n")


def banner_text() -> str:
    from exoshell import __version__

    return f"exoshell {__version__}\nType 'Connect-ExchangeOnline' to sign in, 'Get-Help' for help, 'exit' to leave.\n\n"
