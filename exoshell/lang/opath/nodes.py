"""The tree of an OPATH filter."""

from __future__ import annotations


class Node:
    """A condition on one object."""

    __slots__: tuple[str, ...] = ()

    def _key(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._key()))

    def __repr__(self) -> str:
        inner = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{type(self).__name__}({inner})"


class Bare:
    """An unquoted word where a value should stand: ``True`` in ``IsLinked -eq True``."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bare) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"Bare({self.name!r})"


class Comparison(Node):
    """``property operator value``; the operator in lower case without its hyphen.

    The value is text, an int (sizes such as 10GB in bytes), a float, a bool, None or a Bare word.
    """

    __slots__ = ("operator", "property", "value")

    def __init__(self, property: str, operator: str, value: object) -> None:
        self.property = property
        self.operator = operator
        self.value = value


class And(Node):
    """All parts hold."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[Node, ...]) -> None:
        self.parts = tuple(parts)


class Or(Node):
    """At least one part holds."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[Node, ...]) -> None:
        self.parts = tuple(parts)


class Not(Node):
    """The part does not hold."""

    __slots__ = ("part",)

    def __init__(self, part: Node) -> None:
        self.part = part
