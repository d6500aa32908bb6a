"""New-Item."""

from __future__ import annotations

import os

from exoshell.cmdlets.providers.base import PathCmdlet
from exoshell.cmdlets.providers.failures import failure
from exoshell.cmdlets.providers.items import get_item
from exoshell.cmdlets.providers.registry import provider_of
from exoshell.command.declaration import BY_NAME, BY_VALUE, P, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error

KINDS = {
    "file": "File",
    "directory": "Directory",
    "container": "Directory",
    "symboliclink": "SymbolicLink",
    "hardlink": "HardLink",
    "junction": "Junction",
}


@cmdlet("New", "Item", module="Microsoft.PowerShell.Management", default_set="pathSet", should_process=True)
class NewItem(PathCmdlet):
    """Makes a file, a folder, a link, or an item of another provider."""

    path = Param("string[]", "Where.", sets={"pathSet": P(0, True, BY_NAME), "nameSet": P(0, False, BY_NAME)})
    name_ = Param(
        "string",
        "The item's name.",
        name="Name",
        sets={"nameSet": P(None, True, BY_NAME)},
        allow_null=True,
        allow_empty_string=True,
    )
    item_type = Param("string", "File, Directory, SymbolicLink, …", pipe=BY_NAME, aliases=("Type",))
    value = Param(
        "System.Object",
        "The content, or what a link points to.",
        pipe=BY_VALUE | BY_NAME,
        aliases=("Target",),
    )
    force = Param("switch", "Overwrite a file, make folders that are missing.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)

    def process(self) -> None:
        for text in self.path or ["."]:
            if self.name_:
                text = f"{text.rstrip('/')}/{self.name_}" if not text.endswith(":") else text + self.name_
            try:
                self.make(text)
            except PowerShellError as error:
                self.write_error(error)

    def make(self, text: str) -> None:
        place = self.target(text)
        if place[0] != "FileSystem":
            if self.should_process(f"Name: {place[1]}", "New Item"):
                provider_of(self.session, place[0]).set_item(place[1], self.value)
                self.write(get_item(self.session, place))
            return
        kind = self.kind()
        path = place[1]
        target = f"Destination: {path}"
        if not self.should_process(
            target, f"Create {kind if kind in ('File', 'Directory') else 'Symbolic Link'}"
        ):
            return
        try:
            if kind == "Directory":
                self.make_folder(path)
            elif kind == "File":
                self.make_file(path)
            else:
                self.make_link(path, kind)
        except OSError as error:
            raise failure(error, path, "NewItemIOError", "WriteError") from None
        self.write(get_item(self.session, place))

    def kind(self) -> str:
        text = (self.item_type or "file").lower()
        found = [shown for name, shown in KINDS.items() if name.startswith(text)]
        if not found or not text:
            raise ps_error(
                "Argument",
                'The type is not a known type for the file system. Only "file","directory" or "symboliclink" can be specified.',
                exception="System.Management.Automation.PSArgumentException",
                category="InvalidArgument",
            )
        return found[0]

    def make_folder(self, path: str) -> None:
        if os.path.lexists(path) and not (self.force and os.path.isdir(path)):
            raise ps_error(
                "DirectoryExist",
                f"An item with the specified name {path} already exists.",
                exception="System.IO.IOException",
                category="ResourceExists",
                target=path,
            )
        os.makedirs(path, exist_ok=True)

    def make_file(self, path: str) -> None:
        if os.path.isdir(path):
            raise PermissionError
        if self.force:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        elif os.path.lexists(path):
            raise FileExistsError
        with open(path, "w", encoding="utf-8") as handle:
            if self.value is not None:
                from exoshell.values.conversion import to_text

                handle.write(to_text(self.value))

    def make_link(self, path: str, kind: str) -> None:
        from exoshell.values.conversion import to_text

        target = to_text(self.value)
        if self.force and os.path.lexists(path):
            os.unlink(path)
        if kind == "HardLink":
            os.link(self.target(target)[1], path)
        else:
            os.symlink(target, path)
