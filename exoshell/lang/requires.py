"""`#requires` lines."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.lang.parser import Parser
    from exoshell.lang.token import Token


class ScriptRequirements:
    """What the `#requires` lines of a script ask for; `properties` are the names set, in PowerShell's order, with their values.

    A module is a text: its name, or the hashtable as PowerShell writes it.
    """

    __slots__ = (
        "required_ps_version",
        "required_ps_editions",
        "required_modules",
        "required_assemblies",
        "required_application_id",
        "is_elevation_required",
    )

    def __init__(self) -> None:
        self.required_ps_version: str | None = None
        self.required_ps_editions: list[str] = []
        self.required_modules: list[str] = []
        self.required_assemblies: list[str] = []
        self.required_application_id: str | None = None
        self.is_elevation_required = False


_PARAMETERS = ("version", "psedition", "modules", "runasadministrator", "assembly", "shellid", "pssnapin")


def is_requires(text: str) -> bool:
    """Whether a comment is a `#requires` line."""
    return text[:9].lower() == "#requires"


def read_requires(p: Parser, comments: list[Token]) -> ScriptRequirements | None:
    """The requirements of the comments; what is malformed is reported."""
    found: ScriptRequirements | None = None
    for token in comments:
        if found is None:
            found = ScriptRequirements()
        _read_line(p, token, found)
    return found


def _read_line(p: Parser, token: Token, found: ScriptRequirements) -> None:
    from exoshell.base.source import Source
    from exoshell.lang import ast as A
    from exoshell.lang.parser import Parser as Inner

    inner = Inner(Source(p.text[: token.end], p.source.file), token.start + 1, token.end)
    tree = inner.run()
    command = None
    if tree is not None and tree.end_block is not None and tree.end_block.statements:
        statement = tree.end_block.statements[0]
        if type(statement) is A.PipelineAst and type(statement.pipeline_elements[0]) is A.CommandAst:
            command = statement.pipeline_elements[0]
    for error in inner.lexer.errors:
        p.lexer.error_again(error)
    if inner.lexer.errors:
        return
    if command is None:
        p.error_at("ScriptRequiresInvalidFormat", (token.start + 1, token.end))
        return
    elements = command.command_elements
    name = elements[0]
    if name.value.lower() != "requires":
        p.error_at("ScriptRequiresInvalidFormat", (token.start + 1, token.end))
    index = 1
    while index < len(elements):
        element = elements[index]
        index += 1
        if type(element) is not A.CommandParameterAst:
            p.error_at("ScriptRequiresInvalidFormat", element.span)
            continue
        argument = element.argument
        if argument is None and index < len(elements) and type(elements[index]) is not A.CommandParameterAst:
            argument = elements[index]
            index += 1
        _read_parameter(p, element, argument, found, command.span)


def _read_parameter(
    p: Parser, element: Any, argument: Any, found: ScriptRequirements, span: tuple[int, int]
) -> None:
    name = element.parameter_name.lower()
    if argument is None and not (name and "runasadministrator".startswith(name)):
        p.error_at("ParameterRequiresArgument", element.span, element.parameter_name)
        return
    matches = [word for word in _PARAMETERS if name and word.startswith(name)]
    if not matches:
        p.error_at("ScriptRequiresInvalidFormat", element.span)
        return
    word = matches[0]
    if word == "runasadministrator":
        found.is_elevation_required = True
        if argument is not None:
            p.error_at("ParameterCannotHaveArgument", element.span, "RunAsAdministrator")
        return
    if not _is_constant(argument):
        p.error_at("RequiresArgumentMustBeConstant", argument.span)
        return
    if word == "version":
        version = _version_of(argument)
        if version is None:
            p.error_at("RequiresVersionInvalid", argument.span)
        else:
            found.required_ps_version = version
    elif word == "psedition":
        _read_editions(p, argument, found)
    elif word == "modules":
        for item in _items(argument):
            text = _module_text(p, item, argument)
            if text is not None:
                found.required_modules.append(text)
    elif word == "assembly":
        found.required_assemblies.extend(str(item.value) for item in _items(argument))
    elif word == "shellid":
        found.required_application_id = str(argument.value)


def _items(node: Any) -> list[Any]:
    return list(node.elements) if type(node).__name__ == "ArrayLiteralAst" else [node]


def _is_constant(node: Any) -> bool:
    kind = type(node).__name__
    if kind == "ArrayLiteralAst":
        return all(_is_constant(item) for item in node.elements)
    if kind == "HashtableAst":
        return True
    return kind in ("StringConstantExpressionAst", "ConstantExpressionAst")


def _version_of(node: Any) -> str | None:
    if type(node).__name__ not in ("StringConstantExpressionAst", "ConstantExpressionAst"):
        return None
    from exoshell.lang.dump import constant

    value = node.value
    text = value if type(value) is str else constant(value)[1]
    parts = text.split(".")
    if not 1 <= len(parts) <= 4 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    numbers = [str(int(part)) for part in parts]
    return ".".join(numbers if len(numbers) > 1 else [*numbers, "0"])


def _read_editions(p: Parser, argument: Any, found: ScriptRequirements) -> None:
    for item in _items(argument):
        edition = str(item.value)
        if edition.lower() not in ("core", "desktop"):
            p.error_at("RequiresPSEditionInvalid", item.span)
        elif edition.lower() in (e.lower() for e in found.required_ps_editions):
            p.error_at("RequiresPSEditionValueIsAlreadySpecified", argument.span)
        else:
            found.required_ps_editions.append(edition)


_MODULE_KEYS = {
    "modulename": "ModuleName",
    "moduleversion": "ModuleVersion",
    "requiredversion": "RequiredVersion",
    "maximumversion": "MaximumVersion",
    "guid": "GUID",
}


def _module_text(p: Parser, item: Any, argument: Any) -> str | None:
    if type(item).__name__ != "HashtableAst":
        return str(item.value)
    values: dict[str, str] = {}
    unknown = []
    for key, value in item.key_value_pairs:
        name = str(getattr(key, "value", ""))
        text = _constant_text(value)
        if name.lower() in _MODULE_KEYS:
            values[_MODULE_KEYS[name.lower()]] = text
        else:
            unknown.append(name)
    if unknown:
        names = ", ".join(f"'{name}'" for name in unknown)
        p.error_at("RequiresModuleInvalid", argument.span, _UNKNOWN_MEMBERS.format(names))
        return None
    if "ModuleName" not in values:
        p.error_at("RequiresModuleInvalid", argument.span, _NO_NAME)
        return None
    if not {"ModuleVersion", "RequiredVersion", "MaximumVersion"} & values.keys():
        p.error_at("RequiresModuleInvalid", argument.span, _NO_VERSION)
        return None
    order = ("ModuleName", "GUID", "ModuleVersion", "MaximumVersion", "RequiredVersion")
    return "@{ " + "; ".join(f"{name} = '{values[name]}'" for name in order if name in values) + " }"


_UNKNOWN_MEMBERS = (
    "The hashtable describing a module contains one or more members that are not valid. The valid members are (ModuleName, "
    "ModuleVersion, RequiredVersion, GUID). Remove the members that are not valid ({0}), then try again."
)
_NO_NAME = (
    "The required member 'ModuleName' does not exist in the hashtable that describes this module. Add the member to the "
    "hashtable that describes this module."
)
_NO_VERSION = (
    "The 'ModuleVersion', 'MaximumVersion' and 'RequiredVersion' members do not exist in the hashtable that describes this module. "
    "One of these three members must exist, and be assigned a version number in the format 'n.n.n.n'."
)


def _constant_text(statement: Any) -> str:
    elements = getattr(statement, "pipeline_elements", None)
    expression = getattr(elements[0], "expression", None) if elements else None
    value = getattr(expression, "value", "")
    return value if type(value) is str else str(value)
