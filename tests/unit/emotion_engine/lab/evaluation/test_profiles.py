"""Natives against other natives: nobody is compared with themselves."""

from __future__ import annotations

from dataclasses import replace

from emotion_engine.lab.evaluation import profiles
from emotion_engine.lab.evaluation.profiles import compare_held_out
from emotion_engine.profiles.build import build_profiles
from tests.spoken import flat_melody, native_takes


def test_every_take_is_compared_once_with_a_profile_of_the_others(monkeypatch) -> None:
    seen = []

    def build(takes, origin):
        seen.append({take.speaker for take in takes})
        return build_profiles(takes, origin)

    monkeypatch.setattr(profiles, "build_profiles", build)
    held_out = list(compare_held_out(native_takes(8)))
    speakers = [h.speaker for h in held_out]
    assert sorted(speakers) == sorted(take.speaker for take in native_takes(8))
    assert all(len(others) == 7 for others in seen)
    assert all(s not in others for s, others in zip(speakers, seen, strict=True))


def test_phrases_and_styles_do_not_mix() -> None:
    other = [replace(take, style="happy") for take in native_takes(8)]
    assert len(list(compare_held_out([*native_takes(8), *other]))) == 16


def test_a_native_unlike_the_others_is_seen_as_such() -> None:
    odd, *rest = native_takes(8)
    odd = replace(odd, melody=flat_melody(0.9))
    by_speaker = {h.speaker: h for h in compare_held_out([odd, *rest])}
    assert by_speaker[odd.speaker].severity > 0.5
    middle = by_speaker[rest[3].speaker]
    assert middle.severity == 0.0
    assert middle.comparison.melody_inside_share == 1.0
