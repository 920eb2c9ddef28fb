"""EXPRESSION_MODE=off: no answer of the API has a field or a word of expression.

The takes were made while it was on, and their learner had asked for it.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

import emotion_engine as engine
from teaching_app.api.models import Delivery
from teaching_app.api.services import outbox
from teaching_app.practice.models import Learner, Phrase
from teaching_app.practice.services import content
from tests.factories.api import WebhookFactory, client_of, finished, send_take
from tests.factories.insights import handed_in, word
from tests.factories.models import AnalysisFactory, ReferenceAudioFactory
from tests.factories.schools import (
    AssignmentItemFactory,
    EnrolmentFactory,
    SchoolClassFactory,
)
from tests.reports import native_report

pytestmark = pytest.mark.django_db
# "Neutral" is left out: it says nothing by itself.
STYLES = [name for name in engine.STYLES if name != "neutral"]
TRACES = re.compile(
    rf"express(?!ed)|\bstyles?\b|style_|\b({'|'.join(STYLES)}|disgusted)\b", re.I
)
SLUG = "kids-are-talking"


@pytest.fixture
def addresses(learner: Learner) -> list[str]:
    """Every address that answers with JSON, over rows that tell of expression."""
    content.install_phrases()
    content.install_profiles()
    phrase = Phrase.objects.get(slug=SLUG)
    for style in ("neutral", "happy"):
        ReferenceAudioFactory(phrase=phrase, style=style)
    done = finished(learner, native_report(), recording__phrase=phrase, style="happy")
    waiting = AnalysisFactory(
        recording__owner=learner, style="happy", stage="expression"
    )
    school_class = SchoolClassFactory(taught_by=learner.user)
    item = AssignmentItemFactory(assignment__school_class=school_class)
    pupil = EnrolmentFactory(school_class=school_class)
    handed_in(pupil, item, words=[word("banana", heard=0, expected=1)])
    EnrolmentFactory(learner=learner)
    outbox.tell_of_takes([done.pk])
    class_address = f"classes/{school_class.public_id}"
    return [
        "me/",
        "takes/",
        f"takes/{done.public_id}/",
        f"takes/{waiting.public_id}/",
        "phrases/",
        f"phrases/{SLUG}/",
        f"phrases/{SLUG}/profiles/",
        f"phrases/{SLUG}/references/",
        "assignments/",
        f"{class_address}/assignments/",
        f"{class_address}/report/",
        f"{class_address}/learners/{pupil.public_id}/report/",
        f"{class_address}/learners/{pupil.public_id}/takes/",
        "reports/",
    ]


def traces(client: Client, addresses: list[str]) -> dict[str, list[str]]:
    answers = {address: client.get(f"/api/v1/{address}") for address in addresses}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {
        address: found
        for address, answer in answers.items()
        if (found := [m.group() for m in TRACES.finditer(answer.content.decode())])
    }


def test_no_answer_has_a_trace(
    learner: Learner, addresses: list[str], settings: Any
) -> None:
    WebhookFactory(user=learner.user)
    api = client_of(learner.user)
    assert traces(api, addresses).keys() > {"me/", "takes/", "phrases/"}
    settings.EXPRESSION_ENABLED = False
    assert traces(api, addresses) == {}
    assert not [d for d in Delivery.objects.all() if TRACES.search(d.body)]


def test_a_style_that_is_sent_all_the_same_is_left_out(
    learner: Learner, addresses: list[str], settings: Any
) -> None:
    settings.EXPRESSION_ENABLED = False
    sent = send_take(client_of(learner.user), phrase=SLUG, style="happy")
    assert sent.status_code == 202
    take = learner.recordings.latest("pk").analyses.get()
    assert (take.style, take.with_expression) == ("", False)
