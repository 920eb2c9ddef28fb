"""Everything fails in turn while takes are sent: nothing is lost and nothing doubled.

``python -m benchmarks.faults`` does it with 50 learners and 500 takes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.faults.injected import FAULTS
from benchmarks.faults.run import Plan, faults_of, run
from benchmarks.servers import MissingServerError

PLAN = Plan(learners=3, each=8, every_s=1.0, hurry=True, at_once=3)


@pytest.mark.slow
@pytest.mark.services
@pytest.mark.timeout(900)  # of a machine that does much else
def test_every_take_has_exactly_one_result_whatever_fails_meanwhile(
    migrated_postgresql: Path,
) -> None:
    try:
        found = run(PLAN, migrated_postgresql)
    except MissingServerError as missing:
        pytest.skip(str(missing))
    assert faults_of(found) == [], found
    assert found["accepted"] == found["takes"] >= PLAN.n_takes
    assert [each["fault"] for each in found["injected"]] == list(FAULTS)
    assert "503 not_kept" in found["refused"]
