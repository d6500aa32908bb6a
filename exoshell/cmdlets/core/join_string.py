"""Join-String: joins objects into one text."""

from __future__ import annotations

from exoshell.cmdlets.objects.expressions import make, plain_value
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.null import AUTOMATION_NULL


@cmdlet(
    "Join",
    "String",
    default_set="default",
    output=("System.String",),
    class_name="Microsoft.PowerShell.Commands.Utility.JoinStringCommand",
)
class JoinString(Cmdlet):
    """Joins objects into one text."""

    property_ = Param("pspropertyexpression", "The properties to use.", position=0)
    separator = Param("string", "The text between items.", position=1, allow_empty_string=True)
    output_prefix = Param("string", "Text before the result.", aliases=("op",))
    output_suffix = Param("string", "Text behind the result.", aliases=("os",))
    single_quote = Param("switch", "Put single quotes round each.", sets=("SingleQuote",))
    double_quote = Param("switch", "Put double quotes round each.", sets=("DoubleQuote",))
    format_string = Param("string", "A format for each.", sets=("Format",))
    use_culture = Param("switch", "Use the culture's list separator.")
    input_object = Param("psobject[]", "The objects to work on, usually from the pipeline.", pipe=BY_VALUE)

    def begin(self) -> None:
        self._parts: list[str] = []
        self._expression = None if self.property_ is None else make(self, self.property_)

    def process(self) -> None:
        items = self.input_object
        for item in items if isinstance(items, list) else [items]:
            if item is not None and item is not AUTOMATION_NULL:
                self._parts.append(self._text(item))

    def _text(self, item: Any) -> str:
        from exoshell.values.text import format_operator, net_text

        if self._expression is not None:
            _, item, error = plain_value(self._expression, item)
            if error is not None:
                raise error
        if self.single_quote:
            return "'" + ("" if item is None else net_text(item)).replace("'", "''") + "'"
        if self.double_quote:
            return '"' + ("" if item is None else net_text(item)) + '"'
        if self.format_string is not None:
            return format_operator(self.format_string, [item])
        return "" if item is None else net_text(item)

    def end(self) -> None:
        from exoshell.values.culture import current_culture

        if self.use_culture:
            between = ";" if current_culture().decimal == "," else ","
        elif self.separator is not None:
            between = self.separator
        else:
            between = self.context.scope.get("ofs") or ""
        self.write((self.output_prefix or "") + between.join(self._parts) + (self.output_suffix or ""))


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
