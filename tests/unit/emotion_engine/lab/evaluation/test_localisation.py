"""Other words count only where they can be graded before and after."""

from __future__ import annotations

import pytest

from emotion_engine.errors import CorpusError
from emotion_engine.lab.evaluation import localisation
from emotion_engine.lab.evaluation.localisation import evaluate_localisation
from emotion_engine.results import StressState
from tests.corpus import write_corpus
from tests.spoken import said_word

ROWS = [{"speaker": f"s{i}", "text": "The water is over there"} for i in range(4)]


def words(stressed: int, other: StressState):
    return (
        said_word(0, (1, 0), stressed_syllable=stressed),
        said_word(1, (1, 0), stress_state=other),
        said_word(2, (1,), stress_state=StressState.NOT_GRADED),
    )


@pytest.fixture
def folder(tmp_path):
    return write_corpus(tmp_path, ROWS)


def test_a_move_that_stays_in_its_word_changes_no_other(
    folder, monkeypatch, engine_config
) -> None:
    before = words(0, StressState.AS_EXPECTED)
    after = words(1, StressState.AS_EXPECTED)
    monkeypatch.setattr(localisation, "one_word_moved", lambda *_: (0, before, after))
    values = evaluate_localisation(folder, engine_config)
    assert (values["moved_changed"], values["others_changed"]) == (1.0, 0.0)
    assert (values["n_moved"], values["n_others"]) == (4, 4)


def test_a_verdict_that_changes_beside_it_is_counted(
    folder, monkeypatch, engine_config
) -> None:
    before = words(0, StressState.AS_EXPECTED)
    after = words(0, StressState.UNCLEAR)
    monkeypatch.setattr(localisation, "one_word_moved", lambda *_: (0, before, after))
    values = evaluate_localisation(folder, engine_config)
    assert (values["moved_changed"], values["others_changed"]) == (0.0, 1.0)


def test_takes_without_two_graded_words_are_not_enough(
    folder, monkeypatch, engine_config
) -> None:
    monkeypatch.setattr(localisation, "one_word_moved", lambda *_: None)
    with pytest.raises(CorpusError, match="two words"):
        evaluate_localisation(folder, engine_config)
