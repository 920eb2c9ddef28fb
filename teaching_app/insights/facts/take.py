"""A take in detail, for detectors and the map of syllables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Take:
    """One submitted take; the first three fields are keys.

    ``words``, ``findings`` and ``syllables`` are described in ``insights.facts``.
    """

    submission: int
    enrolment: int
    phrase: int
    taken_at: datetime
    words: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    syllables: list[list[Any]]
    natives_end: str = ""
    melody_range_st: float | None = None
    rate_syllables_per_s: float | None = None
