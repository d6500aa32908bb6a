"""SecureString, PSCredential, NetworkCredential, Marshal, hashes, RandomNumberGenerator."""

from __future__ import annotations

from exoshell.dotnet.convert import byte_array, raw_bytes
from exoshell.dotnet.errors import argument_error, net_error, null_error
from exoshell.dotnet.strings import plain
from exoshell.dotnet.table import table
from exoshell.values import numbers
from exoshell.values.objects import NetObject
from exoshell.values.secure_string import PSCredential, SecureString

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SECURE = table("System.Security.SecureString")
CREDENTIAL = table("System.Management.Automation.PSCredential")
NETWORK = table("System.Net.NetworkCredential")
MARSHAL = table("System.Runtime.InteropServices.Marshal")


def append_char(secure: SecureString, value: Any) -> None:
    if secure.read_only:
        raise net_error("System.InvalidOperationException", "Instance is read-only.")
    secure.append(plain(value))


def _seal(secure: SecureString) -> None:
    secure.read_only = True


def edit(secure: SecureString, index: int, value: Any, width: int) -> None:
    """Replaces `width` characters at a position."""
    text = secure.reveal()
    secure.clear()
    secure.append(text[:index] + plain(value) + text[index + width :])


SECURE.new("securestring new()")(lambda ps_type, *args: SecureString())
SECURE.add_methods(
    {
        "AppendChar": append_char,
        "InsertAt": lambda s, index, value: edit(s, index, value, 0),
        "RemoveAt": lambda s, index: edit(s, index, "", 1),
        "SetAt": lambda s, index, value: edit(s, index, value, 1),
        "Clear": SecureString.clear,
        "Copy": SecureString.copy,
        "MakeReadOnly": _seal,
        "IsReadOnly": lambda s: s.read_only,
        "Dispose": lambda s: None,
    }
)
SECURE.add_properties({"Length": len})


class NetworkCredential(NetObject):
    """System.Net.NetworkCredential."""

    __slots__ = ("user_name", "secure", "domain")
    type_name = "System.Net.NetworkCredential"

    def __init__(self, user_name: str = "", secure: SecureString | None = None, domain: str = "") -> None:
        self.user_name, self.domain = user_name or "", domain or ""
        self.secure = secure if secure is not None else SecureString()
        self.extension = None
        self.ps_type = None

    def set_password(self, text: str) -> None:
        self.secure = SecureString(text or "")


def _secure(value: Any) -> SecureString:
    return value if isinstance(value, SecureString) else SecureString(value or "")


@CREDENTIAL.new()
def new_credential(ps_type: Any, *args: Any) -> PSCredential:
    """PSCredential(user, password) or (an object with both)."""
    if len(args) == 1:
        from exoshell.dotnet.access import get_property

        return PSCredential(get_property(args[0], "UserName"), get_property(args[0], "Password"))
    user, password = args
    if not user:
        raise net_error(
            "System.Management.Automation.PSArgumentException",
            'Cannot process argument because the value of argument "userName" is not valid. Change the value of the "userName" argument '
            "and run the operation again.",
        )
    if password is None:
        raise null_error("password")
    return PSCredential(user, password)


def network_form(credential: PSCredential) -> NetworkCredential:
    """GetNetworkCredential: `domain\\user` is taken apart, `user@domain` is not."""
    domain, separator, user = credential.user_name.partition("\\")
    if not separator:
        domain, user = "", credential.user_name
    return NetworkCredential(user, credential.password, domain)


CREDENTIAL.add_fields({"UserName": "user_name", "Password": "password"}, read_only=True)
CREDENTIAL.method("GetNetworkCredential", "System.Net.NetworkCredential GetNetworkCredential()")(network_form)
CREDENTIAL.add_static_properties({"Empty": lambda: None})
NETWORK.new()(
    lambda ps_type, user="", password="", domain="": NetworkCredential(user, _secure(password), domain)
)
NETWORK.add_fields({"UserName": "user_name", "Domain": "domain", "SecurePassword": "secure"})
NETWORK.add_properties({"Password": lambda c: c.secure.reveal()})
NETWORK.properties["password"].set = NetworkCredential.set_password
NETWORK.method("GetCredential", raw=True)(lambda c, *rest: c)


class Pointer(NetObject):
    """A System.IntPtr that stands for the text of a secure string."""

    __slots__ = ("text",)
    type_name = "System.IntPtr"

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.extension = None
        self.ps_type = None


def _expose(secure: Any) -> Pointer:
    if secure is None:
        raise null_error("s")
    return Pointer(secure.reveal())


for _name in ("BSTR", "CoTaskMemUnicode", "CoTaskMemAnsi", "GlobalAllocUnicode", "GlobalAllocAnsi"):
    MARSHAL.static(f"SecureStringTo{_name}", raw=True)(_expose)
for _name in ("PtrToStringAuto", "PtrToStringBSTR", "PtrToStringUni", "PtrToStringAnsi"):
    MARSHAL.static(_name, raw=True)(
        lambda pointer, *length: pointer.text[: length[0]] if length else pointer.text
    )
for _name in (
    "ZeroFreeBSTR",
    "FreeBSTR",
    "FreeHGlobal",
    "FreeCoTaskMem",
    "ZeroFreeGlobalAllocUnicode",
    "ZeroFreeCoTaskMemUnicode",
    "ZeroFreeGlobalAllocAnsi",
):
    MARSHAL.static(_name, f"static void {_name}(System.Object s)")(lambda pointer: None)
MARSHAL.static("ReleaseComObject", raw=True)(lambda value: 0)
POINTER = table("System.IntPtr")
POINTER.add_static_properties({"Zero": Pointer, "Size": lambda: 8})
POINTER.method("ToInt64", "long ToInt64()")(lambda p: id(p))
POINTER.method("ToString", "string ToString()")(lambda p: str(id(p)) if p.text else "0")

# ------------------------------------------------------------------------------------------------------------------------------- hashes

HASHES = {"MD5": "md5", "SHA1": "sha1", "SHA256": "sha256", "SHA384": "sha384", "SHA512": "sha512"}


class HashAlgorithm(NetObject):
    """A hash (or, with `key`, an HMAC): `kind` as in HASHES; `hash` the last result."""

    __slots__ = ("kind", "key", "hash", "state")

    def __init__(self, kind: str, key: bytes | None = None) -> None:
        self.kind, self.key = kind, key
        self.hash: bytes | None = None
        self.state: Any = None
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        name = f"HMAC{self.kind}" if self.key is not None else self.kind
        return f"System.Security.Cryptography.{name}"

    def digest(self, data: bytes) -> bytes:
        import hashlib
        import hmac

        if self.key is not None:
            return hmac.new(self.key, data, HASHES[self.kind]).digest()
        return hashlib.new(HASHES[self.kind], data, usedforsecurity=False).digest()


def compute(algorithm: HashAlgorithm, source: Any, *span: int) -> Any:
    """ComputeHash(bytes[, offset, count]) or (stream)."""
    data = source.open().read() if hasattr(source, "open") else raw_bytes(source)
    if span:
        data = data[span[0] : span[0] + span[1]]
    algorithm.hash = algorithm.digest(data)
    return byte_array(algorithm.hash)


HASH = table("System.Security.Cryptography.HashAlgorithm")
HASH.method("ComputeHash", raw=True)(compute)
HASH.method("Dispose", "void Dispose()")(lambda h: None)
HASH.method("Clear", "void Clear()")(lambda h: None)
HASH.method("Initialize", "void Initialize()")(lambda h: None)
HASH.add_properties(
    {
        "Hash": lambda h: None if h.hash is None else byte_array(h.hash),
        "HashSize": lambda h: len(h.digest(b"")) * 8,
        "CanReuseTransform": lambda h: True,
    }
)


def create_hash(name: Any = "SHA1") -> Any:
    """HashAlgorithm.Create(name)."""
    kind = str(name).upper().replace("-", "").rpartition(".")[2]
    return HashAlgorithm(kind) if kind in HASHES else None


HASH.static("Create", raw=True)(create_hash)
_PREFIX = "System.Security.Cryptography."
for _name in HASHES:
    _t = table(_PREFIX + _name)
    _t.static("Create", raw=True)(lambda *args, kind=_name: HashAlgorithm(kind))
    _t.static("HashData", raw=True)(
        lambda data, kind=_name: byte_array(HashAlgorithm(kind).digest(raw_bytes(data)))
    )
    for _suffix in ("CryptoServiceProvider", "Managed"):
        table(f"{_PREFIX}{_name}{_suffix}").new(raw=True)(lambda ps_type, kind=_name: HashAlgorithm(kind))
    _h = table(f"{_PREFIX}HMAC{_name}")
    _h.new(raw=True)(
        lambda ps_type, key=None, kind=_name: HashAlgorithm(
            kind, raw_bytes(key) if key is not None else _random(64)
        )
    )
    _h.add_properties({"Key": lambda h: byte_array(h.key)})
    _h.static("HashData", raw=True)(
        lambda key, data, kind=_name: byte_array(HashAlgorithm(kind, raw_bytes(key)).digest(raw_bytes(data)))
    )


def _random(count: int) -> bytes:
    import os

    return os.urandom(count)


class RandomGenerator(NetObject):
    """System.Security.Cryptography.RandomNumberGenerator."""

    __slots__ = ()
    type_name = "System.Security.Cryptography.RandomNumberGenerator"

    def __init__(self) -> None:
        self.extension = None
        self.ps_type = None


def _fill(target: list[Any]) -> None:
    target[:] = [numbers.Byte(b) for b in _random(len(target))]


def random_integer(*span: int) -> int:
    """GetInt32([low,] high)."""
    import secrets

    low, high = (0, span[0]) if len(span) == 1 else (span[0], span[1])
    if high <= low:
        raise argument_error("Range of random number does not contain at least one possibility.")
    return low + secrets.randbelow(high - low)


for _name in ("RandomNumberGenerator", "RNGCryptoServiceProvider"):
    _t = table(_PREFIX + _name)
    _t.new(raw=True)(lambda ps_type: RandomGenerator())
    _t.method("GetBytes", "void GetBytes(byte[] data)")(lambda r, target: _fill(target))
    _t.method("GetNonZeroBytes", "void GetNonZeroBytes(byte[] data)")(
        lambda r, target: target.__setitem__(
            slice(None), [numbers.Byte(b % 255 + 1) for b in _random(len(target))]
        )
    )
    _t.method("Dispose", "void Dispose()")(lambda r: None)
    _t.static("Create", raw=True)(lambda *args: RandomGenerator())
    _t.static("GetBytes", raw=True)(lambda count: byte_array(_random(count)))
    _t.static("Fill", "static void Fill(byte[] data)")(_fill)
    _t.static("GetInt32", raw=True)(random_integer)


def random_text(choices: Any, length: int) -> str:
    """GetString(choices, length)."""
    import secrets

    return "".join(secrets.choice(choices) for _ in range(length))


table(_PREFIX + "RandomNumberGenerator").static("GetString", raw=True)(random_text)
table(_PREFIX + "RandomNumberGenerator").static("GetHexString", raw=True)(
    lambda length, lower=False: (
        _random(length).hex()[:length] if lower else _random(length).hex().upper()[:length]
    )
)


WINDOWS = table("System.Security.Principal.WindowsIdentity")


def not_on_windows(*args: Any) -> Any:
    raise net_error(
        "System.PlatformNotSupportedException",
        "Windows Principal functionality is not supported on this platform.",
    )


WINDOWS.static("GetCurrent", raw=True)(not_on_windows)
_ELEMENT = table("System.Security.SecurityElement")
_ELEMENT.static("Escape")(
    lambda text: (
        text
        if text is None
        else text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&apos;")
    )
)
