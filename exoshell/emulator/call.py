"""What a resource gets and gives: the call with its bound parameters, and the result with its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from exoshell.emulator.binding import Bound
from exoshell.emulator.encode import View
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.values import UNLIMITED


@dataclass
class Caller:
    """Who calls: a user or an application, with the roles of the sign-in and the role groups."""

    name: str
    roles: frozenset[str] = frozenset()
    app_id: str = ""
    is_app: bool = False


@dataclass
class Result:
    """Rows (property values) with the view that orders and types them; ``cursor`` when there are more."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    view: View | None = None
    cursor: Any = None
    paged: bool = False


@dataclass
class Call:
    """One run of a cmdlet."""

    tenant: Tenant
    caller: Caller
    cmdlet: str
    row: dict[str, Any]
    args: Bound
    page_size: int = 1000
    cursor: Any = None
    served: int = 0
    warnings: list[str] = field(default_factory=list)
    verbose: list[str] = field(default_factory=list)
    confirmation: str = ""

    @property
    def verb(self) -> str:
        """``Get``."""
        return self.cmdlet.partition("-")[0]

    @property
    def noun(self) -> str:
        """``Mailbox``."""
        return self.cmdlet.partition("-")[2]

    @property
    def result_size(self) -> int | None:
        """How many rows were asked for: None is all; 1000 when the cmdlet has the parameter and it is not given."""
        size = self.args.get("ResultSize")
        if size == UNLIMITED:
            return None
        if isinstance(size, int):
            return size
        has = any(p["name"] == "ResultSize" for p in self.row["params"])
        return 1000 if has else None

    @property
    def limit(self) -> int:
        """How many rows this page may hold."""
        size = self.result_size
        if size is None:
            return self.page_size
        rest = size - self.served
        return min(self.page_size, rest if rest > 0 else max(size, 1))

    def given(self, *names: str) -> bool:
        """Whether any of the parameters was given."""
        return any(name in self.args for name in names)


Handler = Callable[[Call], "Result | None"]
_HANDLERS: dict[str, Handler] = {}


def handles(*cmdlets: str) -> Callable[[Handler], Handler]:
    """Declares a function as the behaviour of cmdlets."""

    def declare(function: Handler) -> Handler:
        for cmdlet in cmdlets:
            _HANDLERS[cmdlet.lower()] = function
        return function

    return declare


def handler_of(cmdlet: str) -> Handler | None:
    """The function declared for a cmdlet, among the modules imported so far."""
    return _HANDLERS.get(cmdlet.lower())


def rows(view: View | None, values: Iterable[dict[str, Any]]) -> Result:
    """A result that is complete."""
    return Result(list(values), view)
