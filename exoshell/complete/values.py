"""The values that a parameter takes: enumerations, fixed sets, completers, properties of what is piped, names of things."""

from __future__ import annotations

from typing import Any

from exoshell.complete.place import Place
from exoshell.complete.result import Candidate

PROPERTY_PARAMETERS = {
    "where-object": ("property",),
    "sort-object": ("property",),
    "select-object": ("property", "expandproperty", "excludeproperty"),
    "group-object": ("property",),
    "measure-object": ("property",),
    "format-table": ("property",),
    "format-list": ("property",),
    "format-wide": ("property",),
    "format-custom": ("property",),
    "foreach-object": ("membername",),
    "convertto-html": ("property",),
    "join-string": ("property",),
    "compare-object": ("property",),
}
ENCODINGS = ("ansi", "ascii", "bigendianunicode", "bigendianutf32", "oem", "unicode", "utf7", "utf8", "utf8BOM", "utf8NoBOM", "utf32")


def candidates(place: Place, info: Any, parameter: Any, given: Any, word: str) -> list[Candidate] | None:
    """Candidates for a value; None where the parameter says nothing about its values."""
    command = info.name.lower()
    if parameter.name.lower() in PROPERTY_PARAMETERS.get(command, ()):
        from exoshell.complete.piped import property_candidates

        return property_candidates(place, word, given.items)
    named = NAMED.get(parameter.name.lower())
    if named is not None and command in named:
        return quoted(named[command](place.session), word)
    fixed = fixed_values(parameter, place.session)
    return quoted(fixed, word, given.items) if fixed is not None else None


def fixed_values(parameter: Any, session: Any) -> list[str] | None:
    """The texts that an enumeration, a ValidateSet or a declaration allows."""
    if parameter.completions:
        return list(parameter.completions)
    for attribute in parameter.attributes:
        lister = getattr(attribute, "valid_values", None)
        if lister is not None:
            return [str(value) for value in lister()]
    if parameter.name == "Encoding":
        return list(ENCODINGS)
    ps_type = session.find_type(parameter.type_name) if parameter.type_name else None
    if ps_type is not None and ps_type.kind == "array":
        ps_type = ps_type.element
    if ps_type is not None and ps_type.kind == "enum":
        return sorted(ps_type.enum.names, key=str.lower)
    if parameter.type_name.lower() in ("bool", "system.boolean"):
        return ["$false", "$true"]
    return None


def quoted(names: list[str], word: str, given: list[str] | None = None) -> list[Candidate]:
    """Candidates that begin with a word; the quote that the word begins with is kept, blanks are quoted."""
    quote = word[:1] if word[:1] in ("'", '"') else ""
    typed = word.strip("'\"").lower()
    used = {text.lower() for text in given or ()}
    found = []
    for name in names:
        if not name.lower().startswith(typed) or name.lower() in used:
            continue
        mark = quote or ("'" if any(c in name for c in " ,;|&(){}'\"") else "")
        text = f"{mark}{name.replace(chr(39), chr(39) * 2) if mark == chr(39) else name}{mark}"
        found.append(Candidate(text, name, "ParameterValue"))
    return found


def module_names(session: Any) -> list[str]:
    names = {"Microsoft.PowerShell.Management", "Microsoft.PowerShell.Security", "Microsoft.PowerShell.Utility", "ExchangeOnlineManagement"}
    return sorted(names | set(session.modules))


def variables(session: Any) -> list[str]:
    from exoshell.complete.variables import variable_names

    return variable_names(session)


def commands(session: Any) -> list[str]:
    from exoshell.complete.commands import all_names

    return sorted(set(all_names(session)), key=str.lower)


NAMED: dict[str, dict[str, Any]] = {
    "name": {
        **dict.fromkeys(("get-variable", "set-variable", "clear-variable", "remove-variable"), variables),
        **dict.fromkeys(("get-command", "get-help", "get-alias"), commands),
        **dict.fromkeys(("import-module", "get-module", "remove-module"), module_names),
    },
}
