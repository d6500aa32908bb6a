"""System.Net.IPAddress, Dns, IPHostEntry."""

from __future__ import annotations

from exoshell.dotnet.convert import byte_array, raw_bytes
from exoshell.dotnet.dates import attempt
from exoshell.dotnet.errors import above_error, argument_error, net_error, null_error
from exoshell.dotnet.table import table
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class IPAddress(NetObject):
    """System.Net.IPAddress; `value` is Python's."""

    __slots__ = ("value",)
    type_name = "System.Net.IPAddress"

    def __init__(self, value: Any) -> None:
        self.value = value
        self.extension = None
        self.ps_type = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IPAddress) and other.value == self.value

    def __hash__(self) -> int:
        return hash(self.value)

    def __str__(self) -> str:
        return str(self.value)


IP = table("System.Net.IPAddress")


def parse_ip(text: Any) -> IPAddress:
    """IPAddress.Parse: dotted parts may be left out or written in hex or octal."""
    import ipaddress
    import socket

    if text is None:
        raise null_error("ipString")
    try:
        if ":" in text:
            return IPAddress(ipaddress.IPv6Address(text.strip("[]")))
        return IPAddress(
            ipaddress.IPv4Address(socket.inet_aton(text) if text.strip() == text and text else b"?")
        )
    except (ValueError, OSError):
        raise net_error("System.FormatException", "An invalid IP address was specified.") from None


@IP.new()
def new_ip(ps_type: Any, value: Any, *scope: Any) -> IPAddress:
    """IPAddress(number or bytes)."""
    import ipaddress

    if isinstance(value, list):
        if len(value) not in (1, 4, 16):
            raise argument_error("An invalid IP address was specified.", "address")
        return IPAddress(ipaddress.ip_address(raw_bytes(value).ljust(4, b"\0")))
    if not 0 <= value <= 0xFFFFFFFF:
        raise above_error("newAddress", int(value) % 2**64, 0xFFFFFFFF)
    return IPAddress(ipaddress.IPv4Address(int(value).to_bytes(4, "little")))


def _literal(text: str) -> Any:
    return lambda: parse_ip(text)


IP.add_statics(
    {
        "Parse": parse_ip,
        "TryParse": lambda text, result: attempt(result, None, lambda: parse_ip(text)),
        "IsLoopback": lambda address: address.value.is_loopback,
        "HostToNetworkOrder": lambda n: int.from_bytes(
            int(n).to_bytes(4, "little", signed=True), "big", signed=True
        ),
        "NetworkToHostOrder": lambda n: int.from_bytes(
            int(n).to_bytes(4, "little", signed=True), "big", signed=True
        ),
    }
)
IP.add_static_properties(
    {
        "Any": _literal("0.0.0.0"),
        "Loopback": _literal("127.0.0.1"),
        "Broadcast": _literal("255.255.255.255"),
        "None": _literal("255.255.255.255"),
        "IPv6Any": _literal("::"),
        "IPv6Loopback": _literal("::1"),
        "IPv6None": _literal("::"),
    }
)
IP.add_properties(
    {
        "AddressFamily": lambda a: "InterNetwork" if a.value.version == 4 else "InterNetworkV6",
        "Address": lambda a: int.from_bytes(a.value.packed, "little"),
        "IPAddressToString": str,
        "IsIPv6LinkLocal": lambda a: a.value.version == 6 and a.value.is_link_local,
        "IsIPv6Multicast": lambda a: a.value.version == 6 and a.value.is_multicast,
        "IsIPv6SiteLocal": lambda a: a.value.version == 6 and a.value.is_site_local,
        "IsIPv6Teredo": lambda a: False,
        "IsIPv6UniqueLocal": lambda a: a.value.version == 6 and a.value.packed[0] & 0xFE == 0xFC,
        "IsIPv4MappedToIPv6": lambda a: a.value.version == 6 and a.value.ipv4_mapped is not None,
        "ScopeId": lambda a: None if a.value.version == 4 else 0,
    }
)
IP.method("ToString", "string ToString()")(str)
IP.add_methods(
    {
        "GetAddressBytes": lambda a: byte_array(a.value.packed),
        "Equals": lambda a, other: a == other,
        "MapToIPv4": lambda a: IPAddress(a.value.ipv4_mapped or a.value),
        "MapToIPv6": lambda a: parse_ip(f"::ffff:{a.value}") if a.value.version == 4 else a,
    }
)

DNS = table("System.Net.Dns")


def host_addresses(name: str, *rest: Any) -> list[Any]:
    """GetHostAddresses."""
    import socket

    try:
        found = socket.getaddrinfo(name, None)
    except OSError:
        raise net_error("System.Net.Sockets.SocketException", "Name or service not known") from None
    return [parse_ip(a) for a in dict.fromkeys(str(f[4][0]).partition("%")[0] for f in found)]


class HostEntry(NetObject):
    """System.Net.IPHostEntry."""

    __slots__ = ("name", "addresses")
    type_name = "System.Net.IPHostEntry"

    def __init__(self, name: str, addresses: list[Any]) -> None:
        self.name, self.addresses = name, addresses
        self.extension = None
        self.ps_type = None


def host_name() -> str:
    import socket

    return socket.gethostname()


DNS.add_statics(
    {
        "GetHostName": host_name,
        "GetHostAddresses": host_addresses,
        "GetHostEntry": lambda name, *rest: HostEntry(str(name), host_addresses(str(name))),
        "GetHostByName": lambda name: HostEntry(name, host_addresses(name)),
    },
    raw=True,
)
ENTRY = table("System.Net.IPHostEntry")
ENTRY.add_fields({"HostName": "name", "AddressList": "addresses"})
ENTRY.add_properties({"Aliases": lambda e: []})
