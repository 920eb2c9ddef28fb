"""Stress that is early or late in a whole kind of words, such as those in -tion."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from teaching_app.insights.facts.take import Take

from .base import Evidence, Pattern, Tally, detector

FEWEST_WORDS = 2  # a single word is left to ``stress_of_words``
WEIGHTS = {"long": 0.7, "short": 0.7}  # a rule can be taught, a length not
DIRECTIONS = ("early", "late")


@detector
def stress_of_kinds(takes: Sequence[Take]) -> Iterator[Pattern]:
    """For each kind of words, learners who stress it too early, or too late."""
    said: defaultdict[str, list[tuple[Take, dict[str, Any]]]] = defaultdict(list)
    for take in takes:
        for word in take.words:
            if word["class"] and not word.get("varies"):
                said[word["class"]].append((take, word))
    for kind, occasions in said.items():
        for direction in DIRECTIONS:
            if pattern := _pattern(kind, direction, occasions):
                yield pattern


def _pattern(
    kind: str, direction: str, occasions: Sequence[tuple[Take, dict[str, Any]]]
) -> Pattern | None:
    tally, words, shifts = Tally(), Counter[str](), Counter[int]()
    for take, word in occasions:
        shift = shift_of(word)
        miss = None
        if shift and (shift < 0) == (direction == "early"):
            miss = Evidence(take, word["i"], tuple(word["at"]))
            words[word["word"]] += 1
            shifts[abs(shift)] += 1
        tally.note(take, miss)
    if len(words) < FEWEST_WORDS:
        return None
    by_one = "one" if shifts.most_common(1)[0][0] == 1 else "some"
    named = ", ".join(word for word, _n in words.most_common(3))
    return tally.pattern(
        f"stress_{direction}",
        kind=kind,
        weight=WEIGHTS.get(kind, 1.0),
        by=by_one,
        words=named,
    )


def shift_of(word: dict[str, Any]) -> int:
    """Distance of the heard stress from its place, in syllables; negative is early."""
    if (
        word["state"] != "elsewhere"
        or word["heard"] is None
        or word["expected"] is None
    ):
        return 0
    return word["heard"] - word["expected"]
