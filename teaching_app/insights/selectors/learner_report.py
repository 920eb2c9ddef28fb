"""One learner's submissions, take by take and summed up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from teaching_app.insights.facts.figures import Figures
from teaching_app.insights.facts.take import Take
from teaching_app.insights.models import TakeFact
from teaching_app.practice.models import Learner
from teaching_app.schools.models import Enrolment

from .figures import figures_of, latest_of_each
from .handed_in import facts_by
from .overruled import BySubmission, overruled_in
from .takes import takes_of

RECENT = timedelta(days=42)
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class WordToPractise:
    """A word with misplaced stress: its ``parts``, and the one to stress by index."""

    word: str
    parts: tuple[str, ...]
    expected: int
    n_times: int


@dataclass(frozen=True, slots=True)
class LearnerReport:
    """One learner in one class; ``recent`` is how each phrase is said now.

    Where a teacher has ``overruled`` the machine, the figures have their word.
    """

    enrolment: Enrolment
    figures: tuple[Figures, ...]
    recent: tuple[Figures, ...]
    n_phrases: int
    words: tuple[WordToPractise, ...]
    overruled: BySubmission


def report_of(enrolment: Enrolment) -> LearnerReport:
    """Build the report from submissions to the class only."""
    overruled = overruled_in(enrolment.school_class)
    figures = figures_of(facts_by(enrolment), overruled)
    recent: list[Figures] = []
    if figures:
        recent = list(latest_of_each(figures, figures[-1].taken_at - RECENT))
    keys = [take.fact for take in recent]
    takes = takes_of(enrolment.school_class, keys, overruled)
    return LearnerReport(
        enrolment,
        tuple(figures),
        tuple(recent),
        len({take.phrase for take in figures}),
        _words(takes),
        overruled,
    )


def enrolments_of(learner: Learner) -> QuerySet[Enrolment]:
    """A learner's classes with a report: those whose terms were agreed to."""
    agreed = learner.enrolments.exclude(state=Enrolment.State.WAITING)
    return agreed.select_related("school_class", "learner").order_by("pk")


def takes_shown(enrolment: Enrolment) -> QuerySet[TakeFact]:
    """Facts of submitted takes with phrase and submission, newest first."""
    return (
        facts_by(enrolment)
        .select_related("phrase", "analysis__submission", "analysis__recording")
        .defer("words", "syllables", "analysis__report")
        .order_by("-taken_at", "-pk")
    )


def _words(takes: Sequence[Take]) -> tuple[WordToPractise, ...]:
    missed = [
        word
        for take in takes
        for word in take.words
        if word["state"] == "elsewhere" and not word.get("varies")
    ]
    counted = Counter((word["word"], word["expected"]) for word in missed)
    parts = {(word["word"], word["expected"]): word["parts"] for word in missed}
    return tuple(
        WordToPractise(key[0], tuple(parts[key]), key[1], n)
        for key, n in counted.most_common(MOST_WORDS)
    )
