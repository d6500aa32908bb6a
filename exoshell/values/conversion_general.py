"""Casts to any other .NET or script type: assignable values, Parse, a constructor with one argument, properties from a dictionary."""

from __future__ import annotations

from exoshell.values import type_data
from exoshell.values.collections import DictionaryBase
from exoshell.values.conversion_numbers import final_text
from exoshell.values.conversion_objects import (
    CONSTRUCTOR,
    PARSE,
    PARSE_CULTURE,
    general_failure,
    is_number,
    no_property_target,
    null_failure,
    property_failure,
)
from exoshell.values.errors import NetException, PowerShellError
from exoshell.values.failures import cast_detail, cast_failure, inner_of
from exoshell.values.hooks import HOOKS
from exoshell.values.objects import PSCustomObject
from exoshell.values.text import net_text, to_text
from exoshell.values.types import PSType, enum_value, is_instance, type_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_WIDENS = {
    "int": ("int", "long", "double", "float", "decimal"),
    "long": ("long", "double", "float", "decimal"),
    "short": ("short", "int", "long", "double"),
    "byte": ("byte", "short", "ushort", "int", "uint", "long", "ulong", "double"),
    "double": ("double",),
    "decimal": ("decimal",),
    "float": ("float", "double"),
}


def general_cast(value: Any, ps_type: PSType) -> Any:
    """The last resort of casts, in PowerShell's order."""
    if value is None:
        if ps_type.is_value_type:
            raise null_failure(ps_type)
        return None
    if is_instance(value, ps_type):
        return value
    if ps_type.full_name == "System.Xml.XmlDocument":
        return _xml(value, ps_type)
    if ps_type.full_name in _NEVER:
        raise general_failure(value, ps_type)
    kind = type(value)
    text = value if kind is str else None
    if text is not None:
        found = _by_text(value, text, ps_type)
        if found is not None:
            return found[0]
    found = _by_constructor(value, ps_type)
    if found is not None:
        return found[0]
    if text is None and is_number(value) and kind.__name__ != "BigInteger":
        found = _by_text(value, net_text(value), ps_type)
        if found is not None:
            return found[0]
        found = _by_constructor(net_text(value), ps_type)
        if found is not None:
            return found[0]
    if isinstance(value, (DictionaryBase, PSCustomObject)) and (
        ps_type.script is not None or not no_property_target(ps_type)
    ):
        return _by_properties(value, ps_type)
    raise general_failure(value, ps_type)


_NEVER = frozenset(("System.Security.SecureString", "System.Management.Automation.PSCredential"))


_WRONG_CHILD = "The specified node cannot be inserted as the valid child of this node, because the specified node is the wrong type."


def _xml(value: Any, ps_type: PSType) -> Any:
    if HOOKS.new is None or HOOKS.call_method is None or HOOKS.call_static is None:
        raise general_failure(value, ps_type)
    shown = final_text(value)
    text = to_text(value) if isinstance(value, list) else shown
    try:
        document = HOOKS.new(ps_type, [])
        if not text:
            return document
        HOOKS.call_method(document, "LoadXml", [text])
        return document
    except PowerShellError as error:
        inner = _unwrapped(error)
        # the cast reads the text as a fragment, so text outside of the root is refused by the document, not by the reader
        outside = not text.lstrip().startswith("<")
        message = f'Cannot convert value "{shown}" to type "{ps_type.full_name}". Error: "{_WRONG_CHILD if outside else inner.message}"'
        raise cast_failure("InvalidCastToXmlDocument", message, inner) from None


def _by_text(value: Any, text: str, ps_type: PSType) -> tuple[Any] | None:
    """A static Parse that takes text."""
    if HOOKS.call_static is None:
        return None
    if ps_type.script is not None:
        return _by_script_parse(text, ps_type)
    _, signatures = type_data.members(ps_type.definition).static_methods.get("parse", ("", []))
    with_culture = any(
        "string s, System.IFormatProvider" in s or "string input, System.IFormatProvider" in s
        for s in signatures
    )
    if not with_culture and not any(_one_string(s) for s in signatures):
        return None
    try:
        if with_culture:
            from exoshell.values.culture import INVARIANT

            return (HOOKS.call_static(ps_type, "Parse", [text, INVARIANT]),)
        return (HOOKS.call_static(ps_type, "Parse", [text]),)
    except PowerShellError as error:
        inner = _unwrapped(error)
        raise cast_detail(PARSE_CULTURE if with_culture else PARSE, text, ps_type.full_name, inner) from None


def _by_script_parse(text: str, ps_type: PSType) -> tuple[Any] | None:
    """A class of a script with `static [T] Parse([string])`."""
    overloads: Any = ()
    declaring: PSType | None = ps_type
    while (
        declaring is not None and declaring.script is not None and not overloads
    ):  # a base class's serves as well
        overloads = getattr(declaring.script, "static_methods", {}).get("parse", ())
        declaring = declaring.base
    if HOOKS.call_static is None or not any(
        len(o.parameters) == 1 and o.parameters[0][1].lower() == "string" for o in overloads
    ):
        return None
    try:
        return (HOOKS.call_static(ps_type, "Parse", [text]),)
    except PowerShellError as error:
        raise cast_detail(PARSE, text, ps_type.full_name, _unwrapped(error)) from None


def _unwrapped(error: PowerShellError) -> NetException:
    """What the method threw, without the exception that calls put around it."""
    exception = inner_of(error)
    if exception.type_name.endswith("MethodInvocationException") and exception.inner is not None:
        return exception.inner
    return exception


def _one_string(signature: str) -> bool:
    inside = signature[signature.find("(") + 1 : signature.rfind(")")]
    return inside.startswith("string ") and "," not in inside


def _by_constructor(value: Any, ps_type: PSType) -> tuple[Any] | None:
    """A constructor whose only parameter takes the value as it is."""
    if HOOKS.new is None or ps_type.is_abstract:
        return None
    source = type_of(value)
    accepted = (*_WIDENS.get(source.display, (source.display,)), source.full_name)
    if isinstance(value, DictionaryBase):
        accepted += ("System.Collections.IDictionary",)
    constructors = type_data.members(ps_type.definition).constructors
    if ps_type.members is not None or ps_type.script is not None:
        return _by_script_constructor(value, ps_type)
    for signature in constructors:
        inside = signature[signature.find("(") + 1 : signature.rfind(")")]
        if inside and "," not in inside and inside.rpartition(" ")[0] in accepted:
            break
    else:
        return None
    given = [value]
    if ps_type.full_name == "System.Uri":
        given.append(enum_value("System.UriKind", "RelativeOrAbsolute"))
    try:
        return (HOOKS.new(ps_type, given),)
    except PowerShellError as error:
        raise cast_detail(CONSTRUCTOR, net_text(value), ps_type.full_name, _unwrapped(error)) from None


def _by_script_constructor(value: Any, ps_type: PSType) -> tuple[Any] | None:
    """A class of a script: its constructor with one parameter, if it takes the value."""
    if isinstance(value, (DictionaryBase, PSCustomObject)) or HOOKS.new is None:
        return None
    try:
        return (HOOKS.new(ps_type, [value]),)
    except PowerShellError as error:
        if error.record.error_id == "MethodCountCouldNotFindBest":
            return None
        raise cast_detail(CONSTRUCTOR, net_text(value), ps_type.full_name, _unwrapped(error)) from None


def _by_properties(value: Any, ps_type: PSType) -> Any:
    """A new object with the properties that a dictionary or custom object names."""
    pairs = list(value.items()) if isinstance(value, DictionaryBase) else list(value.notes.items())
    if HOOKS.new is None or HOOKS.set_property is None or ps_type.is_abstract:
        raise general_failure(value, ps_type)
    try:
        made = HOOKS.new(ps_type, [])
    except PowerShellError:
        raise general_failure(value, ps_type) from None
    if isinstance(made, DictionaryBase) and pairs:
        raise property_failure(DictionaryBase(pairs[:1]), ps_type)
    for key, item in pairs:
        try:
            HOOKS.set_property(made, to_text(key), item)
        except PowerShellError as error:
            if error.record.error_id in ("PropertyAssignmentException", "PropertyNotFound"):
                single = DictionaryBase([(key, item)])
                raise property_failure(single, ps_type) from None
            message = f'Cannot create object of type "{ps_type.full_name}". {error.record.exception.message}'
            raise cast_failure("ObjectCreationError", message, inner_of(error)) from None
    return made
