"""`dynamicparam` blocks: parameters that a function makes while it is being bound."""

from __future__ import annotations

from exoshell.runtime.functions import make_parameter
from exoshell.runtime.scope import U

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def dynamic_parameters(target: Any, env: Any, binding: Any) -> list[Any]:
    """Run the block of the function being bound; its RuntimeDefinedParameterDictionary as ParameterInfos."""
    stage = target
    if stage is None or stage.unit.kind != "blocks":
        return []
    X = stage.session
    stage.values = {p.attr: U for p in stage.info.parameters.values()}
    for parameter, value in binding.bound.items():
        if not parameter.common:
            stage.values[parameter.attr] = value
    call = stage.call_info
    call.bound = BindingView(binding)
    args = {
        ident: stage.values[attr]
        for attr, ident in stage.unit.namespace["ARGUMENTS"].items()
        if stage.values.get(attr, U) is not U
    }
    X.call = call
    parts = stage.unit.body(X, **args)
    if parts[6] is None:
        return []
    output: list[Any] = []
    parts[1](output.append)
    parts[6](output.append)
    made: list[Any] = []
    for table in output:
        for value in getattr(table, "values", list)() if hasattr(table, "entries") else ():
            made.append(to_info(X, value))
    stage.dynamic_scope_values = made
    return made


class BindingView:
    """What `$PSBoundParameters` shows while binding is not finished."""

    def __init__(self, binding: Any) -> None:
        self.records = binding.records
        self.set_name = "__AllParameterSets"
        self.args = None


def to_info(X: Any, value: Any) -> Any:
    """A RuntimeDefinedParameter as ParameterInfo."""
    name = value.name
    constraints: list[Any] = []
    ps_type = getattr(value, "parameter_type", None)
    attributes = list(getattr(value, "attributes", ()) or ())
    data = [a.as_data() for a in attributes if hasattr(a, "as_data")]
    info = make_parameter(X, (name, tuple(constraints + data), None, (0, 0)), True)
    info.attributes = tuple(a for a in attributes if hasattr(a, "validate"))
    if ps_type is not None and ps_type.full_name != "System.Object":
        info.type_name = ps_type.full_name
        info._ps_type = ps_type
    info.dynamic = True
    return info
