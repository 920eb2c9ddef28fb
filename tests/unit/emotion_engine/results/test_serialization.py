"""What is written is read again, and what does not fit is not read at all."""

from __future__ import annotations

import dataclasses
import json
import string
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emotion_engine import results
from emotion_engine.errors import ReportFormatError
from emotion_engine.profiles.store import DIGITS, FORMAT_VERSION, NativeProfile
from emotion_engine.results.serialization import REPORT_DIGITS, from_plain, to_plain
from tests.reports import native_report

TEXTS = st.text(string.ascii_letters + "’ .", max_size=6)
WHOLE = st.integers(-(10**6), 10**6)
MOST = 2  # of anything; a report is nested deeply


def values_of(kind: Any, digits: int) -> st.SearchStrategy:
    """Any value of a type; floats have no more digits than are kept of them."""
    plain = {
        bool: st.booleans(),
        int: WHOLE,
        str: TEXTS,
        float: WHOLE.map(lambda number: round(number / 10**digits, digits)),
        type(None): st.none(),
    }
    if kind in plain:
        return plain[kind]
    if kind is Any:
        return st.one_of(*plain.values(), st.lists(TEXTS, max_size=MOST))
    if dataclasses.is_dataclass(kind):
        return st.deferred(lambda: instances_of(kind, digits))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    parts = [values_of(part, digits) for part in get_args(kind) if part is not ...]
    if get_origin(kind) is UnionType:
        return st.one_of(*parts)
    if get_origin(kind) is dict:
        return st.dictionaries(*parts, max_size=MOST)
    assert get_origin(kind) is tuple, kind
    if ... in get_args(kind):
        return st.lists(*parts, max_size=MOST).map(tuple)
    return st.tuples(*parts)


def instances_of(kind: type, digits: int) -> st.SearchStrategy:
    """Any value of a class, in the newest version where it has one."""
    version = {
        results.UtteranceReport: st.just(results.REPORT_FORMAT_VERSION),
        NativeProfile: st.just(FORMAT_VERSION),
    }
    hints = get_type_hints(kind)
    fields = {name: values_of(hint, digits) for name, hint in hints.items()}
    if kind in version:
        fields["format_version"] = version[kind]
    return st.builds(kind, **fields)


def through_text(values: Any) -> Any:
    return json.loads(json.dumps(values, allow_nan=False))


@settings(max_examples=60, deadline=None)
@given(instances_of(results.UtteranceReport, REPORT_DIGITS))
def test_a_report_that_was_written_is_read_as_it_was(
    report: results.UtteranceReport,
) -> None:
    stored = through_text(report.to_json())
    assert results.UtteranceReport.from_json(stored) == report


@settings(max_examples=30, deadline=None)
@given(instances_of(NativeProfile, DIGITS))
def test_a_profile_that_was_written_is_read_as_it_was(profile: NativeProfile) -> None:
    assert NativeProfile.from_json(through_text(profile.to_json())) == profile


@pytest.mark.parametrize("kind", [results.RenditionResult, results.CueAdvice])
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_what_a_rendition_came_to_is_read_as_it_was(
    kind: type, data: st.DataObject
) -> None:
    value = data.draw(instances_of(kind, REPORT_DIGITS))
    assert kind.from_json(through_text(value.to_json())) == value


@given(st.floats(-1e6, 1e6))
def test_a_number_is_kept_to_four_digits(number: float) -> None:
    span = from_plain(results.Span, to_plain(results.Span(number, 0.0)))
    assert span.start_s == pytest.approx(number, abs=0.5e-4)


def test_a_required_number_that_could_not_be_measured_is_nan_again() -> None:
    stored = to_plain(results.Span(float("nan"), 1.0))
    assert stored == {"start_s": None, "end_s": 1.0}
    assert np.isnan(from_plain(results.Span, stored).start_s)


def test_numbers_of_numpy_in_fields_of_any_type_become_plain() -> None:
    measured = results.BandMeasure(
        "n", "", np.float32(0.5), np.float64(0.25), 1.0, 2.0, "inside"
    )
    sizes = {"n": (np.int64(3), np.bool_(True)), "far": [np.float32("inf")]}
    found = results.Finding(
        results.FindingCode.TOO_FAST, 0.5, None, None, np.int64(4), details=sizes
    )
    assert through_text(to_plain(measured))["value"] == 0.5
    assert through_text(to_plain(found))["word_index"] == 4
    assert to_plain(found)["details"] == {"n": [3, True], "far": [None]}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda word: word.pop("accent"),
        lambda word: word.update(strength=1.0),
        lambda word: word.update(text=3),
        lambda word: word.update(index=0.5),
        lambda word: word.update(heard=1),
        lambda word: word.update(start_s="0.3"),
        lambda word: word.update(start_s=True),
        lambda word: word.update(stress_state="somewhere"),
        lambda word: word.update(syllables=None),
        lambda word: word.update(accuracy=[7.0, 6.0, 8.0]),
    ],
)
def test_a_report_with_one_value_that_does_not_fit_is_not_read(spoil) -> None:
    stored = native_report()
    spoil(stored["words"][0])
    with pytest.raises(ReportFormatError):
        results.UtteranceReport.from_json(stored)


@pytest.mark.parametrize("stored", [{}, None, [], {"style": "happy"}])
@pytest.mark.parametrize("kind", [results.RenditionResult, results.CueAdvice])
def test_what_is_nothing_of_a_rendition_is_not_read(kind: type, stored: Any) -> None:
    with pytest.raises(ReportFormatError):
        kind.from_json(stored)
