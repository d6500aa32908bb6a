"""Generated code on disk: one file a source text, named by its digest; written when the process ends."""

from __future__ import annotations

import marshal
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAXIMUM_FILES = 400
_open: list[CodeCache] = []
_folder: str | None = None
_stamp: str | None = None
enabled = True


class CodeCache:
    """The units of one source: key -> (code, lines, spans)."""

    __slots__ = ("path", "text", "entries", "dirty")

    def __init__(self, path: str | None, text: str = "") -> None:
        self.path = path
        self.text = text
        self.entries: dict[Any, Any] = {}
        self.dirty = False
        if path is not None:
            try:
                with open(path, "rb") as file:
                    stored, entries = marshal.load(file)
                if stored == text:  # two texts may share a name
                    self.entries = entries
            except (OSError, ValueError, EOFError, TypeError):
                self.entries = {}

    def get(self, key: Any) -> Any:
        return self.entries.get(key)

    def put(self, key: Any, entry: Any) -> None:
        self.entries[key] = entry
        if self.path is not None and not self.dirty:
            self.dirty = True
            if not _open:
                import atexit

                atexit.register(save_all)
            _open.append(self)

    def save(self) -> None:
        """Write the file; a cache that cannot be written is none."""
        if self.path is None or not self.dirty:
            return
        self.dirty = False
        temporary = f"{self.path}.{os.getpid()}"
        try:
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                marshal.dump((self.text, self.entries), file)
            os.replace(temporary, self.path)
        except OSError:
            return


def stamp() -> str:
    """What the generated code depends on besides the source: the interpreter and the generator's own files."""
    global _stamp
    if _stamp is None:
        folder = os.path.dirname(__file__)
        newest = 0
        for name in (".", "../lang", "../runtime"):
            with os.scandir(os.path.join(folder, name)) as entries:
                for entry in entries:
                    if entry.name.endswith(".py"):
                        newest = max(newest, entry.stat().st_mtime_ns)
        _stamp = f"{sys.implementation.cache_tag}-{newest:x}"
    return _stamp


def folder() -> str | None:
    """Where the files are; None where there is no place."""
    global _folder
    if _folder is None:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
        place = os.path.join(base, "exoshell", "code")
        _folder = place if is_own(place) else ""
    return _folder or None


def is_own(place: str) -> bool:
    """Whether a folder is ours alone (it is made where it is missing): what lies in it is run."""
    try:
        os.makedirs(place, mode=0o700, exist_ok=True)
        facts = os.stat(place)
    except OSError:
        return False
    return os.name != "posix" or (facts.st_uid == os.getuid() and not facts.st_mode & 0o022)


SECRETS = ("password", "passwd", "secret", "token", "asplaintext", "credential", "apikey", "bearer")


def may_hold_secret(text: str) -> bool:
    """Whether a text may hold a secret: then it is not kept on disk."""
    lowered = text.lower()
    return any(word in lowered for word in SECRETS)


def cache_of(text: str) -> CodeCache:
    """The cache of a source text."""
    if not enabled or may_hold_secret(text):
        return CodeCache(None)
    import zlib

    data = text.encode("utf-8", "surrogatepass")
    name = f"{len(data):x}-{zlib.crc32(data):08x}-{zlib.adler32(data):08x}-{stamp()}"
    place = folder()
    return CodeCache(os.path.join(place, name) if place is not None else None, text)


def save_all() -> None:
    """Write every changed file, and drop the oldest where there are too many."""
    for cache in _open:
        cache.save()
    place = folder()
    if place is None or not _open:
        return
    try:
        with os.scandir(place) as entries:
            files = sorted((entry.stat().st_mtime, entry.path) for entry in entries)
        for _, path in files[: max(0, len(files) - MAXIMUM_FILES)]:
            os.unlink(path)
    except OSError:
        return
