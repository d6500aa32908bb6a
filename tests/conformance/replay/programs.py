"""`programs/`: whole scripts; standard output, exit code and every written file must be equal."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from .normal import normalize
from .result import Result
from .shell import OutOfTime, run_command_line, time_limit, working_directory


def load(data: Path) -> list[tuple[str, dict[str, Any]]]:
    rows = []
    for case in sorted((data / "programs").glob("*/case.json")):
        row = json.loads(case.read_text(encoding="utf-8"))
        rows.append((case.parent.name, {**row, "folder": str(case.parent)}))
    return rows


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace") if path.exists() else ""


def replay(area: str, row: dict[str, Any]) -> Result:
    source = Path(row["folder"])
    expected_folder = source / "expected"
    wanted = [
        f"{normalize(read(expected_folder / 'stdout.txt'))}\n(exit {read(expected_folder / 'exit.txt').strip() or 0})"
    ]
    width = 80 if "Write-Progress" in read(source / "script.ps1") else 120
    with working_directory() as folder:
        shutil.copytree(
            source, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected", "case.json")
        )
        for path in folder.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        arguments = ["-NoProfile", "-NonInteractive", "-File", "script.ps1", *row["args"]]
        try:
            with time_limit(60):
                out, err, code = run_command_line(arguments, folder, width=width)
        except OutOfTime:
            out, err, code = b"(out of time)", b"", -1
        text = out.decode("utf-8", "replace").replace(str(folder), "<cwd>")
        got = [f"{normalize(text)}\n(exit {code})"]
        for path in sorted(expected_folder.rglob("*")):
            name = path.relative_to(expected_folder)
            if path.is_dir() or str(name) in ("stdout.txt", "stderr.txt", "exit.txt"):
                continue
            written = folder / name
            wanted.append(f"--- {name}\n{normalize(read(path))}")
            got.append(
                f"--- {name}\n{normalize(read(written).replace(str(folder), '<cwd>')) if written.exists() else '(missing)'}"
            )
    ok = wanted == got
    got.append("--- stderr\n" + err.decode("utf-8", "replace"))
    return Result("programs", area, row["id"], ok, "\n".join(wanted), "\n".join(got))
