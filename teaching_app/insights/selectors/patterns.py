"""What the class should practise next: the patterns that matter most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from teaching_app.insights.detectors import DETECTORS, Certainty, Evidence, Pattern
from teaching_app.insights.facts.take import Take
from teaching_app.schools.models import Enrolment

MOST_PATTERNS = 3
MOST_EXAMPLES = 3
LEAST_NEWS = 0.5  # least share of evidence not covered by patterns above

Place = tuple[
    int, int | str
]  # a submission, and a word of it or what concerns all of it


def main_patterns(takes: Sequence[Take], *, is_gentle: bool = False) -> list[Pattern]:
    """At most three, in order of priority, without overlap.

    A gentle class gets no patterns that are only first signs.
    """
    found = [pattern for detect in DETECTORS for pattern in detect(takes)]
    if is_gentle:
        found = [p for p in found if p.certainty is not Certainty.FIRST_SIGNS]
    kinds = [
        pattern for pattern in found if pattern.code in ("stress_early", "stress_late")
    ]
    found = [p for p in found if p.code != "stress_word" or _is_news(p, kinds)]
    found.sort(key=lambda pattern: (-pattern.share.low * pattern.weight, pattern.key))
    chosen: list[Pattern] = []
    for pattern in found:
        is_new = _is_news(pattern, chosen) and not _is_taught(pattern, chosen)
        if len(chosen) < MOST_PATTERNS and is_new:
            chosen.append(pattern)
    return chosen


def _is_taught(pattern: Pattern, others: Iterable[Pattern]) -> bool:
    """Whether another one has the same rule to teach, as early has that late has."""
    return bool(pattern.kind) and any(other.kind == pattern.kind for other in others)


def _is_news(pattern: Pattern, others: Iterable[Pattern]) -> bool:
    """Whether half of its evidence is covered by none of the others."""
    covered = {place for other in others for place in _places(other)}
    places = _places(pattern)
    return len(places - covered) >= LEAST_NEWS * len(places)


def _places(pattern: Pattern) -> set[Place]:
    return {
        (
            miss.take.submission,
            pattern.code if miss.word_index is None else miss.word_index,
        )
        for miss in pattern.evidence
    }


def examples_of(pattern: Pattern, enrolments: Iterable[Enrolment]) -> list[Evidence]:
    """One example for each learner who shares takes with the class, three at most."""
    sharing = {enrolment.pk for enrolment in enrolments if enrolment.shares_examples}
    by_learner: dict[int, Evidence] = {}
    for miss in pattern.evidence:
        if miss.take.enrolment in sharing:
            by_learner.setdefault(miss.take.enrolment, miss)
    found = sorted(by_learner.values(), key=lambda miss: miss.take.submission)
    return found[:MOST_EXAMPLES]
