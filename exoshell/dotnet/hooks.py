"""What the rooms above register: how a script block runs. Nothing here knows the runtime."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

SCRIPT_BLOCK = "System.Management.Automation.ScriptBlock"

_invoke: Callable[[Any, Any, list[Any], Any], list[Any]] | None = None


def set_block_invoker(function: Callable[[Any, Any, list[Any], Any], list[Any]]) -> None:
    """Registers `function(block, this, args, dollar_under) -> list of output`; `this` and `dollar_under` are NO_VALUE where not set."""
    global _invoke
    _invoke = function


class _NoValue:
    __slots__ = ()


NO_VALUE = _NoValue()


def is_block(value: Any) -> bool:
    """Whether a value is a script block."""
    return getattr(type(value), "type_name", None) == SCRIPT_BLOCK


def invoke_block(
    block: Any, args: list[Any], this: Any = NO_VALUE, dollar_under: Any = NO_VALUE
) -> list[Any]:
    """Runs a script block and gives everything it wrote."""
    if _invoke is not None:
        return _invoke(block, this, args, dollar_under)
    result: list[Any] = list(block.invoke(args))
    return result


def block_value(block: Any, args: list[Any], this: Any = NO_VALUE, dollar_under: Any = NO_VALUE) -> Any:
    """The output of a script block as one value: nothing is null, one object itself, several an array."""
    output = invoke_block(block, args, this, dollar_under)
    if not output:
        return None
    return output[0] if len(output) == 1 else output
