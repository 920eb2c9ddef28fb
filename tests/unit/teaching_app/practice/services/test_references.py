"""Recordings to listen to, from a miniature corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from teaching_app.practice.models import Phrase, ReferenceAudio
from teaching_app.practice.services import references
from tests.factories.fixtures import stored_files
from tests.factories.models import PhraseFactory
from tests.factories.sound import wav_bytes

pytestmark = pytest.mark.django_db
TEXT = "Kids are talking by the door."
HEADER = "path,speaker,sex,emotion,intensity,text,repetition,fold,duration_s"
ROWS = (
    "audio/strong.wav,actor_01,male,happy,strong,{text},1,1,3.0",
    "audio/man.wav,actor_03,male,happy,normal,{text},1,1,3.0",
    "audio/woman.wav,actor_02,female,happy,normal,{text},1,1,3.0",
    "audio/later.wav,actor_04,female,happy,normal,{text},1,1,3.0",
    "audio/plain.wav,actor_02,female,neutral,normal,{text},1,1,3.0",
    "audio/other.wav,actor_02,female,neutral,normal,Another sentence.,1,1,3.0",
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "ravdess"
    (folder / "audio").mkdir(parents=True)
    lines = [HEADER, *(row.format(text=TEXT) for row in ROWS)]
    (folder / "manifest.csv").write_text("\n".join(lines))
    for line in lines[1:]:
        (folder / line.split(",")[0]).write_bytes(wav_bytes())
    return folder.parent


@pytest.fixture
def phrase(db: None) -> Phrase:
    return PhraseFactory(slug="kids", text=TEXT)


def test_a_woman_and_a_man_are_chosen_for_each_style(
    corpus: Path, phrase: Phrase
) -> None:
    assert references.install_native(corpus) == 3
    chosen = ReferenceAudio.objects.order_by("style", "speaker_sex")
    assert list(chosen.values_list("style", "speaker", "speaker_sex")) == [
        ("happy", "actor_02", "female"),
        ("happy", "actor_03", "male"),
        ("neutral", "actor_02", "female"),
    ]


def test_each_says_where_it_is_from_and_under_which_licence(
    corpus: Path, phrase: Phrase
) -> None:
    references.install_native(corpus)
    for reference in ReferenceAudio.objects.all():
        assert reference.kind == "native"
        assert reference.source.startswith("RAVDESS, actor_")
        assert reference.licence == "CC BY-NC-SA 4.0"
        assert reference.file.read() == wav_bytes()


def test_installing_again_copies_nothing(corpus: Path, phrase: Phrase) -> None:
    references.install_native(corpus)
    files = stored_files()
    assert references.install_native(corpus) == 0
    assert stored_files() == files


def test_without_a_corpus_there_are_no_natives(tmp_path: Path, phrase: Phrase) -> None:
    assert references.install_native(tmp_path) == 0


def test_a_file_that_is_gone_is_copied_anew(corpus: Path, phrase: Phrase) -> None:
    references.install_native(corpus)
    reference = ReferenceAudio.objects.first()
    reference.file.storage.delete(reference.file.name)
    assert references.forget_lost() == 1
    assert references.install_native(corpus) == 1
    assert len(stored_files()) == 3


def test_natives_go_to_the_phrase_on_offer_not_to_a_teachers_of_the_same_words(
    corpus: Path, phrase: Phrase
) -> None:
    PhraseFactory(text=TEXT, is_listed=False)
    assert references.install_native(corpus) == 3
    assert phrase.references.count() == 3
