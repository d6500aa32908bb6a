"""Writes docs/emulated_cmdlets.md: every cmdlet of the service and how the emulated tenant answers it."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "emulated_cmdlets.md"
HEAD = """<!-- Made by scripts/list_emulated.py; do not edit. -->
# What the emulated tenant answers

`own`: behaviour of its own, compared with recordings where there are any. `generic`: the objects of the noun can be made, listed, changed and removed
by the catalogue's rules, and nothing else follows from them. `none`: the cmdlet ends with an error that says it is not emulated.

"""


def text() -> str:
    """The whole page."""
    sys.path.insert(0, str(ROOT))
    from exoshell.emulator import coverage

    rows = coverage.table()
    counts = {
        state: sum(s == state for _, s in rows) for state in (coverage.OWN, coverage.GENERIC, coverage.NONE)
    }
    summary = ", ".join(f"{count} {state}" for state, count in counts.items())
    table = "".join(f"| {name} | {state} |\n" for name, state in rows)
    return f"{HEAD}{len(rows)} cmdlets: {summary}.\n\n| cmdlet | status |\n|---|---|\n{table}"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
