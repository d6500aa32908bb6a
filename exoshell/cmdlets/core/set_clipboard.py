"""Set-Clipboard: puts text into the clipboard."""

from __future__ import annotations

from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet


@cmdlet(
    "Set",
    "Clipboard",
    module="Microsoft.PowerShell.Management",
    output=("System.String",),
    should_process=True,
)
class SetClipboard(Cmdlet):
    """Puts text into the clipboard."""

    value = Param(
        "string[]",
        "The lines.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE | BY_NAME,
        allow_null=True,
        allow_empty_string=True,
        allow_empty_collection=True,
    )
    append = Param("switch", "Add to what is there.")
    pass_thru = Param("switch", "Write the text too.")
    as_osc52 = Param(
        "switch",
        "By the escape sequence of terminals, so that it works over SSH.",
        name="AsOSC52",
        aliases=("ToLocalhost",),
    )

    def begin(self) -> None:
        self.lines: list[str] = []

    def process(self) -> None:
        lines = ["" if line is None else str(line) for line in self.value or ()]
        self.lines += lines
        if self.pass_thru:
            self.write_all(lines)

    def end(self) -> None:
        from exoshell.cmdlets.output.clipboard import put, read

        lines = self.lines
        if self.append:
            before = read(self.session)
            lines = [before, *lines] if before else lines
        text = "\n".join(lines)
        if not self.should_process(text[:20] + ("..." if len(text) > 20 else ""), "Set-Clipboard"):
            return
        if self.as_osc52:
            import base64

            self.context.host.out(f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07")
        else:
            put(self.session, text)
