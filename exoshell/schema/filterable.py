"""Properties that `-Filter` knows: a row a property with `types`, `operators`, `cmdlets`, `wildcards`, `odataFilterableOn`.

The `operators` lists are inferred from the documented rules for a type; `operatorsInDocExamples` are literal.
"""

from __future__ import annotations

from exoshell.schema.tables import Table

_table: Table | None = None


def load() -> Table:
    """Lower-case property name -> row, read lazily."""
    global _table
    if _table is None:
        _table = Table("filterable")
    return _table


def for_cmdlet(cmdlet: str) -> list[str]:
    """The filterable property names of one cmdlet (`Get-Mailbox`), as documented."""
    wanted = cmdlet.lower()
    return [name for name, row in load().items() if any(c.lower() == wanted for c in row.get("cmdlets", ()))]
