"""Context of the page of a take under review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from teaching_app.practice.feedback import presentation
from teaching_app.practice.models import Analysis
from teaching_app.practice.selectors import reports
from teaching_app.practice.views.context import references_of, words_of
from teaching_app.schools.judging.points import Point, points_of
from teaching_app.schools.judging.thread import (
    JudgementView,
    comment_views,
    view_of,
)
from teaching_app.schools.models import Judgement, Submission
from teaching_app.schools.selectors import judged
from teaching_app.schools.selectors.judged import Seen

from .hidden_names import are_hidden, shown_name
from .reviewed import queue_url, scope_of


@dataclass(frozen=True, slots=True)
class JudgedPoint:
    """A point with its judgements, the newest, which is in force, first.

    ``key`` makes a form that is submitted twice count once.
    """

    point: Point
    history: tuple[JudgementView, ...]
    key: UUID

    @property
    def holds(self) -> JudgementView | None:
        return self.history[0] if self.history else None


def page_context(request: HttpRequest, submission: Submission) -> dict[str, Any]:
    """Full context: the report as its learner sees it, judgements and comments."""
    seen = judged.newest(submission)
    phrase = submission.item.phrase
    return {
        "school_class": submission.item.assignment.school_class,
        "name": shown_name(request, submission),
        "names_are_hidden": are_hidden(request),
        "queue_url": queue_url(request, submission),
        "phrase": phrase,
        "words": words_of(phrase),
        "references": references_of(phrase),
        "is_anothers": True,
        "limits": settings.ENGINE.limits,
        **_report_context(submission.analysis),
        **judging_context(request, submission, seen),
        **comments_context(request, submission, seen),
    }


def judging_context(
    request: HttpRequest, submission: Submission, seen: Seen
) -> dict[str, Any]:
    """The points with their judgements; those by others after ``seen`` are marked."""
    report = reports.visible(submission.analysis) if submission.analysis else None
    history = judged.by_point(submission)
    points = [
        JudgedPoint(
            point=point,
            history=_views(history.get(point.key, []), seen, request.user.pk),
            key=uuid4(),
        )
        for point in points_of(report)
    ]
    first_open = next((p for p in points if not p.history), None)
    return {
        "submission": submission,
        "points": points,
        "n_open": sum(not point.history for point in points),
        "first_open": first_open.point.key if first_open else "",
        "n_new": sum(view.is_new for point in points for view in point.history),
        "references": references_of(submission.item.phrase),
        "seen": judged.newest(submission),
        "scope": scope_of(request),
    }


def comments_context(
    request: HttpRequest, submission: Submission, seen: Seen
) -> dict[str, Any]:
    """The comments, and context for the comment form."""
    words = words_of(submission.item.phrase)
    _judged, new = judged.of_others_since(submission, seen, request.user.pk)
    learner_name = shown_name(request, submission)
    return {
        "submission": submission,
        "comments": comment_views(
            submission.comments.order_by("pk"),
            words=[word.text for word in words],
            learner_name=learner_name,
            new=new,
        ),
        "words": words,
        "comment_phrases": list(request.user.comment_phrases.all()),
        "comment_key": uuid4(),
        "voice_key": uuid4(),
        "seen": judged.newest(submission),
        "scope": scope_of(request),
    }


def _views(
    judgements: list[Judgement], seen: Seen, me: int
) -> tuple[JudgementView, ...]:
    last = len(judgements) - 1
    return tuple(
        view_of(
            judgement,
            is_change=i < last,
            is_new=judgement.pk > seen.judgement and judgement.author_id != me,
        )
        for i, judgement in enumerate(judgements)
    )


def _report_context(analysis: Analysis | None) -> dict[str, Any]:
    if analysis is None:
        return {"analysis": None, "result": None, "audio_url": ""}
    has_sound = bool(analysis.recording.file)
    return {
        "analysis": analysis,
        "result": presentation.arrange(
            reports.visible(analysis),
            state=analysis.state,
            unreadable=reports.trouble(analysis),
            refusal=analysis.refusal,
        ),
        "audio_url": reverse("take_audio", args=[analysis.public_id])
        if has_sound
        else "",
    }
