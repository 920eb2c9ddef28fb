"""Maps of phrases by syllable: where the class differs from natives."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from teaching_app.insights.facts.take import Take
from teaching_app.practice.models import Phrase

DIFFERS = 0.5  # share of measures from which a syllable counts as unlike natives'
STEPS = (0.1, 0.3, 0.5, 0.7)  # shares of learners at which a cell gets one step darker
MOST_PHRASES = 8

Syllables = Sequence[Sequence[Any]]  # of one take, as ``facts.syllables`` has them


@dataclass(frozen=True, slots=True)
class Cell:
    """One syllable: ``n_differ`` of ``n`` learners say it unlike natives."""

    text: str
    is_stressed: bool
    n: int
    n_differ: int

    @property
    def percent(self) -> int:
        return round(100 * self.n_differ / self.n) if self.n else 0

    @property
    def step(self) -> int:
        """How dark it is, from 0 to 4."""
        return sum(100 * step <= self.percent for step in STEPS) if self.n else 0

    @property
    def height(self) -> int:
        """Height of the bar, of 24 units; it repeats what the colour shows."""
        return max(1, round(self.percent * 24 / 100)) if self.n_differ else 0

    @property
    def y(self) -> int:
        return 24 - self.height


@dataclass(frozen=True, slots=True)
class PhraseMap:
    """One phrase; ``words`` holds the cells of each word."""

    phrase: Phrase
    n_learners: int
    words: tuple[tuple[Cell, ...], ...]


def maps_of(
    takes: Sequence[Take], *, most: int = MOST_PHRASES
) -> tuple[PhraseMap, ...]:
    """Maps of the phrases that most learners have said, by each one's newest take."""
    by_phrase: defaultdict[int, list[Take]] = defaultdict(list)
    for take in takes:
        if take.syllables:
            by_phrase[take.phrase].append(take)
    ranked = sorted(by_phrase, key=lambda key: (-len(by_phrase[key]), key))[:most]
    phrases = Phrase.objects.in_bulk(ranked)
    return tuple(
        map_of(phrases[key], [take.syllables for take in by_phrase[key]])
        for key in ranked
        if key in phrases
    )


def map_of(phrase: Phrase, takes: Sequence[Syllables]) -> PhraseMap:
    """Map one phrase; if its text has changed, by the version of most takes."""
    layouts = Counter(_layout(syllables) for syllables in takes)
    layout = layouts.most_common(1)[0][0]
    alike = [syllables for syllables in takes if _layout(syllables) == layout]
    words: defaultdict[int, list[Cell]] = defaultdict(list)
    for column in zip(*alike, strict=True):
        word, text, _deviation, is_stressed = column[0]
        known = [deviation for _w, _t, deviation, _s in column if deviation is not None]
        n_differ = sum(deviation >= DIFFERS for deviation in known)
        words[word].append(Cell(text, is_stressed, len(known), n_differ))
    cells = tuple(tuple(words[word]) for word in sorted(words))
    return PhraseMap(phrase, len(alike), cells)


def _layout(syllables: Syllables) -> tuple[tuple[int, str], ...]:
    return tuple((word, text) for word, text, _deviation, _stressed in syllables)
