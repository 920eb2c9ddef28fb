"""The report of a take, read from its row: the one place where JSON becomes values.

What cannot be read is never half read: there is no report then, and ``trouble`` says
why. What is stored is read once, in half a millisecond; lists of many takes read it in
brief, in a seventh of one.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

import emotion_engine as engine
from teaching_app.practice.models import Analysis

from .analyses import shows_expression

logger = logging.getLogger(__name__)

NEWER, DAMAGED = "newer", "damaged"  # keys of ``feedback.catalogue.UNREADABLE``


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a stored report; ``trouble`` is empty, ``NEWER`` or ``DAMAGED``."""

    stored: Any
    report: engine.UtteranceReport | None = None
    trouble: str = ""


def read(stored: Any, *, in_brief: bool = False) -> Reading:
    """Read a report as it lies in the database, where there is one."""
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
    """Return all that was found, for what is not shown to anybody."""
    return _reading(analysis).report


def visible(analysis: Analysis) -> engine.UtteranceReport | None:
    """Return what may be shown: where expression is off, nothing of it."""
    return _as_may_be_shown(analysis, whole(analysis))


def in_brief(analysis: Analysis) -> engine.UtteranceReport | None:
    """Return what may be shown, without contours and syllables: for lists of takes."""
    return _as_may_be_shown(analysis, _reading(analysis, in_brief=True).report)


def trouble(analysis: Analysis, *, in_brief: bool = False) -> str:
    """Why there is no report although one is stored; empty where there is none."""
    return _reading(analysis, in_brief=in_brief).trouble


def is_judged(analysis: Analysis) -> bool:
    """Whether the take is done and could be judged."""
    report = in_brief(analysis)
    is_done = analysis.state == Analysis.State.DONE
    return is_done and report is not None and report.assessable is True


def as_json(analysis: Analysis) -> Any:
    """What may be shown, for a learner to take along; unread, it goes as it lies."""
    report = visible(analysis)
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
    """Read again only what has been stored anew since; all of it serves in brief."""
    kept: dict[bool, Reading] = analysis.__dict__.setdefault("_readings", {})
    for known in (kept.get(False), kept.get(in_brief)):
        if known is not None and known.stored is analysis.report:
            return known
    kept[in_brief] = read(analysis.report, in_brief=in_brief)
    return kept[in_brief]
