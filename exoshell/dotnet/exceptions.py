"""Exceptions: construction of every System.Exception type, their properties, ErrorRecord and its parts."""

from __future__ import annotations

from exoshell.dotnet.table import table
from exoshell.values import types
from exoshell.values.collections import Hashtable, TypedArray
from exoshell.values.errors import ErrorRecord, NetException
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

EXCEPTION = table("System.Exception")
RECORD = table("System.Management.Automation.ErrorRecord")

# What `new T()` without a message says.
_MESSAGES: dict[str, str] = {
    "System.ArgumentException": "Value does not fall within the expected range.",
    "System.ArgumentNullException": "Value cannot be null.",
    "System.ArgumentOutOfRangeException": "Specified argument was out of the range of valid values.",
    "System.InvalidOperationException": "Operation is not valid due to the current state of the object.",
    "System.NotSupportedException": "Specified method is not supported.",
    "System.NotImplementedException": "The method or operation is not implemented.",
    "System.FormatException": "One of the identified items was in an invalid format.",
    "System.OverflowException": "Arithmetic operation resulted in an overflow.",
    "System.DivideByZeroException": "Attempted to divide by zero.",
    "System.IndexOutOfRangeException": "Index was outside the bounds of the array.",
    "System.NullReferenceException": "Object reference not set to an instance of an object.",
    "System.UnauthorizedAccessException": "Attempted to perform an unauthorized operation.",
    "System.TimeoutException": "The operation has timed out.",
    "System.OperationCanceledException": "The operation was canceled.",
    "System.Threading.Tasks.TaskCanceledException": "A task was canceled.",
    "System.InvalidCastException": "Specified cast is not valid.",
    "System.OutOfMemoryException": "Insufficient memory to continue the execution of the program.",
    "System.StackOverflowException": "Operation caused a stack overflow.",
    "System.ArithmeticException": "Overflow or underflow in the arithmetic operation.",
    "System.SystemException": "System error.",
    "System.ApplicationException": "Error in the application.",
    "System.AggregateException": "One or more errors occurred.",
    "System.IO.IOException": "I/O error occurred.",
    "System.IO.FileNotFoundException": "Unable to find the specified file.",
    "System.IO.DirectoryNotFoundException": "Attempted to access a path that is not on the disk.",
    "System.IO.PathTooLongException": "The specified file name or path is too long, or a component of the specified path is too long.",
    "System.IO.EndOfStreamException": "Attempted to read past the end of the stream.",
    "System.Collections.Generic.KeyNotFoundException": "The given key was not present in the dictionary.",
    "System.Security.SecurityException": "Security error.",
    "System.Security.Authentication.AuthenticationException": "System error.",
    "System.PlatformNotSupportedException": "Operation is not supported on this platform.",
    "System.RankException": "Attempted to operate on an array with the incorrect number of dimensions.",
    "System.ObjectDisposedException": "Cannot access a disposed object.",
    "System.Management.Automation.RuntimeException": "System error.",
    "System.Management.Automation.ItemNotFoundException": "System error.",
    "System.Management.Automation.PSInvalidOperationException": "Operation is not valid due to the current state of the object.",
}
_WITH_PARAMETER = (
    "System.ArgumentException",
    "System.ArgumentNullException",
    "System.ArgumentOutOfRangeException",
)


def default_message(type_name: str) -> str:
    """The message of an exception made without one."""
    return _MESSAGES.get(type_name, f"Exception of type '{type_name}' was thrown.")


def _derives(ps_type: Any, name: str) -> bool:
    return name in ps_type.ancestry


@EXCEPTION.new(
    "System.Exception new()",
    "System.Exception new(string message)",
    "System.Exception new(string message, System.Exception innerException)",
)
def new_exception(ps_type: Any, *args: Any) -> NetException:
    """An exception of any type: message and inner exception."""
    return build(ps_type, args)


def build(ps_type: Any, args: tuple[Any, ...]) -> NetException:
    """Makes an exception from constructor arguments of its type."""
    name = ps_type.full_name
    texts = [a for a in args if type(a) is str]
    inner = next((a for a in args if isinstance(a, NetException)), None)
    made = NetException(name, texts[0] if texts and texts[0] is not None else default_message(name), inner)
    if ps_type.script is not None:
        made.ps_type = ps_type
    if ps_type.definition == "System.ArgumentNullException" and inner is None:
        _null_argument(made, texts)
    elif ps_type.definition == "System.ArgumentOutOfRangeException" and inner is None:
        _range_argument(made, texts, args)
    elif _derives(ps_type, "System.ArgumentException") and len(texts) > 1:
        made.properties["ParamName"] = texts[1]
        made.message = f"{texts[0]} (Parameter '{texts[1]}')"
    elif _derives(ps_type, "System.IO.FileNotFoundException") and len(texts) > 1:
        made.properties["FileName"] = texts[1]
    elif ps_type.definition == "System.ObjectDisposedException" and texts:
        made.properties["ObjectName"] = texts[0]
        made.message = f"{texts[1] if len(texts) > 1 else 'Cannot access a disposed object.'}\nObject name: '{texts[0]}'."
    elif _derives(ps_type, "System.AggregateException"):
        _aggregate(made, args)
    return made


def _null_argument(made: NetException, texts: list[str]) -> None:
    if texts:
        made.properties["ParamName"] = texts[0]
        made.message = f"{texts[1] if len(texts) > 1 else 'Value cannot be null.'} (Parameter '{texts[0]}')"


def _range_argument(made: NetException, texts: list[str], args: tuple[Any, ...]) -> None:
    if not texts:
        return
    made.properties["ParamName"] = texts[0]
    text = texts[-1] if len(args) > 1 else default_message("System.ArgumentOutOfRangeException")
    made.message = f"{text} (Parameter '{texts[0]}')"
    if len(args) == 3:
        from exoshell.dotnet.strings import text_of

        made.properties["ActualValue"] = args[1]
        made.message += f"\nActual value was {text_of(args[1])}."


def _aggregate(made: NetException, args: tuple[Any, ...]) -> None:
    inner: list[Any] = []
    for value in args:
        if isinstance(value, NetException):
            inner.append(value)
        elif isinstance(value, list):
            inner += value
    made.properties["InnerExceptions"] = inner
    made.inner = inner[0] if inner else None
    made.message = " ".join([made.message, *(f"({e.message})" for e in inner)])


def base_exception(error: NetException) -> NetException:
    """GetBaseException: the innermost."""
    while error.inner is not None:
        error = error.inner
    return error


def exception_text(error: NetException) -> str:
    """.NET's text: type, message, inner exceptions, stack trace."""
    text = error.type_name + (f": {error.message}" if error.message else "")
    if error.inner is not None:
        text += f"\n ---> {exception_text(error.inner)}\n   --- End of inner exception stack trace ---"
    return text + (f"\n{error.stack_trace}" if error.stack_trace else "")


def exception_data(error: NetException) -> Any:
    if error.data is None:
        error.data = Hashtable()
    return error.data


EXCEPTION.add_properties(
    {
        "Message": lambda e: e.message,
        "InnerException": lambda e: e.inner,
        "StackTrace": lambda e: e.stack_trace,
        "Data": exception_data,
        "HelpLink": lambda e: e.properties.get("HelpLink"),
        "Source": lambda e: e.source,
        "HResult": lambda e: e.properties.get("HResult", _hresult(e)),
        "TargetSite": lambda e: None,
    }
)
EXCEPTION.properties["source"].set = lambda e, value: setattr(e, "source", value)
EXCEPTION.properties["helplink"].set = lambda e, value: e.properties.__setitem__("HelpLink", value)
_HRESULTS = {
    "System.ArgumentException": -2147024809,
    "System.ArgumentNullException": -2147467261,
    "System.ArgumentOutOfRangeException": -2146233086,
    "System.InvalidOperationException": -2146233079,
    "System.FormatException": -2146233033,
    "System.IO.FileNotFoundException": -2147024894,
    "System.IO.DirectoryNotFoundException": -2147024893,
    "System.UnauthorizedAccessException": -2147024891,
    "System.NotSupportedException": -2146233067,
    "System.DivideByZeroException": -2147352558,
    "System.Exception": -2146233088,
}


def _hresult(error: NetException) -> int:
    return _HRESULTS.get(error.type_name, -2146233087)


EXCEPTION.method("ToString", "string ToString()")(exception_text)
EXCEPTION.method("GetBaseException", "System.Exception GetBaseException()")(base_exception)
EXCEPTION.method("GetType", "type GetType()", raw=True)(lambda e: types.type_of(e))


def further_property(error: NetException, name: str) -> Any:
    """Properties of particular exception types."""
    from exoshell.dotnet.intrinsic import MISSING

    lower = name.lower()
    for key, value in error.properties.items():
        if key.lower() == lower and not key.startswith("_"):
            return (
                TypedArray(value, types.named_type("System.Exception"))
                if key == "InnerExceptions" and type(value) is list
                else value
            )
    if (
        lower == "errorrecord"
        and "System.Management.Automation.RuntimeException" in types.type_of(error).ancestry
    ):
        return error.error_record if error.error_record is not None else _record_for(error)
    if lower in (
        "paramname",
        "filename",
        "errors",
        "commandname",
        "parametername",
        "status",
        "response",
        "statuscode",
        "innerexceptions",
        "wasthrownfromthrowstatement",
    ):
        return _absent(error, lower, MISSING)
    return MISSING


_OWNERS = {
    "paramname": "System.ArgumentException",
    "filename": "System.IO.FileNotFoundException",
    "innerexceptions": "System.AggregateException",
    "wasthrownfromthrowstatement": "System.Management.Automation.RuntimeException",
    "status": "System.Net.WebException",
    "response": "System.Net.WebException",
}


def _absent(error: NetException, lower: str, missing: Any) -> Any:
    owner = _OWNERS.get(lower)
    if owner is None or owner not in types.type_of(error).ancestry:
        return missing
    if lower == "status":
        return types.enum_value("System.Net.WebExceptionStatus", "UnknownError")
    if lower == "wasthrownfromthrowstatement":
        return error.properties.get("thrown", False)
    return [] if lower == "innerexceptions" else None


def _record_for(error: NetException) -> ErrorRecord:
    error.error_record = ErrorRecord(error, error.properties.get("error_id", "RuntimeException"))
    return error.error_record


def put_property(error: NetException, name: str, value: Any) -> bool:
    """Writes a property of a particular exception type."""
    for key in error.properties:
        if key.lower() == name.lower():
            error.properties[key] = value
            return True
    return False


EXCEPTION.dynamic_get = further_property
EXCEPTION.dynamic_set = put_property


def dynamic_names(error: NetException) -> list[tuple[str, str, str]]:
    """Properties of particular types, for lists of all properties."""
    names = [(k, "Property", "System.Object") for k in error.properties if not k.startswith("_")]
    if "System.Management.Automation.RuntimeException" in types.type_of(error).ancestry:
        names.insert(0, ("ErrorRecord", "Property", "System.Management.Automation.ErrorRecord"))
        names.insert(1, ("WasThrownFromThrowStatement", "Property", "bool"))
    if "System.ArgumentException" in types.type_of(error).ancestry and "ParamName" not in error.properties:
        names.append(("ParamName", "Property", "string"))
    return names


EXCEPTION.dynamic_names = dynamic_names

# --------------------------------------------------------------------------------------------------------------------------- ErrorRecord


class CategoryInfo(NetObject):
    """System.Management.Automation.ErrorCategoryInfo of a record: every part is read from it and may be written to it."""

    __slots__ = ("record",)
    type_name = "System.Management.Automation.ErrorCategoryInfo"

    def __init__(self, record: ErrorRecord) -> None:
        self.record = record
        self.extension = None
        self.ps_type = None

    @property
    def reason(self) -> str:
        if self.record.reason is not None:
            return self.record.reason
        return self.record.exception.type_name.rpartition(".")[2]

    @property
    def target_name(self) -> str:
        if self.record.target_name is not None:
            return self.record.target_name
        if self.record.target is None:
            return ""
        from exoshell.values.conversion import to_text

        target = self.record.target
        if isinstance(target, list) and not target:
            return types.type_of(target).full_name
        return to_text(target)

    @property
    def target_type(self) -> str:
        if self.record.target_type is not None:
            return self.record.target_type
        return "" if self.record.target is None else types.type_of(self.record.target).name

    @property
    def activity(self) -> str:
        return self.record.activity or ""

    def text(self) -> str:
        """`Category: (target:type) [activity], reason`."""
        name, kind = _shortened(self.target_name), _shortened(self.target_type)
        return f"{self.record.category}: ({name}:{kind}) [{_shortened(self.activity)}], {self.reason}"


def _shortened(text: str) -> str:
    """Long parts keep their two ends: 40 characters at most."""
    text = text.replace("\r\n", " ").replace("\n", " ")
    return text if len(text) <= 40 else f"{text[:18]}...{text[-19:]}"


class ErrorDetails(NetObject):
    """System.Management.Automation.ErrorDetails."""

    __slots__ = ("message", "recommended_action", "record")
    type_name = "System.Management.Automation.ErrorDetails"

    def __init__(self, message: str, recommended_action: str | None = "", record: Any = None) -> None:
        self.message, self.recommended_action, self.record = message, recommended_action, record
        self.extension = None
        self.ps_type = None


def _set_details(record: ErrorRecord, value: Any) -> None:
    record.details = (
        value.message if isinstance(value, ErrorDetails) else None if value is None else str(value)
    )
    if isinstance(value, ErrorDetails):
        record.recommended_action = value.recommended_action


RECORD.add_properties(
    {
        "Exception": lambda r: r.exception,
        "TargetObject": lambda r: r.target,
        "CategoryInfo": CategoryInfo,
        "FullyQualifiedErrorId": lambda r: r.full_id,
        "ErrorDetails": lambda r: (
            None if r.details is None else ErrorDetails(r.details, r.recommended_action or "", r)
        ),
        "InvocationInfo": lambda r: r.invocation,
        "ScriptStackTrace": lambda r: r.script_stack_trace,
        "PipelineIterationInfo": lambda r: r.pipeline_iteration if r.pipeline_iteration is not None else [],
        "PSMessageDetails": lambda r: None,
    }
)
RECORD.properties["errordetails"].set = _set_details
RECORD.properties["errordetails"].type_text = "System.Object"


def record_text(record: ErrorRecord) -> str:
    """Text of a record: its details or the exception's message."""
    if record.details:
        return record.details
    return record.exception.message or record.exception.type_name


RECORD.method("ToString", "string ToString()")(record_text)


@RECORD.new()
def new_record(ps_type: Any, *args: Any) -> ErrorRecord:
    """ErrorRecord(exception, id, category, target) or (record, exception that replaces its parent)."""
    if len(args) == 2:
        old = args[0]
        made = ErrorRecord(old.exception, old.error_id, old.category, old.target)
        made.details = old.details
        return made
    exception, error_id, category, target = args
    return ErrorRecord(exception, error_id or "", category.name, target)


CATEGORY = table("System.Management.Automation.ErrorCategoryInfo")


def _part(attribute: str) -> Callable[[CategoryInfo, Any], None]:
    def put(info: CategoryInfo, value: Any) -> None:
        setattr(info.record, attribute, value)

    return put


CATEGORY.add_properties(
    {
        "Category": lambda c: types.enum_value(
            "System.Management.Automation.ErrorCategory", c.record.category
        ),
        "Activity": lambda c: c.activity,
        "Reason": lambda c: c.reason,
        "TargetName": lambda c: c.target_name,
        "TargetType": lambda c: c.target_type,
    }
)
for _name in ("activity", "reason", "targetname", "targettype"):
    CATEGORY.properties[_name].set = _part(
        {"targetname": "target_name", "targettype": "target_type"}.get(_name, _name)
    )
CATEGORY.method("ToString", "string ToString()")(CategoryInfo.text)
CATEGORY.method("GetMessage", "string GetMessage()")(CategoryInfo.text)

DETAILS = table("System.Management.Automation.ErrorDetails")
DETAILS.add_fields({"Message": "message"}, read_only=True)
DETAILS.add_fields({"RecommendedAction": "recommended_action"})
DETAILS.method("ToString", "string ToString()")(lambda d: d.message)
DETAILS.new("System.Management.Automation.ErrorDetails new(string message)")(
    lambda ps_type, message: ErrorDetails(message)
)
