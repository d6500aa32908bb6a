"""The command's entry: `exoshell …` and `python -m exoshell …`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return the exit code."""
    from exoshell.app.command_line import run

    return run(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
