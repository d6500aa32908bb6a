"""Certificates for signing in as an application: New-SelfSignedCertificate, Export-PfxCertificate and their kin, on every system."""

from __future__ import annotations

from exoshell.cmdlets.remote.engine import service_of
from exoshell.command.attributes import ValidateSet
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.values.certificate import Certificate
from exoshell.values.errors import ps_error
from exoshell.values.secure_string import plain_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MODULE = "PKI"
CERTIFICATE_TYPE = "System.Security.Cryptography.X509Certificates.X509Certificate2"
ALL = "__AllParameterSets"


def store_place(text: str) -> tuple[str, str]:
    """(location, store) of a path such as `Cert:\\CurrentUser\\My`."""
    from exoshell.cmdlets.providers.certificate import split_path

    parts = split_path(text)
    if parts and parts[0].lower() == "cert:":
        parts = parts[1:]
    if len(parts) != 2:
        raise ps_error(
            "InvalidStorePath",
            f"The path '{text}' names no certificate store. Give one such as Cert:\\CurrentUser\\My.",
            exception="System.ArgumentException",
            category="InvalidArgument",
            target=text,
        )
    return parts[0], parts[1]


def file_path(running: Cmdlet, text: str) -> str:
    """A path of the file system, made absolute from the session's place."""
    from exoshell.cmdlets.providers.paths import place_of

    return str(place_of(running.session, text)[1])


class CertificateCmdlet(Cmdlet):
    """What the cmdlets share."""

    @property
    def store(self) -> Any:
        return service_of(self.session).certificates

    def certificate(self, value: Any) -> Certificate:
        """The certificate given as an object, a thumbprint or a path on Cert:."""
        if isinstance(value, Certificate):
            return value
        text = str(value).replace("\\", "/").rpartition("/")[2]
        found = self.store.find(text)
        if found is None:
            raise ps_error(
                "CertificateNotFound",
                f"There is no certificate '{value}' in the store.",
                exception="System.Management.Automation.ItemNotFoundException",
                category="ObjectNotFound",
                target=value,
            )
        return found  # type: ignore[no-any-return]


@cmdlet(
    "New",
    "SelfSignedCertificate",
    module=MODULE,
    output=(CERTIFICATE_TYPE,),
    should_process=True,
    class_name="NewSelfSignedCertificateCommand",
)
class NewSelfSignedCertificate(CertificateCmdlet):
    """Makes a key and a certificate that vouches for itself, and keeps both in the certificate store."""

    dns_name = Param(
        "string[]", "The DNS names it is for; the first one is its subject unless -Subject says otherwise."
    )
    subject = Param("string", "Its subject, such as CN=My application.")
    cert_store_location = Param(
        "string", "The store that takes it.", default="Cert:\\CurrentUser\\My", pipe=BY_NAME
    )
    friendly_name = Param("string", "A name for people.")
    key_algorithm = Param("string", "RSA, nistP256, nistP384 or nistP521.", default="RSA")
    key_length = Param("int", "Bits of an RSA key.", default=2048)
    hash_algorithm = Param("string", "SHA256, SHA384 or SHA512.", default="SHA256")
    key_export_policy = Param(
        "string[]",
        "Whether its key may leave the store.",
        validate=(ValidateSet("Exportable", "ExportableEncrypted", "NonExportable"),),
    )
    key_spec = Param(
        "string", "Taken for the sake of scripts: the key serves for signing and for key exchange."
    )
    key_usage = Param("string[]", "Taken for the sake of scripts: the key is for signing.")
    provider = Param(
        "string", "Taken for the sake of scripts: keys are kept in files that only you can read."
    )
    not_after = Param("datetime", "When it ends; a year from its start unless given.")
    not_before = Param("datetime", "When it starts; now unless given.")
    type_ = Param("string", "What it is for.", name="Type", default="SSLServerAuthentication")
    text_extension = Param("string[]", "Taken for the sake of scripts.")

    def process(self) -> None:
        location, store = store_place(self.cert_store_location)
        if not self.dns_name and not self.subject:
            raise ps_error(
                "MissingSubject",
                "Give -DnsName or -Subject.",
                exception="System.ArgumentException",
                category="InvalidArgument",
            )
        if not self.should_process(f"Cert:\\{location}\\{store}", "New-SelfSignedCertificate"):
            return
        policy = [str(item).lower() for item in self.key_export_policy or ()]
        self.write(
            self.store.create(
                {
                    "dns_names": self.dns_name,
                    "subject": self.subject,
                    "location": location,
                    "store": store,
                    "friendly_name": self.friendly_name,
                    "key_algorithm": self.key_algorithm,
                    "key_length": self.key_length,
                    "hash_algorithm": self.hash_algorithm,
                    "exportable": "nonexportable" not in policy,
                    "not_after": self.not_after,
                    "not_before": self.not_before,
                    "code_signing": str(self.type_).lower() == "codesigningcert",
                }
            )
        )


class ExportCmdlet(CertificateCmdlet):
    """Exports to a file and writes the file's object."""

    def file_object(self, path: str) -> Any:
        from exoshell.cmdlets.providers.items import get_item
        from exoshell.cmdlets.providers.paths import place_of

        return get_item(self.session, place_of(self.session, path))

    def may_write(self, path: str, force: bool, no_clobber: bool) -> bool:
        import os

        if no_clobber and not force and os.path.exists(path):
            raise ps_error(
                "NoClobber",
                f"The file '{path}' already exists.",
                exception="System.IO.IOException",
                category="ResourceExists",
                target=path,
            )
        return self.should_process(path, self.info.name)


@cmdlet(
    "Export",
    "PfxCertificate",
    module=MODULE,
    output=("System.IO.FileInfo",),
    should_process=True,
    class_name="ExportPfxCertificateCommand",
)
class ExportPfxCertificate(ExportCmdlet):
    """Writes a certificate and its key to a PFX file."""

    cert = Param(
        "object",
        "The certificate, its thumbprint or its path on Cert:.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE | BY_NAME,
    )
    file_path = Param("string", "The file.", position=1, mandatory=True, aliases=("FullName",))
    password = Param("securestring", "The password that opens it.")
    protect_to = Param("string[]", "Windows accounts that may open it; not available here.")
    chain_option = Param("string", "Taken for the sake of scripts: the certificate alone is written.")
    crypto_algorithm_option = Param("string", "Taken for the sake of scripts: AES with SHA-256 is used.")
    no_properties = Param("switch", "Taken for the sake of scripts.")
    no_clobber = Param("switch", "Do not overwrite.")
    force = Param("switch", "Overwrite.")

    def process(self) -> None:
        if self.protect_to and self.password is None:
            raise ps_error(
                "NotSupported",
                "-ProtectTo needs Windows accounts, which are not available here. Use -Password.",
                exception="System.PlatformNotSupportedException",
                category="NotImplemented",
            )
        if self.password is None:
            raise ps_error(
                "MissingPassword",
                "Give -Password.",
                exception="System.ArgumentException",
                category="InvalidArgument",
            )
        path = file_path(self, self.file_path)
        if self.may_write(path, self.force, self.no_clobber):
            self.store.export_pfx(self.certificate(self.cert), path, plain_text(self.password))
            self.write(self.file_object(path))


@cmdlet(
    "Export",
    "Certificate",
    module=MODULE,
    output=("System.IO.FileInfo",),
    should_process=True,
    class_name="ExportCertificateCommand",
)
class ExportCertificate(ExportCmdlet):
    """Writes a certificate without its key to a file."""

    cert = Param(
        "object",
        "The certificate, its thumbprint or its path on Cert:.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE | BY_NAME,
    )
    file_path = Param("string", "The file.", position=1, mandatory=True, aliases=("FullName",))
    type_ = Param("string", "CERT; other forms are not written.", name="Type", default="CERT")
    no_clobber = Param("switch", "Do not overwrite.")
    force = Param("switch", "Overwrite.")

    def process(self) -> None:
        path = file_path(self, self.file_path)
        if self.may_write(path, self.force, self.no_clobber):
            self.store.export_cer(self.certificate(self.cert), path)
            self.write(self.file_object(path))


class ImportCmdlet(CertificateCmdlet):
    """Imports a file into a store."""

    def bring_in(self, given: str, place: str, password: Any, exportable: bool) -> None:
        path = file_path(self, given)
        location, store = store_place(place)
        if self.should_process(path, self.info.name):
            self.write(self.store.import_file(path, plain_text(password), location, store, exportable))


@cmdlet(
    "Import",
    "PfxCertificate",
    module=MODULE,
    output=(CERTIFICATE_TYPE,),
    should_process=True,
    class_name="ImportPfxCertificateCommand",
)
class ImportPfxCertificate(ImportCmdlet):
    """Brings a certificate and its key from a PFX file into the store."""

    file_path = Param(
        "string", "The file.", position=0, mandatory=True, pipe=BY_VALUE | BY_NAME, aliases=("FullName",)
    )
    cert_store_location = Param(
        "string", "The store that takes it.", position=1, default="Cert:\\CurrentUser\\My"
    )
    password = Param("securestring", "The password that opens the file.")
    exportable = Param("switch", "Its key may leave the store again.")

    def process(self) -> None:
        self.bring_in(self.file_path, self.cert_store_location, self.password, self.exportable)


@cmdlet(
    "Import",
    "Certificate",
    module=MODULE,
    output=(CERTIFICATE_TYPE,),
    should_process=True,
    class_name="ImportCertificateCommand",
)
class ImportCertificate(ImportCmdlet):
    """Brings a certificate from a file into the store."""

    file_path = Param(
        "string", "The file.", position=0, mandatory=True, pipe=BY_VALUE | BY_NAME, aliases=("FullName",)
    )
    cert_store_location = Param(
        "string", "The store that takes it.", position=1, default="Cert:\\CurrentUser\\My"
    )

    def process(self) -> None:
        self.bring_in(self.file_path, self.cert_store_location, None, True)


@cmdlet(
    "Get",
    "PfxCertificate",
    module="Microsoft.PowerShell.Security",
    default_set="ByPath",
    output=(CERTIFICATE_TYPE,),
    class_name="Microsoft.PowerShell.Commands.GetPfxCertificateCommand",
)
class GetPfxCertificate(CertificateCmdlet):
    """Gets the certificate of a PFX or certificate file without putting it in a store."""

    file_path = Param("string[]", "The files.", sets={"ByPath": P(0, True, BY_VALUE | BY_NAME)})
    literal_path = Param(
        "string[]",
        "The files, taken as they are.",
        sets={"ByLiteralPath": P(None, True, BY_NAME)},
        aliases=("PSPath", "LP"),
    )
    password = Param("securestring", "The password that opens them.")
    no_prompt_for_password = Param("switch", "Do not ask for a password.")

    def process(self) -> None:
        for text in self.file_path or self.literal_path or ():
            self.write(self.store.read(file_path(self, text), plain_text(self.password)))
