"""Get-SecureRandom: gets a random number from a secure source, or picks from a collection."""

from __future__ import annotations

from exoshell.cmdlets.objects.random_picks import RandomPicker
from exoshell.command.attributes import ValidateRange
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet


@cmdlet(
    "Get",
    "SecureRandom",
    default_set="RandomNumberParameterSet",
    output=("System.Int32", "System.Int64", "System.Double"),
)
class GetSecureRandom(Cmdlet):
    """Gets a random number from a secure source, or picks from a collection."""

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
        self._picker = RandomPicker(self, secure=True)

    def process(self) -> None:
        self._picker.process()

    def end(self) -> None:
        self._picker.end()
