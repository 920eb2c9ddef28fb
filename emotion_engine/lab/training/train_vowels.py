"""Measure the intrinsic length and level of native readers' vowels.

Only vowels with primary stress that no pause follows are compared, so that neither
reduction nor final lengthening counts as the vowel's own.
"""

from __future__ import annotations

import datetime
import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError, CorpusError
from emotion_engine.findings.vowels import weak_vowels
from emotion_engine.lab.corpora import Utterance, load_corpus
from emotion_engine.lab.corpora.reserved import without_reserved
from emotion_engine.lab.tasks import FOLDERS, Task, destination
from emotion_engine.measure import Measures, measure, words_of
from emotion_engine.models import models_of
from emotion_engine.results import UtteranceReport
from emotion_engine.stress.accents import since_pause_s
from emotion_engine.stress.lexical import by_word, ends_before_pause
from emotion_engine.stress.vowels import HIGH, VowelNorms, WeakVowels, vowel_of
from emotion_engine.weights.shipped import assets_folder

from .train_stress import LICENCES

LEAST = 10  # occurrences of a vowel; a rarer one has no norm
LEAST_WEAK = 100  # of weak vowels, for a tail of ten
LOGGER = logging.getLogger(__name__)


def train_vowels(
    folders: Sequence[Path], config: EngineConfig, out: Path
) -> dict[str, object]:
    """Measure transcribed native readers, and write the norms with their card."""
    corpora = [without_reserved(load_corpus(f, needs=("text",))) for f in folders]
    utterances = [take for corpus in corpora for take in corpus.utterances]
    takes = [taken for _, taken in measured(utterances, config)]
    reports = [
        UtteranceReport("", "", words=words_of(taken, models_of(config)))
        for taken in takes
    ]
    norms = vowel_norms(takes, weak_norms(reports))
    figures: dict[str, object] = {
        "n_takes": len(takes),
        "n_speakers": len({utterance.speaker for utterance in utterances}),
        "f0_fall_st_per_s": round(norms.f0_fall_st_per_s, 2),
        "level_fall_db_per_s": round(norms.level_fall_db_per_s, 2),
        "weak_high": round(norms.weak.high, 2),
        "weak_tail": round(norms.weak.tail, 2),
    }
    about = {
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "task": "length and level of vowels, and how voices sink in a sentence",
        "data": [LICENCES.get(corpus.name, corpus.name) for corpus in corpora],
    }
    norms.write(out, about | figures)
    return figures | {
        vowel: {"log_length": length, "level_db": norms.levels_db[vowel]}
        for vowel, length in norms.lengths.items()
    }


def measured(
    utterances: Sequence[Utterance], config: EngineConfig
) -> Iterator[tuple[Utterance, Measures]]:
    """Measure takes one by one; one that cannot be aligned is logged and left out."""
    for utterance in utterances:
        waveform = load_audio(utterance.path, config.limits).waveform
        try:
            yield (
                utterance,
                measure(waveform, plan_phrase(utterance.text), models_of(config)),
            )
        except AlignmentError as error:
            LOGGER.warning("%s left out: %s", utterance.path.name, error)


def vowel_norms(takes: Sequence[Measures], weak: WeakVowels) -> VowelNorms:
    """Average stressed vowels by name, and fit declination."""
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for vowel, length, level_db in stressed_vowels(takes):
        found[vowel].append((length, level_db))
    means = {
        vowel: np.mean(values, axis=0)
        for vowel, values in sorted(found.items())
        if len(values) >= LEAST
    }
    if not means:
        raise CorpusError("These takes have too few stressed vowels.")
    middle = np.mean(list(means.values()), axis=0)  # (length, level)
    return VowelNorms(
        {vowel: float(mean[0] - middle[0]) for vowel, mean in means.items()},
        {vowel: float(mean[1] - middle[1]) for vowel, mean in means.items()},
        f0_fall_st_per_s=-slope(takes, "f0_peak_st"),
        level_fall_db_per_s=-slope(takes, "band_level_db"),
        weak=weak,
    )


def weak_norms(reports: Sequence[UtteranceReport]) -> WeakVowels:
    """Fit the tail of the lengths of weak vowels."""
    lengths = np.array(
        [length for said in reports for length, _, _ in weak_vowels(said)]
    )
    if len(lengths) < LEAST_WEAK:
        raise CorpusError("These takes have too few words with a weak vowel.")
    high = np.quantile(lengths, HIGH)
    return WeakVowels(float(high), float(np.mean(lengths[lengths > high] - high)))


def stressed_vowels(takes: Sequence[Measures]) -> Iterator[tuple[str, float, float]]:
    """Yield stressed vowels: name, logarithm of the length, level in dB."""
    for take in takes:
        for (word, nuclei), last in zip(
            by_word(take.alignment, take.nuclei),
            ends_before_pause(take.alignment),
            strict=True,
        ):
            for i, (syllable, nucleus) in enumerate(
                zip(word.syllables, nuclei, strict=True)
            ):
                vowel = vowel_of(syllable)
                is_final = last and i == len(nuclei) - 1
                if vowel and syllable.expected_stress == 1 and not is_final:
                    yield vowel, nucleus.log_relative_duration, nucleus.band_level_db


def slope(takes: Sequence[Measures], name: str) -> float:
    """Fit the change per second of a measure of the nuclei after a pause."""
    since = [since_pause_s(take.alignment, take.nuclei) for take in takes]
    since_s = np.concatenate(since)  # (n_syllables,)
    values = np.array([getattr(n, name) for take in takes for n in take.nuclei])
    known = np.isfinite(values)
    return float(np.polyfit(since_s[known], values[known], 1)[0])


TASK = Task(train_vowels, (FOLDERS, destination(assets_folder("vowels"))))
