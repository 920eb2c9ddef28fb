"""Confidence falls with every kind of evidence against a word's place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.alignment.boundaries import PHONES, Placement
from emotion_engine.alignment.confidence import (
    NAMES,
    ConfidenceModel,
    Durations,
    evidence,
    load_confidence,
)
from emotion_engine.alignment.decoder import ScoredPhone
from emotion_engine.errors import CheckpointError
from emotion_engine.lab.training.hand_labelled import HandLabelledTake
from tests.hand_labelled import hand_labelled_take

USUAL = Durations(np.full(len(PHONES), np.log(10)), np.full(len(PHONES), 0.5))


def certain(take: HandLabelledTake) -> Placement:
    """All boundaries where the aligner had them, without a doubt."""
    times_s = np.array([b.time_s for b in take.outline.boundaries])
    return Placement(times_s, np.zeros(len(times_s)), np.ones(len(times_s)))


def named(take: HandLabelledTake, placement: Placement, word: int) -> dict[str, float]:
    rows = evidence(take.found, take.outline, placement, USUAL)
    return dict(zip(NAMES, rows[word], strict=True))


def test_a_word_is_described_by_its_own_boundaries() -> None:
    take = hand_labelled_take(0)
    placement = certain(take)
    placement.moved_s[0] = -0.04  # where the first word begins
    placement.sure[0] = 0.5
    first, second = (named(take, placement, word) for word in (0, 1))
    assert first["moved_s"] == pytest.approx(0.04)
    assert first["sure"] == pytest.approx(np.log(0.5))
    assert first["vowels_sure"] == 0  # its vowel begins later
    assert second["moved_s"] == second["sure"] == 0


def test_scores_are_those_of_a_frame_whatever_the_length() -> None:
    take = hand_labelled_take(0)
    scored = [
        [replace(p, score=-60 * p.n_frames * (1 + number)) for p in word]
        for number, word in enumerate(take.found)
    ]
    last = named(replace(take, found=scored), certain(take), 2)
    assert last["score"] == last["worst_score"] == pytest.approx(-3)
    assert last["score_of_others"] == pytest.approx(-1.5)


def test_a_phone_of_usual_length_is_not_odd() -> None:
    phones = [ScoredPhone("S", 0, 10, -10), ScoredPhone("IY1", 10, 40, -10)]
    assert USUAL.oddness(phones) == pytest.approx([0, np.log(4) / 0.5])


def test_usual_durations_are_those_of_many_phones() -> None:
    words = [
        [ScoredPhone("S", 0, n, -1), ScoredPhone("OW0", n, 2 * n, -1)] for n in (5, 20)
    ]
    usual = Durations.of(words * 20)
    assert usual.mean[PHONES.index("S")] == pytest.approx(np.log(10))
    assert usual.mean[PHONES.index("OW")] == pytest.approx(np.log(20))
    assert usual.mean[PHONES.index("ZH")] == pytest.approx(np.log(200) / 2)  # unheard


def test_a_model_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    take = hand_labelled_take(0)
    model = ConfidenceModel(USUAL, np.linspace(-1, 1, len(NAMES)), 0.5)
    model.write(tmp_path, {"name": "made"})
    asked = (take.found, take.outline, certain(take))
    assert ConfidenceModel.read(tmp_path)(*asked) == pytest.approx(model(*asked))


def test_a_model_of_other_evidence_is_refused(tmp_path: Path) -> None:
    model = ConfidenceModel(USUAL, np.zeros(len(NAMES)), 0.0)
    model.write(tmp_path, {"evidence": ["mood"]})
    with pytest.raises(CheckpointError, match="train confidence"):
        ConfidenceModel.read(tmp_path)


def test_the_shipped_model_doubts_a_word_that_fits_badly() -> None:
    take = hand_labelled_take(0)
    well = [[replace(p, score=-5 * p.n_frames) for p in word] for word in take.found]
    badly = [[replace(p, score=-120 * p.n_frames) for p in word] for word in take.found]
    torn = certain(take)
    torn.sure[:] = 0.3
    fine = load_confidence()(well, take.outline, certain(take))
    poor = load_confidence()(badly, take.outline, torn)
    assert fine.min() > 0.8
    assert poor.max() < 0.5


def test_no_words_have_no_confidence() -> None:
    nothing = replace(hand_labelled_take(0), found=[])
    assert load_confidence()([], nothing.outline, certain(nothing)).shape == (0,)
