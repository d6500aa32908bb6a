"""Update-TypeData."""

from __future__ import annotations

from exoshell.cmdlets.output.destination import file_of
from exoshell.cmdlets.output.type_files import add_member, read_types, set_fact
from exoshell.command.attributes import ValidateNotNull, ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.objects import AliasProperty, ScriptMethod, ScriptProperty
from exoshell.values.type_extensions import extension

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_DYNAMIC = ("DynamicTypeSet",)
_GIVEN = (ValidateNotNullOrEmpty(),)
_KINDS = ("NoteProperty", "AliasProperty", "ScriptProperty", "CodeProperty", "ScriptMethod", "CodeMethod")


@cmdlet("Update", "TypeData", default_set="FileSet", should_process=True, impact="Low")
class UpdateTypeData(Cmdlet):
    """Adds members and display properties to types."""

    member_type = Param(
        "System.Management.Automation.PSMemberTypes",
        "What kind of member to add.",
        sets=_DYNAMIC,
        validate=(ValidateSet(*_KINDS), *_GIVEN),
    )
    member_name = Param("string", "The member's name.", sets=_DYNAMIC, validate=_GIVEN)
    value = Param("System.Object", "The value, the other member's name, or the script block.", sets=_DYNAMIC)
    second_value = Param(
        "System.Object",
        "The script block that sets the property, or an alias's type.",
        sets=_DYNAMIC,
        validate=(ValidateNotNull(),),
    )
    type_converter = Param("type", "A type converter.", sets=_DYNAMIC, validate=(ValidateNotNull(),))
    type_adapter = Param("type", "A type adapter.", sets=_DYNAMIC, validate=(ValidateNotNull(),))
    serialization_method = Param("string", "How objects are serialized.", sets=_DYNAMIC, validate=_GIVEN)
    target_type_for_deserialization = Param(
        "type", "The type that deserialized objects get.", sets=_DYNAMIC, validate=(ValidateNotNull(),)
    )
    serialization_depth = Param(
        "int",
        "How deep objects are serialized.",
        sets=_DYNAMIC,
        validate=(ValidateRange(0, 2147483647), ValidateNotNull()),
    )
    default_display_property = Param(
        "string", "The property that Format-Wide shows.", sets=_DYNAMIC, validate=_GIVEN
    )
    inherit_property_serialization_set = Param(
        "System.Nullable[bool]",
        "Whether the serialized properties are inherited.",
        sets=_DYNAMIC,
        validate=(ValidateNotNull(),),
    )
    string_serialization_source = Param(
        "string", "The property whose text is serialized.", sets=_DYNAMIC, validate=_GIVEN
    )
    default_display_property_set = Param(
        "string[]", "The properties shown by default.", sets=_DYNAMIC, validate=_GIVEN
    )
    default_key_property_set = Param(
        "string[]", "The properties to group and sort by.", sets=_DYNAMIC, validate=_GIVEN
    )
    property_serialization_set = Param(
        "string[]", "The properties that are serialized.", sets=_DYNAMIC, validate=_GIVEN
    )
    type_name = Param("string", "The type.", mandatory=True, pipe=BY_VALUE, sets=_DYNAMIC, validate=_GIVEN)
    force = Param("switch", "Replace what is there.", sets=("DynamicTypeSet", "TypeDataSet"))
    type_data = Param(
        "System.Management.Automation.Runspaces.TypeData[]",
        "Type data as objects.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE | BY_NAME,
        sets=("TypeDataSet",),
    )
    append_path = Param(
        "string[]",
        "Types files.",
        position=0,
        pipe=BY_VALUE | BY_NAME,
        sets=("FileSet",),
        aliases=("PSPath", "Path"),
        validate=(ValidateNotNull(),),
    )
    prepend_path = Param("string[]", "Types files.", sets=("FileSet",), validate=(ValidateNotNull(),))

    def process(self) -> None:
        if self.parameter_set == "DynamicTypeSet":
            self.update(str(self.type_name))
            return
        for text in [*(self.prepend_path or ()), *(self.append_path or ())]:
            self.read(file_of(self.session, text, False))

    def update(self, type_name: str) -> None:
        """Add what the parameters say to a type."""
        bound, force = self.bound, bool(self.force)
        if not self.should_process(f"TypeName: {type_name}", "Update TypeData"):
            return
        try:
            if "MemberName" in bound or "MemberType" in bound:
                add_member(type_name, str(self.member_name), self.member(), force)
            facts = (
                ("DefaultDisplayPropertySet", "display_set", self.default_display_property_set),
                ("DefaultKeyPropertySet", "key_set", self.default_key_property_set),
                ("DefaultDisplayProperty", "display_property", self.default_display_property),
            )
            for name, fact, given in facts:
                if name in bound:
                    set_fact(type_name, fact, given, force)
        except PowerShellError as error:
            self.write_error(error)
            return
        for name in (
            "SerializationMethod",
            "SerializationDepth",
            "PropertySerializationSet",
            "StringSerializationSource",
        ):
            if name in bound:
                extension(type_name).serialization[name] = bound[name]

    def member(self) -> Any:
        """The member to add."""
        name = str(self.member_name)
        kind = str(getattr(self.member_type, "name", self.member_type)).lower()
        if kind == "noteproperty":
            return self.value
        if kind == "aliasproperty":
            return AliasProperty(name, str(self.value), self.second_value)
        if kind == "scriptproperty":
            return ScriptProperty(name, self.value, self.second_value)
        if kind == "scriptmethod":
            return ScriptMethod(name, self.value)
        raise ps_error(
            "MemberTypeIsMissing" if kind == "none" else "NotSupported",
            f"Members of the kind {self.member_type} need .NET methods, which exoshell does not have.",
            category="NotImplemented",
        )

    def read(self, path: str) -> None:
        """Add what a types file says."""
        from exoshell.runtime.scripts import script_block, source_of

        if not self.should_process(f"FileName: {path}", "Update TypeData"):
            return
        try:
            with open(path, "rb") as file:
                read_types(file.read(), lambda text: script_block(self.session, source_of(text)))
        except (OSError, ValueError, SyntaxError) as error:
            self.write_error(
                ps_error(
                    "TypesXmlUpdateException",
                    f"The following error occurred while loading the extended type data file: \n{path}: {error}",
                    category="InvalidOperation",
                )
            )
