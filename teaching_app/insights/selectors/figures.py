"""Figures of every take, for skills over time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

import emotion_engine as engine
from teaching_app.insights.facts.figures import Figures, monday_of
from teaching_app.insights.facts.judged import figures_as_judged
from teaching_app.insights.models import TakeFact
from teaching_app.practice.feedback.facts import TakeFacts

from .handed_in import IN_CLASS
from .overruled import BySubmission

State = engine.StressState
FIELDS = (
    "pk",
    "analysis__submission",
    IN_CLASS,
    "phrase",
    "taken_at",
    "assessable",
    "n_stress_in_place",
    "n_stress_unclear",
    "n_stress_elsewhere",
    "n_rhythm_inside",
    "n_rhythm_outside",
    "has_focus",
    "melody_inside_share",
    "accuracy",
)


def figures_of(facts: QuerySet[TakeFact], overruled: BySubmission) -> list[Figures]:
    """Read them in one query, oldest first; where a teacher overrules, that counts."""
    rows = facts.order_by("taken_at", "pk").values_list(*FIELDS)
    read = (_figures(row) for row in rows.iterator(chunk_size=5000))
    return [
        figures_as_judged(take, overruled[take.submission])
        if take.submission in overruled
        else take
        for take in read
    ]


def latest_of_each(figures: Iterable[Figures], since: datetime) -> Iterator[Figures]:
    """The newest assessable take of each phrase by each learner."""
    newest = {
        (take.enrolment, take.phrase): take
        for take in figures
        if take.assessable and take.taken_at >= since
    }
    yield from newest.values()


def _figures(row: tuple[Any, ...]) -> Figures:
    pk, submission, enrolment, phrase, taken_at, assessable, *measured = row
    in_place, unclear, elsewhere, inside, outside, focus, melody, accuracy = measured
    skills = TakeFacts(
        stress=(State.AS_EXPECTED,) * in_place
        + (State.UNCLEAR,) * unclear
        + (State.ELSEWHERE,) * elsewhere,
        has_focus=focus,
        melody=melody,
        rhythm=(True,) * inside + (False,) * outside,
    )
    clarity = None if accuracy is None else accuracy / 10
    monday = monday_of(taken_at)
    return Figures(
        pk, submission, enrolment, phrase, taken_at, monday, assessable, skills, clarity
    )
