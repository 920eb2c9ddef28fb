"""The evaluation of scores as a readable table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emotion_engine.lab.reports import about, percent, table


def delivery_table(values: Mapping[str, Any]) -> str:
    """Show agreement with the experts, or quantiles of the scores without ratings."""
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
    """Show the reported words, and the results for natives."""
    flags = values["flags"]
    rows = [
        ["words reported, of these wrong", percent(flags["precision"])],
        ["wrong words, of these reported", percent(flags["recall"])],
        [
            "named sound marked by an expert",
            percent(flags["sound_marked_by_an_expert"]),
        ],
    ]
    for name, native in values.get("natives", {}).items():
        rows.append(
            [
                f"{name}: overall reaches the top band",
                percent(native["top_band"]["total"]),
            ]
        )
        rows.append([f"{name}: words reported", percent(native["words_told"])])
    return rows
