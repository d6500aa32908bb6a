"""What `Format-*` commands emit and `Out-*` commands draw: a start, groups of entries, an end.

A document is FormatStartData, then for each group GroupStartData, FormatEntryData …, GroupEndData, and FormatEndData. An entry that is
`out_of_band` may stand anywhere. Texts in entries are final: drawing only measures, cuts and pads them.
"""

from __future__ import annotations

from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

UNDEFINED, LEFT, CENTER, RIGHT = 0, 1, 2, 3
_SPACE = "Microsoft.PowerShell.Commands.Internal.Format."


class Packet(NetObject):
    """Base of the five packets. `class_id` tells them apart where they are exported."""

    __slots__ = ()
    class_id = ""

    def __init__(self) -> None:
        self.extension = None
        self.ps_type = None


class FormatStartData(Packet):
    """Opens a document. `shape` is Table, List, Wide or Custom; `header` a TableHeader, a WideHeader or None; `autosize` asks that all
    rows of a group are measured before the first is drawn."""

    type_name = _SPACE + "FormatStartData"
    class_id = "033ecb2bc07a4d43b5ef94ed5a35d280"
    __slots__ = ("shape", "header", "autosize")

    def __init__(self, shape: str, header: Any = None, autosize: bool = False) -> None:
        Packet.__init__(self)
        self.shape, self.header, self.autosize = shape, header, autosize


class GroupStartData(Packet):
    """Opens a group; `grouping` is the text items (see `ComplexEntry`) shown above it, or None."""

    type_name = _SPACE + "GroupStartData"
    class_id = "9e210fe47d09416682b841769c78b8a3"
    __slots__ = ("grouping",)

    def __init__(self, grouping: list[Any] | None = None) -> None:
        Packet.__init__(self)
        self.grouping = grouping


class FormatEntryData(Packet):
    """One object: `entry` is a TableRow, ListEntry, WideEntry, ComplexEntry or RawText; `stream` is Output or Error."""

    type_name = _SPACE + "FormatEntryData"
    class_id = "27c87ef9bbda4f709f6b4002fa4af63c"
    __slots__ = ("entry", "out_of_band", "stream")

    def __init__(self, entry: Any, out_of_band: bool = False, stream: str = "Output") -> None:
        self.extension = None
        self.ps_type = None
        self.entry, self.out_of_band, self.stream = entry, out_of_band, stream


class GroupEndData(Packet):
    """Closes a group."""

    type_name = _SPACE + "GroupEndData"
    class_id = "4ec4f0187cb04f4cb6973460dfe252df"
    __slots__ = ()


class FormatEndData(Packet):
    """Closes a document."""

    type_name = _SPACE + "FormatEndData"
    class_id = "cf522b78d86c486691226b40aa69e95c"
    __slots__ = ()


class TableColumn:
    """`label` is what the header shows, `width` 0 means unknown, `custom_label` that the label is no property's name."""

    __slots__ = ("label", "width", "alignment", "custom_label")

    def __init__(
        self, label: str, width: int = 0, alignment: int = UNDEFINED, custom_label: bool = False
    ) -> None:
        self.label, self.width, self.alignment, self.custom_label = label, width, alignment, custom_label


class TableHeader:
    """The columns of a table and how its header is shown."""

    __slots__ = ("columns", "hidden", "repeat")

    def __init__(self, columns: list[TableColumn], hidden: bool = False, repeat: bool = False) -> None:
        self.columns, self.hidden, self.repeat = columns, hidden, repeat


class WideHeader:
    """`columns` 0 means: as many as fit."""

    __slots__ = ("columns",)

    def __init__(self, columns: int) -> None:
        self.columns = columns


class TableRow:
    """`cells` are texts; `alignments` overrides the columns' or is None; `wrap` shows every line of every cell."""

    __slots__ = ("cells", "alignments", "wrap")

    def __init__(self, cells: list[str], alignments: list[int] | None = None, wrap: bool = False) -> None:
        self.cells, self.alignments, self.wrap = cells, alignments, wrap


class ListEntry:
    """`fields` are (label, text)."""

    __slots__ = ("fields",)

    def __init__(self, fields: list[tuple[str, str]]) -> None:
        self.fields = fields


class WideEntry:
    """One item of a wide list."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class ComplexEntry:
    """`items`: texts, `NEWLINE`, and `Frame`s of further items."""

    __slots__ = ("items",)

    def __init__(self, items: list[Any]) -> None:
        self.items = items


class Frame:
    """Items indented by `left` cells (`right` at the other side); the first line by `first` more, or the later ones by `hang` more."""

    __slots__ = ("items", "left", "right", "first")

    def __init__(self, items: list[Any], left: int = 0, right: int = 0, first: int = 0) -> None:
        self.items, self.left, self.right, self.first = items, left, right, first


NEWLINE = object()


class RawText:
    """Text shown as it is."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text
