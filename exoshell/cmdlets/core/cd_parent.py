"""`cd..`, `cd\\` and `cd~`: short ways to other folders."""

from __future__ import annotations

from exoshell.command.declaration import Cmdlet, cmdlet


@cmdlet("", "CdParent", name="cd..", module="", class_name="cd..")
class CdParent(Cmdlet):
    """Goes to the folder above."""

    def process(self) -> None:
        self.session.invoke("Set-Location", [".."])


@cmdlet("", "CdRoot", name="cd\\", module="", class_name="cd\\")
class CdRoot(Cmdlet):
    """Goes to the root."""

    def process(self) -> None:
        self.session.invoke("Set-Location", ["\\"])


@cmdlet("", "CdHome", name="cd~", module="", class_name="cd~")
class CdHome(Cmdlet):
    """Goes to the user's folder."""

    def process(self) -> None:
        self.session.invoke("Set-Location", ["~"])
