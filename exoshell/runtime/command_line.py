"""Arguments of a shell's command line for a script: texts that may be parameter names."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def given_from_texts(info: Any, arguments: list[Any]) -> list[Any]:
    """The binder's view of `-Name value -Flag:$true text` as texts."""
    from exoshell.binder import Given

    result: list[Any] = []
    for argument in arguments:
        if type(argument) is str and len(argument) > 1 and argument[0] == "-" and (argument[1].isalpha() or argument[1] in "_?"):
            name, colon, value = argument[1:].partition(":")
            if not colon:
                result.append(Given(name, argument, False, None, None))
            else:
                result.append(Given(name, f"-{name}:", True, literal(value), None))
            continue
        result.append(Given(None, None, True, argument, None))
    return result


def literal(text: str) -> Any:
    """`$true`, `$false` and `$null` behind a colon are values; everything else is text."""
    return {"$true": True, "$false": False, "$null": None}.get(text.lower(), text)
