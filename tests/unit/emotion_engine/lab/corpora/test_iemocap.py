"""IEMOCAP on a miniature of its release: who speaks, what is kept, and its protocol."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from torchaudio.datasets import IEMOCAP

from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import (
    FOUR_CLASSES,
    FOUR_CLASSES_MERGED,
    Corpus,
    load_any,
)
from emotion_engine.lab.splits import folds_of
from tests.corpora import write_iemocap

OF_TORCHAUDIO = {
    "neu": "neutral",
    "hap": "happy",
    "exc": "excited",
    "sad": "sad",
    "ang": "angry",
    "fru": "frustrated",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_iemocap(tmp_path_factory.mktemp("corpora") / "IEMOCAP")


@pytest.fixture(scope="module")
def corpus(root: Path) -> Corpus:
    return load_any(root)


def test_six_of_eight_takes_a_session_have_a_label_that_names_one(
    corpus: Corpus,
) -> None:
    assert len(corpus) == 30
    assert Counter(corpus.emotions) == dict.fromkeys(OF_TORCHAUDIO.values(), 5)
    assert corpus.notes == (
        "5 left out: labelled as another emotion than the nine.",
        "5 left out: the annotators did not agree.",
    )


def test_the_speaker_is_who_speaks_not_who_wears_the_markers(corpus: Corpus) -> None:
    of = {take.path.stem: take for take in corpus.utterances}
    assert of["Ses01F_impro01_M001"].speaker == "Ses01_M"
    assert of["Ses01F_impro01_M001"].sex == "male"
    assert of["Ses03M_script01_1b_FXX0"].speaker == "Ses03_F"
    assert len(set(corpus.speakers)) == 10


def test_what_was_said_comes_from_the_transcriptions(corpus: Corpus) -> None:
    of = {take.path.stem: take for take in corpus.utterances}
    assert of["Ses02F_impro01_F002"].text == "I got it!"
    assert of["Ses05M_script01_1b_M001"].text == "Who told you?"


def test_takes_and_labels_are_those_that_torchaudio_finds(
    root: Path, corpus: Corpus
) -> None:
    theirs = IEMOCAP(root.parent)
    found = [theirs.get_metadata(i) for i in range(len(theirs))]
    expected = {name: OF_TORCHAUDIO[label] for _, _, name, label, _ in found}
    paths = {(root / path).resolve() for path, *_ in found}
    assert {u.path.stem: u.emotion for u in corpus.utterances} == expected
    assert {path.resolve() for path in corpus.paths} == paths


def test_leave_one_session_out_leaves_both_its_speakers_unseen(corpus: Corpus) -> None:
    folds = folds_of(corpus)
    assert [fold.name for fold in folds] == [f"Session{i}" for i in range(1, 6)]
    for number, fold in enumerate(folds, start=1):
        tested = {corpus.speakers[i] for i in fold.test}
        assert tested == {f"Ses{number:02d}_F", f"Ses{number:02d}_M"}
        assert not tested & {corpus.speakers[i] for i in fold.train}
        assert len(fold.test) + len(fold.train) == len(corpus)


def test_four_classes_leave_excited_out_or_count_it_as_happy(root: Path) -> None:
    apart = Counter(load_any(root, labels=FOUR_CLASSES).emotions)
    merged = Counter(load_any(root, labels=FOUR_CLASSES_MERGED).emotions)
    assert apart == {"neutral": 5, "happy": 5, "sad": 5, "angry": 5}
    assert merged == {"neutral": 5, "happy": 10, "sad": 5, "angry": 5}


def test_improvised_takes_can_be_had_alone(root: Path) -> None:
    corpus = load_any(root, part="improvised")
    assert Counter(corpus.emotions) == {"neutral": 5, "happy": 5, "excited": 5}
    with pytest.raises(CorpusError, match="has no part sung; it has improvised, scr"):
        load_any(root, part="sung")


def test_a_label_without_its_recording_is_left_out_and_counted(tmp_path: Path) -> None:
    root = write_iemocap(tmp_path / "IEMOCAP_full_release", n_sessions=1)
    next(root.rglob("Ses01F_impro01_F000.wav")).unlink()
    corpus = load_any(tmp_path)  # the archive's own folder lies inside
    assert len(corpus) == 5
    assert "1 left out: labelled, but its wav is not there." in corpus.notes
