"""Script blocks and functions as values."""

from __future__ import annotations

from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.runtime.scope import Scope
    from exoshell.runtime.source import CodeSite, Unit


class ScriptBlock(NetObject):
    """System.Management.Automation.ScriptBlock.

    `inline`: the block compiled as a function over its creator's variables (`inline(item)` giving a value where `is_value` is 1, a scalar where it is 2, else
    `inline(item, out)`), usable while `scope` has the same cells; `captured`: variables of GetNewClosure.
    """

    type_name = "System.Management.Automation.ScriptBlock"
    __slots__ = (
        "site",
        "session",
        "module",
        "inline",
        "is_value",
        "scope",
        "cells",
        "captured",
        "is_filter",
        "attributes",
        "debugger_hidden",
        "info_",
    )

    def __init__(self, site: CodeSite, session: Any, module: Any = None) -> None:
        self.site = site
        self.session = session
        self.module = module
        self.inline: Any = None
        self.is_value = 0
        self.scope: Scope | None = None
        self.cells: Any = None
        self.captured: dict[str, Any] | None = None
        self.is_filter = False
        self.extension = None
        self.ps_type = None
        self.info_: Any = None

    @property
    def text(self) -> str:
        return self.site.text

    def unit(self, variant: str = "new") -> Unit:
        return self.site.unit(variant)

    def invoke(self, args: list[Any], **kwargs: Any) -> list[Any]:
        """Run `& block args`: the output as a list."""
        from exoshell.runtime.invoke import invoke_block

        return invoke_block(self.session, self, args, **kwargs)

    def __repr__(self) -> str:
        return f"ScriptBlock({self.text!r})"

    def __str__(self) -> str:
        return self.text


def active_scope(X: Any, module: Any) -> Any:
    """The innermost scope of the calls under way that belongs to a module (None: to the session itself)."""
    scope = X.scope
    while scope is not None:
        if scope.module is module:
            return scope
        inner, scope = scope, None
        while inner is not None and scope is None:
            scope = getattr(inner.call, "origin", None)
            inner = inner.parent
    return X.global_scope if module is None else module.scope


class CallInfo:
    """What a scope knows about the call that opened it. `parent`: the scope for look-ups where it is not the caller."""

    __slots__ = (
        "site",
        "info",
        "bound",
        "args",
        "invocation",
        "parent",
        "module",
        "kind",
        "cmdlet",
        "unit",
        "context",
        "presets",
        "name",
        "expecting",
        "line_stack",
        "origin",
    )

    def __init__(self, info: Any = None, site: Any = None) -> None:
        self.info = info
        self.site = site
        self.bound: Any = None
        self.args: Any = None
        self.invocation: Any = None
        self.parent: Any = None
        self.module: Any = None
        self.kind = ""
        self.cmdlet: Any = None
        self.unit: Any = None
        self.context: Any = None
        self.presets: dict[str, Any] | None = None
        self.expecting = False
        self.origin: Any = None  # the caller's scope where the call leads into another module

    def open(self, scope: Any, caller: Any) -> None:
        """Called by the scope that the call opens."""
        scope.parent = self.parent if self.parent is not None else caller
        scope.module = self.module
        scope.kind = self.kind
        if self.presets:
            scope.vars = dict(self.presets)
