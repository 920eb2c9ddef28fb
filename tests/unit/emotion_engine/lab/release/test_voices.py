"""What ships: a head that can be read again, and a card that says on whom it was tested."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.expression.shipped import read_style_head
from emotion_engine.expression.voice_expression import VoiceExpressionHead
from emotion_engine.lab.corpora import Corpus, content_marks, load_corpus
from emotion_engine.lab.release import voices
from emotion_engine.lab.release.voices import release_voices
from emotion_engine.lab.training.alterations import PACED
from emotion_engine.lab.training.voices.fit import VoiceRecipe
from tests.corpus import HIDDEN, MadeFeatures, write_corpus

EIGHT = ("neutral", "calm", "happy", "sad", "angry", "fearful", "disgust", "surprised")
SIX = tuple(s for s in EIGHT if s not in ("calm", "surprised"))
RECIPE = VoiceRecipe(
    PooledInput((0, 1), ("mean",)), strength=1.0, n_directions=2 * HIDDEN
)


def acted(folder: Path, styles: tuple[str, ...], *, votes: bool) -> Corpus:
    rows = [
        {
            "speaker": f"{folder.name}{s}",
            "sex": "female" if s % 2 else "male",
            "age": 20 + 8 * s,
            "emotion": style,
            "fold": s + 1,
            **{f"votes_{v}": (8 if v == style else 1) for v in SIX if votes},
        }
        for s in range(6)
        for style in styles
        for _ in range(2)
    ]
    return load_corpus(write_corpus(folder, rows), needs=("emotion",))


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> list[Corpus]:
    tmp_path = tmp_path_factory.mktemp("corpora")
    reading = [{"speaker": s} for s in "pqr" for _ in range(4)]
    return [
        acted(tmp_path / "ravdess", EIGHT, votes=False),
        acted(tmp_path / "crema_d", SIX, votes=True),
        load_corpus(write_corpus(tmp_path / "arctic", reading)),
    ]


def features_of(corpora: list[Corpus]) -> MadeFeatures:
    """A style is a place among the entries of two layers; voices move all of them."""
    generator = np.random.default_rng(0)
    paths, pooled = [], []
    for corpus in corpora:
        voices = {s: generator.normal(0, 1) for s in sorted(set(corpus.speakers))}
        for utterance in corpus.utterances:
            take = generator.normal(0, 0.3, (3, 3, HIDDEN)) + voices[utterance.speaker]
            place = EIGHT.index(utterance.emotion or "neutral")
            take[place // HIDDEN, 0, place % HIDDEN] += 4
            paths.append(utterance.path)
            pooled.append(take)
    return MadeFeatures(paths, np.array(pooled))


class Released(NamedTuple):
    """A head that was written from these features, and its figures."""

    folder: Path
    cache: MadeFeatures
    measured: dict[str, Any]


@pytest.fixture(scope="module")
def released(
    corpora: list[Corpus], tmp_path_factory: pytest.TempPathFactory
) -> Released:
    folder, cache = tmp_path_factory.mktemp("head"), features_of(corpora)
    recipe = replace(RECIPE, alterations=(PACED,))
    measured = release_voices(corpora, cache, recipe, folder, name="made")
    return Released(folder, cache, measured)


def test_the_head_that_is_written_is_read_and_knows_whom_it_learnt_from(
    corpora: list[Corpus], released: Released
) -> None:
    head = read_style_head(released.folder)
    assert isinstance(head, VoiceExpressionHead)
    assert head.labels == EIGHT
    assert set(head.speakers) == {"ravdess", "crema_d", "arctic"}
    assert head.speakers["arctic"] == ("p", "q", "r")
    assert np.isin(content_marks(corpora[1]), head.trained_on).all()
    take = released.cache.features(corpora[0].paths[:1])[0]
    judged = head.judge(take)
    assert judged.probabilities.sum() == pytest.approx(1)
    assert judged.listeners.sum() == pytest.approx(1)
    by_fold = released.measured["held_out"]["10 own takes"]["corpora"]
    assert by_fold["ravdess"]["ua"] > 0.7
    assert by_fold["crema_d"]["n_styles"] == 6


def test_the_card_has_figures_by_corpus_sex_and_age_and_of_readers(
    released: Released,
) -> None:
    asked = released.cache.asked
    assert asked.count("paced") == 2  # what is only read is not altered
    card = json.loads((released.folder / "card.json").read_text())
    assert [c["name"] for c in card["data"]["corpora"]] == [
        "ravdess",
        "crema_d",
        "arctic",
    ]
    figures = card["measured"]["held_out"]["0 own takes"]
    assert set(figures["corpora"]["crema_d"]["by_sex"]) == {"female", "male"}
    assert set(figures["corpora"]["crema_d"]["by_age"]) == {
        "0 to 29",
        "30 to 49",
        "50 to 199",
    }
    assert set(figures["people_who_only_read"]) >= {"arctic", "all", "worst"}
    assert figures["corpora"]["crema_d"]["listeners"]["agreement"]["model"] > 0
    outside = card["measured"]["corpus_left_out"]["10 own takes"]
    assert set(outside) == {"ravdess", "crema_d"}
    assert "CC BY-NC-SA 4.0" in card["data"]["licence"]


def test_a_single_acted_corpus_has_no_corpus_to_leave_out(
    corpora: list[Corpus], tmp_path: Path
) -> None:
    open_set = corpora[1:]
    measured = release_voices(
        open_set, features_of(open_set), RECIPE, tmp_path, name="open"
    )
    assert measured["corpus_left_out"] == {}
    head = read_style_head(tmp_path)
    assert head.labels == tuple(s for s in EIGHT if s in SIX)
    card = json.loads((tmp_path / "card.json").read_text())
    assert "NC" not in card["data"]["licence"]


def test_the_command_takes_only_a_few_takes_of_each_corpus_of_readers(
    corpora: list[Corpus], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released: list[list[Corpus]] = []

    def release(corpora: list[Corpus], *_: object, **__: object) -> dict:
        released.append(corpora)
        return {}

    monkeypatch.setattr(voices, "release_voices", release)
    folders = [corpus.folder for corpus in corpora]
    voices.TASK.run(
        folders[:2],
        tmp_path / "head",
        EngineConfig(),
        read=folders[2:],
        read_takes=5,
        profiles=None,
        seed=0,
    )
    assert [len(corpus) for corpus in released[0]] == [96, 72, 5]
