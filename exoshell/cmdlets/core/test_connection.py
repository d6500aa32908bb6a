"""Test-Connection: whether hosts answer, by ICMP or by TCP."""

from __future__ import annotations

from exoshell.command.attributes import ValidateNotNullOrEmpty, ValidateRange
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.values.errors import ps_error
from exoshell.values.objects import PSCustomObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PINGS = ("DefaultPing", "RepeatPing")
EVERY = ("DefaultPing", "RepeatPing", "TraceRoute", "MtuSizeDetect", "TcpPort")
COMMAND = "Microsoft.PowerShell.Commands.TestConnectionCommand"
MOST = 2147483647


@cmdlet(
    "Test",
    "Connection",
    module="Microsoft.PowerShell.Management",
    default_set="DefaultPing",
    output=(
        COMMAND + "+PingStatus",
        "System.Boolean",
        COMMAND + "+PingMtuStatus",
        "System.Int32",
        COMMAND + "+TraceStatus",
        COMMAND + "+TcpPortStatus",
    ),
)
class TestConnection(Cmdlet):
    """Tests whether hosts answer. While a tenant is emulated the hosts of its service answer, and no packet is sent."""

    ping = Param("switch", "By echo requests.", sets=PINGS)
    i_pv4 = Param("switch", "By version 4 of IP.", name="IPv4", sets=EVERY)
    i_pv6 = Param("switch", "By version 6 of IP.", name="IPv6", sets=EVERY)
    resolve_destination = Param("switch", "Look up the name of the address.", sets=EVERY)
    source = Param("string", "This computer.", sets=("DefaultPing", "RepeatPing", "TraceRoute", "TcpPort"))
    max_hops = Param(
        "int",
        "How many hops at most.",
        sets=("DefaultPing", "RepeatPing", "TraceRoute"),
        aliases=("Ttl", "TimeToLive", "Hops"),
        validate=(ValidateRange(1, 128),),
    )
    count = Param(
        "int",
        "How many requests.",
        sets=("DefaultPing", "TcpPort"),
        validate=(ValidateRange(kind="Positive"),),
        default=4,
    )
    delay = Param(
        "int",
        "Seconds between them.",
        sets=("DefaultPing", "RepeatPing", "TcpPort"),
        validate=(ValidateRange(kind="Positive"),),
        default=1,
    )
    buffer_size = Param(
        "int",
        "Bytes of a request.",
        sets=PINGS,
        aliases=("Size", "Bytes", "BS"),
        validate=(ValidateRange(0, 65500),),
        default=32,
    )
    dont_fragment = Param("switch", "Do not split requests.", sets=PINGS)
    repeat = Param(
        "switch",
        "Until Ctrl-C.",
        sets={"RepeatPing": P(mandatory=True), "TcpPort": P()},
        aliases=("Continuous",),
    )
    quiet = Param("switch", "True or false alone.")
    timeout_seconds = Param(
        "int", "How long to wait for an answer.", validate=(ValidateRange(kind="Positive"),), default=5
    )
    target_name = Param(
        "string[]",
        "The hosts.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE | BY_NAME,
        aliases=("ComputerName",),
        validate=(ValidateNotNullOrEmpty(),),
    )
    mtu_size = Param(
        "switch",
        "Find the size of packets.",
        mandatory=True,
        sets=("MtuSizeDetect",),
        aliases=("MtuSizeDetect",),
    )
    traceroute = Param("switch", "Find the way.", mandatory=True, sets=("TraceRoute",))
    tcp_port = Param(
        "int",
        "The port to connect to.",
        mandatory=True,
        sets=("TcpPort",),
        validate=(ValidateRange(0, 65535),),
    )
    detailed = Param("switch", "An object instead of true or false.", sets=("TcpPort",))

    def process(self) -> None:
        for target in self.target_name:
            self.test(str(target))

    def test(self, target: str) -> None:
        if self.traceroute or self.mtu_size:
            raise ps_error(
                "NotSupportedException",
                "Routes and packet sizes are not found out in this shell.",
                exception="System.NotSupportedException",
                category="NotImplemented",
            )
        if self.is_bound("TcpPort"):
            self.test_port(target)
            return
        number, good = 0, True
        while self.repeat or number < (4 if not self.is_bound("Count") else self.count):
            number += 1
            started = self._pause(number)
            success, address = self.reach(target)
            if not address:
                self.write_error(self._unknown(target)) if not self.quiet else None
                good = False
                break
            good = good and success
            if not self.quiet:
                self.write(self.status(number, target, address, success, started))
        if self.quiet:
            self.write(good)

    def _pause(self, number: int) -> float:
        import time

        if number > 1 and self.session.services.get("emulated_hosts") is None:
            time.sleep(self.delay)
        return time.monotonic()

    def reach(self, target: str) -> tuple[bool, str]:
        """Whether one echo request is answered, and the address ("" where the name is unknown)."""
        knows = self.session.services.get("emulated_hosts")
        if knows is not None:
            return (True, "192.0.2.1") if knows(target) else (False, "")
        import shutil
        import socket
        import subprocess

        family = socket.AF_INET if self.i_pv4 else socket.AF_INET6 if self.i_pv6 else 0
        try:
            address = str(socket.getaddrinfo(target, None, family)[0][4][0])
        except OSError:
            return False, ""
        program = shutil.which("ping")
        if program is None:
            return False, address
        command = [program, "-c", "1", "-W", str(self.timeout_seconds), "-s", str(self.buffer_size), address]
        try:
            done = subprocess.run(command, capture_output=True, timeout=self.timeout_seconds + 5, check=False)
        except subprocess.TimeoutExpired:
            return False, address
        return done.returncode == 0, address

    def test_port(self, target: str) -> None:
        """One or more connections to a port."""
        import socket
        import time

        knows = self.session.services.get("emulated_hosts")
        for number in range(1, (self.count if self.is_bound("Count") else 1) + 1):
            started = time.monotonic()
            if knows is not None:
                good = bool(knows(target)) and self.tcp_port in (80, 443)
            else:
                try:
                    socket.create_connection((target, self.tcp_port), timeout=self.timeout_seconds).close()
                    good = True
                except OSError:
                    good = False
            if not self.detailed:
                self.write(good)
                continue
            notes = {
                "Id": number,
                "Source": self._source(),
                "Target": target,
                "TargetAddress": target,
                "Port": self.tcp_port,
            }
            notes.update(
                Latency=int((time.monotonic() - started) * 1000),
                Connected=good,
                Status="Success" if good else "ConnectionRefused",
            )
            self.write(PSCustomObject(notes, [COMMAND + "+TcpPortStatus", "System.Object"]))

    def _source(self) -> str:
        import platform

        return str(self.source or platform.node())

    def status(self, number: int, target: str, address: str, success: bool, started: float) -> PSCustomObject:
        import time

        notes: dict[str, Any] = {
            "Ping": number,
            "Source": self._source(),
            "Destination": target,
            "Address": address,
            "DisplayAddress": address,
        }
        notes.update(
            Latency=int((time.monotonic() - started) * 1000) if success else 0,
            Status="Success" if success else "TimedOut",
            BufferSize=self.buffer_size,
        )
        return PSCustomObject(notes, [COMMAND + "+PingStatus", "System.Object"])

    @staticmethod
    def _unknown(target: str) -> Any:
        return ps_error(
            "TestConnectionException",
            f"Testing connection to computer '{target}' failed: Cannot resolve the target name.",
            exception="System.Net.NetworkInformation.PingException",
            category="ResourceUnavailable",
            target=target,
        )
