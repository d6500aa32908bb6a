"""Delegates: script blocks as Func, Action, Predicate, Comparison, Converter and their like."""

from __future__ import annotations

from exoshell.dotnet.errors import NetError, overload_error
from exoshell.dotnet.hooks import block_value, is_block
from exoshell.dotnet.table import table
from exoshell.values import types
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from exoshell.values.types import PSType

_FIXED: dict[str, tuple[list[str], str]] = {
    "System.Text.RegularExpressions.MatchEvaluator": (
        ["System.Text.RegularExpressions.Match"],
        "System.String",
    ),
    "System.EventHandler": (["System.Object", "System.EventArgs"], ""),
}


class Delegate(NetObject):
    """A callable .NET object around a script block (or a Python function)."""

    __slots__ = ("block",)
    type_name = "System.Delegate"

    def __init__(self, block: Any, ps_type: PSType) -> None:
        self.block = block
        self.extension = None
        self.ps_type = ps_type

    def shape(self) -> tuple[list[PSType], PSType | None]:
        """Parameter types and the result's type (None: void)."""
        found: PSType = self.ps_type
        name = found.definition.rpartition(".")[2].partition("`")[0]
        arguments = list(found.arguments)
        if found.definition in _FIXED:
            names, result = _FIXED[found.definition]
            return [types.named_type(n) for n in names], types.named_type(result) if result else None
        if name in ("Func", "Converter"):
            return arguments[:-1], arguments[-1]
        if name == "Predicate":
            return arguments, types.named_type("System.Boolean")
        if name == "Comparison":
            return arguments * 2, types.named_type("System.Int32")
        return arguments, None

    def __call__(self, *args: Any) -> Any:
        """Calls it with values of the right types; what the block throws becomes the exception thrown."""
        try:
            if not is_block(self.block):
                return self.block(*args)
            value = block_value(self.block, list(args))
            result = self.shape()[1]
            if result is None:
                return None
            from exoshell.values.conversion import convert

            return value if result is types.OBJECT else convert(value, result)
        except PowerShellError as error:
            raise NetError(error.record.exception) from error


def make_delegate(value: Any, ps_type: PSType) -> Any:
    """A script block (or method) as a delegate of `ps_type`. Raises PowerShellError."""
    if isinstance(value, Delegate) or value is None:
        return value
    if is_block(value):
        return Delegate(value, ps_type)
    member = getattr(value, "member", None)
    if member is not None and hasattr(member, "invoke"):
        owner = value.owner
        return Delegate(lambda *args: member.invoke(owner, list(args)), ps_type)
    from exoshell.dotnet.overloads import _shown

    raise ps_error(
        "ConvertToFinalInvalidCastException",
        f'Cannot convert the "{_shown(value)}" value of type "{types.type_of(value).full_name}" to type "{ps_type.full_name}".',
        exception="System.Management.Automation.PSInvalidCastException",
        category="InvalidArgument",
    )


DELEGATE = table("System.Delegate")


@DELEGATE.method("Invoke", raw=True)
def invoke(delegate: Delegate, *args: Any) -> Any:
    """Invoke: the arguments are converted to the parameters' types."""
    from exoshell.dotnet.overloads import convert_argument

    parameters, result = delegate.shape()
    if len(parameters) != len(args):
        raise overload_error("Invoke", len(args))
    given: Sequence[Any] = [
        convert_argument(a, p, "Invoke", f"arg{n + 1}")
        for n, (a, p) in enumerate(zip(args, parameters, strict=True))
    ]
    value = delegate(*given)
    return AUTOMATION_NULL if result is None else value


@DELEGATE.method("DynamicInvoke", raw=True)
def dynamic_invoke(delegate: Delegate, *args: Any) -> Any:
    """DynamicInvoke."""
    return invoke(delegate, *args)


DELEGATE.new(raw=True)(lambda ps_type, value: make_delegate(value, ps_type))
DELEGATE.add_properties({"Method": lambda d: None, "Target": lambda d: None})
