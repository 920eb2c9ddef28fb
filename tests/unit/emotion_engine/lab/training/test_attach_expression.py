"""Natives are rated by heads that were not trained on them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import Corpus, content_marks, load_corpus
from emotion_engine.lab.training import attach_expression as attaching
from emotion_engine.lab.training.alterations import AS_RECORDED
from emotion_engine.lab.training.attach_expression import (
    attach_expression,
    describe,
    native_probabilities,
)
from emotion_engine.lab.training.train_expression import (
    ExpressionRecipe,
    styled_takes,
    train_expression,
)
from emotion_engine.profiles.store import NativeProfile
from tests.corpus import MadeFeatures, pooled_like, write_corpus

STYLES = ("neutral", "happy")
RECIPE = ExpressionRecipe(
    input=PooledInput((1,), ("mean",)),
    variants=(AS_RECORDED,),
    strengths=(1.0,),
    n_inner_folds=2,
)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    rows = [
        {"speaker": f"s{s}", "emotion": style, "text": "Hello there."}
        for s in range(6)
        for style in STYLES
        for _ in range(2)
    ]
    return load_corpus(write_corpus(tmp_path, rows))


def a_profile(text: str, style: str) -> NativeProfile:
    return NativeProfile(
        text=text,
        style=style,
        source="made",
        licence="none",
        accent="none",
        n_speakers=6,
        n_recordings=12,
        n_female=3,
        n_male=3,
        profile_version="1",
        engine_version="1",
        syllables=(),
        word_accent_share=(),
        pause_share=(),
        measures={},
    )


def made(corpus: Corpus) -> MadeFeatures:
    values = np.array([STYLES.index(style) for style in corpus.emotions], dtype=float)
    return MadeFeatures(corpus.paths, pooled_like(values, spread=0.6))


def test_takes_the_head_was_trained_on_are_heard_out_of_fold(corpus: Corpus) -> None:
    cache = made(corpus)
    takes = styled_takes(corpus, cache, (AS_RECORDED,))
    head, _ = train_expression(takes, np.arange(24), RECIPE)
    own = replace(head, trained_on=content_marks(corpus))
    by_unseen = native_probabilities(corpus, cache, head, RECIPE)
    by_fold = native_probabilities(corpus, cache, own, RECIPE)
    pooled = cache.features(corpus.paths)
    np.testing.assert_allclose(by_unseen, head.probabilities(pooled))
    assert not np.allclose(by_fold, by_unseen)


def test_a_part_of_the_training_corpus_is_refused(corpus: Corpus) -> None:
    cache = made(corpus)
    takes = styled_takes(corpus, cache, (AS_RECORDED,))
    head, _ = train_expression(takes, np.arange(24), RECIPE)
    part = Corpus(corpus.folder, corpus.utterances[:2])
    own = replace(head, trained_on=content_marks(corpus))
    with pytest.raises(CorpusError, match="not every style"):
        native_probabilities(part, cache, own, RECIPE)


def test_each_profile_gets_the_takes_of_its_phrase_and_style(corpus: Corpus) -> None:
    happy = np.array([style == "happy" for style in corpus.emotions])
    probabilities = np.where(happy[:, None], [0.2, 0.8], [0.7, 0.3])
    profiles = [a_profile("HELLO THERE", "happy"), a_profile("Good bye.", "happy")]
    found, other = attach_expression(profiles, corpus, probabilities, STYLES)
    assert found.expression.mean == pytest.approx({"neutral": 0.2, "happy": 0.8})
    assert found.expression.target == pytest.approx((0.8,) * attaching.N_RANKS)
    assert other.expression is None


def test_speakers_weigh_alike_however_often_they_speak() -> None:
    probabilities = np.array([[0.1, 0.9]] * 9 + [[0.5, 0.5]])
    found = describe(probabilities, ["often"] * 9 + ["once"], STYLES, "happy")
    assert found.mean["happy"] == pytest.approx(0.7)
    assert found.target[0] == pytest.approx(0.5)
    assert found.target[-1] == pytest.approx(0.9)
    assert list(found.target) == sorted(found.target)
