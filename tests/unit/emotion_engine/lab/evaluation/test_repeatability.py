"""What changes between a take and its altered self is counted, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.lab.evaluation import repeatability
from emotion_engine.lab.evaluation.repeatability import evaluate_repeatability, figures
from emotion_engine.lab.training.alterations import HARMLESS
from emotion_engine.results import Finding, FindingCode, Reason, StressState
from tests.corpus import write_corpus
from tests.faults import report, styled
from tests.spoken import said_word

WELL = Finding(FindingCode.WELL_DONE, 0.0, None, None)
FLAT = Finding(FindingCode.MELODY_TOO_FLAT, 0.5, None, None)


def take(state: StressState = StressState.AS_EXPECTED, f0_st: float = 1.0, **facts):
    """A report of two words, one of them graded."""
    word = said_word(0, (0, 1), stress_state=state)
    syllables = tuple(replace(s, f0_median_st=f0_st) for s in word.syllables)
    other = said_word(1, (1,), stress_state=StressState.NOT_GRADED)
    words = (replace(word, syllables=syllables), other)
    known = {"words": words, "expression": styled(True, "sad"), "findings": (WELL,)}
    return replace(report(), assessable=True, **(known | facts))


def test_a_take_with_an_equal_report_has_no_changes() -> None:
    found = figures([(take(), take()), (take(), take())])
    assert found.pop("n_words") == 2
    assert set(found.values()) == {0}


def test_every_kind_of_change_is_counted_once() -> None:
    altered = take(
        StressState.ELSEWHERE,
        f0_st=1.5,
        expression=replace(
            styled(False, None), probabilities={"happy": 0.4}, sounds_like=None
        ),
        findings=(FLAT, WELL),
    )
    found = figures([(take(), take()), (take(), altered)])
    assert found["stress_changed"] == found["stress_told"] == 0.5
    assert found["style_changed"] == found["first_finding_changed"] == 0.5
    assert found["syllable_f0_st"] == pytest.approx(0.5)
    assert found["style_probability"] == pytest.approx(0.3 * 0.95)


def test_a_verdict_that_only_becomes_unclear_is_not_wrong() -> None:
    found = figures([(take(), take(StressState.UNCLEAR))])
    assert (found["stress_changed"], found["stress_told"]) == (1, 0)


def test_a_take_that_is_lost_is_counted_and_not_compared() -> None:
    lost = replace(take(), assessable=False, reason=Reason.CLIPPED, findings=())
    found = figures([(take(), lost), (take(), take())])
    assert (found["n_lost"], found["n_words"]) == (1, 1)


def heard(monkeypatch: pytest.MonkeyPatch, *, assessable: bool) -> list[np.ndarray]:
    waveforms: list[np.ndarray] = []

    def tell(waveform: np.ndarray, *_: object):
        waveforms.append(waveform)
        return replace(take(), assessable=assessable)

    monkeypatch.setattr(repeatability, "analysed", tell)
    return waveforms


def test_each_take_goes_through_every_alteration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine_config: EngineConfig
) -> None:
    waveforms = heard(monkeypatch, assessable=True)
    folder = write_corpus(tmp_path, [{"speaker": "a", "text": "Hello."}] * 5)
    found = evaluate_repeatability([folder], engine_config, n=3)
    assert (found["n"], found["n_left_out"]) == (3, 0)
    assert set(found) >= {alteration.name for alteration in HARMLESS}
    assert len(waveforms) == 3 * (1 + len(HARMLESS))
    assert len({waveform.tobytes() for waveform in waveforms}) == len(waveforms)


def test_where_nothing_can_be_judged_the_command_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine_config: EngineConfig
) -> None:
    heard(monkeypatch, assessable=False)
    folder = write_corpus(tmp_path, [{"speaker": "a", "text": "Hello."}] * 2)
    with pytest.raises(CorpusError, match="None of the takes"):
        evaluate_repeatability([folder], engine_config, n=2)
