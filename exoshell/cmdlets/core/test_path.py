"""Test-Path."""

from __future__ import annotations

from exoshell.cmdlets.providers.base import PathCmdlet
from exoshell.cmdlets.providers.paths import expand, place_of
from exoshell.cmdlets.providers.registry import provider_of
from exoshell.command.declaration import BY_NAME, BY_VALUE, P, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.wildcard import has_wildcards, unescape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@cmdlet(
    "Test", "Path", module="Microsoft.PowerShell.Management", default_set="Path", output=("System.Boolean",)
)
class TestPath(PathCmdlet):
    """Tells whether all elements of a path exist."""

    path = Param(
        "string[]",
        "The paths to test.",
        sets={"Path": P(0, True, BY_VALUE | BY_NAME)},
        allow_null=True,
        allow_empty_string=True,
        allow_empty_collection=True,
        wildcards=True,
    )
    literal_path = Param(
        "string[]",
        "The paths to test, taken as they are.",
        sets={"LiteralPath": P(None, True, BY_NAME)},
        aliases=("PSPath", "LP"),
        allow_null=True,
        allow_empty_string=True,
        allow_empty_collection=True,
    )
    filter = Param("string", "A filter in the provider's form.")
    include = Param("string[]", "Only items whose name matches.")
    exclude = Param("string[]", "Not items whose name matches.")
    path_type = Param(
        "Microsoft.PowerShell.Commands.TestPathType",
        "Container, Leaf or Any.",
        aliases=("Type",),
        default="Any",
    )
    is_valid = Param("switch", "Tell whether the syntax is valid, whether or not anything exists.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)
    older_than = Param("System.Nullable[datetime]", "Only files written before.")
    newer_than = Param("System.Nullable[datetime]", "Only files written after.")

    def process(self) -> None:
        literal = self.parameter_set == "LiteralPath"
        texts = self.literal_path if literal else self.path
        if not texts:
            self.write_error(null_path())
            return
        for text in texts:
            if text is None:
                self.write_error(null_path())
            else:
                self.write(self.is_there(text, literal))

    def is_there(self, text: str, literal: bool) -> bool:
        try:
            if self.is_valid:
                place_of(self.session, text)
                return "\0" not in text
            if not text.strip():
                return False
            places = (
                [place_of(self.session, text if literal else unescape(text))]
                if literal or not has_wildcards(text)
                else expand(self.session, text)
            )
        except PowerShellError:
            return False
        return any(self.fits(place) for place in places)

    def fits(self, place: tuple[str, str]) -> bool:
        provider = provider_of(self.session, place[0])
        if not provider.exists(place[1]) or not self.is_chosen(place):
            return False
        kind = str(getattr(self.path_type, "name", self.path_type)).lower()
        if kind != "any" and provider.is_container(place[1]) != (kind == "container"):
            return False
        if self.older_than is None and self.newer_than is None:
            return True
        return place[0] == "FileSystem" and self.fits_time(place[1])

    def fits_time(self, path: str) -> bool:
        from exoshell.dotnet.access import get_property
        from exoshell.values.comparison import compare
        from exoshell.values.files import FileInfo

        written: Any = get_property(FileInfo(path), "LastWriteTime")
        if self.older_than is not None and compare(written, self.older_than) >= 0:
            return False
        return self.newer_than is None or compare(written, self.newer_than) > 0


def null_path() -> PowerShellError:
    return ps_error(
        "NullPathNotPermitted",
        "Value cannot be null. (Parameter 'The provided Path argument was null or an empty collection.')",
        exception="System.ArgumentNullException",
        category="InvalidArgument",
    )
