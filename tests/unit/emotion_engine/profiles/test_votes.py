"""For which style a native's take speaks, by what listeners heard."""

from __future__ import annotations

import pytest

from emotion_engine.profiles.votes import count_listeners, spoken_style


@pytest.mark.parametrize(
    ("votes", "style"),
    [
        ({}, "happy"),
        ({"happy": 0}, "happy"),
        ({"sad": 2, "happy": 2}, "happy"),
        ({"sad": 2, "happy": 1}, "sad"),
        ({"sad": 1, "happy": 1, "calm": 1}, None),
    ],
)
def test_a_take_speaks_for_what_half_of_its_listeners_heard(votes, style) -> None:
    assert spoken_style("happy", votes) == style


def test_it_is_counted_how_natives_who_meant_a_style_came_across() -> None:
    heard = [{"happy": 3}, {"happy": 1, "sad": 4}, {"sad": 2}]
    counted = count_listeners(heard, "happy")
    assert (counted.n_votes, counted.n_meant, counted.heard_as) == (10, 3, "sad")
    assert counted.came_across == pytest.approx(1 / 3)
