"""Results as JSON and as a short readable table."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from emotion_engine.files import write_atomically


def write_json(path: Path, values: Mapping[str, Any]) -> None:
    """Write measured values; undefined ones become ``null``."""
    write_atomically(path, json.dumps(plain(values), indent=2) + "\n")


def plain(value: Any) -> Any:
    """Convert values to JSON types; floats keep six digits."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    return value


def table(rows: Sequence[Sequence[str]]) -> str:
    """Align the first column left and the others right.

    >>> print(table([["sad", "50.0 %"], ["surprised", "7.5 %"]]))
    sad        50.0 %
    surprised   7.5 %
    """
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        first, *others = zip(row, widths, strict=True)
        cells = [first[0].ljust(first[1]), *(cell.rjust(w) for cell, w in others)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def percent(share: float | None) -> str:
    """Format a share as per cent with one decimal."""
    return "–" if share is None or math.isnan(share) else f"{100 * share:.1f} %"


def figures_table(values: Mapping[str, Any]) -> str:
    """Show every number of a report, nested names joined by dots."""
    return table(
        [[name, f"{value:.4g}"] for name, value in figures(values)]
        or [["", "no figures"]]
    )


def figures(values: Mapping[str, Any], prefix: str = "") -> list[tuple[str, float]]:
    """List the numbers of nested values with their dotted names."""
    found: list[tuple[str, float]] = []
    for name, value in values.items():
        if isinstance(value, Mapping):
            found += figures(value, f"{prefix}{name}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found.append((f"{prefix}{name}", value))
    return found


def about(values: Mapping[str, Any]) -> str:
    """Describe the data and the method."""
    return f"{values['n']} takes, {values['n_speakers']} speakers; {values['protocol']}"
