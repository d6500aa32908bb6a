"""The number kinds of .NET as Python classes.

Int32, by far the most frequent, is a plain `int` within its range; every other integer kind is a subclass of `int` of its own, so that
`type(x) is int` tells Int32 from the rest in one check. Double is `float`, Single a subclass of it, Decimal is `decimal.Decimal`
(imported only where a decimal occurs), Boolean is `bool`.
"""

from __future__ import annotations

INT32_MIN = -0x80000000
INT32_MAX = 0x7FFFFFFF


class Int64(int):
    """System.Int64."""

    __slots__ = ()
    minimum = -(2**63)
    maximum = 2**63 - 1


class Int16(int):
    """System.Int16."""

    __slots__ = ()
    minimum = -(2**15)
    maximum = 2**15 - 1


class SByte(int):
    """System.SByte."""

    __slots__ = ()
    minimum = -128
    maximum = 127


class Byte(int):
    """System.Byte."""

    __slots__ = ()
    minimum = 0
    maximum = 255


class UInt16(int):
    """System.UInt16."""

    __slots__ = ()
    minimum = 0
    maximum = 2**16 - 1


class UInt32(int):
    """System.UInt32."""

    __slots__ = ()
    minimum = 0
    maximum = 2**32 - 1


class UInt64(int):
    """System.UInt64."""

    __slots__ = ()
    minimum = 0
    maximum = 2**64 - 1


class BigInteger(int):
    """System.Numerics.BigInteger."""

    __slots__ = ()


class Single(float):
    """System.Single; the value held is already rounded to 24 bits."""

    __slots__ = ()
