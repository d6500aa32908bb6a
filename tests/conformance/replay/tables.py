"""`tables/`: an expression a row, rendered by the recording's own `describe.ps1` running in exoshell."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import Any

from .normal import normalize
from .result import Result, read_rows
from .shell import ENVIRONMENT, OutOfTime, Stream, time_limit


def load(data: Path) -> list[tuple[str, dict[str, Any]]]:
    folder = data / "tables"
    return [
        (path.stem, {**row, "folder": str(folder)})
        for path in sorted(folder.glob("*.jsonl"))
        for row in read_rows(path)
        if "r" in row
    ]


class TableRunner:
    """One session with the presets; each row is evaluated as run-table.ps1 does it, in a scope of its own."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.session: Any = None

    def start(self) -> None:
        import os

        from exoshell.app.command_line import make_session
        from exoshell.base.env import Host

        text = (Path(self.folder) / "run-table.ps1").read_text(encoding="utf-8")
        describe = (Path(self.folder) / "describe.ps1").read_text(encoding="utf-8")
        head = text[: text.index("foreach ($line in Get-Content")]
        head = re.sub(r"(?m)^param\(.*\)$|^\. \(Join-Path.*$", "", head)
        body = text[text.index("$row = ConvertFrom-Json $line") :]
        body = body[body.index("\n") : body.rindex("}")]
        self.body = body
        environ = {"PATH": os.environ.get("PATH", ""), "HOME": "/tmp", **ENVIRONMENT}
        host = Host(Stream(), Stream(), Stream(), width=120, interactive=False, environ=environ)
        self.session = make_session(host, "/tmp")
        self.session.invoke_text(describe + "\n" + head)

    def row(self, row: dict[str, Any]) -> str:
        if self.session is None:
            self.start()
        try:
            with time_limit(10):
                self.session.global_scope.set("row", self.custom_object(row))
                written = self.session.invoke_text(self.body)
        except OutOfTime:
            self.session = None
            return "(out of time)"
        except BaseException as error:  # a crash of the shell is a wrong answer, not the end of the replay
            self.session = None
            if isinstance(error, KeyboardInterrupt):
                raise
            return f"(crash) {type(error).__name__}: {error}"
        text = "\n".join(str(line) for line in written)
        return text.partition("\t")[2]

    @staticmethod
    def custom_object(row: dict[str, Any]) -> Any:
        from exoshell.values.objects import PSCustomObject

        return PSCustomObject({"id": row["id"], "e": row["e"]})


_RUNNERS: dict[str, TableRunner] = {}


def replay(area: str, row: dict[str, Any]) -> Result:
    key = row["folder"] + "|" + area
    runner = _RUNNERS.get(key)
    if runner is None:
        with contextlib.suppress(StopIteration):
            _RUNNERS.pop(next(iter(_RUNNERS)))
        runner = _RUNNERS[key] = TableRunner(row["folder"])
    actual, expected = normalize(runner.row(row)), normalize(row["r"])
    return Result(
        "tables", area, row["id"], actual == expected, row["e"] + "\n" + expected, row["e"] + "\n" + actual
    )
