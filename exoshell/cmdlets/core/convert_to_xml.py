"""ConvertTo-Xml."""

from __future__ import annotations

from exoshell.cmdlets.output.xml_writing import DECLARATION, XmlWriter
from exoshell.command.attributes import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet


@cmdlet("ConvertTo", "Xml", output=("System.Xml.XmlDocument", "System.String"))
class ConvertToXml(Cmdlet):
    """Turns objects into XML."""

    depth = Param("int", "How many levels of objects are written.", validate=(ValidateRange(1, 2147483647),))
    input_object = Param(
        "psobject", "The objects.", position=0, mandatory=True, pipe=BY_VALUE, allow_null=True
    )
    no_type_information = Param("switch", "Without the types of values.")
    as_ = Param(
        "string",
        "A document, one string, or strings as they come.",
        name="As",
        validate=(ValidateSet("Stream", "String", "Document"), ValidateNotNullOrEmpty()),
    )

    lines: list[str]
    writer: XmlWriter
    started = False

    def begin(self) -> None:
        self.lines = []
        self.writer = XmlWriter(self.depth or 1, not self.no_type_information)

    @property
    def form(self) -> str:
        return (self.as_ or "Document").lower()

    def process(self) -> None:
        if self.form == "stream":
            if not self.started:
                self.started = True
                self.write(DECLARATION)
                self.write("<Objects>")
            self.write("\n".join(self.writer.lines(self.input_object, "")))
        else:
            self.lines += self.writer.lines(self.input_object)

    def end(self) -> None:
        if self.form == "stream":
            if self.started:
                self.write("</Objects>")
            return
        text = "\n".join([DECLARATION, "<Objects>", *self.lines, "</Objects>"])
        if self.form == "string":
            self.write(text)
            return
        from exoshell.values.conversion import convert
        from exoshell.values.types import find_type

        document = find_type("System.Xml.XmlDocument")
        assert document is not None
        self.write(convert(text, document))
