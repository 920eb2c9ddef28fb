"""Sounds of the listening games, with doubles of the engine."""

from __future__ import annotations

import io
import wave
from pathlib import Path
from typing import Any

import pytest

import emotion_engine as engine
from teaching_app.practice import jobs, tasks
from teaching_app.practice.models import ListeningQuestion, ListeningSound
from teaching_app.practice.services import listening_sounds
from tests.factories.fixtures import stored_files
from tests.factories.models import ListeningQuestionFactory, ListeningSoundFactory
from tests.factories.sound import wav_bytes

pytestmark = pytest.mark.django_db
OUTLINE = [(0.1, 2.0, 0.0)]
MANIFEST = """path,speaker,text,votes_angry,votes_happy,votes_sad
a-happy.wav,1001,It's eleven o'clock.,0,9,1
a-angry.wav,1001,It's eleven o'clock.,8,0,1
a-unclear.wav,1001,Don't forget a jacket.,4,4,0
b-happy.wav,1002,It's eleven o'clock.,0,9,0
b-sad.wav,1002,Don't forget a jacket.,0,0,9
c-sad.wav,1003,It's eleven o'clock.,0,1,9
c-happy.wav,1003,It's eleven o'clock.,0,8,0
"""


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the voices were asked to say."""
    told: list[dict[str, Any]] = []

    def speak(text: str, *, out: Path, **how: Any) -> None:
        told.append({"text": text, **how})
        out.write_bytes(wav_bytes())

    monkeypatch.setattr(engine, "synthesize_reference", speak)
    monkeypatch.setattr(engine, "outline_of", lambda source, config: OUTLINE)
    monkeypatch.setattr(jobs.app, "send_task", lambda name, args: None)
    return told


def test_a_sound_is_said_as_its_question_asks(said: list[dict[str, Any]]) -> None:
    sound = ListeningSoundFactory()
    tasks.make_listening_sound.apply(throw=True)
    sound.refresh_from_db()
    assert sound.state == "done"
    assert sound.outline == [list(point) for point in OUTLINE]
    (asked,) = said
    assert (asked["text"], asked["voice"]) == ("record", "bf_emma")
    assert (asked["stress"], asked["accent"]) == ({0: 1}, ())
    assert asked["rises"] is None


@pytest.mark.parametrize("answer", [0, 1])
def test_a_question_rises_and_a_statement_does_not(
    said: list[dict[str, Any]], answer: int
) -> None:
    question = ListeningQuestionFactory(
        game="melody", options=["question", "statement"], answer=answer
    )
    ListeningSoundFactory(question=question)
    listening_sounds.make_next(worker="worker-a")
    assert said[0]["rises"] is (answer == 0)


def test_a_worker_that_lost_its_sound_leaves_no_file(
    said: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = ListeningSoundFactory()

    def overtaken(source: bytes, config: object) -> list:
        ListeningSound.objects.update(claimed_by="worker-b/token")
        return OUTLINE

    monkeypatch.setattr(engine, "outline_of", overtaken)
    listening_sounds.make_next(worker="worker-a")
    sound.refresh_from_db()
    assert not sound.file
    assert stored_files() == []


@pytest.fixture
def corpus(tmp_path: Path, settings: Any) -> Path:
    """Three actors, of whom two were clearly heard as happy and as something else."""
    folder = tmp_path / "crema_d"
    folder.mkdir()
    (folder / "manifest.csv").write_text(MANIFEST)
    for line in MANIFEST.splitlines()[1:]:
        (folder / line.split(",")[0]).write_bytes(wav_bytes())
    settings.SPEECH_DATA = tmp_path
    return tmp_path


def test_friendly_pairs_are_what_listeners_heard_of_one_actor(corpus: Path) -> None:
    assert listening_sounds.install_friendly(corpus) == 2
    assert listening_sounds.install_friendly(corpus) == 0
    first, second = ListeningQuestion.objects.order_by("slug")
    assert (first.answer, first.sounds.get().takes) == (
        0,
        ["a-happy.wav", "a-angry.wav"],
    )
    assert (second.answer, second.sounds.get().takes) == (
        1,
        ["c-sad.wav", "c-happy.wav"],
    )
    assert second.sounds.get().licence == "ODbL 1.0"


def test_without_the_corpus_no_pair_is_asked_about(tmp_path: Path) -> None:
    assert listening_sounds.install_friendly(tmp_path) == 0


def test_a_pair_is_joined_with_a_pause(
    corpus: Path, said: list[dict[str, Any]]
) -> None:
    listening_sounds.install_friendly(corpus)
    listening_sounds.make_next(worker="worker-a")
    sound = ListeningSound.objects.get(state="done")
    with sound.file.open("rb") as file, wave.open(io.BytesIO(file.read())) as made:
        assert made.getnframes() / made.getframerate() == pytest.approx(1.8, abs=0.05)
    assert said == []
