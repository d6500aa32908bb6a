"""XPath over the document model: the tree is mirrored in lxml for a query and the result mapped back."""

from __future__ import annotations

from exoshell.dotnet import xml_nodes as N
from exoshell.dotnet.errors import net_error
from exoshell.dotnet.xml_nodes import XmlNode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Mirror:
    """An lxml tree made of a document and the way back."""

    def __init__(self, document: XmlNode) -> None:
        from lxml import etree

        self.etree = etree
        self.back: dict[Any, XmlNode] = {}
        self.forth: dict[int, Any] = {}
        self.texts: dict[tuple[Any, bool], list[XmlNode]] = {}
        self.document = document
        root = document.root
        self.root = self._element(root, None) if root is not None else None

    def _element(self, node: XmlNode, parent: Any) -> Any:
        spaces = {
            a.local if a.prefix else None: a.value
            for a in node.attributes
            if a.namespace == N.XMLNS and a.value
        }
        if node.prefix and node.namespace:
            spaces.setdefault(node.prefix, node.namespace)
        tag = f"{{{node.namespace}}}{node.local}" if node.namespace else node.local
        make: Any = (
            self.etree.Element if parent is None else lambda *a, **k: self.etree.SubElement(parent, *a, **k)
        )
        made = make(tag, nsmap=spaces or None)
        self.back[made] = node
        self.forth[id(node)] = made
        for attribute in node.attributes:
            if attribute.namespace != N.XMLNS:
                name = (
                    f"{{{attribute.namespace}}}{attribute.local}" if attribute.namespace else attribute.local
                )
                made.set(name, _clean(attribute.value))
        last = None
        for child in node.children:
            last = self._child(made, child, last)
        return made

    def _child(self, made: Any, child: XmlNode, last: Any) -> Any:
        if child.kind == N.ELEMENT:
            return self._element(child, made)
        if child.kind in (N.TEXT, N.CDATA, N.WHITESPACE):
            text = _clean(child.value)
            if last is None:
                made.text = (made.text or "") + text
                self.texts.setdefault((made, False), []).append(child)
            else:
                last.tail = (last.tail or "") + text
                self.texts.setdefault((last, True), []).append(child)
            return last
        if child.kind == N.COMMENT:
            comment: Any = self.etree.Comment(child.value)
        elif child.kind == N.PI:
            comment = self.etree.ProcessingInstruction(child.local, child.value)
        else:
            return last
        made.append(comment)
        self.back[comment] = child
        return comment

    def node_of(self, found: Any) -> Any:
        """The node that a result of lxml stands for; a plain value stays."""
        if found in self.back if not isinstance(found, (str, float, bool)) else False:
            return self.back[found]
        parent = getattr(found, "getparent", lambda: None)()
        if parent is None:
            return found
        if getattr(found, "is_attribute", False):
            local = found.attrname.rpartition("}")[2]
            return next((a for a in self.back[parent].attributes if a.local == local), None)
        texts = self.texts.get((parent, bool(found.is_tail)), [])
        return texts[0] if texts else None


def _clean(text: Any) -> str:
    return "".join(c for c in str(text or "") if c in "\t\n\r" or c >= " ")


def evaluate(node: XmlNode, path: str, spaces: dict[str, str] | None = None) -> Any:
    """The result of an XPath expression: a list of nodes, or a string, number or bool. Raises XPathException."""
    document = node.document
    mirror = _Mirror(document)
    if mirror.root is None:
        return []
    etree = mirror.etree
    context = (
        mirror.forth.get(id(node), mirror.root) if node.kind != N.DOCUMENT else mirror.root.getroottree()
    )
    try:
        if node.kind == N.DOCUMENT and not path.lstrip("( ").startswith(
            ("/", "count", "string", "sum", "number", "boolean", "name", "concat", "not")
        ):
            found = _from_document(mirror, path, spaces)
        else:
            found = context.xpath(path, namespaces=spaces or None)
    except etree.XPathEvalError as error:
        message = str(error)
        if "prefix" in message.lower() or "Undefined namespace" in message:
            raise net_error(
                "System.Xml.XPath.XPathException",
                _NO_MANAGER if not spaces else "Namespace prefix is not defined.",
            ) from error
        raise net_error("System.Xml.XPath.XPathException", _reason(path, message)) from error
    except (etree.XPathError, TypeError, ValueError) as error:
        raise net_error("System.Xml.XPath.XPathException", f"'{path}' has an invalid token.") from error
    if isinstance(found, list):
        nodes = [document if f is document else mirror.node_of(f) for f in found]
        return [n for n in nodes if n is not None]
    return found


_NO_MANAGER = (
    "Namespace Manager or XsltContext needed. This query has a prefix, variable, or user-defined function."
)


def _reason(path: str, message: str) -> str:
    if path.rstrip().endswith(("[", "/")):
        return "Expression must evaluate to a node-set."
    return f"'{path}' has an invalid token."


def _from_document(mirror: _Mirror, path: str, spaces: dict[str, str] | None) -> Any:
    """A relative path from the document node: its steps start at the root element."""
    if path in (".", "self::node()"):
        return [mirror.document]
    assert mirror.root is not None
    separator = "" if path.startswith(("(", "/")) else "/"
    return mirror.root.getroottree().xpath(separator + path, namespaces=spaces or None)
