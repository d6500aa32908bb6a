"""Copies the recordings of PowerShell and of the acceptance commands into the project as test data.

usage: import_recordings.py CONFORMANCE_FOLDER ACCEPTANCE_FOLDER BENCH_FOLDER

Standard error is kept for information only; where one recording's is longer than 100,000 characters it is cut.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_STDERR = 100_000


def copy_folder(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    for path in target.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    target.chmod(0o755)


def cut_stderr(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    for row in rows:
        if len(row.get("stderr", "")) > LONGEST_STDERR:
            row["stderr"] = row["stderr"][:LONGEST_STDERR]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def main(conformance: Path, acceptance: Path, bench: Path) -> None:
    data = ROOT / "tests" / "conformance" / "data"
    copy_folder(conformance, data)
    for path in (data / "expected").glob("*.jsonl"):
        if path.stat().st_size > LONGEST_STDERR:
            cut_stderr(path)
    copy_folder(acceptance, ROOT / "tests" / "acceptance" / "data")
    copy_folder(bench / "workloads", ROOT / "scripts" / "bench_workloads")
    shutil.copyfile(bench / "pwsh.json", ROOT / "scripts" / "bench_workloads" / "pwsh.json")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
