"""Which words are accented: takes with known truth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from emotion_engine.alignment.aligner import Alignment
from emotion_engine.results import PhoneSegment
from emotion_engine.stress.accents import hear_accents, relieved_cues
from emotion_engine.stress.cues import FINAL_LENGTHENING
from emotion_engine.stress.vowels import VowelNorms, WeakVowels, load_norms
from tests.spoken import NAN, aligned, nucleus

STRONG = {"duration_s": 0.18, "f0_st": 3.0, "level_db": 5.0}
NORMS = load_norms()
NONE = VowelNorms({}, {}, 0.0, 0.0, WeakVowels(0.0, 0.0))


def with_vowels(alignment: Alignment, *vowels: str) -> Alignment:
    """Give each word of one syllable a vowel."""
    words = []
    for word, vowel in zip(alignment.words, vowels, strict=True):
        (syllable,) = word.syllables
        span = syllable.nucleus
        phone = PhoneSegment(vowel, span.start_s, span.end_s)
        words.append(replace(word, syllables=(replace(syllable, phones=(phone,)),)))
    return Alignment(tuple(words))


def test_the_strongest_word_of_a_take_carries_the_main_accent() -> None:
    nuclei = [nucleus(0.0), nucleus(0.2, **STRONG), nucleus(0.4), nucleus(0.6)]
    accents = hear_accents(aligned([1], [1, 0], [1]), nuclei, NORMS)
    assert [accent.nuclear for accent in accents] == [False, True, False]
    assert accents[1].accented
    assert accents[1].strength == 1.0


def test_several_words_may_be_accented_but_one_is_the_nucleus() -> None:
    nuclei = [nucleus(0.0, **STRONG), nucleus(0.2), nucleus(0.4, **STRONG)]
    nuclei.append(nucleus(0.6))
    accents = hear_accents(aligned([1], [1], [1], [1]), nuclei, NORMS)
    assert [accent.accented for accent in accents] == [True, False, True, False]
    assert [accent.nuclear for accent in accents].count(True) == 1


def test_a_whispered_take_has_accents_without_any_f0() -> None:
    nuclei = [nucleus(0.0, f0_st=NAN), nucleus(0.2, f0_st=NAN, level_db=9.0)]
    nuclei.append(nucleus(0.4, f0_st=NAN))
    accents = hear_accents(aligned([1], [1], [1]), nuclei, NORMS)
    assert [accent.nuclear for accent in accents] == [False, True, False]


def test_words_that_are_all_alike_carry_no_accent(monkeypatch) -> None:
    alignment = aligned([1], [1], [1])
    nuclei = [nucleus(0.0), nucleus(0.2), nucleus(0.4, duration_s=0.1)]
    monkeypatch.setattr(
        "emotion_engine.stress.accents.ends_before_pause", lambda _: [False] * 3
    )
    accents = hear_accents(alignment, nuclei, NONE)
    assert [accent.strength for accent in accents] == [0.0, 0.0, 0.0]
    assert not any(accent.accented or accent.nuclear for accent in accents)


def test_a_vowel_that_is_long_and_loud_by_itself_gains_nothing_by_it() -> None:
    norms = NORMS
    alignment = with_vowels(aligned([1], [1]), "AE1", "IY1")
    nuclei = [
        nucleus(
            i * 0.2,
            duration_s=0.1 * float(np.exp(norms.lengths[vowel] / 2)),
            level_db=norms.levels_db[vowel] / 2,
        )
        for i, vowel in enumerate(("AE", "IY"))
    ]
    norms = replace(norms, f0_fall_st_per_s=0.0, level_fall_db_per_s=0.0)
    cues = relieved_cues(alignment, nuclei, norms)
    assert cues[0, :2] == pytest.approx(cues[1, :2] + [FINAL_LENGTHENING, 0.0])


def test_natives_long_vowels_are_longer_and_open_ones_louder() -> None:
    norms = load_norms()
    assert norms.lengths["AE"] > norms.lengths["IH"]
    assert norms.levels_db["AA"] > norms.levels_db["IY"]
    assert norms.f0_fall_st_per_s > 0


def test_a_voice_that_sinks_as_all_do_is_as_high_at_the_end() -> None:
    falling = replace(NONE, f0_fall_st_per_s=5.0, level_fall_db_per_s=10.0)
    alignment = aligned([1], [1], [1])
    nuclei = [nucleus(0.2 * i, f0_st=-1.0 * i, level_db=-2.0 * i) for i in range(3)]
    cues = relieved_cues(alignment, nuclei, falling)
    assert np.ptp(cues[:, 1]) == pytest.approx(0.0)
    assert np.ptp(cues[:, 2]) == pytest.approx(0.0)
