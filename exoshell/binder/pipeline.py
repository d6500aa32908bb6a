"""Binding pipeline objects to the parameters that are still open: by value, by property name, each without and with conversion."""

from __future__ import annotations

from exoshell.binder import parameter_sets
from exoshell.binder.binding import Binding, store_value
from exoshell.binder.coercion import UNFIT, bind_value
from exoshell.binder.errors import (
    binding_error,
    input_missing_mandatory_error,
    input_not_bound_error,
)
from exoshell.values.errors import PowerShellError
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import Member, PSCustomObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.command.info import ParameterInfo

PHASES = ((True, False), (False, False), (True, True), (False, True))  # (by value, with conversion)


class PipelineBinder:
    """Binds one object after another for one call. `bind(item)` raises the error to report for an object that does not bind; what the object
    before had set is reset first."""

    __slots__ = ("b", "flags", "prioritized", "saved", "last")

    def __init__(self, b: Binding) -> None:
        self.b = b
        self.flags = b.current
        self.prioritized = b.prioritized
        self.saved: dict[ParameterInfo, Any] = {}  # values from before the first object
        self.last: list[ParameterInfo] = []  # what the current object has bound

    def bind(self, item: Any) -> None:
        """Bind one object or raise."""
        self.restore()
        b = self.b
        b.current = self.flags
        try:
            bound = self._bind_delayed(item)
            if self._bind_phases(item):
                bound = True
            parameter_sets.verify_selected(b)
        except PowerShellError as error:
            self.restore()
            error.of_input = True  # type: ignore[attr-defined]
            if getattr(error, "is_binding", False) and error.record.target is None:
                error.record.target = item
            raise
        if not bound:
            self.restore()
            failure = input_not_bound_error(b.info, item)
            failure.of_input = True  # type: ignore[attr-defined]
            raise failure
        missing = parameter_sets.missing_mandatory(b, parameter_sets.count_sets(b.current), False)
        if missing:
            raise input_missing_mandatory_error(b.info, item, [p.name for p in missing])

    def restore(self) -> None:
        """Give the parameters that the last object set their former values."""
        if not self.last:
            return
        b = self.b
        for parameter in self.last:
            store_value(b.target, parameter, self.saved[parameter])
            b.bound.pop(parameter, None)
            if parameter not in b.unbound:
                b.unbound.append(parameter)
        self.last = []

    def _bind_delayed(self, item: Any) -> bool:
        """Run the script blocks given for parameters and bind what they give."""
        b = self.b
        for parameter, block in b.delayed:
            try:
                output = b.env.invoke_block(block, [], item, [item])
            except PowerShellError as error:
                text = error.record.exception.message
                raise binding_error(
                    b.info,
                    "ScriptBlockArgumentInvocationFailed",
                    f"Cannot evaluate parameter '{parameter.name}' because its argument input failed. {text}",
                    category="InvalidArgument",
                    parameter=parameter.name,
                    inner=error.record.exception,
                )
            if not output:
                raise binding_error(
                    b.info,
                    "ScriptBlockArgumentNoOutput",
                    f"Cannot evaluate parameter '{parameter.name}' because its argument input did not produce any output.",
                    category="InvalidArgument",
                    parameter=parameter.name,
                )
            value = output[0] if len(output) == 1 else output
            self._store(parameter, bind_value(b.info, parameter, value, b.env))
        return bool(b.delayed)

    def _bind_phases(self, item: Any) -> bool:
        b = self.b
        bound = False
        prioritized = self.prioritized
        valid = prioritized or b.current
        for round_number in range(2 if prioritized else 1):
            for by_value, coerce in PHASES:
                if self._bind_phase(item, by_value, coerce, valid):
                    if not prioritized or round_number == 1:
                        parameter_sets.validate(b, True, True)
                        valid = b.current
                    bound = True
            if prioritized and round_number == 0:
                if b.current == prioritized:
                    break
                valid = b.current & ~prioritized
        parameter_sets.validate(b, False, True)
        return bound

    def _bind_phase(self, item: Any, by_value: bool, coerce: bool, valid: int) -> bool:
        default = self.b.index.default
        if default and valid & default:
            if self._bind_in_sets(item, by_value, coerce, default):
                return True
            valid &= ~default
        return self._bind_in_sets(item, by_value, coerce, valid)

    def _bind_in_sets(self, item: Any, by_value: bool, coerce: bool, valid: int) -> bool:
        b = self.b
        done = False
        for parameter in [p for p in reversed(b.unbound) if p.pipeline_somewhere]:
            if not (parameter.in_all or parameter.flags & valid):
                continue
            for data in parameter.matching(valid):
                if by_value:
                    if not data.by_value or not self._bind_one(parameter, item, coerce, True):
                        continue
                else:
                    if not data.by_name or item is None:
                        continue
                    found, value = find_input_property(item, parameter)
                    if not found or not self._bind_one(parameter, value, coerce, False):
                        continue
                done = True
                break
        return done

    def _bind_one(self, parameter: ParameterInfo, value: Any, coerce: bool, by_value: bool) -> bool:
        if value is AUTOMATION_NULL:
            return False
        b = self.b
        try:
            bound = bind_value(b.info, parameter, value, b.env, None, coerce)
        except PowerShellError as error:
            # a failed conversion of the object itself only means that this parameter is not meant
            if by_value and getattr(error, "is_invalid_cast", False):
                return False
            raise
        if bound is UNFIT:
            return False
        if parameter not in self.saved:
            self.saved[parameter] = load_value(b.target, parameter)
        self._store(parameter, bound)
        b.narrow(parameter)
        b.unbound.remove(parameter)
        b.bound[parameter] = bound
        self.last.append(parameter)
        return True

    def _store(self, parameter: ParameterInfo, value: Any) -> None:
        store_value(self.b.target, parameter, value)
        self.b.records[parameter.name] = value


def load_value(target: Any, parameter: ParameterInfo) -> Any:
    """The value that a parameter has now."""
    current = getattr(target, "current_parameter", None)
    return getattr(target, parameter.attr) if current is None else current(parameter)


def find_input_property(item: Any, parameter: ParameterInfo) -> tuple[bool, Any]:
    """The property of a pipeline object that is named like the parameter or one of its aliases: (found, value)."""
    if type(item) is PSCustomObject:
        for name in (parameter.name, *parameter.aliases):
            spelled = item.find(name)
            if spelled is not None:
                value = item.notes[spelled]
                if isinstance(value, Member):
                    break
                return True, value
        else:
            return False, None
    from exoshell.binder.properties import find_property

    for name in (parameter.name, *parameter.aliases):
        found, _, value = find_property(item, name)
        if found:
            return True, value
    return False, None
