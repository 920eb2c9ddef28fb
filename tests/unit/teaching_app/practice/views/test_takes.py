"""Sending a take, and following it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import FileSystemStorage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from teaching_app.practice.models import Analysis, Learner, Phrase, Recording
from tests.factories.fixtures import stored_files
from tests.factories.models import AnalysisFactory, PhraseFactory
from tests.factories.sound import upload
from tests.reports import SHAPES, native_report, report, stored_report

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture
def phrase(db: None) -> Phrase:
    return PhraseFactory()


def post(client: Client, phrase: Phrase, headers: dict | None = None, **changes: Any):
    values = {
        "audio": upload(),
        "idempotency_key": uuid4(),
        "style": "happy",
        "captured": '{"sampleRate": 48000, "autoGainControl": false}',
        "source": "recorder",
        **changes,
    }
    values = {name: value for name, value in values.items() if value is not None}
    return client.post(
        reverse("submit_take", args=[phrase.slug]), values, headers=headers or {}
    )


def test_a_script_sends_a_take_and_learns_where_the_feedback_is(
    learner: Learner, learner_client: Client, phrase: Phrase
) -> None:
    response = post(learner_client, phrase, JSON)
    analysis = Analysis.objects.get()
    assert response.status_code == 201
    assert response.json() == {
        "analysis": str(analysis.public_id),
        "feedback_url": f"/takes/{analysis.public_id}/",
    }
    assert analysis.recording.owner == learner
    assert analysis.recording.source == Recording.Source.RECORDER
    assert analysis.recording.captured["autoGainControl"] is False
    assert analysis.style == "happy"


def test_the_same_key_again_answers_the_same_with_200(
    learner_client: Client, phrase: Phrase
) -> None:
    key = uuid4()
    first = post(learner_client, phrase, JSON, idempotency_key=key)
    again = post(learner_client, phrase, JSON, idempotency_key=key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()


def test_a_plain_form_leads_to_the_feedback(
    learner_client: Client, phrase: Phrase
) -> None:
    response = post(learner_client, phrase, captured=None, source=None)
    analysis = Analysis.objects.get()
    assert response.url == f"/takes/{analysis.public_id}/"
    assert analysis.recording.source == Recording.Source.UPLOAD


BAD_UPLOADS = [
    ({"audio": upload(b"")}, "empty_file"),
    ({"audio": upload(b"Dear teacher,", "take.wav")}, "not_audio"),
    ({"audio": None}, "no_file"),
    ({"idempotency_key": "once"}, "bad_form"),
    ({"idempotency_key": None}, "bad_form"),
    ({"source": "elsewhere"}, "bad_form"),
    ({"style": "angry"}, "unknown_style"),
]


@pytest.mark.parametrize(("changes", "code"), BAD_UPLOADS)
def test_a_script_is_told_why_a_take_is_refused(
    learner_client: Client, phrase: Phrase, changes: dict[str, Any], code: str
) -> None:
    response = post(learner_client, phrase, JSON, **changes)
    assert response.status_code == 400
    assert response.json()["code"] == code
    assert response.json()["message"]
    assert stored_files() == []


@pytest.mark.parametrize(("changes", "code"), BAD_UPLOADS)
def test_a_plain_form_comes_back_with_the_reason(
    learner_client: Client, phrase: Phrase, changes: dict[str, Any], code: str
) -> None:
    if "audio" in changes and changes["audio"] is not None:
        changes["audio"].seek(0)
    response = post(learner_client, phrase, **changes)
    assert response.status_code == 400
    assert response.context["upload_error"]["code"] == code
    assert Recording.objects.count() == 0


@pytest.mark.parametrize("headers", [{}, JSON])
def test_a_body_that_is_too_large_is_refused_before_it_is_read(
    learner_client: Client,
    phrase: Phrase,
    settings: Any,
    headers: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def read(*_: object) -> None:
        raise AssertionError("the form was read")

    limits = replace(settings.ENGINE.limits, max_bytes=10)
    settings.ENGINE = replace(settings.ENGINE, limits=limits)
    settings.MULTIPART_OVERHEAD_BYTES = 100
    monkeypatch.setattr("django.http.HttpRequest._load_post_and_files", read)
    client = Client(enforce_csrf_checks=True)
    client.cookies = learner_client.cookies
    response = post(client, phrase, headers)
    assert response.status_code == 413
    found = response.json() if headers else response.context["upload_error"]
    assert found["code"] == "too_large"


def test_too_many_takes_are_asked_to_wait(
    learner_client: Client, phrase: Phrase, settings: Any
) -> None:
    settings.TAKES_PER_MINUTE = 1
    post(learner_client, phrase, JSON)
    response = post(learner_client, phrase, JSON)
    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert response.json()["code"] == "too_many_takes"


def test_where_expression_is_off_a_style_is_refused(
    learner_client: Client, phrase: Phrase, settings: Any
) -> None:
    settings.EXPRESSION_ENABLED = False
    assert post(learner_client, phrase, JSON).json()["code"] == "unknown_style"
    assert post(learner_client, phrase, JSON, style="").status_code == 201


@pytest.mark.parametrize(
    "nonsense",
    [
        '{"a": {"b": 1}}',
        '{"a": [1]}',
        '{"a": NaN}',
        '{"a": -Infinity}',
        '{"a": 1e300}',
        '{"a": "\\u0000"}',
        '{"\\u0000": 1}',
        '{"a": "%s"}' % ("x" * 999),
        "[1, 2]",
        "7",
    ],
)
def test_what_a_browser_says_of_itself_is_kept_only_if_plain(
    learner_client: Client, phrase: Phrase, nonsense: str
) -> None:
    assert post(learner_client, phrase, JSON, captured=nonsense).status_code == 201
    assert Recording.objects.get().captured == {}


@pytest.mark.parametrize("n_brackets", [100_000, 19_000])
def test_brackets_nested_too_deeply_are_a_bad_form(
    learner_client: Client, phrase: Phrase, n_brackets: int
) -> None:
    response = post(learner_client, phrase, JSON, captured="[" * n_brackets)
    assert response.status_code == 400
    assert response.json()["code"] == "bad_form"


def test_coming_back_from_signing_in_leads_to_the_phrase(
    learner_client: Client, phrase: Phrase
) -> None:
    response = learner_client.get(reverse("submit_take", args=[phrase.slug]))
    assert response.url == reverse("practice", args=[phrase.slug])


def test_the_status_says_how_far_the_worker_is(
    learner: Learner, learner_client: Client
) -> None:
    analysis = AnalysisFactory(
        recording__owner=learner, running=True, stage="stress", stages_done=5
    )
    url = reverse("analysis_status", args=[analysis.public_id])
    answer = learner_client.get(url).json()
    assert answer["stages"][answer["stages_done"]] == answer["stage"] == "stress"
    assert answer["state"] == "running"
    assert answer["queue_position"] is None
    assert answer["assessable"] is None


def test_a_waiting_take_knows_its_place(
    learner: Learner, learner_client: Client
) -> None:
    AnalysisFactory()
    analysis = AnalysisFactory(recording__owner=learner)
    url = reverse("analysis_status", args=[analysis.public_id])
    answer = learner_client.get(url).json()
    assert (answer["state"], answer["queue_position"]) == ("queued", 2)


@pytest.mark.parametrize("state", Analysis.State.values)
@pytest.mark.parametrize("name", ["feedback", "result_partial"])
def test_every_state_has_its_page(
    learner: Learner, learner_client: Client, state: str, name: str
) -> None:
    analysis = AnalysisFactory(
        recording__owner=learner,
        running=state == Analysis.State.RUNNING,
        state=state,
        refusal="not_audio" if state == Analysis.State.REJECTED else "",
        report=report().to_json() if state == Analysis.State.DONE else None,
    )
    response = learner_client.get(reverse(name, args=[analysis.public_id]))
    assert response.status_code == 200
    assert response.context["result"].state == state
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["feedback", "result_partial"])
def test_a_report_of_every_earlier_shape_has_its_page(
    learner: Learner, learner_client: Client, shape: str, name: str
) -> None:
    stored = stored_report(shape)
    analysis = AnalysisFactory(
        recording__owner=learner,
        recording__phrase__text=stored["text"],
        state=Analysis.State.DONE,
        style=stored["expression"]["target"],
        report=stored,
    )
    response = learner_client.get(reverse(name, args=[analysis.public_id]))
    result = response.context["result"]
    assert result.main.code == stored["findings"][0]["code"]
    said = [word.text.strip(".") for word in result.words]
    assert said == stored["text"].strip(".").split()
    assert result.melody.has_natives
    assert len(result.scores) == 4
    assert result.expression.has_natives


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format_version": 99}, "was made by a newer version"),
        ({"words": "many"}, "This result cannot be shown"),
    ],
)
def test_a_result_that_cannot_be_read_is_named_and_never_half_read(
    learner: Learner, learner_client: Client, changes: dict, said: str
) -> None:
    analysis = AnalysisFactory(
        recording__owner=learner,
        state=Analysis.State.DONE,
        report=native_report() | changes,
    )
    page = learner_client.get(reverse("feedback", args=[analysis.public_id]))
    assert said in page.content.decode()
    assert page.context["result"].words == ()
    assert page.context["result"].scores == ()
    history = learner_client.get(reverse("history"))
    assert said in history.content.decode()


def test_a_failed_take_is_tried_again_by_one_button(
    learner: Learner, learner_client: Client
) -> None:
    analysis = AnalysisFactory(recording__owner=learner, state="failed", attempts=3)
    page = learner_client.get(reverse("feedback", args=[analysis.public_id]))
    retry_url = reverse("retry_take", args=[analysis.public_id])
    assert retry_url in page.content.decode()
    response = learner_client.post(retry_url)
    analysis.refresh_from_db()
    assert analysis.state == "queued"
    assert response.url == reverse("feedback", args=[analysis.public_id])


def test_what_fills_in_brings_no_second_player(
    learner: Learner, learner_client: Client
) -> None:
    analysis = AnalysisFactory(recording__owner=learner)
    page, part = (
        learner_client.get(reverse(name, args=[analysis.public_id])).content.decode()
        for name in ("feedback", "result_partial")
    )
    assert page.count("<take-player") == 1
    assert "<take-player" not in part
    assert '<div id="listening" hx-preserve></div>' in part


def test_a_page_that_polls_is_sent_only_what_is_new(
    learner: Learner, learner_client: Client
) -> None:
    analysis = AnalysisFactory(recording__owner=learner)
    page = learner_client.get(reverse("feedback", args=[analysis.public_id]))
    poll_url = page.context["poll_url"]
    assert learner_client.get(poll_url).status_code == 204
    Analysis.objects.update(
        state="running", stage="decode", claimed_by="a", heartbeat_at=timezone.now()
    )
    part = learner_client.get(poll_url)
    assert part.status_code == 200
    assert part.context["poll_url"] != poll_url


def test_a_take_that_finds_no_room_is_said_not_to_be_kept(
    learner_client: Client, phrase: Phrase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", fail)
    answer = post(learner_client, phrase, JSON)
    assert answer.status_code == 503
    assert answer.json()["code"] == "not_kept"
    assert answer["Retry-After"]
    page = post(learner_client, phrase)
    assert page.status_code == 503
    assert "no room for this take" in page.content.decode()
    assert not Recording.objects.exists()
    assert stored_files() == []


def test_what_each_model_heard_is_below_the_styles_of_a_chosen_style(
    learner: Learner, learner_client: Client
) -> None:
    stored = native_report()
    answer = {"name": "fusion", "style": "sad", "probability": 0.5, "weight": 0.3}
    stored["expression"].update(members=[answer], own_takes=6)
    analysis = AnalysisFactory(
        recording__owner=learner,
        state=Analysis.State.DONE,
        style=stored["expression"]["target"],
        report=stored,
    )
    page = learner_client.get(reverse("feedback", args=[analysis.public_id]))
    assert "voice and words together heard “sad”" in page.content.decode()
