"""Update-FormatData."""

from __future__ import annotations

from exoshell.cmdlets.output.destination import file_of
from exoshell.cmdlets.output.format_files import file_error, read_views
from exoshell.command.attributes import ValidateNotNull
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.format.view_data import View
from exoshell.format.views import registry_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


@cmdlet("Update", "FormatData", default_set="FileSet", should_process=True, impact="Low")
class UpdateFormatData(Cmdlet):
    """Adds the views of format files to those of the session."""

    append_path = Param(
        "string[]",
        "Files whose views come after the built-in ones.",
        position=0,
        pipe=BY_VALUE | BY_NAME,
        sets=("FileSet",),
        aliases=("PSPath", "Path"),
        validate=(ValidateNotNull(),),
    )
    prepend_path = Param(
        "string[]",
        "Files whose views come before the built-in ones.",
        sets=("FileSet",),
        validate=(ValidateNotNull(),),
    )

    def process(self) -> None:
        prepended = [view for text in self.prepend_path or () for view in self.read(text)]
        registry = registry_of(self.session, make=True)
        registry.prepended[:0] = prepended
        for text in self.append_path or ():
            registry.appended.extend(self.read(text))

    def read(self, text: str) -> list[View]:
        """The views of one file."""
        path = file_of(self.session, text, False)
        if not self.should_process(f"FileName: {path}", "Update FormatData"):
            return []
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError:
            raise file_error(path, "The file was not found.") from None
        return read_views(data, path, self.compile_block)

    def compile_block(self, text: str) -> Callable[[Any], Any]:
        """A function that runs a script block of the file with `$_` = its argument."""
        from exoshell.dotnet.hooks import block_value
        from exoshell.runtime.scripts import script_block, source_of

        block = script_block(self.session, source_of(text))
        return lambda item: block_value(block, [], dollar_under=item)
