"""Connect-IPPSSession: the Security & Compliance twin of the service."""

from __future__ import annotations

from exoshell.cmdlets.remote.connect import ConnectCmdlet, finish


class ConnectIPPSSession(ConnectCmdlet):
    """Opens a connection to Security & Compliance; its cmdlets go to the compliance host of the cloud."""

    compliance = True


finish(ConnectIPPSSession, "Connect-IPPSSession")
