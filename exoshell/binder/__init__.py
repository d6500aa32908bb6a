"""Arguments to parameters, for cmdlets and script functions.

`plan(info, arguments)` once for a call site, `plan.bind(values, target, env)` for a call, `call.bind_item(item)` for a pipeline object;
`Argument(kind, name, text, span)` with the kinds VALUE, NAME, NAMED and SPLAT.
"""

from exoshell.binder.argument import NAME, NAMED, SPLAT, VALUE, Argument, Given
from exoshell.binder.coercion import convert_default
from exoshell.binder.plan import BoundCall, CallPlan, bind, plan

__all__ = [
    "NAME",
    "NAMED",
    "SPLAT",
    "VALUE",
    "Argument",
    "BoundCall",
    "CallPlan",
    "Given",
    "bind",
    "convert_default",
    "plan",
]
