"""Of a take that is judged and not kept, nothing is left."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from teaching_app.api.models import EphemeralTake
from teaching_app.api.services import ephemeral_takes as service
from teaching_app.practice.models import Analysis, Learner, Recording
from teaching_app.practice.services import erasure
from tests.factories import engines
from tests.factories.api import EphemeralTakeFactory
from tests.factories.fixtures import stored_files
from tests.factories.models import PhraseFactory
from tests.factories.sound import upload

pytestmark = pytest.mark.django_db


def judged(learner: Learner, **values: Any) -> EphemeralTake:
    values.setdefault("text", "We record it.")
    return service.judge(
        user=learner.user, upload=upload(), idempotency_key=uuid4(), **values
    )


def test_the_recording_goes_when_it_was_heard(learner: Learner) -> None:
    take = judged(learner)
    assert len(stored_files()) == 1
    service.run(take.pk, worker="worker-a", analyze=engines.analyze)
    take.refresh_from_db()
    assert take.state == "done"
    assert take.report["assessable"] is True
    assert "expression" not in str(take.report)
    assert stored_files() == []


def test_the_report_goes_with_the_answer(learner: Learner) -> None:
    take = judged(learner)
    service.hand_out(take=take)
    assert EphemeralTake.objects.exists(), "it has no result yet"
    service.run(take.pk, worker="worker-a", analyze=engines.analyze)
    service.hand_out(take=EphemeralTake.objects.get())
    assert not EphemeralTake.objects.exists()
    assert not Recording.objects.exists()
    assert not Analysis.objects.exists()


def test_a_phrase_is_compared_with_its_natives_and_marks(learner: Learner) -> None:
    asked: dict[str, Any] = {}

    def analyze(source: bytes, **values: Any) -> Any:
        asked.update(values)
        return engines.analyze(source, **values)

    phrase = PhraseFactory(stress={"1": 1}, accent=[3])
    service.run(judged(learner, phrase=phrase).pk, worker="worker-a", analyze=analyze)
    assert asked["text"] == phrase.text
    assert asked["stress"] == {1: 1}
    assert asked["accent"] == (3,)
    assert asked["with_expression"] is False


def test_no_recording_is_rejected_and_goes(learner: Learner) -> None:
    take = judged(learner)
    refusing = engines.refusing("undecodable")
    service.run(take.pk, worker="worker-a", analyze=refusing)
    take.refresh_from_db()
    assert (take.state, take.refusal) == ("rejected", "undecodable")
    assert stored_files() == []


def test_a_repeated_key_gives_the_first(learner: Learner) -> None:
    key = uuid4()
    first, again = (
        service.judge(
            user=learner.user, upload=upload(), idempotency_key=key, text="Tea."
        )
        for _ in range(2)
    )
    assert first == again
    assert len(stored_files()) == 1


def test_a_row_that_is_not_written_leaves_no_sound(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("made by the test")

    monkeypatch.setattr(service.jobs, "enqueue", fail)
    with pytest.raises(RuntimeError):
        judged(learner)
    assert stored_files() == []


def test_what_nobody_fetches_goes_after_minutes(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged(learner)
    old = EphemeralTakeFactory(user=learner.user)
    default_storage.save("ephemeral/lost.wav", ContentFile(b"RIFF"))
    EphemeralTake.objects.filter(pk=old.pk).update(
        created_at=timezone.now() - service.KEPT_FOR
    )
    service.forget_old()
    assert EphemeralTake.objects.count() == 1
    assert len(stored_files()) == 2, "that of the new one, and one just stored"
    monkeypatch.setattr(service, "KEPT_FOR", -timedelta(seconds=1))
    service.forget_old()
    assert stored_files() == []


def test_it_goes_with_its_account(learner: Learner) -> None:
    judged(learner)
    erasure.erase_everything(learner=learner)
    assert not EphemeralTake.objects.exists()
    assert stored_files() == []
