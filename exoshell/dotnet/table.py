"""Tables of implemented members: one `MemberTable` a type, filled by the family modules, found by the type's name.

An implementation is a plain Python function. A method gets the object and the converted arguments; a static one the arguments; a
constructor the PSType and the arguments. Results are given their .NET kind after the signature, so a function may return a plain
`int` for a long, a `str` for a char or a `list` for a string[].
"""

from __future__ import annotations

from exoshell.dotnet.families import FAMILIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Function = Callable[..., Any]


class Method:
    """`signatures`: texts where the generated data has none (or None); `raw`: arguments are passed as they are."""

    __slots__ = ("name", "function", "signatures", "raw", "hidden", "indexer")

    def __init__(
        self,
        name: str,
        function: Function,
        signatures: list[str] | None = None,
        raw: bool = False,
        hidden: bool = False,
    ) -> None:
        self.name, self.function, self.signatures, self.raw, self.hidden = (
            name,
            function,
            signatures,
            raw,
            hidden,
        )
        self.indexer = False  # a parameterized property: what it throws is reported as a failed read


class Property:
    """`get(obj)` and `set(obj, value)` (None: read-only); static ones `get()` and `set(value)`; `type_text` in PowerShell's notation."""

    __slots__ = ("name", "get", "set", "type_text", "hidden")

    def __init__(
        self,
        name: str,
        get: Function,
        set: Function | None = None,
        type_text: str | None = None,
        hidden: bool = False,
    ) -> None:
        self.name, self.get, self.set, self.type_text, self.hidden = name, get, set, type_text, hidden


class MemberTable:
    """What is implemented of one type."""

    __slots__ = (
        "type_name",
        "methods",
        "properties",
        "static_methods",
        "static_properties",
        "constructor",
        "get_item",
        "set_item",
        "dynamic_get",
        "dynamic_set",
        "zero",
        "takes_list",
        "dynamic_names",
        "adapts",
    )

    def __init__(self, type_name: str) -> None:
        self.type_name = type_name
        self.methods: dict[str, Method] = {}
        self.properties: dict[str, Property] = {}
        self.static_methods: dict[str, Method] = {}
        self.static_properties: dict[str, Property] = {}
        self.constructor: Method | None = None
        self.get_item: Function | None = None
        self.set_item: Function | None = None
        self.dynamic_get: Function | None = (
            None  # (obj, name) -> value or MISSING, before the type's own members
        )
        self.dynamic_set: Function | None = None  # (obj, name, value) -> whether it was taken
        self.zero: Function | None = None  # the default value of a struct
        self.dynamic_names: Function | None = None  # obj -> (name, kind, type text) of what dynamic_get knows
        self.adapts = (
            False  # what dynamic_names gives stands for the type's own properties where all are shown
        )
        self.takes_list = False  # the indexer takes several indexes at once

    def method(self, name: str, *signatures: str, raw: bool = False) -> Callable[[Function], Function]:
        """Decorator: an instance method."""

        def add(function: Function) -> Function:
            self.methods[name.lower()] = Method(name, function, list(signatures) or None, raw)
            return function

        return add

    def indexer(self, name: str, *signatures: str) -> Callable[[Function], Function]:
        """Decorator: a parameterized property read with parentheses, `$x.Item(key)`."""

        def add(function: Function) -> Function:
            made = self.methods[name.lower()] = Method(name, function, list(signatures) or None, hidden=True)
            made.indexer = True
            return function

        return add

    def static(self, name: str, *signatures: str, raw: bool = False) -> Callable[[Function], Function]:
        """Decorator: a static method."""

        def add(function: Function) -> Function:
            self.static_methods[name.lower()] = Method(name, function, list(signatures) or None, raw)
            return function

        return add

    def new(self, *signatures: str, raw: bool = False) -> Callable[[Function], Function]:
        """Decorator: the constructor, called with the PSType first."""

        def add(function: Function) -> Function:
            self.constructor = Method("new", function, list(signatures) or None, raw)
            return function

        return add

    def property(self, name: str, type_text: str | None = None) -> Callable[[Function], Function]:
        """Decorator: the getter of a property."""

        def add(function: Function) -> Function:
            self.properties[name.lower()] = Property(name, function, None, type_text)
            return function

        return add

    def setter(self, name: str) -> Callable[[Function], Function]:
        """Decorator: the setter of a property that has its getter already."""

        def add(function: Function) -> Function:
            self.properties[name.lower()].set = function
            return function

        return add

    def add_methods(self, functions: dict[str, Function], raw: bool = False) -> None:
        """Several instance methods by name."""
        for name, function in functions.items():
            self.methods[name.lower()] = Method(name, function, None, raw)

    def add_statics(self, functions: dict[str, Function], raw: bool = False) -> None:
        """Several static methods by name."""
        for name, function in functions.items():
            self.static_methods[name.lower()] = Method(name, function, None, raw)

    def add_properties(self, functions: dict[str, Function]) -> None:
        """Several read-only properties by name."""
        for name, function in functions.items():
            self.properties[name.lower()] = Property(name, function)

    def add_static_properties(self, functions: dict[str, Function]) -> None:
        """Several read-only static properties by name."""
        for name, function in functions.items():
            self.static_properties[name.lower()] = Property(name, function)

    def add_fields(self, attributes: dict[str, str], read_only: bool = False) -> None:
        """Properties kept in Python attributes of the object: .NET name -> attribute."""
        for name, attribute in attributes.items():
            self.properties[name.lower()] = Property(name, *_field_access(attribute, read_only))


def _field_access(attribute: str, read_only: bool) -> tuple[Function, Function | None]:
    def get(obj: Any) -> Any:
        return getattr(obj, attribute)

    def put(obj: Any, value: Any) -> None:
        setattr(obj, attribute, value)

    return get, None if read_only else put


_tables: dict[str, MemberTable | None] = {}
_asked: set[str] = set()  # family modules that are imported or being imported
_modules: dict[str, str] = {name: module for module, names in FAMILIES.items() for name in names.split()}


def table(type_name: str) -> MemberTable:
    """The table of a type, made empty at first call (family modules fill it)."""
    found = _tables.get(type_name)
    if found is None:
        found = _tables[type_name] = MemberTable(type_name)
    return found


def find_table(type_name: str) -> MemberTable | None:
    """The filled table of a type; its family module is imported now. None: nothing of it is implemented."""
    module = _modules.get(type_name)
    if module is not None and module not in _asked:
        _asked.add(
            module
        )  # before the import: another module may have made the table, but only its own fills it
        __import__(module if module.startswith("exoshell.") else f"exoshell.dotnet.{module}")
    found = _tables.setdefault(type_name, None)
    return found


def add_family(module: str, type_names: str) -> None:
    """Registers a module of a room above (full name) as the one that fills the tables of these types."""
    for name in type_names.split():
        _modules[name] = module
        if _tables.get(name, name) is None:
            del _tables[name]
