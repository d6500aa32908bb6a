"""Parameters of a cmdlet as the service takes them in JSON."""

from __future__ import annotations

import base64
import re
from typing import Any

from exoshell.schema import catalog
from exoshell.values.collections import DictionaryBase, TypedArray
from exoshell.values.errors import ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.numbers import Byte
from exoshell.values.objects import PSCustomObject, PSObject

HASHTABLE = "#Exchange.GenericHashTable"
HASHTABLES = "#Collection(Exchange.GenericHashTable)"
BYTES = "#Exchange.ByteArrayType"
BYTES_LIST = "#Collection(Exchange.ByteArrayType)"
MAX_DEPTH = 10
FILTERS = frozenset(("filter", "recipientpreviewfilter", "recipientfilter"))
COMMON = (
    "Debug Verbose ErrorAction ErrorVariable WarningAction WarningVariable InformationAction InformationVariable OutVariable OutBuffer"
    " PipelineVariable ProgressAction"
).lower().split()  # fmt: skip
LOCAL_ONLY = frozenset(("useCustomRouting".lower(), "whatif", "confirm", "progressaction"))
# Properties that stand for an object of the service where its identity is asked for, best first.
IDENTITY_PROPERTIES = (
    "Guid",
    "ExchangeGuid",
    "Identity",
    "UserPrincipalName",
    "PrimarySmtpAddress",
    "DistinguishedName",
    "Name",
)

_TRUTH = re.compile(r"\(\s*\$(true|false)\s*\)|\$(true|false)\b", re.IGNORECASE)


def encode_parameters(cmdlet: str, bound: dict[str, Any], password_key: str = "") -> dict[str, Any]:
    """The `Parameters` object of a call. `bound`: PowerShell name -> PowerShell value. Names get the catalogue's spelling.

    `password_key`: the RSA key (XML) under which secrets travel, '' when the service gave none.
    """
    row = catalog.row(cmdlet)
    known = {p["name"].lower(): p for p in row["params"]} if row else {}
    made: dict[str, Any] = {}
    for name, value in bound.items():
        key = name.lower()
        if key in LOCAL_ONLY:
            continue
        param = known.get(key)
        name = param["name"] if param else name
        if key in COMMON:
            made[name] = text_of(value)
            continue
        if key in FILTERS:
            made[name] = None if value is None else filter_text(value)
            continue
        for part, content in encode_value(name, value, param, password_key):
            made[part] = content
    return made


def filter_text(value: Any) -> str:
    """A filter as the service takes it: text, `$true` and `$false` as quoted words, typographic quotes as plain ones."""
    text = text_of(value).translate(_PLAIN_QUOTES)
    return _TRUTH.sub(lambda m: f"'{(m[1] or m[2]).capitalize()}'", text)


_PLAIN_QUOTES = {0x2018: "'", 0x2019: "'", 0x201A: "'", 0x201B: "'", 0x201C: '"', 0x201D: '"', 0x201E: '"'}


def encode_value(
    name: str, value: Any, param: dict[str, Any] | None = None, password_key: str = ""
) -> list[tuple[str, Any]]:
    """(key, JSON value) pairs for one parameter: the value, preceded by a type annotation where one is needed."""
    value = _unwrap(value)
    if _is_byte_array(value):
        return [(name, {"@odata.type": BYTES, "Data": _base64(value)})]
    if isinstance(value, (list, tuple)):
        items = [_unwrap(item) for item in value]
        if items and all(isinstance(item, (DictionaryBase, dict)) for item in items):
            return [(f"{name}@odata.type", HASHTABLES), (name, [_hashtable(item, 1) for item in items])]
        if items and all(_is_byte_array(item) for item in items):
            return [(f"{name}@odata.type", BYTES_LIST), (name, [{"Data": _base64(item)} for item in items])]
        return [(name, [_scalar(item, param, password_key, in_array=True) for item in items])]
    return [(name, _scalar(value, param, password_key))]


def _unwrap(value: Any) -> Any:
    if value is AUTOMATION_NULL:
        return None
    return value.base if isinstance(value, PSObject) else value


def _is_byte_array(value: Any) -> bool:
    if isinstance(value, (bytes, bytearray)):
        return True
    if isinstance(value, TypedArray) and getattr(value.element_type, "full_name", "") == "System.Byte":
        return True
    return isinstance(value, list) and bool(value) and all(type(item) is Byte for item in value)


def _base64(value: Any) -> str:
    return base64.b64encode(bytes(value)).decode()


def _hashtable(table: Any, depth: int) -> dict[str, Any]:
    if depth > MAX_DEPTH:
        raise ps_error(
            "HashtableTooDeep",
            f"A hashtable may be nested {MAX_DEPTH} levels deep at most.",
            category="InvalidArgument",
        )
    made: dict[str, Any] = {"@odata.type": HASHTABLE}
    for key, value in table.items():
        value = _unwrap(value)
        if isinstance(value, (DictionaryBase, dict)):
            made[text_of(key)] = _hashtable(value, depth + 1)
        else:
            for part, content in encode_value(text_of(key), value):
                made[part] = content
    return made


def _scalar(value: Any, param: dict[str, Any] | None, password_key: str, in_array: bool = False) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (DictionaryBase, dict)):
        return _hashtable(value, 1)
    if isinstance(value, str):
        return _typed_text(value, param)
    kind = type(value).__name__
    if kind == "SecureString":
        return _secret(value, password_key)
    if kind == "PSCredential":  # as a hashtable: the form is assumed, no public client was seen to send one
        return {
            "@odata.type": HASHTABLE,
            "UserName": value.user_name,
            "Password": _secret(value.password, password_key),
        }
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else text_of(value)
    moment = utc_text(value)
    if moment is not None:
        return moment
    if isinstance(value, PSCustomObject):
        return identity_of(value, param)
    if type(value).__name__ == "SwitchParameter":
        return bool(value)
    return text_of(value)


def _typed_text(value: str, param: dict[str, Any] | None) -> str:
    """Text; where a date is wanted, a date in the session's culture becomes the wire's form."""
    if param is not None and catalog.type_facts(param["type"]).get("kind") == "datetime":
        from exoshell.values.datetime import DateTime
        from exoshell.values.errors import PowerShellError

        try:
            return utc_text(DateTime.parse(value)) or value
        except PowerShellError:
            return value
    return str(value)


def identity_of(value: PSCustomObject, param: dict[str, Any] | None = None) -> str:
    """The text that names an object: of one of the service's its id, of any other the property called as the parameter."""
    ours = bool(value.type_names) and hasattr(value.type_names, "text")
    wanted: tuple[str, ...] = IDENTITY_PROPERTIES
    if not ours:
        name = param["name"] if param else "Identity"
        wanted = (name, "Identity", *IDENTITY_PROPERTIES)
    for name in wanted:
        found = value.find(name)
        if found is not None:
            content = value.notes[found]
            if content is not None and text_of(content) not in ("", "00000000-0000-0000-0000-000000000000"):
                return text_of(content)
    return text_of(value)


def utc_text(value: Any) -> str | None:
    """The UTC text of a DateTime or DateTimeOffset with seven digits of the second and `Z`; None for anything else."""
    kind = type(value).__name__
    if kind not in ("DateTime", "DateTimeOffset"):
        return None
    from exoshell.values.datetime import UTC, DateTime

    moment = value.to_utc() if kind == "DateTime" else DateTime(value.utc_ticks, UTC)
    year, month, day, hour, minute, second, ticks = moment.fields()
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{ticks:07}Z"


def text_of(value: Any) -> str:
    """The text of any PowerShell value, as a cast to string gives it."""
    if isinstance(value, str) or type(value) is int:
        return str(value)
    from exoshell.values.conversion import to_text

    return str(to_text(value))


def _secret(value: Any, password_key: str) -> str:
    plain: str = value.reveal()
    return encrypt_secret(plain, password_key) if password_key else plain


def encrypt_secret(plain: str, key_xml: str) -> str:
    """Base64 of the UTF-8 text under RSA PKCS#1 v1.5 with a key in .NET's XML form."""
    from cryptography.hazmat.primitives.asymmetric import padding
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

    def number(tag: str) -> int:
        return int.from_bytes(base64.b64decode(key_xml.partition(f"<{tag}>")[2].partition("<")[0]), "big")

    key = RSAPublicNumbers(number("Exponent"), number("Modulus")).public_key()
    return base64.b64encode(key.encrypt(plain.encode(), padding.PKCS1v15())).decode()
