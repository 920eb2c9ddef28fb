"""The spread of a head is measured on new voices and noted in its card."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.encoders.linear_head import LinearHead, PooledInput
from emotion_engine.errors import CorpusError
from emotion_engine.expression.head import ExpressionHead
from emotion_engine.expression.spread import Spread
from emotion_engine.lab.corpora import Corpus, content_marks, load_corpus
from emotion_engine.lab.release.style_spread import (
    release_spread,
    some_speakers,
    spread_table,
)
from emotion_engine.lab.training.alterations import AS_RECORDED, HARMLESS, Alteration
from emotion_engine.weights.shipped import read_head
from tests.corpus import HIDDEN, MadeFeatures, pooled_like, write_corpus

LABELS = ("neutral", "happy")
NOW = {"n_speakers": 2, "own_takes": 1, "learnt_from_too": False, "seed": 0}


class MovedByNoise(MadeFeatures):
    """An alteration lifts the features by its place among the harmless ones."""

    def features(
        self, paths: Sequence[Path], alteration: Alteration = AS_RECORDED
    ) -> np.ndarray:
        places = {one.name: 0.1 * n for n, one in enumerate(HARMLESS, start=1)}
        return super().features(paths) + places.get(alteration.name, 0.0)


def a_head(**facts: object) -> ExpressionHead:
    """Happier the higher the features."""
    linear = LinearHead(
        PooledInput((1,), ("mean",)),
        np.zeros(HIDDEN, np.float32),
        np.ones(HIDDEN, np.float32),
        np.tile(np.float32([0.0, 1.0]), (HIDDEN, 1)),
        np.zeros(2, np.float32),
    )
    return ExpressionHead("made", LABELS, linear, **facts)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    rows = [
        {"speaker": speaker, "emotion": style}
        for speaker in "abcd"
        for style in LABELS
        for _ in range(2)
    ]
    return load_corpus(write_corpus(tmp_path / "made", rows))


def cache_of(corpus: Corpus) -> MovedByNoise:
    values = np.array([float(style == "happy") - 0.5 for style in corpus.emotions])
    return MovedByNoise(corpus.paths, pooled_like(values, spread=0.01))


def test_the_card_says_how_far_alterations_move_a_probability(
    corpus: Corpus, tmp_path: Path
) -> None:
    folder = tmp_path / "head"
    a_head().write(folder, {"encoder": "made"})
    before, _ = read_head(folder)
    spread = release_spread([corpus], cache_of(corpus), folder, **NOW)
    after, card = read_head(folder)
    assert card["encoder"] == "made"
    assert card["spread"] == spread
    assert all(np.array_equal(after[name], before[name]) for name in before)
    known = Spread.of_card(card)
    happy = 1 / (1 + np.exp(-HIDDEN * 0.5))
    low, high = known.around(happy)
    lift = 0.1 * len(HARMLESS)  # happy becomes likelier, and neutral less likely
    assert low == pytest.approx(1 / (1 + np.exp(-HIDDEN * (0.5 - lift))), abs=0.02)
    assert high == pytest.approx(1 / (1 + np.exp(-HIDDEN * (0.5 + lift))), abs=0.02)
    n_takes = 2 * 4  # of two speakers
    assert spread["n_pairs"] == len(HARMLESS) * n_takes * len(LABELS)
    assert "to" in spread_table(spread)


def test_speakers_that_the_head_learnt_from_are_used_only_if_it_is_said(
    corpus: Corpus, tmp_path: Path
) -> None:
    a_head(trained_on=content_marks(corpus)).write(tmp_path / "head", {})
    cache, folder = cache_of(corpus), tmp_path / "head"
    with pytest.raises(CorpusError, match="learnt from all"):
        release_spread([corpus], cache, folder, **NOW)
    spread = release_spread(
        [corpus], cache, folder, **(NOW | {"learnt_from_too": True})
    )
    assert spread["learnt_from_too"] is True


def test_speakers_are_spread_over_the_corpus(corpus: Corpus) -> None:
    kept = some_speakers(corpus, 2)
    assert set(kept.speakers) == {"a", "d"}
    assert len(kept) == 8
    assert len(some_speakers(corpus, 9)) == len(corpus)
