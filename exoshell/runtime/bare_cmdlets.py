"""Finding a cmdlet's module by its name alone, where no generated index is at hand."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def find(name: str) -> Any:
    """The CommandInfo of `Verb-Noun` from the module `verb_noun`."""
    from importlib import import_module

    verb, dash, noun = name.partition("-")
    if not dash or not noun:
        return None
    words = "".join(f"_{c.lower()}" if c.isupper() else c for c in noun).lstrip("_")
    for module_name in (f"{verb.lower()}_{words}", f"{verb.lower()}_{noun.lower()}"):
        try:
            module = import_module(f"exoshell.cmdlets.core.{module_name}")
        except ImportError:
            continue
        for value in vars(module).values():
            info = getattr(value, "info", None)
            if info is not None and getattr(info, "name", "").lower() == name.lower():
                return info
    return None
