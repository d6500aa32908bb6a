"""System.Text.RegularExpressions: Regex, Match, Group, Capture and their collections."""

from __future__ import annotations

from exoshell.dotnet.enumerators import Enumerator
from exoshell.dotnet.errors import net_error, null_error
from exoshell.dotnet.table import table
from exoshell.values import types
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NS = "System.Text.RegularExpressions."
REGEX = table(NS + "Regex")
MATCH = table(NS + "Match")
GROUP = table(NS + "Group")
CAPTURE = table(NS + "Capture")


class Regex(NetObject):
    """A regular expression: `pattern` as written, `options` (RegexOptions number), `compiled` the translated one."""

    __slots__ = ("pattern", "options", "_compiled")
    type_name = NS + "Regex"

    def __init__(self, pattern: str, options: int = 0) -> None:
        self.pattern, self.options = pattern, options
        self._compiled: Any = None
        self.extension = None
        self.ps_type = None

    @property
    def compiled(self) -> Any:
        if self._compiled is None:
            from exoshell.values.regex import compile_regex

            self._compiled = compile_regex(self.pattern, self.options)
        return self._compiled

    def __str__(self) -> str:
        return self.pattern


class Capture(NetObject):
    """One captured piece of text."""

    __slots__ = ("value", "index")
    type_name = NS + "Capture"

    def __init__(self, value: str, index: int) -> None:
        self.value, self.index = value, index
        self.extension = None
        self.ps_type = None

    def __str__(self) -> str:
        return self.value


class Group(Capture):
    """A group of a match; `success`, `name`, `captures`."""

    __slots__ = ("name", "success", "captures")
    type_name = NS + "Group"

    def __init__(self, name: str, value: str, index: int, success: bool, captures: list[Capture]) -> None:
        Capture.__init__(self, value, index)
        self.name, self.success, self.captures = name, success, captures


class Match(Group):
    """A match (or, without `found`, the failed one); `owner` its Regex."""

    __slots__ = ("found", "owner", "text", "_groups")
    type_name = NS + "Match"

    def __init__(self, owner: Regex, text: str, found: Any) -> None:
        value, index = (found.group(0), found.start()) if found is not None else ("", 0)
        Group.__init__(self, "0", value, index, found is not None, [])
        self.captures = [self] if found is not None else []
        self.owner, self.text, self.found = owner, text, found
        self._groups: list[Group] | None = None

    @property
    def groups(self) -> list[Group]:
        """The match itself and its groups in .NET's order: unnamed, then named."""
        if self._groups is None:
            self._groups = [self]
            if self.found is not None:
                self._groups += [
                    _group(self.found, number, name) for number, name in group_numbers(self.owner)
                ]
        return self._groups


class Items(NetObject):
    """A MatchCollection, GroupCollection or CaptureCollection."""

    __slots__ = ("items", "shown_type")

    def __init__(self, items: list[Any], name: str) -> None:
        self.items, self.shown_type = items, name
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        return NS + self.shown_type

    def enumerate(self) -> list[Any]:
        return self.items


def group_numbers(regex: Regex) -> list[tuple[int, str]]:
    """(number in the compiled pattern, name) of each group in .NET's order."""
    compiled = regex.compiled
    names = {number: name for name, number in compiled.groupindex.items()}
    plain = [
        (n, str(i))
        for i, n in enumerate((n for n in range(1, compiled.groups + 1) if not _named(names.get(n))), 1)
    ]
    named = [(n, names[n]) for n in range(1, compiled.groups + 1) if _named(names.get(n))]
    return plain + named


def _named(name: str | None) -> bool:
    return name is not None and not name.startswith("_g")


def _group(found: Any, number: int, name: str) -> Group:
    if found.start(number) < 0:
        return Group(name, "", 0, False, [])
    spans = found.spans(number) if hasattr(found, "spans") else [found.span(number)]
    captures = [Capture(found.string[a:b], a) for a, b in spans]
    return Group(name, found.group(number), found.start(number), True, captures)


def named_group(match: Match, name: Any) -> Group:
    """A group by number or name; a failed one where there is none."""
    groups = match.groups
    if type(name) is int:
        return groups[name] if 0 <= name < len(groups) else Group(str(name), "", 0, False, [])
    text = str(name)
    for group in groups:
        if group.name == text:
            return group
    return Group(text, "", 0, False, [])


def options_of(value: Any) -> int:
    return value.value if type(value) is types.EnumValue else int(value or 0)


def make(pattern: Any, options: Any = 0) -> Regex:
    """A compiled Regex. Raises the RegexParseException of .NET."""
    if pattern is None:
        raise null_error("pattern")
    made = Regex(pattern, options_of(options))
    _ = made.compiled
    return made


def _check(text: Any) -> str:
    if text is None:
        raise null_error("input")
    return str(text)


def match(regex: Regex, text: Any, *span: int) -> Match:
    """Match(input[, start[, length]])."""
    body = _check(text)
    if len(span) == 2:
        return Match(regex, body, regex.compiled.search(body, span[0], span[0] + span[1]))
    return Match(regex, body, regex.compiled.search(body, span[0] if span else 0))


def matches(regex: Regex, text: Any, start: int = 0) -> Items:
    body = _check(text)
    return Items([Match(regex, body, f) for f in regex.compiled.finditer(body, start)], "MatchCollection")


def next_match(found: Match) -> Match:
    if found.found is None:
        return found
    end = found.found.end()
    if found.found.end() == found.found.start():
        end += 1
    again = found.owner.compiled.search(found.text, end) if end <= len(found.text) else None
    return Match(found.owner, found.text, again)


def replace(regex: Regex, text: Any, replacement: Any, count: int = -1, start: int = 0) -> str:
    """Replace(input, text or evaluator[, count[, start]])."""
    body = _check(text)
    if replacement is None:
        raise null_error("replacement")
    expand = _expander(regex, body, replacement)
    parts, position, done = [], 0, 0
    for found in regex.compiled.finditer(body, start):
        if 0 <= count <= done:
            break
        parts += [body[position : found.start()], expand(found)]
        position = found.end()
        done += 1
    return "".join(parts) + body[position:]


def _expander(regex: Regex, text: str, replacement: Any) -> Any:
    if type(replacement) is str:
        from exoshell.values.regex import expand_template

        return lambda found: expand_template(replacement, found)
    return lambda found: str(replacement(Match(regex, text, found)) or "")


def split(regex: Regex, text: Any, count: int = 0, start: int = 0) -> list[str]:
    """Split: captured groups are kept between the parts."""
    body = _check(text)
    parts: list[Any] = []
    position = 0
    for found in regex.compiled.finditer(body, start):
        if count and len(parts) >= count - 1:
            break
        parts.append(body[position : found.start()])
        parts += [found.group(n) for n in range(1, regex.compiled.groups + 1) if found.group(n) is not None]
        position = found.end()
    return [*parts, body[position:]]


_SPECIAL = {c: "\\" + c for c in "\\*+?|{[()^$.# "} | {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\x0c": "\\f"}


def escape(text: Any) -> str:
    """Regex.Escape."""
    return "".join(_SPECIAL.get(c, c) for c in _check(text))


_UNESCAPED = {"t": "\t", "n": "\n", "r": "\r", "f": "\x0c", "v": "\x0b", "a": "\x07", "e": "\x1b"}


def unescape(text: Any) -> str:
    """Regex.Unescape."""
    body, result, position = _check(text), [], 0
    while position < len(body):
        char = body[position]
        if char != "\\" or position + 1 >= len(body):
            result.append(char)
            position += 1
            continue
        letter = body[position + 1]
        width = {"x": 2, "u": 4}.get(letter)
        if width:
            result.append(chr(int(body[position + 2 : position + 2 + width], 16)))
            position += 2 + width
            continue
        result.append(_UNESCAPED.get(letter, letter))
        position += 2
    return "".join(result)


def result(found: Match, template: str) -> str:
    """Match.Result."""
    from exoshell.values.regex import expand_template

    if found.found is None:
        raise net_error("System.NotSupportedException", "Result cannot be called on a failed Match.")
    return str(expand_template(template, found.found))


def group_names(regex: Regex) -> list[str]:
    return ["0", *(name for _, name in group_numbers(regex))]


def number_from_name(regex: Regex, name: str) -> int:
    names = group_names(regex)
    return names.index(name) if name in names else -1


REGEX.new()(lambda ps_type, pattern, options=0, timeout=None: make(pattern, options))
REGEX.add_methods(
    {
        "IsMatch": lambda r, text, start=0: r.compiled.search(_check(text), start) is not None,
        "Match": match,
        "Matches": matches,
        "Replace": replace,
        "Split": split,
        "Count": lambda r, text, start=0: sum(1 for _ in r.compiled.finditer(_check(text), start)),
        "GetGroupNames": group_names,
        "GetGroupNumbers": lambda r: list(range(len(group_names(r)))),
        "GroupNameFromNumber": lambda r, number: (group_names(r) + [""] * 99)[number],
        "GroupNumberFromName": number_from_name,
    }
)
REGEX.method("ToString", "string ToString()")(lambda r: r.pattern)
REGEX.add_properties(
    {
        "Options": lambda r: r.options,
        "RightToLeft": lambda r: bool(r.options & 64),
        "MatchTimeout": lambda r: _no_timeout(),
    }
)


def _no_timeout() -> Any:
    from exoshell.values.datetime import TimeSpan

    return TimeSpan(-10000)


def _static(function: Any) -> Any:
    """A static form: (input, pattern, …[, options[, timeout]])."""

    def call(text: Any, pattern: Any, *rest: Any) -> Any:
        options = next((a for a in rest if type(a) is types.EnumValue), 0)
        given = [a for a in rest if type(a) is not types.EnumValue and type(a).__name__ != "TimeSpan"]
        return function(make(pattern, options), text, *given)

    return call


REGEX.add_statics(
    {
        "IsMatch": _static(lambda r, text: r.compiled.search(_check(text)) is not None),
        "Match": _static(match),
        "Matches": _static(matches),
        "Replace": _static(replace),
        "Split": _static(split),
        "Count": _static(lambda r, text: sum(1 for _ in r.compiled.finditer(_check(text)))),
        "Escape": escape,
        "Unescape": unescape,
    }
)
REGEX.add_static_properties({"CacheSize": lambda: 15, "InfiniteMatchTimeout": _no_timeout})

CAPTURE.add_fields({"Value": "value", "Index": "index"}, read_only=True)
CAPTURE.add_properties({"Length": lambda c: len(c.value), "ValueSpan": lambda c: c.value})
CAPTURE.method("ToString", "string ToString()")(lambda c: c.value)
GROUP.add_fields({"Success": "success", "Name": "name"}, read_only=True)
GROUP.add_properties({"Captures": lambda g: Items(g.captures, "CaptureCollection")})
MATCH.add_properties({"Groups": lambda m: GroupItems(m)})
MATCH.add_methods({"NextMatch": next_match, "Result": result})
MATCH.add_static_properties({"Empty": lambda: Match(Regex(""), "", None)})


class GroupItems(Items):
    """The GroupCollection of a match."""

    __slots__ = ("match",)

    def __init__(self, match: Match) -> None:
        Items.__init__(self, match.groups, "GroupCollection")
        self.match = match


def item_at(owner: Items, index: Any) -> Any:
    """An element by position; groups also by name."""
    if isinstance(owner, GroupItems):
        return named_group(owner.match, index)
    from exoshell.values.conversion import to_int32

    position = index if type(index) is int else to_int32(index)
    if not 0 <= position < len(owner.items):
        raise net_error(
            "System.ArgumentOutOfRangeException",
            "Specified argument was out of the range of valid values. (Parameter 'i')",
        )
    return owner.items[position]


for _name in ("MatchCollection", "GroupCollection", "CaptureCollection"):
    _t = table(NS + _name)
    _t.add_properties(
        {
            "Count": lambda c: len(c.items),
            "IsReadOnly": lambda c: True,
            "IsSynchronized": lambda c: False,
            "SyncRoot": lambda c: c,
        }
    )
    _t.get_item = item_at
    _t.method("Item", raw=True)(item_at)
    _t.methods["item"].hidden = True
    _t.method("GetEnumerator", raw=True)(lambda c: Enumerator(c.items))
    _t.method("CopyTo", raw=True)(
        lambda c, target, index: target.__setitem__(slice(index, index + len(c.items)), c.items)
    )
GROUPS = table(NS + "GroupCollection")
GROUPS.add_properties({"Keys": lambda c: [g.name for g in c.items], "Values": lambda c: c.items})
GROUPS.method("ContainsKey", "bool ContainsKey(string key)")(
    lambda c, key: any(g.name == key for g in c.items)
)
