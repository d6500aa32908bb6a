"""Static members and construction: `[T]::Name`, `[T]::Name = v`, `[T]::Name(…)`, `[T]::new(…)`."""

from __future__ import annotations

from exoshell.dotnet import intrinsic
from exoshell.dotnet.errors import NetError, method_missing, not_available, null_method_error, overload_error
from exoshell.dotnet.table import find_table
from exoshell.dotnet.view import view_of
from exoshell.values import types
from exoshell.values.errors import ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import PSObject
from exoshell.values.types import EnumValue, PSType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


def get_static(target: Any, name: Any, strict: int = 0) -> Any:
    """`[T]::Name`; a missing one is null (an error under strict mode 2)."""
    ps_type = _static_target(target)
    name = member_name(name)
    if ps_type.enum is not None:
        spelled = ps_type.enum.find(name)
        if spelled is not None:
            return EnumValue(ps_type, ps_type.enum.names[spelled])
    members = view_of(ps_type)
    entry = members.static_property(name)
    if entry is not None:
        try:
            return entry.get(None)
        except NetError as error:
            raise getting_error(entry.name, error) from error
    base = ps_type.base
    while base is not None:
        entry = view_of(base).static_property(name)
        if entry is not None:
            return entry.get(None)
        base = base.base
    method = members.static(name)
    if method is not None:
        return intrinsic.method_value(ps_type, method)
    if name.lower() == "new":
        made = members.new()
        if made is not None:
            return intrinsic.method_value(ps_type, made)
    if strict >= 2:
        raise missing_property(name)
    return None


def _static_target(target: Any) -> PSType:
    if type(target) is PSObject:
        target = target.base
    if type(target) is PSType:
        return target
    if target is None or target is AUTOMATION_NULL:
        raise null_method_error()
    return types.type_of(target)


def set_static(target: Any, name: Any, value: Any) -> None:
    """`[T]::Name = value`."""
    ps_type = _static_target(target)
    name = member_name(name)
    entry = view_of(ps_type).static_property(name)
    if entry is None:
        raise ps_error(
            "PropertyAssignmentException",
            f"The property '{name}' cannot be found on this object. Verify that the property exists and can be set.",
            category="InvalidOperation",
        )
    if entry.set is None:
        raise ps_error(
            "PropertyAssignmentException",
            f"'{entry.name}' is a ReadOnly property.",
            category="InvalidOperation",
        )
    entry.set(None, value)


def call_static(
    target: Any, name: Any, args: Sequence[Any], type_arguments: Sequence[PSType] | None = None
) -> Any:
    """`[T]::Name(args)`."""
    ps_type = _static_target(target)
    name = member_name(name)
    if name.lower() == "new":
        return new_object(ps_type, args)
    found: PSType | None = ps_type
    while found is not None:
        entry = view_of(found).static(name)
        if entry is not None:
            if type_arguments:
                entry = entry.generic(type_arguments)
            return entry.invoke(ps_type, args)
        found = found.base
    raise method_missing(ps_type.full_name, name)


def new_object(ps_type: PSType, args: Sequence[Any]) -> Any:
    """`[T]::new(args)`."""
    if ps_type.element is not None:
        from exoshell.dotnet.arrays import new_array

        return new_array(ps_type, args)
    constructor = view_of(ps_type).new()
    if constructor is None or ps_type.is_abstract:
        if ps_type.is_value_type and not args and not ps_type.is_abstract:
            return default_value(ps_type)
        if (
            not ps_type.is_abstract
            and find_table(ps_type.definition) is None
            and ps_type.definition != "System.Object"
        ):
            raise not_available(ps_type.full_name, "new")
        raise overload_error("new", len(args))
    if ps_type.is_value_type and not args:
        made = default_value(ps_type)
        if made is not None:
            return made
    return constructor.invoke(ps_type, args)


def default_value(ps_type: PSType) -> Any:
    """The zero of a value type; None for reference types."""
    if not ps_type.is_value_type or ps_type.definition == "System.Nullable`1":
        return None
    if ps_type.kind == "enum":
        return EnumValue(ps_type, 0)
    table = find_table(ps_type.definition)
    if table is not None and table.zero is not None:
        return table.zero()
    from exoshell.values.conversion import try_convert

    return try_convert(0, ps_type)[1]


from exoshell.dotnet.access import getting_error, member_name, missing_property  # noqa: E402  (access takes its functions from here)
