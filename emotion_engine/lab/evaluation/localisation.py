"""Whether moving one word's prominence changes that word's stress and no other's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.alignment.aligner import Alignment, align
from emotion_engine.alignment.phrase import PhrasePlan, plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError, CorpusError
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.corpora.takes import some_of
from emotion_engine.lab.metrics import interval_over_speakers
from emotion_engine.lab.tasks import LIMIT, SEED, evaluation
from emotion_engine.lab.training.moved_prominence import swap
from emotion_engine.measure import measure, words_of
from emotion_engine.models import models_of
from emotion_engine.results import StressState, WordResult
from emotion_engine.resynthesis.world import Changes, analyse, synthesise
from emotion_engine.stress.lexical import has_one_stress


def evaluate_localisation(
    folder: Path, config: EngineConfig, *, limit: int | None = None, seed: int = 0
) -> dict[str, Any]:
    """Move one word in each take and compare with the take only resynthesised.

    Returns
    -------
    dict
        ``moved_changed``: share of moved words whose stressed syllable changes;
        ``others_changed``: share of the other graded words whose verdict does, with its
        interval over speakers.
    """
    corpus = load_corpus(folder, needs=("text",))
    moved, others, speakers = [], [], []
    for number, utterance in enumerate(some_of(corpus.utterances, limit)):
        waveform = load_audio(utterance.path, config.limits).waveform
        generator = np.random.default_rng([number, seed])
        plan = plan_phrase(utterance.text)
        try:
            found = one_word_moved(waveform, plan, config, generator)
        except AlignmentError:
            continue
        if found is None:
            continue
        index, before, after = found
        for one, other in zip(before, after, strict=True):
            if one.index == index:
                moved.append(one.stressed_syllable != other.stressed_syllable)
            elif StressState.NOT_GRADED not in (one.stress_state, other.stress_state):
                others.append(one.stress_state is not other.stress_state)
                speakers.append(utterance.speaker)
    if not others:
        raise CorpusError(f"{folder} has no take with two words that can be graded.")
    changed = np.array(others, float)
    return {
        "moved_changed": float(np.mean(moved)),
        "others_changed": float(changed.mean()),
        "others_changed_interval": interval_over_speakers(
            lambda i: float(changed[i].mean()), speakers
        ),
        "n_moved": len(moved),
        "n_others": len(others),
        "n_speakers": len(set(speakers)),
    }


def one_word_moved(
    waveform: np.ndarray,
    plan: PhrasePlan,
    config: EngineConfig,
    generator: np.random.Generator,
) -> tuple[int, tuple[WordResult, ...], tuple[WordResult, ...]] | None:
    """Return the index of the moved word, and all words before and after, or None."""
    models = models_of(config)
    alignment: Alignment = align(waveform, plan, models.aligner)
    graded = [word for word in alignment.words if has_one_stress(word)]
    if len(graded) < 2:
        return None
    frames = analyse(waveform)
    word = graded[int(generator.integers(len(graded)))]
    changes = Changes.none(len(frames))
    swap(frames, changes, word, generator, further=1.0)
    before, after = (
        words_of(measure(synthesise(frames, made), plan, models), models)
        for made in (Changes.none(len(frames)), changes)
    )
    return word.index, before, after


TASK = evaluation(evaluate_localisation, LIMIT, SEED)
