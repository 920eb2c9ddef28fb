"""Graphs of how well scores agree with experts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .graphs import LOOKS, drawn_into

NAMES = {
    "phone": "sounds",
    "word_accuracy": "words, accuracy",
    "word_total": "words, overall",
    "accuracy": "takes, accuracy",
    "fluency": "takes, fluency",
    "prosody": "takes, prosody",
    "completeness": "takes, completeness",
    "total": "takes, overall",
}


def draw_delivery(values: Mapping[str, Any], folder: Path) -> None:
    """Draw what ``evaluate delivery`` measured."""
    draw_agreement(folder / "delivery-agreement.svg", values)
    draw_repeatability(folder / "delivery-repeatability.svg", values)


def draw_agreement(path: Path, values: Mapping[str, Any]) -> None:
    """Draw the correlation by aspect with its interval, and a human expert's."""
    known = [aspect for aspect in NAMES if aspect in values["pcc"]]
    with drawn_into(path, width=6.4) as axes:
        for height, aspect in enumerate(known):
            low, high = values["pcc_interval"][aspect]
            axes.plot([low, high], [height] * 2, color=LOOKS[0][0], linewidth=4)
        ours = [values["pcc"][aspect] for aspect in known]
        axes.scatter(ours, range(len(known)), color=LOOKS[0][0], label="the model")
        experts = values["one_expert_pcc"]
        rated = [i for i, aspect in enumerate(known) if aspect in experts]
        axes.scatter(
            [experts[known[i]] for i in rated],
            rated,
            color=LOOKS[1][0],
            marker=LOOKS[1][2],
            label="one expert",
        )
        axes.set_yticks(range(len(known)), [NAMES[aspect] for aspect in known])
        axes.set_xlabel("correlation with the experts' mean (bars: 95 % over speakers)")
        axes.set_xlim(0, 1)
        axes.legend(frameon=False, loc="lower left")


def draw_repeatability(path: Path, values: Mapping[str, Any]) -> None:
    """Draw the change that 95 % of the scores stay within, for each alteration."""
    aspects = [aspect for aspect in NAMES if aspect in values["repeatability"]]
    with drawn_into(path, width=6.4) as axes:
        for look, (name, moved) in zip(
            LOOKS, values["repeatability_by_alteration"].items(), strict=False
        ):
            axes.scatter(
                [moved[aspect] for aspect in aspects],
                range(len(aspects)),
                color=look[0],
                marker=look[2],
                label=name,
            )
        axes.set_yticks(range(len(aspects)), [NAMES[aspect] for aspect in aspects])
        axes.set_xlabel("95 % of scores move by less than (sounds: of 2, else of 10)")
        axes.set_xlim(left=0)
        axes.legend(frameon=False)
