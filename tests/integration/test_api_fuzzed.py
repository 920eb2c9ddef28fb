"""Requests made from the OpenAPI document find no answer that it does not foresee.

Schemathesis calls the WSGI application, each operation by itself and in chains that
follow what answers name. ``API_EXAMPLES`` sets how many requests are made of each
operation, and how many chains: ``docs/api.md`` has the longer command.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode, openapi
from schemathesis.checks import CHECKS
from schemathesis.config import (
    ChecksConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)

from teaching_app.practice.models import Phrase
from tests.factories.api import DeliveryFactory, finished, secret_of
from tests.factories.insights import handed_in, word
from tests.factories.models import LearnerFactory, PhraseFactory, ReferenceAudioFactory
from tests.factories.schools import (
    AssignmentItemFactory,
    EnrolmentFactory,
    SchoolClassFactory,
)
from tests.factories.sound import wav_bytes
from tests.factories.wsgi import application
from tests.reports import native_report

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("API_EXAMPLES", "4"))
# What the document cannot say of a body that fits it: a sound that is none, a sentence
# that is not English (400), a name that nobody has given (404), a full list (409).
REFUSED_ALL_THE_SAME = ["2xx", "400", "404", "409"]
CHECKED_ABOVE = ["ignored_auth", "negative_data_rejection"]
QUICKLY = settings(
    max_examples=EXAMPLES,
    stateful_step_count=6,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def headers(settings: Any) -> dict[str, str]:
    """A token with all scopes, of a learner who also teaches a class."""
    settings.API_REQUESTS_PER_MINUTE = settings.TAKES_PER_MINUTE = 10**6
    learner = LearnerFactory()
    ReferenceAudioFactory(phrase=finished(learner, native_report()).phrase)
    PhraseFactory(owner=learner)
    school_class = SchoolClassFactory(taught_by=learner.user)
    item = AssignmentItemFactory(assignment__school_class=school_class)
    handed_in(EnrolmentFactory(school_class=school_class), item, words=[word("banana")])
    DeliveryFactory(webhook__user=learner.user)
    return {"Authorization": f"Bearer {secret_of(learner.user)}"}


@pytest.fixture
def api() -> Any:
    """The document, as it is served."""
    accepted = PositiveDataAcceptanceConfig(expected_statuses=REFUSED_ALL_THE_SAME)
    checks = ChecksConfig(positive_data_acceptance=accepted)
    config = SchemathesisConfig(
        projects=ProjectsConfig(default=ProjectConfig(checks=checks))
    )
    return openapi.from_wsgi("/api/v1/openapi.yaml", application(), config=config)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_each_operation_answers_as_it_says(
    api: Any, headers: dict[str, str], mode: GenerationMode
) -> None:
    operations = [found.ok() for found in api.get_all_operations()]
    assert len(operations) > 25
    for operation in operations:

        @given(case=operation.as_strategy(generation_mode=mode))
        @QUICKLY
        def check(case: Any) -> None:
            case.call_and_validate(headers=headers)

        check()


def test_chains_of_operations_answer_as_they_say(
    api: Any, headers: dict[str, str]
) -> None:
    """Chains begin with what can be made: bodies at random hardly ever make anything."""
    bodies = {
        "POST /api/v1/takes/": {
            "phrase": Phrase.objects.first().slug,
            "audio": wav_bytes(),
        },
        "POST /api/v1/webhooks/": {"url": "https://school.example/takes/"},
        "PUT /api/v1/classes/{public_id}/roster/": {
            "learners": [{"name": "Mia Wang", "student_number": "7"}],
            "confirm": True,
        },
    }
    called: list[str] = []

    class Chains(api.as_state_machine()):
        def before_call(self, case: Any) -> None:
            called.append(case.operation.label)
            is_meant_well = case.meta.generation.mode is GenerationMode.POSITIVE
            if is_meant_well and case.operation.label in bodies:
                case.body = bodies[case.operation.label]

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            return {"headers": headers}

        def validate_response(self, response: Any, case: Any, **_: Any) -> None:
            """All checks but those of bodies and tokens that are wrong on purpose.

            They take what is given here for made up, and hold above.
            """
            above = CHECKS.get_by_names(CHECKED_ABOVE)
            case.validate_response(response, excluded_checks=above)

    Chains.run(settings=QUICKLY)  # raises where an answer is not as the document says
    assert any("{" in label for label in called), "no chain went on from what was made"
