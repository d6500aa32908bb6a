"""What an expression gives, as far as that can be told without running it: a value that is there already, a .NET type, or names of properties."""

from __future__ import annotations

from typing import Any

from exoshell.complete.place import Place

SAME_SHAPE = {"where-object", "sort-object", "select-object", "tee-object", "get-unique"}


class Shape:
    """`value`: an example (HAS_NONE without); `ps_type`: a PSType or None; `names`: property names where only these are known."""

    def __init__(self, value: Any = None, ps_type: Any = None, names: list[str] | None = None, has_value: bool = False, static: bool = False) -> None:
        self.value, self.ps_type, self.names, self.has_value, self.static = value, ps_type, names, has_value, static

    def property_names(self) -> list[str]:
        if self.names is not None:
            return self.names
        return [name for name, kind, _ in self.members() if kind == "Property"]

    def members(self) -> list[tuple[str, str, str]]:
        """(name, Property or Method, definition), properties first, each sorted."""
        if self.names is not None:
            return [(name, "Property", "") for name in self.names]
        rows = static_members(self.ps_type) if self.static else instance_members(self)
        properties = sorted((r for r in rows if r[1] != "Method"), key=lambda r: r[0].lower())
        methods = sorted((r for r in rows if r[1] == "Method"), key=lambda r: r[0].lower())
        return [*properties, *methods]


def instance_members(shape: Shape) -> list[tuple[str, str, str]]:
    if not shape.has_value:
        return typed_members(shape.ps_type)
    from exoshell.dotnet.members import members_of

    rows: dict[str, tuple[str, str, str]] = {}
    for member in members_of(shape.value):
        kind = "Method" if "Method" in member.member_type else "Property"
        rows.setdefault(member.name.lower(), (member.name, kind, member.definition))
    return list(rows.values())


def typed_members(ps_type: Any) -> list[tuple[str, str, str]]:
    """Instance members of a type and its bases, from the facts about types."""
    from exoshell.values.type_data import members

    rows: dict[str, tuple[str, str, str]] = {}
    current = ps_type
    while current is not None:
        facts = members(current.full_name)
        for kind, table in (("Property", facts.properties), ("Method", facts.methods)):
            for lowered, (name, texts) in table.items():
                if not name.endswith("[]"):
                    rows.setdefault(lowered, (name, kind, texts[0] if texts else ""))
        current = current.base
    return list(rows.values())


def static_members(ps_type: Any) -> list[tuple[str, str, str]]:
    """Static members of a type: enumeration values, fields and properties, methods, `new`."""
    from exoshell.values.type_data import members

    facts = members(ps_type.full_name)
    rows = [(name, "Property", f"{ps_type.display} {name}") for name in (ps_type.enum.names if ps_type.kind == "enum" else ())]
    rows += [(name, "Property", texts[0] if texts else "") for name, texts in facts.static_properties.values()]
    rows += [(name, "Method", texts[0] if texts else "") for name, texts in facts.static_methods.values()]
    if facts.constructors:
        rows.append(("new", "Method", facts.constructors[0]))
    return rows


def shape_of_text(text: str, place: Place) -> Shape | None:
    """The shape of what a pipeline or an expression gives."""
    from exoshell.lang import parse

    tree = parse(text).ast
    statements = tree.end_block.statements if tree is not None and tree.end_block is not None else []
    if not statements:
        return None
    return shape_of(statements[-1], place)


def shape_of(node: Any, place: Place) -> Shape | None:
    """The shape of a node; None where it cannot be told without running something."""
    handler = HANDLERS.get(type(node).__name__)
    return handler(node, place) if handler is not None else None


def element(shape: Shape | None) -> Shape | None:
    """What enumerating a shape gives."""
    if shape is None or not shape.has_value:
        if shape is not None and shape.ps_type is not None and shape.ps_type.kind == "array":
            return Shape(ps_type=shape.ps_type.element)
        return shape
    if isinstance(shape.value, list):
        return Shape(shape.value[0], has_value=True) if shape.value else None
    return shape


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
        return piped
    names = exchange_properties(info.name)
    if names:
        return Shape(names=names)
    for text in info.output:
        ps_type = place.session.find_type(text)
        if ps_type is not None:
            return Shape(ps_type=ps_type)
    return None


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
    missing = object()
    value = place.session.scope.get(name.rpartition(":")[2], missing)
    return None if value is missing or value is None else Shape(value, has_value=True)


def _member(node: Any, place: Place) -> Shape | None:
    target = shape_of(node.expression, place)
    name = getattr(node.member, "value", None)
    if target is None or not isinstance(name, str):
        return None
    if target.has_value:
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
            return Shape(ps_type=ps_type) if ps_type is not None else None
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
    if target.has_value and isinstance(target.value, list) and isinstance(index, int) and -len(target.value) <= index < len(target.value):
        return Shape(target.value[index], has_value=True)
    return element(target)


def _constant(node: Any, place: Place) -> Shape:
    return Shape(node.value, has_value=True)


def _text(node: Any, place: Place) -> Shape:
    return Shape("", has_value=True)


def _type(node: Any, place: Place) -> Shape | None:
    ps_type = place.session.find_type(place_type_text(node.type_name))
    return Shape(ps_type=ps_type, static=True) if ps_type is not None else None


def _convert(node: Any, place: Place) -> Shape | None:
    ps_type = place.session.find_type(place_type_text(node.type.type_name))
    return Shape(ps_type=ps_type) if ps_type is not None else None


def place_type_text(node: Any) -> str:
    name = getattr(node, "name", None)
    if name is not None:
        return str(name)
    inner = getattr(node, "element_type", None)
    return place_type_text(inner) + "[]" if inner is not None else place_type_text(node.type_name)


def _paren(node: Any, place: Place) -> Shape | None:
    return shape_of(node.pipeline, place)


def _array(node: Any, place: Place) -> Shape | None:
    return shape_of(node.elements[0], place) if node.elements else None


def _first_statement(node: Any, place: Place) -> Shape | None:
    statements = node.sub_expression.statements
    return shape_of(statements[-1], place) if statements else None


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
}
