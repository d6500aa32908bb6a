"""The generated index of cmdlets."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from exoshell.cmdlets import index

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "build_index.py"


def test_the_index_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("build_index", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.TARGET.read_text(encoding="utf-8") == module.render(), "run scripts/build_index.py"


@pytest.mark.parametrize("key", sorted(index.CMDLETS))
def test_every_cmdlet_is_declared_with_help(key: str) -> None:
    info = index.find(key)
    assert info is not None and info.name == index.CMDLETS[key][0]
    assert info.help.strip(), "a cmdlet needs a docstring"
    lacking = [p.name for p in info.parameters.values() if not p.help]
    assert lacking == []


def test_aliases_mean_commands() -> None:
    assert index.ALIASES["%"] == "ForEach-Object" and index.ALIASES["select"] == "Select-Object"
