"""A word is rated no better than the share of its sounds that were right."""

from __future__ import annotations

from dataclasses import replace

from emotion_engine.delivery.bounds import bounded_by_share
from emotion_engine.results import ScoreEstimate
from tests.faults import without_ending


def test_a_word_without_its_ending_is_not_rated_as_a_whole_one() -> None:
    (word, _) = without_ending()  # "likes": one sound of four
    rated = replace(word, accuracy=ScoreEstimate(9.9, 9.5, 10.0))
    assert bounded_by_share(rated, 1).accuracy == ScoreEstimate(7.5, 7.5, 7.5)
    assert bounded_by_share(word, 1).accuracy is None


def test_a_word_that_is_rated_lower_anyway_keeps_its_score() -> None:
    (word, _) = without_ending()
    rated = replace(word, accuracy=ScoreEstimate(4.0, 3.5, 4.5))
    assert bounded_by_share(rated, 1).accuracy == ScoreEstimate(4.0, 3.5, 4.5)
