"""Native profiles: built from known takes, stored, and compared with a learner's."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from emotion_engine.errors import ProfileError
from emotion_engine.profiles.build import build_profiles
from emotion_engine.profiles.compare import compare, reference_of
from emotion_engine.profiles.natives import NativeTake, Origin
from emotion_engine.profiles.store import (
    Evidence,
    NativeProfile,
    choose_profile,
    find_profile,
    read_profiles,
    same_phrase,
    shipped_profiles,
    write_profiles,
)
from emotion_engine.results import BandPosition, Span
from tests.spoken import flat_melody, native_takes, said_word

ORIGIN = Origin("made by hand", "none", "nobody's")


@pytest.fixture
def profile() -> NativeProfile:
    return build_profiles(native_takes(), ORIGIN)[0]


def compared(take: NativeTake, profile: NativeProfile):
    return compare(take.words, take.melody, take.pauses, profile)


def test_a_profile_says_who_the_natives_are(profile: NativeProfile) -> None:
    reference = reference_of(profile)
    assert (reference.n_speakers, reference.n_female, reference.n_male) == (8, 4, 4)
    assert reference.source == "made by hand"
    assert reference.kind == "native"


def test_too_few_speakers_make_no_profile() -> None:
    assert build_profiles(native_takes(4), ORIGIN) == []


def test_a_speaker_with_many_takes_counts_once() -> None:
    takes = native_takes(8)
    crowd = takes + [takes[0]] * 50
    usual, crowded = (build_profiles(t, ORIGIN)[0] for t in (takes, crowd))
    assert crowded.n_recordings == 58
    assert crowded.measures == usual.measures
    assert crowded.syllables == usual.syllables


def test_takes_with_another_number_of_syllables_are_left_out() -> None:
    odd = native_takes(1)[0]
    odd = replace(odd, words=(said_word(0, (0, 1, 0)), said_word(1, (1,))))
    assert build_profiles([*native_takes(), odd], ORIGIN)[0].n_recordings == 8


def test_the_band_of_a_known_fall_is_found_again(profile: NativeProfile) -> None:
    first = profile.syllables[0].melody[0]
    assert first.low == pytest.approx(4.0, abs=0.4)  # one speaker's step is 0.25 st
    assert first.high == pytest.approx(5.75, abs=0.4)
    assert profile.measures["pitch_range_st"].median == pytest.approx(7.2, abs=0.1)
    assert profile.pause_share == (1.0, 0.0)


def test_natives_lie_inside_their_own_band(profile: NativeProfile) -> None:
    for take in native_takes():
        found = compared(take, profile)
        assert found.melody_inside_share == 1.0
        assert {m.position for m in found.measures} == {BandPosition.INSIDE}


def test_a_flat_voice_is_below_the_natives_range(profile: NativeProfile) -> None:
    flat = replace(native_takes(1)[0], melody=flat_melody(0.9, 9.0))
    found = compared(flat, profile)
    positions = {m.name: m.position for m in found.measures}
    assert positions["pitch_range_st"] is BandPosition.BELOW
    assert found.melody_inside_share == 0.0


def test_unvoiced_points_are_missing_not_outside(profile: NativeProfile) -> None:
    take = native_takes(1)[0]
    contour = (None,) * 45 + take.melody.f0_st[45:]
    found = compared(replace(take, melody=replace(take.melody, f0_st=contour)), profile)
    assert found.melody[0].f0_st is None
    assert found.melody[0].low_st is not None
    assert found.melody_inside_share == 1.0


def test_words_not_heard_are_not_compared(profile: NativeProfile) -> None:
    take = native_takes(1)[0]
    words = (said_word(0, (0, 1), heard=False), take.words[1])
    found = compared(replace(take, words=words), profile)
    assert {s.word_index for s in found.syllables} == {1}


def test_leading_silence_moves_nothing(profile: NativeProfile) -> None:
    take = native_takes(1)[0]
    later = replace(
        take,
        words=tuple(
            replace(
                w,
                start_s=w.start_s + 1,
                end_s=w.end_s + 1,
                syllables=tuple(
                    replace(s, start_s=s.start_s + 1, end_s=s.end_s + 1)
                    for s in w.syllables
                ),
            )
            for w in take.words
        ),
        melody=replace(take.melody, start_s=1.0),
        pauses=(Span(1.4, 1.5),),
    )
    before, after = compared(take, profile), compared(later, profile)
    assert [p.f0_st for p in after.melody] == [p.f0_st for p in before.melody]
    assert [m.value for m in after.measures] == pytest.approx(
        [m.value for m in before.measures]
    )


def test_profiles_survive_a_file(profile: NativeProfile, tmp_path: Path) -> None:
    write_profiles([profile], tmp_path / "p.json")
    (again,) = read_profiles(tmp_path / "p.json")
    assert again.to_json() == profile.to_json()
    assert again.syllables[0].stressed_share == 0.0
    assert again.syllables[1].stressed_share == 1.0


@pytest.mark.parametrize(
    "spoil",
    [
        lambda v: v | {"format_version": 99},
        lambda v: {k: x for k, x in v.items() if k != "syllables"},
        lambda v: v | {"measures": {"rate": 3}},
        lambda v: [v],
    ],
)
def test_a_spoilt_profile_is_refused(profile: NativeProfile, spoil) -> None:
    values = spoil(json.loads(json.dumps(profile.to_json())))
    with pytest.raises(ProfileError):
        NativeProfile.from_json(values)


def test_a_profile_is_found_whatever_case_and_punctuation(
    profile: NativeProfile,
) -> None:
    assert choose_profile([profile], "w0, W1!", None) is profile
    assert choose_profile([profile], "w0 w1", "happy") is None
    assert choose_profile([profile], "w0", None) is None


def test_the_shipped_profiles_are_those_of_design() -> None:
    by_style = {p.style for p in shipped_profiles() if "door" in p.text.lower()}
    assert len(by_style) == 8
    assert find_profile("kids are talking by the door", "happy").n_speakers == 24
    dark_suit = "She had your dark suit in greasy wash water all year"
    assert find_profile(dark_suit, None).n_speakers == 16
    assert find_profile("Something else", None) is None


def test_the_open_set_has_no_profile_of_recordings_that_forbid_commercial_use() -> None:
    assert all(
        "NC" not in p.licence and "research" not in p.licence
        for p in shipped_profiles("open")
    )
    assert find_profile("kids are talking by the door", "happy", "open") is None


def test_a_profile_of_another_phrase_is_refused(profile: NativeProfile) -> None:
    take = native_takes(1)[0]
    with pytest.raises(ProfileError, match="another phrase"):
        compared(replace(take, words=take.words[:1]), profile)


@pytest.mark.parametrize("content", ["", "3", '{"text": "no list"}', "[3]"])
def test_a_file_without_profiles_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text(content)
    with pytest.raises(ProfileError):
        read_profiles(path)


def test_a_profile_written_before_the_nucleus_was_known_is_read() -> None:
    values = build_profiles(native_takes(), ORIGIN)[0].to_json()
    del values["nuclear_share"]
    old = NativeProfile.from_json(values | {"format_version": 1})
    assert old.nuclear_share == ()
    assert NativeProfile.from_json(old.to_json()) == old


def test_a_profile_written_before_the_evidence_was_named_is_of_natives() -> None:
    values = build_profiles(native_takes(), ORIGIN)[0].to_json()
    del values["evidence"], values["listeners"]
    old = NativeProfile.from_json(values | {"format_version": 2})
    assert (old.evidence, old.listeners) == (Evidence.NATIVE, None)
    assert reference_of(replace(old, evidence=Evidence.EXPECTED)).kind == "expected"


def test_hundred_and_fifty_phrases_have_natives() -> None:
    texts = {same_phrase(p.text) for p in shipped_profiles()}
    assert len(texts) >= 150
    assert {p.style for p in shipped_profiles("open")} >= {"angry", "happy", "sad"}
