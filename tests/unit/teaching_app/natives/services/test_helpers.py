"""Coming by a link, and withdrawing."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import Mock, call

import pytest
from django.utils import timezone

from teaching_app.natives import tokens
from teaching_app.natives.errors import ClosedInvitationError
from teaching_app.natives.models import Helper, NativeRecording, StyleVote
from teaching_app.natives.selectors import prompts
from teaching_app.natives.services import helpers
from tests.factories.fixtures import stored_files
from tests.factories.natives import (
    HelperFactory,
    InvitationFactory,
    NativeRecordingFactory,
    StyleVoteFactory,
)

pytestmark = pytest.mark.django_db

REBUILD = "teaching_app.natives.services.profiles.request_rebuild"
ABOUT = helpers.About(accent="irish", age_range="60+", region="Cork")


def test_a_helper_comes_back_by_a_link_of_which_only_a_digest_is_kept() -> None:
    helper, token = helpers.welcome(invitation=InvitationFactory(), about=ABOUT)
    assert prompts.helper_of(token) == helper
    assert helper.token_hash == tokens.digest(token)
    assert prompts.has_agreed(helper)
    assert (helper.accent, helper.region) == ("irish", "Cork")


@pytest.mark.parametrize(
    "closed",
    [
        {"revoked_at": timezone.now()},
        {"expires_at": timezone.now() - timedelta(minutes=1)},
    ],
)
def test_nobody_comes_by_a_closed_link(closed: dict[str, object]) -> None:
    with pytest.raises(ClosedInvitationError):
        helpers.welcome(invitation=InvitationFactory(**closed), about=ABOUT)
    assert not Helper.objects.exists()


def test_no_more_come_than_were_asked_for() -> None:
    invitation = InvitationFactory(max_helpers=1)
    helpers.welcome(invitation=invitation, about=ABOUT)
    with pytest.raises(ClosedInvitationError):
        helpers.welcome(invitation=invitation, about=ABOUT)


def test_withdrawing_deletes_files_and_rows_and_says_how_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rebuild = Mock()
    monkeypatch.setattr(REBUILD, rebuild)
    kept = NativeRecordingFactory(approved=True)
    used = NativeRecordingFactory(approved=True)
    helper = used.helper
    NativeRecordingFactory(helper=helper, style="happy", measured=True)
    StyleVoteFactory(recording=used)
    assert len(stored_files()) == 3

    receipt = helpers.withdraw(helper=helper)

    assert receipt.rows == {"helper": 1, "nativerecording": 2, "stylevote": 1}
    assert (receipt.scope, receipt.n_files) == ("native", 2)
    assert stored_files() == [kept.file.name]
    assert list(NativeRecording.objects.all()) == [kept]
    assert rebuild.mock_calls == [call(phrase=used.phrase, style="neutral")]


def test_what_a_helper_heard_of_others_stays_without_their_name() -> None:
    listener = HelperFactory()
    vote = StyleVoteFactory(account=None, helper=listener)
    receipt = helpers.withdraw(helper=listener)
    assert "stylevote" not in receipt.rows
    assert StyleVote.objects.get() == vote
    assert StyleVote.objects.get().helper is None


def test_whoever_agreed_to_another_wording_is_asked_again(settings: object) -> None:
    helper = HelperFactory(consent_version="2025-1")
    assert not prompts.may_record(helper)
    helpers.agree_anew(helper=helper)
    helper.refresh_from_db()
    assert prompts.may_record(helper)
