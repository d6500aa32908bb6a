"""Programs that are not typed at a terminal: a script file, the text of -Command, lines from standard input."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from exoshell.runtime.session import Session


def run_file(session: Session, path: str, arguments: list[str]) -> int:
    """`-File PATH ARG…`: the arguments bind to the script's param block. The exit code is the script's."""
    return session.run_file(path, arguments)


def run_command(session: Session, text: str, arguments: list[str] | None = None) -> int:
    """`-Command TEXT`: exit code 1 when the last command failed. `arguments` become `$args` (-CommandWithArgs)."""
    return session.run_command(text, arguments)


def run_lines(session: Session, *, prompt: bool) -> int:
    """Standard input as a program: a complete line runs at once, a block that needs more lines runs at the blank line after it.

    With `prompt` the prompt and the lines are echoed, as an interactive shell does whose input is a pipe.
    """
    from exoshell.lang import parse

    host = session.host
    buffer: list[str] = []
    while not session.exit_requested:
        if prompt:
            host.out(">> " if buffer else session.prompt_text())
        line = host.read_line()
        if line is None:
            break
        if prompt:
            host.out(line + "\n")
        if not buffer and not line.strip():
            continue
        buffer.append(line)
        text = "\n".join(buffer)
        if len(buffer) == 1 and not parse(text).incomplete:
            buffer.clear()
        elif len(buffer) > 1 and not line.strip() and not parse(text).incomplete:
            buffer.clear()
        else:
            continue
        session.run_line(text)
    return session.final_exit_code()
