"""`cli/`: command lines; standard output and exit code must be equal, standard error is shown in the diff."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from .normal import normalize
from .result import Result, read_rows
from .shell import OutOfTime, run_command_line, time_limit, working_directory


def load(data: Path) -> list[tuple[str, dict[str, Any]]]:
    path = data / "cli" / "cases.jsonl"
    return [(row["id"].split("-")[0], row) for row in read_rows(path)] if path.exists() else []


def as_bytes(value: Any, folder: Path) -> bytes:
    if value is None:
        return b""
    if isinstance(value, dict):
        return base64.b64decode(value["base64"])
    return value.replace("<cwd>", str(folder)).encode("utf-8", "surrogatepass")


def show_bytes(content: bytes) -> str:
    return content.decode("utf-8", "backslashreplace").replace("\r\n", "\n")


def replay(area: str, row: dict[str, Any]) -> Result:
    with working_directory() as folder:
        for name, content in (row.get("files") or {}).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = as_bytes(content, folder)
            path.write_bytes(data)
            if data.startswith(b"#!"):
                path.chmod(0o755)
        arguments = [argument.replace("<cwd>", str(folder)) for argument in row["argv"][1:]]
        environment = {
            k: v if v is None else v.replace("<cwd>", str(folder)) for k, v in (row.get("env") or {}).items()
        }
        try:
            with time_limit():
                out, err, code = run_command_line(
                    arguments,
                    folder,
                    stdin=as_bytes(row.get("stdin"), folder),
                    width=80,
                    environment=environment,
                    merge=bool(row.get("merge")),
                )
        except OutOfTime:
            out, err, code = b"(out of time)", b"", -1
        text = show_bytes(out).replace(str(folder), "<cwd>")
        errors = show_bytes(err).replace(str(folder), "<cwd>")
    actual, expected = normalize(text), normalize(row["stdout"])
    if "head" in row:
        actual = "\n".join(actual.split("\n")[: row["head"]]).rstrip("\n")
    ok = actual == expected and code == row["exit"]
    shown = f"{actual}\n(exit {code})\n--- stderr\n{normalize(errors)}"
    wanted = (
        f"{' '.join(row['argv'])}\n{expected}\n(exit {row['exit']})\n--- stderr\n{normalize(row['stderr'])}"
    )
    extra = {"stderr_ok": normalize(errors) == normalize(row["stderr"])}
    return Result("cli", area, row["id"], ok, wanted, shown, extra)
