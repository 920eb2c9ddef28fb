"""Making an invitation, and following it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.natives import tokens
from teaching_app.natives.models import Invitation
from tests.factories.models import PhraseFactory, UserFactory
from tests.factories.natives import HelperFactory, NativeRecordingFactory
from tests.factories.schools import MembershipFactory, SharedPhraseFactory
from tests.unit.teaching_app.access import BACKEND

pytestmark = pytest.mark.django_db


def test_a_teacher_invites_for_phrases_of_the_school(client: Client) -> None:
    membership = MembershipFactory()
    client.force_login(membership.user, backend=BACKEND)
    institution = membership.institution
    ours = SharedPhraseFactory(institution=institution).phrase
    listed, elsewhere = PhraseFactory(), SharedPhraseFactory().phrase
    address = reverse("natives_invite", args=[institution.public_id])
    offered = client.get(address).context["form"].fields["phrases"].queryset
    assert list(offered) == [ours]
    sent = {
        "title": "Unit 3",
        "styles": ["neutral"],
        "max_helpers": 5,
        "days": 14,
    }
    for other in (listed, elsewhere):
        assert client.post(address, sent | {"phrases": [other.pk]}).status_code == 400

    response = client.post(address, sent | {"phrases": [ours.pk]}, follow=True)
    made = Invitation.objects.get()
    assert (made.institution, made.invited_by) == (institution, membership.user)
    assert f"/natives/invited/{tokens.of_invitation(made.public_id)}/" in response.text


def test_site_staff_invites_for_the_library(client: Client) -> None:
    client.force_login(UserFactory(is_staff=True, is_superuser=True), backend=BACKEND)
    listed = PhraseFactory()
    SharedPhraseFactory()
    address = reverse("natives_invite", args=["library"])
    form = client.get(address).context["form"]
    assert listed in form.fields["phrases"].queryset
    assert client.get(reverse("natives")).context["places"][-1]["place"] == "library"
    assert reverse("natives") in client.get(reverse("admin:index")).text


def test_site_staff_without_the_right_does_not(client: Client) -> None:
    client.force_login(UserFactory(is_staff=True), backend=BACKEND)
    assert client.get(reverse("natives")).status_code == 404


def test_the_inviter_follows_what_comes_but_does_not_decide(client: Client) -> None:
    recording = NativeRecordingFactory(measured=True, helper__name="Morag")
    invitation = recording.helper.invitation
    HelperFactory(invitation=invitation)
    MembershipFactory(institution=invitation.institution, user=invitation.invited_by)
    client.force_login(invitation.invited_by, backend=BACKEND)
    page = client.get(reverse("natives_invitation", args=[invitation.public_id])).text
    for expected in ("Morag", "2 helpers", "1 to check", "Somebody else checks"):
        assert expected in page
    overview = client.get(reverse("natives"))
    assert overview.context["n_to_approve"] == 0


def test_a_closed_invitation_shows_no_link(client: Client) -> None:
    membership = MembershipFactory()
    client.force_login(membership.user, backend=BACKEND)
    invitation = NativeRecordingFactory(
        helper__invitation__institution=membership.institution
    ).helper.invitation
    client.post(reverse("natives_revoke", args=[invitation.public_id]))
    page = client.get(reverse("natives_invitation", args=[invitation.public_id])).text
    assert "It is closed" in page
    assert "/natives/invited/" not in page


def test_teachers_find_the_page_beside_their_phrases(client: Client) -> None:
    client.force_login(MembershipFactory().user, backend=BACKEND)
    assert reverse("natives") in client.get(reverse("teach_phrases")).text
