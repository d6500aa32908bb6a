"""Inside comments: the keywords of comment-based help, the options of #requires."""

from __future__ import annotations

from typing import Any

from exoshell.complete.place import Place
from exoshell.complete.result import Candidate, Completion

HELP = (
    "COMPONENT", "DESCRIPTION", "EXAMPLE", "EXTERNALHELP", "FORWARDHELPCATEGORY", "FORWARDHELPTARGETNAME", "FUNCTIONALITY", "INPUTS", "LINK",
    "NOTES", "OUTPUTS", "PARAMETER", "REMOTEHELPRUNSPACE", "ROLE", "SYNOPSIS",
)  # fmt: skip
REQUIRES = ("Modules", "PSEdition", "RunAsAdministrator", "Version")
MODULE_KEYS = ("GUID", "MaximumVersion", "ModuleName", "ModuleVersion", "RequiredVersion")


CATEGORIES = (
    "Alias", "All", "Cmdlet", "ExternalScript", "FAQ", "Filter", "Function", "General", "Glossary", "HelpFile", "Provider", "ScriptCommand",
)  # fmt: skip


def complete(place: Place) -> Completion | None:
    """Candidates in a comment; an empty list in a comment without any."""
    comment = next((t for t in place.all if t.kind == "Comment" and t.start < place.cursor <= t.end), None)
    if comment is None:
        return None
    text = place.text[comment.start : place.cursor]
    if text.startswith("<#"):
        return in_block(place, comment, text)
    if not text.lower().startswith("#requires "):
        return Completion(comment.start, comment.end - comment.start, entered(place, text[1:]))
    return requires(place, text)


def in_block(place: Place, comment: Any, text: str) -> Completion:
    line = text.rpartition("\n")[2]
    word = line.strip()
    if "\n" not in text:
        return Completion(comment.start, comment.end - comment.start)
    if not word.startswith("."):
        return Completion(comment.start + text.index("\n.") + 1 if "\n." in text else comment.start, 0)
    name, blank, value = line.lstrip().partition(" ")
    if not blank:
        return keywords(place, word[1:], HELP, "Keyword")
    value = value.strip()
    upper = name[1:].upper()
    if upper == "PARAMETER":
        from exoshell.complete.shapes import nodes, parsed

        rows = [n for n in nodes(parsed(place.text)) if type(n).__name__ == "ParameterAst"]
        used = {w.lower() for w in re_names(place.text[comment.start : comment.end])}
        names = [str(n.name.variable_path) for n in rows]
        return keywords(
            place,
            value,
            tuple(n for n in names if n.lower() not in used or n.lower() == value.lower()),
            "Text",
        )
    if upper == "FORWARDHELPCATEGORY":
        return keywords(place, value, CATEGORIES, "Text")
    if upper == "FORWARDHELPTARGETNAME":
        from exoshell.complete.commands import candidates

        return Completion(place.cursor - len(value), len(value), candidates(place.session, value))
    return Completion(place.cursor - len(value), len(value))


def re_names(text: str) -> list[str]:
    """What `.PARAMETER` names already in a comment."""
    lines = [line.strip().split() for line in text.split("\n")]
    return [words[1] for words in lines if len(words) > 1 and words[0].lower() == ".parameter"]


def entered(place: Place, typed: str) -> list[Candidate]:
    """Lines entered before: those that hold the text, the newest first; a number names one."""
    from exoshell.values.conversion import to_text

    history = place.session.services.get("history")
    entries = list(history.entries) if history is not None else []
    if typed.isdigit():
        lines = [to_text(e.command_line) for e in entries if int(e.number) == int(typed)]
    else:
        lines = [
            to_text(e.command_line)
            for e in reversed(entries)
            if typed.lower() in to_text(e.command_line).lower()
        ]
    return [Candidate(line, line, "History") for line in dict.fromkeys(lines)] if typed else []


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
        return Completion(
            place.cursor - len(last), len(last), [Candidate(n, n, "ParameterValue") for n in names]
        )
    return Completion()


def modules(place: Place) -> list[str]:
    from exoshell.complete.values import module_names

    return module_names(place.session)
