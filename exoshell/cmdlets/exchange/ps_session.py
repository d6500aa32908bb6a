"""Sessions of the old kind, as scripts still write them: a session to Microsoft.Exchange is a connection here.

`New-PSSession -ConfigurationName Microsoft.Exchange …; Import-PSSession $s` connects by REST and says so. Sessions to other computers are not
available.
"""

from __future__ import annotations

from exoshell.cmdlets.remote.connect import Screen, check_prefix
from exoshell.cmdlets.remote.engine import exchange_service
from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.schema import module
from exoshell.values.errors import ps_error
from exoshell.values.objects import PSCustomObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SESSION = "System.Management.Automation.Runspaces.PSSession"
CORE = "Microsoft.PowerShell.Core"
CONFIGURATION = "Microsoft.Exchange"


def session_objects(running: Cmdlet) -> list[PSCustomObject]:
    """One session object a connection; none is made, and nothing is imported, where nobody has connected."""
    if "exchange" not in running.session.services:
        return []
    return [session_object(row) for row in exchange_service(running).information()]


def session_object(row: PSCustomObject) -> PSCustomObject:
    """A connection's information as a session."""
    notes = row.notes
    host = str(notes["ConnectionUri"]).partition("://")[2]
    made = {
        "Id": notes["Id"],
        "Name": notes["Name"],
        "Transport": "REST",
        "ComputerName": host,
        "ComputerType": "RemoteMachine",
        "State": "Opened" if notes["TokenStatus"] == "Active" else "Broken",
        "ConfigurationName": CONFIGURATION,
        "Availability": "Available",
        "InstanceId": notes["ConnectionId"],
    }
    return PSCustomObject(made, [SESSION, "System.Object"])


def same(wanted: Any, value: Any) -> bool:
    """Whether one of the wanted texts (wildcards allowed) or numbers is the value."""
    from exoshell.values.wildcard import compile_wildcard

    if wanted is None:
        return True
    items = wanted if isinstance(wanted, list) else [wanted]
    return any(compile_wildcard(str(item)).matches(str(value)) for item in items)


@cmdlet("Get", "PSSession", module=CORE, default_set="Name", output=(SESSION,))
class GetPSSession(Cmdlet):
    """Gets the open connections as sessions."""

    computer_name = Param(
        "string[]",
        "Host names.",
        position=0,
        mandatory=True,
        pipe=BY_NAME,
        sets=("ComputerName",),
        aliases=("Cn",),
    )
    connection_uri = Param(
        "object[]",
        "Addresses.",
        position=0,
        mandatory=True,
        pipe=BY_NAME,
        sets=("ConnectionUri",),
        aliases=("URI", "CU"),
    )
    configuration_name = Param(
        "string", "The kind of session.", pipe=BY_NAME, sets=("ComputerName", "ConnectionUri")
    )
    name = Param(
        "string[]", "Names.", sets={"ComputerName": P(), "ConnectionUri": P(), "Name": P(pipe=BY_NAME)}
    )
    instance_id = Param("object[]", "Connection ids.", sets={"InstanceId": P(mandatory=True, pipe=BY_NAME)})
    id = Param("int[]", "Numbers.", sets={"Id": P(0, True, BY_NAME)})
    state = Param("string", "Their state.", sets=("ComputerName", "ConnectionUri", "InstanceId"))

    def process(self) -> None:
        for found in session_objects(self):
            notes = found.notes
            uri = (
                None
                if self.connection_uri is None
                else [str(u).partition("://")[2].partition("/")[0] for u in self.connection_uri]
            )
            if (
                same(self.computer_name, notes["ComputerName"])
                and same(uri, notes["ComputerName"])
                and same(self.configuration_name, notes["ConfigurationName"])
                and same(self.name, notes["Name"])
                and same(self.instance_id, notes["InstanceId"])
                and same(self.id, notes["Id"])
                and (self.state in (None, "All") or same(self.state, notes["State"]))
            ):
                self.write(found)


@cmdlet("Remove", "PSSession", module=CORE, default_set="Id", should_process=True)
class RemovePSSession(Cmdlet):
    """Closes connections."""

    session_ = Param("object[]", "The sessions.", sets={"Session": P(0, True, BY_VALUE | BY_NAME)})
    instance_id = Param("object[]", "Connection ids.", sets={"InstanceId": P(None, True, BY_NAME)})
    id = Param("int[]", "Numbers.", sets={"Id": P(0, True, BY_NAME)})
    name = Param("string[]", "Names.", sets={"Name": P(None, True, BY_NAME)})
    computer_name = Param(
        "string[]", "Host names.", sets={"ComputerName": P(0, True, BY_NAME)}, aliases=("Cn",)
    )

    def process(self) -> None:
        given = None
        if self.session_ is not None:
            given = [
                str(item.notes.get("InstanceId"))
                for item in self.session_
                if isinstance(item, PSCustomObject)
            ]
        for found in session_objects(self):
            notes = found.notes
            wanted = (
                same(given, notes["InstanceId"])
                and same(self.instance_id, notes["InstanceId"])
                and same(self.id, notes["Id"])
                and same(self.name, notes["Name"])
                and same(self.computer_name, notes["ComputerName"])
            )
            if wanted and self.should_process(str(notes["Name"])):
                exchange_service(self).disconnect([str(notes["InstanceId"])])
                self.session.commands.forget_cmdlets()


@cmdlet("New", "PSSession", module=CORE, default_set="ComputerName", output=(SESSION,))
class NewPSSession(Cmdlet):
    """Connects to Exchange Online where the session's configuration is Microsoft.Exchange."""

    computer_name = Param(
        "string[]",
        "Host names.",
        position=0,
        pipe=BY_VALUE | BY_NAME,
        sets=("ComputerName",),
        aliases=("Cn",),
        validate=(ValidateNotNullOrEmpty(),),
    )
    connection_uri = Param(
        "object[]",
        "The service's address.",
        position=0,
        mandatory=True,
        pipe=BY_NAME,
        sets=("Uri",),
        aliases=("URI", "CU"),
    )
    credential = Param(
        "object", "User name and password (retired).", pipe=BY_NAME, sets=("ComputerName", "Uri")
    )
    name = Param("string[]", "Taken for the sake of scripts: connections are numbered.")
    configuration_name = Param("string", "Microsoft.Exchange.", pipe=BY_NAME, sets=("ComputerName", "Uri"))
    enable_network_access = Param("switch", "Taken for the sake of scripts.")
    allow_redirection = Param("switch", "Redirections of the service are always followed.", sets=("Uri",))
    session_option = Param("object", "Taken for the sake of scripts: there is no remote session.")
    authentication = Param(
        "string", "Taken for the sake of scripts: sign-in is by token.", sets=("ComputerName", "Uri")
    )
    certificate_thumbprint = Param("string", "Taken for the sake of scripts.", sets=("ComputerName", "Uri"))
    port = Param("int", "Not used.", sets=("ComputerName",))
    use_ssl = Param("switch", "Always.", name="UseSSL", sets=("ComputerName",))
    throttle_limit = Param("int", "Not used.")

    def process(self) -> None:
        uri = str(self.connection_uri[0]) if self.connection_uri else ""
        if (
            str(self.configuration_name or "").lower() != CONFIGURATION.lower()
            and "powershell" not in uri.lower()
        ):
            raise ps_error(
                "RemoteSessionsNotAvailable",
                "Sessions to other computers are not available in this shell. Connections to Exchange Online are: Connect-ExchangeOnline.",
                exception="System.PlatformNotSupportedException",
                category="NotImplemented",
            )
        self.warn(
            "Remote PowerShell has been retired by the service: the session is made by REST, as Connect-ExchangeOnline does."
        )
        options: dict[str, Any] = {"ShowBanner": False}
        address, _, query = uri.partition("?")
        if address:
            options["ConnectionUri"] = address
        for part in query.split("&"):
            key, _, value = part.partition("=")
            if key.lower() == "delegatedorg":
                options["DelegatedOrganization"] = value
        if self.credential is not None:
            options["Credential"] = self.credential
        row = exchange_service(self).connect(options, Screen(self), "compliance" in address.lower())
        self.session.commands.forget_cmdlets()
        self.write(session_object(row))


@cmdlet("Import", "PSSession", output=("System.Management.Automation.PSModuleInfo",))
class ImportPSSession(Cmdlet):
    """Makes a connection's cmdlets available: they are already; with -Prefix they get names of their own."""

    session_ = Param("object", "The session.", position=0, mandatory=True)
    prefix = Param("string", "A prefix for the nouns of its cmdlets.", validate=(ValidateNotNullOrEmpty(),))
    command_name = Param(
        "string[]", "Taken for the sake of scripts: all cmdlets are available.", position=2, aliases=("Name",)
    )
    format_type_name = Param("string[]", "Taken for the sake of scripts: the views are built in.", position=3)
    disable_name_checking = Param("switch", "Taken for the sake of scripts.")
    allow_clobber = Param("switch", "Taken for the sake of scripts.")
    argument_list = Param("object[]", "Taken for the sake of scripts.", aliases=("Args",))
    command_type = Param("string", "Taken for the sake of scripts.", aliases=("Type",))
    module_ = Param("string[]", "Taken for the sake of scripts.", name="Module", aliases=("PSSnapin",))

    def process(self) -> None:
        given = self.session_
        ids = [str(given.notes.get("InstanceId"))] if isinstance(given, PSCustomObject) else []
        if self.prefix:
            check_prefix(self.prefix)
            exchange_service(self).rename(ids, self.prefix)
            self.session.commands.forget_cmdlets()
        row = next(
            (r for r in exchange_service(self).information() if str(r.notes["ConnectionId"]) in ids), None
        )
        if row is None:
            raise ps_error(
                "SessionNotFound",
                "The session is not open.",
                exception="System.ArgumentException",
                category="InvalidArgument",
            )
        notes = {
            "ModuleType": "Script",
            "Version": "1.0",
            "Name": row.notes["ModuleName"],
            "ExportedCommands": module.exported(),
        }
        self.write(PSCustomObject(notes, ["System.Management.Automation.PSModuleInfo", "System.Object"]))
