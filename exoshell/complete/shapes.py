"""What an expression gives, as far as that can be told without running it: a value that is there already, a .NET type, or names of properties."""

from __future__ import annotations

from typing import Any

from exoshell.complete.additions import ADDED, OBJECT_METHODS, OBJECT_PROPERTIES, SEQUENCE
from exoshell.complete.member_rows import dictionary_keys, explicit, static_members, typed_members
from exoshell.complete.place import Place

SAME_SHAPE = {"where-object", "sort-object", "select-object", "tee-object", "get-unique"}


class Shape:
    """`value`: an example (`has_value`); `types`: PSTypes one of which it has; `names`: property names, of an object made of them (`record`)
    or where only these are known; `keys`: those of a dictionary."""

    def __init__(
        self,
        value: Any = None,
        ps_type: Any = None,
        names: list[str] | None = None,
        has_value: bool = False,
        static: bool = False,
        record: bool = False,
        types: list[Any] | None = None,
        keys: list[str] | None = None,
        fields: dict[str, Any] | None = None,
        list_of: Any = None,
        mixed: bool = False,
    ) -> None:
        self.value, self.names, self.has_value, self.static, self.record = (
            value,
            names,
            has_value,
            static,
            record,
        )
        self.types = types or ([ps_type] if ps_type is not None else [])
        self.keys, self.fields, self.list_of = keys, fields or {}, list_of
        self.mixed = mixed  # of a command: what PowerShell adds to types stands among the rest

    @property
    def ps_type(self) -> Any:
        return self.types[0] if self.types else None

    def property_names(self) -> list[str]:
        if self.names is not None and not self.record:
            return self.names
        return [name for name, kind, _ in self.members(False) if kind == "Property"]

    def members(self, keyed: bool = True) -> list[tuple[str, str, str]]:
        """(name, Property or Method, definition), properties first, each sorted."""
        if self.names is not None:
            rows = [(name, "Property", "") for name in self.names]
            if self.record:
                rows += [(name, "Property", "") for name in OBJECT_PROPERTIES]
                rows += [(name, "Method", "") for name in OBJECT_METHODS]
        elif self.static:
            rows = static_members(self.ps_type)
        else:
            rows = instance_members(self)
            if keyed and self.keys:
                rows += [(key, "Property", "") for key in self.keys]
        taken: dict[str, tuple[str, str, str]] = {}
        for row in rows:
            taken.setdefault(row[0].lower(), row)
        late = set() if self.mixed or self.names is not None else self.added()
        properties = sorted(
            (r for r in taken.values() if r[1] != "Method"), key=lambda r: (r[0] in late, r[0].lower())
        )
        methods = sorted((r for r in taken.values() if r[1] == "Method"), key=lambda r: r[0].lower())
        return [*properties, *methods, *self.entries(keyed)]

    def added(self) -> set[str]:
        """Properties that PowerShell's type data adds."""
        from exoshell.values.types import type_of

        found: set[str] = set()
        current = type_of(self.value) if self.has_value and self.value is not None else self.ps_type
        while current is not None:
            found.update(ADDED.get(current.full_name, ()))
            current = current.base
        return found

    def entries(self, keyed: bool) -> list[tuple[str, str, str]]:
        """The keys of a dictionary that is there already, behind its indexer."""
        if not keyed or not self.has_value:
            return []
        if isinstance(self.value, list):
            return [(name, "Method", "") for name in SEQUENCE]
        keys = dictionary_keys(self.value)
        return [("Item", "Method", ""), *((key, "Property", "") for key in keys)] if keys else []


def instance_members(shape: Shape) -> list[tuple[str, str, str]]:
    if not shape.has_value:
        return [row for ps_type in shape.types for row in typed_members(ps_type)]
    from exoshell.dotnet.members import members_of
    from exoshell.values.types import type_of

    rows: dict[str, tuple[str, str, str]] = {}
    listed = members_of(shape.value)
    indexers = {m.name for m in listed if m.member_type == "ParameterizedProperty"}
    for member in listed:
        definition = member.definition
        indexed = "{get" in definition and "(" in definition
        if member.name not in indexers and not member.name.endswith("[]") and not indexed:
            kind = "Method" if "Method" in member.member_type else "Property"
            rows.setdefault(member.name.lower(), (member.name, kind, member.definition))
    return [*rows.values(), *explicit(type_of(shape.value))]


def shape_of_text(text: str, place: Place) -> Shape | None:
    """The shape of what a pipeline or an expression gives."""
    tree = parsed(text)
    statements = tree.end_block.statements if tree is not None and tree.end_block is not None else []
    if not statements:
        return None
    return shape_of(statements[-1], place)


_trees: dict[str, Any] = {}


def parsed(text: str) -> Any:
    """The tree of a text; the last few are kept."""
    from exoshell.lang import parse

    if text not in _trees:
        if len(_trees) > 16:
            _trees.clear()
        _trees[text] = parse(text).ast
    return _trees[text]


def shape_of(node: Any, place: Place) -> Shape | None:
    """The shape of a node; None where it cannot be told without running something."""
    handler = HANDLERS.get(type(node).__name__)
    return handler(node, place) if handler is not None else None


def element(shape: Shape | None) -> Shape | None:
    """What enumerating a shape gives, as it comes down a pipeline."""
    from exoshell.values.objects import PSCustomObject

    if shape is None:
        return None
    if shape.list_of is not None:
        return shape.list_of  # type: ignore[no-any-return]
    if not shape.has_value:
        if shape.ps_type is not None and shape.ps_type.kind == "array":
            return Shape(ps_type=shape.ps_type.element)
        return shape
    value = shape.value
    if isinstance(value, list):
        if not value:
            return None
        value = value[0]
    if isinstance(value, PSCustomObject):
        names = [name for name, kind, _ in Shape(value, has_value=True).members() if kind == "Property"]
        return Shape(value, names=names, record=True)
    return Shape(value, has_value=True)


def _pipeline(node: Any, place: Place) -> Shape | None:
    shape: Shape | None = None
    for number, part in enumerate(node.pipeline_elements):
        if type(part).__name__ == "CommandExpressionAst":
            shape = shape_of(part.expression, place)
            if len(node.pipeline_elements) > 1:
                shape = element(shape)
        else:
            shape = _command(part, shape if number else None, place)
    return shape


def _command(node: Any, piped: Shape | None, place: Place) -> Shape | None:
    from exoshell.complete.arguments import command_info

    name = getattr(node.command_elements[0], "value", None)
    info = command_info(place.session, str(name)) if name else None
    if info is None:
        return None
    if info.name.lower() in SAME_SHAPE:
        return selected(node, piped) if info.name.lower() == "select-object" else piped
    if info.name.lower() == "foreach-object":
        return block_result(node, place)
    if info.factory is not None and hasattr(info.factory, "site") and not info.output:
        return body_result(info.factory, place)
    if info.name.lower() == "new-object":
        return created(node, place)
    names = exchange_properties(info.name)
    if names:
        return Shape(names=names)
    types = [place.session.find_type(text) for text in info.output if text not in dropped_output(info.name)]
    types = [ps_type for ps_type in types if ps_type is not None]
    return Shape(types=types, mixed=True) if types else None


def created(node: Any, place: Place) -> Shape | None:
    """New-Object: the type that is named."""
    texts = [
        str(part.value)
        for part in list(node.command_elements)[1:]
        if type(part).__name__ == "StringConstantExpressionAst"
    ]
    ps_type = place.session.find_type(texts[0]) if texts else None
    return Shape(ps_type=ps_type) if ps_type is not None else None


def dropped_output(command: str) -> tuple[str, ...]:
    """Types that a command gives only where a switch asks for them."""
    return ("hashtable", "System.Collections.Hashtable") if command.lower() == "group-object" else ()


def selected(node: Any, piped: Shape | None) -> Shape | None:
    """Select-Object: the named properties where names are given, a new object then; all else as it comes."""
    elements = list(node.command_elements)[1:]
    waiting = ""
    for part in elements:
        kind = type(part).__name__
        if kind == "CommandParameterAst":
            waiting = str(part.parameter_name).lower()
            if waiting.startswith("e"):
                return None
            continue
        if waiting not in ("", "property", "unique") and not "property".startswith(waiting):
            waiting = ""
            continue
        parts = part.elements if kind == "ArrayLiteralAst" else [part]
        names = [str(p.value) for p in parts if type(p).__name__ == "StringConstantExpressionAst"]
        if names and not any("*" in n for n in names):
            return Shape(names=names, record=True)
        return piped
    return piped


def block_result(node: Any, place: Place) -> Shape | None:
    """ForEach-Object: what the last statement of its last block gives."""
    blocks = [part for part in node.command_elements if type(part).__name__ == "ScriptBlockExpressionAst"]
    if not blocks:
        return None
    end = blocks[-1].script_block.end_block
    return element(shape_of(end.statements[-1], place)) if end is not None and end.statements else None


def body_result(block: Any, place: Place) -> Shape | None:
    """A function without a declared output: what the last statement of its text gives."""
    tree = parsed(block.text)
    statements = tree.end_block.statements if tree is not None and tree.end_block is not None else []
    node = statements[0] if len(statements) == 1 else None
    body = getattr(node, "body", None)
    if body is not None and body.end_block is not None:
        statements = body.end_block.statements
    return (
        element(shape_of(statements[-1], place))
        if statements and type(statements[-1]).__name__ == "PipelineAst"
        else None
    )


def exchange_properties(command: str) -> list[str] | None:
    """The properties of what a cmdlet of Exchange gives, from the catalogue's facts."""
    from exoshell.schema import outputs

    verb, _, noun = command.partition("-")
    if verb.lower() != "get":
        return None
    row = {key.lower(): value for key, value in outputs.load().items()}.get(noun.lower())
    if row is None and noun.lower().startswith("exo"):
        row = {key.lower(): value for key, value in outputs.load().items()}.get(noun[3:].lower())
    if row is None:
        return None
    return [p["name"] if isinstance(p, dict) else str(p) for p in row.get("properties", [])]


def _variable(node: Any, place: Place) -> Shape | None:
    name = node.variable_path.lower()
    if name in ("_", "psitem"):
        from exoshell.complete.piped import dollar_under

        return element(dollar_under(place))
    if name == "null":
        return None
    name = name.rpartition(":")[2]
    written = assigned(name, place)
    if written is not None:
        return written
    missing = object()
    value = place.session.scope.get(name, missing)
    return None if value is missing or value is None else Shape(value, has_value=True)


_open: set[str] = set()


def assigned(name: str, place: Place) -> Shape | None:
    """What the text before the cursor gives the variable: the last assignment, the loop or the parameter that names it."""
    if name in _open or f"${name}" not in place.text.lower():
        return None
    _open.add(name)
    try:
        found: Shape | None = None
        for node in nodes(parsed(place.text)):
            if node.span[0] < place.cursor:
                found = written_by(node, name, place) or found
        return found
    finally:
        _open.discard(name)


def nodes(node: Any) -> Any:
    """The node and all below it, in order of the text."""
    if hasattr(type(node), "properties") and hasattr(node, "span"):
        yield node
        for slot in type(node).__slots__:
            yield from nodes(getattr(node, slot, None))
    elif isinstance(node, (list, tuple)):
        for item in node:
            yield from nodes(item)


def written_by(node: Any, name: str, place: Place) -> Shape | None:
    kind = type(node).__name__
    if kind == "AssignmentStatementAst" and node.span[1] <= place.cursor:
        left = node.left
        if type(left).__name__ == "ConvertExpressionAst" and is_named(left.child, name):
            return _convert(left, place)
        return made_plain(shape_of(node.right, place)) if is_named(left, name) else None
    if kind == "ForEachStatementAst" and is_named(node.variable, name):
        return element(shape_of(node.condition, place))
    if kind == "ParameterAst" and is_named(node.name, name):
        for attribute in node.attributes:
            if type(attribute).__name__ == "TypeConstraintAst":
                ps_type = place.session.find_type(place_type_text(attribute.type_name))
                return Shape(ps_type=ps_type) if ps_type is not None else None
    return None


def made_plain(shape: Shape | None) -> Shape | None:
    """A value kept in a variable of the text is told by its type."""
    from exoshell.values.objects import PSCustomObject

    if shape is not None and shape.has_value and isinstance(shape.value, PSCustomObject):
        return element(shape)
    return shape


def is_named(node: Any, name: str) -> bool:
    return str(getattr(node, "variable_path", "")).lower() == name


def _member(node: Any, place: Place) -> Shape | None:
    target = shape_of(node.expression, place)
    name = getattr(node.member, "value", None)
    if target is None or not isinstance(name, str):
        return None
    if name.lower() in target.fields:
        return shape_of(target.fields[name.lower()], place)
    if name.lower() == "psobject":
        return Shape(names=[], record=True)
    if target.has_value or target.value is not None:
        from exoshell.dotnet.access import get_property
        from exoshell.values.errors import PowerShellError

        try:
            value = get_property(target.value, name)
        except PowerShellError:
            return None
        return None if value is None else Shape(value, has_value=True)
    return typed_member(target, name, place)


def typed_member(target: Shape, name: str, place: Place) -> Shape | None:
    """The type of a member, read off its definition: `string ToUpper()`, `int Length {get;}`."""
    for shown, _, definition in target.members():
        if shown.lower() == name.lower() and definition:
            words = definition.removeprefix("static ").split()
            ps_type = place.session.find_type(words[0]) if words else None
            return Shape(ps_type=ps_type, mixed=target.mixed) if ps_type is not None else None
    return None


def _invoke(node: Any, place: Place) -> Shape | None:
    target = shape_of(node.expression, place)
    name = getattr(node.member, "value", None)
    if target is None or not isinstance(name, str):
        return None
    if target.static and name.lower() == "new":
        return Shape(ps_type=target.ps_type)
    return typed_member(target, name, place)


def _index(node: Any, place: Place) -> Shape | None:
    target = shape_of(node.target, place)
    index = getattr(node.index, "value", None)
    if target is None:
        return None
    if target.has_value and isinstance(index, str) and index in dictionary_keys(target.value):
        return Shape(target.value.get(index), has_value=True)
    if (
        target.has_value
        and isinstance(target.value, list)
        and isinstance(index, int)
        and -len(target.value) <= index < len(target.value)
    ):
        return Shape(target.value[index], has_value=True)
    if target.has_value and target.value is not None:
        from exoshell.values.types import type_of

        arguments = type_of(target.value).arguments
        if isinstance(target.value, list) and not target.value and arguments:
            return Shape(ps_type=arguments[0])
    return element(target)


def _constant(node: Any, place: Place) -> Shape:
    return Shape(node.value, has_value=True)


def _text(node: Any, place: Place) -> Shape:
    return Shape("", has_value=True)


def _type(node: Any, place: Place) -> Shape | None:
    ps_type = place.session.find_type(place_type_text(node.type_name))
    return Shape(ps_type=ps_type, static=True) if ps_type is not None else None


def _hashtable(node: Any, place: Place) -> Shape | None:
    keys = [str(getattr(pair[0], "value", "")) for pair in node.key_value_pairs]
    fields = {key.lower(): pair[1] for key, pair in zip(keys, node.key_value_pairs, strict=False)}
    return Shape(ps_type=place.session.find_type("hashtable"), keys=keys, fields=fields)


def _loop(node: Any, place: Place) -> Shape | None:
    statements = node.body.statements
    return shape_of(statements[-1], place) if statements else None


def _convert(node: Any, place: Place) -> Shape | None:
    written = place_type_text(node.type.type_name).lower()
    if type(node.child).__name__ == "HashtableAst":
        inner = _hashtable(node.child, place)
        if inner is not None and written in ("pscustomobject", "psobject"):
            return Shape(names=inner.keys, record=True, fields=inner.fields)
        if inner is not None and written == "ordered":
            ps_type = place.session.find_type("System.Collections.Specialized.OrderedDictionary")
            return Shape(ps_type=ps_type, fields=inner.fields)
    ps_type = place.session.find_type(place_type_text(node.type.type_name))
    return Shape(ps_type=ps_type) if ps_type is not None else None


def place_type_text(node: Any) -> str:
    arguments = getattr(node, "generic_arguments", None)
    if arguments:
        return f"{place_type_text(node.type_name)}[{','.join(place_type_text(a) for a in arguments)}]"
    name = getattr(node, "name", None)
    if name is not None:
        return str(name)
    inner = getattr(node, "element_type", None)
    return place_type_text(inner) + "[]" if inner is not None else place_type_text(node.type_name)


def _paren(node: Any, place: Place) -> Shape | None:
    return shape_of(node.pipeline, place)


def _array(node: Any, place: Place) -> Shape | None:
    first = shape_of(node.elements[0], place) if node.elements else None
    return (
        Shape(ps_type=place.session.find_type("object[]"), list_of=made_plain(first))
        if first is not None
        else None
    )


def _first_statement(node: Any, place: Place) -> Shape | None:
    statements = node.sub_expression.statements
    return shape_of(statements[-1], place) if statements else None


def _binary(node: Any, place: Place) -> Shape | None:
    left, right = shape_of(node.left, place), shape_of(node.right, place)
    operator = str(node.operator).lower()
    if operator == "as" and right is not None and right.static:
        return Shape(ps_type=right.ps_type)
    if "questionquestion" in operator:
        return left or right
    if "format" in operator or "join" in operator:
        return Shape(ps_type=place.session.find_type("string"))
    if "range" in operator or "dotdot" in operator:
        return Shape(list_of=Shape(ps_type=place.session.find_type("int")))
    if (
        operator.endswith("minus")
        and left is not None
        and right is not None
        and is_date(left)
        and is_date(right)
    ):
        return Shape(ps_type=place.session.find_type("timespan"))
    return left


def is_date(shape: Shape) -> bool:
    from exoshell.values.types import type_of

    ps_type = type_of(shape.value) if shape.has_value else shape.ps_type
    return ps_type is not None and ps_type.full_name == "System.DateTime"


def _assignment(node: Any, place: Place) -> Shape | None:
    return shape_of(node.right, place)


def _command_expression(node: Any, place: Place) -> Shape | None:
    return shape_of(node.expression, place)


HANDLERS: dict[str, Any] = {
    "PipelineAst": _pipeline,
    "CommandExpressionAst": _command_expression,
    "VariableExpressionAst": _variable,
    "MemberExpressionAst": _member,
    "InvokeMemberExpressionAst": _invoke,
    "IndexExpressionAst": _index,
    "ConstantExpressionAst": _constant,
    "StringConstantExpressionAst": _constant,
    "ExpandableStringExpressionAst": _text,
    "TypeExpressionAst": _type,
    "ConvertExpressionAst": _convert,
    "ParenExpressionAst": _paren,
    "ArrayLiteralAst": _array,
    "ArrayExpressionAst": _first_statement,
    "SubExpressionAst": _first_statement,
    "AssignmentStatementAst": _assignment,
    "HashtableAst": _hashtable,
    "ForEachStatementAst": _loop,
    "BinaryExpressionAst": _binary,
}
