"""Split-Path."""

from __future__ import annotations

from exoshell.cmdlets.providers.paths import resolve, shown_path, split_qualifier
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error

PIPED = P(0, True, BY_VALUE | BY_NAME)


@cmdlet(
    "Split",
    "Path",
    module="Microsoft.PowerShell.Management",
    default_set="ParentSet",
    output=("System.String", "System.Boolean"),
)
class SplitPath(Cmdlet):
    """Gives one part of a path: the parent unless another is asked for."""

    path = Param(
        "string[]",
        "The paths to split.",
        sets={
            name: PIPED
            for name in (
                "ParentSet",
                "LeafSet",
                "LeafBaseSet",
                "ExtensionSet",
                "QualifierSet",
                "NoQualifierSet",
                "IsAbsoluteSet",
            )
        },
    )
    literal_path = Param(
        "string[]",
        "The paths to split, taken as they are.",
        sets={"LiteralPathSet": P(None, True, BY_NAME)},
        aliases=("PSPath", "LP"),
    )
    qualifier = Param("switch", "The drive.", sets={"QualifierSet": P(None, True, BY_NAME)})
    no_qualifier = Param("switch", "All but the drive.", sets={"NoQualifierSet": P(None, True, BY_NAME)})
    parent = Param(
        "switch", "The parent, as without any of these switches.", sets={"ParentSet": P(None, False, BY_NAME)}
    )
    leaf = Param("switch", "The last element.", sets={"LeafSet": P(None, True, BY_NAME)})
    leaf_base = Param(
        "switch", "The last element without its extension.", sets={"LeafBaseSet": P(None, True, BY_NAME)}
    )
    extension = Param(
        "switch", "The extension of the last element.", sets={"ExtensionSet": P(None, True, BY_NAME)}
    )
    resolve = Param("switch", "Split the items that the path means.")
    is_absolute = Param(
        "switch", "Tell whether the path is absolute.", sets={"IsAbsoluteSet": P(None, True, BY_NAME)}
    )
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)

    def process(self) -> None:
        for text in self.path or self.literal_path or ():
            try:
                texts = (
                    [shown_path(self.session, place) for place in resolve(self.session, text)]
                    if self.resolve
                    else [text]
                )
                for one in texts:
                    self.write(self.part(one))
            except PowerShellError as error:
                self.write_error(error)

    def part(self, text: str) -> object:
        qualifier, rest = split_qualifier(text)
        if self.is_absolute:
            return qualifier is not None or text[:1] in ("/", "\\")
        if self.qualifier:
            if qualifier is None:
                raise ps_error(
                    "ParseError",
                    f"Cannot parse path because path '{text}' does not have a qualifier specified.",
                    exception="System.FormatException",
                    category="InvalidArgument",
                    target=text,
                )
            return qualifier if qualifier.endswith("::") else f"{qualifier}:"
        if self.no_qualifier:
            return rest
        if self.leaf or self.leaf_base or self.extension:
            leaf = leaf_of(text)
            stem, dot, ending = leaf.rpartition(".")
            if self.leaf:
                return leaf
            if self.leaf_base:
                return stem if dot else leaf
            return dot + ending if dot else ""
        return parent_of(text)


def leaf_of(text: str) -> str:
    cleaned = text.replace("\\", "/").rstrip("/")
    return cleaned.rpartition("/")[2] if cleaned else "/"


def parent_of(text: str) -> str:
    """The parent of a path; the root has none (an error), a bare name has an empty one."""
    cleaned = text.replace("\\", "/")
    if cleaned == "/":
        raise ps_error(
            "Argument",
            'Cannot process argument because the value of argument "path" is not valid. Change the value of the "path" argument and '
            "run the operation again.",
            exception="System.Management.Automation.PSArgumentException",
            category="InvalidArgument",
        )
    cleaned = cleaned.rstrip("/")
    head, separator, _ = cleaned.rpartition("/")
    if not separator:
        return ""
    return (
        head.rstrip("/") or "/"
        if cleaned.count("/") > 1 or not cleaned.startswith("/")
        else "/"
        if head
        else ""
    )
