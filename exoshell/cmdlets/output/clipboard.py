"""The clipboard, through the system's own programs; where there is none the session keeps the text for itself."""

from __future__ import annotations

from typing import Any

READERS = (
    ("wl-paste", "--no-newline"),
    ("xclip", "-selection", "clipboard", "-out"),
    ("xsel", "--clipboard", "--output"),
    ("pbpaste",),
    ("powershell.exe", "-NoProfile", "-Command", "Get-Clipboard -Raw"),
)
WRITERS = (
    ("wl-copy",),
    ("xclip", "-selection", "clipboard", "-in"),
    ("xsel", "--clipboard", "--input"),
    ("pbcopy",),
    ("clip.exe",),
)
KEPT = "clipboard"


def _run(programs: Any, environ: Any, data: bytes | None) -> bytes | None:
    """The output of the first program that does it, or None."""
    import shutil
    import subprocess

    for program in programs:
        path = shutil.which(program[0], path=environ.get("PATH"))
        if path is None:
            continue
        output = subprocess.DEVNULL if data is not None else subprocess.PIPE
        try:
            done = subprocess.run(
                [path, *program[1:]],
                input=data,
                stdout=output,
                stderr=subprocess.DEVNULL,
                env=dict(environ),
                timeout=5,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return done.stdout or b""
    return None


def read(session: Any) -> str:
    """The text of the clipboard."""
    found = _run(READERS, session.host.environ, None)
    return str(session.services.get(KEPT, "")) if found is None else found.decode("utf-8", "replace")


def put(session: Any, text: str) -> None:
    """Puts a text there."""
    if _run(WRITERS, session.host.environ, text.encode()) is None:
        session.services[KEPT] = text
