"""How often a habit is told, from takes with known truth."""

from __future__ import annotations

import pytest

from emotion_engine.evaluation.habits import told
from emotion_engine.results import UtteranceReport
from tests.faults import weak_and_strong
from tests.spoken import said_word

USUAL = UtteranceReport("", "", words=weak_and_strong(height_st=1.0))
SHORT = UtteranceReport("", "", words=(said_word(0, (1,)),))


def test_only_takes_with_the_habit_are_told_and_short_ones_cannot_be() -> None:
    odd = UtteranceReport("", "", words=weak_and_strong(length=4.0))
    found = told([("a", USUAL), ("a", odd), ("b", USUAL), ("b", SHORT)])
    assert found["share"] == 1 / 4
    assert found["n_possible"] == 3
    assert found["share_where_possible"] == pytest.approx(1 / 3)
