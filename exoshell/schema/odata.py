"""The service's OData model: entity sets, entity types with their EDM types, complex types, enumerations, operations."""

from __future__ import annotations

from exoshell.schema.tables import read_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_model: dict[str, Any] | None = None
_shape: dict[str, Any] | None = None


def load() -> dict[str, Any]:
    """The whole model: `entitySets`, `entityTypes`, `complexTypes`, `enumTypes`, `boundOperations`, `unboundOperations`."""
    global _model
    if _model is None:
        _model = read_json("odata.json")
    return _model


def mailbox_shape() -> dict[str, Any]:
    """One recorded Get-Mailbox row: its properties in the service's order with their JSON kinds and sidecars."""
    global _shape
    if _shape is None:
        _shape = read_json("mailbox_shape.json")
    return _shape
