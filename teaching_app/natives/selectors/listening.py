"""Recordings for blind listeners, those with the fewest answers first."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count, QuerySet

from teaching_app.natives import access
from teaching_app.natives.models import Helper, NativeRecording, StyleVote
from teaching_app.practice.access import Actor

State = NativeRecording.State


def for_account(actor: Actor) -> QuerySet[NativeRecording]:
    """What an account may listen to and has not answered."""
    return _in_turn(access.heard_blindly_by(actor))


def for_helper(helper: Helper) -> QuerySet[NativeRecording]:
    """Approved recordings of others that a helper has not answered.

    They are of the same institution, or of the library, and of invitations that ask for
    listeners: their helpers were told that others would hear them.
    """
    if not helper.invitation.asks_listeners:
        return NativeRecording.objects.none()
    found = NativeRecording.objects.filter(
        state=State.APPROVED,
        helper__invitation__institution=helper.invitation.institution,
        helper__invitation__asks_listeners=True,
    )
    answered = StyleVote.objects.filter(helper=helper).values("recording")
    return _in_turn(found.exclude(helper=helper).exclude(pk__in=answered))


def heard_in(recording: NativeRecording) -> Counter[str]:
    """How many listeners heard which style."""
    return Counter(recording.votes.values_list("heard", flat=True))


def _in_turn(recordings: QuerySet[NativeRecording]) -> QuerySet[NativeRecording]:
    found = recordings.select_related("phrase").annotate(n_votes=Count("votes"))
    return found.order_by("n_votes", "?")
