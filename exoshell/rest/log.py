"""The request log: one JSON line a request, without anything secret."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

HIDDEN = "***"
_SECRET_NAME = re.compile(
    r"(?i)password|secret|credential|token|authorization|cookie|assertion|passphrase|privatekey|^pwd$|federatedsharedkey"
)
_BEARER = re.compile(
    r"(?i)\b(bearer\s+)[A-Za-z0-9._~+/=-]+|\bey[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*"
)


def is_secret(name: str) -> bool:
    """Whether a parameter or header of this name may hold something secret."""
    return bool(_SECRET_NAME.search(name))


def hide(value: Any, name: str = "") -> Any:
    """The value with secrets blotted out: by name in mappings, by form in text."""
    if name and is_secret(name) and value not in (None, True, False):
        return HIDDEN
    if isinstance(value, dict):
        return {k: hide(v, str(k)) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [hide(v) for v in value]
    if isinstance(value, str):
        return _BEARER.sub(lambda m: (m[1] or "") + HIDDEN, value)
    return value


class RequestLog:
    """Appends to a file in a folder; `level` is `Default` (no parameters) or `All`."""

    def __init__(self, folder: str, level: str = "Default") -> None:
        self.level = level.lower()
        path = Path(folder)
        path.mkdir(parents=True, exist_ok=True)
        self.path = path / f"exoshell_{time.strftime('%Y%m%d_%H%M%S')}.log"

    def write(self, **entry: Any) -> None:
        """One line; `parameters` is left out unless everything is logged."""
        if self.level != "all":
            entry.pop("parameters", None)
        line = {"time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())} | hide(entry)
        if not self.path.exists():
            self.path.touch(mode=0o600)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
