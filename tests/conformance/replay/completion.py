"""`completion/`: a line and a cursor; the replaced range and the candidates in order must be equal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .result import Result, read_rows
from .shell import ENVIRONMENT, OutOfTime, Stream, time_limit, working_directory


def load(data: Path) -> list[tuple[str, dict[str, Any]]]:
    path = data / "completion" / "cases.jsonl"
    return [(row["id"].split("/")[0], row) for row in read_rows(path)] if path.exists() else []


def replay(area: str, row: dict[str, Any]) -> Result:
    from exoshell.app.command_line import make_session
    from exoshell.base.env import Host
    from exoshell.complete import complete

    with working_directory() as folder:
        home = folder.with_name("home")  # beside the current folder, which is empty
        home.mkdir()
        empty = folder.with_name(folder.name[:-1] + "~")
        environ = {"PATH": str(empty), "HOME": str(home), **ENVIRONMENT}
        host = Host(Stream(), Stream(), Stream(), width=120, interactive=False, environ=environ)
        try:
            with time_limit():
                session = make_session(host, str(folder))
                if row.get("setup"):
                    session.invoke_text(row["setup"])
                found = complete(row["line"], row["cursor"], session)
                actual = [
                    [found.start, found.length],
                    [[c.text, c.list_text, c.kind] for c in found.candidates][:40],
                ]
        except OutOfTime:
            actual = ["(out of time)"]
        except Exception as error:
            actual = [f"{type(error).__name__}: {error}"]
        text = (
            json.dumps(actual, ensure_ascii=False, indent=1)
            .replace(str(home), "<home>")
            .replace(str(folder), "<cwd>")
        )
    expected = [row["replace"], [item[:3] for item in row["items"]]]
    wanted = json.dumps(expected, ensure_ascii=False, indent=1)
    ok = text == wanted
    if area == "types" and len(actual) == 2 and actual[0] == row["replace"]:
        ok = is_ordered_part([c[0] for c in actual[1]], [item[0] for item in row["items"]], row["count"])
    return Result(
        "completion",
        area,
        row["id"],
        ok,
        f"{row['line']!r} at {row['cursor']}\n{wanted}",
        f"{row['line']!r} at {row['cursor']}\n{text}",
    )


def is_ordered_part(found: list[str], recorded: list[str], count: int) -> bool:
    """Types that are known must come in the recorded order and spelling, and no wrong ones (a cut list cannot tell of the rest)."""
    if count > len(recorded):
        found = [name for name in found if name in recorded]
    positions = [recorded.index(name) if name in recorded else -1 for name in found]
    return bool(found or not recorded) and -1 not in positions and positions == sorted(positions)
