"""Generated code on disk: private, never for texts that may hold a secret, never for another text of the same name."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from exoshell.compiler import cache


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(cache, "_folder", None)
    monkeypatch.setattr(cache, "_open", [])
    monkeypatch.setattr(cache, "enabled", True)
    return tmp_path / "exoshell" / "code"


def test_files_are_private(place: Path) -> None:
    kept = cache.cache_of("1 + 1")
    kept.put("key", ("code", (), ()))
    kept.save()
    (file,) = place.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert cache.cache_of("1 + 1").get("key") == ("code", (), ())


def test_text_that_may_hold_a_secret_is_not_kept(place: Path) -> None:
    kept = cache.cache_of("$p = ConvertTo-SecureString 'x' -AsPlainText -Force")
    kept.put("key", ("code", (), ()))
    kept.save()
    assert not place.exists() or not list(place.iterdir())


def test_file_of_another_text_is_not_taken(place: Path) -> None:
    kept = cache.cache_of("1 + 1")
    kept.put("key", ("code", (), ()))
    kept.save()
    assert cache.CodeCache(kept.path, "2 + 2").get("key") is None


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")
def test_folder_that_others_may_write_to_is_not_used(place: Path) -> None:
    place.mkdir(parents=True)
    place.chmod(0o777)
    assert cache.folder() is None
