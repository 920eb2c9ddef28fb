"""A take does not wait behind messages about takes that are done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.factories.installation import Installation, wait_until

N_STALE = 150
WORKER = ("celery", "--app", "tests.factories.slow_worker", "worker")
OPTIONS = ("--queues", "cpu", "--concurrency", "1", "--without-mingle")
SEND_STALE = f"""
from teaching_app.practice import jobs
from tests.factories.models import AnalysisFactory
done = AnalysisFactory(
    state="done",
    recording__owner__user__username="earlier",
    recording__phrase__slug="earlier",
)
for _ in range({N_STALE}):
    jobs.send(done)
"""


@pytest.mark.slow
def test_a_take_is_served_by_the_first_of_150_stale_messages(
    install: Callable[..., Installation],
) -> None:
    site = install()
    site.program(SEND_STALE)
    take = site.submit()

    def waiting() -> int:
        return len(list((site.var / "queue").glob("*.cpu.msg")))

    assert waiting() == N_STALE + 1
    with site.process(*WORKER, *OPTIONS):
        wait_until(lambda: site.row(take)["state"] == "done", seconds=90, what="done")
        assert waiting() > N_STALE // 2
        wait_until(lambda: not waiting(), seconds=90, what="an empty queue")
    assert site.row(take)["attempts"] == 1
