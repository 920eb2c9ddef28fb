"""One learner's report: by take for teachers, and in plain words for the family."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

import emotion_engine as engine
from teaching_app.insights.facts.figures import Figures
from teaching_app.insights.facts.judged import Overruled, Place, place_of
from teaching_app.insights.feedback.skills import MEASURED, trend_of_learner
from teaching_app.insights.models import TakeFact
from teaching_app.insights.selectors.learner_report import LearnerReport, report_of
from teaching_app.practice.feedback.catalogue import FINDINGS
from teaching_app.practice.feedback.progress import Estimate
from teaching_app.practice.feedback.rules import describe_reason
from teaching_app.practice.feedback.sounds import sound_label
from teaching_app.schools.models import Enrolment

# Thresholds of "goes well" and "on its way". Of natives themselves four in five
# lie inside their range, so no more is asked of learners.
BOUNDS = {
    "stress": (0.85, 0.6),
    "rhythm": (0.7, 0.45),
    "melody": (0.7, 0.45),
    "focus": (0.75, 0.5),
    "clarity": (0.8, 0.6),
}

STATES = {
    "well": _("goes well"),
    "way": _("is on its way"),
    "work": _("needs practice"),
}
MEANINGS = {
    "stress": _("In a longer word, one part is said longer and louder than the rest."),
    "rhythm": _(
        "Strong parts take time, weak parts are short, pauses are where they belong."
    ),
    "melody": _("The voice goes up and down as native speakers’ voices do."),
    "focus": _("The word that matters most stands out in the sentence."),
    "clarity": _("The single sounds are easy to make out."),
}
AT_HOME = {
    "stress": _("Clap on the strong part of a new word, and say the word three times."),
    "rhythm": _(
        "Tap the strong words on the table while you speak, and hurry the small ones."
    ),
    "melody": _("Hum a sentence of a film or a song first, then say the words to it."),
    "focus": _(
        "Ask a question about a sentence. The answer is the word that should stand out."
    ),
    "clarity": _("Say a hard word slowly with every sound, then in a sentence."),
}


@dataclass(frozen=True, slots=True)
class PlainSkill:
    """A skill in plain words; ``state`` is a key of ``STATES``."""

    code: str
    label: Promise
    meaning: Promise
    state: str
    percent: int
    change: str
    at_home: Promise

    @property
    def state_label(self) -> str:
        return str(STATES[self.state])

    @property
    def steps(self) -> tuple[bool, ...]:
        """Three marks, filled according to the state."""
        n = {"work": 1, "way": 2, "well": 3}[self.state]
        return tuple(i < n for i in range(3))


def plain_skills(
    figures: Sequence[Figures], recent: Sequence[Figures]
) -> tuple[PlainSkill, ...]:
    """Each skill with data: its present state and its trend."""
    found = []
    for code, measured in MEASURED.items():
        now = measured.value(recent)
        if now is not None:
            found.append(
                PlainSkill(
                    code,
                    measured.label,
                    MEANINGS[code],
                    state_of(code, now),
                    round(100 * now.value),
                    trend_of_learner(code, figures),
                    AT_HOME[code],
                )
            )
    return tuple(found)


def state_of(code: str, estimate: Estimate) -> str:
    """The state of a skill by its thresholds."""
    goes_well, on_its_way = BOUNDS[code]
    if estimate.value >= goes_well:
        return "well"
    return "way" if estimate.value >= on_its_way else "work"


def weakest(skills: Sequence[PlainSkill]) -> PlainSkill | None:
    """The skill to begin with, unless all go well."""
    open_ones = [skill for skill in skills if skill.state != "well"]
    return min(open_ones, key=_missing, default=None)


def _missing(skill: PlainSkill) -> float:
    """Distance to "goes well", negative below it."""
    return skill.percent - 100 * BOUNDS[skill.code][0]


@dataclass(frozen=True, slots=True)
class PlainReport:
    """The report in plain words; ``next_skill`` is the one to begin with, if any."""

    report: LearnerReport
    skills: tuple[PlainSkill, ...]
    next_skill: PlainSkill | None


def plain_report(enrolment: Enrolment) -> PlainReport:
    """One learner's report in a class, for page, PDF and programs."""
    report = report_of(enrolment)
    skills = plain_skills(report.figures, report.recent)
    return PlainReport(report, skills, weakest(skills))


@dataclass(frozen=True, slots=True)
class Count:
    """So many of ``total``."""

    n: int
    total: int

    def __str__(self) -> str:
        return str(_("%(n)d of %(total)d")) % {"n": self.n, "total": self.total}


@dataclass(frozen=True, slots=True)
class TakeRow:
    """One take in the teacher's table; ``None`` is what could not be measured.

    ``melody`` is in percent, ``clarity`` on a scale to 10. ``is_overruled``: a teacher
    has said something else than the machine.
    """

    fact: TakeFact
    stress: Count | None
    rhythm: Count | None
    melody: int | None
    clarity: float | None
    noticed: tuple[str, ...]
    is_overruled: bool
    problem: str
    has_sound: bool


def take_rows(facts: Iterable[TakeFact], report: LearnerReport) -> list[TakeRow]:
    """Rows of takes of a report; ``facts`` come with submission and recording."""
    figures = {take.fact: take for take in report.figures}
    return [
        _take_row(
            fact,
            figures[fact.pk],
            report.overruled.get(fact.analysis.submission.pk, {}),
        )
        for fact in facts
        if fact.pk in figures
    ]


def _take_row(
    fact: TakeFact, figures: Figures, overruled: Mapping[Place, Overruled]
) -> TakeRow:
    """Where a teacher has overruled the machine, ``figures`` have their word."""
    skills, clarity = figures.skills, figures.clarity
    n_in_place = skills.stress.count(engine.StressState.AS_EXPECTED)
    noticed = [found for found in fact.findings if place_of(found) not in overruled]
    return TakeRow(
        fact=fact,
        stress=_count(n_in_place, len(skills.stress)),
        rhythm=_count(sum(skills.rhythm), len(skills.rhythm)),
        melody=None if skills.melody is None else round(100 * skills.melody),
        clarity=None if clarity is None else round(10 * clarity, 1),
        noticed=tuple(_title(finding) for finding in noticed[:3]),
        is_overruled=bool(overruled),
        problem=describe_reason(fact.reason).title if fact.reason else "",
        has_sound=bool(fact.analysis.recording.file),
    )


def _count(n: int, total: int) -> Count | None:
    return Count(n, total) if total else None


def _title(finding: dict[str, Any]) -> str:
    """The title of a finding as learners read it, with its words filled in."""
    line = FINDINGS[engine.FindingCode(finding["code"])]
    details = {
        name: sound_label(value) if name.endswith("_sound") else value
        for name, value in finding.items()
    }
    return str(line.title) % details
