"""Agreement of natives on sentence stress: each speaker compared with the others.

The accents of these recordings are not labelled. What can be measured is how well a
native's accents, nucleus, breaks and final movement are predicted by the other natives
of the same phrase and style, compared with chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.findings import find
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.metrics import interval_over_speakers
from emotion_engine.lab.tasks import evaluation
from emotion_engine.lab.training.measured_natives import measure_takes
from emotion_engine.lab.training.native_profiles import shared_phrases
from emotion_engine.profiles.build import pause_follows
from emotion_engine.profiles.measures import final_movement_st
from emotion_engine.profiles.natives import NativeTake
from emotion_engine.profiles.store import NativeProfile
from emotion_engine.results import FindingCode
from emotion_engine.stress.vowels import load_norms

from .profiles import held_out, report_of

MOST = 0.5  # share of natives
LEVEL_ST = 1.0  # a smaller final movement is neither a rise nor a fall
REPORTED = (
    FindingCode.ACCENT_ON_OTHER_WORD,
    FindingCode.NUCLEUS_ON_OTHER_WORD,
    FindingCode.BREAK_MISSING,
    FindingCode.PAUSE_UNEXPECTED,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a native did, what the others predict, and the number of alternatives.

    Attributes
    ----------
    said, expected : int
        Yes or no for a word, the index of the nucleus, the direction of a movement.
    n_places : int or None
        Number of words from which one is chosen; ``None`` if the answers mean the same
        for every phrase.
    """

    speaker: str
    said: int
    expected: int
    n_places: int | None = None


Ask = Callable[[NativeTake, NativeProfile], Iterator[Answer]]


def evaluate_accents(folder: Path, config: EngineConfig) -> dict[str, Any]:
    """Predict every native's sentence stress from the other natives of the phrase.

    Returns
    -------
    dict
        For ``accented`` words, the ``nucleus``, ``breaks`` and the ``final_movement``:
        ``agreement`` with its interval over speakers, ``chance`` and ``kappa``; by
        code, the share of takes in which a finding about these is reported.
    """
    corpus = load_corpus(folder, needs=("sex", "text"))
    pairs = list(held_out(list(measure_takes(shared_phrases(corpus), config))))
    asked = {
        name: [answer for pair in pairs for answer in ask(*pair)]
        for name, ask in QUESTIONS.items()
    }
    return {
        **{name: agreement(answers) for name, answers in asked.items()},
        "takes_reported": takes_reported(pairs),
        "n": len(pairs),
        "n_speakers": len({take.speaker for take, _ in pairs}),
    }


def accented(take: NativeTake, natives: NativeProfile) -> Iterator[Answer]:
    """Return for every word whether it is accented."""
    for word, share in zip(take.words, natives.word_accent_share, strict=True):
        yield Answer(take.speaker, bool(word.accented), share >= MOST)


def nucleus(take: NativeTake, natives: NativeProfile) -> Iterator[Answer]:
    """Return which word has the main accent."""
    said = next((word.index for word in take.words if word.nuclear), None)
    if said is not None:
        expected = int(np.argmax(natives.nuclear_share))
        yield Answer(take.speaker, said, expected, len(take.words))


def breaks(take: NativeTake, natives: NativeProfile) -> Iterator[Answer]:
    """Return for every word but the last whether a pause follows."""
    for word, share in zip(take.words[:-1], natives.pause_share[:-1], strict=True):
        yield Answer(take.speaker, pause_follows(take, word), share >= MOST)


def final_movement(take: NativeTake, natives: NativeProfile) -> Iterator[Answer]:
    """Return whether the melody falls, stays level or rises at the end."""
    band = natives.measures.get("final_movement_st")
    said_st = final_movement_st(take.words[-1], take.melody)
    if band is not None and np.isfinite(said_st):
        yield Answer(take.speaker, direction(said_st), direction(band.median))


def direction(movement_st: float) -> int:
    """Return -1 for a fall, 1 for a rise, 0 for neither."""
    return int(movement_st >= LEVEL_ST) - int(movement_st <= -LEVEL_ST)


QUESTIONS: dict[str, Ask] = {
    "accented": accented,
    "nucleus": nucleus,
    "breaks": breaks,
    "final_movement": final_movement,
}


def agreement(answers: Sequence[Answer]) -> dict[str, Any]:
    """Compute how often natives do what is expected, and how often by chance."""
    agreed = np.array([a.said == a.expected for a in answers], float)
    by_chance = chance(answers)
    low, high = interval_over_speakers(
        lambda drawn: float(agreed[drawn].mean()), [a.speaker for a in answers]
    )
    share = float(agreed.mean())
    kappa = (share - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")
    return {
        "agreement": share,
        "agreement_interval": [low, high],
        "chance": by_chance,
        "kappa": kappa,
        "n": len(answers),
    }


def chance(answers: Sequence[Answer]) -> float:
    """Compute the agreement of guessing by the frequency of each answer.

    For a place in the phrase: of guessing any word.
    """
    if answers[0].n_places:
        return float(np.mean([1 / a.n_places for a in answers]))
    said = Counter(a.said for a in answers)
    expected = Counter(a.expected for a in answers)
    return sum(said[value] * expected[value] for value in said) / len(answers) ** 2


def takes_reported(
    pairs: Sequence[tuple[NativeTake, NativeProfile]],
) -> dict[str, float]:
    """Compute by code the share of natives' takes in which it is reported, wrongly."""
    reported: Counter[FindingCode] = Counter()
    norms = load_norms()
    for take, natives in pairs:
        reported.update(
            {f.code for f in find(report_of(take, natives), natives, norms)}
        )
    return {code.value: reported[code] / len(pairs) for code in REPORTED}


TASK = evaluation(evaluate_accents)
