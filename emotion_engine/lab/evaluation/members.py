"""How members do alone and together, on speakers that none of them learnt from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from emotion_engine.lab.reports import table
from emotion_engine.lab.training.members.pool import FittedPool, Heard, fit_pool
from emotion_engine.lab.training.voices.takes import VoiceTakes, together
from emotion_engine.results import MemberName

from .members_held_out import Elsewhere, halves
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
    takes: VoiceTakes, heard: Mapping[str, Heard], elsewhere: Elsewhere | None
) -> dict[str, dict[str, Any]]:
    """Measure each team of members, by what is known of the voice.

    Temperatures, weights and thresholds come from the other half of the held-out
    speakers, and from corpora ``elsewhere``.
    """
    return {
        known: {
            team: measured_team(
                takes, one.by(*names), others_of(elsewhere, known, names)
            )
            for team, names in TEAMS.items()
            if set(names) <= set(one.logits)
        }
        for known, one in heard.items()
    }


Others = tuple[VoiceTakes, Heard]


def others_of(
    elsewhere: Elsewhere | None, known: str, names: Sequence[MemberName]
) -> Others | None:
    """Return the takes of corpora elsewhere as some members heard them."""
    if elsewhere is None:
        return None
    return elsewhere.takes, elsewhere.heard[known].by(*names)


def fit_on(takes: VoiceTakes, heard: Heard, others: Others | None) -> FittedPool:
    """Fit a pool on takes, and on those of others where there are any."""
    if others is None:
        return fit_pool(takes, heard)
    more, heard_there = others
    both = together([takes, more], labels=takes.labels)
    return fit_pool(both, heard.followed_by(heard_there))


def measured_team(
    takes: VoiceTakes, heard: Heard, others: Others | None
) -> dict[str, Any]:
    """Measure one team, each half of the speakers by what the other half says."""
    shape = (len(takes), len(takes.labels))
    said, listeners = np.zeros(shape), np.zeros(shape)
    clear = np.zeros(len(takes), dtype=bool)
    for half in halves(takes.speakers):
        fitted = fit_on(takes[~half], heard[~half], others)
        said[half] = fitted.performed(heard[half])
        listeners[half] = fitted.listeners(heard[half])
        clear[half] = fitted.mixture.clarity.holds(said[half], listeners[half])
    answers = Answers(said, listeners, clear)
    return {
        "corpora": measure_corpora(takes, answers, full=False),
        "people_who_only_read": measure_readers(takes, answers),
    }


def measured_elsewhere(
    takes: VoiceTakes, heard: Mapping[str, Heard], elsewhere: Elsewhere
) -> dict[str, dict[str, Any]]:
    """Measure each team on corpora left out whole, by what all other takes say."""
    found: dict[str, dict[str, Any]] = {}
    there = elsewhere.takes
    for known, one in heard.items():
        for team, names in TEAMS.items():
            for corpus in np.unique(there.corpora):
                mine = there.corpora == corpus
                _, whole = others_of(elsewhere, known, names)
                fitted = fit_on(takes, one.by(*names), (there[~mine], whole[~mine]))
                said = fitted.performed(whole[mine])
                shares = fitted.listeners(whole[mine])
                clear = fitted.mixture.clarity.holds(said, shares)
                figures = measure_corpora(
                    there[mine],
                    Answers(said, shares, clear),
                    full=False,
                    among=there[~mine],
                )
                found.setdefault(known, {}).setdefault(team, {}).update(figures)
    return found


def members_table(measured: Mapping[str, Any]) -> str:
    """Show UA, calibration and clear answers of each team."""
    rows = [
        (known, team, corpus, *figures_of(values))
        for known, teams in measured["held_out"].items()
        for team, found in teams.items()
        for corpus, values in found["corpora"].items()
    ]
    rows += [
        (known, team, corpus, *figures_of(values))
        for known, teams in measured.get("corpus_left_out", {}).items()
        for team, found in teams.items()
        for corpus, values in found.items()
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
