"""What is checked in classes and enumerations while parsing."""

from __future__ import annotations

from exoshell.lang import ast as A
from exoshell.lang.walk import children, walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from exoshell.lang.parser import Parser

_ACCELERATORS = frozenset(
    (
        "alias allowemptycollection allowemptystring allownull argumentcompleter argumentcompletions array bigint bool boolean byte char "
        "ciminstance cimclass cimconverter cimsession cimtype cmdletbinding cultureinfo datetime decimal double dscresource enum "
        "dscproperty dsclocalconfigurationmanager experimental experimentaction experimentalfeature float guid hashtable "
        "initialsessionstate int int16 int32 int64 ipaddress ipendpoint long mailaddress noruncpacespaceaffinity norunspaceaffinity "
        "nullstring object ordered outputtype parameter physicaladdress powershell psaliasproperty pscredential pscustomobject "
        "psdefaultvalue pslistmodifier psmoduleinfo psnoteproperty psobject psprimitivedictionary pspropertyexpression "
        "psscriptmethod psscriptproperty pstypenameattribute psvariable psvariableproperty ref regex runspace runspacefactory sbyte "
        "scriptblock securestring semver short single string supportswildcards switch switchparameter timespan type uint uint16 uint32 "
        "uint64 ulong uri ushort validatecount validatedrive validatelength validatenotnull validatenotnullorempty "
        "validatenotnullorwhitespace validatepattern validaterange validatescript validateset validatetrusteddata validateuserdrive "
        "version void weakreference wildcardpattern x500distinguishedname x509certificate xml nullable exception intptr uintptr "
        "tuple func action lazy random math convert console environment datetimeoffset dateonly timeonly half icomparable icloneable "
        "idisposable iformattable iequatable attribute flagsattribute flags obsolete obsoleteattribute applicationexception "
        "argumentexception argumentnullexception invalidoperationexception notimplementedexception notsupportedexception systemexception "
        "eventargs multicastdelegate delegate valuetype stringcomparison stringcomparer dayofweek consolecolor predicate "
        "comparison eventhandler serializable attributeusage hidden aggregateexception argumentoutofrangeexception arithmeticexception "
        "dividebyzeroexception formatexception indexoutofrangeexception invalidcastexception nullreferenceexception "
        "operationcanceledexception outofmemoryexception overflowexception stackoverflowexception timeoutexception "
        "unauthorizedaccessexception typecode stringsplitoptions midpointrounding activator appdomain bitconverter buffer gc "
        "datetimekind environmentvariabletarget operatingsystem platformid progress range index uribuilder urikind iasyncresult "
        "iformatprovider iserviceprovider iprogress datetimeparse char typedreference formattablestring timezoneinfo timezone"
    ).split()
)
_GENERICS = frozenset(
    (
        "nullable func action tuple valuetuple predicate comparison lazy converter eventhandler icomparable iequatable iobservable "
        "iobserver progress iprogress weakreference arraysegment"
    ).split()
)
_ENUM_TYPES = frozenset(
    "byte sbyte short int16 ushort uint16 int int32 uint uint32 long int64 ulong uint64".split()
)
_AUTOMATIC = frozenset(
    (
        "? _ args error executioncontext foreach home host input iscoreclr islinux ismacos iswindows lastexitcode matches myinvocation "
        "nestedpromptlevel null ofs pid psboundparameters pscmdlet pscommandpath psculture psdefaultparametervalues psedition pshome "
        "psitem psscriptroot pssenderinfo psuiculture psversiontable pwd sender shellid stacktrace switch this true false event "
        "eventargs eventsubscriber confirmpreference debugpreference erroractionpreference errorview formatenumerationlimit "
        "informationpreference maximumhistorycount outputencoding progresspreference verbosepreference warningpreference "
        "whatifpreference psnativecommandargumentpassing psnativecommanduseerroractionpreference psmoduleautoloadingpreference "
        "psstyle enabledexperimentalfeatures psdebugcontext"
    ).split()
)


#: What knows the types of a session, if a session runs: takes a type's name as written. Set from above.
type_lookup: Callable[[str], bool] | None = None


def check_class(p: Parser, node: A.TypeDefinitionAst) -> None:
    """Reports what is wrong with a class or enumeration."""
    if node.type_attributes == "Enum":
        _check_enum(p, node)
        return
    for attribute in node.attributes:
        name = getattr(attribute.type_name, "name", "").lower()
        if name in ("flags", "flagsattribute", "system.flagsattribute"):
            p.check_error("AttributeNotAllowedOnDeclaration", attribute.span, "System.FlagsAttribute", "Enum")
        else:
            _check_attribute(p, attribute)
    for base in node.base_types:
        _check_type(p, base.type_name)
    for member in node.members:
        if type(member) is A.PropertyMemberAst:
            _check_property(p, member)
        elif type(member) is A.FunctionMemberAst:
            _check_method(p, member)


def _check_attribute(p: Parser, attribute: Any) -> None:
    name = attribute.type_name
    if not type_exists(p, name) and not type_exists(p, _with_suffix(name)):
        p.check_error("CustomAttributeTypeNotFound", attribute.span, p.text[name.span[0] : name.span[1]])


def _with_suffix(name: Any) -> Any:
    if type(name) is A.TypeName:
        return A.TypeName(name.span, name.name + "Attribute")
    return name


def _check_enum(p: Parser, node: A.TypeDefinitionAst) -> None:
    for base in node.base_types:
        name = getattr(base.type_name, "name", "")
        if name.lower().removeprefix("system.") not in _ENUM_TYPES:
            p.check_error("InvalidUnderlyingType", base.span, name)
            _check_type(p, base.type_name)


def type_exists(p: Parser, name: Any) -> bool:
    """Whether a type is there: known ones, those of the script, and what namespaces could bring."""
    kind = type(name)
    if kind is A.ArrayTypeName:
        return type_exists(p, name.element_type)
    if kind is A.GenericTypeName:
        if not all(type_exists(p, argument) for argument in name.generic_arguments):
            return False
        name = name.type_name
        if "." not in name.name:
            return name.name.lower() in _GENERICS or p.has_namespaces
    text = name.name.lower()
    if not text or text in _ACCELERATORS or name.assembly_name:
        return True
    if type_lookup is not None and type_lookup(name.name):
        return True
    if "." in text:
        return (
            text.startswith(("system.", "microsoft.", "newtonsoft."))
            or "collections" in text
            or "io." in text
            or "text." in text
        )
    if any(text == other.name.lower() for other in p.types):
        return True
    return p.has_namespaces


def _check_type(p: Parser, name: Any) -> None:
    if not type_exists(p, name):
        inner = name
        while type(inner) is A.ArrayTypeName:
            inner = inner.element_type
        p.check_error("TypeNotFound", name.span, p.text[inner.span[0] : inner.span[1]])


def _check_property(p: Parser, member: Any) -> None:
    for attribute in member.attributes or ():
        _check_attribute(p, attribute)
    constraint = member.property_type
    if constraint is not None:
        if getattr(constraint.type_name, "name", "").lower() in ("void", "system.void"):
            p.check_error(
                "TypeNotAllowedForProperty",
                constraint.span,
                p.text[constraint.type_name.span[0] : constraint.type_name.span[1]],
            )
        else:
            _check_type(p, constraint.type_name)
    if (
        member.initial_value is not None
        and type(member.initial_value) not in (A.ErrorExpressionAst,)
        and "Static" in member.property_attributes
    ):
        _check_static(p, member.initial_value)


def _check_static(p: Parser, node: Any) -> None:
    if type(node) in _SCOPES:
        return
    if type(node) is A.VariableExpressionAst and node.name == "this" and node.span[1] > node.span[0]:
        p.check_error("NonStaticMemberAccessInStaticMember", node.span, "this")
    for item in children(node):
        if type(item) not in _SCOPES:
            _check_static(p, item)


def _is_void(member: Any) -> bool:
    if member.is_constructor or member.return_type is None:
        return True
    return getattr(member.return_type.type_name, "name", "").lower() in ("void", "system.void")


def _check_method(p: Parser, member: Any) -> None:
    for attribute in member.attributes or ():
        _check_attribute(p, attribute)
    if member.return_type is not None and not _is_void(member):
        _check_type(p, member.return_type.type_name)
    for parameter in member.parameters or ():
        for attribute in parameter.attributes:
            if type(attribute) is A.TypeConstraintAst:
                _check_type(p, attribute.type_name)
    void = _is_void(member)
    body = member.body
    if body is None:
        return
    if "Static" in member.method_attributes:
        _check_static(p, body)
    _check_flow(p, body, void, ())
    _check_variables(p, member)
    block = body.end_block
    if not void and block is not None and not _returns(block.statements):
        start = p.method_names.get(id(member), member.span)
        p.check_error("MethodHasCodePathNotReturn", start)


_LOOPS = (
    A.WhileStatementAst,
    A.DoWhileStatementAst,
    A.DoUntilStatementAst,
    A.ForStatementAst,
    A.ForEachStatementAst,
    A.SwitchStatementAst,
)
_SCOPES = (A.ScriptBlockExpressionAst, A.FunctionDefinitionAst, A.TypeDefinitionAst)


def _check_flow(p: Parser, node: Any, void: bool, labels: tuple[str, ...]) -> None:
    for child in children(node):
        kind = type(child)
        if kind in _SCOPES:
            continue
        own = labels
        if kind is A.ReturnStatementAst:
            if void and child.pipeline is not None:
                p.check_error("VoidMethodHasReturn", child.span)
            elif not void and child.pipeline is None:
                p.check_error("NonVoidMethodMissingReturnValue", child.span)
        elif kind is A.BreakStatementAst or kind is A.ContinueStatementAst:
            label = child.label
            if type(label) is A.StringConstantExpressionAst and label.value.lower() not in labels:
                p.check_error("LabelNotFound", child.span, label.value)
        elif kind in _LOOPS and child.label:
            own = (*labels, child.label.lower())
        _check_flow(p, child, void, own)


def _check_variables(p: Parser, member: Any) -> None:
    known = {parameter.name.name for parameter in member.parameters or ()}
    reads: list[Any] = []
    _collect(member.body, known, reads)
    for item in sorted(reads, key=lambda node: node.span):
        if item.qualifier is None and item.name not in known and item.name not in _AUTOMATIC and item.name:
            p.check_error("VariableNotLocal", item.span)


def _collect(node: Any, known: set[str], reads: list[Any]) -> None:
    for child in children(node):
        kind = type(child)
        if kind in _SCOPES or kind is A.ParamBlockAst:
            continue
        if kind is A.AssignmentStatementAst:
            for item in walk(child.left):
                if type(item) is A.VariableExpressionAst and type(child.left) not in (
                    A.MemberExpressionAst,
                    A.IndexExpressionAst,
                ):
                    known.add(item.name)
        elif kind is A.ForEachStatementAst:
            known.add(child.variable.name)
        elif (
            kind is A.CommandAst
            or kind is A.UnaryExpressionAst
            and child.token_kind.endswith(("PlusPlus", "MinusMinus"))
        ):
            for item in children(child):
                if type(item) is A.CommandParameterAst and item.parameter_name.lower().endswith("variable"):
                    known.add("")
        elif kind is A.DataStatementAst and child.variable:
            known.add(child.variable.lower())
        elif kind is A.VariableExpressionAst and not child.splatted:
            reads.append(child)
        _collect(child, known, reads)


def _returns(statements: Any) -> bool:
    """Whether the end of a list of statements cannot be reached."""
    return any(_ends(statement) for statement in statements)


def _ends(node: Any) -> bool:
    kind = type(node)
    if kind in (A.ReturnStatementAst, A.ThrowStatementAst, A.ExitStatementAst):
        return True
    if kind is A.IfStatementAst:
        if node.else_clause is None:
            return False
        return all(_returns(block.statements) for _, block in node.clauses) and _returns(
            node.else_clause.statements
        )
    if kind is A.TryStatementAst:
        if node.finally_ is not None and _returns(node.finally_.statements):
            return True
        return _returns(node.body.statements) and all(_returns(c.body.statements) for c in node.catch_clauses)
    if kind is A.DoWhileStatementAst or kind is A.DoUntilStatementAst:
        return _returns(node.body.statements)
    if kind is A.ForStatementAst:
        return node.condition is None and not any(
            type(item) is A.BreakStatementAst for item in walk(node.body)
        )
    return False
