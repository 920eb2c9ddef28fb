"""Takes in detail, for detectors and the map of syllables."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from teaching_app.insights.facts.judged import (
    STRESS_CODES,
    Overruled,
    Place,
    place_of,
    word_as_judged,
)
from teaching_app.insights.facts.take import Take
from teaching_app.insights.models import TakeFact
from teaching_app.schools.models import AcceptedVariant, SchoolClass

from .handed_in import IN_CLASS
from .overruled import BySubmission

FIELDS = (
    "analysis__submission",
    IN_CLASS,
    "phrase",
    "taken_at",
    "words",
    "findings",
    "syllables",
    "natives_end",
    "melody_range_st",
    "rate_syllables_per_s",
)


def takes_of(
    school_class: SchoolClass, facts: Collection[int], overruled: BySubmission
) -> list[Take]:
    """Read takes by the keys of their facts, with the staff's judgements applied.

    A finding that a teacher has overruled is left out, and stress is where the teacher
    heard it; stress that the class accepts is in place. Syllables of such words are not
    compared with natives'.
    """
    rows = TakeFact.objects.filter(pk__in=facts).order_by("taken_at", "pk")
    takes = [Take(*row) for row in rows.values_list(*FIELDS)]
    accepted = _accepted(school_class)
    return [
        _corrected(take, accepted, overruled.get(take.submission, {})) for take in takes
    ]


def _accepted(school_class: SchoolClass) -> frozenset[tuple[str, int]]:
    rows = AcceptedVariant.objects.filter(school_class=school_class)
    return frozenset(rows.values_list("word", "stressed_syllable"))


def _corrected(
    take: Take,
    accepted: frozenset[tuple[str, int]],
    overruled: Mapping[Place, Overruled],
) -> Take:
    right = {
        word["i"]
        for word in take.words
        if (word["word"], word["heard"]) in accepted and word["state"] == "elsewhere"
    }
    if not right and not overruled:
        return take
    words = [
        word | {"state": "as_expected"} if word["i"] in right else word
        for word in _judged(take.words, overruled)
    ]
    findings = [
        finding
        for finding in take.findings
        if place_of(finding) not in overruled
        and not (finding["code"] in STRESS_CODES and finding.get("i") in right)
    ]
    syllables = list(_compared(take.syllables, right, overruled))
    return replace(take, words=words, findings=findings, syllables=syllables)


def _compared(
    syllables: list[list[Any]], right: set[int], overruled: Mapping[Place, Overruled]
) -> Iterator[list[Any]]:
    """Syllables, without a comparison in words whose stress counts as otherwise said.

    Stress is part of each deviation, and cannot be taken out of it.
    """
    for word, text, deviation, is_stressed in syllables:
        is_other = word in right or ("stress", word) in overruled
        yield [word, text, None if is_other else deviation, is_stressed]


def _judged(
    words: list[dict[str, Any]], overruled: Mapping[Place, Overruled]
) -> Iterator[dict[str, Any]]:
    for word in words:
        said = overruled.get(("stress", word["i"]))
        judged = word if said is None else word_as_judged(word, said)
        if judged is not None:
            yield dict(judged)
