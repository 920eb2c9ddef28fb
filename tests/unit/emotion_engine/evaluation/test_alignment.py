"""Errors of boundaries against truth that the test makes up."""

from __future__ import annotations

from pathlib import Path

import pytest
import soundfile

from emotion_engine.alignment.aligner import AlignedSyllable, AlignedWord, Alignment
from emotion_engine.alignment.phrase import PhrasePlan
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError, CorpusError
from emotion_engine.evaluation import alignment as evaluation
from emotion_engine.results import Span
from tests.signals import sine

SEGMENTS = """utterance,tier,start_s,end_s,label
ann-1,word,0.10,0.50,happy
ann-1,phone,0.10,0.15,hh
ann-1,phone,0.15,0.25,ae
ann-1,phone,0.25,0.35,p
ann-1,phone,0.35,0.50,iy
ann-1,word,0.50,0.90,door
ann-1,phone,0.60,0.90,ao
"""


def folder(tmp_path: Path, n_takes: int = 1, segments: str = SEGMENTS) -> Path:
    rows = ["path,utterance,speaker,text"]
    for i in range(1, n_takes + 1):
        path = tmp_path / "ann" / f"{i}.wav"
        path.parent.mkdir(exist_ok=True)
        soundfile.write(path, sine(200, 1.0), 16_000)
        rows.append(f"ann/{i}.wav,ann-{i},ann,happy door")
    (tmp_path / "manifest.csv").write_text("\n".join(rows) + "\n")
    (tmp_path / "segments.csv").write_text(segments)
    return tmp_path


def word(index: int, start_s: float, end_s: float, *nuclei: Span) -> AlignedWord:
    syllables = tuple(
        AlignedSyllable("x", n.start_s, n.end_s, n, (), None) for n in nuclei
    )
    return AlignedWord(index, "x", start_s, end_s, 1.0, True, syllables)


def pretend(monkeypatch: pytest.MonkeyPatch, *words: AlignedWord) -> None:
    monkeypatch.setattr(evaluation, "align", lambda *_, **__: Alignment(words))


def test_errors_are_those_put_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(
        monkeypatch,
        word(0, 0.11, 0.47, Span(0.18, 0.25), Span(0.35, 0.53)),
        word(1, 0.49, 0.90, Span(0.60, 0.84)),
    )
    found = evaluation.evaluate_alignment(folder(tmp_path), EngineConfig())
    assert found["n"] == found["n_speakers"] == 1
    assert found["n_failures"] == found["n_unmatched"] == 0
    assert found["word"]["n"] == 2
    assert found["word"]["start"]["median_ms"] == pytest.approx(10)
    assert found["word"]["end"]["bias_ms"] == pytest.approx(-15)
    assert found["nucleus"]["n"] == 3
    assert found["nucleus"]["start"]["within_25_ms"] == pytest.approx(2 / 3, abs=1e-3)
    assert found["nucleus"]["end"]["within_50_ms"] == pytest.approx(2 / 3, abs=1e-3)


def test_a_word_said_with_fewer_vowels_counts_for_words_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Span(0.2, 0.4)
    pretend(monkeypatch, word(0, 0.1, 0.5, one), word(1, 0.5, 0.9, Span(0.6, 0.9)))
    found = evaluation.evaluate_alignment(folder(tmp_path), EngineConfig())
    assert found["word"]["n"] == 2
    assert found["nucleus"]["n"] == 1


def test_takes_that_fail_or_have_no_match_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(waveform: object, plan: PhrasePlan, **_: object) -> Alignment:
        raise AlignmentError("no path")

    monkeypatch.setattr(evaluation, "align", refuse)
    found = evaluation.evaluate_alignment(folder(tmp_path, n_takes=2), EngineConfig())
    assert found["failures"] == ["ann/1.wav", "ann/2.wav"]
    assert found["word"]["n"] == 0
    assert found["word"]["start"] is None
    pretend(monkeypatch, word(0, 0.1, 0.5, Span(0.2, 0.3)))
    again = evaluation.evaluate_alignment(folder(tmp_path, n_takes=2), EngineConfig())
    assert again["n_unmatched"] == 2  # one word for two; no segments for the other


@pytest.mark.parametrize(
    "segments", ["utterance,tier\n", SEGMENTS + "ann-1,tone,0,1,H*\n"]
)
def test_segments_that_cannot_be_read_are_named(tmp_path: Path, segments: str) -> None:
    with pytest.raises(CorpusError, match="segments"):
        evaluation.evaluate_alignment(
            folder(tmp_path, segments=segments), EngineConfig()
        )


def test_a_folder_without_segments_is_refused(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "segments.csv").unlink()
    with pytest.raises(CorpusError, match=r"segments\.csv is missing"):
        evaluation.evaluate_alignment(tmp_path, EngineConfig())
