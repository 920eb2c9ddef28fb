"""What is said of a changed voice, and of which cue to change first."""

from __future__ import annotations

from typing import Any

import pytest

from teaching_app.practice.feedback.renditions import ACTIONS, cues_view, rendition_view
from tests.factories import engines

URLS = {"all": "/all", "wrong": "/wrong"}


def advice(**changes: Any) -> dict[str, Any]:
    found = engines.try_cues(b"", {}, style="happy", config=None).to_json()
    return found | changes


def trial(name: str, value: float, median: float) -> dict[str, Any]:
    numbers = {"value": value, "median": median, "probability": 0.5, "gain": 0.4}
    return {"name": name, "unit": "", "helps": True, **numbers}


def test_what_can_be_asked_for_is_offered() -> None:
    view = rendition_view({}, ["all", "wrong"], URLS)
    assert [offer.kind for offer in view.offers] == ["all", "wrong"]
    assert view.versions == ()


def test_what_is_made_can_be_heard_and_is_not_offered_again() -> None:
    made = {"all": {"state": "done", "details": engines.rendition().to_json()}}
    view = rendition_view(made, ["all", "wrong"], URLS)
    assert [offer.kind for offer in view.offers] == ["wrong"]
    (heard,) = view.to_json()
    assert heard["url"] == "/all"
    assert heard["timeline"][1] == [0.3, 0.4]


def test_what_cannot_be_made_says_so_and_is_not_offered_again() -> None:
    view = rendition_view({"all": {"state": "impossible"}}, ["all"], URLS)
    assert view.offers == ()
    assert "too little voice" in view.trouble


def test_nothing_is_shown_where_nothing_can_be_made() -> None:
    assert rendition_view({}, [], URLS) is None


def test_the_first_cue_is_named_with_what_it_brought() -> None:
    view = cues_view("done", advice())
    assert "pitch range" in view.headline
    assert "from 10 % to 40 %" in view.headline
    assert view.rows[0].helps
    assert not view.rows[1].helps
    assert view.untried == "Pauses"


def test_where_no_cue_helps_that_is_said() -> None:
    trials = [t | {"helps": False} for t in advice()["trials"]]
    view = cues_view("done", advice(trials=trials))
    assert "No single change" in view.headline
    assert view.action == ""


@pytest.mark.parametrize("name", ACTIONS)
def test_the_action_goes_the_way_that_helped(name: str) -> None:
    below = cues_view("done", advice(trials=[trial(name, 1.0, 2.0)]))
    above = cues_view("done", advice(trials=[trial(name, 2.0, 1.0)]))
    assert (below.action, above.action) == tuple(map(str, ACTIONS[name]))


@pytest.mark.parametrize("state", ["failed", "impossible"])
def test_what_could_not_be_tried_is_not_shown(state: str) -> None:
    assert cues_view(state, {}) is None
