"""Binding for simple functions and scripts: named, then by position in order; what is left becomes `$args`."""

from __future__ import annotations

from exoshell.binder.argument import Given, remaining_as_args
from exoshell.binder.binding import Binding, bind_named, bind_positional, pair_up

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def bind_simple(b: Binding, given: list[Given]) -> list[Any]:
    """Bind and give `$args`."""
    given = pair_up(b, given)
    given = bind_named(b, given)
    given, _ = bind_positional(b, given)
    return remaining_as_args(given)
