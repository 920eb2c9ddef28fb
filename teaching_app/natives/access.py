"""Who invites natives, who hears what they recorded, and who decides on it.

Teachers and administrators of an institution do for its phrases, site staff for the
phrases of the library. A helper reaches their own recordings by their own link.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from teaching_app.practice.access import ON_OFFER, Actor, Purpose
from teaching_app.practice.models import Phrase
from teaching_app.schools import access as schools
from teaching_app.schools.models import Institution
from teaching_app.schools.staff import TEACHING, institutions_for

from .models import Invitation, NativeRecording

State = NativeRecording.State


def is_site_staff(actor: Actor) -> bool:
    """Whether an account looks after the phrases of the library."""
    return (
        isinstance(actor, User)
        and actor.is_staff
        and actor.has_perm("natives.add_invitation")
    )


def may_invite(actor: Actor) -> bool:
    """Whether an account may invite natives for any phrase."""
    return is_site_staff(actor) or institutions_for(actor, TEACHING).exists()


def phrases_for(actor: Actor, institution: Institution | None) -> QuerySet[Phrase]:
    """The phrases that an account may have read: an institution's, or the library's."""
    if institution is None:
        found = Phrase.objects.filter(ON_OFFER)
        return found if is_site_staff(actor) else found.none()
    theirs = schools.shared_phrases_to(actor, Purpose.SEE).filter(
        institution=institution, removed_at=None
    )
    return Phrase.objects.filter(pk__in=theirs.values("phrase"), is_active=True)


def invitations_to(actor: Actor) -> QuerySet[Invitation]:
    """The invitations that an account sees and may revoke."""
    here = institutions_for(actor, TEACHING).values("pk")
    rows = Q(institution__in=here)
    if is_site_staff(actor):
        rows |= Q(institution=None)
    return Invitation.objects.filter(rows)


def recordings_to(actor: Actor, purpose: Purpose) -> QuerySet[NativeRecording]:
    """The recordings that an account may hear, and those it decides on (``REVIEW``).

    The second person decides: never who invited the helper. Site staff decide anywhere,
    for a school with one teacher has no second person, and on imported ones.
    """
    if purpose not in (Purpose.HEAR, Purpose.REVIEW):
        return NativeRecording.objects.none()
    rows = Q(helper__invitation__in=invitations_to(actor).values("pk"))
    if is_site_staff(actor):
        rows = Q(pk__isnull=False)
    found = NativeRecording.objects.filter(rows)
    if purpose is Purpose.REVIEW:
        return found.exclude(helper__invitation__invited_by=actor.pk)
    return found


def heard_blindly_by(actor: Actor) -> QuerySet[NativeRecording]:
    """Recordings whose style an account may guess: not those it has decided on."""
    rows = recordings_to(actor, Purpose.HEAR)
    known = Q(decided_by=actor.pk) | Q(votes__account=actor.pk)
    return rows.filter(state__in=(State.MEASURED, State.APPROVED)).exclude(known)
