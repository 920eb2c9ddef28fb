"""How the listening games draw a sound."""

from __future__ import annotations

from teaching_app.practice.feedback.listening import HEIGHT, WIDTH, dots_of


def test_a_higher_pitch_is_drawn_higher_and_a_louder_one_larger() -> None:
    low, high, quiet, voiceless = dots_of(
        [[0.1, -3.0, 0.0], [0.2, 5.0, 0.0], [0.3, 5.0, -20.0], [0.4, None, -3.0]]
    )
    assert low.x < high.x < quiet.x < voiceless.x < WIDTH
    assert high.y < low.y < voiceless.y < HEIGHT
    assert quiet.size < high.size == low.size
    assert not voiceless.is_voiced


def test_what_is_not_audible_is_not_drawn() -> None:
    assert dots_of([[0.1, 1.0, -40.0]]) == []
    assert dots_of([]) == []
