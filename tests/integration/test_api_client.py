"""The generated client goes the whole way: token, phrase, take, webhook, report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from django.test import Client
from intona_client.api.assignments import assignments_list
from intona_client.api.classes import class_report, classes_list, learner_report
from intona_client.api.ephemeral_takes import (
    ephemeral_take_read,
    ephemeral_takes_create,
)
from intona_client.api.phrases import phrases_create, phrases_list, phrases_validate
from intona_client.api.takes import take_audio, take_delete, take_read, takes_create
from intona_client.api.webhooks import webhook_deliveries, webhooks_create
from intona_client.client import AuthenticatedClient
from intona_client.models import (
    NewEphemeralTakeRequest,
    NewPhraseRequest,
    NewTakeRequest,
    NewWebhookRequest,
    ProblemDetails,
    TakeState,
)
from intona_client.types import File
from standardwebhooks import Webhook as Verifier

from teaching_app.api.models import Delivery, EphemeralTake
from teaching_app.api.services import ephemeral_takes, outbox
from teaching_app.practice.models import Analysis, Learner
from teaching_app.practice.services import analysis_run
from teaching_app.schools.models import AuditEvent
from tests.factories import engines
from tests.factories.receiver import Receiver, receiver
from tests.factories.schools import (
    AssignmentItemFactory,
    EnrolmentFactory,
    SchoolClassFactory,
)
from tests.factories.sound import wav_bytes
from tests.factories.wsgi import client_for, generated_client

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
SCOPES = ["takes:read", "takes:write", "phrases:read", "phrases:write", "webhooks"]


@pytest.fixture
def there(settings: Any) -> Iterator[Receiver]:
    """The program's own web server."""
    settings.DEBUG = True  # so that it may be on this machine
    with receiver() as started:
        yield started


@pytest.fixture
def program(learner_client: Client) -> AuthenticatedClient:
    """A program with a token that its owner has made on the page."""
    form = {"name": "Course page", "scopes": SCOPES, "days": 30}
    page = learner_client.post("/account/programs/", form).content.decode()
    return generated_client(re.search(r'value="(intona_[\w-]+)"', page)[1])


def a_take(**values: Any) -> dict[str, Any]:
    return {"audio": File(BytesIO(wav_bytes()), "take.wav", "audio/wav"), **values}


def test_from_a_token_to_a_signed_message_and_the_result(
    program: AuthenticatedClient, there: Receiver, learner: Learner
) -> None:
    sentence = NewPhraseRequest(text="We record a zorgle.")
    assert phrases_validate.sync(client=program, body=sentence).unknown == ["zorgle"]
    phrase = phrases_create.sync(client=program, body=sentence)
    hook = webhooks_create.sync(client=program, body=NewWebhookRequest(url=there.url))
    sent = takes_create.sync(
        client=program,
        body=NewTakeRequest(**a_take(phrase=phrase.name)),
        idempotency_key=str(uuid4()),
    )
    assert sent.state is TakeState.QUEUED

    take = Analysis.objects.get(recording__owner=learner)
    analysis_run.run(
        take.pk, worker="worker-a", analyze=engines.each_by(engines.analyze)
    )
    outbox.deliver(Delivery.objects.get().pk)

    [(headers, body)] = there.received
    told = Verifier(hook.secret).verify(body, headers)
    assert told["type"] == "take.done"
    address = urlsplit(told["data"]["url"]).path
    assert address == f"/api/v1/takes/{told['data']['id']}/"
    read = take_read.sync(UUID(told["data"]["id"]), client=program)
    assert read.state is TakeState.DONE
    assert read.result.assessable is True
    assert read.result.text == "We record a zorgle."
    log = webhook_deliveries.sync(hook.id, client=program)
    assert [(line.state, line.last_status) for line in log.results] == [
        ("delivered", 204)
    ]
    sound = take_audio.sync_detailed(read.id, client=program)
    assert sound.content == wav_bytes()
    receipt = take_delete.sync(read.id, client=program)
    assert receipt.rows["recording"] == 1
    assert not Analysis.objects.exists()


def test_a_teachers_program_reads_the_report_of_a_class(learner: Learner) -> None:
    school_class = SchoolClassFactory(taught_by=learner.user)
    item = AssignmentItemFactory(assignment__school_class=school_class)
    pupil = EnrolmentFactory(school_class=school_class, name="Li Wei").learner
    mine = client_for(pupil.user)
    [work] = assignments_list.sync(client=mine)
    handed_in = takes_create.sync(
        client=mine,
        body=NewTakeRequest(**a_take(phrase=item.phrase.slug, assignment=work.id)),
        idempotency_key=str(uuid4()),
    )
    assert handed_in.kept_because == ""
    take = Analysis.objects.get(recording__owner=pupil)
    analysis_run.run(
        take.pk, worker="worker-a", analyze=engines.each_by(engines.analyze)
    )

    theirs = client_for(learner.user, "learners:read", "reports:read")
    [found] = classes_list.sync(client=theirs).results
    report = class_report.sync(found.id, client=theirs)
    assert (report.n_takes, report.n_assessable) == (1, 1)
    assert [line.name for line in report.learners] == ["Li Wei"]
    one = learner_report.sync(found.id, report.learners[0].learner, client=theirs)
    assert (one.name, one.n_takes) == ("Li Wei", 1)
    assert AuditEvent.objects.filter(action="exported").count() == 2


def test_a_program_has_a_recording_judged_that_is_not_kept(learner: Learner) -> None:
    program = client_for(learner.user, "takes:ephemeral")
    sent = ephemeral_takes_create.sync(
        client=program,
        body=NewEphemeralTakeRequest(**a_take(text="We record it.")),
        idempotency_key=str(uuid4()),
    )
    waiting = EphemeralTake.objects.get()
    ephemeral_takes.run(waiting.pk, worker="worker-a", analyze=engines.analyze)
    read = ephemeral_take_read.sync(sent.id, client=program)
    assert read.result.assessable is True
    gone = ephemeral_take_read.sync_detailed(sent.id, client=program)
    assert gone.status_code == 404


def test_a_problem_is_read_as_one(learner: Learner) -> None:
    refused = phrases_list.sync(client=client_for(learner.user, "webhooks"))
    assert isinstance(refused, ProblemDetails)
    assert refused.code == "missing_scope"


def test_the_client_knows_every_operation_of_the_document() -> None:
    document = (ROOT / "docs" / "openapi.yaml").read_text()
    operations = re.findall(r"^      operationId: (\w+)$", document, re.MULTILINE)
    modules = (ROOT / "clients/python/intona_client/api").rglob("*.py")
    assert len(operations) > 25
    assert sorted(operations) == sorted(
        module.stem for module in modules if module.stem != "__init__"
    )
