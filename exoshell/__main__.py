"""The command's entry: `exoshell …` and `python -m exoshell …`."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run the command line and return the exit code."""
    gc.set_threshold(50_000, 20, 20)  # a start makes many objects and no garbage
    from exoshell.app.command_line import run

    return run(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
