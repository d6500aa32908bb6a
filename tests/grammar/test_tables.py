"""The parse tables are what the grammar gives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_tables_are_fresh() -> None:
    run = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "build_grammar.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_alias_has_its_function() -> None:
    from exoshell.lang.tables import load

    tables = load()
    assert len(tables.actions) == len(tables.origins) == len(tables.lengths)
    assert all(action is None or callable(action) for action in tables.actions)


def test_parsing_does_not_need_lark() -> None:
    code = (
        "import sys; from exoshell.lang import parse; r = parse('f | g { $_.a + 1 }'); "
        "assert not r.errors; assert 'lark' not in sys.modules and 're' not in sys.modules, sorted(sys.modules)"
    )
    run = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"sys=__import__('sys'); sys.path.insert(0, {str(ROOT)!r}); {code}",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
