"""Members of PSModuleInfo."""

from __future__ import annotations

from exoshell.dotnet.table import table
from exoshell.runtime.modules import Module
from exoshell.values.collections import Dictionary
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

info = table(Module.type_name)


def named(pairs: Any) -> Dictionary:
    return Dictionary(pairs, ignore_case=True)


def version(text: str) -> Any:
    from exoshell.values.version import Version

    return Version.parse(text if "." in text else text + ".0")


def enum(name: str, value: str) -> Any:
    from exoshell.values.types import enum_value

    return enum_value("System.Management.Automation." + name, value)


def manifest(key: str, default: Any = "") -> Any:
    """A reader of a value of the manifest."""

    def read(module: Module) -> Any:
        if module.manifest is None:
            return default
        found = module.manifest.get(key)
        return default if found is None else found

    return read


def tags(module: Module) -> list[Any]:
    data = module.private_data
    inner = data.get("PSData") if data is not None and hasattr(data, "get") else None
    found = inner.get("Tags") if inner is not None and hasattr(inner, "get") else None
    items = found if isinstance(found, list) else [] if found is None else [found]
    return [*items, *items]


def guid(module: Module) -> Any:
    from exoshell.values.guid import Guid

    return Guid(str(manifest("GUID", "00000000-0000-0000-0000-000000000000")(module)))


def commands(module: Module) -> Dictionary:
    pairs = list(module.exported("function").items())
    pairs += [(name, alias_object(module, alias)) for name, alias in module.exported("alias").items()]
    return named(pairs)


def alias_object(module: Module, alias: Any) -> Any:
    from exoshell.command.members import AliasInfo

    find = module.session.commands.find
    return AliasInfo(
        alias.name,
        alias.definition,
        alias.options,
        alias.description,
        module.name,
        lambda name: find(name, module.scope),
    )


def variables(module: Module) -> Dictionary:
    from exoshell.runtime.variable_objects import PSVariable

    return named([(name, PSVariable(name, module.scope)) for name in module.exported("variable")])


info.add_properties(
    {
        "Name": lambda m: m.name,
        "Path": lambda m: m.path or None,
        "ModuleBase": lambda m: m.path.rpartition("/")[0] if m.path else "",
        "Version": lambda m: version(m.version),
        "ModuleType": lambda m: enum("ModuleType", m.kind),
        "ExportedCommands": commands,
        "ExportedFunctions": lambda m: named(m.exported("function").items()),
        "ExportedAliases": lambda m: named([(n, alias_object(m, a)) for n, a in m.exported("alias").items()]),
        "ExportedVariables": variables,
        "ExportedCmdlets": lambda m: named([]),
        "NestedModules": lambda m: list(m.nested),
        "RequiredModules": lambda m: [],
        "Description": manifest("Description"),
        "Author": manifest("Author"),
        "CompanyName": manifest("CompanyName"),
        "Copyright": manifest("Copyright"),
        "Guid": guid,
        "RootModule": lambda m: manifest("RootModule", None)(m) or manifest("ModuleToProcess", None)(m),
        "PowerShellVersion": lambda m: (
            version(str(manifest("PowerShellVersion")(m))) if manifest("PowerShellVersion")(m) else None
        ),
        "PrivateData": lambda m: m.private_data,
        "Tags": tags,
        "Prefix": lambda m: m.prefix,
        "SessionState": lambda m: ModuleState(m),
        "Definition": lambda m: "",
        "ProjectUri": lambda m: None,
        "LogPipelineExecutionDetails": lambda m: False,
        "AccessMode": lambda m: enum("ModuleAccessMode", m.access_mode),
    }
)


@info.setter("AccessMode")
def set_access_mode(module: Module, value: Any) -> None:
    module.access_mode = str(getattr(value, "name", value))


info.add_fields({"OnRemove": "on_remove"})
info.method("ToString", "string ToString()")(lambda m: m.name)


@info.method("Invoke", "System.Object Invoke(scriptblock scriptBlock, Params System.Object[] args)", raw=True)
def invoke(module: Module, block: Any, *args: Any) -> Any:
    output = module.call(block, list(args[0]) if len(args) == 1 and isinstance(args[0], list) else list(args))
    return output[0] if len(output) == 1 else output


info.method(
    "NewBoundScriptBlock", "scriptblock NewBoundScriptBlock(scriptblock scriptBlockToBind)", raw=True
)(lambda m, block: m.bound(block))
info.method("GetExportedTypeDefinitions", raw=True)(lambda m: named([]))


class ModuleState(NetObject):
    """`$module.SessionState`."""

    __slots__ = ("module",)
    type_name = "System.Management.Automation.SessionState+Module"

    def __init__(self, module: Module) -> None:
        self.module = module
        self.extension = None
        self.ps_type = None


class ModuleVariables(NetObject):
    """`$module.SessionState.PSVariable`."""

    __slots__ = ("module",)
    type_name = "System.Management.Automation.PSVariableIntrinsics+Module"

    def __init__(self, module: Module) -> None:
        self.module = module
        self.extension = None
        self.ps_type = None


table(ModuleState.type_name).add_properties(
    {"Module": lambda s: s.module, "PSVariable": lambda s: ModuleVariables(s.module)}
)
table(ModuleVariables.type_name).add_methods(
    {
        "GetValue": lambda s, name, *rest: s.module.scope.get(str(name).lower(), rest[0] if rest else None),
        "Set": lambda s, name, value: s.module.scope.set(str(name).lower(), value),
        "Get": lambda s, name: _variable(s.module, str(name)),
    },
    raw=True,
)


def _variable(module: Module, name: str) -> Any:
    from exoshell.runtime.variable_objects import variable_object

    return variable_object(module.scope, name)
