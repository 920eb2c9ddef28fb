"""Playing a listening game."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.practice.models import ListeningCard, ListeningSound
from teaching_app.practice.views.listening_games import QUESTIONS_OF_A_ROUND
from tests.factories.models import ListeningQuestionFactory, ListeningSoundFactory

pytestmark = pytest.mark.django_db
GAME = reverse("listening_game", args=["stress"])
FRIENDLY = reverse("listening_game", args=["friendly"])


@pytest.fixture
def sound() -> ListeningSound:
    return ListeningSoundFactory(made=True)


def answer(client: Client, sound: ListeningSound, choice: int) -> str:
    url = reverse("answer_listening", args=[sound.pk])
    return client.post(url, {"choice": choice}).content.decode()


def test_a_question_shows_its_options_and_how_it_looks(
    learner_client: Client, sound: ListeningSound
) -> None:
    page = learner_client.get(GAME).content.decode()
    assert reverse("listening_sound", args=[sound.pk]) in page
    assert page.count('name="choice"') == 2
    assert "syllable 2" in page
    assert page.count("sound-picture__unvoiced") == 1
    assert "data-plays" not in page  # only what replaces a question


@pytest.mark.parametrize(
    ("choice", "said"), [(1, "Yes: reCORD."), (0, "It was reCORD. You chose REcord.")]
)
def test_an_answer_is_judged_and_scheduled(
    learner_client: Client, sound: ListeningSound, choice: int, said: str
) -> None:
    page = answer(learner_client, sound, choice)
    assert said in page
    assert "Kokoro-82M, Emma, Apache-2.0" in page
    assert ListeningCard.objects.get().rating == (3 if choice == 1 else 1)


def test_an_answer_that_is_sent_twice_counts_once(
    learner_client: Client, sound: ListeningSound
) -> None:
    answer(learner_client, sound, 0)
    before = ListeningCard.objects.get().reviewed_at
    assert "Yes: reCORD." in answer(learner_client, sound, 1)
    assert ListeningCard.objects.get().reviewed_at == before


def test_what_was_not_offered_is_no_answer(
    learner_client: Client, sound: ListeningSound
) -> None:
    assert 'name="choice"' in answer(learner_client, sound, 2)
    assert not ListeningCard.objects.exists()


def test_a_round_ends_with_its_score_and_another_begins(learner_client: Client) -> None:
    sounds = ListeningSoundFactory.create_batch(QUESTIONS_OF_A_ROUND, made=True)
    for number, each in enumerate(sounds):
        page = answer(learner_client, each, int(number > 0))
    assert "7 of 8 right" in page
    assert "Once more" in page
    assert "Question 1 of 8" in learner_client.get(GAME).content.decode()


def test_where_no_question_is_left_another_round_begins(
    learner_client: Client, sound: ListeningSound
) -> None:
    answer(learner_client, sound, 1)
    assert "Question 1 of 8" in learner_client.get(GAME).content.decode()


def test_a_part_that_is_replaced_plays_by_itself(
    learner_client: Client, sound: ListeningSound
) -> None:
    part = learner_client.get(GAME, headers={"HX-Request": "true"}).content.decode()
    assert part.startswith("<section")
    assert "data-plays" in part


def test_the_mark_that_gives_the_answer_away_is_not_shown_before(
    learner_client: Client,
) -> None:
    question = ListeningQuestionFactory(
        game="melody", text="He's here?", options=["question", "statement"], answer=0
    )
    each = ListeningSoundFactory(made=True, question=question)
    page = learner_client.get(reverse("listening_game", args=["melody"]))
    assert "He&#x27;s here<" in page.content.decode()
    assert "a question" in page.content.decode()
    assert "He&#x27;s here?" in answer(learner_client, each, 0)


def test_a_game_whose_sounds_are_being_made_says_so(learner_client: Client) -> None:
    ListeningSoundFactory()
    assert "are being made" in learner_client.get(GAME).content.decode()


def test_a_game_without_its_recordings_says_so_and_offers_others(
    learner_client: Client, sound: ListeningSound
) -> None:
    page = learner_client.get(FRIENDLY).content.decode()
    assert "recordings of actors, which are not installed" in page
    assert "are being made" not in page
    assert GAME in page


def test_a_game_whose_sounds_are_missing_says_so(learner_client: Client) -> None:
    ListeningSoundFactory(state="failed")
    assert "sounds are missing" in learner_client.get(GAME).content.decode()


def test_there_is_no_page_of_a_game_that_is_not_asked(
    learner_client: Client, settings: Any
) -> None:
    unknown = reverse("listening_game", args=["chess"])
    assert learner_client.get(unknown).status_code == 404
    settings.EXPRESSION_ENABLED = False
    assert learner_client.get(FRIENDLY).status_code == 404
    assert learner_client.get(GAME).status_code == 200


def test_games_are_part_of_the_path(
    learner_client: Client, sound: ListeningSound
) -> None:
    page = learner_client.get(reverse("practise_next")).content.decode()
    assert GAME in page
    assert FRIENDLY not in page
