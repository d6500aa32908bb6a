"""SecureString and PSCredential. The text is kept apart from everything that prints: it comes out by `reveal()` alone."""

from __future__ import annotations

from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class SecureString(NetObject):
    """System.Security.SecureString; its text never shows in repr, str, comparison or logs."""

    type_name = "System.Security.SecureString"
    __slots__ = ("_text", "read_only")

    def __init__(self, text: str = "") -> None:
        self.extension = None
        self.ps_type = None
        self._text = text
        self.read_only = False

    def reveal(self) -> str:
        """The text."""
        return self._text

    def append(self, text: str) -> None:
        self._text += text

    def clear(self) -> None:
        self._text = ""

    def copy(self) -> SecureString:
        return SecureString(self._text)

    def __len__(self) -> int:
        return len(self._text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return "SecureString(…)"

    def __str__(self) -> str:
        return self.type_name


class PSCredential(NetObject):
    """System.Management.Automation.PSCredential."""

    type_name = "System.Management.Automation.PSCredential"
    __slots__ = ("user_name", "password")

    def __init__(self, user_name: str, password: SecureString) -> None:
        self.extension = None
        self.ps_type = None
        self.user_name, self.password = user_name, password

    def __repr__(self) -> str:
        return f"PSCredential({self.user_name})"


def plain_text(value: Any) -> str | None:
    """The text of a SecureString or a string, None for none."""
    if value is None or isinstance(value, str):
        return value
    return str(value.reveal())
