"""The examples of docs/api.md run as they stand, one after the other."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.conf import settings
from django.utils import timezone

from teaching_app.api.models import Delivery, EphemeralTake, Webhook
from teaching_app.api.services import ephemeral_takes, signing
from teaching_app.practice.models import Analysis, Learner
from teaching_app.practice.services import analysis_run
from tests.factories import engines
from tests.factories.api import secret_of
from tests.factories.models import PhraseFactory
from tests.factories.schools import EnrolmentFactory, SchoolClassFactory
from tests.factories.sound import wav_bytes
from tests.factories.wsgi import application

pytestmark = pytest.mark.django_db
DOCUMENT = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOCUMENT, re.DOTALL)


def work(_seconds: float) -> None:
    """What workers do while a program waits."""
    for take in Analysis.objects.filter(state="queued"):
        analysis_run.run(
            take.pk, worker="worker-a", analyze=engines.each_by(engines.analyze)
        )
    for take in EphemeralTake.objects.filter(state="queued"):
        ephemeral_takes.run(take.pk, worker="worker-a", analyze=engines.analyze)


@pytest.fixture
def here(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the examples take for granted, and the application in place of a server."""
    served = httpx.WSGITransport(app=application())
    monkeypatch.setattr(
        httpx.HTTPTransport,
        "handle_request",
        lambda _self, request: served.handle_request(request),
    )
    monkeypatch.setattr(time, "sleep", work)
    PhraseFactory()
    EnrolmentFactory(school_class=SchoolClassFactory(taught_by=learner.user))
    return {"TOKEN": secret_of(learner.user), "WAV": wav_bytes()}


def test_the_examples_run(
    here: dict[str, Any], learner: Learner, capsys: pytest.CaptureFixture[str]
) -> None:
    examples = blocks("python")
    assert len(examples) > 6
    for example in examples:
        exec(compile(example, "docs/api.md", "exec"), here)
    assert here["take"].result.assessable is True
    assert [p.name for p in here["on_offer"].results]
    assert learner.user.username in capsys.readouterr().out


def test_the_example_checks_a_message(here: dict[str, Any]) -> None:
    for example in blocks("python")[:5]:
        exec(compile(example, "docs/api.md", "exec"), here)
    hook = Webhook.objects.get()
    message = Delivery(webhook=hook, body=blocks("json")[0])
    headers = signing.headers_for(
        hook, message=message.public_id, body=message.body, at=timezone.now()
    )
    assert here["receive"](message.body.encode(), headers).startswith("https://")


@pytest.mark.parametrize("example", blocks("json"))
def test_json_is_json(example: str) -> None:
    assert json.loads(example)
