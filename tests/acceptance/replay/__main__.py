"""Runs the acceptance commands and prints which of them work.

usage: acceptance [--only TEXT,…] [--json OUT] [--show]
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .article import load, run_all

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="acceptance", usage=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--show", action="store_true", help="print the output of failing commands")
    options = parser.parse_args()
    only = [text for text in options.only.split(",") if text]
    rows = [row for row in load() if not only or any(text in row["id"] for text in only)]
    outcomes = []
    for outcome in run_all(rows):
        outcomes.append(outcome)
        print(
            f"{'ok  ' if outcome.ok else 'FAIL'} {outcome.id}{'' if outcome.ok else '  missing: ' + '; '.join(outcome.missing)}",
            flush=True,
        )
        if options.show and not outcome.ok:
            print(outcome.out[-1500:] + "\n--- stderr\n" + outcome.err[-1500:])
    print(f"{sum(o.ok for o in outcomes)} of {len(outcomes)}")
    if options.json:
        options.json.write_text(
            json.dumps([{"id": o.id, "ok": o.ok} for o in outcomes]) + "\n", encoding="utf-8"
        )
    sys.exit(0 if all(o.ok for o in outcomes) else 1)
