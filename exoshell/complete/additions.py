"""Members that are in no list of a type: of interfaces that stay hidden, of PowerShell's type data, of objects made of properties."""

from __future__ import annotations

OBJECT_PROPERTIES = ("BaseObject", "ImmediateBaseObject", "Members", "Methods", "Properties", "TypeNames")
OBJECT_METHODS = (
    "CompareTo",
    "Copy",
    "Equals",
    "GetHashCode",
    "GetMetaObject",
    "GetObjectData",
    "GetType",
    "ToString",
)
CONVERTIBLE = (
    "ToBoolean", "ToByte", "ToChar", "ToDateTime", "ToDecimal", "ToDouble", "ToInt16", "ToInt32", "ToInt64", "ToSByte", "ToSingle", "ToType",
    "ToUInt16", "ToUInt32", "ToUInt64",
)  # fmt: skip
INTEGER = (
    "GetByteCount",
    "GetShortestBitLength",
    "TryFormat",
    "TryWriteBigEndian",
    "TryWriteLittleEndian",
    "WriteBigEndian",
    "WriteLittleEndian",
)
COLLECTION = ("IsFixedSize", "IsReadOnly", "IsSynchronized", "SyncRoot")
# full name -> (properties, methods) of interfaces that a class implements without showing them
EXPLICIT: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "System.String": ((), (*CONVERTIBLE, "GetPinnableReference")),
    "System.DateTime": ((), (*CONVERTIBLE, "GetObjectData")),
    "System.Boolean": ((), (*CONVERTIBLE, "TryFormat")),
    "System.TimeSpan": ((), ("TryFormat",)),
    "System.Uri": ((), ("TryFormat", "GetObjectData")),
    "System.Char": ((), CONVERTIBLE),
    **{
        f"System.{n}": ((), (*CONVERTIBLE, *INTEGER))
        for n in ("Byte", "SByte", "Int16", "Int32", "Int64", "UInt16", "UInt32", "UInt64")
    },
    **{f"System.{n}": ((), (*CONVERTIBLE, "TryFormat")) for n in ("Single", "Double", "Decimal")},
    "System.Collections.Generic.List`1": (COLLECTION, ()),
    "System.Array": (
        ("Count",),
        (
            "Add",
            "Clear",
            "Contains",
            "IndexOf",
            "Insert",
            "Remove",
            "RemoveAt",
            "CompareTo",
            "Equals",
            "GetHashCode",
        ),
    ),
    "System.Collections.Specialized.OrderedDictionary": (
        ("IsFixedSize", "IsSynchronized", "SyncRoot"),
        ("OnDeserialization",),
    ),
    "System.Collections.Hashtable": ((), ("OnDeserialization",)),
}


ENUM_STATICS = (
    "Format", "GetName", "GetNames", "GetUnderlyingType", "GetValues", "GetValuesAsUnderlyingType", "IsDefined", "Parse", "ToObject",
    "TryFormat", "TryParse",
)  # fmt: skip
# what PowerShell adds to types of .NET by its type data
ADDED: dict[str, tuple[str, ...]] = {
    "System.DateTime": ("DateTime",),
    "System.Guid": ("Guid",),
    "System.IO.FileSystemInfo": (
        "BaseName", "Group", "LastWriteTimeString", "LengthString", "LinkType", "Mode", "ModeWithoutHardLink", "NameString",
        "PSStandardMembers", "ResolvedTarget", "Size", "Target", "UnixMode", "User",
    ),
    "System.IO.FileInfo": ("VersionInfo",),
    "System.Exception": ("PSStandardMembers",),
    "System.Management.Automation.CommandInfo": ("Namespace", "HelpUri"),
    "System.Management.Automation.AliasInfo": ("ResolvedCommandName", "DisplayName"),
    "System.Management.Automation.PSDriveInfo": ("Used", "Free"),
    "System.Management.Automation.ErrorRecord": ("PSMessageDetails",),
    "Microsoft.PowerShell.Commands.HistoryInfo": ("PSStandardMembers",),
    "System.Management.Automation.Job": ("State",),
}  # fmt: skip
SEQUENCE = ("Where", "ForEach", "PSWhere", "PSForEach")
