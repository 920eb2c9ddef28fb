"""What was measured, as JSON and as a short table for people."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from emotion_engine.files import write_atomically


def write_json(path: Path, values: Mapping[str, Any]) -> None:
    """Write measured values; what is undefined becomes ``null``."""
    write_atomically(path, json.dumps(plain(values), indent=2) + "\n")


def plain(value: Any) -> Any:
    """Turn values into what JSON knows; floats keep six digits."""
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
    """Write a share as per cent with one digit."""
    return "–" if share is None or math.isnan(share) else f"{100 * share:.1f} %"


def expression_table(values: Mapping[str, Any]) -> str:
    """Show how well styles are told apart, or what people who only read are told."""
    if "ua" not in values:
        return reading_table(values)
    low, high = values["ua_interval"]
    rows = [
        ["UA (mean recall)", percent(values["ua"])],
        ["  95 % over speakers", f"{percent(low)} to {percent(high)}"],
        ["  chance", percent(values["chance"])],
        ["WA (accuracy)", percent(values["wa"])],
        ["calibration error (ECE)", percent(values["ece"])],
        ["answered", percent(values["answered"])],
        ["  of these right", percent(values["precision_of_answers"])],
        *([f"recall {k}", percent(v)] for k, v in values["per_class_recall"].items()),
    ]
    for name, altered in values.get("robustness", {}).items():
        change = f"{percent(altered['ua'])} ({altered['change_points']:+.1f})"
        rows.append([f"UA with {name}", change])
    for name, member in values.get("members", {}).items():
        rows.append([f"UA of a member: {name}", percent(member)])
    if masked := values.get("masked"):
        rows.append([f"masked, not in this corpus: {', '.join(masked)}", ""])
    for name, found in values.get("listeners", {}).items():
        if isinstance(found, Mapping):
            shown = ", ".join(f"{who} {value:.3f}" for who, value in found.items())
            rows.append([f"listeners, {name}", shown.replace("_", " ")])
    return f"{about(values)}\n{table(rows)}"


def reading_table(values: Mapping[str, Any]) -> str:
    """Show what people who only read are told as clear."""
    low, high = values["told_other_interval"]
    rows = [
        ["told a style other than neutral or calm", percent(values["told_other"])],
        ["  95 % over speakers", f"{percent(low)} to {percent(high)}"],
        ["told any style as clear", percent(values["answered"])],
        *([f"  {style}", percent(share)] for style, share in values["told"].items()),
        *(
            [f"told another, first language {name}", percent(share)]
            for name, share in values["by_first_language"].items()
        ),
    ]
    return f"{about(values)}\n{table(rows)}"


def delivery_table(values: Mapping[str, Any]) -> str:
    """Show agreement with the experts, or where scores lie if nobody rated."""
    if "pcc" not in values:
        header = ["", "p5", "p25", "median", "p75", "p95"]
        rows = [
            [aspect, *(f"{value:.2f}" for value in ranks.values())]
            for aspect, ranks in values["score_quantiles"].items()
        ]
        return f"{about(values)}\n{table([header, *rows])}"
    rows = [["", "PCC", "95 % over speakers", "Spearman", "one expert", "±"]]
    halves, experts = values.get("repeatability", {}), values["one_expert_pcc"]
    for aspect, pcc in values["pcc"].items():
        low, high = values["pcc_interval"][aspect]
        half = f"{halves[aspect]:.2f}" if aspect in halves else "–"
        expert = f"{experts[aspect]:.3f}" if aspect in experts else "–"
        spearman = f"{values['spearman'][aspect]:.3f}"
        interval = f"{low:.3f} to {high:.3f}"
        rows.append([aspect, f"{pcc:.3f}", interval, spearman, expert, half])
    return f"{about(values)}\n{table(rows)}\n{table(flag_rows(values))}"


def flag_rows(values: Mapping[str, Any]) -> list[list[str]]:
    """Show what is told of words, and how natives fare."""
    flags = values["flags"]
    rows = [
        ["words told, of these wrong", percent(flags["precision"])],
        ["wrong words, of these told", percent(flags["recall"])],
        [
            "named sound marked by an expert",
            percent(flags["sound_marked_by_an_expert"]),
        ],
    ]
    for name, native in values.get("natives", {}).items():
        told = percent(native["words_told"])
        rows.append(
            [
                f"{name}: overall reaches the top band",
                percent(native["top_band"]["total"]),
            ]
        )
        rows.append([f"{name}: words told", told])
    return rows


def stress_table(values: Mapping[str, Any]) -> str:
    """Show how often stress was heard where it was put."""
    names = {
        "accuracy_polysyllabic": "stressed syllable found",
        "share_unclear": "called unclear",
        "share_elsewhere": "called stressed elsewhere",
        "recall_shifted": "shifted stress noticed",
        "recall_shifted_told": "  clearly",
        "recall_measurable": "  where the move is measurable",
        "recall_measurable_told": "    clearly",
        "false_alarm_rate": "false alarms on controls",
        "false_alarm_rate_told": "  clearly",
    }
    rows = [["", "", "95 % over speakers"]]
    for name, label in names.items():
        if name in values:
            limits = values.get(f"{name}_interval")
            interval = f"{percent(limits[0])} to {percent(limits[1])}" if limits else ""
            rows.append([label, percent(values[name]), interval])
    of = f"{values['n']} words, {values['n_speakers']} speakers; {values['protocol']}"
    return f"{of}\n{table(rows)}"


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
    """Say on what and how it was measured."""
    return f"{values['n']} takes, {values['n_speakers']} speakers; {values['protocol']}"


def fusion_table(values: Mapping[str, Any]) -> str:
    """Show UA and WA of each variant."""
    rows = [["", "UA", "95 % over speakers", "WA", "95 % over speakers"]]
    for variant, figures in values["variants"].items():
        row = [variant]
        for name in ("ua", "wa"):
            low, high = figures[f"{name}_interval"]
            row += [percent(figures[name]), f"{percent(low)} to {percent(high)}"]
        rows.append(row)
    about = f"{values['protocol']}; chance UA {percent(values['chance'])}"
    return "\n".join([table(rows), about])
