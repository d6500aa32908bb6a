"""The .NET classes that Group-Object, Measure-Object, Get-Member and other object cmdlets give, with their members."""

from __future__ import annotations

from exoshell.dotnet.table import table
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

COMMANDS = "Microsoft.PowerShell.Commands."


class GroupInfo(NetObject):
    """One group: `values` the keys, `group` its members (None under -NoElement), `name` the keys' text."""

    __slots__ = ("values", "group", "name", "count")
    type_name = COMMANDS + "GroupInfo"

    def __init__(self, values: list[Any], name: str, elements: Any) -> None:
        self.values, self.name, self.group = values, name, elements
        self.count = 0
        self.extension = None
        self.ps_type = None


class GroupInfoNoElement(GroupInfo):
    __slots__ = ()
    type_name = COMMANDS + "GroupInfoNoElement"


class MeasureInfo(NetObject):
    """Statistics: `fields` holds what was asked for."""

    __slots__ = ("count", "average", "sum", "maximum", "minimum", "standard_deviation", "property_name")
    type_name = COMMANDS + "GenericMeasureInfo"

    def __init__(self, count: int) -> None:
        self.count = count
        self.average: float | None = None
        self.sum: float | None = None
        self.maximum: Any = None
        self.minimum: Any = None
        self.standard_deviation: float | None = None
        self.property_name: str | None = None
        self.extension = None
        self.ps_type = None


class ObjectMeasureInfo(MeasureInfo):
    """Statistics whose extremes are not numbers."""

    __slots__ = ()
    type_name = COMMANDS + "GenericObjectMeasureInfo"


class TextMeasureInfo(NetObject):
    __slots__ = ("lines", "words", "characters", "property_name")
    type_name = COMMANDS + "TextMeasureInfo"

    def __init__(self, lines: int | None, words: int | None, characters: int | None) -> None:
        self.lines, self.words, self.characters = lines, words, characters
        self.property_name: str | None = None
        self.extension = None
        self.ps_type = None


class MemberDefinition(NetObject):
    """A row of Get-Member."""

    __slots__ = ("type_of_object", "name", "member_type", "definition")
    type_name = COMMANDS + "MemberDefinition"

    def __init__(self, type_of_object: str, name: str, member_type: Any, definition: str) -> None:
        self.type_of_object, self.name, self.member_type, self.definition = (
            type_of_object,
            name,
            member_type,
            definition,
        )
        self.extension = None
        self.ps_type = None


class HistoryInfo(NetObject):
    """An entry of the history; times are DateTime values."""

    __slots__ = ("number", "command_line", "status", "start", "end")
    type_name = COMMANDS + "HistoryInfo"

    def __init__(self, number: Any, command_line: str, status: Any, start: Any, end: Any) -> None:
        self.number, self.command_line, self.status, self.start, self.end = (
            number,
            command_line,
            status,
            start,
            end,
        )
        self.extension = None
        self.ps_type = None


class VerbInfo(NetObject):
    """A row of Get-Verb."""

    __slots__ = ("verb", "alias_prefix", "group", "description")
    type_name = "System.Management.Automation.VerbInfo"

    def __init__(self, verb: str, alias_prefix: str, group: str, description: str) -> None:
        self.verb, self.alias_prefix, self.group, self.description = verb, alias_prefix, group, description
        self.extension = None
        self.ps_type = None


def declare(type_name: str, fields: dict[str, str], texts: dict[str, str]) -> None:
    """Properties kept in attributes, with their types."""
    made = table(type_name)
    made.add_fields(fields)
    for name, text in texts.items():
        made.properties[name.lower()].type_text = text


for _name in ("GroupInfo", "GroupInfoNoElement"):
    declare(
        COMMANDS + _name,
        {"Values": "values", "Count": "count", "Group": "group", "Name": "name"},
        {
            "Values": "System.Collections.ArrayList",
            "Count": "int",
            "Group": "System.Collections.ObjectModel.Collection[psobject]",
            "Name": "string",
        },
    )
for _name, _extreme in (
    ("GenericMeasureInfo", "System.Nullable[double]"),
    ("GenericObjectMeasureInfo", "System.Object"),
):
    declare(
        COMMANDS + _name,
        {
            "Count": "count",
            "Average": "average",
            "Sum": "sum",
            "Maximum": "maximum",
            "Minimum": "minimum",
            "StandardDeviation": "standard_deviation",
            "Property": "property_name",
        },
        {
            "Count": "int",
            "Average": "System.Nullable[double]",
            "Sum": "System.Nullable[double]",
            "Maximum": _extreme,
            "Minimum": _extreme,
            "StandardDeviation": "System.Nullable[double]",
            "Property": "string",
        },
    )
declare(
    COMMANDS + "TextMeasureInfo",
    {"Lines": "lines", "Words": "words", "Characters": "characters", "Property": "property_name"},
    {
        "Lines": "System.Nullable[int]",
        "Words": "System.Nullable[int]",
        "Characters": "System.Nullable[int]",
        "Property": "string",
    },
)
declare(
    COMMANDS + "MemberDefinition",
    {"TypeName": "type_of_object", "Name": "name", "MemberType": "member_type", "Definition": "definition"},
    {
        "TypeName": "string",
        "Name": "string",
        "MemberType": "System.Management.Automation.PSMemberTypes",
        "Definition": "string",
    },
)
declare(
    COMMANDS + "HistoryInfo",
    {
        "Id": "number",
        "CommandLine": "command_line",
        "ExecutionStatus": "status",
        "StartExecutionTime": "start",
        "EndExecutionTime": "end",
    },
    {"Id": "long", "CommandLine": "string", "StartExecutionTime": "datetime", "EndExecutionTime": "datetime"},
)
declare(
    "System.Management.Automation.VerbInfo",
    {"Verb": "verb", "AliasPrefix": "alias_prefix", "Group": "group", "Description": "description"},
    {"Verb": "string", "AliasPrefix": "string", "Group": "string", "Description": "string"},
)


table(COMMANDS + "HistoryInfo").method("ToString", "string ToString()")(lambda entry: entry.command_line)


@table(COMMANDS + "HistoryInfo").property("Duration", "timespan")
def _duration(entry: HistoryInfo) -> Any:
    from exoshell.values.datetime import TimeSpan

    return TimeSpan(entry.end.ticks - entry.start.ticks)


@table(COMMANDS + "MemberDefinition").method("ToString", "string ToString()")
def _definition_text(row: MemberDefinition) -> str:
    return row.definition
