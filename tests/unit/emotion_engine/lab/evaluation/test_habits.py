"""How often a habit is reported, from takes with known truth."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_engine.alignment.aligner import align
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.findings.timing import pauses
from emotion_engine.findings.vowels import not_reduced
from emotion_engine.lab.evaluation.habits import evaluate_habits, share_of_takes
from emotion_engine.models import models_of
from emotion_engine.results import UtteranceReport
from emotion_engine.stress.vowels import load_norms
from tests.corpus import write_corpus
from tests.faults import weak_and_strong
from tests.speech import synthetic_take, write_wav
from tests.spoken import said_word

USUAL = UtteranceReport("", "", words=weak_and_strong(height_st=1.0))
SHORT = UtteranceReport("", "", words=(said_word(0, (1,)),))


def test_the_share_of_takes_with_a_reported_finding() -> None:
    odd = UtteranceReport("", "", words=weak_and_strong(length=4.0))
    takes = [("a", USUAL), ("a", odd), ("b", USUAL), ("b", SHORT)]
    norms = load_norms()
    weak = share_of_takes(takes, lambda said, _: not_reduced(said, norms))
    assert weak["share"] == 1 / 4
    assert share_of_takes(takes, pauses)["share"] == 0.0


@pytest.mark.weights
def test_a_take_with_a_pause_behind_an_article_is_counted(
    engine_config: EngineConfig, tmp_path: Path
) -> None:
    text = "They will present the record."
    spoken = synthetic_take(text, engine_config.weights_dir)
    alignment = align(spoken, plan_phrase(text), models_of(engine_config).aligner)
    cut = round(alignment.words[4].start_s * SAMPLE_RATE)
    halting = np.concatenate([spoken[:cut], np.zeros(SAMPLE_RATE // 2), spoken[cut:]])
    rows = [{"speaker": "a", "text": text}, {"speaker": "b", "text": text}]
    folder = write_corpus(tmp_path, rows)
    for name, take in (("0.wav", spoken), ("1.wav", np.float32(halting))):
        write_wav(folder / name, take)
    found = evaluate_habits(folder, engine_config)
    assert found["pause_unexpected"]["share"] == 1 / 2
    assert (found["n"], found["n_speakers"]) == (2, 2)
