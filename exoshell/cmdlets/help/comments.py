"""Comment-based help: finding the comment of a function or script and taking it apart."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SINGLE = ("synopsis", "description", "notes", "component", "role", "functionality", "externalhelp")
REPEATED = ("example", "link", "inputs", "outputs")
NAMED = ("parameter", "forwardhelptargetname", "forwardhelpcategory", "remotehelprunspace")


class CommentHelp:
    """The sections of a comment: `texts` keyword -> text, `lists` keyword -> texts, `parameters` lower-case name -> text."""

    __slots__ = ("texts", "lists", "parameters")

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.lists: dict[str, list[str]] = {name: [] for name in REPEATED}
        self.parameters: dict[str, str] = {}


def help_of_block(block: Any) -> CommentHelp | None:
    """The help written with a function or script block, or None."""
    site = block.site
    text = site.source.text
    start, end = site.start, site.end
    for comment in candidate_comments(text, start, end, site.what):
        found = parse_comment(comment)
        if found is not None:
            return found
    return None


def candidate_comments(text: str, start: int, end: int, what: str) -> list[list[str]]:
    """The comments that may hold help, as lists of lines: inside at the start, inside at the end, before."""
    if what == "script":
        return [c for c in (comment_at(text, 0), comment_before(text, len(text.rstrip()))) if c is not None]
    brace = text.find("{", start, end)
    found = []
    if brace >= 0:
        found.append(comment_at(text, brace + 1))
        found.append(comment_before(text, text.rstrip(None).rfind("}", brace, end)))
    found.append(comment_before(text, start, 2))
    return [c for c in found if c is not None]


def comment_at(text: str, position: int) -> list[str] | None:
    """The comment that stands at a position, white space before it left out."""
    while position < len(text) and text[position] in " \t\r\n":
        position += 1
    if text.startswith("<#", position):
        close = text.find("#>", position)
        return text[position + 2 : close if close >= 0 else len(text)].splitlines()
    lines = []
    while text.startswith("#", position):
        stop = text.find("\n", position)
        stop = len(text) if stop < 0 else stop
        lines.append(uncommented(text[position:stop]))
        position = stop + 1
        while position < len(text) and text[position] in " \t":
            position += 1
    return lines or None


def uncommented(line: str) -> str:
    return line.lstrip().lstrip("#").rstrip("\r")


def comment_before(text: str, position: int, gap: int = 100) -> list[str] | None:
    """The comment that ends right before a position; at most `gap` line ends lie between."""
    head = text[:position]
    stripped = head.rstrip()
    if head[len(stripped) :].count("\n") > gap:
        return None
    if stripped.endswith("#>"):
        opened = stripped.rfind("<#")
        return stripped[opened + 2 : -2].splitlines() if opened >= 0 else None
    lines: list[str] = []
    for line in reversed(stripped.split("\n")):
        if not line.lstrip().startswith("#"):
            break
        lines.insert(0, uncommented(line))
    return lines or None


def directive(line: str) -> tuple[str, str] | None:
    """`.KEYWORD rest` as (keyword in lower case, rest)."""
    text = line.strip()
    if not text.startswith(".") or len(text) < 2 or not text[1].isalpha():
        return None
    word, _, rest = text[1:].partition(" ")
    return (word.lower(), rest.strip()) if word.isalpha() else None


def parse_comment(lines: list[str]) -> CommentHelp | None:
    """The help in a comment; None where it is an ordinary comment or has a keyword that is not known."""
    made = CommentHelp()
    current: tuple[str, str] | None = None
    collected: list[str] = []
    for line in lines:
        found = directive(line)
        if found is None:
            if current is None and line.strip():
                return None
            collected.append(line)
            continue
        if found[0] not in (*SINGLE, *REPEATED, *NAMED):
            return None
        if current is not None:
            enter(made, current, collected)
        current, collected = found, []
    if current is None:
        return None
    enter(made, current, collected)
    return made


def enter(made: CommentHelp, current: tuple[str, str], lines: list[str]) -> None:
    keyword, rest = current
    text = dedented(lines)
    if keyword == "parameter":
        made.parameters[rest.lower()] = text
    elif keyword in REPEATED:
        made.lists[keyword].append(text)
    else:
        made.texts[keyword] = text


def dedented(lines: list[str]) -> str:
    """Lines without the white space that all begin with, and without empty ones at either end."""
    while lines and not lines[0].strip():
        lines = lines[1:]
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[margin:].rstrip() for line in lines)


def parameter_comment(text: str, name: str) -> str:
    """The comment written right before a parameter in a param block."""
    import re

    match = re.search(r"(?im)((?:^[ \t]*#[^\n]*\n)+)[^\n#]*\$" + re.escape(name) + r"\b", text)
    if match is None:
        return ""
    return dedented([uncommented(line) for line in match.group(1).splitlines()])


def split_example(text: str) -> tuple[str, str, str]:
    """An example's prompt, code and remarks."""
    prompt, code, part = "", "", 1
    collected: list[str] = []
    for position, character in enumerate(text):
        if character == ">" and part == 1:
            prompt = ("".join(collected) + ">").strip()
            collected, part = [], 2
        elif character == "\n":
            code = "".join(collected).strip()
            return (prompt if part == 2 else "PS > "), code, text[position + 1 :]
        else:
            collected.append(character)
    return (prompt if part == 2 else "PS > "), "".join(collected).strip(), ""
