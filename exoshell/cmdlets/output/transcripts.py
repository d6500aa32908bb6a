"""Transcripts: what the console shows is kept in files as well. What is typed as a secret never gets into one."""

from __future__ import annotations

import re
from typing import Any

ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
SECRET_WORDS = re.compile(
    r"asplaintext|password|passwd|secret|token|apikey|accountkey|connectionstring|bearer\s", re.IGNORECASE
)
LITERALS = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"`]|`.|\"\")*\"|(?<=-String\s)\S+", re.IGNORECASE)
STARS = "**********************"


class Tee:
    """A stream whose text goes to the transcripts too."""

    def __init__(self, stream: Any, transcripts: Transcripts) -> None:
        self.stream, self.transcripts = stream, transcripts

    def write(self, text: str) -> Any:
        self.transcripts.add(text)
        return self.stream.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


class Transcripts:
    """The running transcripts of a session; put between the host and its streams while there is one."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.paths: list[str] = []
        self.paused = 0
        host = session.host
        self.streams = (host.stdout, host.stderr)
        host.stdout, host.stderr = Tee(host.stdout, self), Tee(host.stderr, self)
        self.read_secret, self.read_line, self.run_line = host.read_secret, host.read_line, session.run_line
        host.read_secret, host.read_line, session.run_line = self._secret, self._line, self._command

    def add(self, text: str) -> None:
        if self.paused:
            return
        clean = ESCAPES.sub("", text)
        for path in self.paths:
            write(path, clean)

    def remove(self) -> None:
        """Take the streams back."""
        host = self.session.host
        host.stdout, host.stderr = self.streams
        for owner, name in ((host, "read_secret"), (host, "read_line"), (self.session, "run_line")):
            vars(owner).pop(name, None)

    def _secret(self, prompt: str = "") -> Any:
        self.add(prompt)
        self.paused += 1
        try:
            answer = self.read_secret(prompt)
        finally:
            self.paused -= 1
        self.add("*" * 8 + "\n" if answer else "\n")
        return answer

    def _line(self, prompt: str = "") -> Any:
        self.paused += 1
        try:
            answer = self.read_line(prompt)
        finally:
            self.paused -= 1
        self.add(prompt + (answer or "") + "\n")
        return answer

    def _command(self, text: str) -> Any:
        self.add(f"{self.session.prompt_text()}{without_secrets(text)}\n")
        return self.run_line(text)


def without_secrets(text: str) -> str:
    """A command line; where it speaks of secrets its literals are hidden."""
    return LITERALS.sub("'********'", text) if SECRET_WORDS.search(text) else text


def write(path: str, text: str) -> None:
    with open(path, "a", encoding="utf-8") as file:
        file.write(text)


def header(session: Any, minimal: bool) -> str:
    """What stands at the start of a transcript."""
    import getpass
    import os
    import platform

    from exoshell.values.conversion import to_text

    lines = [STARS, "PowerShell transcript start", f"Start time: {stamp()}"]
    if not minimal:
        user = getpass.getuser()
        table = session.global_scope.get("psversiontable")
        lines += [
            f"Username: {user}",
            f"RunAs User: {user}",
            "Configuration Name: ",
            f"Machine: {platform.node()} ({platform.system() if os.name == 'nt' else 'Unix'} {platform.release()})",
        ]
        lines += [f"Host Application: {host_application()}", f"Process ID: {os.getpid()}"]
        for name, value in table.items():
            lines.append(
                f"{name}: {', '.join(to_text(v) for v in value) if isinstance(value, list) else to_text(value)}"
            )
    return "\n".join([*lines, STARS, ""])


def host_application() -> str:
    import os
    import sys

    words = [os.path.basename(sys.argv[0]), *sys.argv[1:]]
    return without_secrets(" ".join(words))


def footer() -> str:
    return "\n".join([STARS, "PowerShell transcript end", f"End time: {stamp()}", STARS, ""])


def stamp() -> str:
    import time

    return time.strftime("%Y%m%d%H%M%S")
