"""`parser/`: verdict, "more input", errors; trees; tokens; all in process, nothing is run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .result import Result, read_rows
from .shell import OutOfTime, time_limit

FILES = ("syntax", "ast", "tokens")


def load(data: Path) -> list[tuple[str, dict[str, Any]]]:
    return [
        (name, row)
        for name in FILES
        if (data / "parser" / f"{name}.jsonl").exists()
        for row in read_rows(data / "parser" / f"{name}.jsonl")
    ]


def show(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def replay(area: str, row: dict[str, Any]) -> Result:
    from exoshell.lang import parse

    try:
        with time_limit(5):
            result = parse(row["s"])
    except (Exception, OutOfTime) as error:
        return Result("parser", area, row["id"], False, row["s"], f"{type(error).__name__}: {error}")
    if area == "syntax":
        errors = [(e.id, e.start, e.end, e.message) for e in result.errors]
        incomplete = any(e.incomplete for e in result.errors)
        first = row["errors"][0]["id"] if row["errors"] else None
        extra = {
            "incomplete_ok": incomplete == bool(row["incomplete"]),
            "error_id_ok": (errors[0][0] if errors else None) == first,
        }
        return Result(
            "parser",
            area,
            row["id"],
            (not errors) == bool(row["ok"]),
            row["s"] + "\n" + show(row["errors"]),
            row["s"] + "\n" + show(errors),
            extra,
        )
    from exoshell.lang.dump import dump_ast, dump_tokens

    if area == "ast":
        expected, actual = row["ast"], dump_ast(result)
    else:
        expected, actual = strip_end(row["tokens"]), strip_end(dump_tokens(result))
    return Result(
        "parser",
        area,
        row["id"],
        expected == actual,
        row["s"] + "\n" + show(expected),
        row["s"] + "\n" + show(actual),
    )


def strip_end(tokens: list[Any]) -> list[Any]:
    """Only the kind of EndOfInput counts; its offset may lie behind the end of the text."""
    tokens = json.loads(json.dumps(tokens))
    if tokens and tokens[-1][0] == "EndOfInput":
        tokens[-1] = ["EndOfInput"]
    return tokens
