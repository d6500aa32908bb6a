"""Get-ChildItem."""

from __future__ import annotations

import os

from exoshell.cmdlets.providers.base import PathCmdlet
from exoshell.cmdlets.providers.filesystem import is_read_only
from exoshell.cmdlets.providers.items import get_item
from exoshell.cmdlets.providers.paths import path_not_found, resolve, shown_path, split_at_wildcard
from exoshell.cmdlets.providers.registry import provider_of
from exoshell.command.declaration import BY_NAME, BY_VALUE, P, Param, cmdlet
from exoshell.values.errors import PowerShellError
from exoshell.values.wildcard import has_wildcards

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    Place = tuple[str, str]


@cmdlet(
    "Get",
    "ChildItem",
    module="Microsoft.PowerShell.Management",
    default_set="Items",
    output=("System.IO.FileInfo", "System.IO.DirectoryInfo"),
)
class GetChildItem(PathCmdlet):
    """Gets the items in a folder or at another place."""

    path = Param(
        "string[]",
        "The places; none is the current one.",
        sets={"Items": P(0, False, BY_VALUE | BY_NAME)},
        wildcards=True,
    )
    literal_path = Param(
        "string[]",
        "The places, taken as they are.",
        sets={"LiteralItems": P(None, True, BY_NAME)},
        aliases=("PSPath", "LP"),
    )
    filter = Param("string", "A filter in the provider's form.", position=1)
    include = Param("string[]", "Only items whose name matches; needs -Recurse or a wildcard.")
    exclude = Param("string[]", "Not items whose name matches.")
    recurse = Param("switch", "Folders below too.", aliases=("s", "r"))
    depth = Param("uint", "How many levels below.")
    force = Param("switch", "Hidden items too.")
    name_ = Param("switch", "Names instead of items.", name="Name")
    attributes = Param(
        "System.Management.Automation.FlagsExpression[System.IO.FileAttributes]",
        "Only items with these attributes.",
    )
    follow_symlink = Param("switch", "Go into folders that are links.")
    directory = Param("switch", "Only folders.", aliases=("ad",))
    file = Param("switch", "Only files.", aliases=("af",))
    hidden = Param("switch", "Only hidden items.", aliases=("ah", "h"))
    read_only = Param("switch", "Only read-only items.", aliases=("ar",))
    system = Param("switch", "Only system items.", aliases=("as",))

    def process(self) -> None:
        literal = self.parameter_set == "LiteralItems"
        texts = (self.literal_path if literal else self.path) or ["."]
        for text in texts:
            try:
                self.list_items(text, literal)
            except PowerShellError as error:
                self.write_error(error)

    def list_items(self, text: str, literal: bool) -> None:
        wild = not literal and has_wildcards(text)
        places = self.starting_places(text, literal, wild)
        for place in places:
            provider = provider_of(self.session, place[0])
            folder = provider.is_container(place[1])
            if self.include and not wild and not self.is_deep():
                if not folder and self.is_wanted(place, provider):
                    self.emit(place, "")
                continue
            if folder and not (wild and self.include and not self.is_deep()):
                self.walk(place, provider, "", self.levels())
            elif self.is_wanted(place, provider):
                self.emit(place, "")

    def starting_places(self, text: str, literal: bool, wild: bool) -> list[Place]:
        """What a path leads to. A file name pattern under -Recurse is looked for in every folder below."""
        if wild and self.is_deep():
            head, tail = split_at_wildcard(text)
            if len(tail) == 1 and self.include is None:
                self.include = [tail[0]]
                return resolve(self.session, head or ".")
        found = resolve(self.session, text, literal=literal, force=bool(self.force))
        if (
            self.is_deep()
            and not wild
            and len(found) == 1
            and not provider_of(self.session, found[0][0]).is_container(found[0][1])
        ):
            folder, _, name = found[0][1].rpartition("/")
            self.include = [name]
            return [(found[0][0], folder or "/")]
        return found

    def is_deep(self) -> bool:
        return bool(self.recurse) or self.depth is not None

    def levels(self) -> int:
        if self.depth is not None:
            return int(self.depth)
        return 1 << 30 if self.recurse else 0

    def walk(self, place: Place, provider: Any, prefix: str, levels: int) -> None:
        """Emit what is in a container, then go into its folders."""
        try:
            children = self.children(place, provider)
        except PermissionError:
            self.write_error(denied(place[1]))
            return
        except FileNotFoundError:
            self.write_error(path_not_found(shown_path(self.session, place)))
            return
        folders = []
        selecting = self.include or self.exclude
        for name, child in children:
            container = provider.is_container(child[1])
            below = container and levels > 0 and (self.follow_symlink or not os.path.islink(child[1]))
            if below and selecting:  # with names to choose by, a folder's content stands right behind it
                if self.is_wanted(child, provider):
                    self.emit(child, prefix + name)
                self.walk(child, provider, f"{prefix}{name}/", levels - 1)
                continue
            if self.is_wanted(child, provider):
                self.emit(child, prefix + name)
            if below:
                folders.append((name, child))
        for name, child in folders:
            self.walk(child, provider, f"{prefix}{name}/", levels - 1)

    def children(self, place: Place, provider: Any) -> Iterator[tuple[str, Place]] | list[tuple[str, Place]]:
        names = provider.child_names(place[1])
        if not (self.force or self.hidden):
            names = [name for name in names if not provider.is_hidden(name)]
        return [(name, (place[0], provider.join(place[1], name))) for name in names]

    def is_wanted(self, place: Place, provider: Any) -> bool:
        if not self.is_chosen(place):
            return False
        path = place[1]
        if place[0] != "FileSystem":
            return True
        container = provider.is_container(path)
        if self.directory and not self.file and not container:
            return False
        if self.file and not self.directory and container:
            return False
        if self.hidden and not provider.is_hidden(path):
            return False
        if self.system:
            return False
        if self.attributes is not None and not has_attributes(path, str(self.attributes)):
            return False
        return not self.read_only or is_read_only(path)

    def emit(self, place: Place, relative: str) -> None:
        if self.name_:
            self.write(relative or place[1].rpartition("/")[2])
        else:
            self.write(get_item(self.session, place))


def has_attributes(path: str, expression: str) -> bool:
    """A flags expression: names joined by `,` (or) and `+` (and), `!` in front for not."""
    held = {"directory"} if os.path.isdir(path) else {"archive", "normal"}
    if os.path.basename(path).startswith("."):
        held.add("hidden")
    if is_read_only(path):
        held.add("readonly")
    if os.path.islink(path):
        held.add("reparsepoint")
    names = [[part.strip().lower() for part in option.split("+")] for option in expression.split(",")]
    return any(
        all((name[1:] not in held) if name.startswith("!") else name in held for name in option)
        for option in names
    )


def denied(path: str) -> PowerShellError:
    from exoshell.values.errors import ps_error

    return ps_error(
        "DirUnauthorizedAccessError",
        f"Access to the path '{path}' is denied.",
        exception="System.UnauthorizedAccessException",
        category="PermissionDenied",
        target=path,
    )
