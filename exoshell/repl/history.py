"""The history file: readable by its owner alone, and never with a secret in it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from prompt_toolkit.history import FileHistory

LIMIT = 4096  # $MaximumHistoryCount

# A line that carries a secret in plain text is kept in memory alone, as PSReadLine does it.
SECRET = re.compile(
    r"(?i)password|passwd|asplaintext|apikey|api_key|client_?secret|secret|access_?token|credential\s*=|bearer\s|pwd\s*="
)


def is_secret(line: str) -> bool:
    """Whether a line may hold a secret: then it stays out of the file."""
    return SECRET.search(line) is not None


class HistoryFile(FileHistory):
    """Lines of former sessions, newest last. Lines with secrets are remembered by this session only."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        super().__init__(str(path))

    def load_history_strings(self) -> Iterable[str]:
        try:
            yield from super().load_history_strings()
        except OSError:  # an unreadable history is no reason not to start
            return

    def store_string(self, string: str) -> None:
        if is_secret(string):
            return
        try:
            super().store_string(string)
        except OSError:
            return
