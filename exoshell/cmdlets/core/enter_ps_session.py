"""Enter-PSSession: interactive sessions with other computers, which this shell does not have."""

from __future__ import annotations

from exoshell.command.attributes import ValidateNotNull, ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.values.errors import ps_error

NOT_EMPTY = (ValidateNotNullOrEmpty(),)
BOTH = BY_VALUE | BY_NAME
MACHINES = ("ComputerName", "Uri")


@cmdlet("Enter", "PSSession", module="Microsoft.PowerShell.Core", default_set="ComputerName")
class EnterPSSession(Cmdlet):
    """Would start an interactive session with another computer; says what to use instead."""

    host_name = Param(
        "string",
        "The host.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE,
        sets=("SSHHost",),
        validate=NOT_EMPTY,
    )
    options = Param("hashtable", "Options of SSH.", sets=("SSHHost",), validate=NOT_EMPTY)
    computer_name = Param(
        "string",
        "The computer.",
        position=0,
        mandatory=True,
        pipe=BOTH,
        sets=("ComputerName",),
        aliases=("Cn",),
        validate=NOT_EMPTY,
    )
    session_ = Param(
        "object", "A session.", name="Session", position=0, pipe=BOTH, sets=("Session",), validate=NOT_EMPTY
    )
    connection_uri = Param(
        "uri",
        "The address.",
        position=1,
        pipe=BY_NAME,
        sets=("Uri",),
        aliases=("URI", "CU"),
        validate=NOT_EMPTY,
    )
    instance_id = Param(
        "guid", "The session's id.", pipe=BY_NAME, sets=("InstanceId",), validate=(ValidateNotNull(),)
    )
    id = Param(
        "int", "The session's number.", position=0, pipe=BY_NAME, sets=("Id",), validate=(ValidateNotNull(),)
    )
    name = Param("string", "The session's name.", pipe=BY_NAME, sets=("Name",))
    enable_network_access = Param("switch", "With access to the network.", sets=MACHINES)
    vm_id = Param(
        "guid",
        "The virtual machine's id.",
        name="VMId",
        position=0,
        mandatory=True,
        pipe=BOTH,
        sets=("VMId",),
        aliases=("VMGuid",),
        validate=NOT_EMPTY,
    )
    vm_name = Param(
        "string",
        "The virtual machine's name.",
        name="VMName",
        position=0,
        mandatory=True,
        pipe=BOTH,
        sets=("VMName",),
        validate=NOT_EMPTY,
    )
    credential = Param(
        "pscredential",
        "User name and password.",
        sets={
            "ComputerName": P(pipe=BY_NAME),
            "Uri": P(pipe=BY_NAME),
            "VMId": P(1, True, BY_NAME),
            "VMName": P(1, True, BY_NAME),
        },
    )
    container_id = Param(
        "string",
        "The container.",
        position=0,
        mandatory=True,
        pipe=BOTH,
        sets=("ContainerId",),
        validate=NOT_EMPTY,
    )
    configuration_name = Param(
        "string",
        "The configuration.",
        pipe=BY_NAME,
        sets=("ComputerName", "Uri", "ContainerId", "VMId", "VMName"),
    )
    run_as_administrator = Param("switch", "As administrator.", sets=("ContainerId",))
    port = Param("int", "The port.", sets=("ComputerName", "SSHHost"), validate=(ValidateRange(1, 65535),))
    use_ssl = Param("switch", "Encrypted.", name="UseSSL", sets=("ComputerName",))
    application_name = Param("string", "The application.", pipe=BY_NAME, sets=("ComputerName",))
    allow_redirection = Param("switch", "Follow redirections.", sets=("Uri",))
    session_option = Param("object", "Options of the session.", sets=MACHINES, validate=(ValidateNotNull(),))
    authentication = Param("string", "How to sign in.", sets=MACHINES)
    certificate_thumbprint = Param("string", "A certificate.", sets=MACHINES)
    user_name = Param("string", "The user.", sets=("SSHHost",), validate=NOT_EMPTY)
    key_file_path = Param(
        "string", "The key.", sets=("SSHHost",), aliases=("IdentityFilePath",), validate=NOT_EMPTY
    )
    subsystem = Param("string", "The subsystem of SSH.", pipe=BY_NAME, sets=("SSHHost",))
    connecting_timeout = Param("int", "How long to wait.", sets=("SSHHost",))
    ssh_transport = Param(
        "switch", "By SSH.", name="SSHTransport", sets=("SSHHost",), validate=(ValidateSet("true"),)
    )

    def process(self) -> None:
        raise ps_error(
            "RemoteSessionsNotAvailable",
            "Interactive sessions with other computers are not available in this shell. Exchange Online is reached with Connect-ExchangeOnline.",
            exception="System.PlatformNotSupportedException",
            category="NotImplemented",
        )
