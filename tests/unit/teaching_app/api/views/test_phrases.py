"""Phrases by the API: search, read, validate, write, natives' evidence, references."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from teaching_app.api.views import phrases as views
from teaching_app.practice.models import Learner, Phrase
from teaching_app.practice.services import content, own_phrases
from tests.factories.api import client_of, finished, send_json
from tests.factories.models import (
    LearnerFactory,
    PhraseFactory,
    ReferenceAudioFactory,
)

pytestmark = pytest.mark.django_db
PHRASES = "/api/v1/phrases/"


@pytest.fixture
def api(learner: Learner) -> Client:
    return client_of(learner.user)


def names(client: Client, query: str = "") -> list[str]:
    return [p["name"] for p in client.get(f"{PHRASES}?{query}").json()["results"]]


def test_phrases_are_searched_as_on_their_page(api: Client) -> None:
    PhraseFactory(slug="tea", text="Two cups of tea.", level="A2", focus="melody")
    PhraseFactory(slug="record", target_styles=["sad"])
    PhraseFactory(slug="others", owner=LearnerFactory())
    assert names(api) == ["tea", "record"]
    assert names(api, "query=cups+tea") == ["tea"]
    assert names(api, "level=B1&style=sad") == ["record"]
    assert names(api, "focus=melody") == ["tea"]
    assert names(api, "mine=true") == []


@pytest.mark.parametrize("query", ["level=Z9", "focus=all", f"query={'x' * 101}"])
def test_a_filter_that_does_not_exist_is_refused(api: Client, query: str) -> None:
    answer = api.get(f"{PHRASES}?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert answer.json()["errors"][0]["field"] in ("level", "focus", "query")


def test_a_sentence_is_validated_without_being_kept(api: Client) -> None:
    answer = send_json(
        api, f"{PHRASES}validate/", {"text": "We  record a zorgle live."}
    )
    plan = answer.json()
    assert plan["text"] == "We record a zorgle live."
    record, zorgle = plan["words"][1], plan["words"][3]
    assert record["syllables"] == ["re", "cord"]
    assert record["stress"] == 1
    assert [o["word"] for o in record["stress_options"]] == ["RE-cord", "re-CORD"]
    assert {o["part_of_speech"] for o in record["stress_options"]} == {"noun", "verb"}
    assert not zorgle["is_known"]
    assert plan["unknown"] == ["zorgle"]
    assert "zorgle" in plan["message"]
    assert len(plan["words"][4]["homograph_options"]) == 2
    assert not Phrase.objects.exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "blank"),
        ("Чай с молоком", "foreign_letters"),
        ("...", "no_words"),
        ("zorgle blurf", "not_english"),
        ("tea " * 60, "max_length"),
    ],
)
def test_what_cannot_be_practised_is_said_of_the_text(
    api: Client, text: str, code: str
) -> None:
    answer = send_json(api, f"{PHRASES}validate/", {"text": text})
    assert answer.status_code == 400
    assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [
        ("text", code)
    ]


def test_ones_own_phrase_is_written_with_its_stress(
    api: Client, learner: Learner
) -> None:
    values = {"text": "We record it.", "stress": {"1": 0, "9": 1, "x": 0}}
    answer = send_json(api, PHRASES, values)
    assert answer.status_code == 201
    assert answer.json()["is_own"]
    assert answer.json()["stress"] == {"1": 0}
    assert answer["Location"] == f"{PHRASES}{answer.json()['name']}/"
    assert names(api, "mine=true") == [answer.json()["name"]]
    assert client_of(LearnerFactory().user).get(answer["Location"]).status_code == 404
    assert send_json(api, PHRASES, values).json()["name"] == answer.json()["name"]


def test_a_full_list_is_a_conflict(
    api: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_phrases, "MAX_LISTED", 0)
    answer = send_json(api, PHRASES, {"text": "We record it."})
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_phrases")


def test_a_removed_phrase_stays_for_its_takes(api: Client, learner: Learner) -> None:
    phrase = PhraseFactory(owner=learner)
    finished(learner, recording__phrase=phrase)
    assert api.delete(f"{PHRASES}{phrase.slug}/").status_code == 204
    phrase.refresh_from_db()
    assert not phrase.is_active
    assert api.delete(f"{PHRASES}{phrase.slug}/").status_code == 404
    assert api.delete(f"{PHRASES}{PhraseFactory().slug}/").status_code == 404


def test_natives_evidence_has_speakers_source_and_licence(api: Client) -> None:
    content.install_phrases()
    content.install_profiles()
    found = api.get(f"{PHRASES}kids-are-talking/profiles/").json()["results"]
    assert len(found) == 8
    assert found[0]["n_speakers"] > 10
    assert found[0]["licence"]
    assert found[0]["evidence"]["syllables"][0]["duration"]["median"] > 0


def test_references_are_listed_and_heard(api: Client) -> None:
    reference = ReferenceAudioFactory()
    listed = api.get(f"{PHRASES}{reference.phrase.slug}/references/").json()["results"]
    assert [r["kind"] for r in listed] == ["native"]
    sound = api.get(listed[0]["audio"])
    assert b"".join(sound.streaming_content)[:4] == b"RIFF"
    other = PhraseFactory(owner=LearnerFactory())
    address = f"{PHRASES}{other.slug}/references/{reference.pk}/audio/"
    assert api.get(address).status_code == 404


def test_without_expression_no_field_of_it_is_left(api: Client, settings: Any) -> None:
    settings.EXPRESSION_ENABLED = False
    phrase = PhraseFactory(focus="style")
    ReferenceAudioFactory(phrase=phrase, style="neutral")
    ReferenceAudioFactory(phrase=phrase, style="happy")
    assert "styles" not in api.get(f"{PHRASES}{phrase.slug}/").json()
    assert api.get(f"{PHRASES}{phrase.slug}/").json()["focus"] == "melody"
    found = api.get(f"{PHRASES}{phrase.slug}/references/").json()["results"]
    assert len(found) == 1
    assert "style" not in found[0]
    assert api.get(f"{PHRASES}?focus=style").status_code == 400
    assert "style" not in views.serializers.PhraseFilter().fields


@pytest.mark.parametrize("query", ["style=", "level=", "level=B9", "query="])
def test_an_empty_filter_is_not_taken_for_none(query: str, api: Client) -> None:
    answer = api.get(f"/api/v1/phrases/?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
