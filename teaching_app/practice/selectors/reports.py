"""The report of a take, read from its row: the one place where JSON becomes values.

What cannot be read is never half read: there is no report then, and ``trouble`` says
why. Reading takes half a millisecond, and is done once for each stored value.
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


def read(stored: Any) -> Reading:
    """Read a report as it lies in the database, where there is one."""
    if stored is None:
        return Reading(stored)
    try:
        return Reading(stored, engine.UtteranceReport.from_json(stored))
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
    report = whole(analysis)
    if report is None or shows_expression(analysis):
        return report
    return report.without_expression()


def trouble(analysis: Analysis) -> str:
    """Why there is no report although one is stored; empty where there is none."""
    return _reading(analysis).trouble


def as_json(analysis: Analysis) -> Any:
    """What may be shown, for a learner to take along; unread, it goes as it lies."""
    if trouble(analysis):
        return analysis.report if shows_expression(analysis) else None
    report = visible(analysis)
    return report.to_json() if report else None


def is_judged(analysis: Analysis) -> bool:
    """Whether the take is done and could be judged."""
    report = whole(analysis)
    is_done = analysis.state == Analysis.State.DONE
    return is_done and report is not None and report.assessable is True


def _reading(analysis: Analysis) -> Reading:
    """Read again only what has been stored anew since."""
    known: Reading | None = analysis.__dict__.get("_reading")
    if known is None or known.stored is not analysis.report:
        known = analysis.__dict__["_reading"] = read(analysis.report)
    return known
