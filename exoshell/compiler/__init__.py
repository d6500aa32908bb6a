"""From the tree to generated Python: `compile_unit` makes the unit of a block, function or script, and is registered with the runtime on import.

Generated code is kept on disk by the content of its source, so that a later start neither parses nor generates.
"""

from __future__ import annotations

from exoshell.compiler.cache import cache_of
from exoshell.runtime import source as runtime_source
from exoshell.runtime.source import Source, Unit, new_file_name, spellings, units_by_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

VERSION = "1"


def compile_unit(source: Source, start: int, end: int, variant: str, what: str) -> Unit:
    """The unit of the node of that kind at that place. Raises SyntaxError-free: the source has been checked before."""
    cache = source.cache
    if cache is None:
        cache = source.cache = cache_of(source.text)
    key = (start, end, variant, what)
    entry = cache.get(key)
    if entry is None:
        entry = _generate(source, start, end, variant, what)
        cache.put(key, entry)
    code, lines, spans = entry
    return load(source, start, end, what, code, lines, spans)


def load(source: Source, start: int, end: int, what: str, code: Any, lines: Any, spans: Any) -> Unit:
    """Run the module of a unit in fresh globals."""
    from exoshell.runtime.namespace import fresh

    unit = Unit(source, start, end, what)
    file = new_file_name()
    code = _renamed(code, file)
    namespace = fresh(code)
    namespace["UNIT"] = unit
    exec(code, namespace)
    unit.install(namespace, lines, spans)
    units_by_file[file] = unit
    for name, spelled in namespace.get("SPELLINGS", {}).items():
        spellings.setdefault(name, spelled)
    return unit


def _renamed(code: Any, file: str) -> Any:
    """The code under a file name of its own, nested functions too."""
    constants = tuple(_renamed(c, file) if type(c) is type(code) else c for c in code.co_consts)
    return code.replace(co_filename=file, co_consts=constants)


def _generate(source: Source, start: int, end: int, variant: str, what: str) -> tuple[Any, Any, Any]:
    from exoshell.compiler.trees import find_node
    from exoshell.compiler.units import generate

    node = find_node(source, start, end, what)
    if what == "steps":
        from exoshell.compiler.units import UnitGenerator

        text, lines, spans = UnitGenerator(source.text, node, None, variant="dict", steps=True).module()
        return compile(text, "<exoshell>", "exec", dont_inherit=True, optimize=0), tuple(lines), tuple(spans)
    if what in ("type", "method"):
        text, lines, spans = _generate_class_part(source, node, what, variant)
        return compile(text, "<exoshell>", "exec", dont_inherit=True, optimize=0), tuple(lines), tuple(spans)
    if what in ("function", "filter"):
        block, head = node.body, node.parameters
    else:
        block, head = node, None
    text, lines, spans = generate(
        source.text, block, head, variant=variant, is_filter=what == "filter", top=what == "script"
    )
    code = compile(text, "<exoshell>", "exec", dont_inherit=True, optimize=0)
    return code, tuple(lines), tuple(spans)


def _generate_class_part(source: Source, node: Any, what: str, variant: str) -> Any:
    from exoshell.compiler.classes import TypeGenerator, method_parts
    from exoshell.compiler.trees import tree_of
    from exoshell.compiler.units import UnitGenerator

    namespaces = [
        str(u.name.value)
        for u in tree_of(source).using_statements or ()
        if str(u.using_statement_kind) == "Namespace"
    ]
    if what == "type":
        return TypeGenerator(source.text, node, namespaces).module()
    block, head = method_parts(node)
    return UnitGenerator(source.text, block, head, variant=variant, method=True).module()


def check_source(source: Source) -> None:
    """Find the parse errors of a source; a cached source has none."""
    cache = source.cache
    if cache is None:
        cache = source.cache = cache_of(source.text)
    if cache.entries:
        source.errors = ()
        return
    from exoshell.compiler.trees import tree_of

    tree_of(source)


def _tree(source: Source) -> Any:
    from exoshell.compiler.trees import tree_of

    return tree_of(source)


def _parsed(source: Source) -> Any:
    from exoshell.lang import parse

    result = parse(source.text, source.path)
    return source, result.ast, result.tokens, result.errors


runtime_source.set_compiler(compile_unit)
runtime_source.set_checker(check_source)
runtime_source.set_parser(_tree, _parsed)

__all__ = ["check_source", "compile_unit"]
