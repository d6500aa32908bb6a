"""Start-Transcript: keeps what the console shows in a file."""

from __future__ import annotations

import os

from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import Cmdlet, Param, cmdlet
from exoshell.values.errors import ps_error


@cmdlet(
    "Start",
    "Transcript",
    module="Microsoft.PowerShell.Host",
    default_set="ByPath",
    output=("System.String",),
    should_process=True,
)
class StartTranscript(Cmdlet):
    """Keeps what the console shows in a file."""

    path = Param("string", "The file.", position=0, sets=("ByPath",), validate=(ValidateNotNullOrEmpty(),))
    literal_path = Param(
        "string",
        "The file, taken as it is.",
        position=0,
        sets=("ByLiteralPath",),
        aliases=("PSPath", "LP"),
        validate=(ValidateNotNullOrEmpty(),),
    )
    output_directory = Param(
        "string",
        "The folder for a file with a name of its own.",
        position=0,
        sets=("ByOutputDirectory",),
        validate=(ValidateNotNullOrEmpty(),),
    )
    append = Param("switch", "Add to what is there.")
    force = Param("switch", "Write to a file that is read-only.")
    no_clobber = Param("switch", "Not where the file exists.", aliases=("NoOverwrite",))
    include_invocation_header = Param("switch", "The time before every command.")
    use_minimal_header = Param("switch", "A short head.")

    def process(self) -> None:
        from exoshell.cmdlets.output.transcripts import Transcripts, header, write

        path = self.target()
        if not self.should_process(path):
            return
        if os.path.exists(path) and self.no_clobber and not self.append:
            raise ps_error(
                "NoClobber",
                f"File {path} already exists and NoClobber was specified.",
                exception="System.UnauthorizedAccessException",
                category="ResourceExists",
            )
        self.open(path)
        services = self.session.services
        running = services.get("transcripts")
        if running is None:
            self.session.flush_output()
            running = services["transcripts"] = Transcripts(self.session)
        running.paths.append(path)
        write(path, header(self.session, bool(self.use_minimal_header)))
        self.write(f"Transcript started, output file is {path}")

    def target(self) -> str:
        """The file."""
        import platform
        import secrets

        from exoshell.cmdlets.output.transcripts import stamp
        from exoshell.cmdlets.providers.paths import file_path, home_of

        name = f"PowerShell_transcript.{platform.node().partition('.')[0]}.{secrets.token_urlsafe(6)}.{stamp()}.txt"
        if self.literal_path is not None:
            return file_path(self.session, str(self.literal_path), literal=True)
        if self.path is not None:
            return file_path(self.session, str(self.path))
        if self.output_directory is not None:
            return os.path.join(
                file_path(self.session, str(self.output_directory), literal=True), stamp()[:8], name
            )
        preset = self.session.scope.get("transcript")
        return (
            file_path(self.session, str(preset), literal=True)
            if isinstance(preset, str) and preset
            else os.path.join(home_of(self.session), name)
        )

    def open(self, path: str) -> None:
        """Makes the file ready, so that a failure shows at once."""
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            if self.force and os.path.exists(path) and not os.access(path, os.W_OK):
                os.chmod(path, 0o600)
            with open(path, "a" if self.append else "w", encoding="utf-8"):
                pass
        except OSError as failure:
            raise ps_error(
                "CannotStartTranscription",
                f"Transcription cannot be started due to the error: {os.strerror(failure.errno or 0)} : '{path}'",
                exception="System.Management.Automation.PSInvalidOperationException",
                category="InvalidOperation",
            ) from None
