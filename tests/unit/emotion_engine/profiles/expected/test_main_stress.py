"""A joining word that stands out from what is expected is told from one that does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.errors import CheckpointError
from emotion_engine.profiles.expected.main_stress import (
    FURTHEST,
    NAMES,
    MainStressModel,
    evidence_of,
    halves,
    lead_over,
    load_main_stress,
)
from emotion_engine.results import (
    BandMeasure,
    BandPosition,
    Comparison,
    SyllableComparison,
    WordResult,
)
from emotion_engine.weights.shipped import write_head
from tests.spoken import said_word

TEXTS = ("We", "went", "to", "the", "shop")


def words(*, stands_out: int) -> tuple[WordResult, ...]:
    """Five words, of which one is higher, louder, longer and stronger than all others."""
    return tuple(
        replace(
            said_word(at, (1,), accent=1.0 if at == stands_out else 0.3),
            text=text,
            syllables=(
                replace(
                    said_word(at, (1,)).syllables[0],
                    f0_median_st=6.0 if at == stands_out else 0.0,
                    level_db=6.0 if at == stands_out else 0.0,
                    relative_duration=1.6 if at == stands_out else 1.0,
                ),
            ),
        )
        for at, text in enumerate(TEXTS)
    )


def compared(said: tuple[WordResult, ...]) -> Comparison:
    """Expected of each syllable: the middle of the voice; of the last word, the accent."""

    def beside(word: WordResult) -> SyllableComparison:
        own = word.syllables[0]
        values = (own.relative_duration, own.f0_median_st, own.level_db)
        bands = ((0.5, 1.0, 1.5), (-3.0, 0.0, 3.0), (-3.0, 0.0, 3.0))
        measures = [
            BandMeasure("", "", value, *band, BandPosition.INSIDE)
            for value, band in zip(values, bands, strict=True)
        ]
        return SyllableComparison(word.index, 0, 1.0, *measures, None)

    shares = (0.1, 0.3, 0.05, 0.05, 0.9)
    return Comparison((), None, tuple(map(beside, said)), (), shares, shares)


def test_only_joining_words_inside_the_phrase_are_described() -> None:
    said = words(stands_out=2)
    assert set(evidence_of(said, compared(said))) == {2, 3}
    unheard = (*said[:2], replace(said[2], heard=False), *said[3:])
    assert set(evidence_of(unheard, compared(unheard))) == {3}
    assert evidence_of(said[:2], compared(said[:2])) == {}


def test_evidence_says_by_how_much_a_word_stands_out() -> None:
    said = words(stands_out=2)
    found = dict(zip(NAMES, evidence_of(said, compared(said))[2], strict=True))
    assert found["lead"] == pytest.approx(0.7)
    assert found["accent_share"] < -2
    assert found["pitch"] == found["level"] == pytest.approx(2.0)
    assert found["higher"] == found["louder"] == pytest.approx(6.0)
    assert found["longer"] == pytest.approx(np.log(1.6))


def test_the_shipped_model_tells_a_joining_word_and_no_content_word() -> None:
    model = load_main_stress()
    wrong, right = words(stands_out=2), words(stands_out=4)
    scores = [
        {at: model.score(one) for at, one in evidence_of(said, compared(said)).items()}
        for said in (wrong, right)
    ]
    assert scores[0][2] > 0 > scores[0][3]
    assert max(scores[1].values()) < 0


def test_what_is_not_known_counts_as_usual() -> None:
    assert halves(None) == 0.0
    far = BandMeasure("", "", 99.0, 0.0, 1.0, 2.0, BandPosition.ABOVE)
    assert halves(far) == FURTHEST
    peaks = {0: np.full(3, np.nan), 1: np.zeros(3)}
    assert lead_over(peaks, 0).tolist() == lead_over(peaks, 1).tolist() == [0.0] * 3


def test_a_model_is_read_as_it_was_written_and_another_is_refused(
    tmp_path: Path,
) -> None:
    model = MainStressModel(np.arange(len(NAMES)) / 4, 0.5, {"data": ["made"]})
    model.write(tmp_path)
    again = MainStressModel.read(tmp_path)
    assert again.score(np.ones(len(NAMES))) == model.score(np.ones(len(NAMES)))
    assert again.card["data"] == ["made"]
    write_head(tmp_path, {"weights": np.zeros(2)}, {"evidence": ["other"]})
    with pytest.raises(CheckpointError, match="train main-stress"):
        MainStressModel.read(tmp_path)
