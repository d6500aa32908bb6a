"""The OPATH filter language: text to tree and back.

``parse`` reads a filter, ``to_text`` writes one, the node classes are what both exchange.
What a property means, and which ones may be filtered, is not known here.
"""

from __future__ import annotations

from exoshell.lang.opath.nodes import And, Bare, Comparison, Not, Or
from exoshell.lang.opath.parser import OPathError, parse
from exoshell.lang.opath.writer import to_text

__all__ = ["And", "Bare", "Comparison", "Not", "OPathError", "Or", "parse", "to_text"]
