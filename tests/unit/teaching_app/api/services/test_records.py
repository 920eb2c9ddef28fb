"""What an institution's record store is told, and what it never is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from teaching_app.api.models import Delivery, RecordStore
from teaching_app.api.services import outbox, records, sending
from teaching_app.practice.models import Analysis
from teaching_app.practice.services import analysis_run, erasure
from teaching_app.schools.models import AuditEvent, Enrolment, Mark
from teaching_app.schools.services import marks, submissions
from tests.factories import engines
from tests.factories.models import AnalysisFactory, UserFactory
from tests.factories.receiver import receiver
from tests.factories.record_store import SECRET, URL, SimulatedStore, check, set_up
from tests.factories.schools import (
    AssignmentItemFactory,
    EnrolmentFactory,
    SubmissionFactory,
)
from tests.factories.sound import upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def public(settings: Any) -> None:
    settings.PUBLIC_URL = "https://intona.example"


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatedStore]:
    store = SimulatedStore()
    monkeypatch.setattr(sending, "post", store.post)
    return store


@pytest.fixture
def enrolment() -> Enrolment:
    return EnrolmentFactory(name="Li Wei", school_class__name="7b")


@pytest.fixture
def store(enrolment: Enrolment) -> RecordStore:
    return set_up(enrolment.school_class.institution)


@pytest.fixture
def item(enrolment: Enrolment) -> Any:
    return AssignmentItemFactory(
        assignment__school_class=enrolment.school_class,
        assignment__title="Bananas",
        assignment__marking="teacher",
        phrase__text="Buy a banana.",
    )


def hand_in(item: Any, enrolment: Enrolment) -> Analysis:
    return submissions.hand_in(
        item=item, enrolment=enrolment, upload=upload(), idempotency_key=uuid4()
    ).analysis


def judge(take: Analysis, analyze: Any = engines.analyze) -> None:
    analysis_run.run(take.pk, worker="worker-a", analyze=engines.each_by(analyze))


def deliver() -> None:
    for message in Delivery.objects.filter(state="pending").order_by("pk"):
        outbox.deliver(message.pk)


def test_nothing_is_written_without_a_store(item: Any, enrolment: Enrolment) -> None:
    judge(hand_in(item, enrolment))
    assert not Delivery.objects.exists()


def test_a_phrase_is_attempted_then_completed(
    item: Any, enrolment: Enrolment, store: RecordStore, there: SimulatedStore
) -> None:
    take = hand_in(item, enrolment)
    deliver()
    assert there.said == [("attempted", "Buy a banana.")]
    judge(take)
    deliver()
    assert there.said[1:] == [("completed", "Buy a banana.")]
    assert {d.state for d in Delivery.objects.all()} == {"delivered"}
    [first, _second] = there.statements.values()
    assert first["context"]["registration"] == str(enrolment.public_id)
    [assignment] = first["context"]["contextActivities"]["parent"]
    assert assignment["definition"]["name"] == {"en": "Bananas"}


def test_the_actor_is_a_number_and_no_name(
    item: Any, enrolment: Enrolment, store: RecordStore, there: SimulatedStore
) -> None:
    judge(hand_in(item, enrolment))
    deliver()
    said = json.dumps(list(there.statements.values()))
    for name in ("Li Wei", enrolment.learner.user.username):
        assert name not in said
    assert not any(word in said for word in ("style", "expression", "accuracy"))
    accounts = {s["actor"]["account"]["name"] for s in there.statements.values()}
    assert accounts == {str(enrolment.public_id)}


def test_what_cannot_be_assessed_is_attempted_only(
    item: Any, enrolment: Enrolment, store: RecordStore, there: SimulatedStore
) -> None:
    judge(hand_in(item, enrolment), engines.refusing("undecodable"))
    deliver()
    assert [verb for verb, _name in there.said] == ["attempted"]


def test_practice_of_ones_own_is_nobodys_business(
    enrolment: Enrolment, store: RecordStore
) -> None:
    judge(AnalysisFactory(recording__owner=enrolment.learner))
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("value", "result"),
    [
        ("8/10", {"score": {"scaled": 0.8, "raw": 8.0, "min": 0, "max": 10.0}}),
        ("good", {"response": "good"}),
        ("8", {"response": "8"}),
    ],
)
def test_a_mark_is_the_teachers(
    value: str,
    result: dict[str, Any],
    item: Any,
    enrolment: Enrolment,
    store: RecordStore,
    there: SimulatedStore,
) -> None:
    give(item, enrolment, value)
    deliver()
    [scored] = there.statements.values()
    assert there.said == [("scored", "Bananas")]
    assert scored["result"] == {"completion": True, **result}


def give(item: Any, enrolment: Enrolment, value: str) -> None:
    newest = Mark.objects.last()
    marks.give(
        assignment=item.assignment,
        enrolment=enrolment,
        by=UserFactory(),
        value=value,
        seen=newest.pk if newest else 0,
    )


def test_a_mark_that_is_withdrawn_is_voided(
    item: Any, enrolment: Enrolment, store: RecordStore, there: SimulatedStore
) -> None:
    for value in ("8/10", "9/10", ""):
        give(item, enrolment, value)
    deliver()
    assert [verb for verb, _name in there.said] == ["scored", "scored", "voided"]
    _first, second, voided = there.statements.values()
    assert voided["object"]["id"] == second["id"]


def test_done_or_not_done_is_completed_without_a_score(
    enrolment: Enrolment, store: RecordStore, there: SimulatedStore
) -> None:
    item = AssignmentItemFactory(
        assignment__school_class=enrolment.school_class,
        assignment__title="Bananas",
        assignment__marking="completion",
    )
    judge(hand_in(item, enrolment))
    deliver()
    assert ("completed", "Bananas") in there.said
    assert not any("score" in s.get("result", {}) for s in there.statements.values())


def test_nothing_is_told_twice(
    item: Any, enrolment: Enrolment, store: RecordStore, there: SimulatedStore
) -> None:
    judge(hand_in(item, enrolment))
    records.tell_of(assignment=item.assignment, enrolment=enrolment)
    assert Delivery.objects.count() == 2
    deliver()
    first = Delivery.objects.first()
    body = json.loads(first.body) | {"timestamp": timezone.now().isoformat()}
    again = Delivery.objects.create(
        record_store=store, event=first.event, body=json.dumps(body)
    )
    outbox.deliver(again.pk)
    again.refresh_from_db()
    assert (again.state, again.last_status) == ("delivered", 409)


def test_nothing_from_before_the_store_is_told(item: Any, enrolment: Enrolment) -> None:
    SubmissionFactory(
        item=item,
        enrolment=enrolment,
        submitted_at=timezone.now() - timedelta(minutes=1),
    )
    set_up(enrolment.school_class.institution)
    records.tell_of(assignment=item.assignment, enrolment=enrolment)
    assert not Delivery.objects.exists()


def test_another_schools_store_is_told_nothing(item: Any, enrolment: Enrolment) -> None:
    set_up(EnrolmentFactory().school_class.institution)
    hand_in(item, enrolment)
    assert not Delivery.objects.exists()


def test_what_waits_goes_with_the_take_and_with_its_learner(
    item: Any, enrolment: Enrolment, store: RecordStore
) -> None:
    take = hand_in(item, enrolment)
    give(item, enrolment, "8/10")
    assert Delivery.objects.count() == 2
    erasure.erase_take(recording=take.recording)
    assert [d.event for d in Delivery.objects.all()] == ["scored"]
    erasure.erase_everything(learner=enrolment.learner)
    assert not Delivery.objects.exists()


def test_a_store_that_fails_for_days_is_switched_off(
    item: Any, enrolment: Enrolment, store: RecordStore, monkeypatch: Any
) -> None:
    monkeypatch.setattr(sending, "post", lambda *_: 500)
    hand_in(item, enrolment)
    deliver()
    message = Delivery.objects.get()
    assert (message.state, message.attempts, message.last_status) == ("pending", 1, 500)
    long_ago = timezone.now() - outbox.DISABLED_AFTER - timedelta(hours=1)
    RecordStore.objects.update(failing_since=long_ago)
    Delivery.objects.update(due_at=timezone.now())
    deliver()
    store.refresh_from_db()
    assert store.disabled == "failing"
    assert Delivery.objects.get().state == "given_up"
    hand_in(item, enrolment)
    assert Delivery.objects.count() == 1


def test_its_secret_is_encrypted_and_sent_over_the_network(
    item: Any, enrolment: Enrolment, settings: Any
) -> None:
    settings.DEBUG = True
    with receiver() as there:
        store = set_up(
            enrolment.school_class.institution, url=there.url.partition("?")[0]
        )
        assert SECRET not in store.secret
        hand_in(item, enrolment)
        deliver()
        [(headers, body)] = there.received
    assert headers["x-experience-api-version"] == "1.0.3"
    assert headers["authorization"].startswith("Basic ")
    assert json.loads(body)["verb"]["display"] == {"en": "attempted"}


@pytest.mark.parametrize("url", ["http://lrs.example/", "https://127.0.0.1/", "x"])
def test_a_store_in_the_servers_own_network_is_refused(
    url: str, enrolment: Enrolment
) -> None:
    with pytest.raises(records.NotReachableError):
        set_up(enrolment.school_class.institution, url=url)


def test_a_site_without_a_public_address_has_no_store(
    enrolment: Enrolment, settings: Any
) -> None:
    settings.PUBLIC_URL = ""
    with pytest.raises(records.NotReachableError):
        set_up(enrolment.school_class.institution)


def test_the_example_of_the_document_is_a_statement() -> None:
    document = (Path(settings.BASE_DIR) / "docs" / "lti.md").read_text()
    [example] = re.findall(r"```json\n(.*?)```", document, re.DOTALL)
    check(json.loads(example))


def test_a_store_is_replaced_switched_and_removed(
    enrolment: Enrolment, store: RecordStore
) -> None:
    other = set_up(enrolment.school_class.institution, url=f"{URL}/two")
    assert RecordStore.objects.get() == other
    records.switch(store=other, by=UserFactory(), is_on=False)
    assert RecordStore.objects.get().disabled == "owner"
    records.remove(store=other, by=UserFactory())
    assert not RecordStore.objects.exists()
    assert AuditEvent.objects.filter(what="record store").count() == 4
