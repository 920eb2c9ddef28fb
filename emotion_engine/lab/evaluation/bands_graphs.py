"""A graph of how many natives expected bands hold, and how wide these are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .graphs import LOOKS, drawn_into

NAMES = {
    "duration": "syllable: length",
    "f0": "syllable: pitch",
    "level": "syllable: level",
    "prominence": "syllable: prominence",
    "melody": "points of the melody",
    "log_pause": "length of a pause",
    "pitch_range_st": "take: pitch range",
    "final_movement_st": "take: movement at the end",
    "rate_syllables_per_s": "take: speed",
    "pause_s": "take: pauses",
    "loudness_contrast_db": "take: loudness contrast",
    "stressed_duration_ratio": "take: length of stressed syllables",
}
CLAIMED, WANTED = 80.0, (77.0, 83.0)


def draw_bands(path: Path, values: Mapping[str, Any]) -> None:
    """Draw coverage by measure, of all and of each corpus, and the width beside it."""
    known = [name for name in NAMES if name in values["coverage"]]
    with drawn_into(path, width=7.5, height=5.4) as axes:
        axes.axvspan(*WANTED, color="#dddddd", zorder=0)
        axes.axvline(CLAIMED, color="#767676", linewidth=1)
        for look, (corpus, own) in zip(
            LOOKS, values["by_corpus"].items(), strict=False
        ):
            rows = [i for i, name in enumerate(known) if name in own]
            shares = [100 * own[known[i]] for i in rows]
            axes.scatter(shares, rows, color=look[0], marker=look[2], label=corpus)
        labels = [
            f"{NAMES[name]} (width {values['width_ratio'][name]:.2f})" for name in known
        ]
        axes.set_yticks(range(len(known)), labels)
        axes.invert_yaxis()
        axes.set_xlabel("% of natives inside; width beside a band without text")
        axes.legend(
            frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3
        )
