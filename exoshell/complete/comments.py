"""Inside comments: the keywords of comment-based help, the options of #requires."""

from __future__ import annotations

from exoshell.complete.place import Place
from exoshell.complete.result import Candidate, Completion

HELP = (
    "COMPONENT", "DESCRIPTION", "EXAMPLE", "EXTERNALHELP", "FORWARDHELPCATEGORY", "FORWARDHELPTARGETNAME", "FUNCTIONALITY", "INPUTS", "LINK",
    "NOTES", "OUTPUTS", "PARAMETER", "REMOTEHELPRUNSPACE", "ROLE", "SYNOPSIS",
)  # fmt: skip
REQUIRES = ("Modules", "PSEdition", "RunAsAdministrator", "Version")
MODULE_KEYS = ("GUID", "MaximumVersion", "ModuleName", "ModuleVersion", "RequiredVersion")


def complete(place: Place) -> Completion | None:
    """Candidates in a comment; an empty list in a comment without any."""
    comment = next((t for t in place.all if t.kind == "Comment" and t.start < place.cursor <= t.end), None)
    if comment is None:
        return None
    text = place.text[comment.start : place.cursor]
    line = text.rpartition("\n")[2]
    if text.startswith("<#"):
        word = line.strip()
        if word.startswith("."):
            return keywords(place, word[1:], HELP, "Keyword")
        return Completion()
    if not text.lower().startswith("#requires "):
        return Completion(comment.start, comment.end - comment.start)
    return requires(place, text)


def keywords(place: Place, word: str, names: tuple[str, ...], kind: str) -> Completion:
    found = [Candidate(n, n, kind) for n in names if n.lower().startswith(word.lower())]
    return Completion(place.cursor - len(word), len(word), found)


def requires(place: Place, text: str) -> Completion:
    words = text.split()
    last = "" if text[-1].isspace() else words[-1]
    if last.startswith("-"):
        used = {w.lower().lstrip("-") for w in words[1:-1]}
        return keywords(place, last[1:], tuple(n for n in REQUIRES if n.lower() not in used), "ParameterName")
    option = next((w.lower() for w in reversed(words[1 : None if not last else -1]) if w.startswith("-")), "")
    if "@{" in text.rpartition("-")[2]:
        body = text.rpartition("@{")[2].lower()
        given = tuple(k for k in MODULE_KEYS if f"{k.lower()} " not in body and f"{k.lower()}=" not in body)
        return keywords(place, last.lstrip(";{@"), given, "ParameterValue")
    if option.startswith("-p"):
        return keywords(place, last, ("Core", "Desktop"), "ParameterValue")
    if option.startswith("-m"):
        names = tuple(sorted(modules(place)))
        return Completion(place.cursor - len(last), len(last), [Candidate(n, n, "ParameterValue") for n in names])
    return Completion()


def modules(place: Place) -> list[str]:
    from exoshell.complete.values import module_names

    return module_names(place.session)
