"""A custom style is trained on few clips, with a figure that says for whom it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.errors import CorpusError
from emotion_engine.expression.head import ExpressionHead
from emotion_engine.lab.corpora import Corpus, load_corpus
from emotion_engine.lab.release.style import (
    StyleRecipe,
    hold_out,
    style_in_words,
    train_style,
)
from emotion_engine.lab.training.alterations import AS_RECORDED
from emotion_engine.lab.training.feature_cache import FeatureCache
from emotion_engine.weights.shipped import read_head
from tests.checkpoints import write_acoustic
from tests.corpus import MadeFeatures, pooled_like, write_corpus
from tests.signals import SAMPLE_RATE, noise, tone

RECIPE = StyleRecipe(input=PooledInput((1, 2), ("mean",)), strength=0.1)
STYLES = ("pirate", "news")


def made(folder: Path, speakers: str, styles: Sequence[str] = STYLES) -> Corpus:
    """Six clips of each style, the speakers taking turns."""
    rows = [
        {"speaker": speakers[number % len(speakers)], "emotion": style}
        for style in styles
        for number in range(6)
    ]
    return load_corpus(write_corpus(folder, rows))


def features_of(corpus: Corpus, *, spread: float = 0.1) -> MadeFeatures:
    values = np.array([STYLES.index(style) for style in corpus.emotions])
    return MadeFeatures(corpus.paths, pooled_like(values, spread=spread))


def test_speakers_are_held_apart_where_there_are_two(tmp_path: Path) -> None:
    corpus = made(tmp_path, "abc")
    held_out = hold_out(corpus, 0)
    assert held_out.warning is None
    for fold in held_out.folds:
        sides = ({corpus.speakers[i] for i in side} for side in (fold.train, fold.test))
        assert set.isdisjoint(*sides)


def test_the_figure_of_one_voice_says_so_loudly(tmp_path: Path) -> None:
    corpus = made(tmp_path / "made", "a")
    out = tmp_path / "head"
    measured = train_style(corpus, features_of(corpus), RECIPE, out)
    assert style_in_words(measured).startswith("THIS FIGURE IS FOR THESE VOICES ONLY")
    assert read_head(out)[1]["known_limits"][0] == measured["warning"]


def test_a_style_of_one_speaker_only_is_no_figure_for_others(tmp_path: Path) -> None:
    rows = [{"speaker": "a", "emotion": "pirate"}] * 6
    rows += [{"speaker": "b", "emotion": "news"}] * 6
    corpus = load_corpus(write_corpus(tmp_path, rows))
    assert "only" in (hold_out(corpus, 0).warning or "")


def test_styles_that_differ_are_learnt_and_the_head_is_read_again(
    tmp_path: Path,
) -> None:
    corpus = made(tmp_path / "made", "abc")
    features = features_of(corpus)
    measured = train_style(corpus, features, RECIPE, tmp_path / "head")
    assert measured["ua"] == 1
    head = ExpressionHead.read(tmp_path / "head")
    assert set(head.labels) == set(STYLES)
    said = head.probabilities(features.features(corpus.paths)).argmax(1)
    assert [head.labels[i] for i in said] == corpus.emotions


def test_styles_that_do_not_differ_may_be_chance(tmp_path: Path) -> None:
    corpus = made(tmp_path / "made", "abc")
    features = MadeFeatures(corpus.paths, pooled_like(np.zeros(12), spread=1.0))
    measured = train_style(corpus, features, RECIPE, tmp_path / "head")
    assert "may be chance" in style_in_words(measured)


@pytest.mark.parametrize(
    ("styles", "keep", "line"),
    [(("pirate",), 6, "All clips are pirate"), (STYLES, 8, "news has 2 clips")],
)
def test_too_little_is_refused(
    styles: Sequence[str], keep: int, line: str, tmp_path: Path
) -> None:
    corpus = made(tmp_path, "abc", styles)
    corpus = replace(corpus, utterances=corpus.utterances[:keep])
    with pytest.raises(CorpusError, match=line):
        train_style(corpus, features_of(corpus), RECIPE, tmp_path / "head")
    assert not (tmp_path / "head").exists()


def test_clips_go_through_an_encoder_into_a_head_that_knows_them(
    tmp_path: Path,
) -> None:
    corpus = made(tmp_path / "made", "ab")
    for index, path in enumerate(corpus.paths):
        is_pirate = corpus.emotions[index] == "pirate"
        sound = noise(0.5, seed=index) if is_pirate else tone(200.0 + index, 0.5)
        soundfile.write(path, sound, SAMPLE_RATE)
    encoder = write_acoustic(tmp_path / "encoder", "wav2vec2")
    config = EngineConfig(acoustic_encoder=str(encoder), device="cpu")
    cache = replace(FeatureCache.of(config), folder=tmp_path / "cache")
    wide = PooledInput((0, 1, 2, 3), ("mean", "deviation"))
    recipe = StyleRecipe(input=wide, variants=(AS_RECORDED,), strength=100.0)
    measured = train_style(corpus, cache, recipe, tmp_path / "head")
    assert measured["n_speakers"] == 2
    head = ExpressionHead.read(tmp_path / "head")
    said = head.probabilities(cache.features(corpus.paths)).argmax(1)
    assert [head.labels[i] for i in said] == corpus.emotions
