"""A finished head is tested on new voices only; what a corpus lacks is no error."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.linear_head import LinearHead, PooledInput
from emotion_engine.errors import CorpusError
from emotion_engine.expression.head import ExpressionHead
from emotion_engine.expression.voice_expression import Clarity, VoiceExpressionHead
from emotion_engine.expression.voice_head import VoiceHead
from emotion_engine.lab.corpora import Corpus, content_marks, load_corpus
from emotion_engine.lab.evaluation.expression_figures import expression_table
from emotion_engine.lab.evaluation.expression_shipped import (
    evaluate_folder,
    evaluate_reading,
    evaluate_shipped,
    unheard_of,
)
from tests.corpus import HIDDEN, MadeFeatures, pooled_like, write_corpus

LABELS = ("neutral", "calm", "happy", "sad")
VALUES = {"neutral": 0.0, "calm": 0.0, "happy": 2.0, "sad": -2.0}
OFFSETS = np.repeat([[0.0], [0.0], [2.0], [-2.0]], HIDDEN, axis=1)


def a_head(**facts: object) -> VoiceExpressionHead:
    """Happy lies above a voice's middle, sad below, neutral and calm on it."""
    weight = np.tile([0.0, -0.1, 1.0, -1.0], (HIDDEN, 1)).astype(np.float32)
    bias = np.array([4.0, 3.0, 0.0, 0.0], np.float32)
    plain = LinearHead(
        PooledInput((1,), ("mean",)),
        np.zeros(HIDDEN, np.float32),
        np.ones(HIDDEN, np.float32),
        weight,
        bias,
    )
    voice = VoiceHead(plain, weight, bias, np.float32(OFFSETS), LABELS)
    clear = Clarity(0.5, 0.5)
    return VoiceExpressionHead("made", LABELS, voice, voice, clear, clear, **facts)


def corpus_of(folder: Path, styles: tuple[str, ...], speakers: str = "ab") -> Corpus:
    rows = [
        {"speaker": s, "emotion": style}
        for s in speakers
        for style in styles
        for _ in range(4)
    ]
    return load_corpus(write_corpus(folder, rows))


def heard(corpus: Corpus, voices: dict[str, float] | None = None) -> MadeFeatures:
    """Each take is its style's value, and so much above it as its voice is."""
    above = [(voices or {}).get(speaker, 0.0) for speaker in corpus.speakers]
    own = [VALUES[style or "neutral"] for style in corpus.emotions]
    return MadeFeatures(corpus.paths, pooled_like(np.add(own, above)))


def test_styles_that_the_corpus_lacks_are_masked_and_named(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, ("neutral", "happy"))
    values = evaluate_shipped(corpus, heard(corpus), a_head())
    assert values["ua"] == 1
    assert values["labels"] == ["neutral", "happy"]
    assert values["masked"] == ["calm", "sad"]
    assert values["chance"] == 0.5
    assert "masked, not in this corpus: calm, sad" in expression_table(values)


def test_calm_counts_as_neutral_where_nobody_was_asked_to_be_calm(
    tmp_path: Path,
) -> None:
    corpus = corpus_of(tmp_path, ("neutral", "happy"))
    calmer = replace(
        a_head().performed,
        plain=replace(a_head().performed.plain, bias=np.float32([3, 4, 0, 0])),
    )
    head = replace(a_head(), performed=calmer)
    assert evaluate_shipped(corpus, heard(corpus), head)["ua"] == 1


def test_own_takes_undo_what_a_voice_lies_above_the_others(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, ("neutral", "happy", "sad"))
    cache = heard(corpus, {"a": 2.5, "b": -2.5})
    unknown = evaluate_shipped(corpus, cache, a_head())
    known = evaluate_shipped(corpus, cache, a_head(), own_takes=8)
    assert unknown["ua"] < 0.5
    assert known["ua"] > unknown["ua"] + 0.3
    assert known["members"]["against its middle"] >= known["ua"] - 0.01
    assert known["members"]["as it is"] == unknown["ua"]
    assert known["protocol"].endswith("8 own takes known")


def test_a_head_without_use_for_own_takes_says_so(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, ("neutral", "happy"))
    head = ExpressionHead("older", LABELS, a_head().linear)
    unknown = evaluate_shipped(corpus, heard(corpus), head)
    known = evaluate_shipped(corpus, heard(corpus), head, own_takes=5)
    assert unknown["protocol"].endswith("0 own takes known")
    assert known["protocol"].endswith("5 own takes known, which it does not use")
    assert known["ua"] == unknown["ua"]


def test_speakers_that_it_learnt_from_are_left_out_by_file_or_by_name(
    tmp_path: Path,
) -> None:
    corpus = corpus_of(tmp_path / "made", ("neutral", "happy"), speakers="abc")
    one_file = content_marks(corpus)[:1]
    head = a_head(trained_on=one_file, speakers={"made": ("b",)})
    found = unheard_of(corpus, head)
    assert set(found.takes.speakers) == {"c"}
    assert found.note == "2 speakers that the head learnt from are left out"
    values = evaluate_shipped(corpus, heard(corpus), head)
    assert values["n_speakers"] == 1


def test_a_corpus_that_it_learnt_from_is_refused(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, ("neutral", "happy"))
    head = a_head(trained_on=content_marks(corpus))
    with pytest.raises(CorpusError, match="learnt from all 2 speakers"):
        evaluate_shipped(corpus, heard(corpus), head)


def test_a_corpus_with_styles_for_some_takes_only_is_refused(tmp_path: Path) -> None:
    rows = [{"speaker": "a", "emotion": "happy"}, {"speaker": "b", "emotion": ""}]
    corpus = load_corpus(write_corpus(tmp_path, rows))
    cache = heard(corpus)
    with pytest.raises(CorpusError, match="emotion is not known of 1 takes"):
        evaluate_folder(corpus, cache, EngineConfig(), alone=True, own_takes=0, seed=0)
    assert cache.asked == []


def test_a_style_the_head_never_learnt_is_refused(tmp_path: Path) -> None:
    rows = [{"speaker": "a", "emotion": "bored"}]
    corpus = load_corpus(write_corpus(tmp_path, rows))
    cache = MadeFeatures(corpus.paths, pooled_like(np.zeros(1)))
    with pytest.raises(CorpusError, match="bored"):
        evaluate_shipped(corpus, cache, a_head())


def test_readers_assigned_another_style_are_counted_by_first_language(
    tmp_path: Path,
) -> None:
    rows = [
        {"speaker": s, "first_language": language}
        for s, language in (("a", "english"), ("b", "korean"))
        for _ in range(4)
    ]
    corpus = load_corpus(write_corpus(tmp_path, rows))
    values = evaluate_reading(corpus, heard(corpus, {"b": 3.0}), a_head())
    assert values["reported_other"] == 0.5
    assert values["by_first_language"] == {"english": 0.0, "korean": 1.0}
    assert values["reported"]["happy"] == 0.5
    assert "reported as another, first language korean" in expression_table(values)


def test_votes_of_listeners_are_compared_with_their_shares(tmp_path: Path) -> None:
    rows = [
        {
            "speaker": s,
            "emotion": style,
            "votes_neutral": 9 if style == "neutral" else 1,
            "votes_happy": 1 if style == "neutral" else 9,
        }
        for s in "ab"
        for style in ("neutral", "happy")
        for _ in range(3)
    ]
    corpus = load_corpus(write_corpus(tmp_path, rows))
    found = evaluate_shipped(corpus, heard(corpus), a_head())["listeners"]
    assert found["agreement"]["model"] == pytest.approx(0.9)
    assert found["agreement"]["one_listener"] == pytest.approx(0.8)
    assert found["distance"]["model"] < found["distance"]["one_listener"]
