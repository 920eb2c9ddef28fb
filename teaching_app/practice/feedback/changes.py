"""What changed from an earlier take of the same phrase to this one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import emotion_engine as engine

from . import rules
from .catalogue import FINDINGS, Outcome, Skill
from .labels import DELIVERY, readable, style_label
from .measures import band_of, scores_of

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
# Noise at 20 dB changes the share of a style by less than this in 95 of 100 takes: see
# docs/experiments/first-path.md.
STYLE_REPEATS_WITHIN = 0.3
# Codes of one issue: a word's stress may have been elsewhere, and be unclear now.
PLACE_OF_STRESS = (
    engine.FindingCode.STRESS_ELSEWHERE,
    engine.FindingCode.STRESS_UNCLEAR,
)


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
    """How near two takes come to the style that both were meant to have."""

    style: str

    @property
    def verdict_label(self) -> str:
        return str(STYLE_VERDICTS[self.verdict])

    @property
    def sentence(self) -> str:
        """The change in one sentence; empty where there is none."""
        if self.verdict == "same":
            return ""
        return str(_STYLE_SENTENCES[self.verdict]) % {
            "style": self.style,
            "before": self.before,
            "now": self.now,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """What was corrected, is new, or remains to do; the scores and the style."""

    solved: tuple[str, ...]
    new: tuple[str, ...]
    still: tuple[str, ...]
    scores: tuple[ScoreChange, ...]
    style: StyleChange | None = None

    @property
    def rows(self) -> tuple[ScoreChange, ...]:
        """Every value with its change from then to now."""
        return (*self.scores, *([self.style] if self.style else ()))

    @property
    def is_none(self) -> bool:
        same = all(row.verdict == "same" for row in self.rows)
        return same and not self.solved and not self.new

    @property
    def sentence(self) -> str:
        """The change in one sentence; corrections come first."""
        if self.solved:
            return " ".join(self.solved)
        if self.is_none:
            return _("No real change since your last take.")
        if self.style and self.style.sentence:
            return self.style.sentence
        total = self.scores[-1].verdict if self.scores else "same"
        return str(_SENTENCES[total])


def compare_takes(
    report: engine.UtteranceReport, earlier: engine.UtteranceReport
) -> Change:
    """Compare a take with an earlier one; overlapping intervals are no difference."""
    now, before = _findings(report), _findings(earlier)
    style = _style_change(report, earlier)
    nearer = style is not None and style.verdict == "better"
    gone = (
        finding
        for key, finding in before.items()
        if key not in now
        and not (nearer and FINDINGS[finding.code].skill is Skill.STYLE)
    )
    solved = tuple(_solved(finding, report) for finding in gone)
    return Change(
        solved=(style.sentence, *solved) if nearer else solved,
        new=tuple(_title(f) for k, f in now.items() if k not in before),
        still=tuple(_title(f) for k, f in now.items() if k in before),
        scores=_scores(report, earlier),
        style=style,
    )


def _findings(report: engine.UtteranceReport) -> dict[tuple, engine.Finding]:
    """Findings by what they are about, without praise."""
    return {
        ("stress" if f.code in PLACE_OF_STRESS else f.code, f.word_index): f
        for f in report.told
        if FINDINGS[f.code].counts_as is not Outcome.SUCCESS
    }


def _title(finding: engine.Finding) -> str:
    return rules.describe(finding).title


def _solved(finding: engine.Finding, report: engine.UtteranceReport) -> str:
    if finding.code in PLACE_OF_STRESS and _is_in_place(finding.word_index, report):
        return _("Corrected: the stress of “%(word)s” is in place now.") % {
            "word": finding.details["word"]
        }
    return _("No longer to work on: %(title)s.") % {"title": _title(finding)}


def _is_in_place(index: int | None, report: engine.UtteranceReport) -> bool:
    return any(
        word.index == index and word.stress_state is engine.StressState.AS_EXPECTED
        for word in report.words
    )


def _scores(
    report: engine.UtteranceReport, earlier: engine.UtteranceReport
) -> tuple[ScoreChange, ...]:
    now, before = scores_of(report), scores_of(earlier)
    return tuple(
        ScoreChange(
            label=readable(DELIVERY, name),
            before=band_of(before[name]),
            now=band_of(now[name]),
            verdict=verdict_of(now[name], before[name]),
        )
        for name in now
        if name in before
    )


def _style_change(
    report: engine.UtteranceReport, earlier: engine.UtteranceReport
) -> StyleChange | None:
    """``None`` unless both takes were meant to have the same style."""
    now, before = report.expression, earlier.expression
    if now is None or before is None or not now.target or before.target != now.target:
        return None
    target = now.target
    share, was = (heard.probabilities[target] for heard in (now, before))
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


def verdict_of(now: engine.ScoreEstimate, before: engine.ScoreEstimate) -> str:
    """Better or weaker only where the repeatability intervals do not overlap."""
    if now.low > before.high:
        return "better"
    return "weaker" if now.high < before.low else "same"


def total_of(report: engine.UtteranceReport) -> float | None:
    """The overall score, or ``None``."""
    return report.delivery.total.value if report.delivery else None


def nearness_of(report: engine.UtteranceReport) -> float | None:
    """The probability of the style the take was meant to have; ``None`` without one."""
    heard = report.expression
    return heard.probabilities[heard.target] if heard and heard.target else None


def best_of(reports: Sequence[engine.UtteranceReport]) -> int | None:
    """Index of the best of several reports of a phrase and style; the latest of equals.

    The best is the one nearest to the style, if all of them were to have it, else the
    one with the highest overall score.
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
