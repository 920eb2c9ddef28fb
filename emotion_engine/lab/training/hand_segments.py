"""Hand-labelled words and vowels, in the layout of ``segments.csv``."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from emotion_engine.errors import CorpusError
from emotion_engine.results import Span

SEGMENTS = "segments.csv"
# TIMIT's vowels, reductions and syllabic consonants included.
TIMIT_NUCLEI = frozenset(
    [
        *("aa", "ae", "ah", "ao", "aw", "ax", "ax-h", "axr", "ay", "eh", "er", "ey"),
        *("ih", "ix", "iy", "ow", "oy", "uh", "uw", "ux", "el", "em", "en", "eng"),
    ]
)
HEADER = ("utterance", "tier", "start_s", "end_s", "label")


@dataclass(frozen=True, slots=True)
class HandWord:
    """One hand-labelled word, with the nuclei inside."""

    span: Span
    nuclei: tuple[Span, ...]


def read_segments(path: Path) -> dict[str, list[HandWord]]:
    """Read words and nuclei by utterance."""
    if not path.is_file():
        raise CorpusError(f"{path} is missing: alignment is measured against it.")
    spans: dict[str, dict[str, list[tuple[Span, str]]]] = {}
    with path.open(newline="") as file:
        rows = csv.DictReader(file)
        if absent := set(HEADER) - set(rows.fieldnames or ()):
            raise CorpusError(f"{path} has no column {sorted(absent)[0]!r}.")
        for row in rows:
            span = Span(float(row["start_s"]), float(row["end_s"]))
            tiers = spans.setdefault(row["utterance"], {"word": [], "phone": []})
            if row["tier"] not in tiers:
                raise CorpusError(f"{path} has an unknown tier {row['tier']!r}.")
            tiers[row["tier"]].append((span, row["label"]))
    return {name: list(hand_words(tiers)) for name, tiers in spans.items()}


def hand_words(tiers: dict[str, list[tuple[Span, str]]]) -> Iterator[HandWord]:
    """Assign the nuclei of one utterance to its words."""
    nuclei = [span for span, label in tiers["phone"] if label in TIMIT_NUCLEI]
    for word, _ in tiers["word"]:
        inside = (n for n in nuclei if word.start_s <= middle(n) < word.end_s)
        yield HandWord(word, tuple(inside))


def middle(span: Span) -> float:
    """Return the time halfway through a span."""
    return (span.start_s + span.end_s) / 2
