"""Many melodies in one drawing."""

from __future__ import annotations

import pytest

from teaching_app.insights.facts.voices import BINS, Voice
from teaching_app.insights.presentation.live_melodies import draw


def voice(*semitones: float | None, natives: float | None = 4.0) -> Voice:
    """A voice of one syllable; the natives' band is two semitones high."""
    n = len(semitones)
    assert n == BINS

    def band(offset: float) -> tuple[float | None, ...]:
        return (None if natives is None else natives + offset,) * n

    return Voice(("one",), semitones, band(-1), band(0), band(1))


def heights(points: str) -> list[float]:
    return [float(point.split(",")[1]) for point in points.split()]


def test_the_middle_of_the_class_is_its_median() -> None:
    voices = {
        1: voice(0, 1, 2, 3),
        2: voice(0, 2, 4, 6),
        3: voice(0, 9, 9, 9),
    }
    drawing = draw(voices, ())
    assert drawing.class_span == pytest.approx(6)
    assert drawing.native_span == 0
    assert len(drawing.class_middle) == 1
    y = heights(drawing.class_middle[0])
    assert y == sorted(y, reverse=True), "higher is further up"


def test_where_fewer_than_three_are_voiced_there_is_a_gap() -> None:
    voices = {
        1: voice(0, 1, None, 3),
        2: voice(0, 1, None, 3),
        3: voice(0, 1, 2, 3),
    }
    (line,) = draw(voices, ()).class_middle
    assert len(heights(line)) == 2


def test_where_most_are_silent_there_is_a_gap() -> None:
    silent = {key: voice(0, 1, None, None) for key in range(4)}
    voiced = {key: voice(0, 1, 2, 3) for key in range(4, 7)}
    (line,) = draw(silent | voiced, ()).class_middle
    assert len(heights(line)) == 2


def test_takes_of_another_text_are_left_out() -> None:
    voices = {key: voice(0, 1, 2, 3) for key in (1, 2, 3)}
    other = Voice(("other", "text"), *((0.0,) * 2 * BINS for _ in range(4)))
    drawing = draw({**voices, 4: other}, {4})
    assert [label.text for label in drawing.labels] == ["one"]
    assert drawing.shown == ()


def test_without_natives_there_is_no_band() -> None:
    voices = {key: voice(0, 1, 2, 3, natives=None) for key in (1, 2, 3)}
    drawing = draw(voices, {2})
    assert (drawing.natives, drawing.native_span) == ((), None)
    assert len(drawing.shown) == 1
