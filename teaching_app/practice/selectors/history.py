"""A learner's takes by phrase, the phrase practised last first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from teaching_app.practice import feedback_policy
from teaching_app.practice.models import Analysis, Learner, Phrase

from . import analyses

SHOWN_OF_A_PHRASE = 5
FIRST_RESULTS = Q(recordings__analyses__judges_again=None)


def phrases_practised(
    learner: Learner, *, focus: str = "", query: str = ""
) -> QuerySet[Phrase]:
    """Phrases with ``n_takes`` and ``last_at`` of this learner's own takes."""
    practised = Phrase.objects.filter(recordings__owner=learner).annotate(
        n_takes=Count("recordings__analyses", filter=FIRST_RESULTS),
        last_at=Max("recordings__created_at"),
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
    takes = analyses.of_learner(learner)
    of_these = takes.filter(recording__phrase__in=list(phrases))
    newest = of_these.annotate(place=_place_in_phrase()).filter(
        place__lte=SHOWN_OF_A_PHRASE
    )
    # The keys first, so that the database does not number whole reports.
    for take in takes.filter(pk__in=list(newest.values_list("pk", flat=True))):
        found[take.recording.phrase_id].append(take)
    feedback_policy.prepare(take for shown in found.values() for take in shown)
    return found


def _place_in_phrase() -> Window:
    """Numbers the takes of each phrase, the newest first."""
    return Window(
        RowNumber(),
        partition_by=F("recording__phrase"),
        order_by=(F("created_at").desc(), F("pk").desc()),
    )
