"""Analyses, and what may be shown of them."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q, QuerySet

import emotion_engine as engine
from teaching_app.practice.models import Analysis, Learner

RECENT_TAKES = 3
MOST_COMPARED = 50


def of_learner(learner: Learner) -> QuerySet[Analysis]:
    """A learner's takes, newest first; those that judge a take again are left out.

    This is about ownership; ``access`` decides who may see them.
    """
    return (
        Analysis.objects.filter(recording__owner=learner, judges_again=None)
        .select_related("recording__phrase")
        .order_by("-created_at", "-pk")
    )


def queue_position(analysis: Analysis) -> int | None:
    """Position in the queue, from 1; ``None`` once a worker has claimed it.

    What nobody waits for is not in front of a learner's take.
    """
    if analysis.state != Analysis.State.QUEUED:
        return None
    earlier = Q(queued_at__lt=analysis.queued_at) | Q(
        queued_at=analysis.queued_at, pk__lt=analysis.pk
    )
    ahead = earlier & Q(is_background=analysis.is_background)
    if analysis.is_background:
        ahead |= Q(is_background=False)
    return Analysis.objects.filter(ahead, state=Analysis.State.QUEUED).count() + 1


def shows_expression(analysis: Analysis) -> bool:
    """Whether this take has expression: both installation and learner must allow it."""
    return settings.EXPRESSION_ENABLED and analysis.with_expression


def stage_names(*, with_expression: bool = True) -> list[str]:
    """The stages of a take in this installation, in order."""
    has_expression = settings.EXPRESSION_ENABLED and with_expression
    return [
        stage.value
        for stage in engine.Stage
        if has_expression or stage is not engine.Stage.EXPRESSION
    ]


def earlier_advice(analysis: Analysis) -> list[str]:
    """Codes of the main findings of the takes of this phrase just before, newest first."""
    codes = _before(analysis).values_list("report__findings__0__code", flat=True)
    return [code for code in codes[:RECENT_TAKES] if code]


def earlier_takes(analysis: Analysis) -> list[Analysis]:
    """The learner's earlier takes that are comparable with this one, newest first.

    They say the same phrase in the same style, and could be judged.
    """
    alike = _before(analysis).filter(style=analysis.style, report__assessable=True)
    return list(alike[:MOST_COMPARED])


def _before(analysis: Analysis) -> QuerySet[Analysis]:
    recording = analysis.recording
    return of_learner(recording.owner).filter(
        pk__lt=analysis.judges_again_id or analysis.pk,
        recording__phrase=recording.phrase_id,
        state=Analysis.State.DONE,
    )
