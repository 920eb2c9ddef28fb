"""What is only expected of natives asks for more distance before it is told."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from types import SimpleNamespace

import numpy as np
import pytest

from emotion_engine.findings import find
from emotion_engine.findings.sizes import excess, is_expected
from emotion_engine.profiles.store import Band, Evidence, NativeProfile
from emotion_engine.results import (
    BandMeasure,
    BandPosition,
    Finding,
    FindingCode,
    MelodyPoint,
    Span,
)
from tests.faults import NORMS, PROFILE, TAKE, report, takes_with_faults
from tests.spoken import flat_melody

ACCENTS = import_module("emotion_engine.findings.accents")
EXPECTED = replace(PROFILE, evidence=Evidence.EXPECTED)


@pytest.mark.parametrize(
    ("evidence", "left"),
    [(Evidence.NATIVE, 1.35), (Evidence.COMBINED, 1.1), (Evidence.EXPECTED, 0.1)],
)
def test_the_less_is_known_the_further_out_a_value_has_to_be(
    evidence: Evidence, left: float
) -> None:
    measure = BandMeasure("x", "st", 2.6, 0.0, 1.0, 2.0, BandPosition.ABOVE)
    profile = replace(PROFILE, evidence=evidence)
    assert excess(replace(measure, value=5.2), profile) == pytest.approx(left)
    assert excess(replace(measure, value=1.0), profile) == 0.0


def test_what_natives_seldom_do_needs_more_distance_even_beside_natives() -> None:
    measure = BandMeasure("x", "st", 2.6, 0.0, 1.0, 2.0, BandPosition.ABOVE)
    assert excess(measure, PROFILE) == pytest.approx(0.05)
    outlier = replace(measure, value=4.0)
    assert excess(outlier, PROFILE, at_least=0.9) == pytest.approx(0.1)
    expected = replace(PROFILE, evidence=Evidence.EXPECTED)
    assert excess(replace(measure, value=6.0), expected, at_least=0.2) == 0.5


def test_without_a_profile_nothing_is_expected() -> None:
    assert not is_expected(None)
    assert is_expected(EXPECTED)


FEW = replace(PROFILE, evidence=Evidence.COMBINED)


@pytest.mark.parametrize("natives", [EXPECTED, FEW], ids=lambda one: one.evidence)
def test_a_flat_voice_is_called_flat_once(natives: NativeProfile) -> None:
    take = report(melody=flat_melody(0.9))
    told = [finding.code for finding in find(take, natives, NORMS)]
    assert told.count(FindingCode.MELODY_TOO_FLAT) == 1


@pytest.mark.parametrize(("low_st", "is_flat"), [(2.4, True), (0.5, False)])
def test_a_voice_within_the_wide_band_of_few_natives_is_not_flat(
    low_st: float, is_flat: bool
) -> None:
    band = Band(low_st, 6.0, 14.0)  # no range lies half its width below
    few = replace(FEW, measures=PROFILE.measures | {"pitch_range_st": band})
    take = report(few, melody=flat_melody(0.9))
    told = [finding.code for finding in find(take, few, NORMS)]
    assert (FindingCode.MELODY_TOO_FLAT in told) is is_flat


def told_of(
    sign: float, n_points: int, evidence: Evidence, text: str = "W0 w1."
) -> list[FindingCode]:
    """What is told of a melody beside a wide band, as expected or mirrored."""
    points = tuple(
        MelodyPoint(i / 6, 0.0, float(sign * x), x - 9.0, float(x), x + 9.0)
        for i, x in enumerate(np.linspace(-4, 4, n_points))
    )
    take = report(text=text)
    compared = replace(take.comparison, melody=points, melody_inside_share=1.0)
    profile = replace(PROFILE, evidence=evidence)
    found = find(replace(take, comparison=compared), profile, NORMS)
    return [finding.code for finding in found]


def test_a_melody_that_goes_the_other_way_is_told_though_the_band_is_wide() -> None:
    code = FindingCode.MELODY_OUTSIDE_BAND
    assert code in told_of(-1, 30, Evidence.EXPECTED)
    assert code not in told_of(1, 30, Evidence.EXPECTED)
    assert code in told_of(-1, 30, Evidence.COMBINED)
    assert code not in told_of(-1, 30, Evidence.NATIVE)  # inside what they said
    assert code not in told_of(-1, 12, Evidence.EXPECTED)  # of two syllables


@pytest.mark.parametrize("text", ["W0 w1?", "W0 w1, …"])
def test_a_question_may_go_the_other_way_than_expected(text: str) -> None:
    told = told_of(-1, 30, Evidence.EXPECTED, text)
    assert FindingCode.MELODY_OUTSIDE_BAND not in told


def test_a_short_pause_is_no_fault_where_natives_are_only_expected_to_go_on() -> None:
    pause = Span(0.4, 0.75)
    goes_on = replace(EXPECTED, pause_share=(0.0, 0.0))
    measured = replace(goes_on, evidence=Evidence.NATIVE)
    told = {
        profile.evidence: [
            f.code for f in find(report(pauses=(pause,)), profile, NORMS)
        ]
        for profile in (goes_on, measured)
    }
    assert FindingCode.PAUSE_UNEXPECTED in told[Evidence.NATIVE]
    assert FindingCode.PAUSE_UNEXPECTED not in told[Evidence.EXPECTED]


def test_a_syllable_is_too_high_only_beside_natives_who_said_the_phrase() -> None:
    code = FindingCode.STRESSED_TOO_HIGH
    take, natives = takes_with_faults()[code]
    expected = replace(natives, evidence=Evidence.EXPECTED)
    assert code in [f.code for f in find(take, natives, NORMS)]
    assert code not in [f.code for f in find(take, expected, NORMS)]


def test_a_joining_word_that_carries_the_sentence_is_told_beside_an_expectation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    score = {0: 1.0}
    model = SimpleNamespace(score=lambda evidence: evidence)
    monkeypatch.setattr(ACCENTS, "evidence_of", lambda *_: dict(score))
    monkeypatch.setattr(ACCENTS, "load_main_stress", lambda: model)
    code = FindingCode.NUCLEUS_ON_OTHER_WORD

    def told(profile: NativeProfile, **changes: object) -> list[Finding]:
        words = (replace(TAKE.words[0], text="to"), TAKE.words[1])
        found = find(report(words=words, **changes), profile, NORMS)
        return [finding for finding in found if finding.code is code]

    (finding,) = told(EXPECTED)
    assert finding.details["evidence"] == "expected"
    assert (finding.details["word"], finding.word_index) == ("to", 1)
    assert not told(PROFILE)  # natives of the phrase say themselves what they accent
    assert not told(EXPECTED, expected_accent=(0,))  # the phrase asks for it
    score[0] = -1.0
    assert not told(EXPECTED)
