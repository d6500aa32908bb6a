"""Binding calls: names, positions, sets, pipeline objects, errors."""

from __future__ import annotations

from typing import Any

import pytest

from exoshell.binder import NAME, NAMED, SPLAT, VALUE, Argument, plan
from exoshell.command.attributes import ValidateRange, ValidateSet
from exoshell.command.info import ALL_SETS, CommandInfo, ParameterInfo, ParameterSetInfo, assign_positions
from exoshell.values.collections import Hashtable
from exoshell.values.errors import PowerShellError
from exoshell.values.objects import PSCustomObject
from exoshell.values.switch import PRESENT, SwitchParameter


class Env:
    """The least that the binder asks of a command's context."""

    def __init__(self, expecting: bool = False, defaults: Any = None) -> None:
        self.expecting_input = expecting
        self.defaults = defaults
        self.warnings: list[str] = []

    def default_parameter_values(self) -> Any:
        return self.defaults

    def prompt_parameters(self, command: Any, parameters: Any) -> None:
        return None

    def write_warning(self, text: str) -> None:
        self.warnings.append(text)


class Frame:
    """Where pipeline-bound values of a function go."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def assign_parameter(self, parameter: ParameterInfo, value: Any) -> None:
        self.values[parameter.name] = value

    def current_parameter(self, parameter: ParameterInfo) -> Any:
        return self.values.get(parameter.name)


def parameter(name: str, type_name: str = "", *attributes: Any, **data: Any) -> ParameterInfo:
    sets = data.pop("sets", None)
    aliases = data.pop("aliases", ())
    made = sets if sets is not None else {ALL_SETS: ParameterSetInfo(**data)}
    return ParameterInfo(name, type_name, made, aliases, attributes, script=True)


def function(
    *parameters: ParameterInfo, advanced: bool = True, default_set: str | None = None
) -> CommandInfo:
    assign_positions(list(parameters))
    return CommandInfo(
        "F", "Function", {p.key: p for p in parameters}, cmdlet_binding=advanced, default_set=default_set
    )


def call(info: CommandInfo, *arguments: Any, env: Any = None, target: Any = None) -> Any:
    """Bind arguments: `-Name` texts are parameter names, anything else a value."""
    made, values = [], []
    for argument in arguments:
        if isinstance(argument, str) and argument.startswith("-"):
            made.append(Argument(NAME, argument[1:], argument))
            values.append(None)
        else:
            made.append(Argument(VALUE))
            values.append(argument)
    return plan(info, tuple(made)).bind(values, target, env or Env())


def error_id(info: CommandInfo, *arguments: Any, env: Any = None) -> str:
    with pytest.raises(PowerShellError) as caught:
        call(info, *arguments, env=env)
    return caught.value.record.full_id


def test_names_beginnings_and_positions_bind_together() -> None:
    info = function(parameter("Identity"), parameter("Size"), parameter("Note"))
    assert call(info, "-Si", 1, "a", "n").values == {"Size": 1, "Identity": "a", "Note": "n"}


def test_a_second_call_with_the_same_plan_converts_new_values() -> None:
    info = function(parameter("N", "int"))
    site = plan(info, (Argument(VALUE),))
    assert [site.bind([v], None, Env()).values["N"] for v in ("5", 6, "7")] == [5, 6, 7]


def test_a_switch_takes_no_argument() -> None:
    info = function(parameter("On", "switch"), parameter("Rest"))
    values = call(info, "-On", "x").values
    assert values["On"] is PRESENT and values["Rest"] == "x"


def test_a_parameter_name_that_is_not_known_becomes_the_value_before_it() -> None:
    info = function(parameter("Name"))
    assert call(info, "-Name", "-zzz").values == {"Name": "-zzz"}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("-A", 1, "-A", 2), "ParameterAlreadyBound,F"),
        (("-A",), "MissingArgument,F"),
        (("-A", "-B", 1), "MissingArgument,F"),
        (("-C", 1), "NamedParameterNotFound,F"),
        ((1, 2, 3), "PositionalParameterNotFound,F"),
    ],
)
def test_wrong_arguments_are_told_apart(arguments: tuple[Any, ...], expected: str) -> None:
    assert error_id(function(parameter("A"), parameter("B")), *arguments) == expected


def test_a_beginning_of_several_names_is_ambiguous() -> None:
    info = function(parameter("Identity"), parameter("Include"))
    assert error_id(info, "-I", 1) == "AmbiguousParameter,F"


def test_an_own_parameter_beats_common_ones() -> None:
    assert call(function(parameter("Verb")), "-V", 1).values == {"Verb": 1}


def test_a_simple_function_keeps_what_is_left_as_args() -> None:
    info = function(parameter("A"), advanced=False)
    bound = call(info, 1, "-x", 2, 3)
    assert bound.values == {"A": 1}
    assert [getattr(v, "base", v) for v in bound.args] == ["-x", 2, 3]


def test_a_splatted_table_gives_way_to_explicit_arguments() -> None:
    info = function(parameter("To"), parameter("Subject"))
    site = plan(info, (Argument(SPLAT), Argument(NAMED, "Subject", "-Subject:")))
    bound = site.bind([Hashtable([("To", "a"), ("Subject", "s")]), "mine"], None, Env())
    assert bound.values == {"To": "a", "Subject": "mine"}


def test_a_missing_mandatory_parameter_is_named() -> None:
    info = function(parameter("Identity", "string", mandatory=True))
    assert error_id(info) == "MissingMandatoryParameter,F"


@pytest.mark.parametrize(("value", "what"), [(None, "EmptyString"), ("", "EmptyString")])
def test_a_mandatory_text_may_not_be_empty(value: Any, what: str) -> None:
    info = function(parameter("Name", "string", mandatory=True))
    assert error_id(info, value) == f"ParameterArgumentValidationError{what}NotAllowed,F"


def test_validations_run_on_converted_values() -> None:
    info = function(
        parameter("N", "int", ValidateRange(1, 5)), parameter("W", "string", ValidateSet("a", "b"))
    )
    assert call(info, "3", "A").values == {"N": 3, "W": "A"}
    assert error_id(info, 9) == "ParameterArgumentValidationError,F"
    assert error_id(info, 1, "c") == "ParameterArgumentValidationError,F"


def test_a_text_is_no_boolean() -> None:
    assert error_id(function(parameter("Flag", "bool")), "true") == "ParameterArgumentTransformationError,F"


def set_function(default: str | None = None) -> CommandInfo:
    name = parameter("Name", "string", sets={"ByName": ParameterSetInfo(position=0)})
    number = parameter("Id", "int", sets={"ById": ParameterSetInfo(position=0)})
    return function(name, number, default_set=default)


def test_the_class_of_an_argument_chooses_among_sets() -> None:
    assert call(set_function("ByName"), 42).set_name == "ById"
    assert call(set_function("ByName"), "kim").set_name == "ByName"
    assert call(set_function("ByName")).set_name == "ByName"


def test_without_a_default_set_the_set_must_be_clear() -> None:
    assert error_id(set_function()) == "AmbiguousParameterSet,F"


def test_default_values_of_the_session_fill_in() -> None:
    info = function(parameter("Size", "int"), parameter("Color"))
    env = Env(defaults=Hashtable([("F:Size", "9"), ("G:Color", "red")]))
    assert call(info, env=env).values == {"Size": 9}


def test_a_default_value_that_does_not_fit_is_a_warning() -> None:
    env = Env(defaults=Hashtable([("F:Size", "bad")]))
    assert call(function(parameter("Size", "int")), env=env).values == {}
    assert env.warnings[0].startswith("The binding of default value 'bad' to parameter 'Size' failed:")


def test_pipeline_objects_bind_by_value_then_by_property() -> None:
    info = function(
        parameter("Num", "int", by_value=True), parameter("Size", "int", by_name=True), parameter("Free")
    )
    frame = Frame()
    bound = call(info, env=Env(expecting=True), target=frame)
    bound.bind_item(5)
    assert frame.values["Num"] == 5
    bound.bind_item(PSCustomObject({"Size": "7"}))
    assert frame.values == {"Num": None, "Size": 7}


def test_an_object_that_fits_nothing_is_refused() -> None:
    bound = call(function(parameter("Num", "int", by_value=True)), env=Env(expecting=True), target=Frame())
    with pytest.raises(PowerShellError) as caught:
        bound.bind_item("x")
    assert caught.value.record.full_id == "InputObjectNotBound,F"


def test_a_wrong_property_is_an_error_of_its_own() -> None:
    bound = call(function(parameter("Size", "int", by_name=True)), env=Env(expecting=True), target=Frame())
    with pytest.raises(PowerShellError) as caught:
        bound.bind_item(PSCustomObject({"Size": "big"}))
    assert caught.value.record.full_id == "ParameterArgumentTransformationError,F"


def test_one_parameter_for_any_object_is_bound_directly() -> None:
    assert (
        call(function(parameter("In", by_value=True)), env=Env(expecting=True), target=Frame()).direct
        is not None
    )
    assert (
        call(function(parameter("In", "int", by_value=True)), env=Env(expecting=True), target=Frame()).direct
        is None
    )


def test_remaining_arguments_are_one_list() -> None:
    info = function(
        parameter("First", position=0), parameter("Others", sets={ALL_SETS: ParameterSetInfo(remaining=True)})
    )
    assert call(info, 1, 2, 3).values["Others"] == [2, 3]
    assert call(info, 1, [2, 3]).values["Others"] == [2, 3]


def test_switches_of_scripts_are_values_of_their_own() -> None:
    assert isinstance(call(function(parameter("On", "switch")), "-On").values["On"], SwitchParameter)
