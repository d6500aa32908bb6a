"""Stop-Transcript: ends the transcript that was started last."""

from __future__ import annotations

from exoshell.command.declaration import Cmdlet, cmdlet
from exoshell.values.errors import ps_error


@cmdlet(
    "Stop",
    "Transcript",
    module="Microsoft.PowerShell.Host",
    output=("System.String",),
    should_process=True,
    impact="None",
)
class StopTranscript(Cmdlet):
    """Ends the transcript that was started last."""

    def process(self) -> None:
        from exoshell.cmdlets.output.transcripts import footer, write

        running = self.session.services.get("transcripts")
        if running is None:
            raise ps_error(
                "InvalidOperation",
                "An error occurred stopping transcription: The host is not currently transcribing.",
                exception="System.Management.Automation.PSInvalidOperationException",
                category="InvalidOperation",
            )
        if not self.should_process("Stop-Transcript"):
            return
        self.session.flush_output()
        path = running.paths.pop()
        write(path, footer())
        if not running.paths:
            running.remove()
            del self.session.services["transcripts"]
        self.write(f"Transcript stopped, output file is {path}")
