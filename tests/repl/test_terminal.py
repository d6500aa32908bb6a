"""The prompt at a real pseudo-terminal."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal import Terminal

SHELL = [str(Path(sys.executable).with_name("python")), "-m", "exoshell", "-NoProfile", "-NoLogo"]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    environment = {
        "HOME": str(tmp_path),
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        "LANG": "en_US.UTF-8",
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        "NO_COLOR": "1",
    }
    made = Terminal([*SHELL, "-WorkingDirectory", str(tmp_path)], environment)
    made.wait_for(">")
    yield made
    made.close()


def test_a_line_runs_and_the_prompt_comes_back(terminal: Terminal) -> None:
    terminal.type("1 + 41")
    terminal.wait_until_shown("42")
    terminal.wait_for(">")


def test_open_block_asks_for_more_lines(terminal: Terminal) -> None:
    terminal.type("foreach ($i in 1..2) {")
    terminal.wait_for(">>")
    terminal.type('"item $i"')
    terminal.wait_for(">>")
    terminal.type("}")
    terminal.wait_until_shown("item 2\n")


def test_errors_are_shown_and_the_session_goes_on(terminal: Terminal) -> None:
    terminal.type("Get-Nonsense")
    terminal.wait_until_shown("The term 'Get-Nonsense' is not recognized")
    terminal.type("'still ' + 'here'")
    terminal.wait_until_shown("still here")


def test_control_c_stops_a_running_loop_and_keeps_the_session(terminal: Terminal) -> None:
    terminal.type("$n = 0; 'star' + 'ted'; while ($true) { $n++ }")
    terminal.wait_until_shown("started")
    terminal.send("\x03")
    terminal.wait_for(">")
    terminal.type('"kept $($n -gt 0)"')
    terminal.wait_until_shown("kept True")


def test_control_d_leaves_with_code_zero(terminal: Terminal) -> None:
    terminal.type("1")
    terminal.wait_for(">")
    terminal.send("\x04")
    assert terminal.wait_for_end() == 0


def test_exit_gives_its_code(terminal: Terminal) -> None:
    terminal.type("exit 7")
    assert terminal.wait_for_end() == 7


def test_tab_completes_a_command(terminal: Terminal) -> None:
    terminal.send("Get-ChildI\t")
    terminal.wait_until_shown("Get-ChildItem")


def test_history_is_private_and_holds_no_secret(terminal: Terminal, tmp_path: Path) -> None:
    terminal.type("'plain line'")
    terminal.wait_for(">")
    terminal.type("$s = ConvertTo-SecureString 'planted-secret' -AsPlainText -Force")
    terminal.wait_for(">")
    terminal.send("\x04")
    terminal.wait_for_end()
    (history,) = [path for path in tmp_path.rglob("history") if path.is_file()]
    assert "plain line" in history.read_text()
    assert "planted-secret" not in history.read_text()
    assert stat.S_IMODE(history.stat().st_mode) == 0o600
