"""Exchanged sounds are drawn evenly, and what is told of them is counted by its truth."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.lab.evaluation import substitutions
from emotion_engine.lab.evaluation.substitutions import (
    SAID_INSTEAD,
    Exchange,
    Trial,
    draw,
    evaluate_substitutions,
    exchanges_in,
    figures_of,
)
from emotion_engine.results import Certainty, FindingCode, UtteranceReport
from tests.corpus import write_corpus
from tests.reports import finding, report

THINK = Exchange(1, ("S", "IH1", "NG", "K"), "TH", "S")


def named(
    word: int, expected: str, heard: str, certainty: Certainty = Certainty.TOLD
) -> UtteranceReport:
    details = {"word": "think", "expected_sound": expected, "heard_sound": heard}
    made = finding(FindingCode.SOUND_DIFFERENT, word_index=word, details=details)
    return report(replace(made, certainty=certainty))


def trial(exchanged: UtteranceReport, written: UtteranceReport | None = None) -> Trial:
    return Trial("joe", THINK, written or report(), exchanged)


def test_words_that_carry_meaning_have_one_sound_exchanged_and_keep_the_others() -> (
    None
):
    found = list(exchanges_in(plan_phrase("I think of them.")))
    assert {one.word for one in found} == {1}
    assert THINK in found
    assert Exchange(1, ("TH", "IY1", "NG", "K"), "IH", "IY") in found


def test_weak_vowels_stay_as_they_are() -> None:
    found = list(exchanges_in(plan_phrase("Banana.")))
    assert {one.expected for one in found} == {"B", "AE"}


def test_exchanges_that_were_drawn_least_come_first() -> None:
    plan, counts = plan_phrase("I think of them."), {}
    possible = len(list(exchanges_in(plan)))
    drawn = [draw(plan, counts, np.random.default_rng(i)) for i in range(possible)]
    assert len({(one.expected, one.said) for one in drawn}) == possible
    assert draw(plan_phrase("I am."), counts, np.random.default_rng(0)) is None


def test_no_sound_is_exchanged_for_itself() -> None:
    assert all(phone not in instead for phone, instead in SAID_INSTEAD.items())


def test_only_the_exchanged_sound_named_as_the_one_said_is_right() -> None:
    right, other = trial(named(1, "TH", "S")), trial(named(1, "TH", "T"))
    elsewhere, nothing = trial(named(0, "TH", "S")), trial(report())
    trials = [right, other, elsewhere, nothing]
    assert [t.is_right(Certainty.TOLD) for t in trials] == [True, False, False, None]
    found = figures_of(trials)
    assert (found["noticed"], found["told"]["n"]) == (0.5, 3)
    assert found["told"]["right"] == pytest.approx(1 / 3)
    assert found["by_exchange"] == {"TH > S": [2, 1, 4]}


def test_what_is_asked_is_counted_apart_and_noticed_too() -> None:
    found = figures_of([trial(named(1, "TH", "S", Certainty.ASKED)), trial(report())])
    assert found["noticed"] == 0.5
    assert found["asked"] == {"n": 1, "right": 1.0, "false_alarms": 0.0}
    assert found["told"] == {"n": 0, "right": None, "false_alarms": 0.0}


def test_a_sound_called_another_in_the_text_as_written_is_a_false_alarm() -> None:
    found = figures_of([trial(report(), named(0, "L", "R")), trial(report())])
    assert found["told"] == {"n": 0, "right": None, "false_alarms": 0.5}


def test_each_voice_says_so_many_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["We think.", "They sing.", "I am."]
    folder = write_corpus(tmp_path, [{"speaker": "a", "text": t} for t in texts])
    heard = (report(), named(1, "TH", "S"))
    monkeypatch.setattr(substitutions, "hear", lambda *_: heard)
    monkeypatch.setattr(substitutions, "voice_of", lambda name, _: name)
    options = {"voices": ["a", "b"], "seed": 0}
    found = evaluate_substitutions(folder, EngineConfig(), n_texts=3, **options)
    assert (found["n"], found["n_voices"]) == (4, 2)
    with pytest.raises(CorpusError, match="no text has a sound"):
        evaluate_substitutions(folder, EngineConfig(), n_texts=0, **options)
