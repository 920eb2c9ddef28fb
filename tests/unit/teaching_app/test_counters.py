"""A recording that is refused counts by its reason, at whatever door it was sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import FileSystemStorage
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from teaching_app.counters import REGISTRY
from teaching_app.schools.models import Submission
from tests.factories.api import client_of
from tests.factories.models import LearnerFactory, PhraseFactory, UserFactory
from tests.factories.schools import (
    EnrolmentFactory,
    LiveRoundFactory,
    SubmissionFactory,
)
from tests.factories.sound import upload

pytestmark = pytest.mark.django_db
Door = Callable[..., HttpResponse]


def refused_so_far() -> Counter[str]:
    """How many recordings were refused, by the reason."""
    return Counter(
        {
            sample.labels["reason"]: int(sample.value)
            for metric in REGISTRY.collect()
            for sample in metric.samples
            if sample.name == "intona_uploads_refused_total"
        }
    )


def posting(client: Client, name: str, *args: object) -> Door:
    """A door of the site, for scripts of its pages."""
    url = reverse(name, args=args)

    def send(**form: Any) -> HttpResponse:
        form.setdefault("idempotency_key", uuid4())
        return client.post(url, form, headers={"accept": "application/json"})

    return send


def programs_post(part: str, **always: str) -> Door:
    """A door of the API."""
    client = client_of(LearnerFactory().user)

    def send(**form: Any) -> HttpResponse:
        headers = {"idempotency-key": str(form.pop("idempotency_key", uuid4()))}
        return client.post(f"/api/v1/{part}/", {**always, **form}, headers=headers)

    return send


def browser_of(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def reviewed() -> tuple[Submission, Client]:
    """A take that was handed in, and the browser of its teacher."""
    teacher = UserFactory()
    take = SubmissionFactory(item__assignment__school_class__taught_by=teacher)
    return take, browser_of(teacher)


def practice() -> Door:
    client = browser_of(LearnerFactory().user)
    return posting(client, "submit_take", PhraseFactory().slug)


def assignment() -> Door:
    take = SubmissionFactory()
    client = browser_of(take.enrolment.learner.user)
    place = take.item.assignment.public_id, take.item.phrase.slug
    return posting(client, "hand_in", *place)


def live_round() -> Door:
    enrolment = EnrolmentFactory()
    shown = LiveRoundFactory(school_class=enrolment.school_class)
    return posting(browser_of(enrolment.learner.user), "live_send", shown.code)


def teacher_for_a_learner() -> Door:
    take, client = reviewed()
    place = take.item.assignment.public_id, take.enrolment.public_id, take.item.pk
    return posting(client, "teach_hand_in", *place)


def spoken_comment() -> Door:
    take, client = reviewed()
    return posting(client, "teach_voice_comment", take.public_id)


def api_takes() -> Door:
    return programs_post("takes", phrase=PhraseFactory().slug)


def api_ephemeral_takes() -> Door:
    return programs_post("ephemeral-takes", text="We record it.")


DOORS = [
    practice,
    assignment,
    live_round,
    teacher_for_a_learner,
    spoken_comment,
    api_takes,
    api_ephemeral_takes,
]


@pytest.fixture(params=DOORS, ids=lambda door: door.__name__)
def door(request: pytest.FixtureRequest, db: None) -> Door:
    """Each place where recordings can be sent, one after the other."""
    made: Door = request.param()
    return made


def counted(door: Door, **form: Any) -> dict[str, int]:
    """What sending to a door adds to the counts of refusals."""
    before = refused_so_far()
    answer = door(**form)
    assert answer.status_code < 500 or answer.status_code == 503
    return dict(refused_so_far() - before)


def test_what_is_no_recording_counts(door: Door) -> None:
    assert counted(door, audio=upload(b"<html>" * 100)) == {"not_audio": 1}


def test_a_form_without_a_file_counts(door: Door) -> None:
    assert counted(door) == {"no_file": 1}


def test_what_is_too_large_counts(door: Door, settings: Any) -> None:
    settings.MULTIPART_OVERHEAD_BYTES = -settings.ENGINE.limits.max_bytes
    assert counted(door, audio=upload()) == {"too_large": 1}


def test_what_finds_no_room_counts(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", fail)
    assert counted(door, audio=upload()) == {"not_kept": 1}


def test_what_is_accepted_does_not_count(door: Door) -> None:
    before = refused_so_far()
    assert door(audio=upload()).status_code < 400
    assert refused_so_far() == before


@pytest.mark.parametrize("make", [api_takes, api_ephemeral_takes])
def test_a_programs_wrong_form_counts(make: Callable[[], Door]) -> None:
    door = make()
    assert counted(door, audio=upload(), phrase="no slug!") == {"bad_form": 1}
    no_key = {"idempotency_key_missing": 1}
    assert counted(door, audio=upload(), idempotency_key="none") == no_key


def test_what_programs_read_does_not_count() -> None:
    before = refused_so_far()
    client = client_of(LearnerFactory().user)
    assert client.get(f"/api/v1/takes/{uuid4()}/").status_code == 404
    assert refused_so_far() == before
