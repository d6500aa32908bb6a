"""What the cmdlets return: a row a noun with `cmdlet`, `output_type`, `complete`, `order_from` and `properties` in order.

A property has `name`, `type` (a logical .NET-like type, `?` where unknown), `type_from`, `wire` and `src`; `memory` and `guess` among the
sources mark what was never seen in a recorded answer. The others: `rest`, `json`, `fl`, `table`, `xsoar` recorded answers and transcripts,
`survey` names seen in a live tenant, `odata` the service's own model, `clixml` on-premises objects, `sets`, `filter` documentation, `param`
the parameter of a Set- cmdlet, `dsc`, `script` read by public code, `block` taken over from kindred objects.
"""

from __future__ import annotations

from exoshell.schema.tables import Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_table: Table | None = None
_types: dict[str, dict[str, str]] = {}
_by_output_type: dict[str, str] | None = None

# Verbs whose result is the object of the noun itself.
_RETURNING = (
    "get",
    "new",
    "enable",
    "add",
    "set",
    "search",
    "start",
    "preview",
    "test",
    "import",
    "update",
    "resume",
    "restore",
)


# Types that scripts test for by name, though the catalogue does not document them.
_KNOWN_TYPES = {
    "unifiedgroup": "Microsoft.Exchange.Data.Directory.Management.UnifiedGroupBase",
    "connectioninformation": "Microsoft.Exchange.Management.ExoPowershellSnapin.ConnectionInformation",
    "inboxrule": "Microsoft.Exchange.Management.Common.InboxRule",
    "mailboxpermission": "Microsoft.Exchange.Management.RecipientTasks.MailboxAcePresentationObject",
}

# Cmdlets whose documented result is not what they give.
_KNOWN_RESULTS = {"search-mailbox": "Microsoft.Exchange.Management.Tasks.SearchMailboxResult"}


def load() -> Table:
    """Lower-case noun -> row, read lazily."""
    global _table
    if _table is None:
        _table = Table("outputs")
    return _table


def for_cmdlet(cmdlet: str) -> dict[str, Any] | None:
    """The row that describes a cmdlet's results: its own noun's, or that of its output type; None if not known."""
    verb, _, noun = cmdlet.lower().partition("-")
    if cmdlet.lower() in _KNOWN_RESULTS:
        return None
    found = load().get(noun)
    if found is not None and (verb in _RETURNING or found["cmdlet"].lower() == cmdlet.lower()):
        return found
    from exoshell.schema import catalog

    stored = catalog.load().get(cmdlet)
    for name in (stored or {}).get("outputs") or ():
        noun_of = _output_types().get(name)
        if noun_of is not None:
            return load().get(noun_of)
    return None


def _output_types() -> dict[str, str]:
    global _by_output_type
    if _by_output_type is None:
        _by_output_type = {}
        for noun, row in load().items():
            for name in row.get("output_type") or ():
                if name != "System.String":
                    _by_output_type.setdefault(name, noun)
    return _by_output_type


def type_name(cmdlet: str) -> str:
    """The .NET type name of a cmdlet's results: documented if it is, else derived from the noun so that every cmdlet has one."""
    from exoshell.schema import catalog

    stored = catalog.load().get(cmdlet)
    known = _KNOWN_RESULTS.get(cmdlet.lower())
    if known is not None:
        return known
    documented = [n for n in (stored or {}).get("outputs") or () if n != "System.String"]
    if documented:
        return str(documented[0])
    row = for_cmdlet(cmdlet)
    if row is not None and row.get("output_type"):
        named = [n for n in row["output_type"] if n != "System.String"]
        if named:
            return str(named[0])
    noun = (stored or {}).get("noun") or cmdlet.partition("-")[2] or cmdlet
    return _KNOWN_TYPES.get(noun.lower()) or f"Microsoft.Exchange.Management.RestApiClient.{noun}"


def property_types(cmdlet: str) -> dict[str, str]:
    """Lower-case property name -> logical type, for the results of a cmdlet."""
    key = cmdlet.lower()
    made = _types.get(key)
    if made is None:
        row = for_cmdlet(cmdlet)
        made = {} if row is None else {p["name"].lower(): p["type"] for p in row["properties"]}
        _types[key] = made
    return made
