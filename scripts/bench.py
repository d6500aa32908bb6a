"""Times the workloads in exoshell and in bare Python, interleaved in one run, and prints the ratios beside PowerShell's recorded ones.

usage: bench [--rounds N] [--only NAME,…] [--json OUT]

A workload is a script and the same work written by hand in Python; both must print the same text (blanks aside), or it counts as wrong.
Whole processes are timed, the minimum of the rounds counts, and each side's start-up is taken off. `gain` is PowerShell's ratio divided by
exoshell's: above 1 exoshell is faster. Compare ratios of one run only, never seconds.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKLOADS = ROOT / "scripts" / "bench_workloads"
SHELL = [str(ROOT / ".venv" / "bin" / "exoshell"), "-NoProfile", "-NonInteractive", "-File"]
PYTHON = [str(ROOT / ".venv" / "bin" / "python")]
ROWS = 200_000


def make_csv(folder: Path) -> None:
    """The input of csv_report: 200,000 rows, the same in every run."""
    source = random.Random(7)
    departments = ["Sales", "IT", "HR", "Legal", "Finance"]
    with open(folder / "bench.csv", "w", encoding="utf-8") as out:
        out.write('"DisplayName","PrimarySmtpAddress","Department","SizeMB","LastLogon"\n')
        for number in range(ROWS):
            fields = (
                f"User {number}",
                f"user{number}@contoso.com",
                source.choice(departments),
                str(source.randint(1, 5000)),
                f"2026-0{source.randint(1, 9)}-1{source.randint(0, 9)}",
            )
            out.write(",".join(f'"{field}"' for field in fields) + "\n")


def once(command: list[str], folder: Path) -> tuple[float, str, str, int]:
    started = time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    return time.perf_counter() - started, done.stdout, done.stderr, done.returncode


def peak_mib(command: list[str], folder: Path) -> int:
    """The largest resident set of a command, in MiB."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, "
        "stderr=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], cwd=folder, capture_output=True, text=True, check=True
    )
    return int(done.stdout) // 1024


def measure(name: str, rounds: int, folder: Path) -> dict[str, object]:
    shell, python = [*SHELL, str(WORKLOADS / f"{name}.ps1")], [*PYTHON, str(WORKLOADS / f"{name}.py")]
    shell_times, python_times = [], []
    for _ in range(rounds):
        seconds, shell_out, shell_err, code = once(shell, folder)
        shell_times.append(seconds)
        seconds, python_out, _, _ = once(python, folder)
        python_times.append(seconds)
    same = (
        " ".join(shell_out.lower().split()) == " ".join(python_out.lower().split())
        and not shell_err.strip()
        and code == 0
    )
    row: dict[str, object] = {"shell_s": min(shell_times), "python_s": min(python_times), "same": same}
    row["shell_mib"], row["python_mib"] = peak_mib(shell, folder), peak_mib(python, folder)
    if not same:
        row["difference"] = [shell_out[:200], python_out[:200], shell_err[:400]]
    return row


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    recorded = json.loads((WORKLOADS / "pwsh.json").read_text())
    names = [n for n in options.only.split(",") if n] or sorted(p.stem for p in WORKLOADS.glob("*.ps1"))
    names = ["startup", *(n for n in names if n != "startup")]
    results: dict[str, dict[str, object]] = {}
    gains: list[float] = []
    os.environ["NO_COLOR"] = "1"
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        make_csv(folder)
        for name in names:
            row = results[name] = measure(name, options.rounds, folder)
            start = results["startup"] if name != "startup" else {"shell_s": 0.0, "python_s": 0.0}
            shell_work = max(float(row["shell_s"]) - float(start["shell_s"]), 1e-4)  # type: ignore[arg-type]
            python_work = max(float(row["python_s"]) - float(start["python_s"]), 1e-4)  # type: ignore[arg-type]
            ratio = row["work_ratio"] = shell_work / python_work
            theirs = recorded.get(name, {}).get("work_ratio", math.nan)
            gain = row["gain"] = theirs / ratio
            if name != "startup":
                gains.append(gain)
            note = "" if row["same"] else f"  DIFFERENT {row['difference']}"
            print(
                f"{name:20} exoshell {row['shell_s']:7.3f} s  python {row['python_s']:7.3f} s  ratio {ratio:7.2f}  PowerShell's {theirs:7.2f}"
                f"  gain {gain:6.2f}  {row['shell_mib']:4} MiB vs {row['python_mib']:3}{note}",
                flush=True,
            )
    if gains:
        print(f"geometric mean of the gains: {math.exp(sum(math.log(g) for g in gains) / len(gains)):.2f}")
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n")
    return 0 if all(row["same"] for row in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
