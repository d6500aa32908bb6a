"""`$Host`, `$ExecutionContext`, `$PSVersionTable` and their parts."""

from __future__ import annotations

from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SMA = "System.Management.Automation."


class SessionPart(NetObject):
    """An object that stands for a part of the session; `type_name` per instance class."""

    __slots__ = ("session",)

    def __init__(self, session: Any) -> None:
        self.session = session
        self.extension = None
        self.ps_type = None


class InternalHost(SessionPart):
    type_name = SMA + "Internal.Host.InternalHost"
    __slots__ = ()


class EngineIntrinsics(SessionPart):
    type_name = SMA + "EngineIntrinsics"
    __slots__ = ()


class SessionState(SessionPart):
    type_name = SMA + "SessionState"
    __slots__ = ()


class VariableIntrinsics(SessionPart):
    type_name = SMA + "PSVariableIntrinsics"
    __slots__ = ()


class CommandIntrinsics(SessionPart):
    type_name = SMA + "CommandInvocationIntrinsics"
    __slots__ = ()


class PathIntrinsics(SessionPart):
    type_name = SMA + "PathIntrinsics"
    __slots__ = ()


class EngineObjects:
    """Makes each object once a session."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self._made: dict[type, Any] = {}
        self._style: Any = None

    def part(self, cls: type) -> Any:
        found = self._made.get(cls)
        if found is None:
            found = self._made[cls] = cls(self.session)
        return found

    def host(self) -> Any:
        return self.part(InternalHost)

    def user_interface(self) -> Any:
        """`$Host.UI`."""
        from exoshell.runtime.host_interface import UserInterface

        return self.part(UserInterface)

    def execution_context(self) -> Any:
        return self.part(EngineIntrinsics)

    def session_state(self) -> Any:
        return self.part(SessionState)

    def style(self) -> Any:
        """`$PSStyle`."""
        if self._style is None:
            from exoshell.format.style import new_style

            self._style = new_style(bool(self.session.host.environ.get("NO_COLOR")))
        return self._style

    def encoding(self) -> Any:
        from exoshell.dotnet.access import get_static
        from exoshell.values.types import find_type

        return get_static(find_type("System.Text.Encoding"), "UTF8")

    def version_rows(self) -> list[tuple[str, Any]]:
        """The rows of `$PSVersionTable`."""
        from exoshell.base import version as product
        from exoshell.values.conversion import convert
        from exoshell.values.types import find_type

        number = product.SHELL_VERSION

        def made(type_name: str, text: str) -> Any:
            ps_type = find_type(type_name)
            return convert(text, ps_type) if ps_type is not None else text

        compatible = [made("version", v) for v in ("1.0", "2.0", "3.0", "4.0", "5.0", "5.1", "6.0", "7.0")]
        return [
            ("PSVersion", made("semver", number)),
            ("PSEdition", "Core"),
            ("GitCommitId", number),
            ("OS", platform_text()),
            ("Platform", "Unix"),
            ("PSCompatibleVersions", compatible),
            ("PSRemotingProtocolVersion", made("version", "2.4")),
            ("SerializationVersion", made("version", "1.1.0.1")),
            ("WSManStackVersion", made("version", "3.0")),
        ]


def platform_text() -> str:
    import os

    name = os.uname() if hasattr(os, "uname") else None
    return f"{name.sysname} {name.release}" if name is not None else "Windows"
