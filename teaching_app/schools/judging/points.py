"""The points of a report that a teacher may agree with or overrule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

import emotion_engine as engine
from teaching_app.practice.feedback import rules
from teaching_app.practice.feedback.catalogue import FINDINGS, Outcome
from teaching_app.practice.feedback.facts import asked_of_stress
from teaching_app.practice.feedback.labels import DELIVERY, STRESS_STATES, readable
from teaching_app.practice.feedback.measures import BANDS, band_of, scores_of
from teaching_app.practice.feedback.spans import Slice, slice_of
from teaching_app.schools.models import Judgement

from .certainty import is_sure_of_band, is_sure_of_finding, is_sure_of_word

About = Judgement.About
Code = engine.FindingCode
State = engine.StressState
GRADED = (State.AS_EXPECTED, State.UNCLEAR, State.ELSEWHERE)
# Reported on the word itself, so the teacher judges it there, once.
OF_STRESS = {Code.STRESS_ELSEWHERE, Code.STRESS_UNCLEAR}


@dataclass(frozen=True, slots=True)
class Option:
    """An alternative for the teacher: form value, label, and value to store."""

    code: str
    label: str
    value: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Point:
    """One result of the engine that a teacher can judge.

    ``key`` is unique within the take. ``machine`` is what is stored as the engine's
    answer, ``options`` the alternatives. If the report was read in brief, there are
    no time spans and no syllables to choose from.
    """

    key: str
    about: About
    title: str
    machine_says: str
    machine: dict[str, Any]
    is_sure: bool
    options: tuple[Option, ...]
    place: Slice | None = None
    finding: str = ""
    band: str = ""
    word_index: int | None = None

    def option(self, code: str) -> Option | None:
        """Return the option of a form value; ``None`` where there is no such option."""
        return next((o for o in self.options if o.code == code), None)


def points_of(report: engine.UtteranceReport | None) -> tuple[Point, ...]:
    """All points of a report to judge: stress by word, findings, then bands."""
    if report is None or not report.assessable:
        return ()
    return (*_stress(report), *_findings(report), *_bands(report))


def _stress(report: engine.UtteranceReport) -> Iterator[Point]:
    reported = {f.word_index: f.code.value for f in report.told if f.code in OF_STRESS}
    asked = asked_of_stress(report)
    for word in report.words:
        if not word.heard or word.stress_state not in GRADED:
            continue
        yield Point(
            key=f"stress:{word.index}",
            about=About.STRESS,
            title=_("Stress in “%(word)s”") % {"word": word.text},
            machine_says=_perhaps(word) if word.index in asked else _heard(word),
            machine={
                "word": word.text,
                "state": word.stress_state.value,
                "expected": word.expected_syllable,
                "heard": word.stressed_syllable,
                "text": _syllable(word, word.stressed_syllable),
            },
            is_sure=is_sure_of_word(word),
            options=_syllables(word),
            place=_place_of(word),
            finding=reported.get(word.index, ""),
            word_index=word.index,
        )


def _perhaps(word: engine.WordResult) -> str:
    return _(
        "perhaps on “%(heard)s”, so the learner is only asked; expected on “%(expected)s”"
    ) % {
        "heard": _syllable(word, word.stressed_syllable),
        "expected": _syllable(word, word.expected_syllable),
    }


def _heard(word: engine.WordResult) -> str:
    expected = _syllable(word, word.expected_syllable)
    heard = _syllable(word, word.stressed_syllable)
    if word.stress_state is State.ELSEWHERE and heard and expected:
        return _("on “%(heard)s”; expected on “%(expected)s”") % {
            "heard": heard,
            "expected": expected,
        }
    if word.stress_state is State.UNCLEAR and expected:
        return _("no syllable stood out; expected on “%(expected)s”") % {
            "expected": expected
        }
    if word.stress_state is State.AS_EXPECTED and expected:
        return _("on “%(expected)s”, as expected") % {"expected": expected}
    return readable(STRESS_STATES, word.stress_state.value)


def _syllable(word: engine.WordResult, index: int | None) -> str:
    if index is None or index >= len(word.syllables):
        return ""
    return word.syllables[index].text


def _syllables(word: engine.WordResult) -> tuple[Option, ...]:
    """Every syllable but the one the engine heard, and "none stood out"."""
    is_unclear = word.stress_state is State.UNCLEAR
    mine = None if is_unclear else word.stressed_syllable
    options = [
        Option(
            f"syllable:{i}",
            _("on “%(syllable)s”") % {"syllable": syllable.text},
            {"syllable": i, "text": syllable.text},
        )
        for i, syllable in enumerate(word.syllables)
        if i != mine
    ]
    if options and not is_unclear:
        none = {"syllable": None, "text": ""}
        options.append(Option("syllable:none", _("no syllable stood out"), none))
    return tuple(options)


def _place_of(word: engine.WordResult) -> Slice | None:
    if not word.syllables:
        return None
    last = len(word.syllables) - 1
    first, end = f"{word.index}.0", f"{word.index}.{last}"
    return Slice(word.start_s, word.end_s, first, end)


def _findings(report: engine.UtteranceReport) -> Iterator[Point]:
    words = {word.index: word for word in report.words}
    for finding in report.findings:
        line = FINDINGS[finding.code]
        if finding.code in OF_STRESS or line.counts_as is Outcome.NEITHER:
            continue
        message = rules.describe(finding)
        is_praise = line.counts_as is Outcome.SUCCESS
        yield Point(
            key=_key_of(finding),
            about=About.FINDING,
            title=message.title,
            machine_says=message.text,
            machine={
                "code": finding.code.value,
                "severity": finding.severity,
                "details": dict(finding.details),
            },
            is_sure=is_sure_of_finding(finding, words),
            options=(_not_so(is_praise),),
            place=None if is_praise else slice_of(report, finding),
            finding=finding.code.value,
            word_index=finding.word_index,
        )


def _key_of(finding: engine.Finding) -> str:
    """Key findings of one code by place, so that a later analysis gives the same."""
    place = (finding.word_index, finding.syllable_index)
    named = [str(index) for index in place if index is not None]
    return ":".join(["finding", finding.code.value, *named])


def _not_so(is_praise: bool) -> Option:
    if is_praise:
        label, value = _("something does need work"), {"is_fault": True}
    else:
        label, value = _("not a fault here"), {"is_fault": False}
    return Option("not_so", label, value)


def _bands(report: engine.UtteranceReport) -> Iterator[Point]:
    for name, score in scores_of(report).items():
        label = readable(DELIVERY, name)
        yield Point(
            key=f"band:{name}",
            about=About.BAND,
            title=label,
            machine_says=band_of(score),
            machine={"value": score.value, "low": score.low, "high": score.high},
            is_sure=is_sure_of_band(score),
            options=tuple(
                Option(f"band:{i}", str(words), {"band": i})
                for i, (_low, words) in enumerate(BANDS)
                if str(words) != band_of(score)
            ),
            band=name,
        )
