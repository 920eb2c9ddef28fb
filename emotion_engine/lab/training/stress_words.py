"""Polysyllabic words of transcribed recordings, measured, with their true stress.

``stress.csv`` beside a manifest (``path,word_index,word,stressed_syllable``, indices
from 0) has the syllable actually stressed; other words follow the dictionary.
"""

from __future__ import annotations

import csv
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from emotion_engine.alignment.phrase import PhrasePlan, plan_phrase
from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError, TextError
from emotion_engine.lab.corpora import Corpus, Utterance, load_corpus
from emotion_engine.lab.corpora.reserved import without_reserved
from emotion_engine.lab.corpora.takes import some_of
from emotion_engine.stress.cues import NAMES

from .measured_words import MeasuredWord, measure_take

MARKS = "stress.csv"
HEADER = ("path", "word_index", "word", "stressed_syllable")
LOGGER = logging.getLogger(__name__)

FEATURES_OF: Mapping[str, Callable[[MeasuredWord], np.ndarray]] = {
    "encoder": lambda word: word.features,
    "cnn": lambda word: np.hstack([word.features[:, : len(NAMES)], word.trunk]),
    "both": lambda word: np.hstack([word.features, word.trunk]),
    "none": lambda word: word.features[:, : len(NAMES)],
}
STATES = tuple(FEATURES_OF)
Marks = dict[tuple[Path, int], int]


@dataclass(frozen=True, slots=True)
class StressItem:
    """One polysyllabic word that can be graded.

    Attributes
    ----------
    features : float array, shape (n_syllables, n_features)
        See ``stress.lexical.features_by_word``.
    expected : int
        The dictionary's syllable, in the pronunciation that was said.
    marked : int or None
        The syllable actually stressed, if given in ``stress.csv``.
    is_moved : bool
        Whether the take was made for this: resynthesised, or by a synthetic voice.
    nuclei_s : float array, shape (n_syllables, 2)
        Where each vowel starts and ends.
    """

    corpus: str
    speaker: str
    word: str
    features: np.ndarray
    expected: int
    marked: int | None = None
    is_moved: bool = False
    nuclei_s: np.ndarray | None = None

    @property
    def true(self) -> int:
        """The syllable actually stressed."""
        return self.expected if self.marked is None else self.marked

    @property
    def is_shifted(self) -> bool:
        """Whether the word was actually stressed elsewhere than in the dictionary."""
        return self.true != self.expected


@dataclass(frozen=True, slots=True)
class TakeWords:
    """The graded words of one take, and its log-mels as the CNN gets them."""

    items: tuple[StressItem, ...]
    mels: np.ndarray


@dataclass(frozen=True, slots=True)
class StressWords:
    """The graded words of a folder, and counts of what was left out."""

    takes: tuple[TakeWords, ...]
    n_failures: int
    n_marks: int
    n_marks_not_graded: int

    @property
    def items(self) -> tuple[StressItem, ...]:
        """The words of all takes."""
        return tuple(item for take in self.takes for item in take.items)


def load_stress_words(
    folder: Path,
    config: EngineConfig,
    *,
    treatment: str | None = None,
    states: str = "encoder",
    seed: int = 0,
    keep: Callable[[Corpus], Corpus] = without_reserved,
    limit: int | None = None,
) -> StressWords:
    """Measure every graded word of a transcribed corpus as the product measures it.

    Parameters
    ----------
    treatment : str, optional
        One of ``moved_prominence.TREATMENTS``: every take is resynthesised, and each
        word is marked with the syllable its prominence was moved to.
    states : str
        One of ``STATES``: the features used in addition to the cues.
    keep : callable
        Chooses the takes: by default those that may be learnt from.
    limit : int, optional
        Number of takes, spread over the corpus.

    Raises
    ------
    CorpusError
        Manifest or ``stress.csv`` are not in the format, or no word can be graded.
    """
    corpus = keep(load_corpus(folder, needs=("text",)))
    marks = {} if treatment else read_marks(corpus)
    n_marks, n_failures = len(marks), 0
    takes: list[TakeWords] = []
    for utterance in some_of(corpus.utterances, limit):
        taken = measure_take(utterance, config, treatment=treatment, seed=seed)
        if taken is None:
            LOGGER.warning("%s left out: not aligned", utterance.path.name)
            n_failures += 1
            continue
        chosen = [(word, FEATURES_OF[states](word)) for word in taken.words]
        is_made = bool(treatment) or bool(marks)
        items = items_of(corpus, utterance, chosen, marks, is_moved=is_made)
        takes.append(TakeWords(tuple(items), taken.mels))
    items = [item for take in takes for item in take.items]
    if not items:
        raise CorpusError(f"{folder}: no word of two syllables could be graded.")
    n_graded = sum(item.marked is not None for item in items)
    not_graded = n_marks - n_graded if n_marks else 0
    return StressWords(tuple(takes), n_failures, n_marks, not_graded)


def items_of(
    corpus: Corpus,
    utterance: Utterance,
    taken: Sequence[tuple[MeasuredWord, np.ndarray]],
    marks: Marks,
    *,
    is_moved: bool,
) -> Iterator[StressItem]:
    """Combine the measures of one take with its marks."""
    for word, features in taken:
        marked = marks.get((utterance.path, word.index), word.moved_to)
        if marked is None or marked < len(features):
            yield StressItem(
                corpus=corpus.name,
                speaker=utterance.speaker,
                word=word.text,
                features=features,
                expected=word.expected,
                marked=marked,
                is_moved=is_moved,
                nuclei_s=word.nuclei_s,
            )


def read_marks(corpus: Corpus) -> Marks:
    """Read ``stress.csv``, if there is one: the stressed syllable by take and word."""
    path = corpus.folder / MARKS
    if not path.is_file():
        return {}
    plans = {u.path: _plan(u) for u in corpus.utterances}
    marks: Marks = {}
    with path.open(newline="", encoding="utf-8") as lines:
        reader = csv.DictReader(lines)
        if absent := [n for n in HEADER if n not in (reader.fieldnames or ())]:
            raise CorpusError(f"{path} has no column {', '.join(absent)}.")
        for number, row in enumerate(reader, start=2):
            try:
                key, syllable = _mark(corpus.folder, plans, row)
            except (ValueError, TypeError) as error:
                raise CorpusError(f"{path}, line {number}: {error}") from error
            marks[key] = syllable
    return marks


def _plan(utterance: Utterance) -> PhrasePlan:
    try:
        return plan_phrase(utterance.text)
    except TextError as error:
        raise CorpusError(f"{utterance.path.name}: {error}") from error


def _mark(
    folder: Path, plans: dict[Path, PhrasePlan], row: dict[str, str]
) -> tuple[tuple[Path, int], int]:
    take, index = folder / row["path"], int(row["word_index"])
    syllable = int(row["stressed_syllable"])
    if take not in plans:
        raise ValueError(f"the manifest has no {row['path']}.")
    words = plans[take].words
    if not 0 <= index < len(words):
        raise ValueError(f"{row['path']} has no word {index}.")
    names = {bare(words[index].text), bare(words[index].spoken)}
    if bare(row["word"]) not in names:
        raise ValueError(f"word {index} is {words[index].text!r}, not {row['word']!r}.")
    if syllable < 0:
        raise ValueError("syllables are counted from 0.")
    return (take, index), syllable


def bare(word: str) -> str:
    """Return the letters and digits of a word, in lower case."""
    return "".join(letter for letter in word.lower() if letter.isalnum())
