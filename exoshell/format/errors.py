"""Error records as lines: ConciseView, NormalView, CategoryView and DetailedView."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

RESET = "\x1b[0m"
ERROR = "\x1b[31;1m"
ACCENT = "\x1b[36;1m"
NUMBER_WIDTH = 4
_NATIVE = ("NativeCommandError", "NativeCommandErrorMessage")


def error_lines(record: Any, view: str = "ConciseView", width: int = 120, colour: bool = False) -> list[str]:
    """The lines of an error record under an `$ErrorView`; `width` is the console's in cells."""
    if record.error_id in _NATIVE:
        return message_of(record).split("\n")
    if view == "CategoryView":
        text = category_text(record)
    elif view == "NormalView":
        text = _normal(record)
    elif view == "DetailedView":
        from exoshell.format.error_details import detail_lines

        return detail_lines(record, width)
    else:
        return _concise(record, width, colour)
    return (ERROR + text + RESET if colour else text).split("\n")


def message_of(record: Any) -> str:
    """What the record says: its details' message, else the exception's."""
    details = record.details
    if details is not None:
        text = details if type(details) is str else getattr(details, "message", None)
        if text:
            return str(text)
    return record.exception.message or ""


def _position(record: Any, name: str, net_name: str) -> Any:
    """A value of the record's InvocationInfo, or None."""
    invocation = record.invocation
    if invocation is None:
        return None
    found = getattr(invocation, name, None)
    if found is None:
        from exoshell.dotnet.access import get_property

        found = get_property(invocation, net_name)
    return found


def short_type_name(full_name: str) -> str:
    """The name without its namespace."""
    return full_name.rpartition(".")[2].rpartition("+")[2]


def reason_of(record: Any) -> str:
    """CategoryInfo.Reason: the exception's type unless something else was said."""
    reason = record.reason
    if reason is None:
        reason = short_type_name(record.exception.type_name)
    return str(reason)


def _heading(record: Any) -> str:
    """Whose error it is: what stands before the first colon of the concise view."""
    if getattr(record, "thrown", False) or record.exception.properties.get("WasThrownFromThrowStatement"):
        return "Exception"
    command = getattr(record.invocation, "command", None)
    if command is not None and command.name and command.kind in ("Cmdlet", "Function", "Filter"):
        return str(command.name)
    if record.activity:
        return str(record.activity)
    if record.category != "NotSpecified":
        return str(record.category)
    return reason_of(record)


def _concise(record: Any, width: int, colour: bool) -> list[str]:
    error, accent, reset = (ERROR, ACCENT, RESET) if colour else ("", "", "")
    script = _position(record, "script_name", "ScriptName")
    number = _position(record, "script_line_number", "ScriptLineNumber")
    position = _position(record, "position_message", "PositionMessage") or ""
    parse_error = record.category == "ParserError"
    detailed = (parse_error or bool(script) or (number or 0) > 1) and position.count("\n") >= 2
    if script and str(script).lower().endswith(".psm1"):
        detailed = False
    message = message_of(record)
    if parse_error and "~\n" in message:
        message = message.split("~\n", 1)[1].split("\n\n", 1)[0]
    if not detailed:
        text = (
            f"{error}{_heading(record)}: {error}{message}{reset}"
            if colour
            else f"{_heading(record)}: {message}"
        )
        return _with_advice(text.split("\n"), record)
    lines = position.split("\n")
    source, marks = lines[1][1:], lines[-1][1:]
    start = marks.find("~")
    length = len(marks.strip())
    if colour and length < len(source):
        source = source[:start] + accent + source[start : start + length] + reset + source[start + length :]
    digits = str(number)
    head_blanks = " " * max(0, len(digits) - NUMBER_WIDTH)
    first = (
        f"{error}{_heading(record)}: {reset}{script}:{number}" if script else f"{error}{_heading(record)}: "
    )
    shown = [first if colour else first.rstrip("\n")]
    shown.append(f"{accent}{head_blanks}Line |")
    shown.append(f"{accent}{digits.rjust(NUMBER_WIDTH)} | {reset}{source}")
    prefix = f"{accent}{head_blanks}     | {error}"
    shown.append(prefix + marks)
    plain_prefix = len(head_blanks) + 7
    shown.extend(_wrapped(message, prefix, plain_prefix, width))
    if colour:
        shown[-1] += reset
    return _with_advice(shown, record)


def _with_advice(lines: list[str], record: Any) -> list[str]:
    if record.recommended_action:
        lines = [*lines, "  Recommendation: " + str(record.recommended_action)]
    return lines


def _truncated(text: str, length: int) -> str:
    """The text cut before the last blank of its first `length` characters."""
    if len(text) <= length:
        return text
    head = text[:length]
    for index in range(len(head) - 1, -1, -1):
        if head[index].isspace():
            return head[:index]
    return head


def _wrapped(message: str, prefix: str, prefix_cells: int, width: int) -> list[str]:
    """The message behind its prefix on each line, wrapped at blanks; a word that is too long stays whole."""
    hidden = len(prefix) - prefix_cells
    message = message.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    text = prefix + message
    if width <= 0 or len(text) - hidden <= width:
        return [text]
    head = _truncated(text, width + hidden)
    lines = [head]
    rest = text[len(head) :].strip()
    while len(rest) + prefix_cells > width:
        head = _truncated(prefix + rest, width + hidden)
        if len(head) <= len(prefix):
            break
        lines.append(head)
        rest = rest[len(head) - len(prefix) :].strip()
    lines.append(prefix + rest)
    return lines


def target_text(record: Any) -> tuple[str, str]:
    """CategoryInfo's TargetName and TargetType."""
    target = record.target
    name, kind = record.target_name, record.target_type
    if name is None:
        if target is None:
            name = ""
        else:
            from exoshell.format.cells import plain_text

            name = plain_text(target)
    if kind is None:
        if target is None:
            kind = ""
        else:
            from exoshell.values.types import type_of

            kind = type_of(target).name
    return name, kind


MAX_TARGET = 40


def category_text(record: Any) -> str:
    """`Category: (target:Type) [activity], reason`."""
    name, kind = target_text(record)
    if len(name) > MAX_TARGET:
        half = (MAX_TARGET - 1) // 2
        name = f"{name[:half]}\u2026{name[-half:]}"
    return f"{record.category}: ({name}:{kind}) [{record.activity or ''}], {reason_of(record)}"


def _normal(record: Any) -> str:
    message = message_of(record)
    head = _position(record, "invocation_name", "InvocationName") or record.activity or ""
    position = _position(record, "position_message", "PositionMessage") or ""
    lines = [f"{head} : {message}" if head else message]
    if position:
        lines += position.split("\n")
    lines.append(f"+ CategoryInfo          : {category_text(record)}")
    lines.append(f"+ FullyQualifiedErrorId : {record.full_id}")
    return "\n".join(lines)
