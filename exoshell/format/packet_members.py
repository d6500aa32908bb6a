"""The members of packets, as Export-Csv and Get-Member show them."""

from __future__ import annotations

from exoshell.dotnet.table import table
from exoshell.format.packets import (
    FormatEndData,
    FormatEntryData,
    FormatStartData,
    GroupEndData,
    GroupStartData,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CLASS_ID = "ClassId2e4f51ef21dd47e99d3c952918aff9cd"


def _class_id(packet: Any) -> str:
    return str(packet.class_id)


def _nothing(packet: Any) -> Any:
    return None


_HEADS = ("pageHeaderEntry", "pageFooterEntry", "autosizeInfo", "shapeInfo", "groupingEntry")
_MEMBERS: dict[type, dict[str, Any]] = {
    FormatStartData: dict.fromkeys(_HEADS, _nothing),
    GroupStartData: {"shapeInfo": _nothing, "groupingEntry": _nothing},
    FormatEntryData: {
        "formatEntryInfo": _nothing,
        "outOfBand": lambda p: p.out_of_band,
        "writeStream": lambda p: "Error" if p.stream == "Error" else "None",
    },
    GroupEndData: {"groupingEntry": _nothing},
    FormatEndData: {"groupingEntry": _nothing},
}
for _kind, _own in _MEMBERS.items():
    table(_kind.type_name).add_properties({CLASS_ID: _class_id, **_own})  # type: ignore[attr-defined]
