"""All members of an object, in PowerShell's order: for display, Select-Object *, Get-Member, ConvertTo-Json and `.psobject`."""

from __future__ import annotations

from exoshell.dotnet.view import TypeView, view_of
from exoshell.values import type_data, types
from exoshell.values.errors import PowerShellError
from exoshell.values.objects import (
    AliasProperty,
    CodeProperty,
    Member,
    PropertySet,
    PSCustomObject,
    PSObject,
    ScriptMethod,
    ScriptProperty,
)
from exoshell.values.type_extensions import EXTENSIONS, extensions_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any


class PropertyInfo:
    """One property of one object. `member_type`: NoteProperty, Property, ScriptProperty, AliasProperty, CodeProperty…; `type_name`: full
    .NET name of the value's type; `settable`; `hidden`. `value` is read when asked for and raises PowerShellError."""

    __slots__ = ("name", "member_type", "settable", "hidden", "owner", "member", "_read", "_type_text")

    def __init__(
        self,
        name: str,
        member_type: str,
        owner: Any,
        read: Callable[[], Any],
        *,
        settable: bool = True,
        type_text: str | None = None,
        hidden: bool = False,
        member: Any = None,
    ) -> None:
        self.name, self.member_type, self.owner, self._read = name, member_type, owner, read
        self.settable, self._type_text, self.hidden, self.member = settable, type_text, hidden, member

    @property
    def value(self) -> Any:
        return self._read()

    @property
    def type_text(self) -> str:
        """PowerShell's notation of the type of the value."""
        if self._type_text is not None:
            return self._type_text
        try:
            value = self.value
        except PowerShellError:
            return "System.Object"
        return "System.Object" if value is None else types.type_of(value).display

    @property
    def type_name(self) -> str:
        """Full .NET name (TypeNameOfValue)."""
        if self._type_text is None:
            try:
                value = self.value
            except PowerShellError:
                return "System.Object"
            return "System.Object" if value is None else types.type_of(value).full_name
        found = types.find_type(self._type_text)
        return found.full_name if found else self._type_text

    @property
    def definition(self) -> str:
        """Get-Member's text."""
        if self.member_type == "NoteProperty":
            from exoshell.values.conversion import to_text

            value = self.value
            text = "null" if value is None else to_text(value)
            shown = "System.Object" if value is None else self.type_text
            return f"{shown} {self.name}={text}"
        if self.member_type == "AliasProperty":
            target = self.member.target if isinstance(self.member, AliasProperty) else str(self.member)
            return f"{self.name} = {target}"
        if self.member_type == "PropertySet":
            return f"{self.name} {{{', '.join(self.member.names)}}}"
        if self.member_type == "ScriptProperty":
            body = getattr(self.member, "getter", None)
            setter = getattr(self.member, "setter", None)
            text = f"get={body};" if body is not None else "get;"
            return f"{self.type_text} {self.name} {{{text}{f'set={setter};' if setter is not None else ''}}}"
        if self.member_type == "CodeProperty":
            return f"{self.type_text} {self.name}{{get={self.name};}}"
        return f"{self.type_text} {self.name} {{get;{'set;' if self.settable else ''}}}"


def properties_of(obj: Any, force: bool = False, base: bool = False) -> list[PropertyInfo]:
    """The properties of an object: added ones, those of PowerShell's type data, those of .NET. Hidden ones only with `force`; for
    adapted objects (XML) those that the adapter gives stand for the .NET ones unless `base` is set."""
    if obj is None:
        return []
    return [p for p in _all_properties(obj, base) if force or not p.hidden]


def _all_properties(obj: Any, with_base: bool) -> Iterator[PropertyInfo]:
    seen: set[str] = set()
    base = obj.base if type(obj) is PSObject else obj
    for name, value in _added(obj):
        if isinstance(value, ScriptMethod) or name.lower() in seen:
            continue
        seen.add(name.lower())
        yield note_info(obj, name, value)
    if EXTENSIONS:
        for added in extensions_of(access.type_names(obj)):
            for name, value in added.members.items():
                if name.lower() not in seen and not isinstance(value, ScriptMethod):
                    seen.add(name.lower())
                    yield note_info(obj, name, value)
    if isinstance(base, PSCustomObject):
        return
    members = access.view(base)
    for name, kind, text, settable in _type_data_properties(members, base):
        if name.lower() not in seen:
            seen.add(name.lower())
            yield PropertyInfo(name, kind, obj, _reader(base, name), settable=settable, type_text=text)
    dynamic = members.dynamic_names(base)
    for name, kind, text in dynamic:
        if name.lower() not in seen:
            seen.add(name.lower())
            yield PropertyInfo(name, kind, obj, _reader(base, name), type_text=text)
    if dynamic and not with_base and any(t.adapts for t in members.chain):
        return
    for lower in members.property_names():
        entry = members.property(lower)
        if entry is not None and lower not in seen:
            seen.add(lower)
            yield PropertyInfo(
                entry.name,
                entry.kind,
                obj,
                _reader(base, entry.name, entry),
                settable=entry.set is not None,
                type_text=entry.type_text,
                hidden=entry.hidden,
            )


def _added(obj: Any) -> list[tuple[str, Any]]:
    if isinstance(obj, PSCustomObject):
        return list(obj.notes.items())
    extension = getattr(obj, "extension", None)
    return list(extension.notes.items()) if extension is not None else []


def _reader(obj: Any, name: str, entry: Any = None) -> Callable[[], Any]:
    if entry is not None:
        return lambda: access.read_entry(obj, entry)
    return lambda: access.get_property(obj, name)


def note_info(obj: Any, name: str, value: Any) -> PropertyInfo:
    """The property that an added member is."""
    if not isinstance(value, Member):
        return PropertyInfo(name, "NoteProperty", obj, lambda: access.get_property(obj, name))
    kind = type(value).__name__
    settable = True
    text = None
    if isinstance(value, ScriptProperty):
        settable = value.setter is not None
        text = "System.Object"
    elif isinstance(value, CodeProperty):
        settable = value.set is not None
        text = value.type_name
    elif isinstance(value, PropertySet):
        settable = False
    elif not isinstance(value, AliasProperty):
        kind = "NoteProperty"
    return PropertyInfo(
        name, kind, obj, lambda: access.read_note(obj, value), settable=settable, type_text=text, member=value
    )


def _type_data_properties(members: TypeView, obj: Any) -> Iterator[tuple[str, str, str, bool]]:
    """Properties that PowerShell adds to the .NET type: name, kind, type text, settable."""
    found: types.PSType | None = members.ps_type
    while found is not None:
        for kind, name, _detail, _computed in type_data.powershell_members(found.definition):
            if (
                kind in ("AliasProperty", "ScriptProperty", "CodeProperty")
                and members.property(name) is not None
            ):
                entry = members.property(name)
                text = entry.type_text if entry is not None and kind != "ScriptProperty" else "System.Object"
                yield name, kind, text, False
        found = found.base


class MemberInfo:
    """One row of Get-Member: `name`, `member_type`, `definition`."""

    __slots__ = ("name", "member_type", "definition", "type_name", "hidden")

    def __init__(
        self, name: str, member_type: str, definition: str, type_name: str, hidden: bool = False
    ) -> None:
        self.name, self.member_type, self.definition, self.type_name, self.hidden = (
            name,
            member_type,
            definition,
            type_name,
            hidden,
        )


def members_of(obj: Any, static: bool = False, force: bool = False) -> list[MemberInfo]:
    """Every member for Get-Member, unsorted; `static`: those of the type that `obj` is (or of its own type)."""
    if static:
        return _static_members(obj if type(obj) is types.PSType else types.type_of(obj))
    names = access.type_names(obj)
    type_name = names[0] if names else "System.Object"
    result = [
        MemberInfo(p.name, p.member_type, p.definition, type_name, p.hidden)
        for p in properties_of(obj, force)
    ]
    base = obj.base if type(obj) is PSObject else obj
    for name, value in _added(obj):
        if isinstance(value, ScriptMethod):
            result.append(MemberInfo(name, "ScriptMethod", f"System.Object {name}();", type_name))
    members = access.view(base)
    for name in members.method_names():
        if name.lower().startswith(("get_", "set_", "op_", "add_", "remove_")) and not force:
            continue
        result.append(MemberInfo(name, "Method", ", ".join(method_texts(members, name)), type_name))
    for text in members.indexer_texts():
        result.append(MemberInfo(text[0], "ParameterizedProperty", text[1], type_name))
    return result


def method_texts(members: TypeView, name: str, static: bool = False) -> list[str]:
    """Overload definitions of a method."""
    entry = members.static(name) if static else members.method(name)
    if entry is None:
        return []
    texts = [_shown(s.text, members.ps_type) for s in entry.signatures]
    return texts or [f"System.Object {entry.name}()"]


def _shown(text: str, ps_type: types.PSType) -> str:
    for number, argument in enumerate(ps_type.arguments):
        text = text.replace(f"!{number}", argument.display)
    return text


def _static_members(ps_type: types.PSType) -> list[MemberInfo]:
    members = view_of(ps_type)
    name = ps_type.full_name
    result = []
    for lower, (spelled, texts) in members.data.static_properties.items():
        head = texts[0].partition(" {")[0]
        setter = "set;" if "set;" in texts[0] else ""
        result.append(MemberInfo(spelled, "Property", f"static {head} {spelled} {{get;{setter}}}", name))
        del lower
    if ps_type.enum is not None:
        for spelled in ps_type.enum.names:
            result.append(
                MemberInfo(spelled, "Property", f"static {ps_type.display} {spelled} {{get;}}", name)
            )
    for method in members.method_names(static=True):
        texts = method_texts(members, method, static=True)
        result.append(MemberInfo(method, "Method", ", ".join(texts), name))
    made = members.new()
    if made is not None:
        result.append(
            MemberInfo("new", "Method", ", ".join(_shown(s.text, ps_type) for s in made.signatures), name)
        )
    return result


def default_display_set(obj: Any) -> list[str] | None:
    """Names of the default display properties of an object's types, or None."""
    if getattr(obj, "kind", None) in ("Method", "ScriptMethod") and hasattr(obj, "overloads"):
        return ["OverloadDefinitions"]
    return _display_rows(obj, "display")


def default_display_property(obj: Any) -> str | None:
    """The property that stands for the object in a list of names, or None."""
    found = _display_rows(obj, "show")
    return found[0] if found else None


def _display_rows(obj: Any, wanted: str) -> list[str] | None:
    for type_name in access.type_names(obj):
        own = EXTENSIONS.get(type_name.lower())
        if own is not None and wanted == "display" and own.display_set is not None:
            return list(own.display_set)
        if own is not None and wanted == "show" and own.display_property is not None:
            return [own.display_property]
        for kind, _name, detail, _computed in type_data.powershell_members(type_name):
            if kind == wanted:
                return str(detail).split(" ")
    extension = getattr(obj, "extension", None)
    notes = obj.notes if isinstance(obj, PSCustomObject) else extension.notes if extension is not None else {}
    standard = notes.get("PSStandardMembers")
    if isinstance(standard, PropertySet):
        return list(standard.names)
    if wanted == "display" and standard is not None:
        found = getattr(standard, "display_set", None)
        return list(found) if found else None
    return None


from exoshell.dotnet import access  # noqa: E402  (access takes its functions from here)
