"""Members that ship are loaded; those whose folders are missing have no seat."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.text import load_text_encoder
from emotion_engine.errors import CheckpointError
from emotion_engine.expression.pool import Mixture, Pool
from emotion_engine.expression.voice_expression import Clarity
from emotion_engine.fusion.checkpoint import FusionModel, write_fusion
from emotion_engine.fusion.config import FusionConfig
from emotion_engine.fusion.network import FusionNetwork
from emotion_engine.fusion.panel import ASSETS, LoadedModels, load_panel
from emotion_engine.results import MemberName
from emotion_engine.weights.shipped import TENSORS, assets_folder, read_head
from tests.checkpoints import write_text
from tests.cnns import toy_cnn

SHIPPED = [assets_folder(ASSETS), assets_folder(f"open/{ASSETS}")]


@pytest.fixture
def models(tmp_path: Path) -> LoadedModels:
    text = write_text(tmp_path / "text")
    config = EngineConfig(text_encoder=str(text), device="cpu")
    suggests = SimpleNamespace(suggests=lambda _: False)
    sound = SimpleNamespace(name="toy", n_layers=3)
    return SimpleNamespace(
        acoustic=sound, text=load_text_encoder(config), text_emotion=suggests
    )


@pytest.fixture
def folder(models: LoadedModels, tmp_path: Path) -> Path:
    folder = tmp_path / "members"
    toy_cnn().write(folder / "cnn", {})
    torch.manual_seed(0)
    config = FusionConfig(2, 6, 2, models.text.hidden_size, 3, hidden_size=8)
    network = FusionModel(FusionNetwork(config), ("a", "b", "c"), "toy", "text")
    card = {"layers": [1, 2], "stride": 4, "temperature": 1.0}
    write_fusion(folder / "fusion", network, card)
    even = Mixture(dict.fromkeys(MemberName, 1 / 3), 1.0, Clarity(0.5, 0.5))
    Pool("made", even, even).write(folder / "pool", {})
    return folder


def test_all_members_that_ship_have_a_seat(models: LoadedModels, folder: Path) -> None:
    panel = load_panel(models, folder)
    assert [one.name for one in panel.members] == [MemberName.CNN, MemberName.FUSION]
    assert panel.pool.name == "made"


@pytest.mark.parametrize("missing", ["cnn", "fusion"])
def test_a_member_whose_folder_is_missing_has_none(
    models: LoadedModels, folder: Path, missing: str
) -> None:
    shutil.rmtree(folder / missing)
    names = [member.name for member in load_panel(models, folder).members]
    assert names == [name for name in ("cnn", "fusion") if name != missing]


def test_without_a_pool_there_is_no_panel(models: LoadedModels, folder: Path) -> None:
    shutil.rmtree(folder / "pool")
    assert load_panel(models, folder) is None


def test_a_damaged_member_is_refused(models: LoadedModels, folder: Path) -> None:
    (folder / "cnn" / "head.safetensors").write_bytes(b"")
    with pytest.raises(CheckpointError, match="SHA-256"):
        load_panel(models, folder)


@pytest.mark.parametrize("part", ["cnn", "fusion", "pool"])
@pytest.mark.parametrize("folder", SHIPPED, ids=["full", "open"])
def test_what_ships_is_small_and_says_where_it_comes_from(
    folder: Path, part: str
) -> None:
    _, card = read_head(folder / part)
    assert (folder / part / TENSORS).stat().st_size < 3_000_000
    assert card["measured"]["protocol"]
    assert card["data"]["source"]
    restricted = {"NC", "research"} & set(re.findall(r"\w+", str(card["data"])))
    assert bool(restricted) == ("open" not in folder.parts)


@pytest.mark.parametrize("folder", SHIPPED, ids=["full", "open"])
def test_what_is_said_of_people_no_member_ever_heard_holds(folder: Path) -> None:
    _, card = read_head(folder / "pool")
    for teams in card["measured"]["held_out"].values():
        together, alone = teams["all"], teams["regression"]
        for corpus, figures in together["corpora"].items():
            assert figures["ua"] >= alone["corpora"][corpus]["ua"] - 0.02
        assert together["people_who_only_read"]["all"] <= 0.04
    pool = Pool.read(folder / "pool")
    assert min(pool.known.weights.values()) > 0.03  # nobody sits there in silence


def test_the_trunk_of_the_cnn_learnt_from_nothing_non_commercial() -> None:
    for folder in SHIPPED:
        _, card = read_head(folder / "cnn")
        assert {one["licence"] for one in card["source"]["data"]} == {"CC BY 4.0"}


def test_members_hold_in_rooms_that_none_of_them_ever_heard() -> None:
    _, card = read_head(SHIPPED[0] / "pool")
    together = card["measured"]["corpus_left_out"]["10 own takes"]["all"]
    assert together["ravdess, left out"]["ua"] > 0.72
    assert together["ravdess, left out"]["precision_of_answers"] > 0.8
    assert together["crema_d, left out"]["answered"] < 0.4
