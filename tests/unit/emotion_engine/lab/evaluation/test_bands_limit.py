"""What natives of one sentence differ by, on values whose variance is known."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.lab.evaluation.bands_limit import same_sentence_ratio
from emotion_engine.lab.training.bands.learn import HeldOut
from tests.bands import example

N_SENTENCES, N_NATIVES = 300, 4


def said(own: float, *, n_natives: int = N_NATIVES) -> HeldOut:
    """One value a take: a share ``own`` of its variance is the native's alone."""
    random = np.random.default_rng(0)
    takes = [
        example(f"s{native}", f"t{sentence}")
        for sentence in range(N_SENTENCES)
        for native in range(n_natives)
    ]
    common = np.repeat(random.normal(size=N_SENTENCES), n_natives)
    values = np.sqrt(1 - own) * common + np.sqrt(own) * random.normal(size=len(takes))
    bands = np.zeros((len(takes), 1, 3))
    return HeldOut(takes, bands, bands, values[:, None], np.arange(len(takes)))


@pytest.mark.parametrize("own", [0.25, 1.0])
def test_it_is_the_root_of_the_share_that_is_the_natives_own(own: float) -> None:
    assert same_sentence_ratio(said(own), [0]) == pytest.approx(own**0.5, abs=0.05)


def test_values_that_are_not_known_do_not_count() -> None:
    rows = said(0.25)
    rows.truth[::7] = np.nan
    assert same_sentence_ratio(rows, [0]) == pytest.approx(0.5, abs=0.05)


def test_of_sentences_that_one_native_said_nothing_is_known() -> None:
    assert np.isnan(same_sentence_ratio(said(0.5, n_natives=1), [0]))
