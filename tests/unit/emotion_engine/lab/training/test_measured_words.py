"""Words of a take are measured once, and read again as they were."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.alignment.aligner import align
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.errors import AlignmentError
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.training import measured_words
from emotion_engine.lab.training.cnn.mels import MelEncoder
from emotion_engine.lab.training.measured_words import (
    MeasuredTake,
    MeasuredWord,
    measure_take,
    measure_words,
    trunk_states,
)
from emotion_engine.models import models_of
from tests.corpus import write_corpus
from tests.speech import synthetic_take


def rows(n: int, size: int) -> np.ndarray:
    return np.float32(np.arange(n * size).reshape(n, size))


WORDS = (
    MeasuredWord(1, "photographer", 1, rows(4, 3), rows(4, 2), rows(4, 2), moved_to=2),
    MeasuredWord(3, "again", 1, rows(2, 3), rows(2, 2), rows(2, 2) / 8),
)
TAKE = MeasuredTake(WORDS, rows(5, 64))


@pytest.fixture
def take(tmp_path, monkeypatch):
    monkeypatch.setenv("FEATURE_CACHE", str(tmp_path / "cache"))
    rows = [{"speaker": "a", "text": "The photographer is here again."}]
    return load_corpus(write_corpus(tmp_path / "corpus", rows)).utterances[0]


def hears(monkeypatch, answer) -> list:
    heard = []

    def hear(*arguments):
        heard.append(arguments)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(measured_words, "hear", hear)
    return heard


def test_a_take_is_heard_once(take, monkeypatch, engine_config) -> None:
    heard = hears(monkeypatch, TAKE)
    first = measure_words(take, engine_config)
    again = measure_words(take, engine_config)
    assert len(heard) == 1
    for one, other in zip(first, again, strict=True):
        assert (one.index, one.text, one.expected, one.moved_to) == (
            other.index,
            other.text,
            other.expected,
            other.moved_to,
        )
        np.testing.assert_array_equal(one.features, other.features)
        np.testing.assert_array_equal(one.trunk, other.trunk)
        np.testing.assert_array_equal(one.nuclei_s, other.nuclei_s)
    np.testing.assert_array_equal(measure_take(take, engine_config).mels, TAKE.mels)


def test_every_treatment_and_seed_is_heard_for_itself(
    take, monkeypatch, engine_config
) -> None:
    heard = hears(monkeypatch, TAKE)
    measure_words(take, engine_config)
    measure_words(take, engine_config, treatment="swap")
    measure_words(take, engine_config, treatment="swap", seed=1)
    assert len(heard) == 3


@pytest.mark.parametrize(
    ("answer", "words"),
    [(MeasuredTake((), TAKE.mels), ()), (AlignmentError("lost"), None)],
    ids=["nothing to grade", "not aligned"],
)
def test_nothing_to_grade_and_nothing_aligned_are_distinguished_and_cached(
    take, monkeypatch, engine_config, answer, words
) -> None:
    heard = hears(monkeypatch, answer)
    for _ in range(2):
        assert measure_words(take, engine_config) == words
    assert len(heard) == 1


@pytest.mark.weights
def test_vowels_are_seen_by_the_cnn_where_they_were_said(
    engine_config: EngineConfig, tmp_path
) -> None:
    waveform = synthetic_take(
        "They will present the record.", engine_config.weights_dir
    )
    alignment = align(
        waveform,
        plan_phrase("They will present the record."),
        models_of(engine_config).aligner,
    )
    trunk = models_of(engine_config).trunk
    encode = MelEncoder().encode
    whole = trunk_states(encode([waveform]), alignment, trunk)
    last = [syllable.nucleus for syllable in alignment.syllables][-1]
    cut = waveform.copy()
    cut[round(last.start_s * SAMPLE_RATE) :] = 0  # the trunk looks 332 ms ahead
    changed = np.abs(trunk_states(encode([cut]), alignment, trunk) - whole).max(axis=1)
    assert whole.shape[1] == trunk.config.size
    assert changed[0] < 0.05 * changed[-1]
