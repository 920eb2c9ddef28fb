"""One word that many stress on the same other syllable."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from teaching_app.insights.facts.take import Take

from .base import Evidence, Pattern, Tally, detector
from .stress_of_kinds import shift_of


@detector
def stress_of_words(takes: Sequence[Take]) -> Iterator[Pattern]:
    """For each word, learners who share its most frequent misplaced stress."""
    said = defaultdict(list)
    for take in takes:
        for word in take.words:
            if not word.get("varies"):
                said[word["word"], word["expected"]].append((take, word))
    for (name, _expected), occasions in said.items():
        heard = Counter(word["heard"] for _take, word in occasions if shift_of(word))
        if not heard:
            continue
        usual = heard.most_common(1)[0][0]
        tally = Tally()
        for take, word in occasions:
            missed = bool(shift_of(word)) and word["heard"] == usual
            at = tuple(word["at"])
            tally.note(take, Evidence(take, word["i"], at) if missed else None)
        parts = occasions[0][1]["parts"]
        pattern = tally.pattern(
            "stress_word",
            kind=name,
            weight=0.9,
            word=name,
            expected=parts[occasions[0][1]["expected"]],
            heard=parts[usual] if usual < len(parts) else "",
        )
        if pattern:
            yield pattern
