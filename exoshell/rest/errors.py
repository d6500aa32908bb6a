"""What the service says when it refuses, and how PowerShell shows it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from exoshell.values.errors import ErrorRecord, NetException, PowerShellError

GENERIC_TEXT = "An unexpected error occurred at the service. Try again later; if it lasts, contact support."
TRANSIENT_TYPES = (
    "DCOverloadedException",
    "SuitabilityDirectoryException",
    "ServerInMMException",
    "ADServerSettingsChangedException",
    "StorageTransientException",
    "CmdletProxyNotAvailableFailure",
    "ServerBusyException",
    "TransientException",
    "BackendCommunicationException",
)
_CATEGORIES = (
    "NotSpecified OpenError CloseError DeviceError DeadlockDetected InvalidArgument InvalidData InvalidOperation InvalidResult InvalidType"
    " MetadataError NotImplemented NotInstalled ObjectNotFound OperationStopped OperationTimeout SyntaxError ParserError PermissionDenied"
    " ResourceBusy ResourceExists ResourceUnavailable ReadError WriteError FromStdErr SecurityError ProtocolError ConnectionError"
    " AuthenticationError LimitsExceeded QuotaExceeded NotEnabled"
).split()
# The category that goes with an exception type when the service names none.
_CATEGORY_BY_TYPE = {
    "ManagementObjectNotFoundException": "NotSpecified",
    "CmdletAccessDeniedException": "PermissionDenied",
    "ParameterTransformationException": "InvalidData",
    "AmbiguousParameterSetException": "InvalidArgument",
}


@dataclass
class ServiceError(Exception):
    """A refused call. `text` is `id|type|sentence` as the service writes it (the id may be empty); `sentence` its last part."""

    status: int
    code: str = ""
    error_id: str = ""
    type_name: str = ""
    sentence: str = ""
    text: str = ""
    target: str | None = None
    detail_code: str = ""
    cmdlet: str = ""
    request_id: str = ""
    server: str = ""
    timestamp: str = ""
    reason: str = ""
    target_type: str = ""
    body: str = ""
    warnings: list[str] = field(default_factory=list)
    odata: bool = False

    def __post_init__(self) -> None:
        Exception.__init__(self, self.text or self.sentence)

    @property
    def transient(self) -> bool:
        """Whether the text names a condition that passes by itself."""
        return any(name in self.text or name in self.body for name in TRANSIENT_TYPES)

    @property
    def category(self) -> str:
        """An ErrorCategory name."""
        if self.odata:
            return "ProtocolError"
        code = self.detail_code
        if code in _CATEGORIES:
            return code
        if code.isdecimal() and int(code) < len(_CATEGORIES):
            return _CATEGORIES[int(code)]
        if self.status == 403:
            return "PermissionDenied"
        if self.status == 401:
            return "AuthenticationError"
        if self.status == 429:
            return "LimitsExceeded"
        return _CATEGORY_BY_TYPE.get(self.type_name.rpartition(".")[2], "NotSpecified")


def read_error(status: int, headers: Mapping[str, str], body: bytes, cmdlet: str = "") -> ServiceError:
    """The error of a response with a status of 400 or more; the body may be anything, NUL bytes included."""
    text = body.strip(b"\0 \r\n\t").decode("utf-8", "replace")
    error = ServiceError(
        status,
        cmdlet=cmdlet,
        request_id=headers.get("request-id", ""),
        server=(headers.get("X-CalculatedBETarget") or headers.get("X-FEServer") or "").split(".")[0],
        timestamp=headers.get("Date", ""),
        reason=headers.get("X-ExceptionType", ""),
        target_type=headers.get("x-ExceptionTargetType", ""),
        body=text,
    )
    try:
        parsed = json.loads(text) if text else None
    except ValueError:
        parsed = None
    inner = parsed.get("error") if isinstance(parsed, dict) else None
    if isinstance(inner, dict):
        _read_envelope(error, inner)
    if not error.text:
        error.text = error.sentence = _header_text(status, headers, text, cmdlet)
    Exception.__init__(error, error.text)
    return error


def _read_envelope(error: ServiceError, inner: dict[str, Any]) -> None:
    error.code = str(inner.get("code") or "")
    error.warnings = [str(w) for w in inner.get("@adminapi.warnings") or ()]
    details = inner.get("details") or []
    internal = (inner.get("innererror") or {}).get("internalexception") or {}
    if details and isinstance(details[0], dict):
        detail = details[0]
        error.text = _recompose(str(detail.get("message") or ""))
        error.target = detail.get("target") or None
        error.detail_code = str(detail.get("code") or "")
    if not error.text and internal.get("message"):
        type_name = str(internal.get("type") or "")
        error.text = f"|{type_name}|{internal['message']}"
    message = str(inner.get("message") or "")
    if not error.text and message and message not in ("Invalid Operation", "Error executing cmdlet"):
        error.text = message
    parts = error.text.split("|", 2)
    if len(parts) == 3 and " " not in parts[0] and " " not in parts[1]:
        error.error_id, error.type_name, error.sentence = parts
    else:
        error.sentence = error.text
    if not error.text:
        error.text = error.sentence = GENERIC_TEXT


def _recompose(text: str) -> str:
    """A detail that is JSON itself becomes `id|class|text`."""
    if not text.startswith("{"):
        return text
    try:
        parsed = json.loads(text)
    except ValueError:
        return text
    if not isinstance(parsed, dict) or "Message" not in parsed:
        return text
    identifier = (parsed.get("localizedString") or {}).get("stringId") or ""
    return f"{identifier}|{parsed.get('ClassName') or ''}|{parsed['Message']}"


def _header_text(status: int, headers: Mapping[str, str], body: str, cmdlet: str = "") -> str:
    """The text of an answer without a readable body."""
    diagnostics = headers.get("x-ms-diagnostics", "")
    reason = (
        diagnostics.partition('reason="')[2].rpartition('"')[0]
        or diagnostics.partition(";")[2]
        or diagnostics
    )
    kind = headers.get("X-ExceptionType", "")
    if status == 401:
        return "The sign-in was not accepted. The token is missing, has expired, or carries no permission for this service. Connect again."
    if status == 403:
        if cmdlet.lower().startswith("connect-"):
            return f"Access denied. {reason or 'The service does not let this account connect.'}"
        said = f" The service says: {reason}" if reason else ""
        return f"Access denied. The cmdlet does not exist or no role of this account allows it.{said}"
    if status == 429:
        return body or "Too many requests: the service is throttling this account."
    if reason:
        return f"|{kind}|{reason}" if kind else reason
    return GENERIC_TEXT


def to_powershell(error: ServiceError) -> PowerShellError:
    """The error as the vendor's module writes it: by Write-ErrorMessage, with the server's request in the id."""
    if error.odata:
        return _odata_error(error)
    net = NetException("System.Exception", error.text, properties={"HttpStatusCode": error.status})
    where = f"[Server={error.server},RequestId={error.request_id},TimeStamp={error.timestamp}]"
    record = ErrorRecord(net, where, error.category, error.target)
    record.command = "Write-ErrorMessage"
    record.activity = error.cmdlet or None
    record.reason = (error.reason or error.type_name).rpartition(".")[2] or "Exception"
    record.target_name = error.target
    record.target_type = error.target_type or None
    net.error_record = record
    return PowerShellError(record)


def _odata_error(error: ServiceError) -> PowerShellError:
    body = error.body or json.dumps({"error": {"code": error.code, "message": error.sentence}})
    text = f"Error while querying REST service. HttpStatusCode={error.status} ErrorMessage={body}"
    net = NetException("Microsoft.Exchange.Management.RestApiClient.RestClientException", text)
    record = ErrorRecord(net, "An error occurred while processing this request.", "ProtocolError")
    noun = error.cmdlet.partition("-")[2]
    record.command = f"Microsoft.Exchange.Management.RestApiClient.Get{noun.replace('EXO', 'Exo', 1)}"
    record.activity = error.cmdlet or None
    net.error_record = record
    return PowerShellError(record)
