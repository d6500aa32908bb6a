"""The static part of binding one call of a cmdlet or advanced function: named, positional, default and remaining arguments.

`Binding` is the state of one call; the parameter-set rules work on it from `parameter_sets`, the part for pipeline objects from `pipeline`.
"""

from __future__ import annotations

from exoshell.binder import defaults, parameter_sets
from exoshell.binder.argument import Given
from exoshell.binder.coercion import UNFIT, bind_value
from exoshell.binder.errors import (
    TRANSFORMATION,
    VALIDATION,
    already_bound_error,
    ambiguous_set_error,
    binding_error,
    missing_argument_error,
    no_position_error,
    not_found_error,
)
from exoshell.binder.index import BindIndex
from exoshell.command.info import ALL_FLAGS, ParameterInfo
from exoshell.values.errors import PowerShellError
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.switch import PRESENT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.command.info import CommandInfo, ParameterSetInfo

SCRIPT_BLOCK = "System.Management.Automation.ScriptBlock"


class Binding:
    """`current`: the sets still possible, as flags; `bound`: what is bound, parameter -> value; `records`: name -> value in the order in which
    `$PSBoundParameters` lists them; `steps`: how each value got its parameter (for replay)."""

    __slots__ = (
        "info",
        "index",
        "env",
        "target",
        "expecting",
        "current",
        "prioritized",
        "unbound",
        "bound",
        "records",
        "set_name",
        "delayed",
        "from_defaults",
        "steps",
        "replayable",
    )

    def __init__(self, info: CommandInfo, index: BindIndex, env: Any, target: Any, expecting: bool) -> None:
        self.info = info
        self.index = index
        self.env = env
        self.target = target
        self.expecting = expecting
        self.current = ALL_FLAGS
        self.prioritized = 0
        self.unbound = list(index.parameters)
        self.bound: dict[ParameterInfo, Any] = {}
        self.records: dict[str, Any] = {}
        self.set_name = "__AllParameterSets"
        self.delayed: list[tuple[ParameterInfo, Any]] = []
        self.from_defaults: list[str] = []
        self.steps: list[tuple[ParameterInfo, int, Any]] = []
        self.replayable = True

    def bind_arguments(self, given: list[Given]) -> None:
        """Everything that can be done before the first pipeline object."""
        given = pair_up(self, given)
        given = bind_named(self, given)
        given, failure = bind_positional(self, given)
        defaults.apply(self)
        parameter_sets.validate(self, True, False)
        if self.info.dynamic is not None:
            self.replayable = False
            given, failure = self._bind_dynamic(given, failure)
        given = bind_remaining(self, given)
        check_all_used(self, given, failure)
        parameter_sets.conclude(self)

    def _bind_dynamic(self, given: list[Given], failure: Any) -> tuple[list[Given], Any]:
        """Make the dynamic parameters and bind what is left to them."""
        self.flush()
        made = self.info.dynamic(self.target, self.env, self)  # type: ignore[misc]
        if not made:
            return given, failure
        known = {p.key for p in self.index.parameters}
        for parameter in made:
            if parameter.key in known:
                raise binding_error(
                    self.info,
                    "ParameterNameAlreadyExistsForCommand",
                    f"A parameter with the name '{parameter.name}' was defined multiple times for the command.",
                    category="MetadataError",
                )
        self.index = BindIndex(self.info, tuple(made))
        self.unbound.extend(made)
        given = bind_named(self, pair_up(self, given))
        given, later = bind_positional(self, given)
        defaults.apply(self)
        return given, failure or later

    def flush(self) -> None:
        """Hand the values bound so far to the target, so that a dynamicparam block sees them."""
        store = self.target if self.target is not None else None
        if store is not None:
            for parameter, value in self.bound.items():
                if not parameter.common:
                    store_value(store, parameter, value)

    def narrow(self, parameter: ParameterInfo) -> None:
        """A bound parameter that is not in every set leaves only its own sets possible."""
        if parameter.flags:
            self.current &= parameter.flags

    def put(self, parameter: ParameterInfo, value: Any) -> None:
        """Note a value as bound."""
        self.narrow(parameter)
        if parameter in self.unbound:
            self.unbound.remove(parameter)
        self.bound[parameter] = value
        self.records[parameter.name] = value

    def bind(
        self, parameter: ParameterInfo, item: Given, coerce: bool, sets: int, delay: bool = True
    ) -> bool:
        """Bind one argument; False where `coerce` is off and the value does not fit as it is."""
        value = item.value
        if delay and parameter.pipeline_somewhere and is_script_block(value) and takes_input(parameter, sets):
            if not takes_block(parameter):
                self._delay(parameter, value)
                return True
        span = item.source.span if item.source is not None else None
        bound = bind_value(self.info, parameter, value, self.env, span, coerce)
        if bound is UNFIT:
            return False
        self.put(parameter, bound)
        self.steps.append((parameter, item.index, value if item.index < 0 else None))
        if item.splatted or (item.index < 0 and item.source is None):
            self.replayable = False
        return True

    def _delay(self, parameter: ParameterInfo, block: Any) -> None:
        if not self.expecting:
            raise binding_error(
                self.info,
                "ScriptBlockArgumentNoInput",
                f"Cannot evaluate parameter '{parameter.name}' because its argument is specified as a script block and there is no input. A script "
                "block cannot be evaluated without input.",
                category="MetadataError",
                parameter=parameter.name,
            )
        self.replayable = False
        self.narrow(parameter)
        self.unbound.remove(parameter)
        self.delayed.append((parameter, block))
        self.records[parameter.name] = block


def store_value(target: Any, parameter: ParameterInfo, value: Any) -> None:
    """Give one value to a cmdlet instance or to a function's frame."""
    assign = getattr(target, "assign_parameter", None)
    if assign is None:
        setattr(target, parameter.attr, value)
    else:
        assign(parameter, value)


def is_script_block(value: Any) -> bool:
    return getattr(type(value), "type_name", None) == SCRIPT_BLOCK


def takes_input(parameter: ParameterInfo, sets: int) -> bool:
    return any(
        (s.by_value or s.by_name)
        for s in parameter.set_list
        if s.flag == 0 or s.flag & sets or sets == ALL_FLAGS
    )


def takes_block(parameter: ParameterInfo) -> bool:
    """Whether a script block is a proper value of the parameter, so that it is not evaluated for each object."""
    if parameter.is_object:
        return True
    ps_type = parameter.ps_type
    element = ps_type.element
    if element is not None:
        return element.full_name in (SCRIPT_BLOCK, "System.Object")
    return ps_type.full_name in (SCRIPT_BLOCK, "System.Object")


def pair_up(b: Binding, given: list[Given]) -> list[Given]:
    """Give every `-Name` its value: true for a switch, else the next argument."""
    result: list[Given] = []
    position, count = 0, len(given)
    index = b.index
    while position < count:
        item = given[position]
        position += 1
        if item.name is None or item.has_value:
            result.append(item)
            continue
        span = item.source.span if item.source is not None else None
        parameter = index.find(item.name, span)
        if parameter is None:
            result.append(item)
            continue
        if parameter.is_switch:
            result.append(Given(item.name, item.text, True, PRESENT, item.source))
            continue
        following = given[position] if position < count else None
        if following is None:
            raise missing_argument_error(b.info, parameter, span)
        position += 1
        if following.name is not None:
            if following.has_value or index.find(following.name, span) is not None:
                raise missing_argument_error(b.info, parameter, span)
            result.append(Given(item.name, item.text, True, following.text, following.source))
        else:
            result.append(
                Given(
                    item.name,
                    item.text,
                    True,
                    following.value,
                    following.source,
                    following.index,
                    item.splatted,
                )
            )
    return result


def bind_named(b: Binding, given: list[Given]) -> list[Given]:
    """Bind what has a name; an explicit argument beats a splatted one. What is left comes back."""
    explicit = set()
    if any(item.splatted for item in given):
        for item in given:
            if item.name is not None and not item.splatted:
                explicit.add(b.index.find(item.name))
    rest: list[Given] = []
    for item in given:
        if item.name is None:
            rest.append(item)
            continue
        span = item.source.span if item.source is not None else None
        parameter = b.index.find(item.name, span)
        if parameter is None or not item.has_value:
            rest.append(item)
            continue
        if item.splatted and parameter in explicit:
            continue
        if parameter.name in b.records:
            raise already_bound_error(b.info, parameter, span)
        b.bind(parameter, item, True, b.current)
    return rest


def next_positional(given: list[Given], start: int, rest: list[Given]) -> tuple[Given | None, int]:
    """The next argument without a name; unknown `-name value` pairs on the way go to `rest`."""
    count = len(given)
    while start < count:
        item = given[start]
        start += 1
        if item.name is None:
            return item, start
        rest.append(item)
        if start < count and given[start].name is None and not item.has_value:
            rest.append(given[start])
            start += 1
    return None, start


def bind_positional(b: Binding, given: list[Given]) -> tuple[list[Given], PowerShellError | None]:
    """Bind arguments by position; what is left and the last error passed over come back."""
    if not given:
        return given, None
    table = b.index.positions(b.unbound, b.current)
    if not table:
        return given, None
    rest: list[Given] = []
    failure: PowerShellError | None = None
    valid, default, start = b.current, b.index.default, 0
    for _, candidates in table:
        candidates = [c for c in candidates if c[0] in b.unbound and (c[0].in_all or c[0].flags & valid)]
        if not candidates:
            continue
        item, start = next_positional(given, start, rest)
        if item is None:
            break
        if len(candidates) > 1:
            b.replayable = False
        in_default = default != 0 and valid & default
        done = False
        for coerce, sets in ((False, default), (False, valid), (True, default), (True, valid)):
            if sets == default and not in_default:
                continue
            done, problem = bind_in_sets(b, sets, candidates, item, coerce)
            failure = problem or (None if done else failure)
            if done:
                break
        if not done:
            rest.append(item)
        valid = b.current
    rest.extend(given[start:])
    return rest, failure


def bind_in_sets(
    b: Binding,
    sets: int,
    candidates: list[tuple[ParameterInfo, list[ParameterSetInfo]]],
    item: Given,
    coerce: bool,
) -> tuple[bool, PowerShellError | None]:
    """Try a positional argument on every candidate that is in one of `sets`."""
    done, failure = False, None
    for parameter, datas in candidates:
        for data in datas:
            if data.flag and not data.flag & sets:
                continue
            try:
                fits = b.bind(parameter, item, coerce, sets)
            except PowerShellError as error:
                if error.record.exception.type_name in (TRANSFORMATION, VALIDATION) and not getattr(
                    error, "passed_over", False
                ):
                    raise
                failure = error
                fits = False
            if fits:
                done = True
                break
    return done, failure


def bind_remaining(b: Binding, given: list[Given]) -> list[Given]:
    """Hand everything left to the parameter that takes the remaining arguments."""
    if not given:
        return given
    taker: ParameterInfo | None = None
    for parameter in b.unbound:
        data = parameter.data_in(b.current)
        if data is not None and data.remaining:
            if taker is not None:
                raise ambiguous_set_error(b.info)
            taker = parameter
    if taker is None:
        return given
    from exoshell.values.collections import GenericList

    values: list[Any] = GenericList()
    for item in given:
        if item.name is not None:
            values.append(item.text or f"-{item.name}")
        if item.has_value and item.value is not AUTOMATION_NULL:
            values.append(item.value)
    value: Any = values
    if len(values) == 1 and type(values[0]) is list:
        value = values[0]
    b.replayable = False
    b.bind(taker, Given(taker.name, None, True, value, given[0].source), True, b.current, delay=False)
    return []


def check_all_used(b: Binding, given: list[Given], failure: PowerShellError | None) -> None:
    """An argument that nothing took is an error."""
    if not given:
        return
    item = given[0]
    span = item.source.span if item.source is not None else None
    if item.name is not None:
        raise not_found_error(b.info, item.name, span)
    if failure is not None:
        raise failure
    raise no_position_error(b.info, argument_text(item.value), span)


def argument_text(value: Any) -> str:
    """How an error names an argument."""
    if value is None or value is AUTOMATION_NULL:
        return "$null"
    from exoshell.values.conversion import to_text
    from exoshell.values.types import type_of

    if isinstance(value, list):
        return type_of(value).full_name
    return to_text(value)
