"""Takes in detail, for detectors and the map of syllables."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from teaching_app.insights.facts.take import Take
from teaching_app.insights.models import TakeFact
from teaching_app.schools.models import AcceptedVariant, Judgement, SchoolClass

from .handed_in import IN_CLASS

STRESS_CODES = frozenset({"stress_elsewhere", "stress_unclear"})
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


def takes_of(school_class: SchoolClass, facts: Collection[int]) -> list[Take]:
    """Read takes by the keys of their facts, with the staff's judgements applied.

    What a teacher has overruled is left out; accepted stress counts as correct.
    """
    rows = TakeFact.objects.filter(pk__in=facts).order_by("taken_at", "pk")
    takes = [Take(*row) for row in rows.values_list(*FIELDS)]
    accepted = _accepted(school_class)
    overruled = _overruled(school_class)
    return [
        _corrected(take, accepted, overruled.get(take.submission, frozenset()))
        for take in takes
    ]


Place = tuple[str, int | None]  # code, or "stress", and the word's index


def _accepted(school_class: SchoolClass) -> frozenset[tuple[str, int]]:
    rows = AcceptedVariant.objects.filter(school_class=school_class)
    return frozenset(rows.values_list("word", "stressed_syllable"))


def _overruled(school_class: SchoolClass) -> Mapping[int, frozenset[Place]]:
    """Points overruled by the newest judgement, by submission."""
    rows = (
        Judgement.objects.filter(
            submission__item__assignment__school_class=school_class,
            about__in=[Judgement.About.STRESS, Judgement.About.FINDING],
        )
        .order_by("judged_at", "pk")
        .values_list("submission", "about", "finding", "word_index", "verdict")
    )
    newest: dict[int, dict[Place, str]] = {}
    for submission, about, finding, word, verdict in rows:
        is_stress = about == Judgement.About.STRESS or finding in STRESS_CODES
        place = ("stress" if is_stress else finding, word)
        newest.setdefault(submission, {})[place] = verdict
    return {
        submission: frozenset(
            place
            for place, verdict in places.items()
            if verdict == Judgement.Verdict.OVERRULED
        )
        for submission, places in newest.items()
    }


def _corrected(
    take: Take,
    accepted: frozenset[tuple[str, int]],
    overruled: frozenset[Place],
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
        for word in take.words
        if ("stress", word["i"]) not in overruled
    ]
    findings = [
        finding
        for finding in take.findings
        if _place(finding) not in overruled
        and not (finding["code"] in STRESS_CODES and finding.get("i") in right)
    ]
    return replace(take, words=words, findings=findings)


def _place(finding: Mapping[str, Any]) -> Place:
    code = finding["code"]
    return ("stress" if code in STRESS_CODES else code, finding.get("i"))
