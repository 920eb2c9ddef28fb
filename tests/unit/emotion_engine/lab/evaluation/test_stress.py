"""Figures of stress on words with known truth."""

from __future__ import annotations

import math

import numpy as np
import pytest

from emotion_engine.lab.evaluation import stress
from emotion_engine.lab.evaluation.stress import (
    Verdict,
    figures,
    hear,
    hear_out_of_fold,
    stress_table,
)
from emotion_engine.lab.training.stress_words import StressItem, StressWords
from emotion_engine.stress.cues import NAMES
from emotion_engine.stress.prominence import ProminenceModel

LOUD = NAMES.index("level_db")
MODEL = ProminenceModel(np.eye(len(NAMES))[LOUD], clear_margin=2.0)


def word(
    loud: int,
    expected: int = 0,
    marked: int | None = None,
    by_db: float = 6.0,
    speaker: str = "a",
) -> StressItem:
    cues = np.zeros((2, len(NAMES)))
    cues[loud, LOUD] = by_db
    return StressItem("made", speaker, "word", cues, expected, marked)


def measured(*items: StressItem) -> dict:
    n_marks = sum(item.marked is not None for item in items)
    return figures(hear(items, MODEL), StressWords(tuple(items), 0, n_marks, 0))


def test_without_marks_the_dictionary_is_the_truth() -> None:
    values = measured(word(0), word(0), word(1), word(1, by_db=1.0))
    assert values["accuracy_polysyllabic"] == 0.5
    assert values["share_elsewhere"] == values["share_unclear"] == 0.25
    assert "recall_shifted" not in values


def test_shifted_words_count_for_recall_and_controls_for_false_alarms() -> None:
    shifted = [word(1, marked=1), word(1, marked=1, by_db=1.0), word(0, marked=1)]
    controls = [word(0, marked=0), word(1, marked=0), word(0, marked=0)]
    values = measured(*shifted, *controls, word(1))
    assert values["recall_shifted"] == pytest.approx(2 / 3)
    assert values["recall_shifted_reported"] == pytest.approx(1 / 3)
    assert values["false_alarm_rate"] == pytest.approx(1 / 3)
    assert (values["n_shifted"], values["n_controls"], values["n"]) == (3, 3, 7)
    assert values["accuracy_polysyllabic"] == pytest.approx(4 / 7)


def test_shifted_words_alone_have_no_false_alarm_rate() -> None:
    values = measured(word(1, marked=1))
    assert values["recall_shifted"] == 1.0
    assert math.isnan(values["false_alarm_rate"])


def test_an_interval_over_speakers_holds_the_figure() -> None:
    items = [word(int(i < 14), speaker=str(i // 10)) for i in range(70)]
    low, high = measured(*items)["accuracy_polysyllabic_interval"]
    assert low < 0.8 < high


def test_nobody_is_heard_by_a_model_that_knows_them(monkeypatch) -> None:
    taught: list[set[str]] = []
    heard: list[set[str]] = []

    def fit(items):
        taught.append({item.speaker for item in items})
        return MODEL, None

    def listen(items, model):
        heard.append({item.speaker for item in items})
        return hear(items, model)

    monkeypatch.setattr(stress, "fit_model", fit)
    monkeypatch.setattr(stress, "hear", listen)
    items = [word(0, speaker=str(i % 9)) for i in range(36)]
    verdicts = hear_out_of_fold(items)
    assert [v.item for v in verdicts] == items
    assert len(heard) == 6
    assert all(not known & new for known, new in zip(taught, heard, strict=True))


def test_a_small_lead_is_noticed_but_not_reported() -> None:
    small, large = hear([word(1, by_db=1.0), word(1)], MODEL)
    assert (small.noticed, small.reported) == (True, False)
    assert (large.noticed, large.reported) == (True, True)
    assert isinstance(large, Verdict)


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ({"speakers": ["a", "z"]}, "learnt from 1 of 2 speakers"),
        ({"speakers": []}, "learnt from 0 of 2 speakers"),
        ({}, "does not name the speakers"),
    ],
)
def test_whether_the_weights_learnt_from_somebody_is_known_by_their_card(
    card: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stress, "read_head", lambda _: ({}, card))
    items = [word(0, speaker="a"), word(0, speaker="b")]
    assert said in stress.protocol_of(items)


def test_the_table_shows_what_was_measured() -> None:
    values = measured(word(1, marked=1), word(0, marked=0)) | {"protocol": "by hand"}
    shown = stress_table(values)
    assert "shifted stress noticed" in shown
    assert "100.0 %" in shown
