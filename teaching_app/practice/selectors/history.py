"""A learner's takes by phrase, the phrase practised last first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Max, QuerySet

from teaching_app.practice import feedback_policy
from teaching_app.practice.models import Analysis, Learner, Phrase

from . import analyses

SHOWN_OF_A_PHRASE = 5


def phrases_practised(
    learner: Learner, *, focus: str = "", query: str = ""
) -> QuerySet[Phrase]:
    """Phrases with ``n_takes`` and ``last_at`` of this learner's own takes."""
    practised = Phrase.objects.filter(recordings__owner=learner).annotate(
        n_takes=Count("recordings__analyses"), last_at=Max("recordings__created_at")
    )
    if focus:
        practised = practised.filter(focus=focus)
    for word in query.split():
        practised = practised.filter(text__icontains=word)
    return practised.order_by("-last_at", "pk")


def latest_takes(
    learner: Learner, phrases: Iterable[Phrase]
) -> dict[int, list[Analysis]]:
    """The newest few takes of each phrase, by the phrase's key."""
    found: dict[int, list[Analysis]] = defaultdict(list)
    takes = analyses.of_learner(learner).filter(recording__phrase__in=list(phrases))
    for take in takes.iterator():
        shown = found[take.recording.phrase_id]
        if len(shown) < SHOWN_OF_A_PHRASE:
            shown.append(take)
    feedback_policy.prepare(take for shown in found.values() for take in shown)
    return found
