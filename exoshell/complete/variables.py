"""Names of variables, splatted ones included: those of the text, of the session, of the environment, and what stands before a colon."""

from __future__ import annotations

from typing import Any

from exoshell.complete.place import Place
from exoshell.complete.result import Candidate, Completion

SCOPES = ("Global", "Local", "Private", "Script", "Using", "Variable", "Workflow")
SCOPE_WORDS = frozenset(name.lower() for name in SCOPES)
AUTOMATIC = (
    "_", "args", "foreach", "input", "LogCommandHealthEvent", "LogCommandLifecycleEvent", "LogEngineHealthEvent",
    "LogEngineLifecycleEvent", "LogProviderHealthEvent", "LogProviderLifecycleEvent", "LogSettingsEvent", "Matches", "MyInvocation",
    "OFS", "PSBoundParameters", "PSCmdlet", "PSDebugContext", "PSItem", "PSLogUserData", "PSSenderInfo", "StackTrace", "switch", "this",
    "VerboseHelpErrors",
)  # fmt: skip
HOST_MADE = (
    "?", "^", "$", "ConfirmPreference", "EnabledExperimentalFeatures", "NestedPromptLevel", "PSCommandPath", "PSEmailServer",
    "PSScriptRoot", "PSSessionApplicationName", "PSSessionConfigurationName", "PSSessionOption", "FormatEnumerationLimit",
    "MaximumHistoryCount", "PSNativeCommandUseErrorActionPreference", "PSNativeCommandArgumentPassing", "OutputEncoding", "PSStyle",
)  # fmt: skip
VARIABLE_PARAMETERS = {
    "outvariable", "ov", "errorvariable", "ev", "warningvariable", "wv", "informationvariable", "iv", "pipelinevariable", "pv",
}  # fmt: skip
ASSIGNS = {
    "Equals",
    "PlusEquals",
    "MinusEquals",
    "MultiplyEquals",
    "DivideEquals",
    "RemainderEquals",
    "QuestionQuestionEquals",
}


def complete(place: Place) -> Completion | None:
    """A variable's name behind `$`, `${` or `@`, in strings too."""
    found = word_at(place)
    if found is None:
        return None
    start, word = found
    if word == "@":
        return Completion(start, 1)
    length = len(word)
    braced = word.startswith("${")
    sigil = word[0]
    body = word[2:].removesuffix("}") if braced else word[1:]
    qualifier, colon, name = body.partition(":") if ":" in body else ("", "", body)
    if colon and qualifier.lower() not in SCOPE_WORDS:
        return Completion(start, length, drive_items(place.session, qualifier, name, sigil, braced))
    pattern = matcher(name)
    if colon:
        names = [n for n in scoped_names(place, qualifier.lower()) if pattern(n)]
        return Completion(start, length, [spelled(sigil, qualifier + colon, n, braced) for n in names])
    known = text_names(place) if sigil == "$" or sigil == "@" else []
    names = merge([n for n in known if pattern(n)], [n for n in variable_names(place.session) if pattern(n)])
    candidates = [spelled(sigil, "", n, braced) for n in names]
    if sigil == "$":
        candidates += environment(place.session, pattern, braced)
    taken = {n.lower() for n in names}
    candidates += [spelled(sigil, "", n, braced) for n in AUTOMATIC if n.lower() not in taken and pattern(n)]
    if sigil == "$":
        candidates += [
            Candidate(f"${n}:" if not braced else f"${{{n}:}}", n + (":" if n in SCOPES else ""), "Variable")
            for n in prefixes(place.session)
            if pattern(n + ":")
        ]
    return Completion(start, length, candidates)


def word_at(place: Place) -> tuple[int, str] | None:
    """(start, text) of the variable being typed at the cursor; None where there is none."""
    token = place.token
    if token is None:
        return None
    word = place.word()
    if token.kind in ("StringExpandable", "HereStringExpandable"):
        return in_string(place)
    if token.kind == "Parameter" and place.previous is not None and place.previous.end == token.start:
        before = place.previous
        if before.kind == "Variable" and ":" in str(before.value):
            return int(before.start), place.text[before.start : token.end]
    if not word.startswith(("$", "@")) or word.startswith(("@(", "@{", "$(", "@'", '@"')):
        return None
    if token.kind not in (
        "Variable",
        "SplattedVariable",
        "Unknown",
        "Generic",
        "Dollar",
        "AtParen",
        "Identifier",
    ):
        return None
    return int(token.start), word


def in_string(place: Place) -> tuple[int, str] | None:
    begin = place.cursor
    text = place.text
    while begin > place.token.start and (text[begin - 1].isalnum() or text[begin - 1] in "_:{-?"):
        begin -= 1
        if text[begin] == "{":
            break
    if begin <= place.token.start or text[begin - 1] != "$" or (begin > 1 and text[begin - 2] == "`"):
        return None
    word = text[begin - 1 : place.cursor]
    if not word.startswith("${") and "-" in word:
        return None
    return begin - 1, word


def matcher(name: str) -> Any:
    """A test for names: a beginning, `?` standing for any character."""
    from exoshell.values.wildcard import compile_wildcard

    if "?" not in name:
        lowered = name.lower()
        return lambda text: text.lower().startswith(lowered)
    return compile_wildcard(name.replace("[", "`[").replace("*", "`*") + "*", True).matches


def merge(first: list[str], second: list[str]) -> list[str]:
    taken = {n.lower() for n in first}
    return [*first, *(n for n in second if n.lower() not in taken)]


def spelled(sigil: str, prefix: str, name: str, braced: bool) -> Candidate:
    plain = all(c.isalnum() or c in "_?" for c in name)
    text = f"{sigil}{prefix}{name}" if plain and not braced else f"{sigil}{{{prefix}{name}}}"
    return Candidate(text, name, "Variable")


def variable_names(session: Any) -> list[str]:
    """The names of the variables that are in sight, sorted without regard to case."""
    return sorted_names(session.scope)


def sorted_names(scope: Any) -> list[str]:
    from exoshell.cmdlets.objects.variables import select

    found, _ = select(scope, ["*"], None, None, False)
    names = {variable.name.lower(): variable.name for variable in found}
    for name in HOST_MADE:
        if names.get(name.lower(), name.lower()) == name.lower():
            names[name.lower()] = name
    for name in AUTOMATIC:
        if name != "Matches" or name.lower() not in names:
            names.pop(name.lower(), None)
    names.pop("^", None)
    return sorted(names.values(), key=sort_key)


def sort_key(name: str) -> tuple[int, str]:
    """Symbols stand before letters, `$` first."""
    return (0 if name == "$" else 1 if name == "?" else 2, name.lower().replace("_", "\x01"))


def scoped_names(place: Place, scope: str) -> list[str]:
    names = variable_names(place.session)
    prefix = scope + ":"
    typed = [n[len(prefix) :] for n in text_names(place, qualified=True) if n.lower().startswith(prefix)]
    if scope == "global":
        names = (
            ["?", "^", *names] if "?" not in names else ["?", "^", "$", *(n for n in names if n not in "?$")]
        )
    return merge(typed, names)


def environment(session: Any, pattern: Any, braced: bool) -> list[Candidate]:
    names = sorted(provider_names(session, "env"), key=str.lower)
    return [
        Candidate(spelled("$", "env:", n, braced).text, f"env:{n}", "Variable")
        for n in names
        if pattern(f"env:{n}")
    ]


def prefixes(session: Any) -> list[str]:
    """Names of drives and scopes that can stand before a colon in a variable's name."""
    from exoshell.cmdlets.providers.drives import drives_of

    names = {name.lower(): name for name in SCOPES}
    for drive in drives_of(session).table.values():
        if drive.name.isalnum():
            names.setdefault(drive.name.lower(), drive.name)
    return [names[key] for key in sorted(names)]


def text_names(place: Place, qualified: bool = False) -> list[str]:
    """Variables that the text before the cursor gives a value to: assignments, parameters, loops, -OutVariable and its like."""
    found: dict[str, str] = {}
    tokens = place.before
    for number, token in enumerate(tokens):
        name = None
        following = place.all[number + 1] if number + 1 < len(place.all) else None
        if token.kind == "Variable":
            name = str(token.value or "")
            if not (
                following is not None and (following.kind in ASSIGNS or following.kind in ("In", "Comma"))
            ):
                name = name if is_parameter(tokens, number) else None
        elif (
            number
            and tokens[number - 1].kind == "Parameter"
            and str(tokens[number - 1].value).lower() in VARIABLE_PARAMETERS
        ):
            name = str(token.value or place.text[token.start : token.end]).lstrip("+")
        if name and ((":" in name) == qualified):
            found.setdefault(name.lower(), name)
    if not qualified:
        for name in made_by_command(place):
            found.setdefault(name.lower(), name)
    for name in ("_", "null", "true", "false"):
        found.pop(name, None)
    return sorted(found.values(), key=sort_key)


def made_by_command(place: Place) -> list[str]:
    """`Set-Variable -Name made`."""
    found = []
    tokens = place.before
    for number, token in enumerate(tokens):
        if (
            token.flags & 1
            and str(token.value).lower() in ("set-variable", "sv", "set")
            and number + 1 < len(tokens)
        ):
            after = tokens[number + 1]
            if after.kind == "Parameter" and str(after.value).lower() == "name" and number + 2 < len(tokens):
                after = tokens[number + 2]
            if after.kind in ("Identifier", "Generic", "StringLiteral"):
                found.append(str(after.value or place.text[after.start : after.end]))
    return found


def is_parameter(tokens: list[Any], number: int) -> bool:
    """Whether a variable stands directly inside the brackets of `param( )` or of a function's head."""
    depth = 0
    for position in range(number - 1, -1, -1):
        kind = tokens[position].kind
        if kind in ("RParen", "RCurly", "RBracket"):
            depth += 1
        elif kind in ("LParen", "LCurly", "AtParen", "AtCurly", "DollarParen", "LBracket"):
            if depth == 0:
                before = tokens[position - 1].kind if position else ""
                heads = position > 1 and tokens[position - 2].kind in ("Function", "Filter")
                return kind == "LParen" and (before == "Param" or heads)
            depth -= 1
    return False


def provider_names(session: Any, drive: str) -> list[str]:
    from exoshell.cmdlets.providers.drives import drives_of
    from exoshell.cmdlets.providers.registry import provider_of
    from exoshell.values.errors import PowerShellError

    found = drives_of(session).find(drive)
    if found is None or found.provider == "FileSystem":
        return []
    try:
        return list(provider_of(session, found.provider).child_names(""))
    except PowerShellError:
        return []


def drive_items(session: Any, drive: str, name: str, sigil: str, braced: bool) -> list[Candidate]:
    names = provider_names(session, drive)
    pattern = matcher(name)
    return [spelled(sigil, drive + ":", n, braced) for n in sorted(names, key=str.lower) if pattern(n)]
