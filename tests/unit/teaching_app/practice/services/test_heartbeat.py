"""The heart of a worker; that it reaches the row is an integration test."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import DatabaseError

from teaching_app.practice.services import analyses, heartbeat

CLAIM = analyses.Claim(7, "worker-a/token")


def beats(
    monkeypatch: pytest.MonkeyPatch, answer: Callable[[int], bool], *, wanted: int
) -> int:
    """Let the heart beat until it has beaten often enough; how often it did."""
    count, enough = 0, threading.Event()

    def beat(claim: analyses.Claim) -> bool:
        nonlocal count
        assert claim == CLAIM
        count += 1
        if count >= wanted:
            enough.set()
        return answer(count)

    monkeypatch.setattr(heartbeat, "EVERY_S", 0.01)
    monkeypatch.setattr(analyses, "heartbeat", beat)
    with heartbeat.Heartbeat(CLAIM) as heart:
        assert enough.wait(10)
        heart.thread.join(0.2)
    assert not heart.thread.is_alive()
    return count


def test_it_beats_until_the_take_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    assert beats(monkeypatch, lambda _: True, wanted=3) >= 3


def test_it_stops_where_the_claim_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    assert beats(monkeypatch, lambda n: n < 2, wanted=2) == 2


def test_it_survives_a_database_that_is_briefly_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def answer(count: int) -> bool:
        if count == 1:
            raise DatabaseError("made by the test")
        return True

    assert beats(monkeypatch, answer, wanted=3) >= 3
