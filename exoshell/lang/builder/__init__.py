"""Makes the nodes of the tree: one function for each alias of the grammar.

Each takes the parser and the values of the symbols (tokens, nodes, lists) and returns the value of the rule.
"""

from __future__ import annotations

from exoshell.lang.builder import blocks, commands, declarations, expressions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from exoshell.lang.parser import Parser

    Action = Callable[[Parser, list[Any]], Any]

_RENAMED = {"label_word": "hash_word", "list": "list_", "property": "property_", "key_word": "hash_word"}
_MODULES = (blocks, commands, declarations, expressions)


def action_of(alias: str) -> Action:
    """The function of an alias."""
    name = _RENAMED.get(alias, alias)
    for module in _MODULES:
        found: Action | None = getattr(module, name, None)
        if found is not None:
            return found
    raise LookupError(alias)
