"""Names of types and namespaces: inside brackets, behind `using`, for New-Object; the names of attributes' arguments."""

from __future__ import annotations

from typing import Any

from exoshell.complete.place import TYPE_NAME, Place
from exoshell.complete.result import Candidate, Completion

COMMON = ("HelpMessage", "HelpMessageBaseName", "HelpMessageResourceId")
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "parameter": (
        "Position", "ParameterSetName", "Mandatory", "ValueFromPipeline", "ValueFromPipelineByPropertyName", "ValueFromRemainingArguments",
        *COMMON, "DontShow",
    ),
    "cmdletbinding": (
        "PositionalBinding", "DefaultParameterSetName", "SupportsShouldProcess", "SupportsPaging", "SupportsTransactions", "ConfirmImpact",
        "HelpUri", "RemotingCapability",
    ),
    "validateset": ("ErrorMessage", "IgnoreCase"),
    "validatepattern": ("Options", "ErrorMessage"),
    "validatescript": ("ErrorMessage",),
    "outputtype": ("ProviderCmdlet", "ParameterSetName"),
}  # fmt: skip
USING = ("assembly", "module", "namespace", "type")


def complete(place: Place) -> Completion | None:
    """Type names behind `[` and inside generic brackets, names behind `using`, arguments of attributes."""
    found = behind_using(place) or attribute_argument(place)
    if found is not None:
        return found
    token = place.token
    previous = place.previous
    is_name = token is not None and bool(token.flags & TYPE_NAME or token.kind in ("Identifier", "Generic"))
    if previous is None or previous.kind not in ("LBracket", "Comma") or not is_name:
        return None
    if previous.kind == "Comma" and not token.flags & TYPE_NAME:
        return None
    if previous.kind == "LBracket" and place.command() is not None and previous.end != token.start:
        return None
    return Completion(token.start, token.end - token.start, candidates(place.word(), place))


def behind_using(place: Place) -> Completion | None:
    """`using namespace System.Coll`."""
    before = place.before
    token = place.token
    start, length = (token.start, token.end - token.start) if token is not None else (place.cursor, 0)
    word = place.word()
    if before and place.text[before[-1].start : before[-1].end].lower() == "using":
        names = [n for n in USING if n.startswith(word.lower())]
        return Completion(start, length, [Candidate(n, n, "Keyword") for n in names])
    if len(before) < 2 or place.text[before[-2].start : before[-2].end].lower() != "using":
        return None
    what = place.text[before[-1].start : before[-1].end].lower()
    if what == "namespace":
        return Completion(start, length, namespaces(word)) if word else Completion()
    if what == "module":
        from exoshell.complete.values import module_names

        names = [n for n in module_names(place.session) if n.lower().startswith(word.lower())]
        return Completion(start, length, [Candidate(n, n, "ParameterValue") for n in names])
    return None


def attribute_argument(place: Place) -> Completion | None:
    """`[Parameter(Man`: the named arguments of an attribute."""
    if place.token is not None and place.token.kind == "LParen" and place.token.end == place.cursor:
        from exoshell.complete.hashtables import behind

        place = behind(place)
    opener = place.opener()
    before = place.before
    if (
        opener is None
        or opener < 2
        or before[opener].kind != "LParen"
        or before[opener - 2].kind != "LBracket"
    ):
        return None
    name = str(before[opener - 1].value or "").lower()
    name = name.rpartition(".")[2].removesuffix("attribute") or name
    if name not in ARGUMENTS or before[opener - 1].end != before[opener].start:
        return None
    token = place.token
    if token is not None and token.kind == "LParen":
        return None
    if before[-1].kind not in ("LParen", "Comma"):
        return None
    if token is None and before[-1].kind == "Comma":
        return Completion()
    word = place.word()
    if token is not None and token.kind not in ("Identifier", "Generic"):
        return None
    start, length = (token.start, token.end - token.start) if token is not None else (place.cursor, 0)
    names = [n for n in ARGUMENTS[name] if n.lower().startswith(word.lower())]
    return Completion(start, length, [Candidate(n, n, "Property") for n in names])


def candidates(word: str, place: Place | None = None) -> list[Candidate]:
    """Types and namespaces that begin with a word, sorted by their short name; accelerators stand for the types they mean."""
    from exoshell.values.type_data import accelerators, all_type_names

    lowered = word.lower()
    rows: dict[str, tuple[str, Candidate]] = {}
    short_of = dict[str, str]()
    for name, full in accelerators():
        short_of.setdefault(full if isinstance(full, str) else full.full_name, name)
    if "." in word:
        for row in namespaces(word, types=True):
            rows[row.text.lower()] = (row.list_text.lower(), row)
        return [row for _, row in sorted(rows.values(), key=lambda pair: pair[0])]
    used = used_namespaces(place)
    for full in all_type_names():
        if "+" in full or full.endswith("[]"):
            continue
        space, _, short = full.rpartition(".")
        bare, generic, _ = short.partition("`")
        if not bare.lower().startswith(lowered):
            continue
        text = short_of.get(full) or (bare if space.lower() in used else f"{space}.{bare}" if space else bare)
        rows.setdefault(
            full.lower(),
            (bare.lower(), Candidate(text, bare + ("<>" if generic else ""), "Type", f"[{full}]")),
        )
    for full, name in short_of.items():
        short = full.rpartition(".")[2]
        if full.lower() not in rows and name.lower().startswith(lowered):
            rows[full.lower()] = (short.lower(), Candidate(name, short, "Type", f"[{full}]"))
    for name in text_types(place):
        if name.lower().startswith(lowered):
            rows[name.lower()] = (name.lower(), Candidate(name, name, "Type", f"[{name}]"))
    return [row for _, row in sorted(rows.values(), key=lambda pair: pair[0])]


def namespaces(word: str, types: bool = False) -> list[Candidate]:
    """Namespaces (and types, where asked for) one step below what is typed."""
    from exoshell.values.type_data import all_type_names

    lowered = word.lower()
    depth = word.count(".")
    found: dict[str, Candidate] = {}
    for full in all_type_names():
        if not full.lower().startswith(lowered) or "+" in full or full.endswith("[]"):
            continue
        parts = full.split(".")
        if len(parts) > depth + 1:
            space = ".".join(parts[: depth + 1])
            found[space.lower()] = Candidate(space, parts[depth], "Namespace", f"Namespace {space}")
        elif types:
            bare, generic, _ = parts[-1].partition("`")
            text = ".".join([*parts[:-1], bare])
            found.setdefault(
                text.lower(), Candidate(text, bare + ("<>" if generic else ""), "Type", f"[{full}]")
            )
    return sorted(found.values(), key=lambda row: row.list_text.lower())


def used_namespaces(place: Any) -> set[str]:
    """Namespaces that `using namespace` names in the text."""
    if place is None:
        return set()
    tokens = place.before
    return {
        place.text[token.start : token.end].lower()
        for number, token in enumerate(tokens)
        if number > 1 and place.text[tokens[number - 1].start : tokens[number - 1].end].lower() == "namespace"
    }


def text_types(place: Any) -> list[str]:
    """Classes and enumerations that the text before the cursor defines."""
    if place is None:
        return []
    tokens = place.before
    return [
        place.text[token.start : token.end]
        for number, token in enumerate(tokens)
        if number and tokens[number - 1].kind in ("Class", "Enum") and token.kind in ("Identifier", "Generic")
    ]
