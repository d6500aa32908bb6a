"""Validation attributes. `validate(value, env)` raises ValidationFailure with PowerShell's message; `env` is the CommandContext (needed by
ValidateScript alone).

The same objects are the values of `[ValidateRange(…)]` and so on in scripts; `transform(value, env)` is the interface of transformations.
"""

from __future__ import annotations

from exoshell.values.collections import DictionaryBase
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import NetObject, PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

SPACE = "System.Management.Automation."
NULL = "The argument is null. Provide a valid value for the argument, and then try running the command again."
NULL_OR_EMPTY = "The argument is null or empty. Provide an argument that is not null or empty, and then try the command again."
NULL_ELEMENT = (
    "The argument has a null value, or an element of the argument collection contains a null value. Provide a collection that does not contain any "
    "null values, and then try the command again."
)
EMPTY_COLLECTION = (
    "The argument is null, empty, or an element of the argument collection contains a null value. Supply a collection that does not contain any null "
    "values and then try the command again."
)
WHITE_SPACE = (
    "The argument is null, empty, or consists of only white-space characters. Provide an argument that contains non white-space characters, and then "
    "try the command again."
)
WHITE_SPACE_ELEMENT = (
    "An element of the argument collection is null, empty, or consists of only white-space characters. Supply a collection that does not contain any "
    "those values and then try the command again."
)
NOT_ARRAY = (
    "The ValidateCount attribute cannot be applied to a non-array parameter. Either remove the attribute from the parameter or make the parameter an "
    "array parameter."
)
NOT_TEXT = (
    "The ValidateLength attribute cannot be applied to a parameter that is not a string or string[] parameter. Make the parameter a string or "
    "string[] parameter."
)


class ValidationFailure(Exception):
    """A value is not valid; the text is PowerShell's. `passed_over`: while positions are tried, the failure only means that another parameter is
    meant."""

    def __init__(self, text: str, passed_over: bool = False) -> None:
        Exception.__init__(self, text)
        self.passed_over = passed_over


class ValidateAttribute(NetObject):
    """Base of the validation attributes."""

    __slots__ = ()
    type_name = SPACE + "ValidateArgumentsAttribute"

    def validate(self, value: Any, env: Any = None) -> None:
        raise NotImplementedError


def base_value(value: Any) -> Any:
    if type(value) is PSObject:
        value = value.base
    return None if value is AUTOMATION_NULL else value


def text(value: Any) -> str:
    from exoshell.values.conversion import to_text

    return to_text(value)


class EnumeratedAttribute(ValidateAttribute):
    """Validates each element of a collection."""

    __slots__ = ()
    type_name = SPACE + "ValidateEnumeratedArgumentsAttribute"

    def validate(self, value: Any, env: Any = None) -> None:
        value = base_value(value)
        if value is None:
            raise ValidationFailure(EMPTY_COLLECTION)
        if isinstance(value, list):
            for item in value:
                self.validate_element(item, env)
        else:
            self.validate_element(value, env)

    def validate_element(self, value: Any, env: Any) -> None:
        raise NotImplementedError


class ValidateRange(EnumeratedAttribute):
    """`ValidateRange(1, 10)`, or `ValidateRange(kind="Positive")` with Positive, NonNegative, Negative, NonPositive."""

    __slots__ = ("minimum", "maximum", "kind")
    type_name = SPACE + "ValidateRangeAttribute"

    def __init__(self, minimum: Any = None, maximum: Any = None, kind: str | None = None) -> None:
        self.minimum, self.maximum, self.kind = minimum, maximum, kind
        self.extension = None
        self.ps_type = None

    def validate_element(self, value: Any, env: Any) -> None:
        value = base_value(value)
        if value is None:
            raise ValidationFailure(EMPTY_COLLECTION)
        if self.kind is not None:
            self._validate_kind(value)
            return
        value = self._comparable(value)
        from exoshell.values.comparison import compare

        if compare(value, self.minimum) < 0:
            raise ValidationFailure(
                f"The {text(value)} argument is less than the minimum allowed range of {text(self.minimum)}. Supply an argument that is greater than or "
                f"equal to {text(self.minimum)} and then try the command again."
            )
        if compare(value, self.maximum) > 0:
            raise ValidationFailure(
                f"The {text(value)} argument is greater than the maximum allowed range of {text(self.maximum)}. Supply an argument that is less than or "
                f"equal to {text(self.maximum)} and then try the command again."
            )

    def _comparable(self, value: Any) -> Any:
        from exoshell.values.types import type_of

        wanted, given = type_of(self.minimum), type_of(value)
        if wanted is given:
            return value
        if (
            isinstance(value, (int, float))
            and not isinstance(value, bool)
            or type(value).__name__ == "Decimal"
        ):
            return value
        from exoshell.values.conversion import convert
        from exoshell.values.errors import PowerShellError

        try:
            return convert(value, wanted)
        except PowerShellError:
            raise ValidationFailure(range_type_text(given.name, wanted.name))

    def _validate_kind(self, value: Any) -> None:
        if isinstance(value, bool) or not (
            isinstance(value, (int, float)) or type(value).__name__ == "Decimal"
        ):
            from exoshell.values.types import type_of

            raise ValidationFailure(range_type_text(type_of(value).name, "Int32"))
        kind = str(self.kind).lower()
        fits, reason = {
            "positive": (value > 0, "greater than zero"),
            "nonnegative": (value >= 0, "greater than or equal to zero"),
            "negative": (value < 0, "less than zero"),
            "nonpositive": (value <= 0, "less than or equal to zero"),
        }[kind]
        if not fits:
            raise ValidationFailure(
                f'The argument "{text(value)}" cannot be validated because its value is not {reason}.'
            )


def range_type_text(given: str, wanted: str) -> str:
    return (
        f'The argument cannot be validated because its type "{given}" is not the same type ({wanted}) as the maximum and minimum limits of the '
        f"parameter. Make sure the argument is of type {wanted} and then try the command again."
    )


class ValidateSet(EnumeratedAttribute):
    """`values` is a tuple of texts or a function giving them; `message` a format with {0} value and {1} the set."""

    __slots__ = ("values", "ignore_case", "message")
    type_name = SPACE + "ValidateSetAttribute"

    def __init__(
        self,
        *values: str,
        ignore_case: bool = True,
        message: str | None = None,
        generator: Callable[[], list[str]] | None = None,
    ) -> None:
        self.values: Any = values if generator is None else generator
        self.ignore_case, self.message = ignore_case, message
        self.extension = None
        self.ps_type = None

    def valid_values(self) -> list[str]:
        return list(self.values()) if callable(self.values) else list(self.values)

    def validate_element(self, value: Any, env: Any) -> None:
        value = base_value(value)
        if value is None:
            raise ValidationFailure(EMPTY_COLLECTION)
        given = text(value)
        allowed = self.valid_values()
        if self.ignore_case:
            lowered = given.lower()
            if any(a.lower() == lowered for a in allowed):
                return
        elif given in allowed:
            return
        shown = ",".join(allowed)
        if self.message:
            raise ValidationFailure(format_message(self.message, given, shown))
        raise ValidationFailure(
            f'The argument "{given}" does not belong to the set "{shown}" specified by the ValidateSet attribute. Supply an argument that is in the set '
            "and then try the command again."
        )


def format_message(template: str, *arguments: Any) -> str:
    from exoshell.values.text import format_operator

    return format_operator(template, list(arguments))


class ValidateLength(EnumeratedAttribute):
    __slots__ = ("minimum", "maximum")
    type_name = SPACE + "ValidateLengthAttribute"

    def __init__(self, minimum: int, maximum: int) -> None:
        self.minimum, self.maximum = minimum, maximum
        self.extension = None
        self.ps_type = None

    def validate_element(self, value: Any, env: Any) -> None:
        value = base_value(value)
        if not isinstance(value, str):
            raise ValidationFailure(NOT_TEXT)
        length = len(value)
        if length < self.minimum:
            raise ValidationFailure(
                f"The character length ({length}) of the argument is too short. Specify an argument with a length that is greater than or equal to "
                f'"{self.minimum}", and then try the command again.'
            )
        if length > self.maximum:
            raise ValidationFailure(
                f"The character length of the {length} argument is too long. Shorten the character length of the argument so it is fewer than or equal to "
                f'"{self.maximum}" characters, and then try the command again.'
            )


class ValidateCount(ValidateAttribute):
    __slots__ = ("minimum", "maximum")
    type_name = SPACE + "ValidateCountAttribute"

    def __init__(self, minimum: int, maximum: int) -> None:
        self.minimum, self.maximum = minimum, maximum
        self.extension = None
        self.ps_type = None

    def validate(self, value: Any, env: Any = None) -> None:
        value = base_value(value)
        if value is None:
            count = 0
        elif isinstance(value, (list, DictionaryBase)):
            count = len(value)
        else:
            raise ValidationFailure(NOT_ARRAY)
        if count == 0 and self.minimum == 0:
            return
        if self.minimum == self.maximum and count != self.maximum:
            raise ValidationFailure(
                f"The parameter requires exactly {self.maximum} value(s) - {count} value(s) were provided."
            )
        if not self.minimum <= count <= self.maximum:
            raise ValidationFailure(
                f"The parameter requires at least {self.minimum} value(s) and no more than {self.maximum} value(s) - {count} value(s) were provided."
            )


class ValidatePattern(EnumeratedAttribute):
    """`options`: the names of RegexOptions, IgnoreCase unless told otherwise; `message`: a format with {0} value and {1} pattern."""

    __slots__ = ("pattern", "options", "message")
    type_name = SPACE + "ValidatePatternAttribute"

    def __init__(self, pattern: str, options: Any = "IgnoreCase", message: str | None = None) -> None:
        self.pattern, self.options, self.message = pattern, options, message
        self.extension = None
        self.ps_type = None

    def validate_element(self, value: Any, env: Any) -> None:
        value = base_value(value)
        if value is None:
            raise ValidationFailure(EMPTY_COLLECTION)
        from exoshell.values.regex import compile_regex

        given = text(value)
        if compile_regex(self.pattern, self.options).search(given) is None:
            if self.message:
                raise ValidationFailure(format_message(self.message, given, self.pattern))
            raise ValidationFailure(
                f'The argument "{given}" does not match the "{self.pattern}" pattern. Supply an argument that matches "{self.pattern}" and try the command '
                "again."
            )


class ValidateScript(EnumeratedAttribute):
    """`block` must give something true; what it throws is the reason."""

    __slots__ = ("block", "message")
    type_name = SPACE + "ValidateScriptAttribute"

    def __init__(self, block: Any, message: str | None = None) -> None:
        self.block, self.message = block, message
        self.extension = None
        self.ps_type = None

    def validate_element(self, value: Any, env: Any) -> None:
        if base_value(value) is None:
            raise ValidationFailure(EMPTY_COLLECTION)
        from exoshell.values.conversion import to_bool

        output = env.invoke_block(self.block, [], value)
        result = output[0] if len(output) == 1 else output
        if output and to_bool(result):
            return
        if self.message:
            raise ValidationFailure(format_message(self.message, value, text(self.block)))
        raise ValidationFailure(
            f'The "{text(self.block)}" validation script for the argument with value "{text(value)}" did not return a result of True. Determine why the '
            "validation script failed, and then try the command again."
        )


class ValidateNotNull(ValidateAttribute):
    __slots__ = ()
    type_name = SPACE + "ValidateNotNullAttribute"

    def __init__(self) -> None:
        self.extension = None
        self.ps_type = None

    def validate(self, value: Any, env: Any = None) -> None:
        value = base_value(value)
        if value is None:
            raise ValidationFailure(NULL)
        if isinstance(value, list):
            for item in value:
                if base_value(item) is None:
                    raise ValidationFailure(NULL_ELEMENT)


class ValidateNotNullOrEmpty(ValidateAttribute):
    __slots__ = ()
    type_name = SPACE + "ValidateNotNullOrEmptyAttribute"

    def __init__(self) -> None:
        self.extension = None
        self.ps_type = None

    def validate(self, value: Any, env: Any = None) -> None:
        value = base_value(value)
        if value is None or value == "":
            raise ValidationFailure(NULL_OR_EMPTY)
        if isinstance(value, list):
            if not value:
                raise ValidationFailure(EMPTY_COLLECTION)
            for item in value:
                item = base_value(item)
                if item is None or (isinstance(item, str) and item == ""):
                    raise ValidationFailure(EMPTY_COLLECTION)
        elif isinstance(value, DictionaryBase) and len(value) == 0:
            raise ValidationFailure(EMPTY_COLLECTION)


class ValidateNotNullOrWhiteSpace(ValidateAttribute):
    __slots__ = ()
    type_name = SPACE + "ValidateNotNullOrWhiteSpaceAttribute"

    def __init__(self) -> None:
        self.extension = None
        self.ps_type = None

    def validate(self, value: Any, env: Any = None) -> None:
        value = base_value(value)
        if value is None or value == "":
            raise ValidationFailure(NULL_OR_EMPTY)
        if isinstance(value, str):
            if not value.strip():
                raise ValidationFailure(WHITE_SPACE)
        elif isinstance(value, list):
            if not value:
                raise ValidationFailure(EMPTY_COLLECTION)
            for item in value:
                item = base_value(item)
                if item is None or (isinstance(item, str) and not item.strip()):
                    raise ValidationFailure(WHITE_SPACE_ELEMENT)
        elif isinstance(value, DictionaryBase) and len(value) == 0:
            raise ValidationFailure(EMPTY_COLLECTION)
