"""Evaluation of styles: unseen speakers only, and figures that follow the truth."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.lab.corpora import Corpus, load_corpus
from emotion_engine.lab.evaluation.expression import evaluate_retrained
from emotion_engine.lab.evaluation.expression_figures import summarize
from emotion_engine.lab.training.alterations import AS_RECORDED
from emotion_engine.lab.training.out_of_fold import Heard, hear_out_of_fold
from emotion_engine.lab.training.train_expression import ExpressionRecipe
from tests.corpus import MadeFeatures, pooled_like, write_corpus

STYLES = ("calm", "happy", "sad")
RECIPE = ExpressionRecipe(
    input=PooledInput((1,), ("mean",)),
    variants=(AS_RECORDED,),
    strengths=(1.0,),
    n_inner_folds=2,
)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    rows = [
        {"speaker": f"s{s}", "emotion": style, "text": "Hello."}
        for s in range(6)
        for style in STYLES
        for _ in range(3)
    ]
    return load_corpus(write_corpus(tmp_path, rows), needs=("emotion",))


def style_values(corpus: Corpus) -> np.ndarray:
    return np.array([STYLES.index(style) for style in corpus.emotions], dtype=float)


def test_styles_that_sound_alike_in_all_speakers_are_recognised(corpus: Corpus) -> None:
    cache = MadeFeatures(corpus.paths, pooled_like(style_values(corpus)))
    values = evaluate_retrained(corpus, cache, RECIPE)
    assert values["ua"] == values["wa"] == 1
    assert values["n_speakers"] == 6
    assert np.trace(values["confusion"]) == values["n"] == 54
    assert set(values["per_fold"].values()) == {1.0}


def test_what_only_tells_takes_of_known_speakers_apart_is_worth_nothing(
    corpus: Corpus,
) -> None:
    # Every speaker has an own code for the styles: learnt by heart it is perfect.
    generator = np.random.default_rng(0)
    codes = {f"s{s}": generator.permutation(3) for s in range(6)}
    own = [
        codes[u.speaker][STYLES.index(u.emotion)] + 10 * int(u.speaker[1:])
        for u in corpus.utterances
    ]
    cache = MadeFeatures(corpus.paths, pooled_like(np.array(own, dtype=float)))
    assert evaluate_retrained(corpus, cache, RECIPE)["ua"] < 0.7


def test_robustness_compares_altered_takes_with_the_recorded(corpus: Corpus) -> None:
    cache = MadeFeatures(corpus.paths, pooled_like(style_values(corpus)))
    values = evaluate_retrained(corpus, cache, RECIPE, robustness=True)
    assert set(values["robustness"]) == {
        "+6 dB",
        "-6 dB",
        "noise 20 dB",
        "Opus 24 kbit/s",
    }
    for altered in values["robustness"].values():
        assert altered == {"ua": 1.0, "change_points": 0.0, "same_answer": 1.0}
    assert set(values["robustness"]) <= set(cache.asked)


def test_each_take_is_heard_in_the_fold_that_left_its_speaker_out(
    corpus: Corpus,
) -> None:
    cache = MadeFeatures(corpus.paths, pooled_like(style_values(corpus)))
    (heard,) = hear_out_of_fold(corpus, cache, RECIPE)
    assert None not in set(heard.folds)
    fold_of = dict(zip(corpus.speakers, heard.folds, strict=True))
    assert [fold_of[s] for s in corpus.speakers] == heard.folds.tolist()
    np.testing.assert_allclose(heard.probabilities.sum(1), 1, atol=1e-6)


def test_the_summary_counts_what_was_said(corpus: Corpus) -> None:
    probabilities = np.full((54, 3), 0.1)
    probabilities[:, STYLES.index("happy")] = 0.8
    clear = np.arange(54) % 2 == 0
    heard = Heard(STYLES, probabilities, clear, np.full(54, "all", dtype=object))
    values = summarize(corpus, heard)
    assert values["per_class_recall"] == {"calm": 0.0, "happy": 1.0, "sad": 0.0}
    assert values["ua"] == values["chance"] == pytest.approx(1 / 3)
    assert values["ece"] == pytest.approx(0.8 - 1 / 3)
    assert values["answered"] == 0.5
    assert values["ua_interval"] == pytest.approx([1 / 3, 1 / 3])
