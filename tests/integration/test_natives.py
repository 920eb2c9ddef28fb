"""Natives whom no scoring model learnt from are rated as natives, and told so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

import emotion_engine as engine
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.corpora.takes import some_of
from emotion_engine.lab.training.transcription import MIN_LOG_LIKELIHOOD, heard_in
from emotion_engine.models import models_of
from emotion_engine.results import StressState
from tests.speech import synthetic_take, write_wav

pytestmark = [pytest.mark.weights, pytest.mark.slow]

N_READERS = 8
AS_LONG_AS_A_PHRASE_S = 9.0  # the raters' takes are short, too
GOOD = 7.0  # the raters' scale: "generally correct" and better
PHRASES = (
    "The photographer will present her new photographs on Friday evening.",
    "Economics is harder than economic history.",
    "Please remember to water the tomatoes every morning.",
)


def is_short(path: Path) -> bool:
    return soundfile.info(path).duration < AS_LONG_AS_A_PHRASE_S


@pytest.mark.data
def test_readers_who_trained_no_score_are_heard_as_good(
    speech_data: Path, engine_config: engine.EngineConfig
) -> None:
    """LibriSpeech readers, in the words that were surely heard."""
    recognizer, totals = models_of(engine_config).recognizer, []
    corpus = load_corpus(speech_data / "librispeech_untranscribed")
    short = [take for take in corpus.utterances if is_short(take.path)]
    for take in some_of(short, N_READERS):
        heard = heard_in(take, recognizer, engine_config)
        if np.mean(heard.heard_log_likelihoods) < MIN_LOG_LIKELIHOOD:
            continue
        report = engine.analyze_utterance(
            take.path, text=heard.heard, config=engine_config
        )
        assert report.assessable, f"{take.path.name}: {report.reason}"
        totals.append(report.delivery.total.value)
    assert len(totals) >= N_READERS // 3
    assert np.median(totals) >= GOOD
    assert min(totals) >= GOOD - 1


@pytest.mark.parametrize("phrase", PHRASES)
def test_the_model_voice_never_gets_a_finding_of_misplaced_word_stress(
    phrase: str, engine_config: engine.EngineConfig, tmp_path: Path
) -> None:
    """It learnt its prosody elsewhere, and no model of ours learnt from it."""
    spoken = synthetic_take(phrase, engine_config.weights_dir)
    room = np.random.default_rng(0).normal(0, 2e-4, len(spoken))
    path = write_wav(tmp_path / "take.wav", spoken + room)
    report = engine.analyze_utterance(path, text=phrase, config=engine_config)
    assert report.assessable, report.reason
    states = [word.stress_state for word in report.words]
    assert StressState.ELSEWHERE not in states
    assert states.count(StressState.AS_EXPECTED) >= 2
    assert report.delivery.total.value >= GOOD - 1
