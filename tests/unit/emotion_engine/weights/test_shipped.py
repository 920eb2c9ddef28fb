"""A head is loaded only if it is the one its card was written for."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.errors import CheckpointError
from emotion_engine.weights.shipped import (
    CARD,
    TENSORS,
    assets_folder,
    read_head,
    write_head,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_head(tmp_path, {"weight": np.arange(6.0).reshape(2, 3).T}, {"name": "one"})
    return tmp_path


def test_what_was_written_is_read(folder: Path) -> None:
    tensors, card = read_head(folder)
    np.testing.assert_array_equal(tensors["weight"], np.arange(6.0).reshape(2, 3).T)
    assert card["name"] == "one"


def test_one_flipped_bit_is_noticed(folder: Path) -> None:
    data = bytearray((folder / TENSORS).read_bytes())
    data[-1] ^= 1
    (folder / TENSORS).write_bytes(data)
    with pytest.raises(CheckpointError, match=r"expected SHA-256 \w{64}, found \w{64}"):
        read_head(folder)


def test_another_format_is_refused(folder: Path) -> None:
    card = json.loads((folder / CARD).read_text())
    (folder / CARD).write_text(json.dumps(card | {"format_version": 99}))
    with pytest.raises(CheckpointError, match="format 99"):
        read_head(folder)


@pytest.mark.parametrize("name", [TENSORS, CARD])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(CheckpointError, match=name):
        read_head(folder)


@pytest.mark.parametrize("part", ["expression", "open/expression", "delivery"])
def test_what_ships_is_whole_small_and_says_where_it_comes_from(part: str) -> None:
    folder = assets_folder(part)
    _, card = read_head(folder)
    assert (folder / TENSORS).stat().st_size < 3_000_000
    assert card["data"]["source"]
    assert card["data"]["licence"]
    assert card["measured"]["protocol"]
    assert card["encoder"] == "whisper-base"


def test_few_people_who_only_read_hear_of_another_style() -> None:
    _, card = read_head(assets_folder("expression"))
    for heard in card["measured"]["held_out"].values():
        assert heard["people_who_only_read"]["all"] <= 0.06


@pytest.mark.parametrize("part", ["expression", "open/expression"])
def test_what_is_said_of_voices_the_expression_head_never_heard_holds(
    part: str,
) -> None:
    _, card = read_head(assets_folder(part))
    held_out = card["measured"]["held_out"]
    unknown, known = held_out["0 own takes"], held_out["10 own takes"]
    for corpus in unknown["corpora"]:
        gain = known["corpora"][corpus]["ua"] - unknown["corpora"][corpus]["ua"]
        assert gain > 0.02
    listeners = unknown["corpora"]["crema_d"]["listeners"]
    assert min(listeners["agreement_gain_interval"]) > 0
    assert min(listeners["distance_gain_interval"]) > 0
