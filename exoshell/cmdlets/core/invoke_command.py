"""Invoke-Command: runs a script block."""

from __future__ import annotations

from exoshell.command.attributes import ValidateNotNull, ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.values.errors import ps_error
from exoshell.values.null import AUTOMATION_NULL


@cmdlet("Invoke", "Command", module="Microsoft.PowerShell.Core", default_set="InProcess")
class InvokeCommand(Cmdlet):
    """Runs a script block."""

    session_ = Param(
        "System.Management.Automation.Runspaces.PSSession[]",
        "The session.",
        position=0,
        sets=("Session", "FilePathRunspace"),
        validate=(ValidateNotNullOrEmpty(),),
    )
    computer_name = Param(
        "string[]",
        "The computer.",
        position=0,
        sets=("ComputerName", "FilePathComputerName"),
        aliases=("Cn",),
        validate=(ValidateNotNullOrEmpty(),),
    )
    credential = Param(
        "pscredential",
        "The user and password.",
        sets={
            "ComputerName": P(pipe=BY_NAME),
            "Uri": P(pipe=BY_NAME),
            "FilePathComputerName": P(pipe=BY_NAME),
            "FilePathUri": P(pipe=BY_NAME),
            "VMId": P(mandatory=True, pipe=BY_NAME),
            "VMName": P(mandatory=True, pipe=BY_NAME),
            "FilePathVMId": P(mandatory=True, pipe=BY_NAME),
            "FilePathVMName": P(mandatory=True, pipe=BY_NAME),
        },
    )
    port = Param(
        "int",
        "Port.",
        sets=("ComputerName", "FilePathComputerName", "SSHHost"),
        validate=(ValidateRange(1, 65535),),
    )
    use_ssl = Param("switch", "Use ssl.", name="UseSSL", sets=("ComputerName", "FilePathComputerName"))
    configuration_name = Param(
        "string",
        "Configuration name.",
        pipe=BY_NAME,
        sets=(
            "ComputerName",
            "Uri",
            "FilePathComputerName",
            "FilePathUri",
            "ContainerId",
            "VMId",
            "VMName",
            "FilePathContainerId",
            "FilePathVMId",
            "FilePathVMName",
        ),
    )
    application_name = Param(
        "string", "Application name.", pipe=BY_NAME, sets=("ComputerName", "FilePathComputerName")
    )
    throttle_limit = Param(
        "int",
        "How many run at the same time.",
        sets=(
            "ComputerName",
            "Session",
            "Uri",
            "FilePathComputerName",
            "FilePathRunspace",
            "FilePathUri",
            "VMId",
            "VMName",
            "ContainerId",
            "FilePathVMId",
            "FilePathVMName",
            "FilePathContainerId",
        ),
    )
    connection_uri = Param(
        "uri[]",
        "Connection uri.",
        position=0,
        sets=("Uri", "FilePathUri"),
        aliases=("URI", "CU"),
        validate=(ValidateNotNullOrEmpty(),),
    )
    as_job = Param(
        "switch",
        "Run as a job.",
        sets=(
            "ComputerName",
            "Session",
            "Uri",
            "FilePathComputerName",
            "FilePathRunspace",
            "FilePathUri",
            "VMId",
            "VMName",
            "ContainerId",
            "FilePathVMId",
            "FilePathVMName",
            "FilePathContainerId",
            "SSHHost",
            "SSHHostHashParam",
            "FilePathSSHHost",
            "FilePathSSHHostHash",
        ),
    )
    in_disconnected_session = Param(
        "switch",
        "In disconnected session.",
        sets=("ComputerName", "FilePathComputerName", "Uri", "FilePathUri"),
        aliases=("Disconnected",),
    )
    session_name = Param(
        "string[]",
        "Session name.",
        sets=("ComputerName", "FilePathComputerName"),
        validate=(ValidateNotNullOrEmpty(),),
    )
    hide_computer_name = Param(
        "switch",
        "Hide computer name.",
        sets=(
            "ComputerName",
            "Session",
            "Uri",
            "FilePathComputerName",
            "FilePathRunspace",
            "FilePathUri",
            "VMId",
            "VMName",
            "ContainerId",
            "FilePathVMId",
            "FilePathVMName",
            "FilePathContainerId",
            "SSHHost",
            "SSHHostHashParam",
            "FilePathSSHHost",
            "FilePathSSHHostHash",
        ),
        aliases=("HCN",),
    )
    job_name = Param(
        "string",
        "Job name.",
        sets=(
            "ComputerName",
            "Session",
            "Uri",
            "FilePathComputerName",
            "FilePathRunspace",
            "FilePathUri",
            "ContainerId",
            "FilePathContainerId",
            "SSHHostHashParam",
            "SSHHost",
        ),
    )
    script_block = Param(
        "scriptblock",
        "The script block.",
        sets={
            "ComputerName": P(position=1, mandatory=True),
            "Session": P(position=1, mandatory=True),
            "Uri": P(position=1, mandatory=True),
            "InProcess": P(position=0, mandatory=True),
            "VMId": P(position=1, mandatory=True),
            "VMName": P(position=1, mandatory=True),
            "ContainerId": P(position=1, mandatory=True),
            "SSHHost": P(position=1, mandatory=True),
            "SSHHostHashParam": P(position=1, mandatory=True),
        },
        aliases=("Command",),
        validate=(ValidateNotNull(),),
    )
    no_new_scope = Param("switch", "No new scope.", sets=("InProcess",))
    file_path = Param(
        "string",
        "The file.",
        sets={
            "FilePathComputerName": P(position=1, mandatory=True),
            "FilePathRunspace": P(position=1, mandatory=True),
            "FilePathUri": P(position=1, mandatory=True),
            "FilePathVMId": P(position=1, mandatory=True),
            "FilePathVMName": P(position=1, mandatory=True),
            "FilePathContainerId": P(position=1, mandatory=True),
            "FilePathSSHHost": P(mandatory=True),
            "FilePathSSHHostHash": P(mandatory=True),
        },
        aliases=("PSPath",),
        validate=(ValidateNotNull(),),
    )
    allow_redirection = Param("switch", "Allow redirection.", sets=("Uri", "FilePathUri"))
    session_option = Param(
        "System.Management.Automation.Remoting.PSSessionOption",
        "Session option.",
        sets=("ComputerName", "Uri", "FilePathComputerName", "FilePathUri"),
    )
    authentication = Param(
        "System.Management.Automation.Runspaces.AuthenticationMechanism",
        "Authentication.",
        sets=("ComputerName", "FilePathComputerName", "Uri", "FilePathUri"),
    )
    enable_network_access = Param(
        "switch",
        "Enable network access.",
        sets=("ComputerName", "FilePathComputerName", "Uri", "FilePathUri"),
    )
    run_as_administrator = Param(
        "switch", "Run as administrator.", sets=("ContainerId", "FilePathContainerId")
    )
    host_name = Param(
        "string[]",
        "Host name.",
        mandatory=True,
        sets=("SSHHost", "FilePathSSHHost"),
        validate=(ValidateNotNullOrEmpty(),),
    )
    user_name = Param(
        "string", "The user.", sets=("SSHHost", "FilePathSSHHost"), validate=(ValidateNotNullOrEmpty(),)
    )
    key_file_path = Param(
        "string",
        "Key file path.",
        sets=("SSHHost", "FilePathSSHHost"),
        aliases=("IdentityFilePath",),
        validate=(ValidateNotNullOrEmpty(),),
    )
    subsystem = Param("string", "Subsystem.", sets=("SSHHost", "FilePathSSHHost"))
    connecting_timeout = Param("int", "Connecting timeout.", sets=("SSHHost", "FilePathSSHHost"))
    ssh_transport = Param(
        "switch",
        "Sshtransport.",
        name="SSHTransport",
        sets=("SSHHost", "FilePathSSHHost"),
        validate=(ValidateSet("true"),),
    )
    ssh_connection = Param(
        "hashtable[]",
        "Sshconnection.",
        name="SSHConnection",
        mandatory=True,
        sets=("SSHHostHashParam", "FilePathSSHHostHash"),
        validate=(ValidateNotNullOrEmpty(),),
    )
    options = Param(
        "hashtable", "Options.", sets=("SSHHost", "FilePathSSHHost"), validate=(ValidateNotNullOrEmpty(),)
    )
    remote_debug = Param(
        "switch",
        "Remote debug.",
        sets=(
            "ComputerName",
            "Session",
            "Uri",
            "FilePathComputerName",
            "FilePathRunspace",
            "FilePathUri",
            "VMId",
            "VMName",
            "ContainerId",
            "FilePathVMId",
            "FilePathVMName",
            "FilePathContainerId",
            "SSHHost",
            "SSHHostHashParam",
            "FilePathSSHHost",
            "FilePathSSHHostHash",
        ),
    )
    input_object = Param("psobject", "The objects to work on, usually from the pipeline.", pipe=BY_VALUE)
    argument_list = Param("System.Object[]", "The arguments.", aliases=("Args",))
    vm_id = Param(
        "guid[]",
        "Vmid.",
        name="VMId",
        position=0,
        mandatory=True,
        pipe=BY_NAME,
        sets=("VMId", "FilePathVMId"),
        aliases=("VMGuid",),
        validate=(ValidateNotNullOrEmpty(),),
    )
    vm_name = Param(
        "string[]",
        "Vmname.",
        name="VMName",
        mandatory=True,
        pipe=BY_NAME,
        sets=("VMName", "FilePathVMName"),
        validate=(ValidateNotNullOrEmpty(),),
    )
    container_id = Param(
        "string[]",
        "Container id.",
        mandatory=True,
        pipe=BY_NAME,
        sets=("ContainerId", "FilePathContainerId"),
        validate=(ValidateNotNullOrEmpty(),),
    )
    certificate_thumbprint = Param("string", "Certificate thumbprint.", sets=("ComputerName", "Uri"))

    def begin(self) -> None:
        self._items: list[Any] = []
        if self.parameter_set not in ("InProcess", "Session", "FilePathRunspace"):
            raise ps_error(
                "RemotingNotSupported",
                "This shell runs script blocks locally only; remote computers are not available.",
                exception="System.Management.Automation.PSNotSupportedException",
                category="NotImplemented",
            )

    def process(self) -> None:
        if self.is_bound("InputObject") and self.input_object is not AUTOMATION_NULL:
            self._items.append(self.input_object)

    def end(self) -> None:
        from exoshell.runtime.invoke import invoke_block
        from exoshell.runtime.scope import U

        block = self.script_block
        if self.is_bound("FilePath"):
            from exoshell.runtime.scripts import block_of_file

            block = block_of_file(self.session, self.file_path)
        taken = self._items if self._items or self.context.expecting_input else None
        invoke_block(
            self.session,
            block,
            list(self.argument_list or []),
            U,
            input=taken,
            out=self.write,
            dot=self.no_new_scope,
        )


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
