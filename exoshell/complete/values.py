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
    "join-string": ("property",),
}
ENCODINGS = (
    "ansi",
    "ascii",
    "bigendianunicode",
    "bigendianutf32",
    "oem",
    "unicode",
    "utf7",
    "utf8",
    "utf8BOM",
    "utf8NoBOM",
    "utf32",
)


def candidates(place: Place, info: Any, parameter: Any, given: Any, word: str) -> list[Candidate] | None:
    """Candidates for a value; None where the parameter says nothing about its values."""
    command = info.name.lower()
    if parameter.is_switch:
        return [Candidate(n, n, "ParameterValue") for n in ("$true", "$false") if n.startswith(word.lower())]
    from exoshell.complete.completers import scripted

    made = scripted(place, info, parameter, given, word)
    if made is not None:
        return made
    name = parameter.name.lower()
    if name in PROPERTY_PARAMETERS.get(command, ()):
        from exoshell.complete.piped import property_candidates

        if command == "foreach-object" and not word:
            return []
        return property_candidates(place, word, given.items, methods=command == "foreach-object")
    if command == "new-object" and name == "typename":
        from exoshell.complete.types import candidates as types_like

        return types_like(word.strip("'\""), place) if word else []
    if command in COMMAND_NAMES.get(name, ()):
        from exoshell.complete.commands import candidates as commands_like

        return commands_like(place.session, word.strip("'\""))
    texts = TEXTS.get((command, name))
    if texts is not None:
        names = [n for n in texts() if n.lower().startswith(word.strip("'\"").lower())]
        return [Candidate(n, n, "Text") for n in names]
    named = NAMED.get(name)
    if named is not None and command in named:
        return quoted(named[command](place.session), word)
    fixed = fixed_values(parameter, place.session)
    return quoted(fixed, word) if fixed is not None else None


def fixed_values(parameter: Any, session: Any) -> list[str] | None:
    """The texts that an enumeration, a ValidateSet or a declaration allows."""
    for attribute in parameter.attributes:
        lister = getattr(attribute, "valid_values", None)
        if lister is not None:
            return sorted((str(value) for value in lister()), key=str.lower)
    if parameter.completions:
        return list(parameter.completions)
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
        bare = name.strip("'\"") if len(name) > 1 and name[0] == name[-1] and name[0] in "'\"" else name
        if not (name if not quote else bare).lower().startswith(typed) or bare.lower() in used:
            continue
        if bare is not name and not quote:
            found.append(Candidate(name, name, "ParameterValue"))
            continue
        mark = quote or ("'" if any(c in name for c in " ,;|&(){}'\"") else "")
        text = f"{mark}{name.replace(chr(39), chr(39) * 2) if mark == chr(39) else name}{mark}"
        found.append(Candidate(text, name, "ParameterValue"))
    return found


def module_names(session: Any) -> list[str]:
    names = {
        "Microsoft.PowerShell.Management",
        "Microsoft.PowerShell.Security",
        "Microsoft.PowerShell.Utility",
        "ExchangeOnlineManagement",
    }
    return sorted(names | set(session.modules))


def variables(session: Any) -> list[str]:
    from exoshell.complete.variables import variable_names

    return variable_names(session)


def aliases(session: Any) -> list[str]:
    from exoshell.cmdlets import index

    names = {name for name in index.ALIASES if (name,) not in session.removed_aliases}
    scope = session.scope
    while scope is not None:
        names |= {
            getattr(entry, "name", None) or key
            for key, entry in (scope.tables or {}).get("alias", {}).items()
        }
        scope = scope.parent
    return sorted(names, key=str.lower)


def drives(session: Any) -> list[str]:
    from exoshell.cmdlets.providers.drives import drives_of

    return sorted((drive.name for drive in drives_of(session).table.values()), key=str.lower)


def providers(session: Any) -> list[str]:
    from exoshell.cmdlets.providers.drives import drives_of

    return sorted({drive.provider for drive in drives_of(session).table.values()}, key=str.lower)


def verbs() -> list[str]:
    from exoshell.cmdlets.objects.verbs import VERBS

    return sorted({row[0] for row in VERBS})


# parameter -> commands whose values are names of commands
COMMAND_NAMES: dict[str, tuple[str, ...]] = {
    "name": ("get-command", "get-help"),
    "definition": ("get-alias",),
    "commandname": ("register-argumentcompleter",),
    "value": ("set-alias", "new-alias"),
}
TEXTS: dict[tuple[str, str], Any] = {
    ("new-item", "itemtype"): lambda: ("Directory", "File", "HardLink", "Junction", "SymbolicLink"),
    ("set-strictmode", "version"): lambda: ("Latest", "3.0", "2.0", "1.0"),
    **{
        (command + "-variable", "scope"): lambda: ("Global", "Local", "Script")
        for command in ("get", "set", "new", "clear", "remove")
    },
    ("get-verb", "verb"): lambda: verbs(),
    ("get-command", "verb"): lambda: verbs(),
}
NAMED: dict[str, dict[str, Any]] = {
    "name": {
        **dict.fromkeys(("get-variable", "set-variable", "clear-variable", "remove-variable"), variables),
        "get-alias": aliases,
        "get-psdrive": drives,
        **dict.fromkeys(("import-module", "get-module", "remove-module"), module_names),
    },
    "psprovider": dict.fromkeys(("get-psdrive", "new-psdrive", "remove-psdrive"), providers),
}
