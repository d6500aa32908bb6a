"""The parameters and the course of a web request that Invoke-WebRequest and Invoke-RestMethod have in common."""

from __future__ import annotations

import os

from exoshell.command.attributes import ValidateNotNull, ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param
from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.cmdlets.web.transport import Options, Outgoing
    from exoshell.dotnet.http import ResponseMessage
    from exoshell.dotnet.http_contents import Content
    from exoshell.dotnet.web import Uri

STANDARD = ("StandardMethod", "StandardMethodNoProxy")
CUSTOM = ("CustomMethod", "CustomMethodNoProxy")
WITH_PROXY = ("StandardMethod", "CustomMethod")
WITHOUT_PROXY = ("CustomMethodNoProxy", "StandardMethodNoProxy")
MOST = 2147483647
SCHEMES = ("http", "https")


class RequestCommand(Cmdlet):
    """Base of the two cmdlets; `give(response, outgoing)` writes what an answer means."""

    use_basic_parsing = Param(
        "switch", "Has no effect: pages are always read without a browser.", hidden=True
    )
    uri = Param("uri", "The address.", position=0, mandatory=True, validate=(ValidateNotNullOrEmpty(),))
    http_version = Param("version", "The version of HTTP to ask with; 1.1 is spoken.")
    web_session = Param("Microsoft.PowerShell.Commands.WebRequestSession", "A session of earlier requests.")
    session_variable = Param("string", "The variable that gets the session of this request.", aliases=("SV",))
    allow_unencrypted_authentication = Param(
        "switch", "Send credentials over connections that are not encrypted too."
    )
    authentication = Param(
        "Microsoft.PowerShell.Commands.WebAuthenticationType", "How to sign in: None, Basic, Bearer or OAuth."
    )
    credential = Param("pscredential", "User name and password.")
    use_default_credentials = Param("switch", "The credentials of the current user.")
    certificate_thumbprint = Param(
        "string",
        "Thumbprint of a client certificate of the user's store.",
        validate=(ValidateNotNullOrEmpty(),),
    )
    certificate = Param("X509Certificate", "A client certificate.", validate=(ValidateNotNull(),))
    skip_certificate_check = Param("switch", "Take any certificate of the server.")
    ssl_protocol = Param(
        "Microsoft.PowerShell.Commands.WebSslProtocol", "The versions of TLS that may be used."
    )
    token = Param("securestring", "The access token of Bearer and OAuth.")
    user_agent = Param("string", "The User-Agent header.")
    disable_keep_alive = Param("switch", "Close the connection after the answer.")
    connection_timeout_seconds = Param(
        "int",
        "How long to wait for an answer; 0 is for ever.",
        aliases=("TimeoutSec",),
        validate=(ValidateRange(0, MOST),),
    )
    operation_timeout_seconds = Param(
        "int", "How long to wait between two pieces of the answer.", validate=(ValidateRange(0, MOST),)
    )
    headers = Param("System.Collections.IDictionary", "Headers of the request.")
    skip_header_validation = Param("switch", "Send headers without checking their form.")
    allow_insecure_redirect = Param("switch", "Follow redirects from https to http.")
    maximum_redirection = Param(
        "int", "How many redirects are followed.", validate=(ValidateRange(0, MOST),), default=-1
    )
    maximum_retry_count = Param(
        "int", "How often to try again after an answer that failed.", validate=(ValidateRange(0, MOST),)
    )
    preserve_authorization_on_redirect = Param("switch", "Send the Authorization header after redirects too.")
    retry_interval_sec = Param("int", "Seconds between two tries.", validate=(ValidateRange(1, MOST),))
    method = Param("Microsoft.PowerShell.Commands.WebRequestMethod", "The method.", sets=STANDARD)
    custom_method = Param(
        "string",
        "A method of any name.",
        mandatory=True,
        sets=CUSTOM,
        aliases=("CM",),
        validate=(ValidateNotNullOrEmpty(),),
    )
    preserve_http_method_on_redirect = Param("switch", "Keep the method after redirects.")
    unix_socket = Param(
        "System.Net.Sockets.UnixDomainSocketEndPoint",
        "A socket of this machine to connect to.",
        validate=(ValidateNotNullOrEmpty(),),
    )
    no_proxy = Param("switch", "Use no proxy.", mandatory=True, sets=WITHOUT_PROXY)
    proxy = Param("uri", "The proxy.", sets=WITH_PROXY)
    proxy_credential = Param("pscredential", "User name and password for the proxy.", sets=WITH_PROXY)
    proxy_use_default_credentials = Param(
        "switch", "The current user's credentials for the proxy.", sets=WITH_PROXY
    )
    body = Param("System.Object", "What is sent.", pipe=BY_VALUE)
    form = Param("System.Collections.IDictionary", "Fields and files of a multipart form.")
    content_type = Param("string", "The Content-Type header.")
    transfer_encoding = Param(
        "string",
        "The Transfer-Encoding header.",
        validate=(ValidateSet("chunked", "compress", "deflate", "gzip", "identity"),),
    )
    in_file = Param("string", "A file whose content is sent.", validate=(ValidateNotNullOrEmpty(),))
    out_file = Param(
        "string",
        "A file or folder that gets the content of the answer.",
        validate=(ValidateNotNullOrEmpty(),),
    )
    pass_thru = Param("switch", "Write the answer besides keeping it in the file.")
    resume = Param("switch", "Go on where the file ends.")
    skip_http_error_check = Param("switch", "An answer of any status is no error.")

    web: Any
    options: Options

    def begin(self) -> None:
        from exoshell.cmdlets.web.request_settings import check_parameters, make_options, open_session

        check_parameters(self)
        self.web = open_session(self)
        self.options = make_options(self)

    def process(self) -> None:
        from exoshell.dotnet.web import Uri

        self.run(self.absolute_uri(self.uri if isinstance(self.uri, Uri) else Uri(str(self.uri))))

    def run(self, uri: Uri) -> ResponseMessage:
        """One request with its retries, written out."""
        outgoing = self.outgoing(uri)
        response = self.send(outgoing)
        if (
            not 200 <= response.code < 300
            and not self.skip_http_error_check
            and not self.whole_already(response)
        ):
            from exoshell.cmdlets.web.contents import decode_text, error_text, media_of
            from exoshell.cmdlets.web.failures import status_failure

            text, _ = decode_text(response.content.data, response.content_type)
            raise status_failure(response, error_text(text, media_of(response.content_type)))
        self.give(response, outgoing)
        if (
            self.is_bound("MaximumRedirection")
            and self.maximum_redirection == 0
            and response.code in (300, 301, 302, 303, 307, 308)
        ):
            self.write_error(self.too_many_redirects(response))
        return response

    def give(self, response: ResponseMessage, outgoing: Outgoing) -> None:
        raise NotImplementedError

    # --- the request -------------------------------------------------------------------------------------------------------
    def absolute_uri(self, uri: Uri) -> Uri:
        """The address; one without a scheme is an http one."""
        from exoshell.dotnet.errors import NetError
        from exoshell.dotnet.web import make_uri

        if uri.absolute and not uri.original.startswith("/"):
            if uri.scheme not in SCHEMES:
                raise ps_error(
                    "WebCmdletIEDomNotSupportedException",
                    f"The '{uri.scheme}' scheme is not supported.",
                    exception="System.NotSupportedException",
                    category="NotImplemented",
                )
            return uri
        try:
            made = make_uri("http://" + uri.original)
            if any(c.isspace() for c in made.host) or not made.host:
                made = make_uri("http://")
        except NetError as failure:
            raise ps_error(
                "System.UriFormatException", failure.exception.message, exception="System.UriFormatException"
            ) from None
        return made

    def method_name(self) -> str:
        if self.custom_method is not None:
            return str(self.custom_method).upper()
        name = self.method.name if self.method is not None and self.is_bound("Method") else "Default"
        return "GET" if name == "Default" else str(name).upper()

    def outgoing(self, uri: Uri) -> Outgoing:
        """The request with its content."""
        from exoshell.cmdlets.web.contents import form_text
        from exoshell.cmdlets.web.request_settings import request_headers
        from exoshell.cmdlets.web.transport import Outgoing
        from exoshell.dotnet.web import Uri
        from exoshell.values.collections import DictionaryBase

        method = self.method_name()
        body = self.body
        if isinstance(body, DictionaryBase) and method == "GET" and self.custom_method is None:
            text = form_text(body.items())
            base, mark, fragment = uri.absolute_uri.partition("#")
            uri = Uri(base + ("&" if "?" in base else "?") + text + mark + fragment) if text else uri
            body = None
        headers = request_headers(self, uri)
        data = self.content(method, body, headers)
        return Outgoing(method, uri, headers, data)

    def content(self, method: str, body: Any, headers: dict[str, str]) -> bytes | None:
        """The bytes that are sent; the content's headers are put to the others."""
        from exoshell.cmdlets.web.contents import charset_of, encode_body, encode_form

        content_headers = dict(self.web.content_headers)
        if self.content_type is not None:
            content_headers["Content-Type"] = str(self.content_type)
        elif (
            method == "POST"
            and self.form is None
            and not content_headers.get("Content-Type")
            and not self._is_content(body)
        ):
            content_headers["Content-Type"] = "application/x-www-form-urlencoded"
        data: bytes | Content | None = None
        if self.form is not None:
            data = encode_form(self.form)
        elif body is not None:
            data = encode_body(body, charset_of(content_headers.get("Content-Type", "")))
        elif self.in_file is not None:
            data = self._file_content()
        if data is not None and not isinstance(data, bytes):
            for name, values in data.headers.entries.values():
                content_headers.setdefault(name, ", ".join(values))
            data = data.body()
        headers.update({k: v for k, v in content_headers.items() if v and v.strip()})
        return data

    @staticmethod
    def _is_content(body: Any) -> bool:
        from exoshell.dotnet.http_contents import Content

        return isinstance(body, Content)

    def _file_content(self) -> bytes:
        from exoshell.cmdlets.providers.failures import net_failure
        from exoshell.cmdlets.providers.paths import file_path

        path = file_path(self.session, str(self.in_file))
        try:
            with open(path, "rb") as file:
                return file.read()
        except OSError as failure:
            exception, message = net_failure(failure, path)
            raise ps_error(exception, message, exception=exception) from None

    # --- sending -----------------------------------------------------------------------------------------------------------
    def send(self, outgoing: Outgoing) -> ResponseMessage:
        """The answer, tried again as often as the parameters say."""
        import time

        from exoshell.cmdlets.web.transport import exchange

        left = (
            self.maximum_retry_count if self.is_bound("MaximumRetryCount") else self.web.maximum_retry_count
        )
        while True:
            self.verbose(
                f"Requested HTTP/1.1 {outgoing.method} with {len(outgoing.data or b'')}-byte payload"
            )
            response = exchange(self.session, self.web, outgoing, self.options)
            self.tell(response)
            if left <= 0 or not (response.code == 304 or 400 <= response.code <= 599):
                return response
            wait = self.retry_interval_sec if self.is_bound("RetryIntervalSec") else self.web.retry_interval
            asked = response.headers.first("Retry-After") if response.code == 429 else None
            if asked is not None and asked.strip().isdigit():
                wait = int(asked)
            left -= 1
            self.verbose(
                f"Retrying after interval of {wait} seconds. Status code for previous attempt: {response.description}"
            )
            time.sleep(wait)

    def tell(self, response: ResponseMessage) -> None:
        """The verbose line about an answer."""
        from exoshell.cmdlets.web.contents import media_of

        length = response.content.headers.first("Content-Length")
        media = media_of(response.content_type)
        size = f" {length}-byte" if length is not None else ""
        kind = f" of content type {media}" if media else ""
        self.verbose(
            f"Received HTTP/{response.version}{size} response{kind}"
            + ("" if length is not None else " of unknown size")
        )

    def too_many_redirects(self, response: ResponseMessage) -> Any:
        error = ps_error(
            "MaximumRedirectExceeded",
            "Operation is not valid due to the current state of the object.",
            exception="System.InvalidOperationException",
            category="InvalidOperation",
            target=response.request,
        )
        error.record.details = (
            "The maximum redirection count has been exceeded. To increase the number of redirections allowed, supply a higher value to the "
            "-MaximumRedirection parameter."
        )
        return error

    # --- files -------------------------------------------------------------------------------------------------------------
    def target_path(self, outgoing: Outgoing) -> str:
        """Where -OutFile points: in a folder the file is named after the address."""
        from urllib.parse import unquote

        from exoshell.cmdlets.providers.paths import file_path

        path = file_path(self.session, str(self.out_file))
        if os.path.isdir(path):
            name = unquote(outgoing.uri.path.rstrip("/").rpartition("/")[2]) or outgoing.uri.host
            path = os.path.join(path, os.path.basename(name))
        return path

    def whole_already(self, response: ResponseMessage) -> bool:
        """-Resume of a file that has everything: the server has no further bytes."""
        if not self.resume or response.code != 416:
            return False
        whole = (response.content.headers.first("Content-Range") or "").rpartition("/")[2]
        path = self.target_path_of(response)
        return whole.isdigit() and os.path.exists(path) and os.path.getsize(path) == int(whole)

    def target_path_of(self, response: ResponseMessage) -> str:
        from exoshell.cmdlets.web.transport import Outgoing

        return self.target_path(Outgoing("GET", response.request.uri, {}, None))

    def save(self, response: ResponseMessage) -> str | None:
        """Keeps the content in the file of -OutFile. The path, or None without that parameter."""
        if self.out_file is None:
            return None
        from exoshell.cmdlets.providers.failures import net_failure

        path = self.target_path_of(response)
        if response.code == 416:
            return path
        appended = bool(self.resume) and response.code == 206
        try:
            with open(path, "ab" if appended else "wb") as file:
                file.write(response.content.data)
        except OSError as failure:
            exception, message = net_failure(failure, path)
            raise ps_error(exception, message, exception=exception) from None
        return path
