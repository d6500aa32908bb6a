"""Property expressions: the names, wildcards, script blocks and calculated-property tables that `-Property` takes.

`parse(owner, values, keys)` makes `Expression`s of the arguments; `values_of(expression, obj)` gives what one object has for it.
"""

from __future__ import annotations

from exoshell.binder.properties import find_property
from exoshell.dotnet.access import MISSING
from exoshell.values.collections import DictionaryBase
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import Member, PropertySet, PSCustomObject, PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from exoshell.command.declaration import Cmdlet

WILDCARDS = "*?["
NOT_SUPPORTED = "System.NotSupportedException"


class Expression:
    """One property expression. Exactly one of `name`, `pattern` (a compiled wildcard) and `run` (object -> value) is set; `text` is what was
    written, `label` the name given in a table, `options` the further entries of a table (lower-case key -> value)."""

    __slots__ = ("name", "pattern", "run", "text", "label", "options", "block")

    def __init__(self, text: str) -> None:
        self.text = text
        self.name: str | None = None
        self.pattern: Any = None
        self.run: Callable[[Any], Any] | None = None
        self.block: Any = None
        self.label: str | None = None
        self.options: dict[str, Any] = {}

    @property
    def is_block(self) -> bool:
        return self.run is not None


class Outcome:
    """What an object gave for an expression: the property's `name` and its `value`, or the `error` of a script block."""

    __slots__ = ("name", "value", "error")

    def __init__(self, name: str, value: Any, error: PowerShellError | None = None) -> None:
        self.name, self.value, self.error = name, value, error


def is_block(value: Any) -> bool:
    return getattr(type(value), "type_name", None) == "System.Management.Automation.ScriptBlock"


def make(owner: Cmdlet, value: Any) -> Expression:
    """The expression of a text or script block."""
    if type(value) is PSObject:
        value = value.base
    from exoshell.values.conversion import to_text

    expression = Expression(to_text(value))
    if is_block(value):
        expression.block = value
        expression.run = owner.context.block_runner(value)
    elif any(c in WILDCARDS for c in expression.text):
        from exoshell.values.wildcard import compile_wildcard

        expression.pattern = compile_wildcard(expression.text, True)
    else:
        expression.name = expression.text
    return expression


# allowed keys of a calculated property: name -> the classes its value may have
SELECT_KEYS = {"expression": "name or block", "name": "text", "label": "text"}
SORT_KEYS = {"expression": "name or block", "ascending": "switch", "descending": "switch"}
GROUP_KEYS = {"expression": "name or block"}


def parse(owner: Cmdlet, values: Any, keys: dict[str, str]) -> list[Expression]:
    """The expressions of a `-Property` argument; a table that is not understood ends the command."""
    result = []
    for value in values or ():
        base = value.base if type(value) is PSObject else value
        if isinstance(base, DictionaryBase):
            result.append(parse_table(owner, base, keys))
        elif base is None:
            raise argument_null(owner)
        else:
            if not (isinstance(base, str) or is_block(base)):
                from exoshell.values.conversion import to_text

                base = to_text(base)
            if base == "":
                raise empty_string(owner)
            result.append(make(owner, base))
    return result


def argument_null(owner: Cmdlet) -> PowerShellError:
    return ps_error(
        "ExpressionNull",
        'Cannot process argument because the value of argument "Property" is null.',
        exception="System.Management.Automation.PSArgumentNullException",
        category="InvalidArgument",
    )


def empty_string(owner: Cmdlet) -> PowerShellError:
    return ps_error(
        "ExpressionEmptyString",
        "Specified method is not supported.",
        exception=NOT_SUPPORTED,
        category="InvalidArgument",
    )


def illegal(error_id: str) -> PowerShellError:
    return ps_error(
        error_id, "Specified method is not supported.", exception=NOT_SUPPORTED, category="InvalidArgument"
    )


def parse_table(owner: Cmdlet, table: DictionaryBase, keys: dict[str, str]) -> Expression:
    """A calculated property; keys may be shortened."""
    entries: dict[str, Any] = {}
    for key, value in table.items():
        if not isinstance(key, str):
            raise illegal("DictionaryKeyMustBeString")
        lowered = key.lower()
        matches = [k for k in keys if k == lowered] or [k for k in keys if k.startswith(lowered)]
        if not matches:
            raise illegal("DictionaryKeyIllegal")
        if len(matches) > 1:
            raise illegal("DictionaryKeyAmbiguous")
        known = "name" if matches[0] == "label" else matches[0]
        if known in entries:
            raise illegal("DictionaryKeyAmbiguous")
        entries[known] = check_entry(keys[matches[0]], value)
    if "expression" not in entries:
        raise illegal("DictionaryKeyMandatoryEntry")
    expression = make(owner, entries.pop("expression"))
    expression.label = entries.pop("name", None)
    expression.options = entries
    return expression


def check_entry(wanted: str, value: Any) -> Any:
    base = value.base if type(value) is PSObject else value
    if wanted == "name or block":
        if not (isinstance(base, str) or is_block(base)):
            raise illegal("DictionaryKeyIllegalValue1" if base is not None else "DictionaryKeyIllegalValue2")
        if base == "":
            raise illegal("DictionaryKeyEmptyString")
    elif wanted == "text":
        if not isinstance(base, str):
            raise illegal("DictionaryKeyIllegalValue1")
    else:
        from exoshell.values.switch import SwitchParameter

        if type(base) is SwitchParameter:
            return base.is_present
        if not isinstance(base, bool):
            raise illegal("DictionaryKeyIllegalValue1")
    return base


def values_of(expression: Expression, obj: Any) -> list[Outcome]:
    """All properties that the expression means on an object; a script block gives one outcome; nothing where the property is missing."""
    run = expression.run
    if run is not None:
        return [run_block(expression, obj)]
    name = expression.name
    if name is not None:
        found, spelled, value = lookup(obj, name)
        if not found:
            return []
        if isinstance(value, PropertySet):
            return [o for part in value.names for o in values_of_name(part, obj)]
        return [Outcome(spelled, value)]
    matches = expression.pattern.matches
    return [Outcome(n, v) for n, v in all_properties(obj) if matches(n)]


def values_of_name(name: str, obj: Any) -> list[Outcome]:
    found, spelled, value = lookup(obj, name)
    return [Outcome(spelled, value)] if found else []


def run_block(expression: Expression, obj: Any) -> Outcome:
    """Run an expression's script block; its error is caught."""
    assert expression.run is not None
    try:
        value = expression.run(obj)
    except PowerShellError as error:
        return Outcome(expression.text, None, error)
    return Outcome(expression.text, None if value is AUTOMATION_NULL else value)


def lookup(obj: Any, name: str) -> tuple[bool, str, Any]:
    """One property in any case: (found, its spelling, its value). A dictionary's keys count as properties."""
    if type(obj) is PSCustomObject:
        spelled = obj.find(name)
        if spelled is not None:
            value = obj.notes[spelled]
            if not isinstance(value, Member):
                return True, spelled, value
    base = obj.base if type(obj) is PSObject else obj
    if isinstance(base, DictionaryBase):
        folded = base.fold(name)
        if folded in base.entries:
            return True, str(base.names[folded]), base.entries[folded]
    found, spelled, value = find_property(obj, name)
    return (True, spelled, value) if found else (False, name, None)


def all_properties(obj: Any) -> list[tuple[str, Any]]:
    """Name and value of every property, in PowerShell's order; a dictionary's entries instead of its members."""
    if type(obj) is PSCustomObject:
        return list(obj.notes.items())
    base = obj.base if type(obj) is PSObject else obj
    if isinstance(base, DictionaryBase):
        from exoshell.values.conversion import to_text

        return [(to_text(k), v) for k, v in base.items()]
    from exoshell.dotnet.members import properties_of

    return [(p.name, read_info(p)) for p in properties_of(obj) if p.member_type != "PropertySet"]


def read_info(info: Any) -> Any:
    """A property's value; one whose getter fails is null."""
    try:
        value = info.value
    except PowerShellError:
        return None
    return None if value is AUTOMATION_NULL else value


def plain_value(expression: Expression, obj: Any) -> tuple[bool, Any, PowerShellError | None]:
    """The first value of an expression: (exists, value, error)."""
    if expression.name is not None and type(obj) is PSCustomObject:
        value = obj.notes.get(expression.name, MISSING)
        if value is not MISSING and not isinstance(value, Member):
            return True, value, None
    outcomes = values_of(expression, obj)
    if not outcomes:
        return False, None, None
    first = outcomes[0]
    return True, first.value, first.error


def evaluation_error(error: PowerShellError, item: Any) -> PowerShellError:
    """The error reported when an expression's script block failed."""
    net = error.record.exception
    made = ps_error(
        "ExpressionEvaluation",
        net.message,
        exception=net.type_name,
        category="InvalidResult",
        target=item,
        inner=net.inner,
        properties=net.properties,
    )
    made.record.target_type = "PSObject"
    return made


__all__ = [
    "GROUP_KEYS",
    "SELECT_KEYS",
    "SORT_KEYS",
    "Expression",
    "Outcome",
    "all_properties",
    "evaluation_error",
    "is_block",
    "lookup",
    "make",
    "parse",
    "plain_value",
    "values_of",
]
