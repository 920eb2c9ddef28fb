"""Intrinsic length and level of vowels, from takes with known truth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from emotion_engine.alignment.aligner import Alignment
from emotion_engine.errors import CheckpointError, CorpusError
from emotion_engine.lab.training.train_vowels import LEAST, vowel_norms, weak_norms
from emotion_engine.measure import Measures
from emotion_engine.results import PhoneSegment, UtteranceReport
from emotion_engine.stress.accents import since_pause_s
from emotion_engine.stress.vowels import VowelNorms, WeakVowels
from emotion_engine.weights.shipped import write_head
from tests.faults import weak_and_strong
from tests.spoken import aligned, flat_melody, nucleus

LONG_S, SHORT_S = 0.15, 0.1
WEAK = WeakVowels(high=0.25, tail=0.5)


def take(*vowels: str) -> Measures:
    """Words of one syllable whose AE is long, and sinks 2 semitones a second."""
    alignment = aligned(*[[1]] * len(vowels))
    words, nuclei = [], []
    for i, (word, vowel) in enumerate(zip(alignment.words, vowels, strict=True)):
        (syllable,) = word.syllables
        phone = PhoneSegment(vowel, syllable.start_s, syllable.end_s)
        words.append(replace(word, syllables=(replace(syllable, phones=(phone,)),)))
        length_s = LONG_S if vowel.startswith("AE") else SHORT_S
        nuclei.append(nucleus(0.2 * i, duration_s=length_s, f0_st=-0.4 * i))
    return Measures(
        Alignment(tuple(words)), tuple(nuclei), np.zeros((0, 0)), flat_melody(1), ()
    )


TAKES = [take(*("AE1", "IH1") * 4)] * LEAST


def test_a_long_vowel_has_the_longer_norm_about_the_mean_of_all() -> None:
    norms = vowel_norms(TAKES, WEAK)
    difference = norms.lengths["AE"] - norms.lengths["IH"]
    assert difference == pytest.approx(np.log(LONG_S / SHORT_S))
    assert sum(norms.lengths.values()) == pytest.approx(0.0)


def test_how_a_voice_sinks_is_measured_from_the_last_pause() -> None:
    norms = vowel_norms(TAKES, WEAK)
    assert norms.f0_fall_st_per_s == pytest.approx(2.0)
    assert norms.level_fall_db_per_s == pytest.approx(0.0, abs=1e-9)
    first = TAKES[0]
    words = list(first.alignment.words)
    words[1] = replace(words[1], end_s=words[1].end_s - 0.15)  # a pause follows
    since_s = since_pause_s(Alignment(tuple(words)), first.nuclei)
    assert since_s[:4] == pytest.approx([0.0, 0.2, 0.0, 0.2])


def test_a_rare_vowel_has_no_norm_and_none_at_all_is_refused() -> None:
    norms = vowel_norms([*TAKES, take("OY1", "IH1")], WEAK)
    assert "OY" not in norms.lengths
    with pytest.raises(CorpusError):
        vowel_norms([take("OY1", "IH1")], WEAK)


def test_norms_survive_the_disk(tmp_path) -> None:
    norms = vowel_norms(TAKES, WEAK)
    norms.write(tmp_path, {"date": "today"})
    again = VowelNorms.read(tmp_path)
    assert again.lengths == pytest.approx(norms.lengths)
    assert again.f0_fall_st_per_s == pytest.approx(norms.f0_fall_st_per_s)
    assert again.weak == WEAK


def test_other_weights_are_no_norms(tmp_path) -> None:
    write_head(tmp_path, {"weights": np.zeros(1)}, {"vowels": ["AE"]})
    with pytest.raises(CheckpointError, match="no norms of vowels"):
        VowelNorms.read(tmp_path)


@pytest.mark.parametrize("n", [1, 5])
def test_the_longest_of_some_weak_vowels_is_within_bounds_in_99_of_100_takes(
    n: int,
) -> None:
    lengths = np.random.default_rng(0).exponential(0.3, (4000, n))
    reports = [
        UtteranceReport("", "", words=weak_and_strong(length=float(np.exp(length))))
        for length in lengths.ravel()
    ]
    bound = weak_norms(reports).longest_of(n)
    assert np.mean(lengths.max(1) <= bound) == pytest.approx(0.99, abs=0.008)


def test_without_weak_vowels_there_is_no_bound() -> None:
    with pytest.raises(CorpusError, match="too few"):
        weak_norms([UtteranceReport("", "")])
