"""Which takes are heard together, and that a bad one fails alone."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import torch

from emotion_engine import heard
from emotion_engine.errors import AlignmentError, EngineError, MemoryExhaustedError
from emotion_engine.heard import attempt, groups_of, hear_each


def lasting(*durations_s: float) -> dict[int, SimpleNamespace]:
    return {i: SimpleNamespace(duration_s=s) for i, s in enumerate(durations_s)}


def test_takes_of_like_length_are_heard_together_within_the_bound() -> None:
    takes = lasting(9.0, 2.0, 3.0, 2.5, 8.0)
    assert groups_of(takes, max_padded_s=18.0) == [[1, 3, 2], [4, 0]]


def test_a_take_beyond_the_bound_is_heard_alone() -> None:
    assert groups_of(lasting(25.0, 1.0, 20.0), max_padded_s=10.0) == [[1], [2], [0]]


def test_no_pass_hears_more_than_the_bound_and_none_is_left_out() -> None:
    takes = lasting(*(0.5 + (i * 7 % 24) for i in range(24)))
    groups = groups_of(takes, max_padded_s=30.0)
    assert sorted(i for group in groups for i in group) == list(range(24))
    for group in groups:
        longest_s = max(takes[i].duration_s for i in group)
        assert len(group) == 1 or len(group) * longest_s <= 30.0


def test_where_takes_cannot_be_heard_together_only_the_bad_one_fails(
    monkeypatch,
) -> None:
    def hear(takes, models):
        if "bad" in takes:
            raise EngineError("too long")
        return [f"heard {take}" for take in takes]

    monkeypatch.setattr(heard, "hear", hear)
    first, second, third = hear_each(["one", "bad", "two"], None)
    assert (first, third) == ("heard one", "heard two")
    assert isinstance(second, EngineError)


def test_a_pass_too_large_for_the_memory_is_halved_until_it_fits(monkeypatch) -> None:
    passes = []

    def hear(takes, models):
        passes.append(len(takes))
        if len(takes) > 2 or "huge" in takes:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return [f"heard {take}" for take in takes]

    monkeypatch.setattr(heard, "hear", hear)
    outcomes = hear_each(["a", "b", "c", "huge", "d"], None)
    assert passes == [5, 3, 2, 1, 2, 1, 1]
    assert outcomes[:3] == ["heard a", "heard b", "heard c"]
    assert isinstance(outcomes[3], MemoryExhaustedError)
    assert outcomes[4] == "heard d"


def test_faults_of_the_program_are_not_outcomes() -> None:
    def refuse(error: Exception) -> None:
        raise error

    assert isinstance(attempt(refuse, AlignmentError("no path")), AlignmentError)
    with pytest.raises(ZeroDivisionError):
        attempt(refuse, ZeroDivisionError())
