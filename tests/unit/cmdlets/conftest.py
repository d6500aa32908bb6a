"""A session whose console is in memory."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from exoshell.base.env import Host
from exoshell.runtime.session import Session


@pytest.fixture
def run() -> Callable[[str], list[Any]]:
    """A function that runs a text in a fresh session and gives its output."""
    host = Host(io.StringIO(), io.StringIO(), io.StringIO(), interactive=False, environ={})
    return Session(host).invoke_text
