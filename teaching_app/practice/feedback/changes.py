"""What changed from an earlier take of the same phrase to this one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import rules
from .labels import DELIVERY, readable, style_label
from .measures import band_of

VERDICTS = {
    "better": gettext_lazy("better"),
    "same": gettext_lazy("no real change"),
    "weaker": gettext_lazy("weaker"),
}
STYLE_VERDICTS = {
    "better": gettext_lazy("nearer"),
    "same": gettext_lazy("no real change"),
    "weaker": gettext_lazy("further away"),
}
# Noise at 20 dB moves the share of a style by less than this in 95 of 100 takes: see
# docs/experiments/first-path.md.
STYLE_REPEATS_WITHIN = 0.3
PRAISE = "well_done"
ABOUT_STYLE = ("style_far_from_target", "style_not_clear")
STRESS = ("stress_elsewhere", "stress_unclear")


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """One score then and now; ``verdict`` is better, same or weaker."""

    label: str
    before: str
    now: str
    verdict: str

    @property
    def verdict_label(self) -> str:
        return str(VERDICTS[self.verdict])


@dataclass(frozen=True, slots=True)
class StyleChange(ScoreChange):
    """How near two takes come to the style that both were to have."""

    style: str

    @property
    def verdict_label(self) -> str:
        return str(STYLE_VERDICTS[self.verdict])

    @property
    def sentence(self) -> str:
        """The change in a line; empty where it is none."""
        if self.verdict == "same":
            return ""
        return str(_STYLE_SENTENCES[self.verdict]) % {
            "style": self.style,
            "before": self.before,
            "now": self.now,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """What was corrected, what is new, what is still to do, the scores and the style."""

    solved: tuple[str, ...]
    new: tuple[str, ...]
    still: tuple[str, ...]
    scores: tuple[ScoreChange, ...]
    style: StyleChange | None = None

    @property
    def rows(self) -> tuple[ScoreChange, ...]:
        """Everything that was so much then and is so much now."""
        return (*self.scores, *([self.style] if self.style else ()))

    @property
    def is_none(self) -> bool:
        same = all(row.verdict == "same" for row in self.rows)
        return same and not self.solved and not self.new

    @property
    def sentence(self) -> str:
        """The change in a line; what was corrected comes first."""
        if self.solved:
            return " ".join(self.solved)
        if self.is_none:
            return _("No real change since your last take.")
        if self.style and self.style.sentence:
            return self.style.sentence
        total = self.scores[-1].verdict if self.scores else "same"
        return str(_SENTENCES[total])


def compare_takes(report: dict[str, Any], earlier: dict[str, Any]) -> Change:
    """Lay a take beside an earlier one; scores differ only where intervals part."""
    now, before = _findings(report), _findings(earlier)
    style = _style_change(report, earlier)
    nearer = style is not None and style.verdict == "better"
    gone = (
        finding
        for key, finding in before.items()
        if key not in now and not (nearer and finding["code"] in ABOUT_STYLE)
    )
    solved = tuple(_solved(finding, report) for finding in gone)
    return Change(
        solved=(style.sentence, *solved) if nearer else solved,
        new=tuple(_title(f) for k, f in now.items() if k not in before),
        still=tuple(_title(f) for k, f in now.items() if k in before),
        scores=_scores(report, earlier),
        style=style,
    )


def _findings(report: dict[str, Any]) -> dict[tuple, dict[str, Any]]:
    """Findings by what they are about; a stress may be unclear or elsewhere."""
    return {
        ("stress" if f["code"] in STRESS else f["code"], f.get("word_index")): f
        for f in report.get("findings") or ()
        if f["code"] != PRAISE
    }


def _title(finding: dict[str, Any]) -> str:
    return rules.describe(finding).title


def _solved(finding: dict[str, Any], report: dict[str, Any]) -> str:
    if finding["code"] in STRESS and _is_in_place(finding["word_index"], report):
        return _("Corrected: the stress of “%(word)s” is in place now.") % {
            "word": finding["details"]["word"]
        }
    return _("No longer to work on: %(title)s.") % {"title": _title(finding)}


def _is_in_place(index: int | None, report: dict[str, Any]) -> bool:
    return any(
        word["index"] == index and word["stress_state"] == "as_expected"
        for word in report.get("words") or ()
    )


def _scores(report: dict[str, Any], earlier: dict[str, Any]) -> tuple[ScoreChange, ...]:
    now, before = report.get("delivery") or {}, earlier.get("delivery") or {}
    return tuple(
        ScoreChange(
            label=readable(DELIVERY, name),
            before=band_of(before[name]),
            now=band_of(now[name]),
            verdict=verdict_of(now[name], before[name]),
        )
        for name in DELIVERY
        if now.get(name) and before.get(name)
    )


def _style_change(
    report: dict[str, Any], earlier: dict[str, Any]
) -> StyleChange | None:
    """``None`` unless both takes were to have the same style."""
    now, before = report.get("expression") or {}, earlier.get("expression") or {}
    target = now.get("target")
    if not target or before.get("target") != target:
        return None
    share, was = (e["probabilities"][target] for e in (now, before))
    return StyleChange(
        label=_("Nearness to “%(style)s”") % {"style": style_label(target)},
        before=_percent(was),
        now=_percent(share),
        verdict=_style_verdict(share - was),
        style=style_label(target),
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f}\N{NO-BREAK SPACE}%"


def _style_verdict(gain: float) -> str:
    if abs(gain) < STYLE_REPEATS_WITHIN:
        return "same"
    return "better" if gain > 0 else "weaker"


def verdict_of(now: dict[str, float], before: dict[str, float]) -> str:
    """Better or weaker only where the repeatability intervals do not overlap."""
    if now["low"] > before["high"]:
        return "better"
    return "weaker" if now["high"] < before["low"] else "same"


def total_of(report: dict[str, Any]) -> float | None:
    """The overall score; ``None`` where there is none."""
    total = (report.get("delivery") or {}).get("total")
    return total["value"] if total else None


def nearness_of(report: dict[str, Any]) -> float | None:
    """How likely the take sounds like the style it was to have; ``None`` without one."""
    expression = report.get("expression") or {}
    target = expression.get("target")
    return expression["probabilities"][target] if target else None


def best_of(reports: Sequence[dict[str, Any]]) -> int | None:
    """Which of several reports of a phrase and style is best; the latest of equals.

    That is the one nearest to the style, where one was practised in all of them, else
    the one with the highest overall score.
    """
    nearness = [nearness_of(report) for report in reports]
    worth = nearness if None not in nearness else [total_of(r) for r in reports]
    ranked = [(value, -i) for i, value in enumerate(worth) if value is not None]
    return -max(ranked)[1] if ranked else None


_SENTENCES = {
    "better": gettext_lazy("As a whole better than your last take."),
    "same": gettext_lazy("As a whole no real change since your last take."),
    "weaker": gettext_lazy("As a whole weaker than your last take."),
}
_STYLE_SENTENCES = {
    "better": gettext_lazy(
        "Nearer to “%(style)s” than before: %(now)s now, %(before)s then."
    ),
    "weaker": gettext_lazy(
        "Further from “%(style)s” than before: %(now)s now, %(before)s then."
    ),
}
