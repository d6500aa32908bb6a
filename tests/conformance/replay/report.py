"""Percent by area, failing ids, diffs."""

from __future__ import annotations

import difflib
from collections import defaultdict

from .result import Result


def percent(good: int, all_: int) -> str:
    return f"{100 * good / all_:6.2f} %" if all_ else "     –"


def print_report(results: list[Result], *, ids: bool) -> None:
    areas: dict[tuple[str, str], list[Result]] = defaultdict(list)
    kinds: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        areas[result.kind, result.area].append(result)
        kinds[result.kind].append(result)
    for kind, rows in kinds.items():
        print(
            f"{kind:36} {sum(r.ok for r in rows):6} of {len(rows):6} {percent(sum(r.ok for r in rows), len(rows))}"
        )
        shown = [a for a in areas if a[0] == kind]
        if kind == "programs":
            if ids:
                print("    " + " ".join(r.id for r in rows if not r.ok))
            continue
        for area in shown:
            group = areas[area]
            good = sum(r.ok for r in group)
            print(f"  {area[1]:34} {good:6} of {len(group):6} {percent(good, len(group))}")
            for key in ("incomplete_ok", "error_id_ok", "stderr_ok"):
                marked = [r for r in group if key in r.extra]
                if marked:
                    count = sum(bool(r.extra[key]) for r in marked)
                    print(f"    {key:32} {count:6} of {len(marked):6} {percent(count, len(marked))}")
            if ids and good < len(group):
                print("    " + " ".join(r.id for r in group if not r.ok))


def print_diff(result: Result) -> None:
    print(f"=== {result.kind} {result.id} {'ok' if result.ok else 'DIFFERENT'}")
    lines = difflib.unified_diff(
        result.expected.split("\n"), result.actual.split("\n"), "PowerShell", "exoshell", lineterm="", n=3
    )
    shown = list(lines)
    print("\n".join(shown[:200]) if shown else result.actual)
