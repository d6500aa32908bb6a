"""A fresh shell in process: the real command line on text streams, in a folder of its own."""

from __future__ import annotations

import contextlib
import io
import os
import secrets
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TIME_LIMIT = 20.0  # seconds a case


class OutOfTime(BaseException):
    """A case ran into the time limit."""


@contextlib.contextmanager
def time_limit(seconds: float = TIME_LIMIT) -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise OutOfTime

    previous = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


class Stream(io.TextIOWrapper):
    """A text stream over bytes in memory, as a pipe would be."""

    def __init__(self, content: bytes = b"", encoding: str = "utf-8") -> None:
        self.memory = io.BytesIO(content)
        super().__init__(
            self.memory, encoding=encoding, errors="surrogateescape", newline="", write_through=True
        )

    def close(self) -> None:  # the content is read after the run
        self.flush()

    def content(self) -> bytes:
        self.flush()
        return self.memory.getvalue()


ENVIRONMENT = {"TERM": "dumb", "NO_COLOR": "1", "TZ": "UTC", "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"}


@contextlib.contextmanager
def working_directory() -> Iterator[Path]:
    """An empty folder named `cwd` with a path 17 characters long, as while recording (texts are wrapped at widths that depend on it)."""
    while True:
        outer = Path("/tmp") / secrets.token_hex(4)
        try:
            outer.mkdir(mode=0o700)
            break
        except FileExistsError:
            continue
    folder = outer / "cwd"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(outer, ignore_errors=True)


def run_command_line(
    arguments: list[str],
    folder: Path,
    *,
    stdin: bytes = b"",
    width: int = 120,
    environment: dict[str, str | None] | None = None,
    merge: bool = False,
) -> tuple[bytes, bytes, int]:
    """What `exoshell ARGUMENTS` writes to standard output and standard error, and its exit code."""
    from exoshell.app.command_line import run
    from exoshell.base.env import Host

    home = folder / ".home"
    environ = {"PATH": os.environ.get("PATH", ""), "HOME": str(home), **ENVIRONMENT}
    for name, value in (environment or {}).items():
        if value is None:
            environ.pop(name, None)
        else:
            environ[name] = value
    out, err = Stream(), Stream()
    if merge:
        err = out
    host = Host(Stream(stdin), out, err, width=int(environ.get("COLUMNS") or width), environ=environ)
    before = os.getcwd()
    os.chdir(folder)  # a real process starts there: .NET's relative paths mean it
    try:
        code = run(["exoshell", *arguments], host=host, folder=str(folder))
    finally:
        os.chdir(before)
    return out.content(), b"" if merge else err.content(), code
