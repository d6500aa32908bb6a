"""Which parameter set a call means, and which mandatory parameters are missing."""

from __future__ import annotations

from exoshell.binder.errors import ambiguous_set_error, missing_mandatory_error
from exoshell.command.info import ALL_FLAGS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from exoshell.binder.binding import Binding
    from exoshell.command.info import ParameterInfo


def count_sets(flags: int) -> int:
    """The number of sets among `flags`; all of them count as one."""
    return 1 if flags == ALL_FLAGS else flags.bit_count()


def takes_pipeline_input(b: Binding, flags: int) -> bool:
    """Whether an unbound parameter of one of the sets can come from the pipeline."""
    return any(
        data.by_value or data.by_name for p in b.unbound if p.pipeline_somewhere for data in p.matching(flags)
    )


def validate(b: Binding, before_input: bool, set_default: bool) -> int:
    """Check that a set is left; choose the default one where that is allowed. Gives the number of sets still possible."""
    count = count_sets(b.current)
    default = b.index.default
    if count == 0 and b.current != ALL_FLAGS:
        raise ambiguous_set_error(b.info)
    if count > 1:
        if (not before_input and b.current == default) or (default and b.current & default):
            chosen = satisfied_instead(b, default) if set_default else default
            b.set_name = b.info.set_name(chosen)
            if set_default:
                b.current = chosen
                count = 1
        elif not (before_input and takes_pipeline_input(b, b.current)):
            count = resolve_by_mandatory(b)
        return count
    if b.current == ALL_FLAGS:
        count = b.index.set_count or 1
        if before_input and takes_pipeline_input(b, b.current):
            pass
        elif default:
            if set_default:
                b.current = satisfied_instead(b, default)
                count = 1
        elif count > 1:
            count = resolve_by_mandatory(b)
    b.set_name = b.info.set_name(b.current)
    return count


def satisfied_sets(b: Binding) -> int:
    """The sets of which no mandatory parameter is unbound."""
    known = 0
    for parameter in (*b.bound, *b.unbound):
        known |= parameter.flags
    left = b.current & known
    for parameter in b.unbound:
        for data in parameter.set_list:
            if data.mandatory:
                left &= ~data.flag
    return left


def satisfied_instead(b: Binding, default: int) -> int:
    """The default set; where it is only a guess and lacks something, the one set that lacks nothing."""
    if not getattr(b.info, "default_guessed", False):
        return default
    left = satisfied_sets(b)
    return left if not left & default and count_sets(left) == 1 else default


def resolve_by_mandatory(b: Binding) -> int:
    """The one set of which no mandatory parameter is unbound."""
    left = satisfied_sets(b)
    if count_sets(left) != 1:
        raise ambiguous_set_error(b.info)
    b.current = left
    b.set_name = b.info.set_name(left)
    return 1


def conclude(b: Binding) -> None:
    """The end of the static part: settle the set, ask for what is missing."""
    from exoshell.binder import defaults

    expecting = b.expecting
    count = validate(b, expecting, not expecting)
    if count == 1 and not b.from_defaults:
        defaults.apply(b)
    if count > 1 and expecting:
        filtered = without_input_dropped(b)
        if filtered != b.current:
            b.current = filtered
            count = validate(b, True, False)
    missing = missing_mandatory(b, count, expecting)
    if missing:
        ask_for(b, missing)
    if not expecting:
        verify_selected(b)


def without_input_dropped(b: Binding) -> int:
    """The sets that can still take a pipeline object."""
    current, found_all = 0, False
    if not takes_pipeline_input(b, b.current) and not b.delayed:
        return b.current
    candidates = [p for p in b.unbound if p.pipeline_somewhere] + [p for p, _ in b.delayed]
    for parameter in candidates:
        for data in parameter.matching(b.current):
            if data.by_value or data.by_name:
                if data.flag == 0:
                    found_all = True
                else:
                    current |= data.flag
    if found_all or not current:
        return b.current
    return b.current & current


def verify_selected(b: Binding) -> None:
    """One set must have been chosen where the command has several."""
    if b.index.set_count > 1 and b.current == ALL_FLAGS:
        default = b.index.default
        if default and default != ALL_FLAGS:
            b.current = default
        elif default != ALL_FLAGS:
            raise ambiguous_set_error(b.info)


class Missing:
    """The mandatory parameters of one set that are not bound: those that the pipeline may bring, and the others."""

    __slots__ = ("flag", "is_default", "piped", "by_value", "by_name", "others")

    def __init__(self, flag: int, is_default: bool) -> None:
        self.flag, self.is_default = flag, is_default
        self.piped: list[ParameterInfo] = []
        self.by_value: list[ParameterInfo] = []
        self.by_name: list[ParameterInfo] = []
        self.others: list[ParameterInfo] = []

    @property
    def is_all(self) -> bool:
        return self.flag == ALL_FLAGS


def missing_mandatory(b: Binding, count: int, expecting: bool) -> list[ParameterInfo]:
    """The mandatory parameters to ask for now; may settle the set on the way."""
    result: list[ParameterInfo] = []
    default = b.index.default
    sets: dict[int, Missing] = {}
    mandatory_sets, in_all = 0, False
    for parameter in b.unbound:
        if not parameter.mandatory_somewhere:
            continue
        lacking = False
        for data in parameter.matching(b.current):
            if not data.mandatory:
                continue
            lacking = True
            flag = data.flag or ALL_FLAGS
            entry = sets.get(flag)
            if entry is None:
                entry = sets[flag] = Missing(flag, bool(default & flag))
            if expecting and (data.by_value or data.by_name):
                entry.piped.append(parameter)
                if data.by_value:
                    entry.by_value.append(parameter)
                if data.by_name:
                    entry.by_name.append(parameter)
            else:
                entry.others.append(parameter)
            if data.flag:
                mandatory_sets |= b.current & data.flag
            else:
                in_all = True
        if lacking and not expecting:
            result.append(parameter)
    if sets and expecting:
        choose_for_input(b, count, sets, mandatory_sets, in_all, result)
    return result


def choose_for_input(
    b: Binding,
    count: int,
    sets: dict[int, Missing],
    mandatory: int,
    in_all: bool,
    result: list[ParameterInfo],
) -> None:
    """With input on its way: decide which set to expect, and collect in `result` what no object can bring."""
    default = b.index.default
    if mandatory == 0:
        mandatory = b.current
    if in_all:
        mandatory = b.current & (b.index.all_flags or ALL_FLAGS)
    if count > 1 and default and not default & mandatory and default & b.current:
        fed = any(
            m.flag & b.current and not m.flag & default and not m.is_all and m.piped for m in sets.values()
        )
        if not fed:
            current = b.current if b.current != ALL_FLAGS else b.index.all_flags
            mandatory = b.current = current & ~mandatory
            if b.current == default:
                b.set_name = b.info.set_name(b.current)
            else:
                b.prioritized = default
    number = count_sets(mandatory)
    if number == 0:
        raise ambiguous_set_error(b.info)
    if number == 1:
        add_others(sets, mandatory, result)
    elif b.prioritized == 0:
        if default and mandatory & default and latch_on_default(b, sets):
            b.current = default
            b.set_name = b.info.set_name(default)
            add_others(sets, default, result)
        else:
            choose_fed_set(b, sets, mandatory, result)


def add_others(sets: dict[int, Missing], flags: int, result: list[ParameterInfo]) -> None:
    for entry in sets.values():
        if entry.flag & flags or entry.is_all:
            for parameter in entry.others:
                if parameter not in result:
                    result.append(parameter)


def latch_on_default(b: Binding, sets: dict[int, Missing]) -> bool:
    """Whether the default set is the best guess for the objects to come."""
    other_sets = [m for m in sets.values() if not m.is_all and not m.is_default]
    other_fed = any(m.piped and not m.others for m in other_sets)
    other_by_name = any(m.by_name for m in other_sets)
    own = sets.get(b.index.default)
    if own is not None:
        if own.by_name and not other_by_name:
            return True
        if own.piped and not other_fed:
            return True
    if not other_fed:
        return True
    everywhere = sets.get(ALL_FLAGS)
    return everywhere is not None and bool(everywhere.others)


def choose_fed_set(b: Binding, sets: dict[int, Missing], mandatory: int, result: list[ParameterInfo]) -> None:
    """Latch on to the one set that takes its mandatory input from the pipeline."""
    candidates = [m for m in sets.values() if m.flag & mandatory and not m.is_all]
    by_value = [m.flag for m in candidates if m.by_value]
    by_name = [m.flag for m in candidates if m.by_name]
    value_flag = by_value[0] if len(by_value) == 1 else 0
    name_flag = by_name[0] if len(by_name) == 1 else 0
    unique = 0
    if by_value and by_name:
        if value_flag == name_flag:
            unique = value_flag
    elif by_value or by_name:
        unique = value_flag if by_value else name_flag
    if unique:
        settle_on(b, sets, unique, result)
        return
    lacking = [m for m in sets.values() if (m.flag & mandatory or m.is_all) and m.others]
    if not lacking:
        return
    if value_flag:
        settle_on(b, sets, value_flag, result)
        return
    if len(by_value) < 2 and len(by_name) < 2:
        raise ambiguous_set_error(b.info)
    ignored = 0
    for entry in lacking:
        if not entry.is_all:
            ignored |= entry.flag
    if ignored:
        ignore_sets(b, ignored)
        if b.current == 0:
            raise ambiguous_set_error(b.info)
        if count_sets(b.current) == 1:
            b.set_name = b.info.set_name(b.current)


def settle_on(b: Binding, sets: dict[int, Missing], chosen: int, result: list[ParameterInfo]) -> None:
    ignored, lacks_others = 0, False
    for entry in sets.values():
        if entry.flag & chosen or entry.is_all:
            if not entry.is_all:
                lacks_others = bool(entry.others)
            for parameter in entry.others:
                if parameter not in result:
                    result.append(parameter)
        else:
            ignored |= entry.flag
    if lacks_others:
        b.current = chosen
        b.set_name = b.info.set_name(chosen)
        return
    ignore_sets(b, ignored)
    b.set_name = b.info.set_name(b.current)
    if b.current != chosen:
        b.prioritized = chosen


def ignore_sets(b: Binding, flags: int) -> None:
    if flags:
        current = b.current if b.current != ALL_FLAGS else b.index.all_flags
        b.current = current & ~flags


def ask_for(b: Binding, missing: list[ParameterInfo]) -> None:
    """Prompt for missing mandatory parameters, or fail where nobody can be asked."""
    from exoshell.binder.argument import Given

    answers = b.env.prompt_parameters(b.info, missing) if b.env is not None else None
    if answers is None:
        raise missing_mandatory_error(b.info, [p.name for p in missing])
    b.replayable = False
    for parameter in missing:
        item = Given(parameter.name, None, True, answers.get(parameter.name), None)
        b.bind(parameter, item, True, b.current, delay=False)
