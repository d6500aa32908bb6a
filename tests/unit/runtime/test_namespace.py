"""Every name that generated code may use is where the table says."""

from __future__ import annotations

from importlib import import_module

import pytest

from exoshell.runtime.namespace import PLACES, fresh


@pytest.mark.parametrize("name", sorted(PLACES))
def test_a_name_is_there(name: str) -> None:
    module, attribute = PLACES[name]
    assert hasattr(import_module(module), attribute)


def test_only_mentioned_names_are_taken() -> None:
    code = compile("def body():\n\treturn add(1, U)", "x", "exec")
    assert set(fresh(code)) == {"add", "U"}
