"""Get-TimeZone: gets time zones."""

from __future__ import annotations

from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.dotnet.access import call_static, get_property, get_static
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.wildcard import compile_wildcard


@cmdlet(
    "Get",
    "TimeZone",
    module="Microsoft.PowerShell.Management",
    default_set="Name",
    output=("System.TimeZoneInfo",),
)
class GetTimeZone(Cmdlet):
    """Gets time zones."""

    id = Param("string[]", "The number of the item.", mandatory=True, pipe=BY_NAME, sets=("Id",))
    list_available = Param("switch", "All that can be used.", mandatory=True, sets=("ListAvailable",))
    name = Param("string[]", "The name.", position=0, pipe=BY_VALUE, sets=("Name",))

    def process(self) -> None:
        zones = self.session.find_type("System.TimeZoneInfo")
        if self.list_available:
            self.write_all(call_static(zones, "GetSystemTimeZones", []))
        elif self.is_bound("Id"):
            for name in self.id:
                try:
                    self.write(call_static(zones, "FindSystemTimeZoneById", [name]))
                except PowerShellError:
                    self.write_error(no_zone("Id", name))
        elif self.is_bound("Name"):
            every = call_static(zones, "GetSystemTimeZones", [])
            for name in self.name:
                pattern = compile_wildcard(name, True)
                found = [
                    z
                    for z in every
                    if pattern.matches(str(get_property(z, "StandardName")))
                    or pattern.matches(str(get_property(z, "DaylightName")))
                ]
                for zone in found:
                    self.write(zone)
                if not found:
                    self.write_error(no_zone("Name", name))
        else:
            self.write(get_static(zones, "Local"))


def no_zone(what: str, name: str) -> PowerShellError:
    return ps_error(
        "TimeZoneNotFound",
        f"The time zone {what.lower() if what == 'Name' else what} '{name}' was not found on the local computer.",
        exception="System.TimeZoneNotFoundException",
        category="ObjectNotFound",
        target=name,
    )
