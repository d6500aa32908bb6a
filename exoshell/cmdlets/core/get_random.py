"""Get-Random: gets a random number, or picks from a collection."""

from __future__ import annotations

from exoshell.cmdlets.objects.random_picks import RandomPicker
from exoshell.command.attributes import ValidateNotNull, ValidateRange
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet


@cmdlet(
    "Get",
    "Random",
    default_set="RandomNumberParameterSet",
    output=("System.Int32", "System.Int64", "System.Double"),
)
class GetRandom(Cmdlet):
    """Gets a random number, or picks from a collection."""

    set_seed = Param(
        "System.Nullable[int]", "The start value of the random numbers.", validate=(ValidateNotNull(),)
    )
    maximum = Param("System.Object", "The largest value.", position=0, sets=("RandomNumberParameterSet",))
    minimum = Param("System.Object", "The smallest value.", sets=("RandomNumberParameterSet",))
    input_object = Param(
        "System.Object[]",
        "The objects to work on, usually from the pipeline.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE,
        sets=("RandomListItemParameterSet", "ShuffleParameterSet"),
        allow_null=True,
    )
    count = Param(
        "int",
        "How many.",
        sets=("RandomNumberParameterSet", "RandomListItemParameterSet"),
        validate=(ValidateRange(1, 2147483647),),
    )
    shuffle = Param("switch", "Give all in random order.", mandatory=True, sets=("ShuffleParameterSet",))

    def begin(self) -> None:
        self._picker = RandomPicker(self, secure=False)

    def process(self) -> None:
        self._picker.process()

    def end(self) -> None:
        self._picker.end()
