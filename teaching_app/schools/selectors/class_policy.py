"""The feedback policies of takes that were made for a class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from teaching_app.practice.feedback_policy import FeedbackPolicy, supply
from teaching_app.schools import strictness
from teaching_app.schools.models import (
    AcceptedVariant,
    LiveTake,
    SchoolClass,
    Submission,
)


@supply
def as_the_class_wants(analyses: Collection[int]) -> dict[int, FeedbackPolicy]:
    """Policies of takes that were handed in or recorded in a live round of a class."""
    class_of = dict(
        LiveTake.objects.filter(analysis__in=analyses).values_list(
            "analysis", "live_round__school_class"
        )
    )
    class_of |= dict(
        Submission.objects.filter(analysis__in=analyses).values_list(
            "analysis", "item__assignment__school_class"
        )
    )
    policies = _policies(set(class_of.values()))
    return {analysis: policies[pk] for analysis, pk in class_of.items()}


def _policies(classes: Collection[int]) -> dict[int, FeedbackPolicy]:
    if not classes:
        return {}
    accepted = _accepted(classes)
    rows = SchoolClass.objects.filter(pk__in=classes).values_list("pk", "strictness")
    return {pk: strictness.policy(how, accepted[pk]) for pk, how in rows}


def _accepted(classes: Iterable[int]) -> dict[int, frozenset[tuple[str, int]]]:
    """The accepted words and syllables of each class; empty where it has none."""
    found: dict[int, set[tuple[str, int]]] = defaultdict(set)
    rows = AcceptedVariant.objects.filter(school_class__in=classes)
    for pk, word, at in rows.values_list("school_class", "word", "stressed_syllable"):
        found[pk].add((word, at))
    return {pk: frozenset(found[pk]) for pk in classes}
