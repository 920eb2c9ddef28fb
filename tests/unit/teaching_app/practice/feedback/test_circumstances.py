"""The sound of the take, and who it is compared with."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation

import emotion_engine as engine
from emotion_engine.findings.circumstances import sound
from teaching_app.practice.feedback.circumstances import quality_items, reference_view
from tests.reports import as_read, native_report, synthetic_report
from tests.reports import report as report_of


def test_natives_are_named_by_number_sex_accent_source_licence_and_version() -> None:
    view = reference_view(as_read(native_report()))
    said = f"{view.headline} {view.details}"
    for fact in ("24", "12 women", "12 men", "North American", "RAVDESS", "CC BY-NC"):
        assert fact in said
    assert "version 1" in said


def test_one_person_is_not_several_and_each_accent_is_translated() -> None:
    report = native_report()
    report["reference"] |= {"n_male": 1, "accent": "American, Scottish"}
    view = reference_view(as_read(report))
    assert "(12 women, 1 man), American, Scottish." in view.headline
    with translation.override("zh-hans"):
        headline = reference_view(as_read(report)).headline
    assert headline.endswith("（12 位女性，1 位男性），美国口音，苏格兰口音。")


def test_without_natives_the_page_says_so() -> None:
    report = synthetic_report()
    assert "No native speakers yet" in reference_view(as_read(report)).headline
    report["reference"] = None
    assert "No native speakers yet" in reference_view(as_read(report)).headline


def test_before_the_comparison_nothing_is_claimed() -> None:
    assert reference_view(report_of(assessable=None)) is None


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("level_dbfs", -48.0, "level"),
        ("snr_db", 8.0, "noise"),
        ("bandwidth_hz", 3600.0, "bandwidth"),
        ("clipping_share", 0.01, "clipped"),
    ],
)
def test_what_is_wrong_with_the_sound_is_named(
    name: str, value: float, code: str
) -> None:
    report = native_report()
    report["quality"][name] = value
    assert [i.code for i in quality_items(as_read(report)) if not i.good] == [code]


def test_a_good_take_has_nothing_to_complain_about() -> None:
    assert all(item.good for item in quality_items(as_read(native_report())))


def test_what_could_not_be_measured_is_left_out() -> None:
    report = native_report()
    report["quality"].update(level_dbfs=None, snr_db=None, bandwidth_hz=None)
    assert quality_items(as_read(report)) == ()


@pytest.mark.parametrize(
    ("name", "limit", "item", "code"),
    [
        ("snr_db", engine.NOISY_SNR_DB, "noise", "noisy_take"),
        ("bandwidth_hz", engine.NARROW_BANDWIDTH_HZ, "bandwidth", "narrow_bandwidth"),
    ],
)
@pytest.mark.parametrize(("step", "is_named"), [(-0.1, True), (0.1, False)])
def test_the_page_and_the_findings_draw_the_line_at_one_place(
    name: str, limit: float, item: str, code: str, step: float, is_named: bool
) -> None:
    whole = as_read(native_report())
    report = replace(whole, quality=replace(whole.quality, **{name: limit + step}))
    told = [item.code for item in quality_items(report) if not item.good]
    assert (item in told) is is_named
    assert (code in [finding.code for finding in sound(report, None)]) is is_named


def test_what_is_only_expected_of_natives_is_called_that() -> None:
    report = native_report()
    report["reference"]["kind"] = "expected"
    said = reference_view(as_read(report)).headline
    assert "expected from 24 native speakers who read other sentences" in said


def test_few_natives_are_weighed_against_what_natives_do_elsewhere() -> None:
    report = native_report()
    report["reference"] |= {"kind": "combined", "n_speakers": 3, "n_female": 0}
    report["reference"] |= {"n_male": 0, "accent": "various"}
    said = reference_view(as_read(report)).headline
    assert said.startswith(
        "Compared with 3 native speakers, accents of many countries."
    )
    assert "other sentences" in said
