"""The names that generated code uses; each is imported when a unit that mentions it is loaded."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MODULES = {
    "exoshell.values.numbers": ("Int64 Int16 SByte Byte UInt16 UInt32 UInt64 BigInteger Single"),
    "exoshell.values.arithmetic": (
        "add subtract multiply divide remainder negate plus bnot band bor bxor shl shr increment decrement "
        "range_values"
    ),
    "exoshell.values.comparison": ("contains eq ne lt le gt ge ceq cne clt cle cgt cge"),
    "exoshell.runtime.errors": ("fail thrown rethrow catch trapped loop_signal exit_with LoopFlow"),
    "exoshell.runtime.values_flow": ("emit collapse flatten array each plain lazy_range Enumerator SCALARS"),
    "exoshell.runtime.invoke": ("NOTHING Site FusedSite run_pipeline"),
    "exoshell.values.errors": ("BreakException ContinueException ExitException"),
    "exoshell.runtime.scope": ("U Scope"),
    "exoshell.runtime.automatic": ("no_input"),
    "exoshell.runtime.streams": ("drop"),
    "exoshell.runtime.operations": (
        "as_type cast cast_by cast_custom cast_int cast_text expand format_values hash_of hash_pairs "
        "is_in is_type join join_text like match_in notlike notmatch_in number_of object_of ordered_of "
        "ordered_pairs replace_in split_in split_words spread switch_exact switch_file switch_items "
        "switch_regex switch_wildcard text to_type truth void"
    ),
    "exoshell.runtime.members": (
        "TypeSite base_constructor call call_base call_member call_static get_index get_member member_name "
        "set_index set_member static_get static_set"
    ),
    "exoshell.runtime.variables": (
        "X_param assign assign_typed declare_parameter default_value drive_get drive_set env_get env_set get "
        "get_outer get_outer_text get_text make_ref my_bound my_cmdlet my_invocation using_get value_ref"
    ),
    "exoshell.runtime.definitions": (
        "ParameterSite block_at define_function define_type function_at inline_block make_block "
        "start_background type_at"
    ),
}
RENAMED = {
    "AN": ("exoshell.values.null", "AUTOMATION_NULL"),
    "PSO": ("exoshell.values.objects", "PSCustomObject"),
    "Hashtable": ("exoshell.values.collections", "Hashtable"),
    "SWITCH_OFF": ("exoshell.values.switch", "ABSENT"),
}
PLACES: dict[str, tuple[str, str]] = {
    name: (module, name) for module, names in MODULES.items() for name in names.split()
} | RENAMED
_found: dict[str, Any] = {"REAL": frozenset((int, float))}


def decimal(text: str) -> Any:
    from decimal import Decimal

    return Decimal(text)


_found["Decimal"] = decimal


def mentioned(code: Any) -> set[str]:
    """The global names of a code object and everything nested in it."""
    names = set(code.co_names)
    kind = type(code)
    for constant in code.co_consts:
        if type(constant) is kind:
            names |= mentioned(constant)
    return names


def fresh(code: Any) -> dict[str, Any]:
    """The globals of a unit: those of the names it mentions."""
    from sys import modules

    result: dict[str, Any] = {}
    for name in mentioned(code):
        value = _found.get(name, _found)
        if value is _found:
            place = PLACES.get(name)
            if place is None:
                continue
            module = modules.get(place[0])
            if module is None:
                __import__(place[0])
                module = modules[place[0]]
            value = _found[name] = getattr(module, place[1])
        result[name] = value
    return result
