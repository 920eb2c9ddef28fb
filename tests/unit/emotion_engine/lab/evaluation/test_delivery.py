"""Agreement with experts is measured on unseen speakers, at every granularity."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_engine.delivery.model import RATED, DeliveryModel
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.evaluation.delivery import (
    evaluate_delivery,
    evaluate_shipped,
    one_expert,
)
from emotion_engine.lab.evaluation.delivery_repeatability import (
    half_width,
    spread_evenly,
)
from emotion_engine.lab.training.delivery.learning import NetworkRecipe
from emotion_engine.lab.training.delivery.rated import (
    listen_to,
    listen_to_natives,
    truths_of,
)
from emotion_engine.lab.training.delivery.raters import RatersRecipe, train_raters
from tests.corpus import write_corpus
from tests.phones import MadeListener, made_take, write_ratings

RECIPE = RatersRecipe(
    network=NetworkRecipe(n_epochs=8, width=16, dropout=0.1),
    seeds=(0, 1),
    penalty=10.0,
    n_folds=3,
)
N_TAKES, N_NATIVES = 120, 48


@pytest.fixture(scope="module")
def listener() -> MadeListener:
    skills = np.random.default_rng(0).uniform(0.3, 1, N_TAKES)
    learners = {str(i): made_take(skill, i) for i, skill in enumerate(skills)}
    natives = {f"n{i}": made_take(1.0, 900 + i) for i in range(N_NATIVES)}
    return MadeListener(learners | natives, deaf_to={"5"})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, listener: MadeListener) -> Path:
    root = tmp_path_factory.mktemp("data")
    rows = [
        {"speaker": f"s{i % 12}", "text": "la", "age": 8 + i % 12 * 2, "duration_s": 1}
        for i in range(N_TAKES)
    ]
    write_corpus(root / "learners", rows)
    write_ratings(
        root / "learners", {k: listener.takes[k] for k in map(str, range(N_TAKES))}
    )
    rows = [
        {"path": f"n{i}.wav", "speaker": f"n{i % 6}", "text": "la", "duration_s": 1}
        for i in range(N_NATIVES)
    ]
    write_corpus(root / "timit_sample", rows)
    return root / "learners"


@pytest.fixture(scope="module")
def values(folder: Path, listener: MadeListener) -> dict:
    corpus = load_corpus(folder, needs=("text",))
    return evaluate_delivery(corpus, listener, RECIPE)


def test_scores_that_follow_the_sounds_agree_with_the_experts(values: dict) -> None:
    for aspect in ("accuracy", "total", "word_accuracy", "phone"):
        low, high = values["pcc_interval"][aspect]
        assert 0.6 < low < values["pcc"][aspect] < high
    assert set(values["pcc_over_seeds"]["phone"]) == {"mean", "sd"}


def test_takes_that_could_not_be_aligned_are_counted(values: dict) -> None:
    assert (values["n"], values["n_failed"]) == (N_TAKES - 1, 1)
    assert values["n_words"] == 4 * (N_TAKES - 1)


def test_groups_are_those_of_the_manifest(values: dict) -> None:
    groups = values["pcc_by_group"]
    assert groups["children"]["n"] + groups["grown-ups"]["n"] == N_TAKES - 1
    assert "female" not in groups  # the manifest does not say


def test_reported_words_are_wrong_ones(values: dict) -> None:
    assert values["flags"]["precision"] > 0.6
    assert values["flags"]["recall"] > 0.5
    assert values["flags"]["sound_marked_by_an_expert"] > 0.6


def test_natives_are_rated_by_corpus_and_nothing_wavers(values: dict) -> None:
    natives = values["natives"]["timit_sample"]
    assert (natives["n"], natives["n_speakers"]) == (N_NATIVES, 6)
    assert natives["words_told"] < values["flags"]["n_flagged"] / values["n_words"]
    assert values["repeatability"] == dict.fromkeys(RATED, 0.0)


def test_an_unrated_folder_says_where_scores_lie(
    folder: Path, listener: MadeListener
) -> None:
    learners = listen_to(load_corpus(folder, needs=("text",)), listener)
    natives = listen_to_natives(folder, listener)
    raters = train_raters(
        learners.spoken[:60], truths_of(learners)[:60], natives.spoken, RECIPE
    )
    model = DeliveryModel("toy", raters, dict.fromkeys(RATED, 0.5), 6.0)
    unrated = load_corpus(folder.parent / "timit_sample", needs=("text",))
    values = evaluate_shipped(unrated, listener, model)
    assert "pcc" not in values
    assert values["score_quantiles"]["total"]["p50"] > 8
    rated = evaluate_shipped(load_corpus(folder, needs=("text",)), listener, model)
    assert rated["pcc"]["phone"] > 0.6


def test_one_expert_agrees_with_the_others_as_their_noise_allows() -> None:
    generator = np.random.default_rng(0)
    skill = generator.normal(0, 1, 20_000)
    by_expert = skill[:, None] + generator.normal(0, 1, (20_000, 5))
    # one has variance 1 + 1, the mean of four others 1 + 1/4, both share 1
    assert one_expert(by_expert) == pytest.approx(1 / np.sqrt(2 * 1.25), abs=0.02)
    by_expert[::2, 4] = np.nan
    assert one_expert(by_expert) == pytest.approx(1 / np.sqrt(2 * 1.25), abs=0.03)


def test_the_half_width_covers_the_wanted_share() -> None:
    moved = np.random.default_rng(0).normal(0, 1, 20_000)
    assert half_width([moved[:5000], moved[5000:]]) == pytest.approx(1.96, abs=0.05)


def test_takes_are_drawn_from_all_over_the_corpus() -> None:
    assert spread_evenly(10, 4).tolist() == [0, 3, 6, 9]
    assert spread_evenly(3, 9).tolist() == [0, 1, 2]
