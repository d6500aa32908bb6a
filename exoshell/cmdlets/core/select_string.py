"""Select-String."""

from __future__ import annotations

from exoshell.cmdlets.output.matches import INPUT_STREAM, ContextTracker, MatchInfo
from exoshell.cmdlets.providers.content import iter_lines
from exoshell.cmdlets.providers.encodings import EncodingTransformation, encoding_of
from exoshell.cmdlets.providers.failures import net_failure
from exoshell.cmdlets.providers.paths import resolve
from exoshell.command.attributes import ValidateCount, ValidateNotNullOrEmpty, ValidateRange
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.files import FileSystemInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_GIVEN = (ValidateNotNullOrEmpty(),)


class Pattern:
    """One -Pattern: `search(line)` gives the places of matches, or None where it does not match."""

    __slots__ = ("text", "simple", "all", "fold", "regex", "net")

    def __init__(self, text: str, simple: bool, all_: bool, ignore_case: bool) -> None:
        self.text, self.simple, self.all, self.fold = text, simple, all_, ignore_case
        self.regex: Any = None
        self.net: Any = None
        if not simple:
            self._compile()
        elif ignore_case:
            self.regex = text.lower()

    def _compile(self) -> None:
        from exoshell.dotnet.access import new_object
        from exoshell.values.types import enum_value, find_type

        regex = find_type("regex")
        assert regex is not None
        options = enum_value("System.Text.RegularExpressions.RegexOptions", 1 if self.fold else 0)
        try:
            self.net = new_object(regex, [self.text, options])
        except PowerShellError as error:
            inner = error.record.exception.inner or error.record.exception
            raise ps_error(
                "InvalidRegex",
                f"The string {self.text} is not a valid regular expression: {inner.message}",
                exception="System.ArgumentException",
                category="InvalidArgument",
            ) from None

    def search(self, line: str) -> list[Any] | None:
        """The Match objects of a line (none for a simple match), or None."""
        if self.simple:
            found = self.regex in line.lower() if self.fold else self.text in line
            return [] if found else None
        from exoshell.dotnet.access import call_method, get_property

        if self.all:
            found = call_method(self.net, "Matches", [line])
            matches = list(get_property_items(found))
            return matches or None
        match = call_method(self.net, "Match", [line])
        return [match] if get_property(match, "Success") else None


def get_property_items(collection: Any) -> list[Any]:
    """The elements of a MatchCollection."""
    from exoshell.values.enumeration import enumerate_value

    return enumerate_value(collection) or []


@cmdlet(
    "Select",
    "String",
    default_set="File",
    output=("System.Boolean", "Microsoft.PowerShell.Commands.MatchInfo", "System.String"),
)
class SelectString(Cmdlet):
    """Finds lines of text and files that match patterns."""

    culture = Param(
        "string", "The culture of simple matches: Ordinal, Invariant, Current or a culture's name."
    )
    input_object = Param(
        "psobject",
        "The texts to look through.",
        mandatory=True,
        pipe=BY_VALUE,
        sets=("Object", "ObjectRaw"),
        allow_null=True,
        allow_empty_string=True,
    )
    pattern = Param("string[]", "Regular expressions, of which one must match.", position=0, mandatory=True)
    path = Param(
        "string[]",
        "The files.",
        position=1,
        mandatory=True,
        pipe=BY_NAME,
        sets=("File", "FileRaw"),
        wildcards=True,
    )
    literal_path = Param(
        "string[]",
        "The files, their names taken as they are.",
        mandatory=True,
        pipe=BY_NAME,
        sets=("LiteralFile", "LiteralFileRaw"),
        aliases=("PSPath", "LP"),
    )
    raw = Param(
        "switch", "Give the lines alone.", mandatory=True, sets=("ObjectRaw", "FileRaw", "LiteralFileRaw")
    )
    simple_match = Param("switch", "The patterns are plain text.")
    case_sensitive = Param("switch", "Case counts.")
    quiet = Param("switch", "Only tell whether anything matches.", sets=("Object", "File", "LiteralFile"))
    list = Param("switch", "Only the first match of each file.")
    no_emphasis = Param("switch", "Do not mark the matched text on the console.")
    include = Param("string[]", "Only files whose name matches.", validate=_GIVEN)
    exclude = Param("string[]", "Not files whose name matches.", validate=_GIVEN)
    not_match = Param("switch", "Give the lines that do not match.")
    all_matches = Param("switch", "Every match of a line.")
    encoding = Param(
        "System.Object", "The encoding of files.", transform=(EncodingTransformation(),), validate=_GIVEN
    )
    context_lines = Param(
        "int[]",
        "How many lines around each match to give: before, and after where it differs.",
        name="Context",
        validate=(ValidateRange(0, 2147483647), ValidateCount(1, 2), *_GIVEN),
    )

    patterns: Any
    tracker: ContextTracker | None = None
    number = 0
    done = False

    def begin(self) -> None:
        simple, every = bool(self.simple_match), bool(self.all_matches) and not self.not_match
        self.patterns = [Pattern(p, simple, every, not self.case_sensitive) for p in self.pattern or ()]
        self.tracker = self.new_tracker()

    def new_tracker(self) -> ContextTracker | None:
        """What gathers context lines, if any are asked for."""
        sizes: Any = self.context_lines
        if not sizes or self.quiet:
            return None
        before, after = (sizes[0], sizes[0]) if len(sizes) == 1 else sizes
        return ContextTracker(before, after, self.give) if before or after else None

    def process(self) -> None:
        if self.done:
            return
        if self.parameter_set in ("Object", "ObjectRaw"):
            value = self.input_object
            if isinstance(value, FileSystemInfo):
                self.read(value.path)
                return
            self.number += 1
            text = value if type(value) is str else self.text_of(value)
            self.look(text, self.number, INPUT_STREAM, self.tracker)
            return
        literal = self.path is None
        given: Any = self.literal_path if literal else self.path
        for text in given or ():
            try:
                places = resolve(self.session, text, literal=literal)
            except PowerShellError as error:
                self.write_error(error)
                continue
            for provider, path in places:
                if provider == "FileSystem" and self.is_chosen(path) and not self.done:
                    self.read(path)

    def text_of(self, value: Any) -> str:
        from exoshell.values.conversion import to_text

        return "" if value is None else str(to_text(value))

    def is_chosen(self, path: str) -> bool:
        """Whether -Include and -Exclude let a file pass."""
        name = path.rpartition("/")[2]
        from exoshell.values.wildcard import compile_wildcard

        if self.include and not any(compile_wildcard(p, True).matches(name) for p in self.include):
            return False
        return not (self.exclude and any(compile_wildcard(p, True).matches(name) for p in self.exclude))

    def read(self, path: str) -> None:
        """Look through one file."""
        tracker = self.new_tracker()
        try:
            codec = None if self.encoding is None else encoding_of(self.encoding)
            for number, line in enumerate(iter_lines(path, codec), 1):
                found = self.look(line, number, path, tracker)
                if self.done or (found and self.list):
                    break
        except OSError as error:
            exception, message = net_failure(error, path)
            self.write_error(
                ps_error(
                    "ProcessingFile",
                    f"The file {path} cannot be read: {message}",
                    exception="System.ArgumentException",
                    category="NotSpecified",
                    target=path,
                )
            )
        if tracker is not None:
            tracker.finish()

    def look(self, line: str, number: int, path: str, tracker: ContextTracker | None) -> bool:
        """Look at one line; whether it counts as found."""
        matches: Any = None
        pattern = self.patterns[0]
        for pattern in self.patterns:
            matches = pattern.search(line)
            if matches is not None:
                break
        hit = (matches is None) if self.not_match else (matches is not None)
        if not hit:
            if tracker is not None:
                tracker.line(line, number, None)
            return False
        if self.quiet:
            self.done = True
            self.write(True)
            return True
        if self.raw:
            self.write(line)
            return True
        found = self.match_info(line, number, path, pattern, matches or [])
        if tracker is None:
            self.give(found)
        else:
            tracker.line(line, number, found)
        return True

    def match_info(self, line: str, number: int, path: str, pattern: Pattern, matches: Any) -> MatchInfo:
        """The object for a matching line."""
        from exoshell.dotnet.access import get_property
        from exoshell.values.collections import TypedArray
        from exoshell.values.types import find_type

        kind = find_type("System.Text.RegularExpressions.Match")
        made = MatchInfo(line, number, path, pattern.text, not self.case_sensitive, TypedArray(matches, kind))
        made.directory = str(self.session.location)
        if matches and not self.no_emphasis:
            made.emphasis = True
            for match in matches:
                start = int(get_property(match, "Index"))
                made.spans.append((start, start + int(get_property(match, "Length"))))
        return made

    def give(self, found: MatchInfo) -> None:
        """Write one match."""
        self.write(found)

    def end(self) -> None:
        if self.tracker is not None:
            self.tracker.finish()
        if self.quiet and not self.done:
            self.write(False)
