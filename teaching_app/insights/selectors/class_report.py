"""Everything on the page of a class, in a bounded number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from teaching_app.insights.detectors import Evidence, Pattern
from teaching_app.insights.facts.figures import Figures
from teaching_app.insights.feedback import skills
from teaching_app.practice.feedback.progress import SkillGraph
from teaching_app.schools.models import Enrolment, SchoolClass

from . import handed_in
from .class_styles import StyleShare, styles_of
from .figures import figures_of, latest_of_each
from .groups import Part, by_first_language, by_group
from .overruled import overruled_in
from .patterns import examples_of, main_patterns
from .practised import Practised, by_learner
from .syllable_map import PhraseMap, maps_of
from .takes import takes_of

WINDOW = timedelta(days=28)  # before the newest take: reports describe the present


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern with its examples."""

    pattern: Pattern
    examples: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ClassReport:
    """Data of the class page, its files and its print.

    ``n_takes`` were handed in, ``n_assessable`` of them could be assessed.
    """

    school_class: SchoolClass
    made_at: datetime
    enrolments: tuple[Enrolment, ...]
    n_takes: int
    n_assessable: int
    n_recent_learners: int
    patterns: tuple[Found, ...]
    practised: tuple[Practised, ...]
    maps: tuple[PhraseMap, ...]
    skills: tuple[SkillGraph, ...]
    groups: tuple[Part, ...]
    languages: tuple[Part, ...]
    styles: tuple[StyleShare, ...]

    @property
    def silent(self) -> list[Practised]:
        """Learners without a take for two weeks."""
        return [line for line in self.practised if line.is_silent]


def report_of(school_class: SchoolClass) -> ClassReport:
    """Query and compute the whole report."""
    now = timezone.now()
    enrolments = _in_class(school_class)
    overruled = overruled_in(school_class)
    figures = figures_of(handed_in.facts_of(school_class), overruled)
    takes = takes_of(school_class, [take.fact for take in _recent(figures)], overruled)
    return ClassReport(
        school_class=school_class,
        made_at=now,
        enrolments=enrolments,
        n_takes=len(figures),
        n_assessable=sum(take.assessable for take in figures),
        n_recent_learners=len({take.enrolment for take in takes}),
        patterns=tuple(
            Found(pattern, tuple(examples_of(pattern, enrolments)))
            for pattern in main_patterns(takes, is_gentle=_is_gentle(school_class))
        ),
        practised=by_learner(school_class, enrolments, figures, now=now),
        maps=maps_of(takes),
        skills=skills.of_class(figures),
        groups=by_group(enrolments, figures),
        languages=by_first_language(enrolments, figures),
        styles=styles_of(school_class),
    )


def patterns_of(school_class: SchoolClass) -> list[Pattern]:
    """The patterns only, for the assignment that trains one."""
    overruled = overruled_in(school_class)
    figures = figures_of(handed_in.facts_of(school_class), overruled)
    takes = takes_of(school_class, [take.fact for take in _recent(figures)], overruled)
    return main_patterns(takes, is_gentle=_is_gentle(school_class))


def _is_gentle(school_class: SchoolClass) -> bool:
    return school_class.strictness == SchoolClass.Strictness.GENTLE


def _recent(figures: list[Figures]) -> list[Figures]:
    if not figures:
        return []
    return list(latest_of_each(figures, figures[-1].taken_at - WINDOW))


def _in_class(school_class: SchoolClass) -> tuple[Enrolment, ...]:
    active = school_class.enrolments.filter(state=Enrolment.State.ACTIVE)
    return tuple(active.order_by("name", "pk").prefetch_related("groups"))
