"""Replays the recordings and writes the lists of known gaps anew; look at the difference before committing it.

usage: update_gaps.py [KIND …]
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.conformance.replay import gaps  # noqa: E402
from tests.conformance.replay.runner import KINDS, default_data, run  # noqa: E402

if __name__ == "__main__":
    for kind in sys.argv[1:] or KINDS:
        before = gaps.read(kind)
        results = run(default_data(), [kind], [])
        gaps.write(kind, results)
        after = gaps.read(kind)
        print(
            f"{kind}: {len(results)} cases, {len(after)} gaps, {len(before - after)} closed, {len(after - before)} new"
        )
