"""Statistical graphs as SVG, readable in print, on light pages and on dark ones.

Lines differ in colour (Okabe and Ito's palette, safe for colour-blind readers), dash
and marker, and are labelled; the background is white, whatever the page's.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from emotion_engine.files import write_atomically

LOOKS = (
    ("#0072b2", "-", "o"),
    ("#d55e00", "--", "s"),
    ("#009e73", "-.", "^"),
    ("#cc79a7", ":", "D"),
    ("#8a6d00", (0, (5, 1)), "v"),
    ("#4b4b4b", (0, (1, 1)), "P"),
)
SETTINGS = {
    "svg.hashsalt": "graphs",  # the same figures produce the same file
    "svg.fonttype": "path",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#d9d9d9",
    "axes.axisbelow": True,
}
LABEL_GAP = 0.045  # of the axis height, between the labels of two lines


@dataclass(frozen=True, slots=True)
class Line:
    """Shares of one learner over sizes, with the limits of their band."""

    name: str
    x: Sequence[float]
    y: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]


@contextmanager
def drawn_into(
    path: Path, *, width: float = 7.5, height: float = 4.6
) -> Iterator[Axes]:
    """Yield axes to draw on, then write the graph."""
    with mpl.rc_context(SETTINGS):
        figure = Figure((width, height), facecolor="white", layout="constrained")
        FigureCanvasSVG(figure)
        yield figure.add_subplot()
        file = io.BytesIO()
        figure.savefig(file, format="svg", metadata={"Date": None})
        write_atomically(path, file.getvalue())


def draw_curves(path: Path, lines: Sequence[Line], *, chance: float) -> None:
    """Draw unweighted accuracy against clips per class, on a logarithmic axis."""
    with drawn_into(path) as axes:
        for line, (colour, dash, marker) in zip(lines, looks(len(lines)), strict=True):
            percent = 100 * np.asarray(line.y)
            axes.plot(line.x, percent, color=colour, linestyle=dash, marker=marker)
            limits = (100 * np.asarray(line.low), 100 * np.asarray(line.high))
            axes.fill_between(line.x, *limits, color=colour, alpha=0.15, linewidth=0)
        sizes = sorted({x for line in lines for x in line.x})
        axes.set_xscale("log")
        axes.set_xticks(sizes, [f"{size:g}" for size in sizes])
        axes.minorticks_off()
        axes.set_xlabel("clips per class in training")
        axes.set_ylabel("unweighted accuracy (UA), %")
        axes.set_xlim(sizes[0] * 0.9, sizes[-1] * 1.1)
        mark_chance(axes, chance)
        axes.set_ylim(0, max(100 * max(max(line.high) for line in lines) + 4, 20))
        name_lines(axes, lines)


def looks(n: int) -> list[tuple]:
    """Return a colour, dash and marker for each of ``n`` lines."""
    return [LOOKS[i % len(LOOKS)] for i in range(n)]


def mark_chance(axes: Axes, chance: float) -> None:
    """Draw the chance level."""
    axes.axhline(100 * chance, color="#767676", linewidth=1, linestyle=(0, (2, 3)))
    axes.annotate(
        f"chance {100 * chance:.1f} %",
        (0.01, 100 * chance),
        xycoords=("axes fraction", "data"),
        xytext=(0, 3),
        textcoords="offset points",
        color="#595959",
        fontsize=8,
    )


def name_lines(axes: Axes, lines: Sequence[Line]) -> None:
    """Label each line at its end, moving labels apart where they would overlap."""
    height = axes.get_ylim()[1]
    heights = spread([100 * line.y[-1] for line in lines], LABEL_GAP * height)
    for line, y, (colour, _, _) in zip(lines, heights, looks(len(lines)), strict=True):
        axes.annotate(
            line.name,
            (1.0, y),
            xycoords=("axes fraction", "data"),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            color=colour,
            annotation_clip=False,
        )


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """Move heights up until neighbours are at least this far apart, keeping order.

    >>> spread([10.0, 10.5, 30.0], 2.0)
    [10.0, 12.0, 30.0]
    """
    placed, last = list(heights), -np.inf
    for index in np.argsort(heights, kind="stable"):
        last = max(float(heights[index]), float(last + gap))
        placed[index] = last
    return placed


def draw_points(
    path: Path,
    rows: Mapping[str, tuple[float, float, float]],
    *,
    chance: float,
) -> None:
    """Draw one labelled figure with its interval for each learner.

    Parameters
    ----------
    rows : mapping
        Name to share, lower and upper limit.
    """
    with drawn_into(path, height=1.4 + 0.5 * len(rows)) as axes:
        for place, (share, low, high) in enumerate(rows.values()):
            colour, _, marker = LOOKS[place % len(LOOKS)]
            axes.plot([100 * low, 100 * high], [place] * 2, color=colour, linewidth=2)
            axes.plot(100 * share, place, color=colour, marker=marker, markersize=8)
            label = f"{100 * share:.1f}"
            axes.annotate(
                label,
                (100 * share, place),
                xytext=(0, 8),
                textcoords="offset points",
                ha="center",
                fontsize=9,
            )
        axes.axvline(100 * chance, color="#767676", linestyle=(0, (2, 3)), linewidth=1)
        axes.annotate(
            f"chance {100 * chance:.1f} %",
            (100 * chance, len(rows) - 0.5),
            xytext=(4, 2),
            textcoords="offset points",
            color="#595959",
            fontsize=8,
        )
        axes.set_yticks(range(len(rows)), list(rows))
        axes.set_ylim(len(rows) - 0.4, -0.7)
        axes.set_xlim(0, 100)
        axes.set_xlabel("unweighted accuracy (UA), %, 95 % over speakers and seeds")


def draw_recalls(path: Path, recalls: Mapping[str, Mapping[str, float]]) -> None:
    """Draw the recall of every class, one marker for each learner."""
    with drawn_into(path, height=5.0) as axes:
        labels = list(next(iter(recalls.values())))
        for place, (name, values) in enumerate(recalls.items()):
            colour, _, marker = LOOKS[place % len(LOOKS)]
            offset = 0.12 * (place - (len(recalls) - 1) / 2)
            at = np.arange(len(labels)) + offset
            shares = [100 * values[label] for label in labels]
            axes.scatter(shares, at, color=colour, marker=marker, label=name, zorder=3)
        axes.set_yticks(range(len(labels)), labels)
        axes.invert_yaxis()
        axes.set_xlim(-2, 102)
        axes.set_xlabel("recall, %")
        axes.figure.legend(loc="outside upper center", ncols=3, frameon=False)
