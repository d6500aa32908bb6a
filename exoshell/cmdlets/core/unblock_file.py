"""Unblock-File: takes the mark of the Internet from files."""

from __future__ import annotations

from exoshell.command.declaration import BY_NAME, Cmdlet, Param, cmdlet


@cmdlet("Unblock", "File", default_set="ByPath", should_process=True)
class UnblockFile(Cmdlet):
    """Takes the mark from files that came from the Internet; only Windows and macOS keep one."""

    path = Param("string[]", "The files.", position=0, mandatory=True, sets=("ByPath",), wildcards=True)
    literal_path = Param(
        "string[]",
        "The files, taken as they are.",
        mandatory=True,
        pipe=BY_NAME,
        sets=("ByLiteralPath",),
        aliases=("PSPath", "LP"),
    )

    def process(self) -> None:
        import os

        from exoshell.cmdlets.providers.paths import path_not_found, resolve

        literal = self.literal_path is not None
        for text in self.literal_path if literal else self.path:
            found = resolve(self.session, str(text), literal=literal)
            found = [place for place in found if os.path.exists(place[1])]
            if not found:
                self.write_error(path_not_found(str(text)))
            for _, path in found:
                if self.should_process(path):
                    unblock(path)


def unblock(path: str) -> None:
    """Remove the mark where the system has one."""
    import contextlib
    import os

    with contextlib.suppress(OSError):
        if os.name == "nt":
            os.unlink(path + ":Zone.Identifier")
        elif hasattr(os, "removexattr"):
            os.removexattr(path, "user.com.apple.quarantine")
