"""Tab at the prompt takes the candidate."""

from __future__ import annotations

import io
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from exoshell.app.command_line import make_session
from exoshell.base.env import Host
from exoshell.repl.completer import SessionCompleter
from exoshell.repl.prompt import bindings


def typed(tmp_path: Any, keys: str) -> str:
    host = Host(
        io.StringIO(),
        io.StringIO(),
        io.StringIO(),
        width=120,
        interactive=False,
        environ={"PATH": "", "HOME": "/nowhere"},
    )
    session = make_session(host, str(tmp_path))
    with create_pipe_input() as pipe:
        pipe.send_text(keys)
        prompt: PromptSession[str] = PromptSession(
            input=pipe,
            output=DummyOutput(),
            completer=SessionCompleter(session),
            complete_while_typing=False,
            key_bindings=bindings(session),
        )
        return prompt.prompt("> ")


def test_tab_completes_a_command(tmp_path: Any) -> None:
    assert typed(tmp_path, "Get-Dat\t\r") == "Get-Date"


def test_tab_completes_a_property(tmp_path: Any) -> None:
    assert (
        typed(tmp_path, "Get-Mailbox | Select-Object DisplayN\t\r")
        == "Get-Mailbox | Select-Object DisplayName"
    )


def test_tab_inside_a_word_replaces_all_of_it(tmp_path: Any) -> None:
    assert typed(tmp_path, "Get-Date -UForm" + "\x1b[D" * 2 + "\t\r") == "Get-Date -UFormat"
