"""The report of a take, read from its row: the one place where JSON becomes values.

A report that cannot be read is never half read: there is none then, and ``trouble``
says why. A stored report is read once, in half a millisecond; lists of many takes read
it in brief, in a seventh of a millisecond.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

import emotion_engine as engine
from teaching_app.practice import feedback_policy
from teaching_app.practice.feedback.policy import apply_policy
from teaching_app.practice.models import Analysis

from .analyses import shows_expression

logger = logging.getLogger(__name__)

NEWER, DAMAGED = "newer", "damaged"  # keys of ``feedback.no_result.UNREADABLE``


@dataclass(frozen=True, slots=True)
class Reading:
    """A stored report; ``trouble`` is "", ``NEWER`` or ``DAMAGED``."""

    stored: Any
    report: engine.UtteranceReport | None = None
    trouble: str = ""


def read(stored: Any, *, in_brief: bool = False) -> Reading:
    """Read a report as stored in the database, if there is one."""
    if stored is None:
        return Reading(stored)
    try:
        report = engine.UtteranceReport.from_json(stored, in_brief=in_brief)
        return Reading(stored, report)
    except engine.NewerFormatError as error:
        logger.warning("A stored report is left unread: %s", error)
        return Reading(stored, trouble=NEWER)
    except engine.ReportFormatError as error:
        logger.error("A stored report cannot be read: %s", error)
        return Reading(stored, trouble=DAMAGED)


def whole(analysis: Analysis) -> engine.UtteranceReport | None:
    """Return the complete report, for internal use only."""
    return _reading(analysis).report


def visible(analysis: Analysis) -> engine.UtteranceReport | None:
    """Return the report to show: by its policy, without expression if that is off."""
    report = _as_may_be_shown(analysis, whole(analysis))
    return report and apply_policy(report, feedback_policy.policy_of(analysis))


def in_brief(analysis: Analysis) -> engine.UtteranceReport | None:
    """Return the report to show in lists: mostly without contours and syllables.

    For many takes, calling ``feedback_policy.prepare`` first saves one query each.
    """
    if feedback_policy.policy_of(analysis) != feedback_policy.AS_FOUND:
        return visible(analysis)
    return _as_may_be_shown(analysis, _reading(analysis, in_brief=True).report)


def is_assessable(analysis: Analysis) -> bool | None:
    """Whether the take could be judged; ``None`` until that is known."""
    report = _reading(analysis, in_brief=True).report
    return report.assessable if report else None


def trouble(analysis: Analysis, *, in_brief: bool = False) -> str:
    """Why a stored report cannot be read; empty if it can."""
    return _reading(analysis, in_brief=in_brief).trouble


def is_judged(analysis: Analysis) -> bool:
    """Whether the take is done and could be judged."""
    is_done = analysis.state == Analysis.State.DONE
    return is_done and is_assessable(analysis) is True


def as_json(analysis: Analysis) -> Any:
    """The report for an export; one that cannot be read is passed on as stored."""
    report = _as_may_be_shown(analysis, whole(analysis))
    if report is not None:
        return report.to_json()
    return analysis.report if shows_expression(analysis) else None


def _as_may_be_shown(
    analysis: Analysis, report: engine.UtteranceReport | None
) -> engine.UtteranceReport | None:
    if report is None or shows_expression(analysis):
        return report
    return report.without_expression()


def _reading(analysis: Analysis, *, in_brief: bool = False) -> Reading:
    """Read only what was stored since the last time; a whole report serves in brief."""
    kept: dict[bool, Reading] = analysis.__dict__.setdefault("_readings", {})
    for known in (kept.get(False), kept.get(in_brief)):
        if known is not None and known.stored is analysis.report:
            return known
    kept[in_brief] = read(analysis.report, in_brief=in_brief)
    return kept[in_brief]
