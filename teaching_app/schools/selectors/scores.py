"""What other systems may be told of a learner's work: by the assignment's marking alone.

The engine's numbers are never a score. Completion says done or not done; a teacher's
mark is the teacher's; where a take could not be assessed, a person has to listen first.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

from teaching_app.schools.models import Assignment

from .work import State, Work

Marking = Assignment.Marking

MARK = re.compile(r"(\d{1,6}(?:[.,]\d{1,4})?)\s*(%|/\s*(\d{1,6}(?:[.,]\d{1,4})?))?")


@dataclass(frozen=True, slots=True)
class Score:
    """Progress and score as Assignment and Grade Services 2.0 name them.

    ``given`` and ``maximum`` are None where there is nothing to tell yet.
    """

    activity: str
    grading: str
    given: float | None = None
    maximum: float | None = None
    comment: str = ""

    def as_json(self) -> dict[str, Any]:
        """For comparison with what was sent before."""
        return asdict(self)


def score_of(work: Work, *, maximum: float | None) -> Score | None:
    """What to tell; None where the assignment is not marked at all.

    ``maximum`` is what a mark without one is out of, as "8"; ``None`` if nobody said.
    """
    if work.assignment.marking == Marking.NONE:
        return None
    activity = _activity(work)
    if work.assignment.marking == Marking.COMPLETION:
        return _completion(work, activity)
    if work.shown_mark:
        return _marked(work.shown_mark, maximum)
    waits = "PendingManual" if work.is_complete else "NotReady"
    return Score(activity, waits)


def _activity(work: Work) -> str:
    if work.is_complete:
        return "Submitted"
    return "InProgress" if work.n_done else "Initialized"


def _completion(work: Work, activity: str) -> Score:
    if work.completion == "done":
        return Score("Completed", "FullyGraded", 1, 1)
    if work.completion == "open":
        return Score(activity, "NotReady")
    needs_person = any(phrase.state == State.PENDING for phrase in work.phrases)
    return Score(activity, "PendingManual" if needs_person else "Pending")


def _marked(mark: str, maximum: float | None) -> Score:
    """A teacher's mark: "8/10", "80 %" or "8" are numbers, "good" is a comment."""
    found = MARK.fullmatch(mark.strip())
    if found:
        given = _number(found[1])
        of = 100.0 if found[2] == "%" else _number(found[3]) if found[3] else maximum
        if of and given <= of:
            return Score("Completed", "FullyGraded", given, of)
    return Score("Completed", "FullyGraded", comment=mark)


def _number(text: str) -> float:
    return float(text.replace(",", "."))
