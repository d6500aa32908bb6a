"""From the parameters of a web request to its session, its headers and the way it is sent."""

from __future__ import annotations

import os
from typing import Any

from exoshell.cmdlets.web import failures
from exoshell.cmdlets.web.header_checks import MEDIA_TYPE, check_header, format_error
from exoshell.cmdlets.web.transport import DEFAULT_REDIRECTIONS, Options, basic
from exoshell.dotnet.cookies import WebSession
from exoshell.values.secure_string import plain_text


def check_parameters(command: Any) -> None:
    """Raises for parameters that contradict each other."""
    given = command.bound
    if "WebSession" in given and "SessionVariable" in given:
        raise failures.both_given(
            "WebCmdletSessionConflictException", "WebSession", "SessionVariable", command.session_variable
        )
    kind = authentication_of(command)
    if kind != "None" and command.use_default_credentials:
        raise failures.conflict(
            "WebCmdletAuthenticationConflictException",
            "The cmdlet cannot run because the following conflicting parameters are specified: Authentication and UseDefaultCredentials. Authentication "
            "does not support Default Credentials. Specify either Authentication or UseDefaultCredentials, then retry.",
            None,
        )
    if kind != "None" and "Token" in given and "Credential" in given:
        raise failures.both_given(
            "WebCmdletAuthenticationTokenConflictException", "Credential", "Token", None
        )
    if kind == "Basic" and command.credential is None:
        raise failures.not_given("WebCmdletAuthenticationCredentialNotSuppliedException", "Credential", None)
    if kind in ("Bearer", "OAuth") and command.token is None:
        raise failures.not_given("WebCmdletAuthenticationTokenNotSuppliedException", "Token", None)
    if "Credential" in given and command.use_default_credentials:
        raise failures.both_given(
            "WebCmdletCredentialConflictException", "Credential", "UseDefaultCredentials", None
        )
    if "ProxyCredential" in given and command.proxy_use_default_credentials:
        raise failures.both_given(
            "WebCmdletProxyCredentialConflictException", "ProxyCredential", "ProxyUseDefaultCredentials", None
        )
    _check_contents(command)


def _check_contents(command: Any) -> None:
    given = command.bound
    if "Body" in given and "InFile" in given:
        raise failures.both_given("WebCmdletBodyConflictException", "Body", "InFile", None)
    if "Body" in given and "Form" in given:
        raise failures.both_given("WebCmdletBodyFormConflictException", "Body", "Form", None)
    if "InFile" in given and "Form" in given:
        raise failures.both_given("WebCmdletFormInFileConflictException", "InFile", "Form", None)
    for name in ("PassThru", "Resume"):
        if given.get(name) and "OutFile" not in given:
            raise failures.conflict(
                "WebCmdletOutFileMissingException",
                f"The cmdlet cannot run because the following parameter is missing: OutFile. Provide a valid OutFile parameter value when using the {name} parameter, then retry.",
                None,
            )
    if given.get("UnixSocket") is not None:
        raise failures.conflict(
            "WebCmdletUnixSocketNotSupported", "A Unix socket cannot be connected to in this shell.", None
        )


def authentication_of(command: Any) -> str:
    return "None" if command.authentication is None else str(command.authentication.name)


def open_session(command: Any) -> WebSession:
    """The web session of the request, with what the parameters add to it."""
    web = command.web_session if command.web_session is not None else WebSession()
    if command.session_variable is not None:
        command.context.scope.set(str(command.session_variable).lower(), web)
    if command.user_agent is not None:
        web.user_agent = str(command.user_agent)
    if command.headers is not None:
        _take_headers(command, web)
    if command.is_bound("MaximumRetryCount"):
        web.maximum_retry_count = command.maximum_retry_count
        if command.is_bound("RetryIntervalSec"):
            web.retry_interval = command.retry_interval_sec
    return web


def _take_headers(command: Any, web: WebSession) -> None:
    from exoshell.dotnet.http_headers import CONTENT_NAMES
    from exoshell.values.conversion import to_text

    for key, value in command.headers.items():
        name, text = to_text(key), "" if value is None else to_text(value)
        if name.lower() in CONTENT_NAMES:
            if name.lower() != "content-type" or command.content_type is None:
                web.content_headers[
                    next((k for k in web.content_headers if k.lower() == name.lower()), name)
                ] = text
        elif name.lower() == "user-agent" and command.user_agent is None:
            web.user_agent = text
        else:
            web.headers.set(name, text)


def make_options(command: Any) -> Options:
    """How the request is sent."""
    options = Options()
    web = command.web
    if command.is_bound("ConnectionTimeoutSeconds"):
        options.timeout = float(command.connection_timeout_seconds)
    if command.is_bound("OperationTimeoutSeconds"):
        options.operation_timeout = float(command.operation_timeout_seconds) or None
    options.verify = not command.skip_certificate_check
    options.use_proxy = not command.no_proxy
    if command.proxy is not None:
        options.proxy = _proxy_address(command)
    options.certificate = _certificate(command)
    options.protocol = 0 if command.ssl_protocol is None else int(command.ssl_protocol.value)
    options.keep_authorization = bool(command.preserve_authorization_on_redirect)
    options.keep_method = bool(command.preserve_http_method_on_redirect)
    options.insecure_redirect = bool(command.allow_insecure_redirect)
    limit = command.maximum_redirection if command.is_bound("MaximumRedirection") else web.maximum_redirection
    options.maximum_redirection = DEFAULT_REDIRECTIONS if limit < 0 else limit
    credential = command.credential if authentication_of(command) == "None" else None
    if credential is not None:
        web.credentials = credential
    elif web.credentials is not None and hasattr(web.credentials, "password"):
        credential = web.credentials
    if credential is not None:
        options.credential = (credential.user_name, plain_text(credential.password) or "")
    return options


def _proxy_address(command: Any) -> str:
    from urllib.parse import quote

    address = str(command.proxy.absolute_uri)
    credential = command.proxy_credential
    if credential is None:
        return address
    user, password = (
        quote(credential.user_name, safe=""),
        quote(plain_text(credential.password) or "", safe=""),
    )
    return address.replace("://", f"://{user}:{password}@", 1)


def _certificate(command: Any) -> Any:
    if command.certificate is not None:
        return command.certificate
    if command.certificate_thumbprint is None:
        return None
    from exoshell.cmdlets.providers.registry import provider_of

    wanted = str(command.certificate_thumbprint).replace(" ", "").upper()
    provider = provider_of(command.session, "Certificate")
    for place in ("CurrentUser/My", "LocalMachine/My"):
        path = f"{place}/{wanted}"
        if provider.exists(path):
            return provider.item(path)
    from exoshell.values.errors import ps_error

    raise ps_error(
        "WebCmdletCertificateException",
        f"The certificate with the thumbprint {wanted} was not found. Verify that the thumbprint is correct, then retry.",
        exception="System.Security.Cryptography.CryptographicException",
        category="InvalidArgument",
        target=wanted,
    )


def request_headers(command: Any, uri: Any) -> dict[str, str]:
    """Headers of the request without those of its content."""
    headers = {str(k): str(v) for k, v in command.web.headers.items()}
    if not command.skip_header_validation:
        for name, value in headers.items():
            check_header(name, value)
        kind = (
            command.content_type
            if command.content_type is not None
            else command.web.content_headers.get("Content-Type")
        )
        if kind and not MEDIA_TYPE.fullmatch(str(kind).strip()):
            raise format_error(f"The format of value '{kind}' is invalid.")
    if command.web.user_agent is None:
        headers["User-Agent"] = default_user_agent()
    elif command.web.user_agent:
        headers["User-Agent"] = command.web.user_agent
    if command.disable_keep_alive:
        headers["Connection"] = "close"
    if command.transfer_encoding is not None:
        headers["Transfer-Encoding"] = str(command.transfer_encoding)
    _authorize(command, uri, headers)
    if command.resume:
        path = command.target_path_of(_Asked(uri))
        if os.path.exists(path) and os.path.getsize(path):
            headers["Range"] = f"bytes={os.path.getsize(path)}-"
    return headers


class _Asked:
    """Stands for an answer where only the address of its request matters."""

    def __init__(self, uri: Any) -> None:
        self.request = self
        self.uri = uri


def _authorize(command: Any, uri: Any, headers: dict[str, str]) -> None:
    kind = authentication_of(command)
    secret = kind != "None" or command.credential is not None or command.use_default_credentials
    if secret and not command.allow_unencrypted_authentication and uri.scheme != "https":
        raise failures.unencrypted(command.uri)
    if kind == "Basic":
        credential = command.credential
        headers["Authorization"] = basic(credential.user_name, plain_text(credential.password) or "")
    elif kind in ("Bearer", "OAuth"):
        headers["Authorization"] = f"Bearer {plain_text(command.token)}"


def default_user_agent() -> str:
    """As PowerShell names itself."""
    import platform

    from exoshell.base.version import SHELL_VERSION

    system = platform.system()
    if system == "Windows":
        where = f"Windows NT {platform.version().rsplit('.', 1)[0]}; Microsoft Windows {platform.version()}"
    elif system == "Darwin":
        where = f"Macintosh; Darwin {platform.release()}"
    else:
        where = f"Linux; {_distribution()}"
    return f"Mozilla/5.0 ({where}; en-US) PowerShell/{SHELL_VERSION}"


def _distribution() -> str:
    import platform

    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
    except OSError:
        return "Linux"
