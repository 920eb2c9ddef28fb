"""A word that carries the sentence stands out from the others."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.alignment.aligner import align
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.features.f0 import track_f0
from emotion_engine.features.nucleus import measure_nuclei
from emotion_engine.models import models_of
from emotion_engine.stress.accents import hear_accents
from emotion_engine.voice.emphasis import emphasised
from emotion_engine.voice.reading import read

pytestmark = pytest.mark.weights
TEXT = "My sister bought a green bicycle."


@pytest.mark.parametrize("word", [1, 4, 5])
def test_the_word_that_carries_it_is_heard_as_the_strongest(
    engine_config: EngineConfig, word: int
) -> None:
    models = models_of(engine_config)
    voice = models.reading_voice("af_heart")
    spoken = read(TEXT, voice=voice, find_aligner=lambda: models.aligner, accent=[word])
    alignment = align(spoken, plan_phrase(TEXT), models.aligner)
    nuclei = measure_nuclei(
        spoken,
        [syllable.nucleus for syllable in alignment.syllables],
        track_f0(spoken, models.f0_detector),
    )
    accents = hear_accents(alignment, nuclei, models.vowel_norms)
    strengths = [accent.strength for accent in accents]
    assert int(np.argmax(strengths)) == word


def test_what_does_not_say_the_phrase_is_left_as_it_is(
    engine_config: EngineConfig,
) -> None:
    noise = np.float32(0.01 * np.random.default_rng(0).normal(size=SAMPLE_RATE // 10))
    plan = plan_phrase(TEXT)
    aligner = models_of(engine_config).aligner
    assert emphasised(noise, plan, [1], aligner) is noise
