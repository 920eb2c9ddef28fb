"""Some readers are kept for judging what ships."""

from __future__ import annotations

from pathlib import Path

from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.corpora.reserved import (
    RESERVED,
    RESERVED_VOICES,
    only_reserved,
    without_reserved,
)
from emotion_engine.lab.corpora.takes import Utterance


def corpus_of(name: str, *speakers: str) -> Corpus:
    takes = tuple(Utterance(Path(f"{s}.wav"), s) for s in speakers)
    return Corpus(Path(name), takes)


def test_half_of_the_readers_are_kept_from_training() -> None:
    corpus = corpus_of("librispeech_clean", "121", "1188", "61", "8555")
    assert without_reserved(corpus).speakers == ["1188", "61"]
    assert only_reserved(corpus).speakers == ["121", "8555"]
    assert len(RESERVED["librispeech_clean"]) == 15


def test_four_reading_voices_are_kept_from_training_wherever_they_read() -> None:
    corpus = corpus_of("said", "af_heart", "af_sky", "bm_george")
    assert without_reserved(corpus).speakers == ["af_sky"]
    assert only_reserved(corpus).speakers == ["af_heart", "bm_george"]
    assert {name[:2] for name in RESERVED_VOICES} == {"af", "am", "bf", "bm"}


def test_other_corpora_are_left_whole() -> None:
    corpus = corpus_of("arctic", "slt", "bdl")
    assert without_reserved(corpus) == only_reserved(corpus) == corpus
