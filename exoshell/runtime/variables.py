"""Variables from generated code: reading and writing by name, drives, typed variables, references, automatic objects."""

from __future__ import annotations

from exoshell.runtime.scope import U, Variable
from exoshell.runtime.source import units_by_index
from exoshell.values.errors import ps_error
from exoshell.values.null import AUTOMATION_NULL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def get(S: Any, name: str) -> Any:
    """A variable by lower-case name, looked up from a scope; null where there is none (an error in strict mode)."""
    found = S.lookup(name)
    if found is U:
        if S.session.strict_used and S.strictness() >= 1 and name not in SILENT:
            raise undefined(name)
        return None
    return found.read() if isinstance(found, Variable) else found


def get_text(S: Any, name: str) -> Any:
    """Like get, inside a string: strict mode 1 lets it pass."""
    if S.session.strict_used and S.strictness() < 2:
        found = S.lookup(name)
        return None if found is U else found.read() if isinstance(found, Variable) else found
    return get(S, name)


def get_outer(S: Any, name: str) -> Any:
    """Like get, for a function without a scope of its own whose caller's scope is S: private variables are not seen."""
    found = S.lookup(name)
    if isinstance(found, Variable) and found.private:
        return None
    return get(S, name)


def get_outer_text(S: Any, name: str) -> Any:
    """Like get_outer, inside a string."""
    found = S.lookup(name)
    if isinstance(found, Variable) and found.private:
        return None
    return get_text(S, name)


SILENT = frozenset(
    (
        "_",
        "args",
        "input",
        "this",
        "foreach",
        "switch",
        "matches",
        "lastexitcode",
        "psitem",
        "^",
        "$",
        "psboundparameters",
    )
)


def undefined(name: str) -> Any:
    from exoshell.runtime.source import spellings

    name = spellings.get(name, name)
    return ps_error(
        "VariableIsUndefined",
        f"The variable '${name}' cannot be retrieved because it has not been set.",
        category="InvalidOperation",
        target=name,
    )


def assign(S: Any, name: str, value: Any) -> None:
    """An assignment by name in the current scope."""
    S.set(name, value)


# --- scopes and drives in names ----------------------------------------------------------------------------------------------


def target_scope(S: Any, prefix: str) -> Any:
    """The scope that a scope word names, or None for another prefix."""
    if prefix == "global":
        return S.session.global_scope
    if prefix == "script":
        return S.script_scope()
    if prefix in ("local", "private", "variable"):
        return S
    return None


def drive_get(S: Any, prefix: str, name: str) -> Any:
    """`$prefix:name`."""
    scope = target_scope(S, prefix)
    if scope is not None:
        lowered = name.lower()
        found = scope.lookup(lowered) if prefix in ("variable", "global") else scope.own(lowered)
        if found is U and prefix == "script":
            found = scope.lookup(lowered)
        if found is U:
            if S.session.strict_used and S.strictness() >= 1:
                raise undefined(f"{prefix}:{name}")
            return None
        return found.read() if isinstance(found, Variable) else found
    if prefix == "env":
        return env_get(S.session, name)
    if prefix == "function":
        info = S.session.commands.find_in_scopes(S, "function", name.lower())
        return info.factory if info is not None else None
    if prefix == "alias":
        alias = S.session.commands.find_alias(name.lower(), S)
        return alias.definition if alias is not None else None
    from exoshell.runtime.provider_variables import read

    return read(S, prefix, name)


def drive_set(S: Any, prefix: str, name: str, value: Any) -> None:
    """`$prefix:name = value`."""
    scope = target_scope(S, prefix)
    lowered = name.lower()
    if scope is not None:
        if prefix == "private":
            variable = Variable(name, value, "Private")
            variable.options = "None"
            variable.private = True
            scope.put(lowered, variable)
            return
        if prefix == "variable":
            holder = scope.find_scope(lowered)
            (holder or scope).set(lowered, value)
            return
        scope.set(lowered, value)
        return
    if prefix == "function":
        from exoshell.runtime.definitions import set_function

        set_function(S, name, value)
        return
    if prefix == "alias":
        from exoshell.runtime.lookup import Alias
        from exoshell.values.conversion import to_text

        S.session.commands.table(S, "alias")[lowered] = Alias(name, to_text(value))
        S.session.bump()
        return
    from exoshell.runtime.provider_variables import write

    write(S, prefix, name, value)


def env_get(X: Any, name: str) -> Any:
    """`$env:name`: text or null."""
    return X.host.environ.get(name)


def env_set(X: Any, name: str, value: Any) -> None:
    from exoshell.values.conversion import to_text

    if value is None or value is AUTOMATION_NULL:
        X.host.environ.pop(name, None)
    else:
        X.host.environ[name] = to_text(value)


def using_get(S: Any, name: str) -> Any:
    """`$using:name`: a value handed over to a block that runs elsewhere."""
    handed = S.get("using variables")
    if handed is None:
        raise ps_error(
            "UsingWithoutInvokeCommand",
            "A Using variable cannot be retrieved. A Using variable can be used only with Invoke-Command, Start-Job, or InlineScript in the script "
            "workflow. When it is used with Invoke-Command, the Using variable is valid only if the script block is invoked on a remote computer.",
            category="InvalidOperation",
        )
    return handed.get(name.lower())


# --- typed variables ---------------------------------------------------------------------------------------------------------


def assign_typed(S: Any, path: str, steps: Any, value: Any) -> None:
    from exoshell.runtime.typed import assign_typed as slow

    slow(S, path, steps, value)


def X_param(X: Any, parameter: Any, value: Any) -> Any:
    """A later assignment to a parameter that has a type or checks."""
    return parameter.check(X, value)


def default_value(X: Any, parameter: Any, value: Any) -> Any:
    """A parameter's default: converted, not validated."""
    return parameter.default(X, value)


def declare_parameter(S: Any, name: str, parameter: Any, value: Any) -> None:
    """A parameter's variable in a body that keeps its variables by name."""
    if parameter is None:
        S.put(name, value)
        return
    variable = Variable(name, value)
    session = S.session
    variable.constraints.append(lambda v: parameter.check(session, v))
    S.put(name, variable)


def make_ref(S: Any, path: str) -> Any:
    """`[ref]$x`."""
    from exoshell.values.reference import PSReference

    prefix, colon, name = path.rpartition(":")
    scope = S
    if colon:
        scope = target_scope(S, prefix.lower()) or S
    lowered = name.lower()
    holder = scope if scope.own(lowered) is not U else (scope.find_scope(lowered) if not colon else scope)
    if holder is None:
        raise ps_error(
            "NonExistingVariableReference",
            "[ref] cannot be applied to a variable that does not exist.",
            category="InvalidOperation",
            target=name,
        )
    return PSReference(None, lambda: holder.get(lowered), lambda value: holder.set(lowered, value))


def value_ref(value: Any) -> Any:
    from exoshell.values.reference import PSReference

    return PSReference(value)


# --- objects of the running function -----------------------------------------------------------------------------------------------


def call_of(S: Any) -> Any:
    """The CallInfo of the innermost function or script around a scope."""
    scope = S
    while scope is not None:
        if scope.call is not None:
            return scope.call
        unit = units_by_index.get(id(scope.index))
        if unit is not None and unit.what in ("function", "filter"):
            return direct_call(scope, unit)
        scope = scope.parent
    return None


def direct_call(scope: Any, unit: Any) -> Any:
    """The CallInfo of a function whose body was called without one."""
    import sys

    from exoshell.runtime.invoke import Site
    from exoshell.runtime.quick_calls import QuickCall
    from exoshell.runtime.source import units_by_file

    X = scope.session
    info = X.commands.find_in_scopes(scope, "function", unit.name.lower())
    if info is None:
        return None
    frame: Any = sys._getframe(1)
    while frame is not None and units_by_file.get(frame.f_code.co_filename) is not unit:
        frame = frame.f_back
    frame = frame.f_back if frame is not None else None
    while frame is not None and frame.f_code.co_filename not in units_by_file:
        frame = frame.f_back
    caller = units_by_file[frame.f_code.co_filename] if frame is not None else None
    span = caller.span_at(frame.f_lineno) if caller is not None else (0, 0)
    call = QuickCall(X, info, Site(caller, unit.name, "", (), (), span), scope.caller, scope.module)
    scope.call = call
    return call


def my_invocation(S: Any) -> Any:
    """`$MyInvocation`."""
    found = S.own("myinvocation")
    if found is not U:
        return found
    call = call_of(S)
    if call is None or call.context is None:
        from exoshell.runtime.invocation import InvocationInfo

        return InvocationInfo(None, None, None)
    invocation = call.context.invocation
    if invocation.bound is None and call.bound is not None:
        invocation.bound = my_bound(S)
        invocation.unbound = call.args or []
    return invocation


def my_bound(S: Any) -> Any:
    """`$PSBoundParameters`."""
    found = S.own("psboundparameters")
    if found is not U:
        return found
    from exoshell.runtime.function_objects import bound_parameters

    return bound_parameters(call_of(S))


def my_cmdlet(S: Any) -> Any:
    """`$PSCmdlet`."""
    found = S.get("pscmdlet")
    if found is not None:
        return found
    from exoshell.runtime.function_objects import ps_cmdlet

    return ps_cmdlet(S)
