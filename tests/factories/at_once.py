"""What must hold when several threads write concurrently, on any database."""

from __future__ import annotations

import json

from tests.factories.installation import Installation

PROGRAM = """
import json, time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4
from django.db import connection
from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis, Recording, Rendition
from teaching_app.practice.services import analysis_run, heartbeat, recordings
from tests.factories import engines
from tests.factories.models import (
    AnalysisFactory, LearnerFactory, PhraseFactory, RenditionFactory)
from tests.factories.sound import upload

def at_once(work):
    def closing(number):
        try:
            return work(number)
        finally:
            connection.close()
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(closing, range(8)))

learner, phrase, key = LearnerFactory(), PhraseFactory(), uuid4()
results = at_once(lambda _: recordings.submit(
    learner=learner, phrase=phrase, upload=upload(), idempotency_key=key))
takes = {result.analysis.pk for result in results}
(take,) = takes
claims = at_once(
    lambda number: jobs.claim(Analysis, worker=f"worker-{number}", pk=take))
attempts = Analysis.objects.get(pk=take).attempts

waiting = {row.pk for row in RenditionFactory.create_batch(40)}
batches = at_once(
    lambda number: jobs.claim(Rendition, worker=f"worker-{number}", limit=5))

heartbeat.EVERY_S = 0.05
seen = set()
def slow(source, **values):
    end = time.monotonic() + 20
    while len(seen) < 4 and time.monotonic() < end:
        seen.add(Analysis.objects.get(pk=second.pk).heartbeat_at)
        time.sleep(0.01)
    return engines.analyze(source, **values)
second = AnalysisFactory()
analysis_run.run(second.pk, worker="worker-a", analyze=engines.each_by(slow))

print(json.dumps({
    "created": sum(result.created for result in results),
    "recordings": Recording.objects.filter(owner=learner).count(),
    "claims": sum(map(len, claims)),
    "batches": [len(batch) for batch in batches],
    "each_once": sorted(c.pk for batch in batches for c in batch) == sorted(waiting),
    "attempts": attempts,
    "heartbeats": len(seen),
    "state": Analysis.objects.get(pk=second.pk).state,
}))
"""


def assert_all_holds(site: Installation) -> None:
    """One take of eight uploads, one claim of eight, batches apart; the heartbeat advances."""
    seen = json.loads(site.program(PROGRAM).splitlines()[-1])
    assert seen == {
        "created": 1,
        "recordings": 1,
        "claims": 1,
        "batches": [5] * 8,
        "each_once": True,
        "attempts": 1,
        "heartbeats": 4,
        "state": "done",
    }
    takes = [p for p in (site.var / "media" / "takes").rglob("*") if p.is_file()]
    assert len(takes) == 1
