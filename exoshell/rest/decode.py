"""Rows of the wire -> typed PowerShell objects.

The type of a property comes from its sidecar (`X@data.type`), else from what the schema knows of the cmdlet's results. Text that does not
fit its type stays text: the service's word counts more than ours.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exoshell.schema import outputs
from exoshell.values.collections import ArrayList, Hashtable
from exoshell.values.errors import PowerShellError
from exoshell.values.numbers import INT32_MAX, INT32_MIN, Int16, Int64, SByte, UInt16
from exoshell.values.objects import PSCustomObject

Row = dict[str, Any]
Convert = Callable[[Any], Any]


def keep(value: Any) -> Any:
    """A value that is right as it came: text and truth."""
    return value


def plain(value: Any) -> Any:
    """A JSON value of no known type."""
    kind = type(value)
    if kind is str or kind is bool:
        return value
    if kind is int:
        return value if INT32_MIN <= value <= INT32_MAX else Int64(value)
    if kind is list:
        return ArrayList([item if type(item) is str else plain(item) for item in value])
    if kind is dict:
        return nested(value)
    return value


def nested(row: Row) -> Any:
    """An object inside a row: a hashtable of the service, or a property bag."""
    pairs = [(key, plain(value)) for key, value in row.items() if "@" not in key]
    if str(row.get("@odata.type", "")).endswith("GenericHashTable"):
        return Hashtable(pairs)
    return PSCustomObject(dict(pairs))


def _number(kind: type) -> Convert:
    def convert(value: Any) -> Any:
        return kind(value) if type(value) is int else plain(value)

    return convert


_guids: dict[str, Any] = {}  # guids repeat: databases, policies, the zero guid


def _guid(value: Any) -> Any:
    if type(value) is not str:
        return plain(value)
    found = _guids.get(value)
    if found is None:
        from exoshell.values.guid import Guid

        try:
            found = Guid(value)
        except PowerShellError:
            return value
        if len(_guids) > 4096:
            _guids.clear()
        _guids[value] = found
    return found


def _date(value: Any) -> Any:
    """ISO text with `Z` is a UTC DateTime, with an offset the local time of that moment; other text stays."""
    if type(value) is not str or len(value) < 10:
        return plain(value)
    from exoshell.values.datetime import DateTime, from_wire

    found = from_wire(value)
    if type(found) is DateTime and value[-1] not in "Zz" and value[-6:-5] in ("+", "-"):
        return found.to_local()
    return found


def _maybe_date(value: Any) -> Any:
    """For properties that are dates by their name: the service's form of a date becomes one, everything else stays."""
    if (
        type(value) is str
        and len(value) >= 19
        and value[4:5] == "-"
        and value[10:11] == "T"
        and value[13:14] == ":"
    ):
        return _date(value)
    return plain(value)


def _span(value: Any) -> Any:
    if type(value) is not str:
        return plain(value)
    from exoshell.values.datetime import TimeSpan

    try:
        return TimeSpan.parse(value)
    except PowerShellError:
        return value


def _size(value: Any) -> Any:
    from exoshell.values.sizes import ByteQuantifiedSize, read_size

    if type(value) is int:
        return ByteQuantifiedSize(value)
    if type(value) is not str:
        return plain(value)
    found = read_size(value)
    return value if found is None else ByteQuantifiedSize(found, value)


def _unlimited_size(value: Any) -> Any:
    from exoshell.values.sizes import Unlimited

    if type(value) is str and value.lower() == "unlimited":
        return Unlimited(None)
    size = _size(value)
    return size if type(size) is str or size is None else Unlimited(size)


def _maybe_size(value: Any) -> Any:
    """For properties that are sizes by their name, whatever the schema says: the service's form of a size becomes one."""
    if type(value) is str and value.endswith(" bytes)"):
        return _size(value)
    return plain(value)


def _unlimited_number(value: Any) -> Any:
    if type(value) is str and value.isdecimal():
        return plain(int(value))
    return plain(value)


def _list_of(convert: Convert) -> Convert:
    def convert_list(value: Any) -> Any:
        if type(value) is list:
            return ArrayList(convert(item) for item in value)
        return plain(value)

    return convert_list


_BY_NET_TYPE: dict[str, Convert] = {
    "System.Guid": _guid,
    "System.DateTime": _date,
    "System.Int16": _number(Int16),
    "System.Int32": plain,
    "System.Int64": _number(Int64),
    "System.UInt16": _number(UInt16),
    "System.SByte": _number(SByte),
    "System.TimeSpan": _span,
}
_BY_LOGICAL_TYPE: dict[str, Convert] = {
    "string": plain,
    "bool": keep,
    "int": plain,
    "long": _number(Int64),
    "Int16": _number(Int16),
    "UInt16": _number(UInt16),
    "SByte": _number(SByte),
    "Guid": _guid,
    "DateTime": _date,
    "TimeSpan": _span,
    "Unlimited<TimeSpan>": _span,
    "ByteQuantifiedSize": _size,
    "Unlimited<ByteQuantifiedSize>": _unlimited_size,
    "Unlimited<int>": _unlimited_number,
    "MultiValued<Guid>": _list_of(_guid),
}

# Dates that the schema knows as text only.
_DATE_ENDINGS = ("time", "date", "timeutc", "dateutc", "received", "expires")

# Nouns of the Get-EXO* family whose properties are those of an older noun.
_TYPES_FROM = {
    "EXOMailbox": "Get-Mailbox",
    "EXOCasMailbox": "Get-CASMailbox",
    "EXORecipient": "Get-Recipient",
    "EXOMailboxStatistics": "Get-MailboxStatistics",
    "EXOMailboxFolderStatistics": "Get-MailboxFolderStatistics",
    "EXOMobileDeviceStatistics": "Get-MobileDeviceStatistics",
    "EXOMailboxPermission": "Get-MailboxPermission",
    "EXORecipientPermission": "Get-RecipientPermission",
    "EXOMailboxFolderPermission": "Get-MailboxFolderPermission",
}
# Byte counts of the OData rows, which the cmdlets show as sizes.
_SIZE_NAMES = frozenset(
    "totalitemsize totaldeleteditemsize messagetabletotalsize messagetableavailablesize attachmenttabletotalsize attachmenttableavailablesize"
    " systemmessagesize systemmessagesizewarningquota systemmessagesizeshutoffquota databaseissuewarningquota databaseprohibitsendquota"
    " databaseprohibitsendreceivequota topsubjectsize storagequota storagewarningquota othertablestotalsize othertablesavailablesize tablestotalsize tablestotalavailablesize foldersize folderandsubfoldersize".split()
)


class TypeNames(list):  # type: ignore[type-arg]
    """The type names of a row; `text` is what the service's own object would have given as its text."""

    __slots__ = ("text",)
    text: str


class Decoder:
    """Turns the rows of one cmdlet into objects; converters are found once a property."""

    def __init__(self, cmdlet: str) -> None:
        self.cmdlet = cmdlet
        noun = cmdlet.partition("-")[2]
        self.types = dict(outputs.property_types(_TYPES_FROM.get(noun, cmdlet)))
        self.types.update(outputs.property_types(cmdlet) if noun in _TYPES_FROM else {})
        self.exo = noun in _TYPES_FROM
        self.type_name = type_name = outputs.type_name(cmdlet)
        self.type_names = (
            [type_name, "System.Object"]
            if self.exo
            else ["Deserialized." + type_name, "Deserialized.System.Object"]
        )
        self.converters: dict[str, Convert] = {}
        self.keys: tuple[str, ...] = ()
        self.names: list[str] = []
        self.conversions: list[tuple[str, Convert]] = []

    def decode(self, row: Row) -> PSCustomObject:
        """One row as an object."""
        keys = tuple(row)
        if keys != self.keys:
            if "_clixml" in row and len(row) <= 2:
                row, keys = {"Value": row["_clixml"]}, ("Value",)
            self._lay_out(keys, row)
        notes = {key: row[key] for key in self.names}
        for key, convert in self.conversions:
            value = notes[key]
            if value is not None:
                notes[key] = convert(value)
        names = TypeNames(self.type_names)
        names.text = display_text(notes) or self.type_name
        return PSCustomObject(notes, names)

    def _lay_out(self, keys: tuple[str, ...], row: Row) -> None:
        """Which properties rows with these keys have, and which of them are converted; kept for the rows to come."""
        self.keys = keys
        self.names = [key for key in keys if "@" not in key]
        converters = self.converters
        for key in self.names:
            if key not in converters or converters[key] is plain:
                converters[key] = self._converter(key, row)
        self.conversions = [(key, converters[key]) for key in self.names if converters[key] is not keep]

    def _converter(self, key: str, row: Row) -> Convert:
        lowered = key.lower()
        if self.exo and lowered in _SIZE_NAMES:
            return _size
        logical = self.types.get(lowered, "")
        if logical in ("ByteQuantifiedSize", "Unlimited<ByteQuantifiedSize>"):
            return _BY_LOGICAL_TYPE[logical]
        if lowered.endswith(("size", "quota")) or type(row[key]) is str and row[key].endswith(" bytes)"):
            return _maybe_size
        net = _BY_NET_TYPE.get(row.get(f"{key}@data.type", ""))
        if net is _date or (net is not None and type(row[key]) is not str):
            return net
        if logical != "TimeSpan" and (lowered.endswith(_DATE_ENDINGS) or lowered.startswith("when")):
            return _maybe_date
        if net is not None:
            return net
        return _BY_LOGICAL_TYPE.get(logical, plain)


def display_text(notes: dict[str, Any]) -> str:
    """What an object of the service shows as text: its identity."""
    for name in ("Identity", "Name", "DisplayName", "Id"):
        value = notes.get(name)
        if type(value) is str and value:
            return value
    return ""


_decoders: dict[str, Decoder] = {}


def decoder(cmdlet: str) -> Decoder:
    """The (cached) decoder of a cmdlet's results."""
    key = cmdlet.lower()
    found = _decoders.get(key)
    if found is None:
        found = _decoders[key] = Decoder(cmdlet)
    return found
