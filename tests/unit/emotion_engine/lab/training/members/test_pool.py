"""Weights of members, learnt on voices that none of them heard."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import softmax

from emotion_engine.lab.training.members.pool import Heard, fit_pool, fit_weights
from emotion_engine.lab.training.voices.takes import READ, VoiceTakes
from emotion_engine.results import MemberName

LABELS = ("neutral", "calm", "happy", "sad")
REGRESSION, CNN, FUSION = MemberName
N = 400


def takes_in(styles: np.ndarray, corpora: np.ndarray) -> VoiceTakes:
    """Takes of which only style and corpus matter; listeners hear what was meant."""
    n = len(styles)
    nothing = np.full(n, "")
    votes = np.float32([[8.0 * (s == label) for label in LABELS] for s in styles])
    return VoiceTakes(
        features=np.zeros((n, 1), np.float32),
        styles=styles,
        votes=votes,
        corpora=corpora,
        speakers=np.array([f"{c}:{i % 8}" for i, c in enumerate(corpora)]),
        folds=nothing,
        sexes=nothing,
        ages=nothing,
        labels=LABELS,
    )


def acted(seed: int = 0) -> VoiceTakes:
    generator = np.random.default_rng(seed)
    return takes_in(generator.choice(LABELS, N), np.full(N, "ravdess"))


def logits_for(takes: VoiceTakes, strength: float, seed: int) -> np.ndarray:
    """Evidence of some strength for what was performed, in noise of deviation 1."""
    noise = np.random.default_rng(seed).normal(size=(len(takes), len(LABELS)))
    meant = np.eye(len(LABELS))[np.maximum(takes.truth, 0)]
    return noise + strength * meant


def test_a_member_that_knows_nothing_gets_no_weight() -> None:
    takes = acted()
    good = logits_for(takes, 2.0, 1) * 2.0
    weights, _ = fit_weights(
        takes, [softmax(good, 1), softmax(logits_for(takes, 0.0, 2), 1)]
    )
    assert weights[0] > 0.95
    assert weights.sum() == pytest.approx(1)


def test_where_no_member_knows_anything_all_count_alike_and_hardly_at_all() -> None:
    takes = acted()
    wrong = [-4.0 * np.eye(len(LABELS))[takes.truth]] * 2
    weights, temperature = fit_weights(takes, [softmax(a, 1) for a in wrong])
    assert weights == pytest.approx([0.5, 0.5])
    assert temperature > 100


def test_equally_good_members_with_faults_of_their_own_share_the_weight() -> None:
    takes = acted()
    both = [softmax(logits_for(takes, 2.0, s) * 2.0, 1) for s in (1, 2)]
    weights, temperature = fit_weights(takes, both)
    assert weights == pytest.approx([0.5, 0.5], abs=0.1)
    assert temperature == pytest.approx(0.5, abs=0.15)  # their evidence adds up


def test_styles_that_a_corpus_lacks_say_nothing_about_the_weights() -> None:
    generator = np.random.default_rng(0)
    takes = takes_in(generator.choice(("neutral", "sad"), N), np.full(N, "crema_d"))
    good = logits_for(takes, 2.0, 1)
    spoilt = good.copy()
    spoilt[:, LABELS.index("happy")] += 9.0
    same, other = (
        fit_weights(takes, [softmax(a, 1), softmax(logits_for(takes, 1.0, 2), 1)])
        for a in (good, spoilt)
    )
    assert same[0] == pytest.approx(other[0], abs=0.02)


def test_a_fitted_pool_is_better_than_its_members_and_keeps_readers_plain() -> None:
    styled, plain = acted(), takes_in(np.full(60, READ), np.full(60, "arctic"))
    both = takes_in(
        np.concatenate([styled.styles, plain.styles]),
        np.concatenate([styled.corpora, plain.corpora]),
    )
    heard = Heard(
        {name: logits_for(both, 2.0, i) * 2 for i, name in enumerate(MemberName)},
        logits_for(both, 3.0, 9),
    )
    fitted = fit_pool(both, heard)
    right = fitted.performed(heard).argmax(1) == both.truth
    alone = heard.logits[CNN].argmax(1) == both.truth
    assert right[:N].mean() > alone[:N].mean() + 0.05
    clear = fitted.mixture.clarity.holds(
        fitted.performed(heard), fitted.listeners(heard)
    )
    assert right[:N][clear[:N]].mean() >= 0.85
    other = fitted.performed(heard).argmax(1) >= 2
    assert (clear & other)[N:].mean() <= 0.03
