"""Folders of natives' recordings: what is imported, known, doubted and left out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import emotion_engine as engine
from teaching_app.natives.models import NativeRecording, ProfileJob, StyleVote
from teaching_app.natives.services import imports
from teaching_app.natives.services.imported_phrases import Phrases
from teaching_app.practice.models import Phrase
from tests.corpus import write_corpus
from tests.factories.models import PhraseFactory
from tests.factories.natives import measures, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files")]

TERMS = imports.Terms("corpus", "A corpus (Somebody 2026)", "CC0", "American", "ops")
ROWS = [
    {"speaker": "s0", "sex": "female", "text": "Go on.", "emotion": "happy"},
    {"speaker": "s1", "sex": "male", "text": "GO ON", "emotion": "happy"},
    {"speaker": "s2", "sex": "male", "text": "Stay here.", "emotion": "happy"},
]


class Measured(list):
    """A double of the engine: what was asked of it, in one list."""

    outcome: Any = None

    def __call__(self, requests: Sequence[Any], **_: object) -> list[Any]:
        self.extend(request.text for request in requests)
        return [self.outcome or measures() for _ in requests]


@pytest.fixture
def measure() -> Measured:
    return Measured()


@pytest.fixture(autouse=True)
def phrase() -> Phrase:
    made: Phrase = PhraseFactory(text="Go on.")
    return made


def run(folder: Path, measure: Measured, **phrases: Any) -> list[tuple[str, str]]:
    takes = engine.read_manifest(folder, needs=("text",))
    imported = imports.Import(TERMS, Phrases(**phrases), measure=measure)
    return [(result.became, result.why) for result in imported.run(takes)]


def test_takes_of_phrases_on_offer_are_imported_as_approved(
    tmp_path, measure, phrase, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        became = run(write_corpus(tmp_path, ROWS), measure)
    assert became == [
        ("left out", "no phrase on offer is 'Stay here.'"),
        ("imported", ""),
        ("imported", ""),
    ]
    first = NativeRecording.objects.earliest("pk")
    assert (first.state, first.phrase, first.style) == ("approved", phrase, "happy")
    assert (first.speaker, first.speaker_sex) == ("corpus-s0", "female")
    assert first.file.size == first.size > 0
    assert ProfileJob.objects.get().phrase == phrase


def test_an_import_goes_on_where_it_was(tmp_path, measure) -> None:
    folder = write_corpus(tmp_path, ROWS)
    run(folder, measure)
    assert [became for became, _ in run(folder, measure)].count("known") == 2
    assert len(measure) == NativeRecording.objects.count() == 2


def test_votes_of_listeners_are_kept(tmp_path, measure) -> None:
    run(write_corpus(tmp_path, [ROWS[0] | {"votes_sad": 3}]), measure)
    assert [vote.heard for vote in StyleVote.objects.all()] == ["sad"] * 3


def test_phrases_are_added_if_asked_for(tmp_path, measure) -> None:
    run(write_corpus(tmp_path, ROWS), measure, level="B1", focus="rhythm")
    added = Phrase.objects.get(text="Stay here.")
    assert (added.slug, added.level, added.is_listed) == ("stay-here", "B1", True)


def test_what_is_of_no_use_is_left_out_and_named(tmp_path, measure) -> None:
    measure.outcome = refused(engine.Reason.OTHER_PHRASE)
    assert run(write_corpus(tmp_path, ROWS[:1]), measure) == [
        ("left out", "other_phrase")
    ]
    measure.outcome = engine.MemoryExhaustedError("too long")
    assert run(write_corpus(tmp_path, ROWS[:1]), measure) == [("left out", "too long")]
    assert not NativeRecording.objects.exists()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"emotion": "bored"}, "bored is none of the styles"),
        ({"first_language": "french"}, "the first language is french"),
        ({"text": "我们"}, "no phrase on offer is '我们'"),
    ],
)
def test_what_is_not_to_be_had_is_not_measured(
    tmp_path, measure, change: dict[str, str], why: str
) -> None:
    assert run(write_corpus(tmp_path, [ROWS[0] | change]), measure) == [
        ("left out", why)
    ]
    assert not measure


def test_a_file_that_is_no_sound_stops_nobody(tmp_path, measure) -> None:
    folder = write_corpus(tmp_path, ROWS[:2])
    (folder / "0.wav").write_bytes(b"no sound at all")
    (broken, _), (fine, _) = run(folder, measure)
    assert (broken, fine) == ("left out", "imported")


def test_one_that_is_unlike_others_is_imported_and_named(tmp_path, measure) -> None:
    measure.outcome = measures(engine.NativeDoubt.WORDS_ADDED)
    assert run(write_corpus(tmp_path, ROWS[:1]), measure) == [("doubtful", "words")]
    assert NativeRecording.objects.get().doubts == ["words"]
