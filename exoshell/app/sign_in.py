"""From the options of Connect-ExchangeOnline to an open connection, and from that to Get-ConnectionInformation's object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from exoshell.rest import endpoints
from exoshell.rest.auth import (
    AppTokens,
    GivenToken,
    ManagedIdentityTokens,
    SignInError,
    TokenSource,
    UserTokens,
    token_cache,
    token_claims,
)
from exoshell.rest.client import Client
from exoshell.rest.connection import Connection
from exoshell.rest.encode import text_of
from exoshell.rest.errors import ServiceError
from exoshell.rest.log import RequestLog
from exoshell.rest.transport import Transport
from exoshell.schema import outputs
from exoshell.values.certificate import Certificate, CertificateError, read_certificate
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.objects import PSCustomObject

if TYPE_CHECKING:
    from exoshell.app.service import ExchangeService
    from exoshell.command.exchange import SignInScreen

_RETIRED_PASSWORD = (
    "Signing in with user name and password is retired: it knows no second factor and stops working. Use the browser, a device code or a"
    " certificate instead."
)


class QuietScreen:
    """A screen for a sign-in that nobody watches."""

    def show(self, text: str) -> None:
        """Not shown."""

    warn = verbose = show

    def ask(self, prompt: str) -> str | None:
        return None

    ask_secret = ask


class Options:
    """The options by name in any case, with texts as texts."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.values = {name.lower(): value for name, value in given.items()}

    def text(self, name: str) -> str:
        value = self.values.get(name.lower())
        return "" if value is None else text_of(value).strip()

    def flag(self, name: str) -> bool:
        return bool(self.values.get(name.lower()))

    def get(self, name: str) -> Any:
        return self.values.get(name.lower())

    def secret(self, name: str) -> str | None:
        """The plain text of a SecureString (or of a text)."""
        value = self.get(name)
        if value is None or isinstance(value, str):
            return value
        return str(value.reveal())


def open_connection(
    service: ExchangeService, given: dict[str, Any], screen: SignInScreen, compliance: bool
) -> Connection:
    """Signs in, finds out who and where, and asks the service what is allowed. Raises SignInError, ServiceError, PowerShellError."""
    options = Options(given)
    cloud = _cloud(options)
    if cloud.closed:
        screen.warn(f"The cloud {cloud.name} has been closed; the connection will not come about.")
    http = service.session_factory()
    sign_in_cloud = cloud
    if compliance:
        cloud = endpoints.compliance(cloud)
    tokens = _tokens(service, options, screen, sign_in_cloud if not compliance else cloud, http)
    text = tokens.token()
    connection = _connection(options, cloud, tokens, token_claims(text), compliance)
    log = (
        RequestLog(options.text("LogDirectoryPath"), options.text("LogLevel") or "Default")
        if options.text("LogDirectoryPath")
        else None
    )
    if log is None and options.flag("EnableErrorReporting"):
        import tempfile

        log = RequestLog(tempfile.gettempdir(), options.text("LogLevel") or "Default")
    transport = Transport(http, tokens, cloud, log=log, notice=screen.verbose)
    transport.read_only = connection.read_only
    connection.transport = transport
    connection.client = Client(connection, transport)
    _discover(connection)
    return connection


def _cloud(options: Options) -> endpoints.Cloud:
    name = options.text("ExchangeEnvironmentName")
    try:
        return endpoints.find_cloud(
            name or None,
            options.text("ConnectionUri") or None,
            options.text("AzureADAuthorizationEndpointUri") or None,
        )
    except KeyError:
        names = ", ".join(cloud.name for cloud in endpoints.CLOUDS.values())
        raise ps_error(
            "CannotConvertArgumentNoMessage",
            f"Cannot process argument transformation on parameter 'ExchangeEnvironmentName'. Cannot convert value \"{name}\" to type"
            ' "Microsoft.Exchange.Management.RestApiClient.ExchangeEnvironment". Error: "Unable to match the identifier name'
            f' {name} to a valid enumerator name. Specify one of the following enumerator names and try again:\n{names}"',
            exception="System.Management.Automation.ParameterBindingArgumentTransformationException",
            category="InvalidData",
            target=name,
        ) from None


def _tokens(
    service: ExchangeService, options: Options, screen: SignInScreen, cloud: endpoints.Cloud, http: Any
) -> TokenSource:
    """The token source that the options choose."""
    if options.text("AccessToken"):
        return GivenToken(options.text("AccessToken"))
    if options.flag("ManagedIdentity"):
        return ManagedIdentityTokens(cloud, http, options.text("ManagedIdentityAccountId") or None)
    app_id = options.text("AppId")
    wants_certificate = any(
        options.get(name) is not None
        for name in ("Certificate", "CertificateFilePath", "CertificateThumbprint")
    )
    if wants_certificate or options.get("ClientSecret") is not None:
        for name in ("AppId", "Organization"):
            if not options.text(name):
                raise ps_error(
                    "MissingParameter",
                    f"An application signs in with -AppId and -Organization; -{name} is missing.",
                    exception="System.ArgumentException",
                    category="InvalidArgument",
                    target=name,
                )
        credential: Any = (
            options.secret("ClientSecret")
            if not wants_certificate
            else _certificate_credential(service, options)
        )
        return AppTokens(
            cloud, http, client_id=app_id, tenant=options.text("Organization"), credential=credential
        )
    return _user_tokens(service, options, screen, cloud, http)


def _user_tokens(
    service: ExchangeService, options: Options, screen: SignInScreen, cloud: endpoints.Cloud, http: Any
) -> UserTokens:
    cache = token_cache(service.config_folder, service.cache_mode)
    user = options.text("UserPrincipalName")
    tokens = UserTokens(cloud, http, tenant="organizations", cache=cache)
    credential = options.get("Credential")
    if credential is not None or options.flag("InlineCredential"):
        screen.warn(_RETIRED_PASSWORD)
        if credential is not None:
            name, password = str(credential.user_name), str(credential.password.reveal())
        else:
            name = user or screen.ask("User name: ") or ""
            password = screen.ask_secret("Password: ") or ""
        tokens.sign_in_by_password(name, password)
        return tokens
    browser = service.browser_factory(http, screen.show)
    if options.flag("Device"):
        if user:
            browser = _Named(browser, user)
        tokens.sign_in_by_device(browser, screen.show)
        return tokens
    if not tokens.sign_in_silently(user):
        tokens.sign_in_by_browser(browser, user or None)
    return tokens


class _Named:
    """A browser whose user is known beforehand."""

    def __init__(self, browser: Any, user: str) -> None:
        self.browser, self.user = browser, user

    def approve_device(self, flow: dict[str, Any]) -> None:
        self.browser.approve_device({**flow, "_user": self.user})

    def authorize(self, start: Any) -> Any:
        return self.browser.authorize(start)


def _certificate_credential(service: ExchangeService, options: Options) -> dict[str, str]:
    from exoshell.rest.certificates import credential_of

    try:
        return credential_of(_certificate(service, options))
    except (CertificateError, OSError) as failure:
        raise ps_error(
            "CertificateError",
            f"The certificate cannot be used: {failure}",
            exception="System.Security.Cryptography.CryptographicException",
            category="InvalidArgument",
        ) from failure


def _certificate(service: ExchangeService, options: Options) -> Certificate:
    given = options.get("Certificate")
    if isinstance(given, Certificate):
        return given
    path = options.text("CertificateFilePath")
    if path:
        with open(path, "rb") as file:
            return read_certificate(file.read(), options.secret("CertificatePassword"))
    from exoshell.rest.certificates import CertificateStore

    thumbprint = options.text("CertificateThumbprint") or text_of(given)
    found = CertificateStore(f"{service.config_folder}/certificates").find(thumbprint)
    if found is None:
        raise CertificateError(
            f"no certificate with the thumbprint '{thumbprint}' is in the store (see Get-ChildItem Cert:\\CurrentUser\\My)."
        )
    return found


def _connection(
    options: Options, cloud: endpoints.Cloud, tokens: TokenSource, claims: dict[str, Any], compliance: bool
) -> Connection:
    user = str(claims.get("upn") or claims.get("preferred_username") or claims.get("unique_name") or "")
    if not user and not tokens.app_only:
        user = options.text("UserPrincipalName")
    tenant_id = str(claims.get("tid") or "")
    delegated = options.text("DelegatedOrganization")
    organization = options.text("Organization")
    tenant = delegated or organization or tenant_id or user.rpartition("@")[2]
    if not tenant:
        raise SignInError(
            "no_tenant", "The token does not tell its tenant; give -Organization or -DelegatedOrganization."
        )
    names = options.get("CommandName")
    return Connection(
        cloud=cloud,
        tokens=tokens,
        tenant=tenant,
        organization=organization,
        user_principal_name=user,
        anchored_by_user=not options.flag("BypassMailboxAnchoring"),
        tenant_id=tenant_id,
        app_id=str(claims.get("appid") or options.text("AppId")) if tokens.app_only else "",
        delegated_organization=delegated,
        certificate_authentication=isinstance(tokens, AppTokens) and options.get("ClientSecret") is None,
        prefix=options.text("Prefix"),
        page_size=int(options.get("PageSize") or 1000),
        compliance=compliance,
        read_only=options.flag("ReadOnly"),
        command_names=tuple(text_of(n) for n in (names if isinstance(names, list) else [names]))
        if names is not None
        else (),
        multithreading=options.get("UseMultithreading") is not False,
    )


def _discover(connection: Connection) -> None:
    """Asks the service which cmdlets are allowed; a refusal here is a refusal to connect."""
    assert connection.client is not None
    try:
        row = connection.client.discover(connection.command_names)
    except ServiceError as error:
        error.cmdlet = "Connect-IPPSSession" if connection.compliance else "Connect-ExchangeOnline"
        if error.status in (404, 405, 501):
            return  # a service without this address: nothing is known, everything may be tried
        raise
    names = str(row.get("exportedCmdlets") or "").split(",")
    connection.exported = frozenset(name.strip().lower() for name in names if name.strip())
    initial = str(row.get("InitialDomain") or "")
    if initial and not connection.organization:
        connection.organization = initial
    for value in row.values():
        if isinstance(value, str) and "<RSAKeyValue>" in value:
            start = value.index("<RSAKeyValue>")
            connection.password_key = value[
                start : value.index("</RSAKeyValue>", start) + len("</RSAKeyValue>")
            ]


def check_allowed(connection: Connection, cmdlet: str) -> None:
    """A connection that was made with -CommandName has those cmdlets and no others. (What the roles allow is the service's to say.)"""
    from exoshell.values.wildcard import compile_wildcard

    names = connection.command_names
    if names and not any(compile_wildcard(name).matches(cmdlet) for name in names):
        raise ps_error(
            "CommandNotFoundException",
            f"The term '{cmdlet}' is not recognized: the connection {connection.name} was made with -CommandName {', '.join(names)}.",
            exception="System.Management.Automation.CommandNotFoundException",
            category="ObjectNotFound",
            target=cmdlet,
        )


def to_powershell(failure: SignInError) -> PowerShellError:
    """The error of a sign-in that failed."""
    return ps_error(
        "SignInFailed",
        failure.description,
        exception="Microsoft.Identity.Client.MsalServiceException",
        category="AuthenticationError",
        properties={"ErrorCode": failure.code},
    )


def information_of(connection: Connection, service: ExchangeService) -> PSCustomObject:
    """One Get-ConnectionInformation object."""
    from exoshell.values.datetime import DateTime, DateTimeOffset
    from exoshell.values.guid import Guid

    token = connection.tokens.current()
    expiry: Any = None
    if token is not None:
        expiry = DateTimeOffset(DateTime.of(1970, 1, 1).ticks + int(token.expires_on) * 10_000_000, 0)
    authority = f"https://{urlsplit(connection.cloud.authority).netloc}/organizations"
    notes: dict[str, Any] = {
        "ConnectionId": Guid(connection.connection_id),
        "State": connection.state,
        "Id": connection.number,
        "Name": connection.name,
        "UserPrincipalName": connection.user_principal_name or None,
        "ConnectionUri": connection.cloud.connection_uri,
        "AzureAdAuthorizationEndpointUri": authority,
        "TokenExpiryTimeUTC": expiry,
        "CertificateAuthentication": connection.certificate_authentication,
        "ModuleName": connection.module_name,
        "ModulePrefix": connection.prefix or None,
        "Organization": connection.organization or None,
        "DelegatedOrganization": connection.delegated_organization or None,
        "AppId": connection.app_id or None,
        "PageSize": connection.page_size,
        "TenantID": connection.tenant_id or None,
        "TokenStatus": connection.token_status(),
        "ConnectionUsedForInbuiltCmdlets": connection is service.connections.last(),
        "IsEopSession": connection.compliance,
    }
    return PSCustomObject(notes, [outputs.type_name("Get-ConnectionInformation"), "System.Object"])
