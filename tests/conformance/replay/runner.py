"""Loads the cases of a data folder and replays them in worker processes."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from exoshell.runtime.source import spellings

from . import cases, cli, completion, parser, programs, tables
from .result import Result

KINDS: dict[str, Any] = {
    "cases": cases,
    "tables": tables,
    "programs": programs,
    "parser": parser,
    "cli": cli,
    "completion": completion,
}
CHUNK = 40


def default_data() -> Path:
    return Path(__file__).resolve().parent.parent / "data"


def load(data: Path, kinds: Iterable[str], only: list[str]) -> list[tuple[str, str, dict[str, Any]]]:
    wanted = []
    for kind in kinds:
        for area, row in KINDS[kind].load(data):
            if not only or any(text == area or text in row["id"] for text in only):
                wanted.append((kind, area, row))
    return wanted


def replay_chunk(chunk: list[tuple[str, str, dict[str, Any]]]) -> list[Result]:
    return [replay_one(*item) for item in chunk]


def replay_one(kind: str, area: str, row: dict[str, Any]) -> Result:
    """One case; whatever goes wrong in the shell is this case's wrong answer."""
    try:
        if (
            kind == "cases"
        ):  # a process spells a variable as it first met it, and each case is a process of its own
            spellings.clear()
        return KINDS[kind].replay(area, row)  # type: ignore[no-any-return]
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        import traceback

        text = "".join(traceback.format_exception(error)[-12:])
        return Result(kind, area, row["id"], False, str(row)[:2000], f"(crash) {text}")


def run(data: Path, kinds: list[str], only: list[str], jobs: int = 2) -> list[Result]:
    os.environ["TZ"] = "UTC"  # as while recording
    time.tzset()
    items = load(data, kinds, only)
    chunks: list[list[tuple[str, str, dict[str, Any]]]] = []
    for item in items:  # a chunk stays within one area, so that what a session shares is kept
        if chunks and len(chunks[-1]) < CHUNK and chunks[-1][-1][:2] == item[:2]:
            chunks[-1].append(item)
        else:
            chunks.append([item])
    if jobs <= 1 or len(items) <= 4:
        return [result for chunk in chunks for result in replay_chunk(chunk)]
    context = multiprocessing.get_context("fork")
    with context.Pool(jobs, maxtasksperchild=60) as pool:
        return [result for part in pool.imap(replay_chunk, chunks) for result in part]
