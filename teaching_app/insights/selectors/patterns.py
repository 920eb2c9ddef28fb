"""What the class should do next: the few patterns that matter most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from teaching_app.insights.detectors import DETECTORS, Evidence, Pattern
from teaching_app.insights.facts.take import Take
from teaching_app.schools.models import Enrolment

MOST_PATTERNS = 3
MOST_EXAMPLES = 3
LEAST_NEWS = 0.5  # share of the evidence that no pattern above has told of


def main_patterns(takes: Sequence[Take]) -> list[Pattern]:
    """At most three, the first to be taught first; none says again what another says."""
    found = [pattern for detect in DETECTORS for pattern in detect(takes)]
    found.sort(key=lambda p: (-p.share.low * p.weight, p.key))
    chosen: list[Pattern] = []
    told: set[tuple[int, int | None]] = set()
    for pattern in found:
        places = _places(pattern.evidence)
        if len(places - told) >= LEAST_NEWS * len(places):
            chosen.append(pattern)
            told |= places
        if len(chosen) == MOST_PATTERNS:
            break
    return chosen


def _places(evidence: Iterable[Evidence]) -> set[tuple[int, int | None]]:
    return {(miss.take.submission, miss.word_index) for miss in evidence}


def examples_of(pattern: Pattern, enrolments: Iterable[Enrolment]) -> list[Evidence]:
    """One of each learner who lets the class hear takes, three at most."""
    sharing = {enrolment.pk for enrolment in enrolments if enrolment.shares_examples}
    by_learner: dict[int, Evidence] = {}
    for miss in pattern.evidence:
        if miss.take.enrolment in sharing:
            by_learner.setdefault(miss.take.enrolment, miss)
    found = sorted(by_learner.values(), key=lambda miss: miss.take.submission)
    return found[:MOST_EXAMPLES]
