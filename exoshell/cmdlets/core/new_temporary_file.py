"""New-TemporaryFile: makes an empty file with a name of its own."""

from __future__ import annotations

from exoshell.command.declaration import Cmdlet, cmdlet


@cmdlet("New", "TemporaryFile", output=("System.IO.FileInfo",), should_process=True, impact="Low")
class NewTemporaryFile(Cmdlet):
    """Makes an empty file in the folder for temporary files."""

    def end(self) -> None:
        import os
        import tempfile

        from exoshell.values.files import FileInfo

        folder = self.context.host.environ.get("TMPDIR") or tempfile.gettempdir()
        if self.should_process(folder):
            handle, path = tempfile.mkstemp(prefix="tmp", suffix=".tmp", dir=folder)
            os.close(handle)
            self.write(FileInfo(path))
