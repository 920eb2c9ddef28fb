"""Data of a live round's big screen; the number of queries is constant."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from teaching_app.insights.facts.voices import Voice, voice_of
from teaching_app.insights.models import TakeFact
from teaching_app.practice import feedback_policy
from teaching_app.practice.feedback.melody import melody_chart
from teaching_app.practice.models import Analysis
from teaching_app.practice.selectors import reports
from teaching_app.schools.models import LiveRound

from .syllable_map import PhraseMap, map_of

LEAST_TAKES = 3  # with fewer, a summary would expose single learners


@dataclass(frozen=True, slots=True)
class RoundState:
    """How far a round is.

    ``judged`` are the keys of the takes that could be judged, ``shown`` those of them
    whose learner has tapped for it; ``version`` is another one when anything is new.
    """

    n_joined: int
    n_sent: int
    judged: tuple[int, ...]
    shown: frozenset[int]
    version: str

    @property
    def is_enough(self) -> bool:
        return len(self.judged) >= LEAST_TAKES

    @property
    def n_missing(self) -> int:
        return max(0, LEAST_TAKES - len(self.judged))


def state_of(live_round: LiveRound) -> RoundState:
    """Read the state of a round, in one query."""
    rows = list(
        live_round.takes.order_by("pk").values_list(
            "analysis", "analysis__fact__assessable", "is_shown"
        )
    )
    seen = repr((rows, live_round.is_open))
    judged = tuple(key for key, is_assessable, _ in rows if is_assessable)
    return RoundState(
        n_joined=len(rows),
        n_sent=sum(key is not None for key, _, _ in rows),
        judged=judged,
        shown=frozenset(key for key, ok, is_shown in rows if ok and is_shown),
        version=hashlib.sha256(seen.encode()).hexdigest()[:16],
    )


def map_of_round(live_round: LiveRound, state: RoundState) -> PhraseMap | None:
    """The map of the phrase, once there are enough takes not to expose anybody."""
    facts = TakeFact.objects.filter(analysis__in=state.judged)
    takes = [found for found in facts.values_list("syllables", flat=True) if found]
    if len(takes) < LEAST_TAKES:
        return None
    return map_of(live_round.phrase, takes)


def voices_of_round(state: RoundState) -> dict[int, Voice]:
    """Melodies by key of the take: all if there are enough, else only those shown."""
    wanted = state.judged if state.is_enough else state.shown
    takes = list(Analysis.objects.filter(pk__in=wanted).select_related("recording"))
    feedback_policy.prepare(takes)
    found = {}
    for take in takes:
        report = reports.visible(take)
        chart = melody_chart(report) if report else None
        if chart is not None:
            found[take.pk] = voice_of(chart)
    return found
