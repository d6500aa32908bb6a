"""Select-Xml."""

from __future__ import annotations

from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet


@cmdlet("Select", "Xml", default_set="Xml", output=("Microsoft.PowerShell.Commands.SelectXmlInfo",))
class SelectXml(Cmdlet):
    """Xml."""

    path = Param("string[]", "Path.", position=1, mandatory=True, pipe=BY_NAME, sets=("Path",), validate=(ValidateNotNullOrEmpty(),))
    literal_path = Param("string[]", "Literal path.", mandatory=True, pipe=BY_NAME, sets=("LiteralPath",), aliases=("PSPath", "LP"), validate=(ValidateNotNullOrEmpty(),))
    xml = Param("System.Xml.XmlNode[]", "Xml.", position=1, mandatory=True, pipe=BY_VALUE | BY_NAME, sets=("Xml",), aliases=("Node",), validate=(ValidateNotNullOrEmpty(),))
    content = Param("string[]", "Content.", mandatory=True, pipe=BY_VALUE, sets=("Content",), validate=(ValidateNotNullOrEmpty(),))
    x_path = Param("string", "Xpath.", position=0, mandatory=True, validate=(ValidateNotNullOrEmpty(),))
    namespace = Param("hashtable", "Namespace.", validate=(ValidateNotNullOrEmpty(),))

    def process(self) -> None: ...
