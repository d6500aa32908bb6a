"""`CallPlan`: what is known about a call before its arguments have values, and `BoundCall`: one call bound.

    plan = binder.plan(info, arguments)                  # once for a call site
    call = plan.bind(values, target, env)                # each time; raises PowerShellError
    for item in input: call.bind_item(item)              # pipeline objects; raises what to report for an object

The first call goes the whole way; if nothing but the values can differ the next time, the way is kept and later calls only convert and store.
"""

from __future__ import annotations

from exoshell.binder.argument import SPLAT, Argument, Given, expand
from exoshell.binder.binding import Binding, is_script_block, takes_block
from exoshell.binder.coercion import bind_value
from exoshell.binder.index import index_of
from exoshell.binder.simple import bind_simple
from exoshell.values.errors import PowerShellError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.command.info import CommandInfo, ParameterInfo

ANYTHING = object


class BoundCall:
    """A bound call.

    `values`: attribute name -> value of the command's own bound parameters (already stored on a cmdlet); `records`: declared name -> value, as in
    `$PSBoundParameters`, common parameters among them; `common`: lower-case name -> value of the common parameters; `args`: `$args` of a simple
    function; `unbound`: own parameters without a value, in order of declaration; `direct`: the parameter to which every pipeline object can be
    stored as it is, or None.
    """

    __slots__ = (
        "info",
        "records",
        "values",
        "common",
        "set_name",
        "args",
        "unbound",
        "binding",
        "direct",
        "_pipeline",
    )

    def __init__(self, info: CommandInfo, binding: Binding, args: list[Any] | None) -> None:
        self.info = info
        self.binding = binding
        self.records = binding.records
        self.set_name = binding.set_name
        self.args = args
        self.values: dict[str, Any] = {}
        self.common: dict[str, Any] = {}
        for parameter, value in binding.bound.items():
            if parameter.common:
                self.common[parameter.key] = value
            else:
                self.values[parameter.attr] = value
        self.unbound = [p for p in binding.unbound if not p.common]
        self._pipeline: Any = None
        self.direct = direct_parameter(binding) if binding.expecting else None

    @property
    def target(self) -> Any:
        """What pipeline-bound values are stored on: the cmdlet, or an object with `assign_parameter(parameter, value)` and
        `current_parameter(parameter)`."""
        return self.binding.target

    @target.setter
    def target(self, value: Any) -> None:
        self.binding.target = value

    def bind_item(self, item: Any) -> None:
        """Bind one pipeline object; raises the error to report when it does not bind (the object is to be skipped then)."""
        pipeline = self._pipeline
        if pipeline is None:
            from exoshell.binder.pipeline import PipelineBinder

            pipeline = self._pipeline = PipelineBinder(self.binding)
        pipeline.bind(item)
        self.set_name = self.binding.set_name

    @property
    def parameter_set(self) -> str:
        """The name of the set chosen by now."""
        return self.binding.set_name


def direct_parameter(b: Binding) -> ParameterInfo | None:
    """The only parameter that takes pipeline input, where it takes any object by value and nothing needs a decision."""
    found = sole_parameter(b)
    if found is None or b.prioritized:
        return None
    if found.mandatory_somewhere and not found.allow_null:
        return None
    if b.current.bit_count() > 1 and b.index.set_count > 0:
        return None
    return found


def sole_parameter(b: Binding) -> ParameterInfo | None:
    """The only parameter that takes pipeline input, where it takes any object by value as it is."""
    if b.delayed:
        return None
    found: ParameterInfo | None = None
    for parameter in b.unbound:
        if not parameter.pipeline_somewhere:
            continue
        datas = parameter.matching(b.current)
        if not any(d.by_value or d.by_name for d in datas):
            continue
        if found is not None or not all(d.by_value for d in datas):
            return None
        found = parameter
    if (
        found is None
        or not found.is_object
        or found.attributes
        or found.transformations
        or found.required_type_name
    ):
        return None
    return found


class CallPlan:
    """The binder of one call site."""

    __slots__ = ("info", "arguments", "has_splat", "recipes")

    def __init__(self, info: CommandInfo, arguments: tuple[Argument, ...]) -> None:
        self.info = info
        self.arguments = arguments
        self.has_splat = any(a.kind == SPLAT for a in arguments)
        self.recipes: dict[bool, Recipe] = {}

    def bind(self, values: Any, target: Any = None, env: Any = None) -> BoundCall:
        """Bind one call. `values` runs parallel to the arguments; `target` is a cmdlet instance (values are stored on it), a function's frame or
        None; `env` the CommandContext. Raises PowerShellError."""
        info = self.info
        expecting = env.expecting_input if env is not None else False
        recipe = self.recipes.get(expecting)
        if recipe is not None and (not info.cmdlet_binding or not has_defaults(env)):
            binding = recipe.replay(values, target, env)
            if binding is not None:
                return deliver(BoundCall(info, binding, None if info.cmdlet_binding else []), target)
        binding = Binding(info, index_of(info), env, target, expecting)
        given = expand(self.arguments, values)
        if info.cmdlet_binding:
            try:
                binding.bind_arguments(given)
            except PowerShellError as error:
                binding = bind_leniently(error, info, expand(self.arguments, values), target, env)
            args = None
        else:
            args = bind_simple(binding, given)
        if binding.replayable and not self.has_splat and not args:
            self.recipes[expecting] = Recipe(binding)
        if info.obsolete is not None or any(p.obsolete is not None for p in binding.bound):
            self.recipes.clear()
            warn_obsolete(binding, env)
        return deliver(BoundCall(info, binding, args), target)


def bind_leniently(
    error: PowerShellError, info: CommandInfo, given: list[Given], target: Any, env: Any
) -> Binding:
    """Where no documented parameter set fits a command that is carried out elsewhere: its `lenient` form, of which the far end decides. Any
    other error stands."""
    other: CommandInfo | None = getattr(info, "lenient", None)
    if other is None or error.record.error_id != "AmbiguousParameterSet":
        raise error
    binding = Binding(other, index_of(other), env, target, env.expecting_input if env is not None else False)
    binding.replayable = False
    binding.bind_arguments(given)
    binding.replayable = False
    return binding


def deliver(call: BoundCall, target: Any) -> BoundCall:
    """Store the bound values on a cmdlet instance."""
    if target is not None and call.info.kind == "Cmdlet":
        target.__dict__.update(call.values)
        target.bound = call.records
        target.parameter_set = call.set_name
    return call


def warn_obsolete(b: Binding, env: Any) -> None:
    """A warning for a command and each bound parameter that is marked obsolete."""
    if env is None:
        return
    for parameter, value in b.bound.items():
        if parameter.key == "warningaction" and getattr(value, "name", "") in ("SilentlyContinue", "Ignore"):
            return
    if b.info.obsolete is not None:
        env.write_warning(f"The command '{b.info.name}' is obsolete. {b.info.obsolete}")
    for parameter in b.bound:
        if parameter.obsolete is not None:
            env.write_warning(f"Parameter '{parameter.name}' is obsolete. {parameter.obsolete}")


def has_defaults(env: Any) -> bool:
    return env is not None and bool(env.default_parameter_values())


class Recipe:
    """The way a call was bound: which value goes to which parameter, and how the sets came out."""

    __slots__ = ("info", "index", "steps", "current", "prioritized", "unbound", "set_name", "expecting")

    def __init__(self, b: Binding) -> None:
        self.info = b.info
        self.index = b.index
        self.steps = [(p, i, const, quick_class(p)) for p, i, const in b.steps]
        self.current = b.current
        self.prioritized = b.prioritized
        self.unbound = b.unbound[:]
        self.set_name = b.set_name
        self.expecting = b.expecting

    def replay(self, values: Any, target: Any, env: Any) -> Binding | None:
        """A Binding as the whole way would give it; None where a value asks for the whole way after all."""
        info = self.info
        bound: dict[ParameterInfo, Any] = {}
        records: dict[str, Any] = {}
        for parameter, index, const, quick in self.steps:
            value = const if index < 0 else values[index]
            if quick is not ANYTHING and type(value) is not quick:
                if parameter.pipeline_somewhere and is_script_block(value) and not takes_block(parameter):
                    return None
                value = bind_value(info, parameter, value, env, None)
            bound[parameter] = value
            records[parameter.name] = value
        binding = Binding.__new__(Binding)
        binding.info, binding.index, binding.env, binding.target = info, self.index, env, target
        binding.expecting, binding.current, binding.prioritized = (
            self.expecting,
            self.current,
            self.prioritized,
        )
        binding.unbound, binding.bound, binding.records = self.unbound[:], bound, records
        binding.set_name, binding.delayed, binding.from_defaults = self.set_name, [], []
        binding.steps, binding.replayable = [], False
        return binding


def quick_class(parameter: ParameterInfo) -> Any:
    """The Python class whose values the parameter takes as they are; ANYTHING for every value; None where each value must be looked at."""
    if parameter.transformations or parameter.attributes or parameter.required_type_name:
        return None
    if parameter.is_object:
        return None if parameter.mandatory_somewhere else ANYTHING
    if parameter.is_switch:
        return None
    name = parameter.ps_type.full_name
    if name == "System.Int32":
        return int
    if name == "System.String" and not parameter.mandatory_somewhere:
        return str
    if name == "System.Boolean":
        return bool
    return None


def plan(info: CommandInfo, arguments: tuple[Argument, ...]) -> CallPlan:
    """The plan of a call site."""
    return CallPlan(info, arguments)


def bind(info: CommandInfo, given: list[Given], target: Any = None, env: Any = None) -> BoundCall:
    """Bind a call whose arguments were put together at run time."""
    expecting = env.expecting_input if env is not None else False
    binding = Binding(info, index_of(info), env, target, expecting)
    args = None
    if info.cmdlet_binding:
        binding.bind_arguments(given)
    else:
        args = bind_simple(binding, given)
    return deliver(BoundCall(info, binding, args), target)
