"""What a catalogue cmdlet does, in a sentence made of its verb and noun, and what its row says besides: for help."""

from __future__ import annotations

from exoshell.schema import catalog, deviations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_THIRD_PERSON = {
    "Get": "Gets",
    "Set": "Changes",
    "New": "Creates",
    "Search": "Searches",
    "Release": "Releases",
    "Compare": "Compares",
    "Undo": "Takes back",
    "Invoke": "Runs",
    "Connect": "Connects to",
    "Disconnect": "Disconnects from",
}
_PLURAL_VERBS = frozenset(("Get", "Search", "Export", "Compare"))
_ACRONYMS = frozenset(
    "ATP CAS DKIM DNSSEC EXO HVE IP IRM JMF MRM OME OWA RMS SMTP TLS UM URL VM EOP DLP PST MX ID AD BCC SID S".split()
)


def words(noun: str) -> list[str]:
    """A noun's words, small unless they are abbreviations: `CASMailboxPlan` -> CAS, mailbox, plan."""
    made: list[str] = []
    current = ""
    for index, char in enumerate(noun):
        following = noun[index + 1 : index + 2]
        starts = (
            char.isupper() and current and (not current[-1].isupper() or (following and following.islower()))
        )
        if starts:
            made.append(current)
            current = ""
        current += char
    made.append(current)
    return [
        word if word.upper() in _ACRONYMS or (len(word) > 1 and word.isupper()) else word.lower()
        for word in made
        if word
    ]


def plural(word: str) -> str:
    """The plural of a word, by its ending."""
    if word.endswith(("s", "x", "ch", "sh")):
        return word if word.endswith("s") else word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def synopsis(row: dict[str, Any]) -> str:
    """One sentence."""
    verb, thing = row["verb"], words(row["noun"])
    does = _THIRD_PERSON.get(verb) or verb + ("es" if verb.endswith(("sh", "ch", "s")) else "s")
    if verb in _PLURAL_VERBS:
        return f"{does} {' '.join([*thing[:-1], plural(thing[-1])])}."
    article = "" if thing[-1].endswith("s") else "an " if thing[0][0].lower() in "aeio" else "a "
    return f"{does} {article}{' '.join(thing)}."


def description(row: dict[str, Any]) -> str:
    """What else is known, a sentence each."""
    products = catalog.legend()["environments"]
    parts = [f"Runs {row['name']} at the service."]
    status = row.get("status")
    if status:
        instead = f" Use {row['replaced_by']} instead." if row.get("replaced_by") else ""
        parts.append(f"The documentation calls this cmdlet {status}.{instead}")
    if not row["exo"]:
        parts.append("It belongs to Exchange Server; Exchange Online does not have it.")
    parts.append("Applies to: " + ", ".join(products.get(code, code) for code in row["applicable"]) + ".")
    if row.get("module_version"):
        parts.append(f"In the module since version {row['module_version']}.")
    if row["should_process"]:
        asks = (
            "asks before it acts" if catalog.effect(row["name"]) == catalog.DESTROY else "acts without asking"
        )
        parts.append(f"It {asks}; -WhatIf and -Confirm are answered with the service's own words.")
    for name, _, form in deviations.PARAMETERS.get(row["name"].lower(), ()):
        parts.append(f"-{name} is taken though it is not documented; the documented form is {form}.")
    return " ".join(parts)


def help_text(row: dict[str, Any]) -> str:
    """Synopsis and description, a blank line between them."""
    return f"{synopsis(row)}\n\n{description(row)}"
