"""Every recording is replayed; what fails must be listed as a known gap, and nothing else may be."""

from __future__ import annotations

import pytest

from tests.conformance.replay import gaps
from tests.conformance.replay.runner import KINDS, default_data, run


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_recordings_are_reproduced_but_for_the_known_gaps(kind: str) -> None:
    results = run(default_data(), [kind], [])
    assert results, "no recordings found"
    failing = {gaps.key(result) for result in results if not result.ok}
    known = gaps.read(kind)
    regressions, closed = sorted(failing - known), sorted(known - failing)
    if regressions:  # a case that ran out of time on a busy machine gets a second try, alone
        ids = {key.partition(": ")[2] or key for key in regressions}
        again = run(default_data(), [kind], sorted(ids), jobs=1)
        passed = {gaps.key(result) for result in again if result.ok}
        regressions = [key for key in regressions if key not in passed]
    if closed:  # and one that passes only by what ran before it is not closed
        again = run(default_data(), [kind], sorted({key.partition(": ")[2] or key for key in closed}), jobs=1)
        passed = {gaps.key(result) for result in again if result.ok}
        closed = [key for key in closed if key in passed]
    assert not regressions, f"{len(regressions)} cases that used to pass fail: {regressions[:40]}"
    assert not closed, (
        f"{len(closed)} known gaps are closed, run scripts/update_gaps.py {kind}: {closed[:40]}"
    )
