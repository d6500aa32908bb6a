"""A program at a pseudo-terminal, its screen read through a terminal emulator."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

import pyte

CURSOR_REQUEST = b"\x1b[6n"


class Terminal:
    """`screen` is what a person sees; text is typed with `send`, waited for with `wait_for`."""

    def __init__(
        self, command: list[str], environment: dict[str, str], columns: int = 120, lines: int = 40
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            os.execve(command[0], command, environment)

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def _read(self, seconds: float) -> bool:
        """Take in what comes within some seconds; whether anything came."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:  # the program has ended
            return False
        if CURSOR_REQUEST in data:
            os.write(self.fd, f"\x1b[{self.screen.cursor.y + 1};{self.screen.cursor.x + 1}R".encode())
        self.stream.feed(data)
        return bool(data)

    def wait_for(self, text: str, seconds: float = 30.0) -> None:
        """Read until the cursor's line ends with a text and nothing more comes."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not self._read(0.3) and self.screen.display[self.screen.cursor.y].rstrip().endswith(text):
                return
        raise TimeoutError(f"no {text!r} at the cursor of\n{self.text()}")

    def wait_until_shown(self, text: str, seconds: float = 30.0) -> None:
        """Read until a text stands somewhere on the screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if text in self.text():
                return
            self._read(0.2)
        raise TimeoutError(f"no {text!r} on\n{self.text()}")

    def send(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def type(self, line: str) -> None:
        self.send(line + "\r")

    def wait_for_end(self, seconds: float = 20.0) -> int:
        """The exit code of the program."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._read(0.1)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
        raise TimeoutError(f"still running:\n{self.text()}")

    def close(self) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)
