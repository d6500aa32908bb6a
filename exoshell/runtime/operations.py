"""Operators and conversions that need the session: text expansion, patterns that set `$Matches`, switch, casts, types."""

from __future__ import annotations

from exoshell.values.collections import DictionaryBase, Hashtable, OrderedDictionary
from exoshell.values.comparison import equals, in_
from exoshell.values.conversion import convert, to_bool, to_int32
from exoshell.values.errors import ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import PSCustomObject
from exoshell.values.text import join_text as list_text
from exoshell.values.text import to_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


truth = to_bool
text = to_text


def expand(S: Any, value: Any) -> str:
    """A value inside a double-quoted string."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    if kind is int:
        return str(value)
    if value is None or value is AUTOMATION_NULL:
        return ""
    if kind is list or isinstance(value, list) or hasattr(kind, "enumerate"):
        if hasattr(kind, "enumerate"):
            items = value.enumerate()
            if items is None:
                return to_text(value)
            value = items
        separator = S.get("ofs", " ")
        return list_text(value, to_text(separator) if separator is not None else " ")
    return to_text(value)


def join_text(left: str, right: Any) -> str:
    """`'text' + value`."""
    kind = type(right)
    if kind is str:
        return left + right
    if kind is int:
        return left + str(right)
    from exoshell.values.arithmetic import add

    return add(left, right)  # type: ignore[no-any-return]


def cast(ps_type: Any, value: Any, X: Any = None) -> Any:
    """`[type]value`."""
    if value is AUTOMATION_NULL:
        value = None
    return convert(value, ps_type)


def cast_int(value: Any) -> int:
    return to_int32(plain(value))


def cast_text(S: Any, value: Any) -> str:
    return expand(S, value)


def cast_by(X: Any, step: Any, value: Any) -> Any:
    """One constraint of a typed assignment to something that is no variable."""
    return convert(value, step[2]) if step[0] == "type" else value


def plain(value: Any) -> Any:
    return None if value is AUTOMATION_NULL else value


def void(value: Any) -> Any:
    return AUTOMATION_NULL


def number_of(value: Any) -> Any:
    """The value of `$x++`: 0 where there was none."""
    return 0 if value is None or value is AUTOMATION_NULL else value


def as_type(value: Any, ps_type: Any) -> Any:
    from exoshell.values import conversion

    return conversion.as_type(plain(value), ps_type)


def to_type(X: Any, value: Any) -> Any:
    """The right operand of -is and -as."""
    from exoshell.values.types import PSType, type_of

    if isinstance(value, PSType):
        return value
    if value is None:
        raise ps_error(
            "IsOperatorRequiresType",
            "The right operand of '-is' must be a type.",
            category="InvalidOperation",
        )
    name = to_text(value)
    found = X.find_type(name)
    if found is None:
        raise ps_error(
            "RuntimeException",
            f'Cannot convert the "{name}" value of type "{type_of(value).full_name}" to type "System.Type".',
            category="InvalidOperation",
        )
    return found


def is_type(X: Any, value: Any, wanted: Any) -> bool:
    """`-is`."""
    from exoshell.values.types import is_instance

    return is_instance(plain(value), to_type(X, wanted))


def is_in(left: Any, right: Any, ignore_case: bool = True) -> bool:
    return in_(left, right, ignore_case)


# --- patterns --------------------------------------------------------------------------------------------------------------


def like(left: Any, right: Any, ignore_case: bool) -> Any:
    from exoshell.values import patterns

    return patterns.like(left, right, ignore_case)


def notlike(left: Any, right: Any, ignore_case: bool) -> Any:
    from exoshell.values import patterns

    return patterns.notlike(left, right, ignore_case)


def match_in(S: Any, left: Any, right: Any, ignore_case: bool) -> Any:
    from exoshell.values import patterns

    result, groups = patterns.match(left, right, ignore_case)
    if groups is not None:
        S.session.scope.set("matches", groups)
    return result


def notmatch_in(S: Any, left: Any, right: Any, ignore_case: bool) -> Any:
    from exoshell.values import patterns

    result, groups = patterns.notmatch(left, right, ignore_case)
    if groups is not None:
        S.session.scope.set("matches", groups)
    return result


def block_function(S: Any, value: Any) -> Any:
    """A script block operand as a Python function `item -> value`; anything else as it is."""
    from exoshell.dotnet.hooks import is_block

    if isinstance(value, list):
        return [block_function(S, v) for v in value]
    if not is_block(value):
        return value
    from exoshell.runtime.context import CommandContext
    from exoshell.runtime.invoke import PLAIN_SITE

    context = CommandContext(S.session, S, PLAIN_SITE, None, False, None)
    return context.block_runner(value)


def replace_in(S: Any, left: Any, right: Any, ignore_case: bool) -> Any:
    from exoshell.values import patterns

    return patterns.replace(left, block_function(S, right), ignore_case)


def split_in(S: Any, left: Any, right: Any, ignore_case: bool) -> Any:
    from exoshell.values import patterns

    return patterns.split(left, block_function(S, right), ignore_case)


def split_words(value: Any) -> Any:
    from exoshell.values import patterns

    return patterns.unary_split(value)


def join(left: Any, right: Any) -> str:
    from exoshell.values import patterns

    return patterns.join(left, right)


def format_values(template: Any, arguments: Any, X: Any = None) -> str:
    from exoshell.values.text import format_operator

    return format_operator(template, plain(arguments))


# --- switch -----------------------------------------------------------------------------------------------------------------


def switch_items(value: Any) -> Any:
    """What switch goes through: null once, a collection item by item."""
    from exoshell.runtime.values_flow import items_of

    if value is None:
        return (None,)
    if value is AUTOMATION_NULL:
        return ()
    items = items_of(value)
    return (value,) if items is None else list(items)


def switch_file(X: Any, value: Any) -> list[str]:
    """The lines of the file of `switch -file`."""
    path = X.full_path(to_text(value))
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            return file.read().splitlines()
    except FileNotFoundError:
        raise ps_error(
            "FileReadError",
            f"Could not find file '{path}'.",
            exception="System.IO.FileNotFoundException",
            category="ReadError",
            target=path,
        )


def _special(S: Any, item: Any, pattern: Any, ignore_case: bool) -> bool | None:
    """Patterns that are the same in all modes: script blocks, regexes, wildcard patterns, null."""
    from exoshell.dotnet.hooks import is_block

    if is_block(pattern):
        return to_bool(block_function(S, pattern)(item))
    name = getattr(type(pattern), "type_name", "")
    if name == "System.Text.RegularExpressions.Regex":
        return _regex(S, item, pattern, ignore_case)
    if name == "System.Management.Automation.WildcardPattern":
        return bool(pattern.matches(to_text(item)))
    return None


def _regex(S: Any, item: Any, pattern: Any, ignore_case: bool) -> bool:
    from exoshell.values import patterns

    result, groups = patterns.match(to_text(item), pattern, ignore_case)
    if groups is not None:
        S.session.scope.set("matches", groups)
    return bool(result)


def switch_exact(S: Any, item: Any, pattern: Any, ignore_case: bool) -> bool:
    found = _special(S, item, pattern, ignore_case)
    if found is not None:
        return found
    if pattern is None or pattern is AUTOMATION_NULL:
        return item is None or item is AUTOMATION_NULL
    return equals(expand(S, item), expand(S, pattern), ignore_case)


def switch_wildcard(S: Any, item: Any, pattern: Any, ignore_case: bool) -> bool:
    found = _special(S, item, pattern, ignore_case)
    if found is not None:
        return found
    return bool(like(expand(S, item), expand(S, pattern), ignore_case))


def switch_regex(S: Any, item: Any, pattern: Any, ignore_case: bool) -> bool:
    found = _special(S, item, pattern, ignore_case)
    if found is not None:
        return found
    return _regex(S, item, expand(S, pattern), ignore_case)


# --- literals ---------------------------------------------------------------------------------------------------------------


def hash_of(names: dict[str, Any], entries: dict[str, Any]) -> Hashtable:
    """`@{…}` with constant, different keys."""
    made = Hashtable()
    made.names, made.entries = names, entries
    return made


def _checked(made: Any, pairs: Any) -> Any:
    for key, value in pairs:
        if key is None or key is AUTOMATION_NULL:
            raise ps_error(
                "InvalidNullKey", "A null key is not allowed in a hash literal.", category="InvalidOperation"
            )
        if made.contains(key):
            raise ps_error(
                "DuplicateKeyInHashLiteral",
                f"Item has already been added. Key in dictionary: '{to_text(key)}'  Key being added: '{to_text(key)}'",
                exception="System.ArgumentException",
                category="InvalidOperation",
                target=key,
            )
        made.set(key, value)
    return made


def hash_pairs(pairs: Any) -> Any:
    return _checked(Hashtable(), pairs)


def ordered_of(names: dict[str, Any], entries: dict[str, Any]) -> Any:
    made = OrderedDictionary()
    made.names, made.entries = names, entries
    return made


def ordered_pairs(pairs: Any) -> Any:
    return _checked(OrderedDictionary(), pairs)


def cast_custom(value: Any) -> Any:
    """`[pscustomobject]value`: a dictionary becomes an object, everything else stays."""
    return object_of(value) if isinstance(value, DictionaryBase) else value


def object_of(table: Any) -> Any:
    """`[pscustomobject]` of a dictionary made in the literal's order."""
    made = PSCustomObject()
    for key, value in table.items():
        name = to_text(key)
        if name.lower() == "pstypename":
            made.type_names = [to_text(v) for v in value] if isinstance(value, list) else [to_text(value)]
            made.type_names += ["System.Management.Automation.PSCustomObject", "System.Object"]
            continue
        if name == "":
            raise ps_error(
                "ConvertToFinalInvalidCastException",
                'Cannot process argument because the value of argument "name" is not valid. Change the value of the "name" argument and run the operation again.',
                category="InvalidArgument",
            )
        made.notes[name] = value
    return made


def spread(value: Any, count: int) -> list[Any]:
    """The parts of a parallel assignment: one for each target, the last one taking the rest."""
    if value is AUTOMATION_NULL:
        value = None
    if not isinstance(value, list):
        return [value] + [None] * (count - 1)
    if len(value) <= count:
        return list(value) + [None] * (count - len(value))
    return [*value[: count - 1], list(value[count - 1 :])]
