"""How hard a style is for natives, in a sentence."""

from __future__ import annotations

from dataclasses import replace

from emotion_engine.profiles.store import Listeners
from teaching_app.practice.feedback.listeners import how_natives_fare
from tests.natives import performing

HARD = Listeners(n_votes=800, n_meant=80, came_across=0.25, heard_as="neutral")


def test_the_share_of_natives_who_failed_is_told_with_what_was_heard() -> None:
    said = how_natives_fare(replace(performing("sad", None), listeners=HARD))
    for fact in ("80 takes", "“sad”", "75 %", "800 votes", "“neutral”"):
        assert fact in said


def test_without_votes_or_where_nearly_all_came_across_nothing_is_said() -> None:
    assert how_natives_fare(None) == ""
    assert how_natives_fare(performing("sad", None)) == ""
    easy = replace(HARD, came_across=0.9)
    assert how_natives_fare(replace(performing("sad", None), listeners=easy)) == ""


def test_where_nobody_agrees_on_another_style_none_is_named() -> None:
    alone = replace(HARD, heard_as=None)
    said = how_natives_fare(replace(performing("sad", None), listeners=alone))
    assert "Most of these" not in said
