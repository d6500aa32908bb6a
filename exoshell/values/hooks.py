"""What the rooms above register so that values can be built, written and compared without knowing them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class Hooks:
    """Functions of the rooms above; None where nothing is registered yet.

    `text(value)`: ToString() of an object without text of its own. `new(ps_type, args)`: a constructor.
    `call_static(ps_type, name, args)`: a static method. `call_method(obj, name, args)`. `set_property(obj, name, value)`. `property_names(ps_type)`: settable ones as
    (name, type text). `operator(ps_type, method, left, right)`: a script class's operator method or None.
    `compare_to(left, right)` and `equals(left, right)`: a script class's own methods, or None. `invoke_block(block, args, under)`: a
    script block's output as a list. `match_object(found)`: the Match of a found place. `properties(value)`: (name, value) pairs. `script_method(value, name)`: an added ScriptMethod called, as a value.
    """

    __slots__ = (
        "text",
        "new",
        "call_static",
        "call_method",
        "set_property",
        "property_names",
        "operator",
        "compare_to",
        "equals",
        "invoke_block",
        "script_method",
        "properties",
        "match_object",
    )

    def __init__(self) -> None:
        self.text: Callable[[Any], str | None] | None = None
        self.new: Callable[[Any, list[Any]], Any] | None = None
        self.call_static: Callable[[Any, str, list[Any]], Any] | None = None
        self.call_method: Callable[[Any, str, list[Any]], Any] | None = None
        self.set_property: Callable[[Any, str, Any], None] | None = None
        self.property_names: Callable[[Any], list[tuple[str, str]]] | None = None
        self.operator: Callable[[Any, str, Any, Any], Any] | None = None
        self.compare_to: Callable[[Any, Any], int | None] | None = None
        self.equals: Callable[[Any, Any], bool | None] | None = None
        self.invoke_block: Callable[[Any, list[Any], Any], list[Any]] | None = None
        self.script_method: Callable[[Any, str], Any] | None = None
        self.match_object: Callable[[Any], Any] | None = None
        self.properties: Callable[[Any], list[tuple[str, Any]]] | None = None


HOOKS = Hooks()
