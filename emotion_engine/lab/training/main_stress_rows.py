"""Joining words of natives' takes as said, and made to carry the sentence."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from emotion_engine.alignment.function_words import FUNCTION_WORDS, JOINING_WORDS
from emotion_engine.alignment.phrase import PhrasePlan, plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError
from emotion_engine.lab.corpora import Corpus
from emotion_engine.measure import measure, words_of
from emotion_engine.models import Models, models_of
from emotion_engine.profiles.compare import compare
from emotion_engine.profiles.expected.expectation import Expectation
from emotion_engine.profiles.expected.main_stress import evidence_of
from emotion_engine.voice.emphasis import emphasised

from .carried import carried

LOGGER = logging.getLogger(__name__)


class Version(StrEnum):
    """What was done to a take."""

    RECORDED = "recorded"
    RAISED = "raised"  # a joining word, by a fixed amount
    CARRIED = "carried"  # a joining word, above all others
    CONTENT = "content"  # a content word, by a fixed amount: natives may do so


@dataclass(frozen=True, slots=True)
class StressRow:
    """A joining word of one version of a take, and whether it was made to stand out."""

    corpus: str
    speaker: str
    take: str
    version: Version
    evidence: np.ndarray
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Altered:
    """A version of a take; ``wrong`` is the word that stands out and should not."""

    version: Version
    waveform: np.ndarray
    wrong: int | None = None


def stress_rows(
    corpus: Corpus,
    config: EngineConfig,
    expectation: Expectation,
    generator: np.random.Generator,
) -> Iterator[StressRow]:
    """Describe the joining words of all versions of takes.

    Where one of them was made to stand out, only that one: the others are no longer as
    the native said them.
    """
    models = models_of(config)
    for number, take in enumerate(corpus.utterances, start=1):
        plan = plan_phrase(take.text)
        spoken = load_audio(take.path, config.limits).waveform
        for one in versions(spoken, plan, models, generator):
            found = described(one.waveform, plan, models, expectation)
            for index, evidence in found.items():
                if one.wrong in (None, index):
                    yield StressRow(
                        corpus.name,
                        take.speaker,
                        take.path.name,
                        one.version,
                        evidence,
                        one.wrong is not None,
                    )
        LOGGER.info("%s: %d of %d takes", corpus.name, number, len(corpus))


def versions(
    spoken: np.ndarray,
    plan: PhrasePlan,
    models: Models,
    generator: np.random.Generator,
) -> Iterator[Altered]:
    """Yield a take as it is, with a joining word standing out, and a content word."""
    yield Altered(Version.RECORDED, spoken)
    words = [(word.index, word.text.lower()) for word in plan.words]
    joining = [index for index, text in words[1:-1] if text in JOINING_WORDS]
    content = [index for index, text in words if text not in FUNCTION_WORDS]
    if joining:
        wrong = int(generator.choice(joining))
        waveform = emphasised(spoken, plan, [wrong], models.aligner)
        yield Altered(Version.RAISED, waveform, wrong)
        above_all = carried(spoken, plan, wrong, models.aligner)
        if above_all is not None:
            yield Altered(Version.CARRIED, above_all, wrong)
    if content:
        meant = int(generator.choice(content))
        waveform = emphasised(spoken, plan, [meant], models.aligner)
        yield Altered(Version.CONTENT, waveform)


def described(
    waveform: np.ndarray,
    plan: PhrasePlan,
    models: Models,
    expectation: Expectation,
) -> dict[int, np.ndarray]:
    """Measure a take and describe its joining words; none where it is not aligned."""
    profile = expectation.profile_of(plan, None)
    try:
        taken = measure(waveform, plan, models)
    except AlignmentError:
        return {}
    words = words_of(taken, models)
    return evidence_of(words, compare(words, taken.melody, taken.pauses, profile))
