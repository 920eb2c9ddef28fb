"""Release gates of delivery: natives sound native, and harmless changes change little.

A short form of what docs/experiments/delivery.md measures; the limits leave room for so
small a sample. Some of these natives showed in training what phones sound like; nobody
rated them.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.delivery.model import RATED, DeliveryModel
from emotion_engine.lab.corpora import Corpus, load_corpus
from emotion_engine.lab.evaluation.delivery import evaluate_shipped
from emotion_engine.lab.evaluation.delivery_repeatability import hear_altered, movements
from emotion_engine.lab.training.alterations import LOUDER, OPUS_24, SOFTER
from emotion_engine.lab.training.delivery.listening import PhoneListener
from emotion_engine.lab.training.delivery.rated import listen_to
from emotion_engine.weights.shipped import assets_folder

pytestmark = [pytest.mark.weights, pytest.mark.data]
N_TAKES = 12


@pytest.fixture(scope="module")
def listener(engine_config, tmp_path_factory) -> PhoneListener:
    """Listen anew: a cache would only show what was heard once."""
    patch = pytest.MonkeyPatch()
    patch.setenv("FEATURE_CACHE", str(tmp_path_factory.mktemp("heard")))
    yield PhoneListener(engine_config)
    patch.undo()


def shipped() -> DeliveryModel:
    return DeliveryModel.read(assets_folder("delivery"))


@pytest.fixture
def sample(speech_data: Path, tmp_path: Path) -> Callable[[str], Corpus]:
    """Some takes of different speakers, as a corpus of their own."""

    def of(name: str) -> Corpus:
        whole = speech_data / name
        with (whole / "manifest.csv").open(newline="") as lines:
            rows = list(csv.DictReader(lines))
        places = np.linspace(0, len(rows) - 1, N_TAKES).round().astype(int)
        for row in (rows[i] for i in places):
            row["path"] = str(whole / row["path"])
        with (tmp_path / "manifest.csv").open("w", newline="") as file:
            table = csv.DictWriter(file, rows[0])
            table.writeheader()
            table.writerows(rows[i] for i in places)
        return load_corpus(tmp_path, needs=("text",))

    return of


@pytest.mark.parametrize(
    ("name", "in_top_band"),
    [("timit_sample", 0.75), ("ravdess", 0.5)],  # readers; actors, in all styles
)
def test_natives_score_high(sample, listener, name, in_top_band) -> None:
    """The goal is 95 % in the top band; these limits keep what is reached so far."""
    values = evaluate_shipped(sample(name), listener, shipped())
    assert values["top_band"]["total"] >= in_top_band
    assert values["score_quantiles"]["total"]["p5"] >= 7  # none below "good"


def test_gain_and_codec_move_scores_less_than_stated(sample, listener) -> None:
    learners = listen_to(sample("speechocean762"), listener)
    takes = hear_altered(
        learners, listener, range(len(learners)), (LOUDER, SOFTER, OPUS_24)
    )
    model = shipped()
    found = movements(model.raters, takes, range(len(learners)))
    assert len(found) == 3
    for moved in found:
        for aspect in RATED:
            inside = np.abs(moved[aspect]) <= model.repeatability[aspect]
            # stated for 95 % of takes; so few leave room for chance
            assert inside.mean() >= 0.9, (moved["alteration"], aspect)
