"""Presentation of the report of a class on its page, in print and in files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from teaching_app.insights.feedback.patterns import PatternWords, in_words
from teaching_app.insights.feedback.skills import MEASURED
from teaching_app.insights.selectors.class_report import ClassReport, Found
from teaching_app.insights.selectors.class_styles import StyleShare
from teaching_app.insights.selectors.groups import Part
from teaching_app.insights.selectors.practised import Week
from teaching_app.practice.feedback.labels import style_label
from teaching_app.practice.feedback.progress import Estimate
from teaching_app.schools.languages import name_of
from teaching_app.schools.models import SchoolClass

from .examples import Example, examples

# Least data from which a pattern can be distinguished from chance.
NEEDED_LEARNERS = 5
MARKS_IN_ROW, MARK_STEP = 30, 20


@dataclass(frozen=True, slots=True)
class Mark:
    """A learner's mark in the drawing, filled where the learner has the habit."""

    x: int
    y: int
    has_it: bool


@dataclass(frozen=True, slots=True)
class PatternCard:
    """A pattern in words, with a mark for each learner and examples to hear."""

    key: str
    words: PatternWords
    n_learners: int
    n_occasion: int
    marks: tuple[Mark, ...]
    examples: tuple[Example, ...]

    @property
    def width(self) -> int:
        return MARK_STEP * min(self.n_occasion, MARKS_IN_ROW)

    @property
    def height(self) -> int:
        return self.marks[-1].y + MARK_STEP // 2


@dataclass(frozen=True, slots=True)
class PartRow:
    """A group or a first language: each skill as text, or a dash."""

    name: str
    n_learners: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassPage:
    """``report`` is the underlying data; ``why_none`` explains the lack of patterns."""

    report: ClassReport
    patterns: tuple[PatternCard, ...]
    why_none: str
    weeks: tuple[Week, ...]
    skill_names: tuple[str, ...]
    groups: tuple[PartRow, ...]
    languages: tuple[PartRow, ...]
    styles: tuple[tuple[str, StyleShare], ...]


def page_of(report: ClassReport) -> ClassPage:
    """Put a report into words, in the page's language."""
    return ClassPage(
        report=report,
        patterns=tuple(_card(found, report.school_class) for found in report.patterns),
        why_none="" if report.patterns else _why_none(report),
        weeks=report.practised[0].weeks if report.practised else (),
        skill_names=tuple(str(measured.label) for measured in MEASURED.values()),
        groups=_rows(report.groups),
        languages=_rows(report.languages, named=name_of),
        styles=tuple(
            (style_label(share.style) or _("all styles together"), share)
            for share in report.styles
        ),
    )


def _card(found: Found, school_class: SchoolClass) -> PatternCard:
    pattern = found.pattern
    return PatternCard(
        key=pattern.key,
        words=in_words(pattern),
        n_learners=pattern.n_learners,
        n_occasion=pattern.n_occasion,
        marks=tuple(_mark(i, pattern.n_learners) for i in range(pattern.n_occasion)),
        examples=examples(found.examples, school_class),
    )


def _mark(index: int, n_learners: int) -> Mark:
    row, place = divmod(index, MARKS_IN_ROW)
    half = MARK_STEP // 2
    return Mark(half + MARK_STEP * place, half + MARK_STEP * row, index < n_learners)


def _why_none(report: ClassReport) -> str:
    """Explain what data are missing, or that nothing stands out."""
    if not report.enrolments:
        return _("Nobody is in the class yet. Invite your learners first.")
    if not report.n_takes:
        return _(
            "Nothing has been handed in yet. Set an assignment of a few phrases: "
            "after the first takes you will read here what to do next."
        )
    if report.n_recent_learners < NEEDED_LEARNERS:
        return _(
            "Takes of %(n)d learners could be judged lately. From %(needed)d on, "
            "what many do can be told from chance."
        ) % {"n": report.n_recent_learners, "needed": NEEDED_LEARNERS}
    return _(
        "No habit is shared by a third of the class. Single learners have things to "
        "work on: open them below."
    )


def _rows(
    parts: Sequence[Part], *, named: Callable[[str], str] = str
) -> tuple[PartRow, ...]:
    return tuple(
        PartRow(
            named(part.name),
            part.n_learners,
            tuple(estimate_text(estimate) for _code, estimate in part.skills),
        )
        for part in parts
    )


def estimate_text(estimate: Estimate | None) -> str:
    """A share with its interval, in whole percent; a dash where there is none."""
    if estimate is None:
        return "–"
    value, low, high = (
        round(100 * share) for share in (estimate.value, estimate.low, estimate.high)
    )
    return f"{value} %" if low == high else f"{value} % ({low}–{high})"
