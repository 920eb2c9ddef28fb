"""Every address about natives is tried by everybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.urls import URLPattern, reverse

from teaching_app.natives import tokens
from teaching_app.schools.models.institution import Role
from tests.factories.fixtures import made_once
from tests.factories.models import LearnerFactory, UserFactory
from tests.factories.natives import (
    HelperFactory,
    InvitationFactory,
    NativeRecordingFactory,
)
from tests.factories.schools import MembershipFactory, SharedPhraseFactory
from tests.unit.teaching_app.access import (
    GONE,
    OK,
    SIGN_IN,
    answer_of,
    assert_every_method_has_a_line,
    browser_of,
    rows_of,
    session_of,
    views_of,
)

pytestmark = pytest.mark.django_db

COLUMNS = (
    "inviter",
    "colleague",
    "assistant",
    "elsewhere",
    "site_staff",
    "learner",
    "stranger",
)
# Whom it answers.  inviter colleague assistant elsewhere staff learner stranger
INVITERS = (OK, OK, GONE, OK, OK, GONE, SIGN_IN)
SCHOOL = (OK, OK, GONE, GONE, GONE, GONE, SIGN_IN)
LIBRARY = (GONE, GONE, GONE, GONE, OK, GONE, SIGN_IN)
HEARERS = (OK, OK, GONE, GONE, OK, GONE, SIGN_IN)
SECOND_PERSON = (GONE, OK, GONE, GONE, OK, GONE, SIGN_IN)
SIGNED_IN_TO_NOTHING = (*(GONE,) * 6, SIGN_IN)
# Where the link alone counts, an account is not asked for: two kinds of actor do.
WITH_LINK = (OK,) * 7
NOBODY = (GONE,) * 7
TOKEN, OTHERS_TOKEN = "a-token-of-one-helper", "a-token-of-another"


class Line(NamedTuple):
    """A method and the name of a view, the row it is about, an answer to each actor."""

    request: str
    about: str
    answers: tuple[str, ...]
    sent: dict[str, Any] = {}


ABOUT_ME = {"accent": "scottish", "age_range": "30-44", "is_adult": "on"}
INVITED = {**ABOUT_ME, "agrees": "on"}
VOTE = {"heard": "happy"}
TABLE = [
    Line("GET natives", "", INVITERS),
    Line("GET natives_invite", "school", SCHOOL),
    Line("POST natives_invite", "school", SCHOOL, {"title": "Unit 3"}),
    Line("GET natives_invite", "library", LIBRARY),
    Line("POST natives_invite", "library", LIBRARY, {"title": "Unit 3"}),
    Line("GET natives_invitation", "invitation", SCHOOL),
    Line("POST natives_revoke", "invitation", SCHOOL),
    Line("GET natives_invitation", "invitation of the library", LIBRARY),
    Line("POST natives_revoke", "invitation of the library", LIBRARY),
    Line("GET natives_approve", "", INVITERS),
    Line("GET natives_recording", "recording", SECOND_PERSON),
    Line("POST natives_recording", "recording", SECOND_PERSON, {"decision": "approve"}),
    Line("GET natives_recording_audio", "recording", HEARERS),
    Line("GET natives_recording_audio", "recording that waits", SIGNED_IN_TO_NOTHING),
    Line("GET natives_listen", "", INVITERS),
    Line("POST natives_vote", "recording", HEARERS, VOTE),
    Line("GET natives_invited", "invited", WITH_LINK),
    Line("POST natives_invited", "invited", WITH_LINK, INVITED),
    Line("GET natives_invited", "no token", NOBODY),
    Line("GET helper_home", "helper", WITH_LINK),
    Line("GET helper_home", "no token", NOBODY),
    Line("GET helper_progress", "helper", WITH_LINK),
    Line("GET helper_agree", "helper", WITH_LINK),
    Line("POST helper_agree", "helper", WITH_LINK, {"is_adult": "on", "agrees": "on"}),
    Line("GET helper_withdraw", "helper", WITH_LINK),
    Line("POST helper_withdraw", "helper", WITH_LINK, {"sure": "yes"}),
    Line("POST helper_withdraw", "no token", NOBODY, {"sure": "yes"}),
    Line("GET helper_listen", "helper", WITH_LINK),
    Line("GET helper_listen_audio", "heard", WITH_LINK),
    Line("GET helper_listen_audio", "heard by its own speaker", NOBODY),
    Line("POST helper_vote", "heard", WITH_LINK, VOTE),
    Line("POST helper_vote", "heard by its own speaker", NOBODY, VOTE),
    Line("GET helper_prompt", "prompt", WITH_LINK),
    Line("GET helper_prompt", "no prompt", NOBODY),
    Line("POST helper_send", "prompt", WITH_LINK),
    Line("POST helper_send", "no prompt", NOBODY),
    Line("GET helper_audio", "prompt", WITH_LINK),
    Line("GET helper_audio", "prompt of another", NOBODY),
]
VIEWS = views_of("teaching_app.natives.")


class Made(NamedTuple):
    """What every test starts from, and the folder of its files."""

    sessions: dict[str, str]
    rows: dict[str, list[Any]]
    everything: dict[str, list[Any]]
    files: Path


def make_sessions(inviter: User, institution: Any) -> dict[str, str]:
    """The session of each column's account."""
    accounts = {
        "inviter": inviter,
        "colleague": MembershipFactory(institution=institution).user,
        "assistant": MembershipFactory(
            institution=institution, role=Role.ASSISTANT
        ).user,
        "elsewhere": MembershipFactory().user,
        "site_staff": UserFactory(is_staff=True, is_superuser=True),
        "learner": LearnerFactory().user,
        "stranger": None,
    }
    assert tuple(accounts) == COLUMNS
    return {column: session_of(account) for column, account in accounts.items()}


def make_rows(inviter: User, institution: Any) -> dict[str, list[Any]]:
    """One school's invitation with two helpers, and one of the library."""
    phrase = SharedPhraseFactory(institution=institution, author=inviter).phrase
    invitation = InvitationFactory(
        institution=institution,
        invited_by=inviter,
        phrases=[phrase],
        styles=["neutral", "happy"],
        asks_listeners=True,
    )
    helper = HelperFactory(invitation=invitation, token=TOKEN)
    other = HelperFactory(invitation=invitation, token=OTHERS_TOKEN)
    measured = NativeRecordingFactory(helper=helper, phrase=phrase, measured=True)
    waiting = NativeRecordingFactory(helper=helper, phrase=phrase, style="happy")
    approved = NativeRecordingFactory(helper=other, phrase=phrase, approved=True)
    library = InvitationFactory(institution=None, invited_by=None)
    return {
        "": [],
        "school": [str(institution.public_id)],
        "library": ["library"],
        "invitation": [invitation.public_id],
        "invitation of the library": [library.public_id],
        "recording": [measured.public_id],
        "recording that waits": [waiting.public_id],
        "invited": [tokens.of_invitation(invitation.public_id)],
        "no token": ["made-up"],
        "helper": [TOKEN],
        "heard": [TOKEN, approved.public_id],
        "heard by its own speaker": [OTHERS_TOKEN, approved.public_id],
        "prompt": [TOKEN, phrase.slug, "neutral"],
        "no prompt": [TOKEN, phrase.slug, "sad"],
        "prompt of another": [OTHERS_TOKEN, phrase.slug, "happy"],
    }


def everything() -> dict[str, list[Any]]:
    """All rows of natives."""
    return rows_of(apps.get_app_config("natives").get_models())


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[Made]:
    """Made once, as making takes far longer than the request."""
    files = tmp_path_factory.mktemp("files")

    def make() -> Made:
        membership = MembershipFactory()
        inviter, institution = membership.user, membership.institution
        sessions = make_sessions(inviter, institution)
        return Made(sessions, make_rows(inviter, institution), everything(), files)

    with made_once(make, django_db_blocker, files) as made:
        yield made


@pytest.mark.parametrize("pattern", VIEWS, ids=lambda p: str(p.name))
def test_every_view_has_a_line_for_each_of_its_methods(pattern: URLPattern) -> None:
    assert_every_method_has_a_line(pattern, TABLE)


TRIED = [
    (line, column)
    for line in TABLE
    for column in COLUMNS
    if column in ("colleague", "stranger") or line.answers not in (WITH_LINK, NOBODY)
]


@pytest.mark.parametrize(
    ("line", "column"),
    TRIED,
    ids=[f"{line.request} {line.about} {column}" for line, column in TRIED],
)
def test_each_is_answered_as_the_table_says(
    line: Line, column: str, made: Made, private_files: Path
) -> None:
    copytree(made.files, private_files)
    method, name = line.request.split()
    send = getattr(browser_of(made.sessions[column]), method.lower())
    response = send(reverse(name, args=made.rows[line.about]), line.sent)
    expected = line.answers[COLUMNS.index(column)]
    assert answer_of(response) == expected
    if expected != OK:
        assert everything() == made.everything, "a refusal changes nothing"
