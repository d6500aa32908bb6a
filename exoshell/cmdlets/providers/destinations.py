"""Copying and moving files: where an item goes, and what stands in the way."""

from __future__ import annotations

import os


def destination_of(source: str, target: str) -> str:
    """Where `source` ends up: inside `target` where that is a folder, else at `target` itself."""
    if os.path.isdir(target):
        return os.path.join(target, os.path.basename(source))
    return target
