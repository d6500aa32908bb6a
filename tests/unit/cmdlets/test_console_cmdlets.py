"""Processes, transcripts, the clipboard, texts of a language."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from exoshell.app.command_line import make_session
from exoshell.base.env import Host
from exoshell.cmdlets.core.start_process import split_arguments
from exoshell.cmdlets.output.transcripts import without_secrets


@pytest.fixture
def session(tmp_path: Path) -> Any:
    host = Host(
        io.StringIO("s3cret\n"),
        io.StringIO(),
        io.StringIO(),
        interactive=True,
        environ={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
    )
    return make_session(host, str(tmp_path))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a b", ["a", "b"]),
        ('-c "echo x; exit"', ["-c", "echo x; exit"]),
        (r'"a\"b" c\d', ['a"b', r"c\d"]),
        ('""', [""]),
        ('x"y z"', ["xy z"]),
    ],
)
def test_split_arguments(text: str, wanted: list[str]) -> None:
    assert split_arguments(text) == wanted


def test_a_process_ends_with_its_code(session: Any) -> None:
    text = "$p = Start-Process sh -ArgumentList '-c', '\"exit 6\"' -Wait -PassThru; $p.ExitCode; $p.HasExited"
    assert session.invoke_text(text) == [6, True]


def test_a_process_is_stopped(session: Any) -> None:
    assert session.invoke_text(
        "$p = Start-Process sleep 20 -PassThru; $p.HasExited; Stop-Process $p; $p.HasExited"
    ) == [False, True]


def test_an_unknown_process_is_an_error(session: Any) -> None:
    text = "try { Get-Process no-such-process -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }"
    assert session.invoke_text(text) == [
        "NoProcessFoundForGivenName,Microsoft.PowerShell.Commands.GetProcessCommand"
    ]


def test_a_transcript_has_the_output_and_no_secret(session: Any, tmp_path: Path) -> None:
    session.run_line(f"Start-Transcript {tmp_path}/t.txt -UseMinimalHeader")
    session.run_line("'shown'; Read-Host Secret -AsSecureString | Out-Null")
    session.run_line("$x = ConvertTo-SecureString 'hidden1' -AsPlainText -Force")
    session.run_line("Stop-Transcript")
    session.run_line("'after'")
    kept = (tmp_path / "t.txt").read_text(encoding="utf-8")
    assert "shown\n" in kept and "PowerShell transcript end" in kept
    assert "s3cret" not in kept and "hidden1" not in kept and "after" not in kept


def test_literals_are_hidden_where_secrets_are_meant() -> None:
    assert "abc" not in without_secrets("$p = 'abc' | ConvertTo-SecureString -AsPlainText")
    assert without_secrets("Get-Mailbox 'Ann'") == "Get-Mailbox 'Ann'"


def test_the_clipboard_gives_back_what_it_got(session: Any) -> None:
    session.services["clipboard"] = ""
    assert session.invoke_text(
        "'a', 'b' | Set-Clipboard; Get-Clipboard; 'c' | Set-Clipboard -Append; (Get-Clipboard -Raw)"
    ) == ["a", "b", "a\nb\nc"]


def test_texts_of_the_nearest_language(session: Any, tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "m.psd1").write_text("@{ Hi = 'Hallo' }", encoding="utf-8")
    (tmp_path / "m.psd1").write_text("@{ Hi = 'Hello' }", encoding="utf-8")
    text = "foreach ($c in 'de-AT', 'fr-FR') { Import-LocalizedData -BindingVariable t -UICulture $c -BaseDirectory . -FileName m; $t.Hi }"
    assert session.invoke_text(text) == ["Hallo", "Hello"]


def test_snap_ins_are_refused_with_a_hint(session: Any) -> None:
    text = "try { Add-PSSnapin Microsoft.Exchange.Management.PowerShell.E2010 -ErrorAction Stop } catch { \"$_\" -match 'Connect-ExchangeOnline' }"
    assert session.invoke_text(text) == [True]
