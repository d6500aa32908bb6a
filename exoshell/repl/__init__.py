"""The interactive prompt. prompt_toolkit is imported here and nowhere else."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from exoshell.runtime.session import Session


def run_prompt(session: Session, *, banner: bool = True) -> int:
    """Read and run lines at a terminal until `exit` or Ctrl-D; the exit code."""
    from exoshell.repl.prompt import Prompt

    return Prompt(session).run(banner=banner)
