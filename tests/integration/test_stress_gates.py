"""Release gates of stress: real readers, moved prominence, one word at a time.

A short form of what docs/experiments/stress.md measures; the limits leave room for so
small a sample, not for a model that looks stress up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.evaluation import localisation
from emotion_engine.lab.evaluation.stress import evaluate_shipped
from emotion_engine.lab.training import moved_corpus, moved_prominence

pytestmark = [pytest.mark.weights, pytest.mark.data]
N_TAKES = 24


def once(find: Callable[..., Any]) -> Callable[..., Any]:
    """A function that looks into each waveform once."""
    known: dict[bytes, Any] = {}

    def find_once(waveform: np.ndarray, *rest: Any) -> Any:
        key = waveform.tobytes()
        if key not in known:
            known[key] = find(waveform, *rest)
        return known[key]

    return find_once


@pytest.fixture(scope="module", autouse=True)
def each_take_analysed_once():
    """The three gates move the same takes, and nothing changes what was found in them."""
    align, analyse = once(localisation.align), once(localisation.analyse)
    with pytest.MonkeyPatch.context() as patch:
        for module in (localisation, moved_corpus):
            patch.setattr(module, "align", align)
        for module in (localisation, moved_prominence):
            patch.setattr(module, "analyse", analyse)
        yield


@pytest.fixture(scope="module")
def heard(speech_data, engine_config, tmp_path_factory):
    """Hear some TIMIT takes after one treatment."""
    corpus = load_corpus(speech_data / "timit_sample", needs=("text",))

    def hear(treatment: str) -> dict:
        out = tmp_path_factory.mktemp(treatment)
        moved_corpus.write_moved(corpus, treatment, out, engine_config, limit=N_TAKES)
        return evaluate_shipped(out, engine_config)

    return hear


def test_natives_only_resynthesised_are_heard_as_they_were(heard) -> None:
    assert heard("control")["false_alarm_rate"] <= 0.12


def test_stress_moved_to_a_neighbour_is_noticed(heard) -> None:
    values = heard("strong")
    assert values["recall_shifted"] >= 0.9
    assert values["false_alarm_rate"] <= 0.12


def test_only_the_word_that_was_moved_changes(speech_data, engine_config) -> None:
    folder = speech_data / "timit_sample"
    values = localisation.evaluate_localisation(folder, engine_config, limit=N_TAKES)
    assert values["moved_changed"] >= 0.8
    assert values["others_changed"] <= 0.05
