"""New-PSSessionOption: options of remote sessions, which scripts make before they connect."""

from __future__ import annotations

from exoshell.command.declaration import Cmdlet, Param, cmdlet
from exoshell.values.objects import PSCustomObject

TYPE_NAME = "System.Management.Automation.Remoting.PSSessionOption"


@cmdlet("New", "PSSessionOption", module="Microsoft.PowerShell.Core", output=(TYPE_NAME,))
class NewPSSessionOption(Cmdlet):
    """Makes the options of a remote session; connections to Exchange Online do not need them."""

    maximum_redirection = Param("int", "How many redirections are followed.", default=5)
    no_compression = Param("switch", "Send everything uncompressed.")
    no_machine_profile = Param("switch", "Without the user's profile.")
    culture = Param("cultureinfo", "The culture of the session.")
    ui_culture = Param("cultureinfo", "The language of the session.", name="UICulture")
    maximum_received_data_size_per_command = Param("int", "Bytes a command may receive.")
    maximum_received_object_size = Param("int", "Bytes an object may have.")
    output_buffering_mode = Param("string", "What happens to output that nobody takes.", default="None")
    max_connection_retry_count = Param("int", "How often a lost connection is tried again.", default=5)
    application_arguments = Param("hashtable", "What the remote session is told.")
    open_timeout = Param(
        "int", "Milliseconds to wait for the session.", aliases=("OpenTimeoutMSec",), default=180000
    )
    cancel_timeout = Param(
        "int", "Milliseconds to wait for an end.", aliases=("CancelTimeoutMSec",), default=60000
    )
    idle_timeout = Param(
        "int", "Milliseconds a session lasts unused.", aliases=("IdleTimeoutMSec",), default=-1
    )
    proxy_access_type = Param("string", "Which proxy is used.", default="None")
    proxy_authentication = Param("string", "How to sign in to the proxy.", default="Negotiate")
    proxy_credential = Param("pscredential", "The credentials for the proxy.")
    skip_ca_check = Param("switch", "Take a certificate of anybody.", name="SkipCACheck")
    skip_cn_check = Param("switch", "Take a certificate of another name.", name="SkipCNCheck")
    skip_revocation_check = Param("switch", "Take a certificate that was revoked.")
    operation_timeout = Param(
        "int", "Milliseconds to wait for an operation.", aliases=("OperationTimeoutMSec",), default=180000
    )
    no_encryption = Param("switch", "Unencrypted.")
    use_utf16 = Param("switch", "As UTF-16.", name="UseUTF16")
    include_port_in_spn = Param(
        "switch", "With the port in the name of the service.", name="IncludePortInSPN"
    )

    def process(self) -> None:
        from exoshell.values.datetime import TimeSpan

        def span(milliseconds: int) -> TimeSpan:
            return TimeSpan(milliseconds * 10_000)

        self.write(
            PSCustomObject(
                {
                    "MaximumConnectionRedirectionCount": self.maximum_redirection,
                    "NoCompression": bool(self.no_compression),
                    "NoMachineProfile": bool(self.no_machine_profile),
                    "ProxyAccessType": self.proxy_access_type,
                    "ProxyAuthentication": self.proxy_authentication,
                    "ProxyCredential": self.proxy_credential,
                    "SkipCACheck": bool(self.skip_ca_check),
                    "SkipCNCheck": bool(self.skip_cn_check),
                    "SkipRevocationCheck": bool(self.skip_revocation_check),
                    "OperationTimeout": span(self.operation_timeout),
                    "NoEncryption": bool(self.no_encryption),
                    "UseUTF16": bool(self.use_utf16),
                    "IncludePortInSPN": bool(self.include_port_in_spn),
                    "OutputBufferingMode": self.output_buffering_mode,
                    "MaxConnectionRetryCount": self.max_connection_retry_count,
                    "Culture": self.culture,
                    "UICulture": self.ui_culture,
                    "MaximumReceivedDataSizePerCommand": self.maximum_received_data_size_per_command,
                    "MaximumReceivedObjectSize": self.maximum_received_object_size,
                    "ApplicationArguments": self.application_arguments,
                    "OpenTimeout": span(self.open_timeout),
                    "CancelTimeout": span(self.cancel_timeout),
                    "IdleTimeout": span(self.idle_timeout),
                },
                [TYPE_NAME, "System.Object"],
            )
        )
