"""Draws the README's picture: types a few lines into the real shell at a pseudo-terminal and writes the screen as SVG.

usage: make_picture.py [OUT.svg]
"""

from __future__ import annotations

import html
import os
import sys
import tempfile
from pathlib import Path

import pyte

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.terminal import Terminal  # noqa: E402

COLUMNS, LINES = 120, 50
CELL_WIDTH, CELL_HEIGHT = 8.4, 18
TYPED = (
    "Get-Mailbox -ResultSize 3 -WarningAction SilentlyContinue",
    "Get-EXOMailbox -Properties Office -Filter \"Office -eq 'Berlin'\" | Group-Object RecipientTypeDetails | Format-Table Name, Count",
    "Set-Mailbox adele -Office Berlin -WhatIf",
    "Get-Mailbox nobody",
)
COLOURS = {
    "default": "#d4d4d4", "black": "#000000", "red": "#f14c4c", "green": "#23d18b", "brown": "#e5e510", "blue": "#3b8eea",
    "magenta": "#d670d6", "cyan": "#29b8db", "white": "#e5e5e5", "brightblack": "#8a8a8a", "brightred": "#f14c4c", "brightgreen": "#23d18b",
    "brightbrown": "#f5f543", "brightyellow": "#f5f543", "brightblue": "#3b8eea", "brightmagenta": "#d670d6", "brightcyan": "#29b8db", "brightwhite": "#ffffff",
}  # fmt: skip


def colour_of(name: str) -> str:
    return COLOURS.get(name) or (f"#{name}" if len(name) == 6 else COLOURS["default"])


def svg(screen: pyte.Screen) -> str:
    used = max((i for i, line in enumerate(screen.display) if line.strip()), default=0) + 1
    width, height = COLUMNS * CELL_WIDTH + 32, used * CELL_HEIGHT + 52
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}">',
        f'<rect width="{width:.0f}" height="{height:.0f}" rx="8" fill="#1e1e1e"/>',
        '<circle cx="20" cy="18" r="6" fill="#ff5f56"/><circle cx="40" cy="18" r="6" fill="#ffbd2e"/><circle cx="60" cy="18" r="6" fill="#27c93f"/>',
        '<g font-family="ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace" font-size="14" xml:space="preserve">',
    ]
    for row in range(used):
        cells = screen.buffer[row]
        start = 0
        while start < COLUMNS:
            look = (cells[start].fg, cells[start].bold)
            end = start
            while end < COLUMNS and (cells[end].fg, cells[end].bold) == look:
                end += 1
            text = "".join(cells[column].data for column in range(start, end))
            if text.strip():
                x, y = 16 + start * CELL_WIDTH, 52 + row * CELL_HEIGHT
                weight = ' font-weight="bold"' if look[1] else ""
                shown = html.escape(text.rstrip()).replace(" ", "\u00a0")
                length = len(text.rstrip()) * CELL_WIDTH
                parts.append(
                    f'<text x="{x:.1f}" y="{y}" fill="{colour_of(look[0])}"{weight} textLength="{length:.1f}">{shown}</text>'
                )
            start = end
    parts.append("</g></svg>")
    return "\n".join(parts) + "\n"


def main(target: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "HOME": home,
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
            "LANG": "en_US.UTF-8",
            "XDG_DATA_HOME": home,
            "XDG_STATE_HOME": home,
        }
        terminal = Terminal(
            [
                str(ROOT / ".venv" / "bin" / "exoshell"),
                "--tenant",
                "demo",
                "--connect",
                "-NoProfile",
                "-WorkingDirectory",
                home,
            ],
            environment,
            COLUMNS,
            LINES,
        )
        terminal.type("function prompt { 'PS> ' }")
        terminal.wait_for("PS>")
        terminal.type("Clear-Host")
        terminal.wait_for("PS>")
        for line in TYPED:
            terminal.type(line)
            terminal.wait_for("PS>")
        target.write_text(svg(terminal.screen), encoding="utf-8")
        terminal.type("exit")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "session.svg")
