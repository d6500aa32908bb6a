"""The declaration kit: what a cmdlet class becomes."""

from __future__ import annotations

from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.command.members import parameter_sets, syntax


@cmdlet("Get", "Sample", default_set="Name", should_process=True)
class GetSample(Cmdlet):
    """Gets samples.

    Longer text.
    """

    input_object = Param("psobject", "The objects.", pipe=BY_VALUE | BY_NAME)
    name = Param(
        "string", "The name.", sets={"Name": P(position=0, mandatory=True), "All": P()}, aliases=("N",)
    )
    all_of_them = Param("switch", "All.", name="All", sets=("All",))
    size = Param("int", "The size.", default=5)


def test_attributes_become_defaults_and_parameters() -> None:
    assert GetSample.size == 5 and GetSample.all_of_them is False and GetSample.name is None
    assert [p.name for p in GetSample.info.parameters.values()] == ["InputObject", "Name", "All", "Size"]
    assert GetSample.info.parameters["all"].attr == "all_of_them"


def test_sets_have_bits_of_their_own() -> None:
    info = GetSample.info
    assert info.sets == ["Name", "All"]
    assert info.parameters["name"].flags == info.flag("name") | info.flag("ALL")
    assert info.parameters["size"].in_all


def test_error_ids_name_the_net_class() -> None:
    assert GetSample.info.error_name == "Microsoft.PowerShell.Commands.GetSampleCommand"


def test_syntax_lists_positions_then_mandatory_then_the_rest() -> None:
    lines = syntax(GetSample.info).strip().splitlines()
    assert lines[0] == (
        "Get-Sample [-Name] <string> [-InputObject <psobject>] [-Size <int>] [-WhatIf] [-Confirm] [<CommonParameters>]"
    )


def test_the_default_set_comes_first() -> None:
    assert [(s.name, s.is_default) for s in parameter_sets(GetSample.info)] == [
        ("Name", True),
        ("All", False),
    ]
