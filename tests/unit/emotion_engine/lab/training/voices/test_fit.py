"""Heads find styles below voices, say nothing about styles a corpus lacks, and abstain."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import approx_fprime
from scipy.special import log_softmax, softmax

from emotion_engine.config import STYLES
from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.lab.evaluation import voices
from emotion_engine.lab.evaluation.voices import Known, Split, hear, joint_folds
from emotion_engine.lab.training.voices.calibrate import (
    READERS_TOLD,
    choose_clarity,
    outcomes,
    temperature_of,
    worst_told,
)
from emotion_engine.lab.training.voices.fit import VoiceRecipe
from emotion_engine.lab.training.voices.regression import fit_soft
from emotion_engine.lab.training.voices.takes import (
    OTHER,
    VoiceTakes,
    as_other_voices,
    together,
)
from emotion_engine.lab.training.voices.targets import READ_WEIGHT, heard, performed
from tests.voices import SIX, made_readers, made_takes

RECIPE = VoiceRecipe(PooledInput((0,), ("mean",)), strength=1.0, n_directions=10)
SIX_IN_ORDER = tuple(style for style in STYLES if style in SIX)
BOTH = (Known(0), Known(10))


def test_a_corpus_without_calm_says_nothing_about_calm() -> None:
    takes = together([made_takes("six"), made_takes("eight", styles=STYLES)])
    targets = performed(takes)
    calm = STYLES.index("calm")
    six = takes.corpora == "six"
    assert not targets.allowed[six, calm].any()
    assert targets.allowed[~six].all()
    assert targets.values.sum(1) == pytest.approx(1)
    assert not targets.values[~targets.allowed].any()


def test_styles_that_no_corpus_has_are_no_labels() -> None:
    takes = together([made_takes(), made_readers()])
    assert takes.labels == SIX_IN_ORDER
    assert takes.votes.shape == (len(takes), len(SIX_IN_ORDER))
    targets = performed(takes)
    assert targets.allowed.all()
    assert targets.values.sum(1) == pytest.approx(1)


def test_readers_are_neutral_or_calm_and_weigh_little_however_many_they_are() -> None:
    for n_each in (2, 40):
        takes = together([made_takes(), made_readers(n_each=n_each)])
        targets = performed(takes)
        read = takes.truth < 0
        assert targets.alike.tolist() == read.tolist()
        share = targets.weights[read].sum() / targets.weights.sum()
        assert share == pytest.approx(READ_WEIGHT, abs=1e-6)


def test_what_listeners_heard_outweighs_what_was_meant() -> None:
    takes = made_takes()
    takes.votes[:, STYLES.index("neutral")] = 10
    values = heard(takes).values
    assert (values.argmax(1) == STYLES.index("neutral")).all()
    assert values.sum(1) == pytest.approx(1)


def test_the_regression_ends_where_its_penalised_loss_is_flat() -> None:
    few = {"n_speakers": 4}
    takes = together([made_takes(styles=STYLES, **few), made_readers(**few)])
    targets, strength = performed(takes), 0.1
    features = takes.features[:, :3]
    weight, bias = fit_soft(features, targets, STYLES, strength)
    plain = [STYLES.index(s) for s in ("neutral", "calm")]

    def loss(flat: np.ndarray) -> float:
        both = flat.reshape(4, len(STYLES))
        logits = np.where(targets.allowed, features @ both[:3] + both[3], -1e9)
        logs = log_softmax(logits, axis=1)
        apart = (targets.values * np.maximum(logs, -1e3)).sum(1)
        sums = np.log(np.exp(logs[:, plain]).sum(1))
        others = np.delete(targets.values * np.maximum(logs, -1e3), plain, 1).sum(1)
        joint = targets.values[:, plain].sum(1) * sums + others
        said = np.where(targets.alike, joint, apart)
        return (
            0.5 / strength * np.square(both[:3]).sum() - (targets.weights * said).sum()
        )

    found = np.vstack([weight, bias]).ravel().astype(float)
    slope = approx_fprime(found, loss, 1e-5)
    start = approx_fprime(np.zeros_like(found), loss, 1e-5)
    assert np.abs(slope).max() < 0.02 * np.abs(start).max()


def test_enrolment_takes_separate_styles_of_voices_that_differ_a_lot() -> None:
    takes = together([made_takes(voices=2.0, n_speakers=24), made_readers()])
    logits = hear(takes, list(joint_folds(takes)), RECIPE, BOTH)["performed"]
    acted = takes.truth >= 0
    used = [takes.labels.index(style) for style in SIX]
    right = {
        known.n_own: np.mean(
            np.array(used)[logits[known][acted][:, used].argmax(1)]
            == takes.truth[acted]
        )
        for known in BOTH
    }
    assert right[10] > 0.85
    assert right[10] > right[0] + 0.1


def test_no_fold_learns_from_a_speaker_it_tests_or_from_readers_of_that_corpus() -> (
    None
):
    takes = together([made_takes(), made_readers("a"), made_readers("b")])
    tested = np.zeros(len(takes), int)
    for split in joint_folds(takes):
        tested[split.test] += 1
        assert not set(takes.speakers[split.train]) & set(takes.speakers[split.test])
        inside = set(takes.corpora[split.test]) - {"made"}
        assert not inside & set(takes.corpora[split.train])
    assert (tested == 1).all()


def test_folds_of_a_manifest_are_kept_as_they_are_numbered() -> None:
    takes = made_takes(n_speakers=3)
    number = {"made:0": "1", "made:1": "4", "made:2": "9"}
    takes = replace(takes, folds=np.array([number[s] for s in takes.speakers]))
    splits = list(joint_folds(takes))
    assert [split.name for split in splits] == ["1", "4", "9"]
    heard = np.concatenate([split.test for split in splits])
    assert sorted(heard) == list(range(len(takes)))


def test_altered_takes_are_learnt_from_only_where_their_speaker_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    takes = together([made_takes(n_speakers=6), made_readers()])
    altered = as_other_voices(made_takes(n_speakers=6, seed=9))
    learnt: list[set[str]] = []
    fit = voices.fit_voices

    def watch(shown: VoiceTakes, *rest: object) -> object:
        learnt.append(set(shown.speakers))
        return fit(shown, *rest)

    monkeypatch.setattr(voices, "fit_voices", watch)
    half = np.char.startswith(takes.speakers, "made:") & (takes.speakers < "made:3")
    split = Split("half", np.flatnonzero(~half), np.flatnonzero(half))
    hear(takes, [split], RECIPE, BOTH, altered)
    acted = {s for s in learnt[0] if s.startswith("made")}
    assert acted == {f"made:{n}{end}" for n in (3, 4, 5) for end in ("", OTHER)}


def test_a_split_without_readers_or_votes_is_heard_as_well() -> None:
    takes = made_takes(n_speakers=4)
    half = takes.speakers < "made:2"
    split = Split("half", np.flatnonzero(half), np.flatnonzero(~half))
    found = hear(takes, [split], RECIPE, BOTH)
    for kind in ("performed", "heard"):
        assert np.isnan(found[kind][Known(10)][half]).all()
        assert np.isfinite(found[kind][Known(10)][~half]).all()


def test_a_temperature_makes_overdone_logits_hold() -> None:
    takes = made_takes(n_speakers=60)
    generator = np.random.default_rng(0)
    logits = generator.normal(0, 1, (len(takes), len(STYLES)))
    allowed = performed(takes).allowed
    chances = softmax(np.where(allowed, logits, -1e9), axis=1)
    drawn = [generator.choice(len(STYLES), p=row) for row in chances]
    styles = np.array(STYLES)[drawn]
    random = made_takes(n_speakers=60)
    random.styles[:] = styles
    found = temperature_of("performed", random, 3 * logits)
    assert found == pytest.approx(3, rel=0.15)


def test_readers_get_another_style_as_rarely_as_required() -> None:
    takes = together([made_takes(), made_readers(n_speakers=40)])
    generator = np.random.default_rng(1)
    logits = generator.normal(0, 1, (len(takes), len(takes.labels)))
    acted = takes.truth >= 0
    logits[acted, takes.truth[acted]] += 5
    values = softmax(logits, axis=1)
    clarity = choose_clarity(takes, values, values)
    clear = clarity.holds(values, values)
    right, other, styled = outcomes(takes, values)
    assert worst_told(takes, clear & other) <= READERS_TOLD
    assert right[clear & styled].mean() >= 0.85
    assert clear[styled].mean() > 0.3
