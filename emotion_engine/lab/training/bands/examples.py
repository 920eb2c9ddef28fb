"""Measured takes of natives as examples: a sentence in numbers, and how it was said."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.lab.corpora import Corpus, Utterance
from emotion_engine.lab.corpora.natives import first_speakers, load_natives
from emotion_engine.lab.corpora.reserved import without_reserved
from emotion_engine.lab.corpora.texts import as_asked
from emotion_engine.lab.tasks import option
from emotion_engine.lab.training.measured_natives import log_progress, measure_takes
from emotion_engine.profiles.build import pause_after_s
from emotion_engine.profiles.expected.describe import (
    Register,
    as_of_learner,
    circumstances,
    describe_syllables,
    describe_take,
    describe_words,
)
from emotion_engine.profiles.expected.spoken_text import text_of_take
from emotion_engine.profiles.expected.targets import (
    MELODY,
    SYLLABLE,
    TAKE,
    WORD_CHANCES,
)
from emotion_engine.profiles.measures import syllable_points, take_measures
from emotion_engine.profiles.natives import NativeTake
from emotion_engine.profiles.spread import USUAL, Spread, spread_of
from emotion_engine.profiles.store import same_phrase
from emotion_engine.results import SyllableResult, WordResult

REGISTERS = {
    "crema_d": Register.ACTED,
    "librispeech": Register.BOOK,
    "librispeech_clean": Register.BOOK,
    "librispeech_untranscribed": Register.BOOK,
    "ravdess": Register.ACTED,
}
SYLLABLE_TARGETS = (*SYLLABLE, *MELODY)
SELECTION = (
    option(
        "--phrases",
        type=Path,
        metavar="FILE",
        help="a JSON list of phrases: all takes of these, whatever the limit",
    ),
    option(
        "--most",
        type=int,
        default=16,
        metavar="N",
        help="so many takes of one sentence in one style",
    ),
    option("--speakers", type=int, metavar="N", help="so many of the first of these"),
    option(
        "--limit",
        type=int,
        default=220,
        metavar="N",
        help="so many other takes of each",
    ),
    option(
        "--longest",
        dest="longest_s",
        type=float,
        default=9.0,
        metavar="SECONDS",
        help="longer ones of these other takes are left out",
    ),
)


@dataclass(frozen=True, slots=True)
class Level:
    """Rows of one kind, such as syllables.

    Attributes
    ----------
    features : float32 array, shape (n_rows, n_features)
    targets : float32 array, shape (n_rows, n_targets)
        NaN where it is not defined.
    chances : float32 array, shape (n_rows, n_chances)
        0 or 1.
    """

    features: np.ndarray
    targets: np.ndarray
    chances: np.ndarray


@dataclass(frozen=True, slots=True)
class Example:
    """One take: who said what, and its rows by level.

    Pitch, level and melody of the syllables are those that it would have if it moved as
    far as a usual take; ``spread`` is by how much it moves further.
    """

    corpus: str
    speaker: str
    sex: str
    sentence: str
    style: str
    syllables: Level
    words: Level
    whole: Level
    spread: Spread = USUAL


@dataclass(frozen=True, slots=True)
class Selection:
    """Which takes of each corpus become examples.

    All takes of ``texts`` do, and of others ``limit`` that are not longer than
    ``longest_s``, drawn at random. ``most`` takes of one sentence in one style are
    considered; ``texts`` are heard by the first of ``speakers``, in the order of their
    names.
    """

    texts: Collection[str] = ()
    most: int = 16
    limit: int = 220
    longest_s: float = 9.0
    speakers: int | None = None
    seed: int = 0

    def natives(self, folder: Path, *, with_reserved: bool = False) -> Corpus:
        """Read the selected natives of a corpus."""
        corpus = load_natives(folder, with_reserved=True, most=self.most)
        wanted = {same_phrase(text) for text in self.texts}
        taken = [u for u in corpus.utterances if same_phrase(u.text) in wanted]
        others = [u for u in corpus.utterances if same_phrase(u.text) not in wanted]
        known = first_speakers(replace(corpus, utterances=tuple(taken)), self.speakers)
        chosen = (*known.utterances, *self.drawn(others))
        corpus = replace(corpus, utterances=chosen)
        return corpus if with_reserved else without_reserved(corpus)

    def drawn(self, utterances: Sequence[Utterance]) -> list[Utterance]:
        """Draw short takes at random."""
        short = [u for u in utterances if (u.duration_s or 0.0) < self.longest_s]
        random.Random(self.seed).shuffle(short)
        return short[: self.limit]


def examples_of(
    folder: Path,
    config: EngineConfig,
    selection: Selection,
    *,
    with_reserved: bool = False,
) -> list[Example]:
    """Measure natives of a corpus, or read what was measured, as examples."""
    corpus = selection.natives(folder, with_reserved=with_reserved)
    takes = measure_takes(corpus.utterances, config, log_progress)
    return [to_example(take, corpus.name) for take in takes]


def to_example(take: NativeTake, corpus: str) -> Example:
    """Turn a measured take into an example."""
    text = text_of_take(as_asked(take.text), take.words)
    around = circumstances(take.style, REGISTERS.get(corpus, Register.READ))
    measured = take_measures(take.words, take.melody, take.pauses)
    spread = spread_of(take.words, take.melody)
    said = np.array(list(said_syllables(take)), dtype=np.float32)
    return Example(
        corpus=corpus,
        speaker=f"{corpus} {take.speaker}",
        sex=take.sex,
        sentence=same_phrase(take.text),
        style=take.style,
        syllables=Level(
            describe_syllables(text, around),
            said / scales(spread, SYLLABLE_TARGETS),
            np.array([[s] for s in stressed(take.words)], dtype=np.float32),
        ),
        words=Level(
            describe_words(text, around),
            np.array([[log_pause(take, word)] for word in take.words], np.float32),
            np.array([word_chances(take, word) for word in take.words], np.float32),
        ),
        whole=Level(
            describe_take(text, around)[None],
            np.array([[measured.get(name, np.nan) for name in TAKE]], np.float32),
            np.zeros((1, 0), np.float32),
        ),
        spread=spread,
    )


def as_learner(example: Example) -> Example:
    """Return a take as if a learner had said it; it is described as such a take is."""
    return replace(
        example,
        **{
            level: replace(rows, features=as_of_learner(rows.features, example.style))
            for level in ("syllables", "words", "whole")
            for rows in (getattr(example, level),)
        },
    )


def scales(spread: Spread, targets: Sequence[str]) -> np.ndarray:
    """Return by how much a take spreads each target further, shape (n_targets,)."""
    by_name = dict.fromkeys(("f0", *MELODY), spread.pitch) | {"level": spread.level}
    return np.array([by_name.get(name, 1.0) for name in targets], np.float32)


def as_measured(example: Example, level: str) -> Level:
    """Return the rows of one level as the take has them."""
    rows: Level = getattr(example, level)
    if level != "syllables":
        return rows
    return replace(
        rows, targets=rows.targets * scales(example.spread, SYLLABLE_TARGETS)
    )


def said_syllables(take: NativeTake) -> Iterator[list[float]]:
    """Yield the targets of every syllable, in the order of ``SYLLABLE`` and melody."""
    for word in take.words:
        for syllable in word.syllables:
            _, points = syllable_points(syllable, take.melody)
            yield [*(value_of(syllable, name) for name in SYLLABLE), *points]


def value_of(syllable: SyllableResult, name: str) -> float:
    """Return a measure of a syllable; NaN where it is not known."""
    attribute = {
        "duration": "relative_duration",
        "f0": "f0_median_st",
        "level": "level_db",
        "prominence": "prominence",
    }[name]
    value = getattr(syllable, attribute)
    return np.nan if value is None else float(value)


def stressed(words: Sequence[WordResult]) -> Iterator[float]:
    """Yield for each syllable whether it is its word's strongest."""
    for word in words:
        for index in range(len(word.syllables)):
            yield float(word.stressed_syllable == index)


def word_chances(take: NativeTake, word: WordResult) -> list[float]:
    """Return what may be true of a word, in the order of ``WORD_CHANCES``."""
    found = {
        "accented": bool(word.accented),
        "nuclear": bool(word.nuclear),
        "pause": pause_after_s(take, word) > 0,
    }
    return [float(found[name]) for name in WORD_CHANCES]


def log_pause(take: NativeTake, word: WordResult) -> float:
    """Return the logarithm of the pause after a word in seconds; NaN without one."""
    length_s = pause_after_s(take, word)
    return float(np.log(length_s)) if length_s > 0 else np.nan


def joined(levels: Sequence[Level]) -> Level:
    """Put the rows of many takes under each other."""
    return Level(
        *(
            np.concatenate([getattr(level, part.name) for level in levels])
            for part in fields(Level)
        )
    )
