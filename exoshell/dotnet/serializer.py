"""PSSerializer: objects as CLIXML and back."""

from __future__ import annotations

from exoshell.dotnet.clixml_reader import read_objects
from exoshell.dotnet.clixml_writer import serialize
from exoshell.dotnet.table import table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SERIALIZER = table("System.Management.Automation.PSSerializer")


@SERIALIZER.static(
    "Serialize",
    "static string Serialize(System.Object source)",
    "static string Serialize(System.Object source, int depth)",
    raw=True,
)
def _serialize(source: Any, depth: Any = 1) -> str:
    return serialize(source, int(depth))


@SERIALIZER.static("Deserialize", "static System.Object Deserialize(string source)", raw=True)
def _deserialize(source: Any) -> Any:
    found = list(read_objects(str(source)))
    return found[0] if len(found) == 1 else found


@SERIALIZER.static("DeserializeAsList", "static System.Object[] DeserializeAsList(string source)", raw=True)
def _deserialize_as_list(source: Any) -> Any:
    return list(read_objects(str(source)))
