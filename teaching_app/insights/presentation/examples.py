"""Examples to hear, with URLs that do not disclose whose they are."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from teaching_app.insights.detectors import Evidence
from teaching_app.schools.models import SchoolClass

SALT = "insights.example"
HOLDS_S = 24 * 60 * 60
LEAD_IN_S, LEAD_OUT_S = 0.4, 0.3  # seconds before and after the word


@dataclass(frozen=True, slots=True)
class Example:
    """One take to hear; players stop at the end of the span."""

    number: int
    address: str


def examples(
    evidence: tuple[Evidence, ...], school_class: SchoolClass
) -> tuple[Example, ...]:
    """Number examples from 1; the numbers have no meaning beyond the page."""
    return tuple(
        Example(number, _address(miss, school_class))
        for number, miss in enumerate(evidence, start=1)
    )


def read_token(token: str, school_class: SchoolClass) -> int:
    """Return the key of the submission from a token of this class.

    Raises ``signing.BadSignature`` where it is forged, another class's, or too old.
    """
    owner, key = signing.loads(token, salt=SALT, max_age=HOLDS_S)
    if owner != school_class.pk:
        raise signing.BadSignature("This example belongs to another class.")
    return key


def _address(miss: Evidence, school_class: SchoolClass) -> str:
    token = signing.dumps([school_class.pk, miss.take.submission], salt=SALT)
    address = reverse("insights_example", args=[school_class.public_id, token])
    if miss.at is None:
        return address
    start, end = max(0.0, miss.at[0] - LEAD_IN_S), miss.at[1] + LEAD_OUT_S
    return f"{address}#t={start:.2f},{end:.2f}"
