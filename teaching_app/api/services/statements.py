"""xAPI 1.0.3 statements about what was handed in to a class.

https://github.com/adlnet/xAPI-Spec. The actor is the learner's id in the class, as the
API names it: whoever may read the list of the class knows who it is, and nobody else.
Context and order are those of cmi5: ``registration`` is the enrolment, ``grouping`` the
class. Neither recordings nor measurements are in them, nor anything of expression: what
is handed in never has any.
"""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse

from teaching_app.api.models import RecordStore
from teaching_app.encrypted_texts import decrypt
from teaching_app.schools.models import Assignment, Enrolment, Submission
from teaching_app.schools.selectors.scores import Score

VERSION = "1.0.3"
VERBS = "http://adlnet.gov/expapi/verbs/"
ACTIVITIES = "http://adlnet.gov/expapi/activities/"
ATTEMPTED, COMPLETED, SCORED, VOIDED = "attempted", "completed", "scored", "voided"

Statement = dict[str, Any]


def address_of(store: RecordStore) -> str:
    """The resource that takes statements."""
    return f"{store.url.rstrip('/')}/statements"


def headers_for(store: RecordStore) -> dict[str, str]:
    """The headers that a record store asks for."""
    both = f"{store.key}:{decrypt(store.secret)}".encode()
    return {
        "authorization": f"Basic {base64.b64encode(both).decode()}",
        "x-experience-api-version": VERSION,
    }


def of_take(
    store: RecordStore, verb: str, submission: Submission, at: datetime
) -> Statement:
    """A learner has attempted or completed a phrase of an assignment."""
    assignment, phrase = submission.item.assignment, submission.item.phrase
    result = {"result": {"completion": True}} if verb == COMPLETED else {}
    return {
        "id": number_of(store, verb, submission.public_id),
        **_said(verb, submission.enrolment, at),
        "object": _activity(
            reverse("api_phrase", args=[phrase.slug]), "performance", phrase.text
        ),
        "context": _context(submission.enrolment, parent=[_of(assignment)]),
        **result,
    }


def of_work(
    store: RecordStore,
    assignment: Assignment,
    enrolment: Enrolment,
    verb: str,
    score: Score,
    *,
    at: datetime,
    about: object,
) -> Statement:
    """A learner has completed an assignment, or a teacher has marked it.

    ``about`` tells marks of the same assignment from each other.
    """
    result: dict[str, Any] = {"completion": True}
    if verb == SCORED and score.given is not None and score.maximum:
        result["score"] = {
            "scaled": round(score.given / score.maximum, 4),
            "raw": score.given,
            "min": 0,
            "max": score.maximum,
        }
    elif score.comment:
        result["response"] = score.comment
    return {
        "id": number_of(store, verb, f"{assignment.public_id} {about}"),
        **_said(verb, enrolment, at),
        "object": _of(assignment),
        "context": _context(enrolment),
        "result": result,
    }


def voiding(store: RecordStore, earlier: str, at: datetime) -> Statement:
    """What an earlier statement said holds no more."""
    return {
        "id": number_of(store, VOIDED, earlier),
        "actor": _account("intona"),
        "verb": _verb(VOIDED),
        "object": {"objectType": "StatementRef", "id": earlier},
        "timestamp": at.isoformat(),
    }


def number_of(store: RecordStore, verb: str, about: object) -> str:
    """The id of a statement: the same for the same, so that none is told twice."""
    base = uuid5(UUID(int=store.institution_id), store.created_at.isoformat())
    return str(uuid5(base, f"{verb} {about}"))


def _said(verb: str, enrolment: Enrolment, at: datetime) -> Statement:
    return {
        "actor": _account(str(enrolment.public_id)),
        "verb": _verb(verb),
        "timestamp": at.isoformat(),
    }


def _account(name: str) -> dict[str, Any]:
    account = {"homePage": _absolute("/"), "name": name}
    return {"objectType": "Agent", "account": account}


def _verb(verb: str) -> dict[str, Any]:
    return {"id": f"{VERBS}{verb}", "display": {"en": verb}}


def _of(assignment: Assignment) -> dict[str, Any]:
    address = reverse("my_assignment", args=[assignment.public_id])
    return _activity(address, "assessment", assignment.title)


def _activity(address: str, kind: str, name: str) -> dict[str, Any]:
    definition = {"type": f"{ACTIVITIES}{kind}", "name": {"en": name}}
    return {
        "objectType": "Activity",
        "id": _absolute(address),
        "definition": definition,
    }


def _context(enrolment: Enrolment, **activities: Any) -> dict[str, Any]:
    found = enrolment.school_class
    address = reverse("my_class", args=[found.public_id])
    grouping = [_activity(address, "course", found.name)]
    return {
        "registration": str(enrolment.public_id),
        "platform": "Intona",
        "language": "en",
        "contextActivities": {**activities, "grouping": grouping},
    }


def _absolute(address: str) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{address}"
