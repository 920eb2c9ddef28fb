"""Errors of boundaries against truth that the test makes up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import soundfile

from emotion_engine.alignment import aligner
from emotion_engine.alignment.confidence import ConfidenceModel
from emotion_engine.alignment.decoder import ScoredPhone
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError, CorpusError
from emotion_engine.lab.evaluation import alignment as evaluation
from emotion_engine.lab.training import hand_labelled
from emotion_engine.lab.training.misread_takes import Misread
from emotion_engine.lab.training.train_alignment import BoundaryRecipe
from emotion_engine.lab.training.train_confidence import JudgedTake, fit_confidence
from tests.hand_labelled import always, hand_labelled_take
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


def word(*phones: tuple[str, int, int]) -> list[ScoredPhone]:
    """One word as found, in frames of 10 ms."""
    return [ScoredPhone(label, a, b - a, -10) for label, a, b in phones]


HAPPY = word(("HH", 11, 18), ("AE1", 18, 25), ("P", 25, 35), ("IY0", 35, 47))
DOOR = word(("D", 49, 60), ("AO1", 60, 84), ("R", 84, 90))


def pretend(
    monkeypatch: pytest.MonkeyPatch, *words: list[ScoredPhone], moved_s: float = 0.0
) -> None:
    """Let the aligner find these phones, and the shipped model move them all alike."""
    monkeypatch.setattr(hand_labelled, "find_phones", lambda *_: list(words))
    monkeypatch.setattr(evaluation, "misread_takes", lambda *_, **__: [])
    monkeypatch.setattr(
        evaluation, "load_boundaries", lambda licence="full": always(moved_s)
    )


def refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the aligner find nothing."""

    def find_phones(*_: object) -> None:
        raise AlignmentError("no path")

    monkeypatch.setattr(hand_labelled, "find_phones", find_phones)
    monkeypatch.setattr(evaluation, "misread_takes", lambda *_, **__: [])
    monkeypatch.setattr(
        evaluation, "load_boundaries", lambda licence="full": always(0.0)
    )
    monkeypatch.setattr(aligner, "find_phones", find_phones)


def test_errors_are_those_put_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, HAPPY, DOOR)
    found = evaluation.evaluate_shipped(folder(tmp_path), EngineConfig())
    assert found["n"] == found["n_speakers"] == 1
    assert found["n_failures"] == found["n_unmatched"] == 0
    assert found["word"]["n"] == 2
    assert found["word"]["start"]["median_ms"] == pytest.approx(10)
    assert found["word"]["end"]["bias_ms"] == pytest.approx(-15)
    assert found["nucleus"]["n"] == 3
    assert found["nucleus"]["start"]["within_25_ms"] == pytest.approx(2 / 3, abs=1e-3)
    assert found["nucleus"]["end"]["within_50_ms"] == pytest.approx(2 / 3, abs=1e-3)


def test_boundaries_are_measured_where_the_model_placed_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, HAPPY, DOOR, moved_s=0.02)
    found = evaluation.evaluate_shipped(folder(tmp_path), EngineConfig())
    assert found["word"]["end"]["bias_ms"] == pytest.approx(5, abs=0.2)


def test_a_word_said_with_fewer_vowels_counts_for_words_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, word(("HH", 11, 18), ("AE1", 18, 47)), DOOR)
    found = evaluation.evaluate_shipped(folder(tmp_path), EngineConfig())
    assert found["word"]["n"] == 2
    assert found["nucleus"]["n"] == 1


def test_takes_that_fail_or_have_no_match_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch)
    takes = folder(tmp_path, n_takes=2)
    found = evaluation.evaluate_shipped(takes, EngineConfig())
    assert found["failures"] == ["ann/1.wav", "ann/2.wav"]
    assert found["share_failures"] == 1
    assert found["word"]["n"] == 0
    assert found["word"]["start"] is None
    pretend(monkeypatch, HAPPY, DOOR)
    again = evaluation.evaluate_shipped(takes, EngineConfig())
    assert again["n_failures"] == 0
    assert again["n_unmatched"] == 1  # hands placed nothing in the second


def test_no_model_that_places_or_judges_a_take_has_heard_its_speaker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    takes = [
        hand_labelled_take(seed, speaker=f"speaker {seed % 3}") for seed in range(6)
    ]
    misread = [Misread(i, replace(take), (False,) * 3) for i, take in enumerate(takes)]
    fitted, judged = [], []

    def fit_both(
        training: list[hand_labelled.HandLabelledTake], _: BoundaryRecipe
    ) -> object:
        fitted.append({take.speaker for take in training})
        return always(0.02)

    def fit_sure(training: list[JudgedTake]) -> ConfidenceModel:
        judged.append({one.take.speaker for one in training})
        return fit_confidence(training)

    monkeypatch.setattr(evaluation, "fit_boundaries", fit_both)
    monkeypatch.setattr(evaluation, "fit_confidence", fit_sure)
    heard = evaluation.hear_out_of_fold(takes, misread, BoundaryRecipe())
    assert fitted == judged
    assert [len(speakers) for speakers in fitted] == [2, 2, 2]
    assert set.intersection(*fitted) == set()
    found = heard.figures()
    assert found["nucleus"]["n"] == 18
    assert found["nucleus"]["start"]["within_20_ms"] == 1  # they came 20 ms early
    assert found["nucleus_new_text"]["n"] == 0  # they all said the same
    assert found["confidence"]["n"] == 18
    assert found["confidence"]["not_said_at_all"]["n"] == 18


@pytest.mark.parametrize(
    "segments", ["utterance,tier\n", SEGMENTS + "ann-1,tone,0,1,H*\n"]
)
def test_segments_that_cannot_be_read_are_named(tmp_path: Path, segments: str) -> None:
    with pytest.raises(CorpusError, match="segments"):
        evaluation.evaluate_shipped(folder(tmp_path, segments=segments), EngineConfig())


def test_without_segments_only_failures_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch)
    takes = folder(tmp_path, n_takes=2)
    (takes / "segments.csv").unlink()
    for found in (
        evaluation.evaluate_shipped(takes, EngineConfig()),
        evaluation.evaluate_retrained(takes, EngineConfig(), BoundaryRecipe()),
    ):
        assert found["n"] == found["n_failures"] == 2
        assert "nucleus" not in found
