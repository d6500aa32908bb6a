"""The names that generated code uses, as one dictionary of globals."""

from __future__ import annotations

from exoshell.runtime import definitions, errors, invoke, members, operations, values_flow, variables
from exoshell.runtime.automatic import no_input
from exoshell.runtime.scope import U, Scope
from exoshell.runtime.streams import drop
from exoshell.values import arithmetic, comparison
from exoshell.values import numbers
from exoshell.values.collections import Hashtable
from exoshell.values.errors import BreakException, ContinueException, ExitException
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import PSCustomObject
from exoshell.values.switch import ABSENT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def decimal(text: str) -> Any:
    from decimal import Decimal

    return Decimal(text)


def build() -> dict[str, Any]:
    """The globals, to be copied for each unit."""
    names: dict[str, Any] = {
        "U": U,
        "AN": AUTOMATION_NULL,
        "PSO": PSCustomObject,
        "Scope": Scope,
        "SWITCH_OFF": ABSENT,
        "Decimal": decimal,
        "Hashtable": Hashtable,
        "drop": drop,
        "REAL": frozenset((int, float)),
        "SCALARS": values_flow.SCALARS,
        "no_input": no_input,
        "NOTHING": invoke.NOTHING,
        "Site": invoke.Site,
        "FusedSite": invoke.FusedSite,
        "run_pipeline": invoke.run_pipeline,
        "BreakException": BreakException,
        "ContinueException": ContinueException,
        "ExitException": ExitException,
        "LoopFlow": errors.LoopFlow,
    }
    for name in (
        "Int64 Int16 SByte Byte UInt16 UInt32 UInt64 BigInteger Single".split()
    ):
        names[name] = getattr(numbers, name)
    for name in "add subtract multiply divide remainder negate plus bnot band bor bxor shl shr increment decrement range_values".split():
        names[name] = getattr(arithmetic, name)
    for name in "eq ne lt le gt ge".split():
        names[name] = getattr(comparison, name)
        names["c" + name] = getattr(comparison, "c" + name)
    for name in "fail thrown rethrow catch trapped loop_signal exit_with".split():
        names[name] = getattr(errors, name)
    for name in "emit collapse flatten array each plain lazy_range Enumerator".split():
        names[name] = getattr(values_flow, name)
    for module in (operations, members, variables, definitions):
        for name in module.EXPORTS:
            names[name] = getattr(module, name)
    return names


_names: dict[str, Any] | None = None


def fresh() -> dict[str, Any]:
    """A copy of the globals for one unit."""
    global _names
    if _names is None:
        _names = build()
    return dict(_names)
