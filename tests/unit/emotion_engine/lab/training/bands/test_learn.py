"""Folds by speaker and sentence, and networks that find a known dependence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from emotion_engine.lab.training.bands.between import between_of, intraclass
from emotion_engine.lab.training.bands.calibrate import Calibration
from emotion_engine.lab.training.bands.examples import Level
from emotion_engine.lab.training.bands.fit import BandRecipe, fit_network
from emotion_engine.lab.training.bands.learn import (
    HeldOut,
    as_takes_move,
    folds_of,
    put_together,
    take_weights,
    without_text_or_take,
)
from emotion_engine.profiles.expected.targets import MELODY, SYLLABLE
from emotion_engine.profiles.spread import Spread
from tests.bands import example, with_circumstances


def test_no_speaker_and_no_sentence_is_on_both_sides() -> None:
    takes = [example(f"s{i}", f"text {j}") for i in range(7) for j in range(8)]
    folds = folds_of(takes, 2)
    assert len(folds) == 10
    for fold in folds:
        for name in ("speaker", "sentence"):
            sides = [{getattr(t, name) for t in s} for s in (fold.train, fold.test)]
            assert not sides[0] & sides[1]


def test_more_rounds_judge_other_takes() -> None:
    takes = [example(f"s{i}", f"text {j}") for i in range(5) for j in range(5)]
    judged = [t for fold in folds_of(takes, 5) for t in fold.test]
    assert len(judged) == len({(t.speaker, t.sentence) for t in judged}) == 25


def test_a_sentence_of_many_readers_does_not_outweigh_the_others() -> None:
    takes = [example(f"s{i}", "same") for i in range(16)] + [example("s0", "other")]
    weights = take_weights(takes)
    assert weights[:16].sum() == pytest.approx(4 * weights[16])


def test_percentiles_of_a_known_distribution_are_found() -> None:
    random = np.random.default_rng(0)
    values = random.uniform(-1, 1, size=(4000, 1)).astype(np.float32)
    spread = 0.5 + (values > 0)  # twice as uncertain, and more, above 0
    truth = np.float32(3 * values + spread * random.normal(size=(4000, 1)))
    level = Level(with_circumstances(values), truth, np.float32(values > 0))
    recipe = BandRecipe(width=16, n_networks=1, n_steps=300, batch=128, rate=0.02)
    network = fit_network(level, np.ones(4000), ("value",), ("above",), recipe)
    bands, chances = network.bands(with_circumstances(np.float32([[-0.5], [0.5]])))
    assert bands[:, 0, 1] == pytest.approx([-1.5, 1.5], abs=0.3)
    widths = bands[:, 0, 2] - bands[:, 0, 0]
    assert widths == pytest.approx([2.56 * 0.5, 2.56 * 1.5], rel=0.5)
    assert widths[1] > 1.6 * widths[0]
    assert chances[:, 0] == pytest.approx([0, 1], abs=0.2)


def held_out(n_takes: int) -> HeldOut:
    takes = [example(f"s{i}", "same") for i in range(n_takes)]
    bands = np.tile([-1.0, 0.0, 1.0], (2 * n_takes, 1, 1))
    truth = np.tile([[0.5], [-0.5]], (n_takes, 1))
    return HeldOut(takes, bands, 2 * bands, truth, np.repeat(np.arange(n_takes), 2))


def test_rows_of_several_folds_keep_their_takes() -> None:
    both = put_together([held_out(2), held_out(3)])
    assert both.owner.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    by = Calibration(np.full((6, 1), 0.5), np.tile([2.0, 3.0], (6, 1, 1)))
    assert both.calibrated(by).bands[0, 0].tolist() == [-3.0, 0.0, 4.5]
    assert both.without_text().bands[0, 0].tolist() == [-2.0, 0.0, 2.0]


def test_what_is_judged_is_calibrated_by_other_speakers_and_sentences() -> None:
    takes = [example(f"s{i}", f"text {j}") for i in range(3) for j in range(3)]
    bands = np.zeros((9, 1, 3))
    everything = HeldOut(takes, bands, bands, np.zeros((9, 1)), np.arange(9))
    one = HeldOut(takes[:1], bands[:1], bands[:1], np.zeros((1, 1)), np.array([0]))
    kept = everything.apart_from(one)
    said = {(s, t) for s in ("s1", "s2") for t in ("text 1", "text 2")}
    found = zip(kept.of_rows("speaker"), kept.of_rows("sentence"), strict=True)
    assert set(found) == said
    assert len(kept.truth) == len(kept.bands) == 4


def test_bands_of_a_take_that_moves_further_are_as_much_wider() -> None:
    names = (*SYLLABLE, *MELODY)
    takes = [replace(example("s", "t"), spread=Spread(2.0, 0.5))]
    bands = np.tile([-1.0, 0.0, 1.0], (4, len(names), 1))
    usual = HeldOut(takes, bands, bands, np.ones((4, len(names))), np.zeros(4, int))
    found = dict(zip(names, as_takes_move(usual, "syllables").bands[0], strict=True))
    assert found["f0"].tolist() == found["melody_5"].tolist() == [-2.0, 0.0, 2.0]
    assert found["level"].tolist() == [-0.5, 0.0, 0.5]
    assert found["duration"].tolist() == [-1.0, 0.0, 1.0]


def test_a_band_that_knows_neither_text_nor_take_is_that_of_all_measured() -> None:
    takes = [
        replace(example(f"s{i}", f"t{j}"), spread=Spread(3.0, 1.0))
        for i in range(9)
        for j in range(9)
    ]
    rows = without_text_or_take(takes, takes, "syllables")
    pitch = list(SYLLABLE).index("f0")
    measured = 3.0 * np.concatenate([t.syllables.targets[:, pitch] for t in takes])
    expected = np.quantile(measured, [0.1, 0.5, 0.9])
    assert rows.bands[0, pitch] == pytest.approx(expected, abs=0.1)
    assert rows.truth[:4, pitch] == pytest.approx(measured[:4])


def test_what_all_readers_of_a_sentence_share_is_its_own() -> None:
    found = between_of(held_out(4), ("melody_0",))
    assert found == {"melody": 0.9}  # all of it, up to the bound


def test_what_readers_do_not_share_is_theirs() -> None:
    random = np.random.default_rng(0)
    groups, speakers = np.repeat(np.arange(500), 4), np.tile(np.arange(4), 500)
    alone = intraclass(random.normal(size=2000), groups, speakers)
    half = random.normal(size=500)[groups] + random.normal(size=2000)
    assert alone == 0.05  # nothing, down to the bound
    assert intraclass(half, groups, speakers) == pytest.approx(0.5, abs=0.07)


def test_readers_who_differ_alike_in_all_sentences_share_these_nevertheless() -> None:
    random = np.random.default_rng(0)
    groups, speakers = np.repeat(np.arange(500), 3), np.tile(np.arange(3), 500)
    values = random.normal(size=500)[groups] + np.array([-1.5, 0.0, 1.5])[speakers]
    assert intraclass(values, groups, speakers) == pytest.approx(1 / 2.5, abs=0.07)
