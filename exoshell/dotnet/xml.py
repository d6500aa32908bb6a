"""System.Xml: XmlDocument and its nodes, node lists, namespace managers, writers; the properties that PowerShell's adapter gives."""

from __future__ import annotations

from exoshell.dotnet import xml_nodes as N
from exoshell.dotnet.enumerators import Enumerator
from exoshell.dotnet.errors import net_error
from exoshell.dotnet.intrinsic import MISSING
from exoshell.dotnet.table import table
from exoshell.dotnet.xml_nodes import XmlNode
from exoshell.values.errors import ps_error
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

X = "System.Xml."
NODE = table(X + "XmlNode")
ELEMENT = table(X + "XmlElement")


class NodeList(NetObject):
    """An XmlNodeList (`shown`: its class); `source` is a list that may be live."""

    __slots__ = ("source", "shown")

    def __init__(self, source: list[Any], shown: str = "XmlChildNodes") -> None:
        self.source, self.shown = source, shown
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        return X + self.shown

    def enumerate(self) -> list[Any]:
        return list(self.source)


class AttributeList(NetObject):
    """The XmlAttributeCollection of an element."""

    __slots__ = ("element",)
    type_name = X + "XmlAttributeCollection"

    def __init__(self, element: XmlNode) -> None:
        self.element = element
        self.extension = None
        self.ps_type = None

    def enumerate(self) -> list[Any]:
        return list(self.element.attributes)


class NamespaceManager(NetObject):
    """System.Xml.XmlNamespaceManager."""

    __slots__ = ("spaces",)
    type_name = X + "XmlNamespaceManager"

    def __init__(self) -> None:
        self.spaces: dict[str, str] = {}
        self.extension = None
        self.ps_type = None


class NameTable(NetObject):
    """System.Xml.NameTable."""

    __slots__ = ()
    type_name = X + "NameTable"

    def __init__(self) -> None:
        self.extension = None
        self.ps_type = None


# ------------------------------------------------------------------------------------------------------------------- PowerShell's adapter


def shown_value(node: XmlNode) -> Any:
    """What reading a child or attribute by name yields: text where that is all it has, else the node."""
    if node.kind != N.ELEMENT:
        return node.value
    if node.attributes:
        return node
    if not node.children:
        return ""
    only = node.children[0]
    return only.value if len(node.children) == 1 and only.kind == N.TEXT else node


def named_nodes(node: XmlNode, name: str) -> list[XmlNode]:
    """Attributes and children of a local name in any case."""
    lower = name.lower()
    return [n for n in node.attributes + node.children if n.local.lower() == lower]


def adapter_get(node: XmlNode, name: str) -> Any:
    """A property by the name of a child or attribute; MISSING where there is none."""
    found = named_nodes(node, name)
    if not found:
        return MISSING
    return shown_value(found[0]) if len(found) == 1 else [shown_value(n) for n in found]


def adapter_set(node: XmlNode, name: str, value: Any) -> bool:
    """Writes the text of a child or attribute. False where there is none of the name."""
    from exoshell.values.conversion import to_text

    found = named_nodes(node, name)
    if not found:
        return _missing(node, name)
    if len(found) > 1:
        raise _restricted("XmlNodeSetRestrictionsMoreThanOneNode", name)
    target = found[0]
    text = to_text(value)
    if target.kind != N.ELEMENT:
        target.value = text
        return True
    if target.attributes or not _only_text(target):
        raise _restricted("XmlNodeSetRestrictionsUnknownNodeType", name)
    target.set_inner_text(text)
    return True


def _only_text(node: XmlNode) -> bool:
    return not node.children or (len(node.children) == 1 and node.children[0].kind == N.TEXT)


def _restricted(error_id: str, name: str) -> Exception:
    reason = (
        "only strings can be used as values to set XmlNode properties."
        if error_id.endswith("ShouldBeAString")
        else "more than one node has that name."
        if error_id.endswith("OneNode")
        else "the node is not an attribute or an element that holds only text."
    )
    return ps_error(
        error_id,
        f'Cannot set "{name}" because {reason}',
        exception="System.Management.Automation.SetValueException",
    )


def _missing(node: XmlNode, name: str) -> bool:
    from exoshell.dotnet.view import view_of
    from exoshell.values.types import type_of

    if view_of(type_of(node)).property(name) is not None:
        return False
    text = f"The property '{name}' cannot be found on this object. Verify that the property exists and can be set."
    raise ps_error(
        "ExceptionWhenSetting",
        f'Exception setting "{name}": "{text}"',
        exception="System.Management.Automation.SetValueInvocationException",
    )


def adapter_names(node: XmlNode) -> list[tuple[str, str, str]]:
    """The names that adapter_get knows."""
    names: dict[str, list[XmlNode]] = {}
    for child in node.attributes + node.children:
        names.setdefault(child.local, []).append(child)
    result = []
    for name, found in names.items():
        value = shown_value(found[0])
        text = (
            "System.Object[]"
            if len(found) > 1
            else "string"
            if isinstance(value, str)
            else "System.Xml.XmlElement"
        )
        result.append((name, "Property", text))
    return result


NODE.dynamic_get = adapter_get
NODE.dynamic_set = adapter_set
NODE.dynamic_names = adapter_names
NODE.adapts = True

# ------------------------------------------------------------------------------------------------------------------------------- nodes


def _spaces(manager: Any) -> dict[str, str] | None:
    return {k: v for k, v in manager.spaces.items() if k and v} if manager is not None else None


def select_nodes(node: XmlNode, path: str, manager: Any = None) -> NodeList:
    """SelectNodes."""
    from exoshell.dotnet.xml_paths import evaluate

    found = evaluate(node, path, _spaces(manager))
    if not isinstance(found, list):
        raise net_error("System.Xml.XPath.XPathException", "Expression must evaluate to a node-set.")
    return NodeList(found, "XPathNodeList")


def select_single(node: XmlNode, path: str, manager: Any = None) -> Any:
    found = select_nodes(node, path, manager).source
    return found[0] if found else None


def set_inner_xml(node: XmlNode, text: str) -> None:
    """InnerXml: the text is parsed in place of the children."""
    if node.kind == N.DOCUMENT:
        N.load_xml(node, text)
        return
    holder = XmlNode(N.DOCUMENT)
    holder.preserve = True
    spaces = "".join(
        f' {a.name}="{N.escape_attribute(a.value)}"' for a in node.attributes if a.namespace == N.XMLNS
    )
    N.load_xml(holder, f"<_{spaces}>{text}</_>")
    node.children = []
    root = holder.root
    assert root is not None
    for child in root.children:
        made = child.imported(node.document, True)
        made.parent = node
        node.children.append(made)


def insert(node: XmlNode, child: XmlNode, reference: Any, step: int) -> XmlNode:
    """InsertBefore (step 0) and InsertAfter (1); no reference means the end or the start."""
    if reference is None:
        return node.append(child, 0 if step else None)
    child.detach()
    return node.append(child, node.children.index(reference) + step)


def remove_child(node: XmlNode, child: XmlNode) -> XmlNode:
    if child not in node.children:
        raise net_error("System.ArgumentException", "The node to be removed is not a child of this node.")
    child.detach()
    return child


def replace_child(node: XmlNode, new: XmlNode, old: XmlNode) -> XmlNode:
    position = node.children.index(old)
    old.detach()
    node.append(new, position)
    return old


def remove_all(node: XmlNode) -> None:
    node.children = []
    node.attributes = []


def _set_value(node: XmlNode, value: Any) -> None:
    if node.kind in (N.ELEMENT, N.DOCUMENT):
        raise net_error(
            "System.InvalidOperationException",
            f"Cannot set a value on node type '{'Element' if node.kind == N.ELEMENT else 'Document'}'.",
        )
    node.value = value


def _children(node: XmlNode) -> NodeList:
    return NodeList(node.children)


NODE.add_properties(
    {
        "Name": lambda n: n.name,
        "LocalName": lambda n: n.local,
        "NamespaceURI": lambda n: n.namespace,
        "Prefix": lambda n: n.prefix,
        "NodeType": lambda n: n.kind,
        "ParentNode": lambda n: n.parent if n.kind != N.ATTRIBUTE else None,
        "OwnerDocument": lambda n: n.owner,
        "Value": lambda n: n.value,
        "InnerText": XmlNode.inner_text,
        "InnerXml": XmlNode.inner_xml,
        "OuterXml": N.outer_xml,
        "ChildNodes": _children,
        "FirstChild": lambda n: n.children[0] if n.children else None,
        "LastChild": lambda n: n.children[-1] if n.children else None,
        "HasChildNodes": lambda n: bool(n.children),
        "NextSibling": lambda n: n.sibling(1),
        "PreviousSibling": lambda n: n.sibling(-1),
        "PreviousText": lambda n: None,
        "Attributes": lambda n: AttributeList(n) if n.kind == N.ELEMENT else None,
        "BaseURI": lambda n: "",
        "IsReadOnly": lambda n: False,
        "SchemaInfo": lambda n: SchemaInfo(n),
    }
)
NODE.properties["value"].set = _set_value
NODE.properties["innertext"].set = XmlNode.set_inner_text
NODE.properties["innerxml"].set = set_inner_xml
NODE.properties["innertext"].type_text = NODE.properties["innerxml"].type_text = "string"
NODE.properties["prefix"].set = lambda n, value: setattr(n, "prefix", value)


class SchemaInfo(NetObject):
    """What SchemaInfo shows: nothing is validated here."""

    __slots__ = ("node",)
    shows_type_name = True

    def __init__(self, node: XmlNode) -> None:
        self.node = node
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        return X + ("Schema.XmlSchemaInfo" if self.node.kind == N.DOCUMENT else "XmlName")


NODE.method("ToString", "string ToString()")(lambda n: n.local)
NODE.method("get_Name", "string get_Name()")(lambda n: n.name)
NODE.method("get_InnerText", "string get_InnerText()")(XmlNode.inner_text)
NODE.method("get_InnerXml", "string get_InnerXml()")(XmlNode.inner_xml)
NODE.method("get_OuterXml", "string get_OuterXml()")(N.outer_xml)
NODE.method("get_Value", "string get_Value()")(lambda n: n.value)
NODE.method("get_Attributes", raw=True)(lambda n: AttributeList(n) if n.kind == N.ELEMENT else None)
NODE.method("get_ChildNodes", raw=True)(_children)
NODE.add_methods(
    {
        "SelectNodes": select_nodes,
        "SelectSingleNode": select_single,
        "AppendChild": lambda n, child: n.append(child),
        "PrependChild": lambda n, child: n.append(child, 0),
        "InsertBefore": lambda n, child, reference: insert(n, child, reference, 0),
        "InsertAfter": lambda n, child, reference: insert(n, child, reference, 1),
        "RemoveChild": remove_child,
        "ReplaceChild": replace_child,
        "RemoveAll": remove_all,
        "CloneNode": lambda n, deep: n.clone(deep),
        "Clone": lambda n: n.clone(True),
        "Normalize": lambda n: None,
        "GetEnumerator": lambda n: Enumerator(list(n.children)),
        "CreateNavigator": lambda n: Navigator(n),
        "WriteTo": lambda n, writer: writer.raw(N.outer_xml(n)),
        "WriteContentTo": lambda n, writer: writer.raw(n.inner_xml()),
        "GetNamespaceOfPrefix": lambda n, prefix: _lookup(n, prefix),
    }
)


def _lookup(node: Any, prefix: str) -> str:
    name = f"xmlns:{prefix}" if prefix else "xmlns"
    while node is not None and node.kind == N.ELEMENT:
        found = node.attribute(name)
        if found is not None:
            return str(found.value)
        node = node.parent
    return ""


def by_tag_name(node: XmlNode, name: str, namespace: str | None = None) -> NodeList:
    """GetElementsByTagName(name) or (local name, namespace)."""
    if namespace is not None:
        found = [n for n in node.descendants() if name in ("*", n.local) and namespace in ("*", n.namespace)]
    else:
        found = [n for n in node.descendants() if name in ("*", n.name)]
    return NodeList(found, "XmlElementList")


def get_attribute(node: XmlNode, name: str, namespace: str | None = None) -> str:
    if namespace:
        found = next((a for a in node.attributes if a.local == name and a.namespace == namespace), None)
    else:
        found = node.attribute(name)
    return "" if found is None else str(found.value)


def set_attribute(node: XmlNode, name: str, *args: Any) -> Any:
    """SetAttribute(name, value) or (local name, namespace, value)."""
    if len(args) == 1:
        node.set_attribute(name, args[0])
        return None
    node.set_attribute(name, args[1], args[0])
    return args[1]


def drop_attribute(node: XmlNode, name: str, *namespace: str) -> None:
    found = node.attribute(name)
    if found is not None:
        found.detach()


ELEMENT.add_methods(
    {
        "GetAttribute": get_attribute,
        "SetAttribute": set_attribute,
        "RemoveAttribute": drop_attribute,
        "HasAttribute": lambda n, name, *ns: n.attribute(name) is not None,
        "GetAttributeNode": lambda n, name, *ns: n.attribute(name),
        "SetAttributeNode": lambda n, attribute, *ns: _attach(n, attribute),
        "RemoveAttributeNode": lambda n, attribute, *ns: (attribute.detach(), attribute)[1],
        "RemoveAllAttributes": lambda n: n.attributes.clear(),
        "GetElementsByTagName": by_tag_name,
    }
)
ELEMENT.methods["setattribute"].signatures = [
    "void SetAttribute(string name, string value)",
    "string SetAttribute(string localName, string namespaceURI, string value)",
]
ELEMENT.add_properties(
    {"HasAttributes": lambda n: bool(n.attributes), "IsEmpty": lambda n: n.short and not n.children}
)
ELEMENT.properties["isempty"].set = lambda n, value: setattr(n, "short", bool(value))


def _attach(node: XmlNode, attribute: XmlNode) -> Any:
    attribute.parent = node
    old = node.attribute(attribute.name)
    if old is not None:
        old.detach()
    node.attributes.append(attribute)
    return old


ATTRIBUTE = table(X + "XmlAttribute")
ATTRIBUTE.add_properties({"OwnerElement": lambda n: n.parent, "Specified": lambda n: True})
CHARACTERS = table(X + "XmlCharacterData")
CHARACTERS.add_properties({"Data": lambda n: n.value, "Length": lambda n: len(n.value or "")})
CHARACTERS.properties["data"].set = lambda n, value: setattr(n, "value", value)

# -------------------------------------------------------------------------------------------------------------------------------- lists


def list_item(nodes: NodeList, index: Any) -> Any:
    from exoshell.values.conversion import to_int32

    position = index if type(index) is int else to_int32(index)
    return nodes.source[position] if 0 <= position < len(nodes.source) else None


LIST = table(X + "XmlNodeList")
LIST.add_properties({"Count": lambda s: len(s.source)})
LIST.add_methods({"Item": list_item, "GetEnumerator": lambda s: Enumerator(list(s.source))}, raw=True)
LIST.get_item = list_item
LIST.method("ToString", "string ToString()")(lambda s: " ".join(n.local for n in s.source))


def attribute_item(owner: AttributeList, key: Any) -> Any:
    """An attribute by name or position."""
    if type(key) is int:
        attributes = owner.element.attributes
        return attributes[key] if 0 <= key < len(attributes) else None
    return owner.element.attribute(str(key))


ATTRIBUTES = table(X + "XmlAttributeCollection")
ATTRIBUTES.add_properties({"Count": lambda s: len(s.element.attributes)})
ATTRIBUTES.add_methods(
    {
        "Append": lambda s, attribute: (_attach(s.element, attribute), attribute)[1],
        "GetNamedItem": lambda s, name, *ns: s.element.attribute(name),
        "SetNamedItem": lambda s, attribute: _attach(s.element, attribute),
        "RemoveNamedItem": lambda s, name, *ns: (lambda a: (a.detach(), a)[1] if a is not None else None)(
            s.element.attribute(name)
        ),
        "Remove": lambda s, attribute: (attribute.detach(), attribute)[1],
        "RemoveAll": lambda s: s.element.attributes.clear(),
        "Item": attribute_item,
        "GetEnumerator": lambda s: Enumerator(list(s.element.attributes)),
    },
    raw=True,
)
ATTRIBUTES.get_item = attribute_item
ATTRIBUTES.dynamic_get = lambda owner, name: (lambda a: MISSING if a is None else a)(
    next(
        (
            x
            for x in owner.element.attributes
            if x.local.lower() == name.lower() and name.lower() not in ("count", "item")
        ),
        None,
    )
)

MANAGER = table(X + "XmlNamespaceManager")
MANAGER.new(raw=True)(lambda ps_type, *args: NamespaceManager())
MANAGER.add_methods(
    {
        "AddNamespace": lambda m, prefix, uri: m.spaces.__setitem__(prefix, uri),
        "RemoveNamespace": lambda m, prefix, uri: m.spaces.pop(prefix, None),
        "LookupNamespace": lambda m, prefix: m.spaces.get(prefix),
        "HasNamespace": lambda m, prefix: prefix in m.spaces,
    }
)
MANAGER.add_properties({"DefaultNamespace": lambda m: m.spaces.get("", "")})
table(X + "NameTable").new("System.Xml.NameTable new()")(lambda ps_type: NameTable())


class Navigator(NetObject):
    """System.Xml.XPath.XPathNavigator at a node."""

    __slots__ = ("node",)
    type_name = X + "XPath.XPathNavigator"

    def __init__(self, node: XmlNode) -> None:
        self.node = node
        self.extension = None
        self.ps_type = None


NAVIGATOR = table(X + "XPath.XPathNavigator")


def navigate(navigator: Navigator, path: Any, manager: Any = None) -> Any:
    """Evaluate."""
    from exoshell.dotnet.xml_paths import evaluate

    found = evaluate(navigator.node, str(path), _spaces(manager))
    return (
        NodeList([Navigator(n) for n in found], "XPathNodeList")
        if isinstance(found, list)
        else str(found)
        if isinstance(found, str)
        else found
    )


NAVIGATOR.add_methods(
    {
        "Evaluate": navigate,
        "Select": navigate,
        "SelectSingleNode": lambda v, path, *m: (lambda s: s[0] if s else None)(navigate(v, path, *m).source),
    },
    raw=True,
)
NAVIGATOR.add_properties(
    {
        "Name": lambda v: v.node.name,
        "LocalName": lambda v: v.node.local,
        "Value": lambda v: v.node.inner_text(),
        "InnerXml": lambda v: v.node.inner_xml(),
        "OuterXml": lambda v: N.outer_xml(v.node),
        "UnderlyingObject": lambda v: v.node,
    }
)
NAVIGATOR.method("ToString", "string ToString()")(lambda v: v.node.inner_text())
