"""The clouds: where the service and its sign-in authority live."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

MODULE_CLIENT_ID = (
    "fb78d390-0c51-40cd-8e17-fdbfab77341b"  # the public client that administrators' sign-ins use
)
SYSTEM_MAILBOX = "SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}"


@dataclass(frozen=True)
class Cloud:
    """One cloud. `rest` is the base address of the API and the audience of its tokens, `authority` the sign-in host's base address,
    `connection_uri` what Get-ConnectionInformation shows, `compliance` the host of the Security & Compliance twin."""

    name: str
    rest: str
    authority: str
    connection_uri: str
    compliance: str
    domain_suffix: str
    resource: str = ""
    closed: bool = False

    @property
    def scope(self) -> str:
        """The scope that asks for all of the API's permissions granted to the client."""
        return f"{self.resource or self.rest}/.default"


CLOUDS: dict[str, Cloud] = {
    cloud.name.lower(): cloud
    for cloud in (
        Cloud(
            "O365Default",
            "https://outlook.office365.com",
            "https://login.microsoftonline.com",
            "https://outlook.office365.com",
            "ps.compliance.protection.outlook.com",
            "onmicrosoft.com",
        ),
        Cloud(
            "O365USGovGCCHigh",
            "https://outlook.office365.us",
            "https://login.microsoftonline.us",
            "https://outlook.office365.us",
            "ps.compliance.protection.office365.us",
            "onmicrosoft.us",
        ),
        Cloud(
            "O365USGovDoD",
            "https://outlook-dod.office365.us",
            "https://login.microsoftonline.us",
            "https://webmail.apps.mil",
            "l5.ps.compliance.protection.office365.us",
            "onmicrosoft.us",
        ),
        Cloud(
            "O365China",
            "https://partner.outlook.cn",
            "https://login.chinacloudapi.cn",
            "https://partner.outlook.cn",
            "ps.compliance.protection.partner.outlook.cn",
            "partner.onmschina.cn",
        ),
        Cloud(
            "O365GermanyCloud",
            "https://outlook.office.de",
            "https://login.microsoftonline.de",
            "https://outlook.office.de",
            "ps.compliance.protection.outlook.de",
            "onmicrosoft.de",
            closed=True,
        ),
    )
}

# Hosts under which a redirect of the service may point, besides the cloud's own.
SERVICE_SUFFIXES = (
    ".office365.com",
    ".office.com",
    ".outlook.com",
    ".office365.us",
    ".apps.mil",
    ".outlook.cn",
    ".office365.cn",
    ".office.de",
    ".microsoft.com",
)


def find_cloud(
    environment: str | None = None, connection_uri: str | None = None, authority_uri: str | None = None
) -> Cloud:
    """The cloud that the parameters of Connect-ExchangeOnline name. A host that is in no table is taken as it stands, with
    `authority_uri` as its sign-in authority.

    Raises KeyError for an unknown environment name.
    """
    cloud = CLOUDS[(environment or "O365Default").lower()]
    if connection_uri:
        parts = urlsplit(connection_uri)
        host = parts.netloc.lower()
        for known in CLOUDS.values():
            if host in (urlsplit(known.connection_uri).netloc, urlsplit(known.rest).netloc):
                cloud = known
                break
        else:
            base = f"{parts.scheme or 'https'}://{parts.netloc}"
            cloud = replace(cloud, rest=base, connection_uri=base, resource=cloud.rest)
    if authority_uri:
        parts = urlsplit(authority_uri)
        cloud = replace(cloud, authority=f"{parts.scheme}://{parts.netloc}")
    return cloud


def compliance(cloud: Cloud) -> Cloud:
    """The Security & Compliance twin of a cloud."""
    base = f"https://{cloud.compliance}"
    return replace(cloud, rest=base, connection_uri=base, resource=base)


def is_service_host(cloud: Cloud, host: str) -> bool:
    """Whether a redirect to this host may carry our token: the cloud's own hosts, the service's domains, or a local one for a local one."""
    host = host.lower()
    own = (urlsplit(cloud.rest).hostname or "").lower()
    return (
        host == own or host.endswith("." + own) or any(host.endswith(suffix) for suffix in SERVICE_SUFFIXES)
    )
