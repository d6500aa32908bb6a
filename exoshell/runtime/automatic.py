"""Automatic and preference variables of a fresh session; `$input`, `$args`, `$MyInvocation`."""

from __future__ import annotations

import os

from exoshell.runtime.scope import LazyVariable, Variable
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ACTION_TYPE = "System.Management.Automation.ActionPreference"
ACTION_VALUES = {
    "silentlycontinue": 0,
    "stop": 1,
    "continue": 2,
    "inquire": 3,
    "ignore": 4,
    "suspend": 5,
    "break": 6,
}


def action_value(action: str) -> Any:
    """An ActionPreference value by lower-case name."""
    from exoshell.values.types import EnumValue, find_type

    ps_type = find_type(ACTION_TYPE)
    return EnumValue(ps_type, ACTION_VALUES[action]) if ps_type is not None else action


def enum(type_name: str, name: str) -> Any:
    from exoshell.values.types import EnumValue, find_type

    ps_type = find_type(type_name)
    if ps_type is None or ps_type.enum is None:
        return name
    return EnumValue(ps_type, ps_type.enum.names[name])


class InputEnumerator(NetObject):
    """`$input`: an enumerator over what came through the pipeline; reading consumes it."""

    type_name = "System.Collections.ArrayList+ArrayListEnumeratorSimple"
    __slots__ = ("items", "at")

    def __init__(self, items: list[Any]) -> None:
        self.items = items
        self.at = 0
        self.extension = None
        self.ps_type = None

    def enumerate(self) -> list[Any]:
        """The rest of the items."""
        rest = self.items[self.at :]
        self.at = len(self.items)
        return rest

    def move_next(self) -> bool:
        self.at += 1
        return self.at <= len(self.items)

    def reset(self) -> None:
        self.at = 0

    @property
    def current(self) -> Any:
        return self.items[self.at - 1] if 0 < self.at <= len(self.items) else None


def no_input() -> InputEnumerator:
    return InputEnumerator([])


def lazy_type_value(type_name: str, name: str) -> Any:
    return lambda: enum(type_name, name)


class LazyOnce(LazyVariable):
    """A variable whose first value is computed when it is first read."""

    __slots__ = ("ready",)

    def __init__(self, name: str, getter: Any, options: str = "None") -> None:
        LazyVariable.__init__(self, name, getter, None, options)
        self.ready = False

    def read(self) -> Any:
        if not self.ready:
            self.value = self.getter()
            self.ready = True
        return self.value

    def assign(self, value: Any, force: bool = False) -> None:
        self.ready = True
        Variable.assign(self, value, force)


PREFERENCE_DEFAULTS = (
    ("ErrorActionPreference", ACTION_TYPE, "Continue"),
    ("WarningPreference", ACTION_TYPE, "Continue"),
    ("VerbosePreference", ACTION_TYPE, "SilentlyContinue"),
    ("DebugPreference", ACTION_TYPE, "SilentlyContinue"),
    ("InformationPreference", ACTION_TYPE, "SilentlyContinue"),
    ("ProgressPreference", ACTION_TYPE, "Continue"),
    ("ConfirmPreference", "System.Management.Automation.ConfirmImpact", "High"),
    ("ErrorView", "System.Management.Automation.ErrorView", "ConciseView"),
    ("PSNativeCommandArgumentPassing", "System.Management.Automation.NativeArgumentPassingStyle", "Standard"),
)


class TypedPreference(LazyOnce):
    """A preference variable: what is assigned is converted to its enumeration."""

    __slots__ = ("enum_type",)

    def __init__(self, name: str, type_name: str, member: str) -> None:
        LazyOnce.__init__(self, name, lazy_type_value(type_name, member))
        self.enum_type = type_name

    def assign(self, value: Any, force: bool = False) -> None:
        if value is not None:
            from exoshell.runtime.typed import converter
            from exoshell.values.types import find_type

            ps_type = find_type(self.enum_type)
            if ps_type is not None:
                value = converter(ps_type)(value)
        LazyOnce.assign(self, value, force)


def install(session: Any) -> None:
    """Put the variables of a fresh session into its global scope."""
    held: dict[str, Any] = {}
    session.global_scope.vars = held
    for name, type_name, member in PREFERENCE_DEFAULTS:
        held[name.lower()] = TypedPreference(name, type_name, member)
    host = session.host
    environ = host.environ

    def constant(name: str, getter: Any, options: str = "ReadOnly, AllScope") -> None:
        held[name.lower()] = LazyOnce(name, getter, options)
        if "AllScope" in options:
            session.all_scope.add(name.lower())

    constant("true", lambda: True, "Constant, AllScope")
    constant("false", lambda: False, "Constant, AllScope")
    constant("null", lambda: None, "None")
    constant("PID", os.getpid, "Constant, AllScope")
    constant("HOME", lambda: environ.get("HOME") or os.path.expanduser("~"))
    constant("PSHOME", lambda: "/opt/microsoft/powershell/7", "Constant, AllScope")
    constant("ShellId", lambda: "Microsoft.PowerShell", "Constant, AllScope")
    constant("PSEdition", lambda: "Core", "Constant, AllScope")
    constant("IsLinux", lambda: os.name == "posix", "Constant, AllScope")
    constant("IsWindows", lambda: os.name == "nt", "Constant, AllScope")
    constant(
        "IsMacOS",
        lambda: os.uname().sysname == "Darwin" if hasattr(os, "uname") else False,
        "Constant, AllScope",
    )
    constant("IsCoreCLR", lambda: True, "Constant, AllScope")
    constant("PSVersionTable", lambda: version_table(session), "Constant, AllScope")
    constant("ExecutionContext", lambda: session.engine_objects().execution_context(), "Constant, AllScope")
    constant("Host", lambda: session.engine_objects().host(), "Constant, AllScope")
    constant("EnabledExperimentalFeatures", lambda: [])
    constant("PSCulture", lambda: getattr(session.culture, "name", "en-US") if session.culture else "en-US")
    constant("PSUICulture", lambda: "en-US")
    constant("PSStyle", lambda: session.engine_objects().style(), "None")
    constant("OutputEncoding", lambda: session.engine_objects().encoding(), "None")
    constant("PSDefaultParameterValues", default_values, "None")
    constant(
        "PROFILE",
        lambda: os.path.join(held["home"].read(), ".config/powershell/Microsoft.PowerShell_profile.ps1"),
        "None",
    )
    held["pwd"] = LazyVariable("PWD", session.current_path, None, "ReadOnly, AllScope")
    held["error"] = LazyVariable("Error", lambda: session.errors, None, "Constant")
    held["whatifpreference"] = False
    held["maximumhistorycount"] = 4096
    held["formatenumerationlimit"] = 4
    held["nestedpromptlevel"] = 0
    held["stacktrace"] = ""
    held["psnativecommanduseerroractionpreference"] = False
    held["psemailserver"] = ""
    held["?"] = LazyVariable("?", lambda: session.ok, None, "ReadOnly, AllScope")
    session.all_scope.add("error")


def default_values() -> Any:
    from exoshell.values.collections import Hashtable

    return Hashtable()


def version_table(session: Any) -> Any:
    """`$PSVersionTable`."""
    from exoshell.values.collections import Hashtable

    return Hashtable(session.engine_objects().version_rows())
