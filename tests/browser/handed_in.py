"""A class in the installation, with a take handed in by the demo learner."""

from __future__ import annotations

import base64
import json
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.site import Site

TEACHER, LEARNER = "ms-lee", "demo-learner"
PASSWORD = "a long sentence nobody guesses"

# Runs inside the installation: this process must not touch its database.
HAND_IN = """
import base64, json, uuid
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from teaching_app.practice.models import Phrase
from teaching_app.practice.services import consents, learners, recordings
from teaching_app.schools.models import Enrolment, SchoolClass, Submission
from tests.factories.schools import (
    AssignmentFactory, AssignmentItemFactory, EnrolmentFactory, SchoolClassFactory)

accounts = get_user_model().objects
teacher = accounts.filter(username=TEACHER).first() or accounts.create_user(
    TEACHER, password=PASSWORD, first_name="Ann", last_name="Lee")
learner = learners.of(user=accounts.get(username=LEARNER))
consents.agree(learner=learner, to_expression=None)  # as other tests chose
school_class = SchoolClass.objects.filter(name="English B1").first()
school_class = school_class or SchoolClassFactory(
    name="English B1", taught_by=teacher, allows_expression=True)
enrolment = Enrolment.objects.filter(learner=learner, school_class=school_class).first()
enrolment = enrolment or EnrolmentFactory(
    learner=learner, school_class=school_class, name="Mei Lin")
item = AssignmentItemFactory(
    assignment=AssignmentFactory(school_class=school_class, title="Week 3: rhythm"),
    phrase=Phrase.objects.get(slug="kids-are-talking"))
sound = SimpleUploadedFile("take.wav", base64.b64decode(SOUND))
result = recordings.submit(learner=learner, phrase=item.phrase, upload=sound,
    idempotency_key=uuid.uuid4(), is_required=True)
take = Submission.objects.create(item=item, enrolment=enrolment,
    analysis=result.analysis, attempt=1, submitted_at=timezone.now())
print("HANDED IN", json.dumps({
    "review": f"/teach/classes/{school_class.public_id}/review/",
    "take": f"/teach/takes/{take.public_id}/",
    "feedback": f"/takes/{result.analysis.public_id}/",
    "status": f"/takes/{result.analysis.public_id}/status/",
}))
"""


def hand_in(site: Site, sound: Path) -> dict[str, str]:
    """Hand in a recording as the learner would; return the resulting addresses."""
    values = {
        "TEACHER": TEACHER,
        "LEARNER": LEARNER,
        "PASSWORD": PASSWORD,
        "SOUND": base64.b64encode(sound.read_bytes()).decode(),
    }
    given = "".join(f"{name} = {value!r}\n" for name, value in values.items())
    printed = site.program(given + HAND_IN)
    line = next(x for x in printed.splitlines() if x.startswith("HANDED IN"))
    return json.loads(line.removeprefix("HANDED IN"))


def sign_in_teacher(page: Page) -> None:
    page.goto("/accounts/login/")
    page.fill("[name=login]", TEACHER)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/")
