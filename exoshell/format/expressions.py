"""What a column, an entry or a group shows: a property, a script block or a computation of a view; and `-Property` arguments."""

from __future__ import annotations

from exoshell.format.members import MISSING, find_name, match_names, value_of
from exoshell.format.packets import CENTER, LEFT, RIGHT, UNDEFINED
from exoshell.values.char import Char
from exoshell.values.collections import DictionaryBase
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

ALIGNMENTS = {"left": LEFT, "center": CENTER, "right": RIGHT}


class Expression:
    """`text` is the label where none is given; `value(obj)` gives a value or MISSING and raises what the getter raises."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def value(self, item: Any) -> Any:
        """The value for one object."""
        raise NotImplementedError

    def resolve(self, item: Any) -> list[Expression]:
        """The expressions that stand for this one with an object of that kind; none where it names nothing the object has."""
        return [self]


class NameExpression(Expression):
    """A property by name, or by a wildcard pattern."""

    __slots__ = ()

    def value(self, item: Any) -> Any:
        return value_of(item, self.text)

    @property
    def is_pattern(self) -> bool:
        return any(c in self.text for c in "*?[")

    def resolve(self, item: Any) -> list[Expression]:
        if self.is_pattern:
            return [NameExpression(name) for name in match_names(item, self.text)]
        found = find_name(item, self.text)
        if found is None:
            names = property_set_names(item, self.text)
            return [NameExpression(name) for name in names]
        return [NameExpression(found)]


class BlockExpression(Expression):
    """A script block; `run(item)` gives its output as a pipeline value."""

    __slots__ = ("run",)

    def __init__(self, text: str, run: Callable[[Any], Any]) -> None:
        self.text, self.run = text, run

    def value(self, item: Any) -> Any:
        found = self.run(item)
        return None if found is AUTOMATION_NULL else found


class PathExpression(Expression):
    """A path of properties, as views name them; empty: the object itself."""

    __slots__ = ("names",)

    def __init__(self, text: str) -> None:
        self.text = text
        self.names = text.split(".") if text else []

    def value(self, item: Any) -> Any:
        from exoshell.dotnet.access import get_property

        for name in self.names:
            if item is None:
                return None
            item = get_property(item, name)
        return item


class ComputedExpression(Expression):
    """A function of ours."""

    __slots__ = ("run",)

    def __init__(self, text: str, run: Callable[[Any], Any]) -> None:
        self.text, self.run = text, run

    def value(self, item: Any) -> Any:
        return self.run(item)


def property_set_names(item: Any, name: str) -> list[str]:
    """The names in a property set of the object, or none."""
    from exoshell.dotnet import access

    finder = getattr(access, "property_set", None)
    found = finder(item, name) if finder is not None else None
    return list(found) if found else []


class Parameter:
    """One `-Property` argument: `label` None where none was given, `width` 0, `alignment` UNDEFINED, `format` and `depth` None."""

    __slots__ = ("expression", "label", "width", "alignment", "format", "depth")

    def __init__(self, expression: Expression) -> None:
        self.expression = expression
        self.label: str | None = None
        self.width = 0
        self.alignment = UNDEFINED
        self.format: str | None = None
        self.depth: int | None = None


_KEYS = {
    "table": ("expression", "formatstring", "label", "name", "width", "alignment"),
    "list": ("expression", "formatstring", "label", "name"),
    "wide": ("expression", "formatstring"),
    "custom": ("expression", "depth"),
    "html": ("expression", "label", "name", "width", "alignment"),
    "group": ("expression", "label", "name"),
}


def parse_parameters(values: list[Any], kind: str, runner: Callable[[Any], Any]) -> list[Parameter]:
    """The parameters that `-Property` arguments say; `kind` is table, list, wide, custom or group (-GroupBy), `runner` makes a function
    of a script block. Errors are PowerShell's (DictionaryKeyIllegal …)."""
    return [_parse(value, kind, runner) for value in values]


def _parse(value: Any, kind: str, runner: Callable[[Any], Any]) -> Parameter:
    while type(value) is PSObject:
        value = value.base
    if isinstance(value, DictionaryBase):
        return _parse_table(value, kind, runner)
    if value is None:
        raise invalid("DictionaryKeyUnknownType", "The null value is not valid as a property.")
    return Parameter(_expression(value, runner))


def _expression(value: Any, runner: Callable[[Any], Any]) -> Expression:
    if type(value) is str:
        return NameExpression(value)
    if getattr(value, "type_name", "") == "System.Management.Automation.ScriptBlock":
        return BlockExpression(block_text(value), runner(value))
    if type(value) is Char or isinstance(value, (int, float)):
        return NameExpression(str(value))
    from exoshell.values.types import type_of

    text = type_of(value).full_name
    raise invalid(
        "DictionaryKeyUnknownType",
        f"Cannot convert {text} to one of the following types {{System.String, System.Management.Automation.ScriptBlock}}.",
    )


def block_text(block: Any) -> str:
    """The source of a script block, as its ToString() gives it."""
    from exoshell.values.text import net_text

    return net_text(block)


def invalid(error_id: str, message: str) -> PowerShellError:
    """The error of a `-Property` argument: its exception has a message of its own that says nothing."""
    error = ps_error(
        error_id,
        "Specified method is not supported.",
        exception="System.NotSupportedException",
        category="InvalidArgument",
    )
    error.record.details = message
    return error


def _parse_table(table: DictionaryBase, kind: str, runner: Callable[[Any], Any]) -> Parameter:
    allowed = _KEYS[kind]
    given: dict[str, Any] = {}
    for key, value in table.items():
        if type(key) is not str:
            raise invalid("DictionaryKeyNonString", f"The key {key} is not valid; keys must be strings.")
        matches = [k for k in allowed if k.startswith(key.lower())] if key else []
        if key.lower() in allowed:
            matches = [key.lower()]
        if not matches:
            raise invalid("DictionaryKeyIllegal", f"The {key} key is not valid.")
        if len(matches) > 1:
            names = ", ".join(f"{{{m}}}" for m in matches)
            raise invalid(
                "DictionaryKeyAmbiguous", f"The {key} key is ambiguous; possible completions are: {names}."
            )
        name = "label" if matches[0] == "name" else matches[0]
        if name in given:
            raise invalid("DictionaryKeyDuplicate", f"The {key} key has a duplicate.")
        given[name] = (
            value_of_key(name, value)
            if kind == "html" and name != "expression"
            else _check(name, key, value, runner)
        )
    if "expression" not in given:
        raise invalid("DictionaryKeyMandatoryEntry", "A mandatory entry for expression is missing.")
    made: Any = Parameter(given.pop("expression"))
    for name, value in given.items():
        if name == "formatstring":
            made.format = value
        else:
            setattr(made, name, value)
    return made


def value_of_key(name: str, value: Any) -> str:
    """A key's value where any text will do."""
    from exoshell.format.cells import plain_text

    return plain_text(value)


def _check(name: str, key: str, value: Any, runner: Callable[[Any], Any]) -> Any:
    while type(value) is PSObject:
        value = value.base
    if name == "expression":
        return _expression(value, runner)
    if name in ("label", "formatstring", "alignment"):
        if type(value) is not str:
            raise _wrong_type(key, value, "System.String")
        if name == "label" and not value or name == "formatstring" and not value:
            raise invalid("DictionaryKeyIllegalValue", f'The value "" is not valid for the "{key}" key.')
        if name == "alignment":
            matches = [a for a in ALIGNMENTS if a.startswith(value.lower())] if value else []
            if len(matches) != 1:
                raise invalid(
                    "DictionaryKeyIllegalValue",
                    f'The value "{value}" for key "{name}" is not valid; valid values are {{left, center, right}}.',
                )
            return ALIGNMENTS[matches[0]]
        return value
    if type(value) is not int:
        raise _wrong_type(key, value, "System.Int32")
    if name == "width" and value <= 0:
        raise invalid(
            "DictionaryKeyIllegalValue", f'The value "{value}" for key "{name}" should be greater than 0.'
        )
    return value


def _wrong_type(key: str, value: Any, wanted: str) -> PowerShellError:
    from exoshell.values.types import type_of

    kind = "null" if value is None else type_of(value).full_name
    return invalid(
        "DictionaryKeyIllegalType",
        f'The "{key}" key has a type, {kind}, that is not valid; expected type is {wanted}.',
    )


class Evaluation:
    """Values of expressions with their failures: what a cell shows then, and the records to show after the row."""

    __slots__ = ("display", "show", "failures")

    def __init__(self, display: bool = False, show: bool = False) -> None:
        self.display, self.show = display, show
        self.failures: list[PowerShellError] = []

    def value(self, expression: Expression, item: Any) -> tuple[Any, bool]:
        """(value, whether it could be had); a missing property is a None."""
        try:
            found = expression.value(item)
        except PowerShellError as error:
            if self.show:
                self.failures.append(_evaluation_error(expression, item, error))
            return None, False
        except OSError:
            return None, False  # a property of a file that is not there
        return (None if found is MISSING else found), True


def _evaluation_error(expression: Expression, item: Any, cause: PowerShellError) -> PowerShellError:
    return ps_error(
        "mshExpressionError",
        f'Failed to evaluate expression "{expression.text}".',
        category="InvalidArgument",
        target=item,
        inner=cause.record.exception,
    )
