"""Validation attributes and their messages."""

from __future__ import annotations

from typing import Any

import pytest

from exoshell.command import attributes as A


def failure(attribute: Any, value: Any) -> str:
    with pytest.raises(A.ValidationFailure) as caught:
        attribute.validate(value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        (A.ValidateRange(1, 5), 1),
        (A.ValidateRange(1, 5), [2, 5]),
        (A.ValidateRange(kind="Positive"), 0.5),
        (A.ValidateSet("a", "b"), "B"),
        (A.ValidateLength(2, 3), "abc"),
        (A.ValidateCount(1, 2), [1]),
        (A.ValidatePattern("^[a-z]+$"), "ABC"),
        (A.ValidateNotNull(), ""),
        (A.ValidateNotNullOrEmpty(), " "),
    ],
)
def test_valid_values_pass(attribute: Any, value: Any) -> None:
    attribute.validate(value)


@pytest.mark.parametrize(
    ("attribute", "value", "part"),
    [
        (A.ValidateRange(1, 5), 7, "The 7 argument is greater than the maximum allowed range of 5."),
        (A.ValidateRange(1, 5), 0, "The 0 argument is less than the minimum allowed range of 1."),
        (A.ValidateRange(kind="NonNegative"), -1, 'The argument "-1" cannot be validated'),
        (
            A.ValidateSet("a", "b", ignore_case=False),
            "A",
            'The argument "A" does not belong to the set "a,b"',
        ),
        (A.ValidateLength(2, 3), "a", "The character length (1) of the argument is too short."),
        (A.ValidateLength(2, 3), 5, "The ValidateLength attribute cannot be applied"),
        (A.ValidateCount(1, 2), [1, 2, 3], "3 value(s) were provided."),
        (A.ValidatePattern("^x"), "y", 'does not match the "^x" pattern.'),
        (A.ValidateNotNull(), None, "The argument is null."),
        (A.ValidateNotNull(), [1, None], "an element of the argument collection contains a null value"),
        (A.ValidateNotNullOrEmpty(), "", "The argument is null or empty."),
        (A.ValidateNotNullOrEmpty(), [], "The argument is null, empty,"),
        (A.ValidateNotNullOrWhiteSpace(), " ", "white-space characters"),
    ],
)
def test_invalid_values_say_why(attribute: Any, value: Any, part: str) -> None:
    assert part in failure(attribute, value)
