"""What a worker does for references, with a double of the voice and of the aligner."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

import emotion_engine as engine
from teaching_app.practice import jobs, tasks
from teaching_app.practice.models import Phrase, ReferenceAudio, ReferenceJob
from teaching_app.practice.selectors.reading_voices import DEFAULT
from teaching_app.practice.services import reference_work
from tests.factories.fixtures import stored_files
from tests.factories.models import (
    PhraseFactory,
    ReferenceAudioFactory,
    ReferenceJobFactory,
)
from tests.factories.sound import wav_bytes

pytestmark = pytest.mark.django_db
Said = list[tuple[str, str, dict[int, int]]]
SPOKEN = (
    engine.SpokenSyllable(0, 0, 0.25, 0.5),
    engine.SpokenSyllable(1, 0, 0.5, 0.7),
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int | None]:
    """What the queue was told."""
    cache.clear()
    told: list[int | None] = []
    monkeypatch.setattr(jobs.app, "send_task", lambda name, args: told.extend(args))
    return told


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch) -> Said:
    """What the model voice was asked to say."""
    said: Said = []

    def speak(
        text: str, *, out: Path, voice: str, stress: dict[int, int], **_: object
    ) -> None:
        said.append((text, voice, stress))
        out.write_bytes(wav_bytes())

    monkeypatch.setattr(engine, "synthesize_reference", speak)
    monkeypatch.setattr(engine, "time_reference", lambda source, **_: SPOKEN)
    return said


def all_ready(asked: list[int | None]) -> None:
    """Run the messages until there are none, as a worker does."""
    while asked:
        tasks.prepare_references.apply(args=[asked.pop(0)], throw=True)


def test_the_voice_says_what_no_native_has_said(
    asked: list[int | None], voice: Said
) -> None:
    ReferenceAudioFactory(phrase=PhraseFactory(text="Natives say this."))
    silent = PhraseFactory(text="We record it.", stress={"1": 1})
    reference_work.ask()
    all_ready(asked)
    assert voice == [("We record it.", DEFAULT, {1: 1})]
    reference = silent.references.get()
    assert (reference.kind, reference.container) == ("synthetic", "wav")
    assert (reference.speaker, reference.licence) == (DEFAULT, "Apache-2.0")


def test_each_voice_that_is_asked_for_says_a_phrase_once(
    asked: list[int | None], voice: Said, phrase: Phrase
) -> None:
    ReferenceAudioFactory(phrase=phrase)
    for code in ("bf_emma", "bm_george", "bf_emma"):
        cache.clear()
        reference_work.ask(phrase, voice=code)
    all_ready(asked)
    assert sorted(code for _, code, _ in voice) == ["bf_emma", "bm_george"]
    names = {reference.file.name for reference in phrase.references.all()}
    assert len(names) == 3


def test_what_the_voice_of_earlier_releases_said_is_replaced_with_its_file(
    asked: list[int | None],
    voice: Said,
    phrase: Phrase,
    django_capture_on_commit_callbacks: Any,
) -> None:
    ReferenceAudioFactory(phrase=phrase, kind="synthetic", speaker="")
    with django_capture_on_commit_callbacks(execute=True):
        reference_work.prepare_one(phrase.pk, worker="worker-a")
    assert phrase.references.get().speaker == DEFAULT
    assert len(stored_files()) == 1


def test_a_job_of_a_voice_that_is_gone_says_nothing(
    voice: Said, phrase: Phrase
) -> None:
    ReferenceAudioFactory(phrase=phrase, timings=[])
    ReferenceJobFactory(phrase=phrase, voice="en_US-joe-medium")
    reference_work.prepare_one(phrase.pk, worker="worker-a")
    assert voice == []
    assert phrase.reference_jobs.get().state == "done"


def test_every_reference_gets_the_times_of_its_syllables(
    asked: list[int | None], voice: Said
) -> None:
    ReferenceAudioFactory(timings=None)
    PhraseFactory.create_batch(3)
    reference_work.ask()
    all_ready(asked)
    assert ReferenceAudio.objects.count() == 4
    for reference in ReferenceAudio.objects.all():
        assert reference.timings == [[0, 0, 0.25, 0.5], [1, 0, 0.5, 0.7]]
    assert not reference_work.missing().exists()


def test_the_voice_is_forgotten_once_nothing_waits_for_it(
    asked: list[int | None],
    voice: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spoken_before: list[int] = []
    monkeypatch.setattr(
        engine, "forget_voice", lambda: spoken_before.append(len(voice))
    )
    PhraseFactory.create_batch(2)
    reference_work.ask()
    all_ready(asked)
    assert spoken_before == [2]


def test_one_phrase_can_be_asked_for_alone(
    asked: list[int | None], voice: Said
) -> None:
    other, wanted = PhraseFactory.create_batch(2)
    reference_work.ask(wanted)
    all_ready(asked)
    assert list(reference_work.missing()) == [other]


def test_the_same_phrase_is_not_asked_for_with_every_look_at_its_page(
    asked: list[int | None], phrase: Phrase
) -> None:
    for _ in range(3):
        reference_work.ask(phrase)
    assert asked == [phrase.pk]


def test_a_message_that_comes_twice_changes_nothing(
    voice: Said, phrase: Phrase
) -> None:
    reference_work.prepare_one(phrase.pk, worker="worker-a")
    files = stored_files()
    reference_work.prepare_one(phrase.pk, worker="worker-a")
    assert len(voice) == 1
    assert stored_files() == files


def test_of_two_workers_at_once_only_one_speaks(
    voice: Said,
    phrase: Phrase,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    speak = engine.synthesize_reference

    def joined(text: str, **options: object) -> None:
        monkeypatch.setattr(engine, "synthesize_reference", speak)
        reference_work.prepare_one(phrase.pk, worker="worker-b")
        reference_work.prepare_next(worker="worker-c")
        speak(text, **options)

    monkeypatch.setattr(engine, "synthesize_reference", joined)
    reference_work.prepare_one(phrase.pk, worker="worker-a")
    assert len(voice) == 1
    assert phrase.references.count() == 1
    assert phrase.reference_jobs.get().state == "done"


def test_a_worker_that_lost_its_phrase_leaves_no_file_and_no_row(
    voice: Said,
    phrase: Phrase,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    speak = engine.synthesize_reference

    def overtaken(text: str, **options: object) -> None:
        ReferenceJob.objects.update(claimed_by="worker-b/token")
        speak(text, **options)

    monkeypatch.setattr(engine, "synthesize_reference", overtaken)
    reference_work.prepare_one(phrase.pk, worker="worker-a")
    assert not phrase.references.exists()
    assert stored_files() == []
    assert phrase.reference_jobs.get().state == "running"


def test_a_phrase_that_cannot_be_spoken_does_not_hold_up_the_others_for_ever(
    asked: list[int | None],
    voice: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    speak = engine.synthesize_reference
    bad, good = PhraseFactory(text="Unspeakable."), PhraseFactory()

    def stumble(text: str, **options: object) -> None:
        if text == bad.text:
            raise engine.EngineError("made by the test")
        speak(text, **options)

    monkeypatch.setattr(engine, "synthesize_reference", stumble)
    for _ in range(ReferenceJob.MAX_ATTEMPTS):
        with pytest.raises(engine.EngineError):
            reference_work.prepare_next(worker="worker-a")
    reference_work.prepare_next(worker="worker-a")
    assert good.references.exists()
    assert bad.reference_jobs.get().state == "failed"
    monkeypatch.setattr(engine, "synthesize_reference", speak)
    reference_work.ask(bad)
    all_ready(asked)
    assert bad.references.exists()


def test_a_recording_that_is_added_later_is_timed_as_well(
    voice: Said, phrase: Phrase
) -> None:
    reference_work.prepare_one(phrase.pk, worker="worker-a")
    added = ReferenceAudioFactory(phrase=phrase, timings=None)
    reference_work.prepare_next(worker="worker-a")
    added.refresh_from_db()
    assert added.timings


def test_a_phrase_off_the_list_meanwhile_is_not_spoken(
    voice: Said, phrase: Phrase, asked: list[int | None]
) -> None:
    reference_work.ask(phrase)
    Phrase.objects.update(is_active=False)
    all_ready(asked)
    assert voice == []
    assert phrase.reference_jobs.get().state == "done"


def test_a_recording_that_cannot_be_timed_is_not_tried_again(
    monkeypatch: pytest.MonkeyPatch, phrase: Phrase
) -> None:
    reference = ReferenceAudioFactory(phrase=phrase, timings=None)

    def lose(source: bytes, **_: object) -> tuple:
        raise engine.AlignmentError("made by the test")

    monkeypatch.setattr(engine, "time_reference", lose)
    reference_work.prepare_one(phrase.pk, worker="worker-a")
    reference.refresh_from_db()
    assert reference.timings == []
    assert not reference_work.missing().exists()


@pytest.fixture
def phrase(db: None) -> Phrase:
    return PhraseFactory()
