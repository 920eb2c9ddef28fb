"""Panels that schools add to the page of a take."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest

from teaching_app.practice import panels
from teaching_app.practice.access import Purpose
from teaching_app.practice.models import Analysis
from teaching_app.practice.panels import Panel
from teaching_app.practice.views.context import words_of

from .access import submissions_to
from .judging.thread import comment_views, judgement_views
from .models import LiveTake, Submission

STYLES = ("css/components/comments.css",)


@panels.on_take
def from_teacher(request: HttpRequest, analysis: Analysis) -> Panel | None:
    """Show the learner what teachers say of a take, and staff a link to its review."""
    rows = submissions_to(request.user, Purpose.SEE).filter(analysis=analysis)
    submission = rows.select_related(
        "enrolment__learner", "item__phrase", "item__assignment__school_class"
    ).first()
    if submission is None:
        return None
    if submission.enrolment.learner.user_id == request.user.pk:
        return _for_learner(submission)
    return Panel(
        "learner/panels/to_review.html",
        {"submission": submission},
        is_above=True,
        styles=STYLES,
    )


def _for_learner(submission: Submission) -> Panel:
    words = [word.text for word in words_of(submission.item.phrase)]
    comments = comment_views(submission.comments.order_by("pk"), words=words)
    judged = judgement_views(submission.judgements.order_by("pk"))
    return Panel(
        "learner/panels/from_teacher.html",
        {
            "submission": submission,
            "comments": comments,
            "corrections": [view for view in judged if view.instead],
            "n_agreed": sum(not view.instead for view in judged),
            "key": uuid4(),
        },
        is_above=bool(comments or judged),
        styles=STYLES,
    )


@panels.on_take
def in_live_round(request: HttpRequest, analysis: Analysis) -> Panel | None:
    """Let the learner show their live-round take on the screen, or hide it again."""
    live_take = (
        LiveTake.objects.select_related("live_round__school_class")
        .filter(analysis=analysis, learner__user=request.user.pk)
        .first()
    )
    if live_take is None:
        return None
    return Panel(
        "learner/panels/live_round.html",
        {"live_take": live_take},
        is_above=True,
        styles=STYLES,
    )
