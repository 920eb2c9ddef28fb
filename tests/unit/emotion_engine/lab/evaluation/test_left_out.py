"""Shares told of what was left out and of what was said, from takes of known truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from emotion_engine import UtteranceRequest
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.config import EngineConfig
from emotion_engine.lab.evaluation import left_out
from emotion_engine.lab.evaluation.left_out import (
    ENDING,
    WORD,
    Verdict,
    drawn,
    ending_of,
    evaluate_left_out,
    figures_of,
    is_told,
    stem_of,
)
from emotion_engine.results import (
    PhraseCheck,
    PhraseVerdict,
    UtteranceReport,
    WordResult,
)
from tests.corpus import write_corpus
from tests.faults import without_ending
from tests.signals import SAMPLE_RATE, noise
from tests.spoken import said_word


def told(said: bool, told: bool, kind: str = "s", speaker: str = "a") -> Verdict:
    return Verdict(ENDING, kind, speaker, said, told)


def heard_words(*words: WordResult, missing: tuple[int, ...] = ()) -> UtteranceReport:
    check = PhraseCheck("", PhraseVerdict.PARTIAL, missing, (), None, None)
    return UtteranceReport("", "1", assessable=True, words=words, phrase_check=check)


def test_shares_are_of_what_was_said_and_of_what_was_left_out() -> None:
    figures = figures_of(
        [
            told(True, False),
            told(True, True),
            told(False, True),
            told(False, True, "ed"),
        ]
    )
    assert (figures["n_said"], figures["said_told"]) == (2, 0.5)
    assert (figures["n_left_out"], figures["left_out_told"]) == (2, 1.0)
    assert figures["left_out_told_ed"] == 1.0


def test_words_in_a_row_are_never_both_cut() -> None:
    for seed in range(20):
        found = drawn(range(6), np.random.default_rng(seed))
        assert len(found) == 2
        assert abs(found[0] - found[1]) > 1


def test_an_ending_counts_as_told_with_its_word() -> None:
    likes, other = without_ending()
    assert is_told(heard_words(likes, other), 0)
    assert is_told(heard_words(replace(likes, heard=False), other), 0)
    assert not is_told(heard_words(replace(likes, ending_heard=True), other), 0)
    assert not is_told(heard_words(), 0)


def test_the_ending_of_a_reported_word_is_found_in_time() -> None:
    words = without_ending()
    found = ending_of(words, words[0])
    assert found
    assert found.spans == pytest.approx(np.array([[0.15, 0.2]]))
    assert ending_of(words, words[1]) is None


def test_the_voice_says_the_stem() -> None:
    stem, inflection = stem_of(plan_phrase("He likes it."), 1)
    assert stem == ("L", "AY1", "K")
    assert inflection.stem == "like"


@pytest.fixture
def lengths(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """An engine that misses an ending, and words, in whatever is shorter than a take."""
    heard: list[int] = []

    def analyse(
        requests: Sequence[UtteranceRequest], *, config: EngineConfig
    ) -> list[UtteranceReport]:
        heard.append(len(requests[0].source))
        whole = heard[-1] == max(heard)
        likes, other = without_ending()
        words = (
            replace(likes, ending_heard=whole),
            other,
            said_word(2, (1,)),
            said_word(3, (1,)),
        )
        return [heard_words(*words, missing=() if whole else (0, 1, 2, 3))]

    monkeypatch.setattr(left_out, "analyze_utterances", analyse)
    return heard


def test_takes_are_judged_whole_and_with_parts_cut_out(
    tmp_path: Path, lengths: list[int]
) -> None:
    rows = [{"speaker": f"s{i}", "text": "likes so very much"} for i in range(3)]
    folder = write_corpus(tmp_path / "made", rows)
    for path in folder.glob("*.wav"):
        soundfile.write(path, noise(3.0), SAMPLE_RATE)
    figures = evaluate_left_out(
        [folder], EngineConfig(), n_takes=2, max_words=12, n_spoken=0, seed=0
    )["made"]
    assert figures[ENDING]["n_said"] == figures[ENDING]["n_left_out"] == 2
    assert (figures[ENDING]["said_told"], figures[ENDING]["left_out_told"]) == (0, 1)
    assert (figures[WORD]["said_told"], figures[WORD]["left_out_told"]) == (0, 1)
    assert len(lengths) == 6
