"""The phrase list and the practice page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import emotion_engine as engine
from teaching_app.practice.models import Learner
from teaching_app.practice.services import consents, reference_work
from tests.factories.models import (
    NativeProfileFactory,
    PhraseFactory,
    ReferenceAudioFactory,
)

pytestmark = pytest.mark.django_db


def test_everybody_sees_the_phrases(client: Client) -> None:
    phrase = PhraseFactory(stress={"1": 1, "4": 0})
    NativeProfileFactory(phrase=phrase, n_speakers=16)
    response = client.get(reverse("phrase_list"))
    (shown,) = response.context["phrases"]
    assert shown.native_speakers == 16
    assert [w.spoken for w in shown.words if len(w.syllables) > 1] == [
        "re-CORD",
        "REC-ord",
    ]


def test_the_list_is_filtered_and_ignores_nonsense(client: Client) -> None:
    wanted = PhraseFactory(level="A2")
    PhraseFactory(level="C1")
    asked = {"level": "A2", "focus": "nonsense", "style": "nonsense"}
    context = client.get("/", asked).context
    assert context["phrases"] == [wanted]
    assert context["chosen"] == {"level": "A2", "focus": "", "style": "", "query": ""}


def test_a_search_that_finds_nothing_says_what_to_do(client: Client) -> None:
    PhraseFactory()
    page = client.get("/", {"query": "<zebra>"}).content.decode()
    assert "No phrase matches" in page
    assert "No phrase has “&lt;zebra&gt;”." in page
    assert "Show all phrases" in page
    assert "My own phrase" not in page
    page = client.get("/", {"query": "zebra", "level": "A2"}).content.decode()
    assert "“zebra” in it together with what else you chose" in page


def test_a_learner_whose_search_finds_nothing_may_write_it(
    learner_client: Client,
) -> None:
    part = learner_client.get("/", {"query": "zebra"}, headers={"hx-request": "true"})
    assert reverse("own_phrases") in part.content.decode()


def test_a_search_while_typing_gets_the_results_alone(client: Client) -> None:
    PhraseFactory()
    hurried = client.get("/", {"query": "rec"}, headers={"hx-request": "true"})
    assert "<html" not in hurried.content.decode()
    assert 'id="phrase-results"' in hurried.content.decode()
    assert "HX-Request" in hurried["Vary"]
    going_back = {"hx-request": "true", "hx-history-restore-request": "true"}
    assert "<html" in client.get("/", headers=going_back).content.decode()


def test_where_expression_is_off_nobody_looks_for_styles(
    client: Client, settings: Any
) -> None:
    settings.EXPRESSION_ENABLED = False
    PhraseFactory()
    response = client.get("/", {"style": "happy", "focus": "style"})
    assert len(response.context["phrases"]) == 1
    page = response.content.decode().replace("/?style=happy&amp;focus=style", "")
    assert "style" not in page.replace("stylesheet", "")


def test_the_list_asks_the_database_once_however_many_phrases(
    client: Client, django_assert_num_queries: Any
) -> None:
    PhraseFactory.create_batch(5)
    with django_assert_num_queries(1):
        client.get(reverse("phrase_list"))


def test_the_practice_page_has_all_it_promises(learner_client: Client) -> None:
    phrase = PhraseFactory()
    reference = ReferenceAudioFactory(phrase=phrase, style="happy")
    response = learner_client.get(reverse("practice", args=[phrase.slug]))
    context = response.context
    assert response.status_code == 200
    assert [s["code"] for s in context["styles"]] == ["neutral", "happy"]
    (listed,) = context["references"]
    assert listed["url"].endswith(f"/reference/{reference.pk}/")
    assert "woman" in listed["label"]
    assert context["limits"].max_duration_s == 30
    assert context["upload_error"] is None


def test_the_recorder_tells_microphones_apart_only_for_a_voice_to_be_known(
    learner: Learner, learner_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = reverse("practice", args=[PhraseFactory().slug])
    monkeypatch.setattr(engine, "knows_voices", lambda: False)
    assert "data-tells-microphones" not in learner_client.get(url).content.decode()
    monkeypatch.setattr(engine, "knows_voices", lambda: True)
    assert "data-tells-microphones" in learner_client.get(url).content.decode()
    consents.choose_expression(learner=learner, wanted=False)
    assert "data-tells-microphones" not in learner_client.get(url).content.decode()


def test_where_expression_is_off_no_style_is_offered(
    learner_client: Client, settings: Any
) -> None:
    settings.EXPRESSION_ENABLED = False
    phrase = PhraseFactory()
    ReferenceAudioFactory(phrase=phrase, style="happy")
    response = learner_client.get(reverse("practice", args=[phrase.slug]))
    assert response.context["styles"] == []
    assert response.context["references"] == []
    assert "happy" not in response.content.decode()


def test_a_phrase_that_is_no_longer_offered_is_not_there(
    learner_client: Client,
) -> None:
    phrase = PhraseFactory(is_active=False)
    url = reverse("practice", args=[phrase.slug])
    assert learner_client.get(url).status_code == 404


def test_a_page_whose_voice_is_not_made_yet_says_so_and_asks_for_it(
    learner_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        reference_work, "ask", lambda phrase, voice: asked.append(phrase.slug)
    )
    phrase = PhraseFactory()
    page = learner_client.get(reverse("practice", args=[phrase.slug])).content.decode()
    part = reverse("reference_partial", args=[phrase.slug])
    assert f'<awaited-part src="{part}">' in page
    assert asked == [phrase.slug]
    assert learner_client.get(part).status_code == 204
    ReferenceAudioFactory(phrase=phrase, timings=[[0, 0, 0.1, 0.3]])
    shown = learner_client.get(part)
    assert shown.status_code == 200
    assert 'data-timings="[[0,0,0.1,0.3]]"' in shown.content.decode()


def test_every_word_of_the_reference_can_be_played_alone(
    learner_client: Client,
) -> None:
    phrase = PhraseFactory(text="We record a new record.")
    ReferenceAudioFactory(phrase=phrase)
    page = learner_client.get(reverse("practice", args=[phrase.slug])).content.decode()
    for native in ("0.0 0.0", "1.0 1.1", "4.0 4.1"):
        assert f'data-native="{native}"' in page
