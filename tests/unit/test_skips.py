"""A run that is to be whole says so when part of it did not happen."""

from __future__ import annotations

import pytest

from tests.skips import may_skip

WHOLE = {"nothing_may": "1", "may": ""}
WITHOUT_CORPORA = {**WHOLE, "may": "data services"}


def test_any_test_may_skip_on_a_machine_that_lacks_something() -> None:
    assert may_skip({"browser"}, nothing_may="", may="")


@pytest.mark.parametrize("markers", [set(), {"browser", "weights"}, {"data"}])
def test_nothing_may_skip_in_a_whole_run(markers: set[str]) -> None:
    assert not may_skip(markers, **WHOLE)


def test_a_gpu_reading_voices_and_ray_are_never_asked_for() -> None:
    assert may_skip({"gpu", "weights"}, **WHOLE)
    assert may_skip({"voices", "weights"}, **WHOLE)
    assert may_skip({"ray", "weights"}, **WHOLE)


def test_what_a_machine_lacks_can_be_named() -> None:
    assert may_skip({"data", "weights"}, **WITHOUT_CORPORA)
    assert may_skip({"services"}, **WITHOUT_CORPORA)
    assert not may_skip({"browser", "weights"}, **WITHOUT_CORPORA)
