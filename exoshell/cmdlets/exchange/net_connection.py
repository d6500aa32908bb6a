"""Test-NetConnection: whether a host and port can be reached, which scripts ask before they sign in."""

from __future__ import annotations

from exoshell.command.attributes import ValidateRange, ValidateSet
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.values.objects import PSCustomObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PORTS = {"http": 80, "rdp": 3389, "smb": 445, "winrm": 5985}
DEFAULT_HOST = "internetbeacon.msedge.net"
TIMEOUT = 10.0  # seconds
ALL_SETS = ("ICMP", "CommonTCPPort", "RemotePort")


@cmdlet(
    "Test",
    "NetConnection",
    module="NetTCPIP",
    default_set="ICMP",
    aliases=("TNC",),
    class_name="Test-NetConnection",
)
class TestNetConnection(Cmdlet):
    """Tests whether a host answers, or whether one of its TCP ports accepts connections."""

    computer_name = Param(
        "string",
        "The host.",
        position=0,
        pipe=BY_VALUE | BY_NAME,
        aliases=("RemoteAddress", "cn"),
        default=DEFAULT_HOST,
    )
    common_tcp_port = Param(
        "string",
        "HTTP, RDP, SMB or WINRM.",
        name="CommonTCPPort",
        sets={"CommonTCPPort": P(1, True)},
        validate=(ValidateSet("HTTP", "RDP", "SMB", "WINRM"),),
    )
    port = Param(
        "int",
        "The port.",
        sets={"RemotePort": P(None, True, BY_NAME)},
        aliases=("RemotePort",),
        validate=(ValidateRange(1, 65535),),
    )
    information_level = Param(
        "string", "Quiet gives true or false alone.", validate=(ValidateSet("Quiet", "Detailed"),)
    )

    def process(self) -> None:
        port = self.port or PORTS.get(str(self.common_tcp_port or "").lower())
        succeeded, address, source = self._emulated(port) or (
            connect(self.computer_name, port) if port else ping(self.computer_name)
        )
        if not succeeded:
            what = (
                f"TCP connect to ({address or self.computer_name} : {port})"
                if port
                else f"Ping to {address or self.computer_name}"
            )
            self.warn(f"{what} failed" if address else f"Name resolution of {self.computer_name} failed")
        if str(self.information_level).lower() == "quiet":
            self.write(succeeded)
            return
        notes: dict[str, Any] = {"ComputerName": self.computer_name, "RemoteAddress": address or None}
        if port:
            notes["RemotePort"] = port
        notes.update(InterfaceAlias=None, SourceAddress=source or None)
        notes["TcpTestSucceeded" if port else "PingSucceeded"] = succeeded
        self.write(PSCustomObject(notes, ["TestNetConnectionResult", "System.Object"]))

    def _emulated(self, port: int | None) -> tuple[bool, str, str] | None:
        """The answer for a host while a tenant is emulated: the service's hosts answer on 443, no other can be asked."""
        knows = self.session.services.get("emulated_hosts")
        if knows is None:
            return None
        known = bool(knows(self.computer_name))
        return known and port in (None, 80, 443), "192.0.2.1" if known else "", "127.0.0.1"


def connect(host: str, port: int) -> tuple[bool, str, str]:
    """(whether the port accepts, the remote address, the local address)."""
    import socket

    try:
        address = str(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0])
    except OSError:
        return False, "", ""
    try:
        with socket.create_connection((address, port), timeout=TIMEOUT) as opened:
            return True, address, str(opened.getsockname()[0])
    except OSError:
        return False, address, ""


def ping(host: str) -> tuple[bool, str, str]:
    """The same by the system's ping program; without one the host counts as not answering."""
    import os
    import shutil
    import socket
    import subprocess

    try:
        address = str(socket.getaddrinfo(host, None)[0][4][0])
    except OSError:
        return False, "", ""
    program = shutil.which("ping")
    if program is None:
        return False, address, ""
    count = "-n" if os.name == "nt" else "-c"
    done = subprocess.run(
        [program, count, "1", address], capture_output=True, timeout=TIMEOUT * 2, check=False
    )
    return done.returncode == 0, address, ""
