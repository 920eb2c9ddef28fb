"""How members do alone and together, on speakers that none of them learnt from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from emotion_engine.lab.reports import table
from emotion_engine.lab.training.members.pool import Heard, fit_pool
from emotion_engine.lab.training.voices.takes import VoiceTakes
from emotion_engine.results import MemberName

from .members_held_out import halves
from .voices_report import Answers, measure_corpora, measure_readers

HEADER = ("own takes", "members", "corpus", "UA", "ECE", "clear", "of these right")
TOGETHER = tuple(MemberName)
TEAMS: Mapping[str, tuple[MemberName, ...]] = {
    "regression": (MemberName.REGRESSION,),
    "cnn": (MemberName.CNN,),
    "fusion": (MemberName.FUSION,),
    "regression and cnn": (MemberName.REGRESSION, MemberName.CNN),
    "regression and fusion": (MemberName.REGRESSION, MemberName.FUSION),
    "all": TOGETHER,
}


def measured_teams(
    takes: VoiceTakes, heard: Mapping[str, Heard]
) -> dict[str, dict[str, Any]]:
    """Measure each team of members, by what is known of the voice.

    Temperatures, weights and thresholds come from the other half of the held-out
    speakers.
    """
    return {
        known: {
            team: measured_team(takes, one.by(*names))
            for team, names in TEAMS.items()
            if set(names) <= set(one.logits)
        }
        for known, one in heard.items()
    }


def measured_team(takes: VoiceTakes, heard: Heard) -> dict[str, Any]:
    """Measure one team, each half of the speakers by what the other half says."""
    shape = (len(takes), len(takes.labels))
    said, listeners = np.zeros(shape), np.zeros(shape)
    clear = np.zeros(len(takes), dtype=bool)
    for half in halves(takes.speakers):
        fitted = fit_pool(takes[~half], heard[~half])
        said[half] = fitted.performed(heard[half])
        listeners[half] = fitted.listeners(heard[half])
        clear[half] = fitted.mixture.clarity.holds(said[half], listeners[half])
    answers = Answers(said, listeners, clear)
    return {
        "corpora": measure_corpora(takes, answers, full=False),
        "people_who_only_read": measure_readers(takes, answers),
    }


def members_table(measured: Mapping[str, Any]) -> str:
    """Show UA, calibration and clear answers of each team."""
    rows = [
        (known, team, corpus, *figures_of(values))
        for known, teams in measured["held_out"].items()
        for team, found in teams.items()
        for corpus, values in found["corpora"].items()
    ]
    return table([HEADER, *rows])


def figures_of(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Format one row."""
    low, high = (f"{100 * limit:.1f}" for limit in values["ua_interval"])
    right = values["precision_of_answers"]
    return (
        f"{100 * values['ua']:.1f} ({low} to {high})",
        f"{100 * values['ece']:.1f}",
        f"{100 * values['answered']:.0f}",
        "" if right is None else f"{100 * right:.0f}",
    )
