"""Graphs of a model's calibration, and of accuracy when it may abstain."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .graphs import LOOKS, drawn_into


def draw_calibration(values: Mapping[str, Any], folder: Path) -> None:
    """Draw what ``evaluate expression`` measured: reliability and abstention."""
    draw_reliability(folder / "reliability.svg", values["reliability"])
    draw_abstention(folder / "abstention.svg", values["abstention"])


def draw_reliability(path: Path, bins: list[Mapping[str, float]]) -> None:
    """Draw accuracy against confidence; the area of a dot is its share of takes."""
    colour, _, marker = LOOKS[0]
    with drawn_into(path, width=5.2) as axes:
        axes.plot(
            [0, 100], [0, 100], color="#767676", linewidth=1, linestyle=(0, (2, 3))
        )
        axes.scatter(
            [100 * b["confidence"] for b in bins],
            [100 * b["accuracy"] for b in bins],
            s=[1000 * b["share"] + 8 for b in bins],
            color=colour,
            marker=marker,
        )
        axes.set_xlabel("confidence, %")
        axes.set_ylabel("right, %")
        axes.set_xlim(0, 102)
        axes.set_ylim(0, 102)


def draw_abstention(path: Path, curve: list[Mapping[str, float | None]]) -> None:
    """Draw accuracy against coverage: the share of takes that get an answer."""
    colour, dash, marker = LOOKS[0]
    answered = [point for point in curve if point["precision"] is not None]
    with drawn_into(path, width=5.2) as axes:
        x = [100 * point["answered"] for point in answered]
        y = [100 * point["precision"] for point in answered]
        axes.plot(x, y, color=colour, linestyle=dash, marker=marker)
        for point, left, height in zip(answered, x, y, strict=True):
            axes.annotate(
                f"{point['threshold']:.1f}",
                (left, height),
                xytext=(4, 4),
                textcoords="offset points",
                fontsize=8,
            )
        axes.set_xlabel("takes that get an answer, % (numbers: least confidence)")
        axes.set_ylabel("of these right, %")
        axes.set_xlim(0, 104)
        axes.set_ylim(min(y) - 5, 102)
