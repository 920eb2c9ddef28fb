"""Members that ship: trained without a sixth of the actors, written so that they load."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.errors import CorpusError
from emotion_engine.expression.cnn.member import CnnMember
from emotion_engine.expression.cnn.network import write_trunk
from emotion_engine.expression.pool import Pool
from emotion_engine.fusion.member import FusionMember
from emotion_engine.lab.corpora import Corpus, load_corpus
from emotion_engine.lab.evaluation.members import members_table
from emotion_engine.lab.evaluation.members_held_out import (
    MembersRecipe,
    read_material,
    read_networks,
)
from emotion_engine.lab.release.members import release_members
from emotion_engine.lab.training.cnn.fit import CnnRecipe
from emotion_engine.lab.training.fusion.recipe import FusionRecipe
from emotion_engine.lab.training.members.networks import NetworkRecipe
from emotion_engine.lab.training.voices.fit import VoiceRecipe
from emotion_engine.models import models_of
from emotion_engine.results import MemberName
from tests.checkpoints import write_acoustic, write_text
from tests.cnns import toy_trunk
from tests.corpus import write_corpus

FOUR = ("neutral", "calm", "happy", "sad")
THREE = ("neutral", "happy", "sad")
TEXTS = ("We record the photograph.", "The photographer.")
RECIPE = MembersRecipe(
    VoiceRecipe(
        PooledInput((0, 1), ("mean",)), strength=1.0, n_directions=8, alterations=()
    ),
    NetworkRecipe(
        CnnRecipe(n_epochs=1, min_steps=2),
        FusionRecipe(n_epochs=1, loss="soft classes", words=0.0),
        layers=(1, 2),
        hidden_size=8,
    ),
    n_takes=24,
)


def acted(folder: Path, styles: tuple[str, ...]) -> Corpus:
    rows = [
        {
            "speaker": f"s{speaker}",
            "emotion": style,
            "fold": 1 + speaker // 2,
            "text": TEXTS[speaker % 2],
            **{f"votes_{one}": (8 if one == style else 1) for one in THREE},
        }
        for speaker in range(4)
        for style in styles
        for _ in range(2)
    ]
    return load_corpus(write_corpus(folder, rows), needs=("emotion",))


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EngineConfig:
    monkeypatch.setenv("FEATURE_CACHE", str(tmp_path / "features"))
    return EngineConfig(
        acoustic_encoder=str(write_acoustic(tmp_path / "heard", "wav2vec2")),
        text_encoder=str(write_text(tmp_path / "read")),
        device="cpu",
    )


@pytest.fixture
def corpora(tmp_path: Path) -> tuple[list[Corpus], list[Corpus]]:
    reading = [{"speaker": s, "text": TEXTS[0]} for s in "pqrs" for _ in range(2)]
    readers = [
        load_corpus(write_corpus(tmp_path / name, reading))
        for name in ("arctic", "nsc")
    ]
    return [
        acted(tmp_path / "ravdess", FOUR),
        acted(tmp_path / "crema_d", THREE),
    ], readers


def test_members_are_written_with_cards_and_take_their_seats(
    corpora: tuple[list[Corpus], list[Corpus]], config: EngineConfig, tmp_path: Path
) -> None:
    write_trunk(toy_trunk(), tmp_path / "trunk", {"data": [{"licence": "CC BY 4.0"}]})
    out = tmp_path / "members"
    measured = release_members(
        *corpora,
        config,
        RECIPE,
        tmp_path / "trunk",
        out,
        suggests=lambda _: False,
        leave_out=True,
    )
    left_out = measured["corpus_left_out"]["10 own takes"]["all"]
    assert left_out["ravdess, left out"]["n_styles"] == len(THREE)
    assert left_out["crema_d, left out"]["n_styles"] == len(THREE)
    models = models_of(config)
    fusion = FusionMember.read(
        out / "fusion", models.acoustic, models.text, lambda _: False
    )
    cnn, pool = CnnMember.read(out / "cnn"), Pool.read(out / "pool")
    assert cnn.labels == fusion.labels == FOUR
    assert (fusion.layers, fusion.stride) == ((1, 2), 4)
    for mixture in (pool.unknown, pool.known):
        assert set(mixture.weights) == set(MemberName)
        assert sum(mixture.weights.values()) == pytest.approx(1)
        assert min(mixture.weights.values()) >= 0
    card = json.loads((out / "cnn" / "card.json").read_text())
    assert card["source"]["data"] == [{"licence": "CC BY 4.0"}]
    assert "CC BY-NC-SA 4.0; ODbL 1.0" in card["data"]["licence"]
    assert set(measured["held_out"]) == {"0 own takes", "10 own takes"}
    assert "regression and cnn" in members_table(measured)
    assert "ravdess, left out" in members_table(measured)

    again = release_members(
        *corpora,
        config,
        RECIPE,
        tmp_path / "trunk",
        tmp_path / "again",
        suggests=lambda _: False,
        trained=out,
        leave_out=True,
    )
    for known, weights in measured["weights"].items():
        assert again["weights"][known] == pytest.approx(weights, abs=0.05)
    other = replace(RECIPE, n_takes=23)
    with pytest.raises(CorpusError, match="other takes"):
        read_networks(out, FOUR, other)


def test_nobody_who_is_held_out_is_learnt_from(
    corpora: tuple[list[Corpus], list[Corpus]], config: EngineConfig
) -> None:
    recipe = replace(RECIPE, n_takes=12)
    material = read_material(*corpora, config, recipe, lambda text: "record" in text)
    takes, chosen = material.takes, material.chosen
    learnt = set(takes.speakers[chosen[material.train]])
    heard = set(takes.speakers[chosen[material.test]])
    assert not learnt & heard
    assert {"ravdess:s0", "crema_d:s1", "arctic:p", "nsc:q"} & heard
    assert "arctic" not in {name.split(":")[0] for name in learnt}
    assert any(name.startswith("nsc") for name in learnt)
    assert len(chosen) == 2 * 12 + 2 * 8
    texts = [u.text for one in (*corpora[0], *corpora[1]) for u in one.utterances]
    spoken = np.array(["record" in text for text in texts])[chosen]
    assert (material.networks.spoken == spoken).all()
