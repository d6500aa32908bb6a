"""Join-Path."""

from __future__ import annotations

from exoshell.cmdlets.providers.drives import drives_of
from exoshell.cmdlets.providers.paths import resolve, shown_path, split_qualifier
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import PowerShellError


@cmdlet("Join", "Path", module="Microsoft.PowerShell.Management", output=("System.String",))
class JoinPath(Cmdlet):
    """Combines a path and child paths into one."""

    path = Param(
        "string[]", "The parents.", position=0, mandatory=True, pipe=BY_VALUE | BY_NAME, aliases=("PSPath",)
    )
    child_path = Param(
        "string[]",
        "What to append.",
        position=1,
        mandatory=True,
        pipe=BY_NAME,
        allow_null=True,
        allow_empty_string=True,
        allow_empty_collection=True,
    )
    additional_child_path = Param(
        "string[]",
        "Further parts to append.",
        position=2,
        pipe=BY_NAME,
        remaining=True,
        allow_null=True,
        allow_empty_string=True,
        allow_empty_collection=True,
    )
    resolve = Param("switch", "Give the existing items that the joined path means.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)
    extension = Param(
        "string",
        "The extension that the result gets.",
        pipe=BY_NAME,
        allow_null=True,
        allow_empty_string=True,
    )

    def process(self) -> None:
        children = [*(self.child_path or []), *(self.additional_child_path or [])]
        for parent in self.path:
            try:
                joined = self.joined(parent, children)
            except PowerShellError as error:
                self.write_error(error)
                continue
            if not self.resolve:
                self.write(joined)
                continue
            try:
                for place in resolve(self.session, joined):
                    self.write(shown_path(self.session, place))
            except PowerShellError as error:
                self.write_error(error)

    def joined(self, parent: str, children: list[str]) -> str:
        qualifier, _ = split_qualifier(parent)
        if qualifier is not None and not qualifier.endswith("::"):
            drives_of(self.session).get(qualifier)
        text = parent.replace("\\", "/")
        for child in children:
            text = join(text, (child or "").replace("\\", "/"))
        if self.extension is not None:
            text = with_extension(text, self.extension)
        return text


def join(parent: str, child: str) -> str:
    """`/var/` and `/exports` -> `/var/exports`; an empty child leaves a separator at the end."""
    if not parent:
        return child
    return (
        f"{parent.rstrip('/')}/{child.lstrip('/')}"
        if child.strip("/") or not child
        else f"{parent.rstrip('/')}/"
    )


def with_extension(path: str, extension: str) -> str:
    head, separator, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    dotted = "" if not extension else extension if extension.startswith(".") else f".{extension}"
    return f"{head}{separator}{stem}{dotted}"
