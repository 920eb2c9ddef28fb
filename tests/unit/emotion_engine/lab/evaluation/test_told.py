"""Findings are compared with what is known of the takes, speaker by speaker."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from emotion_engine import UtteranceRequest
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AudioError, AudioRefusal, CorpusError, EngineError
from emotion_engine.lab.corpora.reserved import RESERVED
from emotion_engine.lab.evaluation import told
from emotion_engine.lab.evaluation.told import evaluate_told
from emotion_engine.lab.training.moved_corpus import write_marks
from emotion_engine.results import (
    Certainty,
    Finding,
    FindingCode,
    Reason,
    StressState,
    UtteranceReport,
)
from tests.corpus import write_corpus
from tests.faults import report
from tests.spoken import said_word

Code = FindingCode
ALL = {"n_takes": 100, "max_words": None, "seed": 0}


def found(code: FindingCode, word: int | None = None, **details: object) -> Finding:
    return Finding(code, 0.5, None, None, word_index=word, details=details)


def asked(code: FindingCode, word: int) -> Finding:
    return replace(found(code, word), certainty=Certainty.ASKED)


def take(*findings: Finding, missing: int | None = None) -> UtteranceReport:
    """A report of two words, the first of which has two syllables."""
    words = (
        said_word(0, (0, 1), stress_state=StressState.AS_EXPECTED),
        said_word(1, (1,), stress_state=StressState.NOT_GRADED),
    )
    words = tuple(replace(w, heard=w.index != missing) for w in words)
    known = {"words": words, "assessable": True}
    return replace(report(), findings=findings or (found(Code.WELL_DONE),), **known)


class Engine:
    """Stands in for the engine: gives out reports by the name of the take."""

    def __init__(self, outcomes: dict[str, UtteranceReport | EngineError]) -> None:
        self.outcomes = outcomes
        self.asked: list[UtteranceRequest] = []

    def __call__(
        self, requests: Sequence[UtteranceRequest], *, config: EngineConfig
    ) -> list[UtteranceReport | EngineError]:
        self.asked += requests
        return [self.outcomes.get(one.source.name, take()) for one in requests]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    made = Engine({})
    monkeypatch.setattr(told, "analyze_utterances", made)
    return made


def natives(folder: Path, n: int = 4, **columns: object) -> Path:
    rows = [{"speaker": f"s{i % 2}", "text": "today one", **columns} for i in range(n)]
    return write_corpus(folder, rows)


def test_a_native_take_is_wrong_with_any_finding_but_a_pause(
    tmp_path: Path, engine: Engine
) -> None:
    engine.outcomes = {
        "0.wav": take(found(Code.PAUSE_UNEXPECTED), found(Code.NOISY_TAKE)),
        "1.wav": take(found(Code.STRESS_ELSEWHERE, 0), found(Code.PAUSE_UNEXPECTED)),
        "2.wav": replace(take(), assessable=False, reason=Reason.NOT_ALIGNED),
    }
    figures = evaluate_told([natives(tmp_path / "n")], EngineConfig(), **ALL)["n"]
    assert figures["without_wrong"] == 0.5
    assert figures["wrong"] == {"stress_elsewhere": 0.25, "not_aligned": 0.25}
    assert figures["by_code"]["pause_unexpected"] == 0.5
    low, high = figures["without_wrong_interval"]
    assert (low, high) == (0.5, 0.5)  # each of the two speakers has one wrong take
    assert [one["take"][-5:] for one in figures["remarks"]] == ["1.wav", "2.wav"]


def test_a_question_is_no_wrong_remark_and_is_counted_apart(
    tmp_path: Path, engine: Engine
) -> None:
    engine.outcomes = {
        "0.wav": take(found(Code.WELL_DONE), asked(Code.STRESS_ELSEWHERE, 0))
    }
    figures = evaluate_told([natives(tmp_path / "n")], EngineConfig(), **ALL)["n"]
    assert figures["without_wrong"] == 1.0
    assert figures["asked"] == {"stress_elsewhere": 0.25}
    assert "stress_elsewhere" not in figures["by_code"]


def test_transcripts_are_read_as_phrases(tmp_path: Path, engine: Engine) -> None:
    folder = natives(tmp_path / "n", n=1, text="what do i know")
    evaluate_told([folder], EngineConfig(), **ALL)
    assert engine.asked[0].text == "What do I know."


def test_acted_and_long_takes_are_left_out(tmp_path: Path, engine: Engine) -> None:
    rows = [
        {"speaker": "a", "text": "One two.", "emotion": "neutral"},
        {"speaker": "a", "text": "One two.", "emotion": "sad"},
        {"speaker": "a", "text": "One two three.", "emotion": "neutral"},
    ]
    folder = write_corpus(tmp_path / "acted", rows)
    evaluate_told([folder], EngineConfig(), n_takes=9, max_words=2, seed=0)
    assert [one.source.name for one in engine.asked] == ["0.wav"]


def test_what_cannot_be_taken_is_left_out_and_the_rest_measured(
    tmp_path: Path, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    rows = [{"speaker": "a", "text": t} for t in ("One.", "Two.", "long " * 63)]
    engine.outcomes = {"1.wav": AudioError(AudioRefusal.NOT_AUDIO, "no sound")}
    folder = write_corpus(tmp_path / "n", rows)
    figures = evaluate_told([folder], EngineConfig(), **ALL)["n"]
    assert figures["n"] == 1
    assert "1 of 3 takes have a text that is no phrase" in caplog.text
    assert "1.wav left out: no sound" in caplog.text


def test_a_folder_without_a_take_that_can_be_analysed_is_refused(
    tmp_path: Path, engine: Engine
) -> None:
    engine.outcomes = {"0.wav": AudioError(AudioRefusal.NOT_AUDIO, "no sound")}
    with pytest.raises(CorpusError, match="no take could be analysed"):
        evaluate_told([natives(tmp_path / "n", n=1)], EngineConfig(), **ALL)


def test_only_readers_who_are_reserved_are_judged(
    tmp_path: Path, engine: Engine
) -> None:
    reserved = min(RESERVED["librispeech_clean"])
    rows = [{"speaker": name, "text": "One."} for name in ("other", reserved)]
    folder = write_corpus(tmp_path / "librispeech_clean", rows)
    evaluate_told([folder], EngineConfig(), **ALL)
    assert [one.source.name for one in engine.asked] == ["1.wav"]


def rated(accuracy: float, stress: float, phones: str) -> dict[str, object]:
    return {"accuracy": [accuracy] * 5, "stress": [stress] * 5, "phones": [phones] * 5}


def test_findings_are_right_where_experts_agree(tmp_path: Path, engine: Engine) -> None:
    folder = natives(tmp_path / "learners")
    bad, good = rated(4, 5, "W (IH0) R"), rated(9, 10, "W IH0 R")
    lines = [
        {"utterance": str(i), "words": [word, good]}
        for i, word in enumerate((bad, good, good, bad))
    ]
    (folder / "scores.jsonl").write_text("\n".join(map(json.dumps, lines)))
    sound = found(Code.SOUND_DIFFERENT, 0, expected_sound="IH", heard_sound="IY")
    stress, unclear = found(Code.STRESS_ELSEWHERE, 0), found(Code.WORD_UNCLEAR, 0)
    engine.outcomes = {
        "0.wav": take(sound, stress),
        "1.wav": take(sound, unclear),
        "2.wav": take(missing=0),
        "3.wav": take(asked(Code.STRESS_ELSEWHERE, 0), missing=0),
    }
    values = evaluate_told([folder], EngineConfig(), **ALL)["learners"]["experts"]
    right = {
        code: (one["n"], one["right"]) for code, one in values["precision"].items()
    }
    assert right == {
        "sound_different": (2, 0.5),
        "stress_elsewhere": (1, 1.0),
        "word_unclear": (1, 0.0),
        "words_missing": (2, 0.5),
    }
    question = values["asked"]["stress_elsewhere"]
    assert (question["n"], question["right"]) == (1, 1.0)
    assert values["passable_missing"] == pytest.approx(1 / 6)


def test_moved_stress_is_told_and_kept_stress_is_not(
    tmp_path: Path, engine: Engine
) -> None:
    folder = natives(tmp_path / "moved", n=3)
    rows = [(f"{i}.wav", 0, "today", syllable) for i, syllable in enumerate((0, 0, 1))]
    write_marks(rows, folder / "stress.csv")
    elsewhere = take()
    words = (
        replace(elsewhere.words[0], stress_state=StressState.ELSEWHERE),
        elsewhere.words[1],
    )
    question = asked(Code.STRESS_ELSEWHERE, 0)
    engine.outcomes = {
        "0.wav": replace(elsewhere, words=words),
        "1.wav": take(found(Code.WELL_DONE), question),
    }
    values = evaluate_told([folder], EngineConfig(), **ALL)["moved"]["moved"]
    assert (values["n_moved"], values["moved_told"]) == (2, 0.5)
    assert values["moved_asked"] == 0.5
    assert (values["n_kept"], values["kept_told"]) == (1, 0.0)
