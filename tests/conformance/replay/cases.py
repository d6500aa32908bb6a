"""`cases/` with `expected/`: a script of a few lines as a file of its own; standard output and exit code must be equal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .normal import normalize
from .result import Result, read_rows
from .shell import OutOfTime, run_command_line, time_limit, working_directory

OPTIONS = ["-NoProfile", "-NonInteractive", "-File"]


def load(data: Path) -> list[tuple[str, dict[str, Any]]]:
    """Every case as (area, row with `script`, `stdout`, `stderr`, `exit`, and `server` for the area that needs one)."""
    rows = []
    for path in sorted((data / "cases").glob("*.jsonl")):
        recorded = data / "expected" / path.name
        if not recorded.exists():
            continue
        expected = {row["id"]: row for row in read_rows(recorded)}
        for row in read_rows(path):
            if row["id"] in expected:
                server = str(data / "web" / "server.py") if path.stem == "web" else None
                rows.append((path.stem, {**row, **expected[row["id"]], "server": server}))
    return rows


def start_server(path: str) -> tuple[str, Callable[[], None]]:
    folder = str(Path(path).parent)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    import server  # type: ignore[import-not-found]

    running, base = server.serve()

    def stop() -> None:
        running.shutdown()
        running.server_close()

    return base, stop


def replay(area: str, row: dict[str, Any]) -> Result:
    environment: dict[str, str | None] = {}
    base, stop = start_server(row["server"]) if row["server"] else ("", lambda: None)
    if base:
        environment["WEB_BASE"] = base
    try:
        with working_directory() as folder, working_directory() as outside:
            script = outside / "case.ps1"
            script.write_bytes(row["script"].encode("utf-8", "surrogatepass"))
            try:
                with time_limit():
                    out, err, code = run_command_line(
                        [*OPTIONS, str(script)], folder, environment=environment
                    )
            except OutOfTime:
                out, err, code = b"(out of time)", b"", -1
            # the script's own path is in messages; the recordings have its name alone
            text = (
                out.decode("utf-8", "replace").replace(str(script), "case.ps1").replace(str(folder), "<cwd>")
            )
    finally:
        stop()
    if base:
        text = text.replace(base, "<base>").replace(base[7:], "<hostport>")
    actual = f"{normalize(text)}\n(exit {code})"
    expected = f"{normalize(row['stdout'])}\n(exit {row['exit']})"
    shown = f"{actual}\n--- stderr\n{err.decode('utf-8', 'replace')}"
    return Result(
        "cases", area, row["id"], actual == expected, expected + "\n--- stderr\n" + row["stderr"], shown
    )
