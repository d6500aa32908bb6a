"""Questions with a few answers: `[Y] Yes  [N] No  [?] Help (default is "Y"):`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

YES_NO = (
    ("&Yes", "Continue with only the next step of the operation."),
    ("Yes to &All", "Continue with all the steps of the operation."),
    ("&No", "Skip this operation and proceed with the next operation."),
    ("No to A&ll", "Skip this operation and all subsequent operations."),
    (
        "&Suspend",
        'Pause the current pipeline and return to the command prompt. Type "exit" to resume the pipeline.',
    ),
)
INQUIRE = (
    ("&Yes", "Continue with this operation."),
    ("Yes to &All", "Continue with all the operations."),
    ("&Halt Command", "Stop this command."),
    ("&Suspend", YES_NO[4][1]),
)


def key_of(label: str) -> str:
    """The letter behind the ampersand of a label, upper case; empty where there is none."""
    _, ampersand, rest = label.partition("&")
    return rest[:1].upper() if ampersand else ""


def choose(host: Any, caption: str, message: str, choices: Any, default: int = 0) -> int | None:
    """Ask until one of the choices (pairs of label and help) is named; its index. An empty answer is the default (-1: none), None the
    end of the input."""
    host.out(f"\n{caption}\n{message}\n")
    while True:
        answer = host.read_line(question(choices, default, host.width))
        if answer is None:
            return None
        found = match(answer.strip(), choices, default)
        if found is not None:
            return found
        if answer.strip() == "?":
            host.out("".join(f"{key_of(label) or label} - {text}\n" for label, text in choices))


def question(choices: Any, default: int, width: int) -> str:
    """The line of answers, broken where it would be wider than the console."""
    parts = [f"[{key_of(label)}] {label.replace('&', '')}" for label, _ in choices]
    parts.append("[?] Help")
    lines, line = [], ""
    for part in parts:
        if line and len(line) + len(part) + 2 > width:
            lines.append(line)
            line = ""
        line += part + "  "
    line = line.rstrip() + " "
    ending = f'(default is "{key_of(choices[default][0])}"):' if default >= 0 else ":"
    if len(line) + len(ending) + 1 > width:
        lines.append(line)
        return "\n".join([*lines, ending])
    return "\n".join([*lines, line + ending + " "])


def match(answer: str, choices: Any, default: int) -> int | None:
    """The index of the choice that an answer means: its letter or its whole label."""
    if not answer:
        return default if default >= 0 else None
    lowered = answer.lower()
    for position, (label, _) in enumerate(choices):
        if lowered in (key_of(label).lower(), label.replace("&", "").lower()):
            return position
    return None
