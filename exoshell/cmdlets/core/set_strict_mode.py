"""Set-StrictMode: sets how strict the rules of the language are."""

from __future__ import annotations

from exoshell.command.attributes import ValidateAttribute, ValidationFailure
from exoshell.command.declaration import Cmdlet, Param, cmdlet
from exoshell.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LATEST = Version(7, 6)
KNOWN = frozenset(((1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (5, 1), (6, 0), (6, 1), (6, 2), (7, 0)))


class ToVersion:
    """`Latest` and plain numbers as versions."""

    def transform(self, value: Any, env: Any) -> Any:
        if isinstance(value, str) and value.lower() == "latest":
            return LATEST
        if isinstance(value, (int, float, str)) and not isinstance(value, bool):
            from exoshell.values.conversion import to_text

            text = to_text(value)
            return text + ".0" if text.isdecimal() else text
        return value


class KnownVersion(ValidateAttribute):
    """A version of PowerShell that exists."""

    __slots__ = ()

    def __init__(self) -> None:
        self.extension = None
        self.ps_type = None

    def validate(self, value: Any, env: Any = None) -> None:
        if (
            isinstance(value, Version)
            and (value.major, value.minor) not in KNOWN
            and not (value.major == 7 and value.minor <= LATEST.minor)
        ):
            raise ValidationFailure(
                f'The "{value}" argument does not contain a valid PowerShell version. Supply a valid version number and then try the command again.'
            )


@cmdlet("Set", "StrictMode", module="Microsoft.PowerShell.Core", default_set="Version")
class SetStrictMode(Cmdlet):
    """Sets how strict the rules of the language are."""

    off = Param("switch", "Switch it off.", mandatory=True, sets=("Off",))
    version = Param(
        "version",
        "The version whose rules hold: 1.0, 2.0, 3.0 or Latest.",
        mandatory=True,
        sets=("Version",),
        aliases=("v",),
        validate=(KnownVersion(),),
        transform=(ToVersion(),),
    )

    def end(self) -> None:
        scope = self.context.scope
        if self.off:
            scope.strict = 0
            return
        scope.strict = self.version.major
        self.session.strict_used = True
