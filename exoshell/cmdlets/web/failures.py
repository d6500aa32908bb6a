"""What can go wrong with a web request, as the errors PowerShell has for it."""

from __future__ import annotations

from typing import Any

from exoshell.values.errors import NetException, PowerShellError, ps_error

REQUEST_EXCEPTION = "System.Net.Http.HttpRequestException"


def conflict(error_id: str, message: str, target: Any) -> PowerShellError:
    """Parameters that do not go together."""
    return ps_error(
        error_id,
        message,
        exception="System.ComponentModel.DataAnnotations.ValidationException",
        category="InvalidArgument",
        target=target,
    )


def both_given(error_id: str, first: str, second: str, target: Any) -> PowerShellError:
    return conflict(
        error_id,
        f"The cmdlet cannot run because the following conflicting parameters are specified: {first} and {second}. Specify either {first} or {second}, then retry.",
        target,
    )


def not_given(error_id: str, name: str, target: Any) -> PowerShellError:
    return conflict(
        error_id,
        f"The cmdlet cannot run because the following parameter is not specified: {name}. The supplied Authentication type requires a {name}. Specify {name}, then retry.",
        target,
    )


def unencrypted(target: Any) -> PowerShellError:
    return conflict(
        "WebCmdletAllowUnencryptedAuthenticationRequiredException",
        "The cmdlet cannot protect plain text secrets sent over unencrypted connections. To suppress this warning and send plain text secrets over "
        "unencrypted networks, reissue the command specifying the AllowUnencryptedAuthentication parameter.",
        target,
    )


def status_failure(response: Any, details: str) -> PowerShellError:
    """An answer whose status is no success."""
    from exoshell.dotnet.http import status_value

    error = ps_error(
        "WebCmdletWebResponseException",
        f"Response status code does not indicate success: {response.code} ({response.reason}).",
        exception="Microsoft.PowerShell.Commands.HttpResponseException",
        category="InvalidOperation",
        target=response.request,
        properties={
            "Response": response,
            "HttpRequestError": None,
            "StatusCode": status_value(response.code),
        },
    )
    if details:
        error.record.details = details
    return error


def timed_out(seconds: float, operation: bool = False) -> PowerShellError:
    """No answer in time."""
    inner = NetException("System.TimeoutException", "A task was canceled.")
    shown = f"{seconds:g}"
    return ps_error(
        "OperationTimeoutReached" if operation else "ConnectionTimeoutReached",
        "The operation was canceled."
        if operation
        else f"The request was canceled due to the configured HttpClient.Timeout of {shown} seconds elapsing.",
        exception="System.Threading.Tasks.TaskCanceledException",
        category="OperationTimeout",
        inner=inner,
    )


def connection_failure(failure: BaseException, host: str, port: int, request: Any) -> PowerShellError:
    """No connection: refused, unknown host, TLS, or a host that an emulated tenant does not stand for."""
    import ssl

    chain = list(_chain(failure))
    system = next(
        (e for e in chain if isinstance(e, OSError) and e.errno and not isinstance(e, ssl.SSLError)), None
    )
    tls = next((e for e in chain if isinstance(e, ssl.SSLError)), None)
    if tls is not None:
        inner = NetException(
            "System.Security.Authentication.AuthenticationException",
            "The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot"
            if isinstance(tls, ssl.SSLCertVerificationError)
            else "Authentication failed, see inner exception.",
        )
        message = "The SSL connection could not be established, see inner exception."
    elif type(failure).__name__ == "BlockedHost":
        inner, message = None, str(failure)
    elif any("NameResolution" in type(e).__name__ or type(e).__name__ == "gaierror" for e in chain):
        inner = NetException("System.Net.Sockets.SocketException", "Name or service not known")
        message = f"Name or service not known ({host}:{port})"
    elif (
        system is not None
        and system.strerror
        and not isinstance(system, (ConnectionResetError, BrokenPipeError))
    ):
        inner = NetException("System.Net.Sockets.SocketException", system.strerror)
        message = f"{system.strerror} ({host}:{port})"
    else:
        inner = NetException(
            "System.Net.Http.HttpIOException", "The response ended prematurely. (ResponseEnded)"
        )
        message = "An error occurred while sending the request."
    error = ps_error(
        "WebCmdletWebResponseException",
        message,
        exception=REQUEST_EXCEPTION,
        category="InvalidOperation",
        target=request,
        inner=inner,
        properties={"HttpRequestError": None, "StatusCode": None},
    )
    if inner is not None:
        error.record.details = inner.message
    return error


def _chain(failure: BaseException) -> Any:
    seen: set[int] = set()
    waiting: list[BaseException] = [failure]
    while waiting:
        error = waiting.pop(0)
        if id(error) in seen:
            continue
        seen.add(id(error))
        yield error
        more = [error.__cause__, error.__context__, getattr(error, "reason", None), *error.args]
        waiting += [e for e in more if isinstance(e, BaseException)]
