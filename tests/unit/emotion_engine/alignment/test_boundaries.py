"""Boundaries are moved to where the sound changes, and stay in order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.alignment.boundaries import (
    SHIFTS_S,
    BoundaryModel,
    Outline,
    in_order,
    load_boundaries,
    median_shift_s,
    to_segments,
)
from emotion_engine.alignment.decoder import ScoredPhone
from emotion_engine.alignment.spectrum import HOP_S, N_BANDS, band_levels, mel_bands
from emotion_engine.errors import CheckpointError
from emotion_engine.lab.training.hand_labelled import HandLabelledTake
from emotion_engine.results import PhoneSegment
from tests.hand_labelled import always, hand_labelled_take
from tests.signals import noise, silence, sine


def phone(label: str, start: int, end: int) -> ScoredPhone:
    return ScoredPhone(label, start, end - start, -10)


def test_phones_that_touch_share_a_boundary_and_a_silence_has_two() -> None:
    outline = Outline.of([phone("S", 10, 20), phone("IY1", 20, 35), phone("D", 50, 56)])
    assert [b.time_s for b in outline.boundaries] == [0.1, 0.2, 0.35, 0.5, 0.56]
    assert outline.edges == ((0, 1), (1, 2), (3, 4))
    meets = [(b.left, b.right) for b in outline.boundaries]
    silent = [("SIL", "S"), ("S", "IY"), ("IY", "SIL"), ("SIL", "D"), ("D", "SIL")]
    assert meets == silent
    assert outline.shortest_s() == pytest.approx([0.02, 0.03, 0.0, 0.02])


def placed(take: HandLabelledTake, model: BoundaryModel) -> list[PhoneSegment]:
    return to_segments(take.outline, model.place(take.waveform, take.outline).times_s)


@pytest.mark.parametrize("shift_s", [-0.03, 0.0, 0.045])
def test_every_boundary_moves_by_what_the_model_says(shift_s: float) -> None:
    take = hand_labelled_take(0)
    before = [p for word in take.found for p in word]
    after = placed(take, always(shift_s))
    moved = [s.start_s - p.start * 0.01 for p, s in zip(before, after, strict=True)]
    assert moved == pytest.approx([shift_s] * len(moved), abs=1e-3)
    assert [s.label for s in after] == [p.label for p in before]


def test_a_phone_keeps_some_of_its_length_however_boundaries_move() -> None:
    times_s = np.array([0.10, 0.22, 0.18, 0.21, 0.50])
    gaps_s = np.array([0.02, 0.03, 0.02, 0.0])
    settled = in_order(times_s, gaps_s, 1.0)
    assert (np.diff(settled) >= gaps_s - 1e-9).all()
    assert settled[[0, 4]] == pytest.approx([0.10, 0.50])  # far from any crowding


def test_boundaries_stay_inside_the_take() -> None:
    settled = in_order(np.array([-0.05, 0.1, 0.48, 0.53]), np.array([0.02] * 3), 0.5)
    assert settled[0] == 0
    assert settled[-1] == pytest.approx(0.5)
    assert (np.diff(settled) >= 0.02 - 1e-9).all()


def test_times_already_in_order_are_left_as_they_are() -> None:
    times_s = np.array([0.1, 0.2, 0.3])
    assert in_order(times_s, np.array([0.02, 0.02]), 1.0) == pytest.approx(times_s)


def test_a_shift_with_all_the_probability_is_the_median() -> None:
    sure = np.eye(len(SHIFTS_S))
    assert median_shift_s(sure) == pytest.approx(SHIFTS_S, abs=1e-9)


def test_the_median_lies_between_two_equally_likely_shifts() -> None:
    halves = np.zeros((1, len(SHIFTS_S)))
    halves[0, [10, 11]] = 0.5
    assert median_shift_s(halves)[0] == pytest.approx(SHIFTS_S[10] + HOP_S / 2)


def test_levels_do_not_depend_on_the_gain_of_the_microphone() -> None:
    sound = np.concatenate([noise(0.3, rms=0.02), sine(500, 0.4), noise(0.3, rms=0.02)])
    loud, soft = band_levels(sound), band_levels(sound * 0.05)
    assert soft == pytest.approx(loud, abs=1e-3)


def test_a_tone_is_loudest_in_the_band_that_holds_it() -> None:
    levels = band_levels(sine(1000, 0.5))
    centres_hz = np.linspace(0, 8000, 257)[mel_bands().argmax(axis=1)]
    heard_hz = centres_hz[levels[50].argmax()]  # in the middle of the take
    assert abs(heard_hz - 1000) == np.abs(centres_hz - 1000).min()
    assert levels.shape == (101, N_BANDS)


def test_levels_of_a_silent_take_are_finite() -> None:
    assert np.isfinite(band_levels(silence(0.2))).all()


def test_a_model_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    model, take = always(0.02), hand_labelled_take(1)
    model.write(tmp_path, {"name": "made"})
    again = BoundaryModel.read(tmp_path)
    assert placed(take, again) == placed(take, model)


def test_a_model_for_other_phones_is_refused(tmp_path: Path) -> None:
    always(0.02).write(tmp_path, {"phones": ["A"]})
    with pytest.raises(CheckpointError, match="train alignment"):
        BoundaryModel.read(tmp_path)


def test_the_shipped_model_finds_where_hiss_turns_into_a_vowel() -> None:
    errors_s = []
    for seed in range(4):
        take = hand_labelled_take(seed, early_s=0.0)
        vowels = placed(take, load_boundaries())[1::2]
        errors_s += [
            vowel.start_s - hand.nuclei[0].start_s
            for vowel, hand in zip(vowels, take.hand, strict=True)
        ]
    assert np.abs(errors_s).max() < 0.02  # what hands agree on


def test_no_phones_have_no_boundaries() -> None:
    assert len(always(0.0).place(silence(0.2), Outline.of([])).times_s) == 0


def test_a_model_in_two_minds_is_not_sure() -> None:
    take = hand_labelled_take(0)
    sure = always(0.02).place(take.waveform, take.outline)
    assert sure.sure == pytest.approx(np.ones(7), abs=1e-3)
    assert sure.moved_s == pytest.approx(np.full(7, 0.02), abs=1e-3)
    model = always(0.02)
    (weights, _), mixed = model.layers[0], np.zeros(len(SHIFTS_S))
    mixed[[2, -3]] = 50.0  # 140 ms apart
    torn = replace(model, layers=((weights, mixed),)).place(take.waveform, take.outline)
    assert torn.sure.max() < 0.51
