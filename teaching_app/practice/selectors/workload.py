"""What waits in each queue, and how the takes of the last minutes ended."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Min, Q
from django.utils import timezone

from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis, Job, JobState

# Reading a report costs about a tenth of a millisecond.
NEWEST = 500
LATELY = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The jobs of one kind in one queue; ``oldest_s`` is 0 where none waits."""

    queue: str
    kind: str
    queued: int
    running: int
    oldest_s: float


@dataclass(frozen=True, slots=True)
class Ended:
    """Takes sent lately that have ended.

    Attributes
    ----------
    outcomes : Mapping
        State and reason code to the number of takes. The state is ``not_assessable``
        for takes that were heard but cannot be judged.
    stages_s : Mapping
        Stage to the seconds it took for each take.
    waits_s, totals_s : list of float
        Seconds from being queued to the claim, and to the end.
    """

    outcomes: Mapping[tuple[str, str], int]
    stages_s: Mapping[str, list[float]]
    waits_s: list[float]
    totals_s: list[float]


def waiting() -> list[Waiting]:
    """The kinds of job of which any waits or runs, by the queue they are in."""
    now = timezone.now()
    found = (
        _of_kind(model, among, now) for model in jobs.kinds() for among in model.QUEUES
    )
    return [each for each in found if each]


def ended() -> Ended:
    """How the newest takes sent in the last quarter of an hour ended."""
    states = (Analysis.State.DONE, Analysis.State.FAILED, Analysis.State.REJECTED)
    rows = Analysis.objects.filter(
        state__in=states, is_background=False, queued_at__gte=timezone.now() - LATELY
    ).order_by("-queued_at")
    outcomes: Counter[tuple[str, str]] = Counter()
    stages_s: defaultdict[str, list[float]] = defaultdict(list)
    waits_s, totals_s = [], []
    for take in rows.values(
        *("state", "refusal", "queued_at", "started_at", "finished_at"),
        *("report__assessable", "report__reason", "report__timings_ms"),
    )[:NEWEST]:
        outcomes[_outcome(take)] += 1
        for stage, ms in (take["report__timings_ms"] or {}).items():
            stages_s[stage].append(ms / 1000)
        waits_s += _between(take["queued_at"], take["started_at"])
        totals_s += _between(take["queued_at"], take["finished_at"])
    return Ended(outcomes, stages_s, waits_s, totals_s)


def _of_kind(model: type[Job], among: Q, now: datetime) -> Waiting | None:
    rows = model._default_manager.filter(among, state__in=Job.PENDING)
    example = rows.order_by("queued_at").first()
    if example is None:
        return None
    found = rows.aggregate(
        queued=Count("pk", filter=Q(state=JobState.QUEUED)),
        running=Count("pk", filter=Q(state=JobState.RUNNING)),
        since=Min("queued_at", filter=Q(state=JobState.QUEUED)),
    )
    age = now - found["since"] if found["since"] else timedelta()
    return Waiting(
        queue=example.queue or _route(model.TASK),
        kind=model.TASK,
        queued=found["queued"],
        running=found["running"],
        oldest_s=max(0.0, age.total_seconds()),
    )


def _route(task: str) -> str:
    routes: Mapping[str, Mapping[str, str]] = settings.CELERY_TASK_ROUTES
    default: str = settings.CELERY_TASK_DEFAULT_QUEUE
    return routes.get(task, {}).get("queue", default)


def _outcome(take: Mapping[str, Any]) -> tuple[str, str]:
    if take["state"] != Analysis.State.DONE:
        return take["state"], take["refusal"]
    if take["report__assessable"]:
        return "done", ""
    return "not_assessable", take["report__reason"] or ""


def _between(start: datetime | None, end: datetime | None) -> list[float]:
    """The seconds between two times, if both are known and in order."""
    if start is None or end is None or end < start:
        return []
    return [(end - start).total_seconds()]
