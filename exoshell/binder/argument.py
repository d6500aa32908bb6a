"""Arguments as a call site writes them, and as the binder moves them about."""

from __future__ import annotations

from exoshell.values.collections import DictionaryBase
from exoshell.values.enumeration import enumerate_value
from exoshell.values.objects import ObjectExtension, PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

VALUE = 0  # an argument without a name
NAME = 1  # -Name with nothing attached
NAMED = 2  # -Name:value
SPLAT = 3  # @variable

ARGUMENT_NAME_NOTE = "<CommandParameterName>"  # marks texts in $args that were written as parameters


class Argument:
    """One element behind a command's name. `kind` as above; `name` without dash and colon; `text` as written (`-Name` or `-Name:`);
    `span` the (start, end) of the value (of the name where there is none); `extra` is the owner's."""

    __slots__ = ("kind", "name", "text", "span", "extra")

    def __init__(
        self,
        kind: int,
        name: str | None = None,
        text: str | None = None,
        span: tuple[int, int] | None = None,
        extra: Any = None,
    ) -> None:
        self.kind = kind
        self.name = name
        self.text = text
        self.span = span
        self.extra = extra

    def __repr__(self) -> str:
        return f"Argument({('VALUE', 'NAME', 'NAMED', 'SPLAT')[self.kind]}, {self.name!r})"


class Given:
    """An argument on its way: name and value, either of which may be missing."""

    __slots__ = ("name", "text", "has_value", "value", "splatted", "source", "index")

    def __init__(
        self,
        name: str | None,
        text: str | None,
        has_value: bool,
        value: Any,
        source: Argument | None,
        index: int = -1,
        splatted: bool = False,
    ) -> None:
        self.name = name
        self.text = text
        self.has_value = has_value
        self.value = value
        self.source = source
        self.index = index  # of the value among the call's values; -1: not one of them
        self.splatted = splatted


def expand(arguments: tuple[Argument, ...], values: Any) -> list[Given]:
    """The arguments with their values, splatted ones taken apart. `values` runs parallel to `arguments`."""
    given: list[Given] = []
    for index, argument in enumerate(arguments):
        kind = argument.kind
        if kind == VALUE:
            given.append(Given(None, None, True, values[index], argument, index))
        elif kind == NAME:
            given.append(Given(argument.name, argument.text, False, None, argument))
        elif kind == NAMED:
            given.append(Given(argument.name, argument.text, True, values[index], argument, index))
        else:
            expand_splat(argument, values[index], given)
    return given


def expand_splat(argument: Argument, value: Any, given: list[Given]) -> None:
    """Append what `@value` stands for: a dictionary names, a collection or text its elements, anything else itself."""
    base = value.base if type(value) is PSObject else value
    if isinstance(base, DictionaryBase):
        from exoshell.values.conversion import to_text

        for key, item in base.items():
            name = to_text(key)
            given.append(Given(name, f"-{name}:", True, item, argument, splatted=True))
        return
    elements = list(base) if isinstance(base, str) else enumerate_value(base)
    if elements is None:
        elements = [value]
    for element in elements:
        if type(element) is PSObject and isinstance(element.base, str):
            noted = element.extension.notes.get(ARGUMENT_NAME_NOTE)
            if isinstance(noted, str):
                given.append(Given(noted, element.base, False, None, argument))
                continue
        given.append(Given(None, None, True, element, argument))


def remaining_as_args(given: list[Given]) -> list[Any]:
    """`$args`: the values in order; parameter names as marked texts, so that `@args` gives parameters again."""
    args: list[Any] = []
    for item in given:
        if item.name is not None:
            extension = ObjectExtension()
            extension.notes[ARGUMENT_NAME_NOTE] = item.name
            args.append(PSObject(item.text or f"-{item.name}", extension))
        if item.has_value:
            args.append(item.value)
    return args
