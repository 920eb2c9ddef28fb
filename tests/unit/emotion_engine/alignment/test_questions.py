"""Questions that are answered by yes or no are told from all other phrases."""

from __future__ import annotations

import doctest

import pytest

from emotion_engine.alignment import questions
from emotion_engine.alignment.questions import asks_yes_or_no


@pytest.mark.parametrize(
    "text",
    [
        "Are you coming with us tonight?",
        "Isn’t that hers?",
        "Really? Can I see it?",
        "And would you mind?",
        "If it rains, will you stay at home?",
        'Don\'t they still call you "Junior"?',
    ],
)
def test_an_auxiliary_begins_a_question_of_yes_or_no(text: str) -> None:
    assert asks_yes_or_no(text)


@pytest.mark.parametrize(
    "text",
    [
        "Are you coming or staying?",
        "You're coming, aren't you?",
        "Do come in, won't you?",
        "Where are you?",
        "Do come in.",
        "You're leaving already?",
        "?",
        "",
    ],
)
def test_choices_tags_and_statements_do_not_ask_it(text: str) -> None:
    assert not asks_yes_or_no(text)


def test_the_examples_hold() -> None:
    assert doctest.testmod(questions).failed == 0
