"""The heartbeat of a worker; that it reaches the row is an integration test."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import DatabaseError

from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis
from teaching_app.practice.services import heartbeat

BATCH = [jobs.Claim(Analysis, pk, "worker-a/token") for pk in (7, 8)]


def beats(
    monkeypatch: pytest.MonkeyPatch, answer: Callable[[int], int], *, wanted: int
) -> int:
    """Let the heart beat until it has beaten often enough; how often it did."""
    count, enough = 0, threading.Event()

    def beat(*claims: jobs.Claim) -> int:
        nonlocal count
        assert list(claims) == BATCH
        count += 1
        if count >= wanted:
            enough.set()
        return answer(count)

    monkeypatch.setattr(heartbeat, "EVERY_S", 0.01)
    monkeypatch.setattr(jobs, "heartbeat", beat)
    with heartbeat.Heartbeat(*BATCH) as heart:
        assert enough.wait(10)
        heart.thread.join(0.2)
    assert not heart.thread.is_alive()
    return count


def test_it_beats_until_the_work_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    assert beats(monkeypatch, lambda _: 2, wanted=3) >= 3


def test_it_stops_where_no_claim_is_held_any_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert beats(monkeypatch, lambda n: 2 - n, wanted=2) == 2


def test_it_survives_a_database_that_is_briefly_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def answer(count: int) -> int:
        if count == 1:
            raise DatabaseError("made by the test")
        return 2

    assert beats(monkeypatch, answer, wanted=3) >= 3
