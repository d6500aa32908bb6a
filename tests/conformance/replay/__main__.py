"""Replays the recordings and prints percent by area and the failing ids, or the diff of one id.

usage: conformance [--data FOLDER] [--kind KIND,…] [--only TEXT,…] [--json OUT] [--jobs N] [--ids] [--diff] [ID]

--data FOLDER   recordings of the same layout elsewhere (kinds that it lacks are left out)
--kind KIND     cases, tables, programs, parser, cli, completion
--only TEXT     areas (whole name) or ids (part of it)
--json OUT      a list of rows: kind, area, id, ok (and for parser/syntax incomplete_ok, error_id_ok)
--ids           print the failing ids      --diff   print the diff of every failing case
ID              print the diff of this one case
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from .report import print_diff, print_report
from .runner import KINDS, default_data, run

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="conformance", usage=__doc__)
    parser.add_argument("id", nargs="?")
    parser.add_argument("--data", type=Path, default=default_data())
    parser.add_argument("--kind", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--ids", action="store_true")
    parser.add_argument("--diff", action="store_true")
    options = parser.parse_args()
    kinds = [k for k in options.kind.split(",") if k] or list(KINDS)
    only = [t for t in options.only.split(",") if t] + ([options.id] if options.id else [])
    started = time.perf_counter()
    results = run(options.data, kinds, only, options.jobs)
    if options.json:
        options.json.write_text(
            json.dumps([r.row() for r in results], ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
        )
    if options.id or options.diff:
        for result in results:
            if not result.ok or options.id == result.id:
                print_diff(result)
    else:
        print_report(results, ids=options.ids)
    print(f"{len(results)} in {time.perf_counter() - started:.1f} s")
    sys.exit(0 if results else 1)
