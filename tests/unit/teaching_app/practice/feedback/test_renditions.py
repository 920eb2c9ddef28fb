"""What is said of a changed voice, and of which cue to change first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import emotion_engine as engine
from teaching_app.practice.feedback.renditions import (
    ACTIONS,
    Asked,
    cues_view,
    rendition_view,
)
from tests.factories import engines
from tests.reports import report

URLS = {"all": "/all", "wrong": "/wrong"}


def advice(**changes: Any) -> engine.CueAdvice:
    found = engines.try_cues(b"", report(), style="happy", config=None)
    return replace(found, **changes)


def trial(name: str, value: float, median: float) -> engine.CueTrial:
    return engine.CueTrial(name, "", value, median, 0.5, 0.4, helps=True)


def test_what_can_be_asked_for_is_offered() -> None:
    view = rendition_view({}, ["all", "wrong"], URLS)
    assert [offer.kind for offer in view.offers] == ["all", "wrong"]
    assert view.versions == ()


def test_what_is_made_can_be_heard_and_is_not_offered_again() -> None:
    made = {"all": Asked("done", engines.rendition())}
    view = rendition_view(made, ["all", "wrong"], URLS)
    assert [offer.kind for offer in view.offers] == ["wrong"]
    (heard,) = view.to_json()
    assert heard["url"] == "/all"
    assert heard["timeline"][1] == [0.3, 0.4]


def test_what_cannot_be_made_says_so_and_is_not_offered_again() -> None:
    view = rendition_view({"all": Asked("impossible")}, ["all"], URLS)
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
    trials = tuple(replace(t, helps=False) for t in advice().trials)
    view = cues_view("done", advice(trials=trials))
    assert "No single change" in view.headline
    assert view.action == ""


@pytest.mark.parametrize("name", ACTIONS)
def test_the_action_goes_the_way_that_helped(name: str) -> None:
    below = cues_view("done", advice(trials=(trial(name, 1.0, 2.0),)))
    above = cues_view("done", advice(trials=(trial(name, 2.0, 1.0),)))
    assert (below.action, above.action) == tuple(map(str, ACTIONS[name]))


@pytest.mark.parametrize("state", ["failed", "impossible"])
def test_what_could_not_be_tried_is_not_shown(state: str) -> None:
    assert cues_view(state, None) is None
