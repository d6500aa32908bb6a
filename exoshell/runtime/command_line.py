"""Arguments of a shell's command line for a script: texts that may be parameter names."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DASHES = "-\u2013\u2014\u2015"


def given_from_texts(info: Any, arguments: list[Any]) -> list[Any]:
    """The binder's view of `-Name value -Flag:$true text` as texts. Whatever begins with a dash is a parameter's name; one that ends in a
    colon takes the next argument."""
    from exoshell.binder import Given

    result: list[Any] = []
    position = 0
    while position < len(arguments):
        argument = arguments[position]
        position += 1
        if type(argument) is not str or len(argument) < 2 or argument[0] not in DASHES:
            result.append(Given(None, None, True, argument, None))
            continue
        name, colon, value = ("", "", "") if argument == "--" else argument[1:].partition(":")
        if not colon:
            result.append(Given(name, argument, False, None, None))
        elif value:
            result.append(Given(name, argument[0] + name, True, literal(value), None))
        elif position < len(arguments):
            result.append(Given(name, argument[0] + name, True, arguments[position], None))
            position += 1
        else:
            result.append(Given(name, argument[0] + name, False, None, None))
    return result


def literal(text: str) -> Any:
    """`$true`, `$false` and `$null` behind a colon are values; everything else is text."""
    return {"$true": True, "$false": False, "$null": None}.get(text.lower(), text)
