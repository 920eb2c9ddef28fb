"""Whether the accent of an artificially emphasised word is detected.

Natives may agree because a measure depends on vowels rather than accents. Here any one
word of a take is made longer, louder and higher: its accent has to follow.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.alignment.aligner import AlignedWord, align
from emotion_engine.alignment.phrase import PhrasePlan, plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError, CorpusError
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.corpora.takes import some_of
from emotion_engine.lab.metrics import interval_over_speakers
from emotion_engine.lab.tasks import LIMIT, SEED, evaluation
from emotion_engine.measure import measure, words_of
from emotion_engine.models import models_of
from emotion_engine.results import Span, WordResult
from emotion_engine.resynthesis.world import Changes, WorldFrames, analyse, synthesise

LONGER, LOUDER_DB, HIGHER_ST = 1.4, 4.0, 4.0


def evaluate_emphasis(
    folder: Path, config: EngineConfig, *, limit: int | None = None, seed: int = 0
) -> dict[str, Any]:
    """Emphasise one word in each take and compare with the take only resynthesised.

    Returns
    -------
    dict
        Share of takes in which the word is ``accented``, and the ``strongest``, before
        and after; the latter with intervals over speakers.
    """
    corpus = load_corpus(folder, needs=("text",))
    before, after, speakers = [], [], []
    for number, utterance in enumerate(some_of(corpus.utterances, limit)):
        waveform = load_audio(utterance.path, config.limits).waveform
        generator = np.random.default_rng([number, seed])
        plan = plan_phrase(utterance.text)
        try:
            index, plain, emphasised = one_word(waveform, plan, config, generator)
        except AlignmentError:
            continue
        before.append(heard(plain, index))
        after.append(heard(emphasised, index))
        speakers.append(utterance.speaker)
    if not after:
        raise CorpusError(f"{folder} has no take that can be aligned.")
    values: dict[str, Any] = {"n": len(after), "n_speakers": len(set(speakers))}
    for column, name in enumerate(("accented", "strongest")):
        now = np.array(after, float)[:, column]
        values |= {
            f"{name}_before": float(np.mean(before, axis=0)[column]),
            f"{name}_after": float(now.mean()),
            f"{name}_after_interval": interval_over_speakers(
                lambda drawn, now=now: float(now[drawn].mean()), speakers
            ),
        }
    return values


def one_word(
    waveform: np.ndarray,
    plan: PhrasePlan,
    config: EngineConfig,
    generator: np.random.Generator,
) -> tuple[int, tuple[WordResult, ...], tuple[WordResult, ...]]:
    """Return which word was emphasised, and all words before and after."""
    models = models_of(config)
    words = align(waveform, plan, models.aligner).words
    word = words[int(generator.integers(len(words)))]
    frames = analyse(waveform)
    changes = Changes.none(len(frames))
    emphasise(frames, changes, word)
    before, after = (
        words_of(measure(synthesise(frames, made), plan, models), models)
        for made in (Changes.none(len(frames)), changes)
    )
    return word.index, before, after


def emphasise(frames: WorldFrames, changes: Changes, word: AlignedWord) -> None:
    """Make a word louder and higher, and its vowels longer."""
    inside = frames.frames_in(Span(word.start_s, word.end_s))
    changes.gain_db[inside] += LOUDER_DB
    changes.shift_st[inside] += HIGHER_ST
    for syllable in word.syllables:
        changes.stretch[frames.frames_in(syllable.nucleus)] *= LONGER


def heard(words: tuple[WordResult, ...], index: int) -> tuple[bool, bool]:
    """Return whether a word is accented, and whether it is the strongest."""
    strongest = max(words, key=lambda word: word.accent)
    return bool(words[index].accented), strongest.index == index


TASK = evaluation(evaluate_emphasis, LIMIT, SEED)
