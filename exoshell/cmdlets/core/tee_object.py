"""Tee-Object: keeps a copy of what passes through a pipeline in a variable or file."""

from __future__ import annotations

from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.null import AUTOMATION_NULL


@cmdlet("Tee", "Object", default_set="File")
class TeeObject(Cmdlet):
    """Keeps a copy of what passes through a pipeline in a variable or file."""

    input_object = Param("psobject", "The objects to work on, usually from the pipeline.", pipe=BY_VALUE)
    file_path = Param("string", "The file.", position=0, mandatory=True, sets=("File",), aliases=("Path",))
    literal_path = Param(
        "string",
        "The path, taken literally.",
        mandatory=True,
        sets=("LiteralFile",),
        aliases=("PSPath", "LP"),
    )
    append = Param("switch", "Add to what is there.", sets=("File",))
    encoding = Param(
        "System.Text.Encoding",
        "The encoding of the file.",
        sets=("File", "LiteralFile"),
        validate=(ValidateNotNullOrEmpty(),),
    )
    variable = Param("string", "The variable's name.", mandatory=True, sets=("Variable",))

    def begin(self) -> None:
        self._items: list[Any] = []

    def process(self) -> None:
        item = self.input_object
        if item is AUTOMATION_NULL:
            return
        self._items.append(item)
        self.write(item)

    def end(self) -> None:
        if self.variable is not None:
            self._store()
            return
        parameters: dict[str, Any] = {"Append": self.append} if self.append else {}
        if self.is_bound("Encoding"):
            parameters["Encoding"] = self.encoding
        path = self.literal_path if self.literal_path is not None else self.file_path
        parameters["LiteralPath" if self.literal_path is not None else "FilePath"] = path
        self.session.invoke("Out-File", parameters, self._items)

    def _store(self) -> None:
        scope = self.context.scope
        items: list[Any] = self._items
        if self.append:
            known = scope.get(self.variable.lower())
            items = [*(known if isinstance(known, list) else [] if known is None else [known]), *items]
        value: Any = items[0] if len(items) == 1 else list(items)
        scope.set(self.variable.lower(), value if items else None)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
