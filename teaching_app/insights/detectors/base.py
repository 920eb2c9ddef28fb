"""What detectors share: tallies of learners, and the pattern made of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from teaching_app.insights.facts.take import Take
from teaching_app.practice.feedback.progress import Estimate, share_of

HALF = 0.5  # share of a learner's occasions from which it is a habit
FEWEST_WITH_HABIT, LEAST_SHARE = 3, 0.3  # learners of the class, below: no pattern
# Least share of the class, with 95 % probability; too few learners are never certain.
QUITE_SURE, FAIRLY_SURE = 0.4, 0.25
ENOUGH_LEARNERS = 8


class Certainty(StrEnum):
    """How certain it is that the pattern is not due to chance."""

    SURE = "sure"
    LIKELY = "likely"
    FIRST_SIGNS = "first"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a pattern can be heard: the take, the word, and its span in seconds."""

    take: Take
    word_index: int | None = None
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A habit that many in the class share.

    Attributes
    ----------
    code, kind : str
        The pattern, and the kind of words it concerns; its sentences are in
        ``feedback.patterns``.
    n_learners, n_occasion : int
        How many learners have the habit, of how many who had occasion for it.
    share : Estimate
        The share of learners, with Wilson's interval over learners.
    evidence : tuple of Evidence
        Only of learners who have the habit.
    weight : float
        How much it hinders listeners, from 0 to 1.
    details : Mapping
        Further values for the sentences.
    """

    code: str
    kind: str
    n_learners: int
    n_occasion: int
    share: Estimate
    evidence: tuple[Evidence, ...]
    weight: float
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Its key in URLs."""
        return f"{self.code}.{self.kind}" if self.kind else self.code

    @property
    def certainty(self) -> Certainty:
        """The certainty by the interval's lower end, given enough learners."""
        if self.n_occasion < ENOUGH_LEARNERS or self.share.low < FAIRLY_SURE:
            return Certainty.FIRST_SIGNS
        return Certainty.SURE if self.share.low >= QUITE_SURE else Certainty.LIKELY


@dataclass(slots=True)
class Tally:
    """Occasions and misses by learner."""

    occasions: Counter[int] = field(default_factory=Counter)
    misses: defaultdict[int, list[Evidence]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def note(self, take: Take, miss: Evidence | None) -> None:
        """Count one occasion of the take's learner."""
        self.occasions[take.enrolment] += 1
        if miss is not None:
            self.misses[take.enrolment].append(miss)

    def pattern(
        self, code: str, *, weight: float, kind: str = "", **details: str
    ) -> Pattern | None:
        """The pattern, where enough learners have the habit."""
        having = [
            learner
            for learner, misses in self.misses.items()
            if len(misses) >= HALF * self.occasions[learner]
        ]
        n_occasion = len(self.occasions)
        share = share_of(float(learner in having) for learner in self.occasions)
        too_few = len(having) < max(FEWEST_WITH_HABIT, LEAST_SHARE * n_occasion)
        if share is None or too_few:
            return None
        evidence = tuple(miss for learner in having for miss in self.misses[learner])
        return Pattern(
            code,
            kind,
            len(having),
            n_occasion,
            share,
            evidence,
            weight,
            details,
        )


IsFinding = Callable[[Mapping[str, Any]], bool]
Detector = Callable[[Sequence[Take]], Iterator[Pattern]]
DETECTORS: list[Detector] = []


def detector(function: Detector) -> Detector:
    """Register a function that finds patterns in the takes of a class."""
    DETECTORS.append(function)
    return function


def evidence_of(take: Take, finding: Mapping[str, Any]) -> Evidence:
    """Where a finding can be heard."""
    at = finding.get("at")
    return Evidence(take, finding.get("i"), tuple(at) if at else None)


def tally_findings(
    takes: Sequence[Take], codes: Sequence[str], *, had: Callable[[Take], bool]
) -> Tally:
    """Count the takes that had the occasion, and those with one of the findings."""
    return _tally(filter(had, takes), lambda finding: finding["code"] in codes)


def tally_phrases(takes: Sequence[Take], is_it: IsFinding) -> Tally:
    """Count the takes of phrases in which at least one learner has the finding."""
    phrases = {take.phrase for take in takes if any(map(is_it, take.findings))}
    return _tally((take for take in takes if take.phrase in phrases), is_it)


def _tally(occasions: Iterable[Take], is_it: IsFinding) -> Tally:
    tally = Tally()
    for take in occasions:
        found = next(filter(is_it, take.findings), None)
        tally.note(take, evidence_of(take, found) if found else None)
    return tally


def pattern_in_words(
    takes: Sequence[Take], finding: str, code: str, *, weight: float
) -> Pattern | None:
    """The pattern of a finding that longer phrases may have, with its commonest words."""
    tally = tally_findings(takes, [finding], had=lambda take: len(take.syllables) > 2)
    words = Counter(
        found.get("word", "")
        for take in takes
        for found in take.findings
        if found["code"] == finding
    )
    named = ", ".join(f"“{word}”" for word, _n in words.most_common(3) if word)
    return tally.pattern(code, weight=weight, words=named)
