"""Training finds what is there, finds nothing where nothing is, and calibrates."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression

from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.errors import CorpusError
from emotion_engine.lab.training import train_expression as training
from emotion_engine.lab.training.logistic import fit_logistic
from emotion_engine.lab.training.train_expression import (
    ExpressionRecipe,
    StyledTakes,
    held_out_logits,
    in_usual_order,
    train_expression,
)
from tests.corpus import pooled_like

RECIPE = ExpressionRecipe(
    input=PooledInput((1, 2), ("mean",)), strengths=(0.01, 1.0), n_inner_folds=3
)
LABELS = ("calm", "happy", "sad")


def takes_of(values: np.ndarray, styles: np.ndarray, *, spread: float) -> StyledTakes:
    speakers = np.array([f"s{i % 12}" for i in range(len(values))])
    pooled = pooled_like(values, spread=spread)
    return StyledTakes(pooled[None], styles, speakers, LABELS)


def styles_and_values(n: int = 360) -> tuple[np.ndarray, np.ndarray]:
    index = np.random.default_rng(1).integers(len(LABELS), size=n)
    return np.array(LABELS)[index], index.astype(float)


def test_styles_that_differ_are_distinguished_and_answered_clearly() -> None:
    styles, values = styles_and_values()
    takes = takes_of(values, styles, spread=0.1)
    head, strength = train_expression(takes, np.arange(300), RECIPE)
    probabilities = head.probabilities(takes.pooled[0, 300:])
    said = np.array(LABELS)[probabilities.argmax(1)]
    assert strength in RECIPE.strengths
    assert np.mean(said == styles[300:]) == 1
    assert head.is_clear(probabilities).mean() > 0.9


def test_styles_that_do_not_differ_are_heard_at_chance_and_not_clearly() -> None:
    styles, _ = styles_and_values(600)
    takes = takes_of(np.zeros(600), styles, spread=1.0)
    head, _ = train_expression(takes, np.arange(300), RECIPE)
    probabilities = head.probabilities(takes.pooled[0, 300:])
    said = np.array(LABELS)[probabilities.argmax(1)]
    assert np.mean(said == styles[300:]) == pytest.approx(1 / 3, abs=0.1)
    assert head.is_clear(probabilities).mean() < 0.1


def test_held_out_logits_come_from_heads_without_the_speaker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    styles, values = styles_and_values()
    takes = takes_of(values, styles, spread=0.1)
    heard: list[set[str]] = []
    fit = StyledTakes.fit

    def watch(self: StyledTakes, train: np.ndarray, *rest: object) -> object:
        heard.append(set(self.speakers[train]))
        return fit(self, train, *rest)

    monkeypatch.setattr(training.StyledTakes, "fit", watch)
    train = np.flatnonzero(takes.speakers != "s0")
    logits = held_out_logits(takes, train, RECIPE, 1.0)
    assert logits.shape == (len(train), 3)
    assert len(heard) == 3
    assert all("s0" not in speakers and len(speakers) < 11 for speakers in heard)


def test_every_variant_of_a_take_is_shown_to_the_fit() -> None:
    styles, values = styles_and_values(60)
    near = takes_of(values, styles, spread=0.01)
    takes = StyledTakes(
        np.concatenate([near.pooled, near.pooled + 10]), styles, near.speakers, LABELS
    )
    linear = takes.fit(np.arange(60), RECIPE, 1.0)
    np.testing.assert_allclose(linear.mean, near.pooled.mean() + 5, atol=0.2)


def test_the_linear_head_says_what_scikit_learn_says() -> None:
    styles, values = styles_and_values()
    pooled = pooled_like(values, spread=1.0)
    head = fit_logistic(
        pooled, styles, LABELS, RECIPE.input, strength=0.1, smoothing=0.0
    )
    features = RECIPE.input.select(pooled)
    scaled = (features - features.mean(0)) / features.std(0)
    model = LogisticRegression(C=0.1, max_iter=1000).fit(scaled, styles)
    np.testing.assert_allclose(head(pooled), model.decision_function(scaled), atol=0.02)


def test_smoothed_labels_are_what_certainty_ends_at() -> None:
    styles = np.array(["calm", "sad"] * 20)
    pooled = pooled_like((styles == "sad").astype(float), spread=0.01)
    head = fit_logistic(
        pooled, styles, ("calm", "sad"), RECIPE.input, strength=100.0, smoothing=0.3
    )
    surest = softmax(head(pooled), axis=1).max(1)
    np.testing.assert_allclose(surest, 1 - 0.3 + 0.3 / 2, atol=0.02)


def test_two_styles_get_two_logits() -> None:
    styles = np.array(["calm", "sad"] * 20)
    pooled = pooled_like((styles == "sad").astype(float))
    head = fit_logistic(pooled, styles, ("calm", "sad"), RECIPE.input, strength=1.0)
    said = head(pooled)
    assert said.shape == (40, 2)
    assert np.array_equal(said.argmax(1), (styles == "sad").astype(int))


def test_a_style_without_takes_cannot_be_learnt() -> None:
    with pytest.raises(CorpusError, match="happy"):
        fit_logistic(
            pooled_like(np.arange(2)), ["calm", "sad"], LABELS, RECIPE.input, strength=1
        )


def test_styles_stand_in_the_order_of_the_product() -> None:
    assert in_usual_order({"sad", "bored", "happy"}) == ("happy", "sad", "bored")
