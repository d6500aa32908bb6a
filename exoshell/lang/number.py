"""Numeric literals: the scanner that casts of text use as well."""

from __future__ import annotations

from exoshell.values.number_scan import NumberText, number_value, split_number

__all__ = ["NumberText", "number_value", "split_number"]
