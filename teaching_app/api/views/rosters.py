"""The roster of a class, sent by a school's own system."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from teaching_app.api.problems import Problem
from teaching_app.api.scopes import Scope
from teaching_app.api.serializers import rosters as serializers
from teaching_app.practice.access import Purpose
from teaching_app.schools import roster_words
from teaching_app.schools.models import RosterImport
from teaching_app.schools.roster_files import RosterFileError
from teaching_app.schools.selectors.rosters import not_named, plan
from teaching_app.schools.services import rosters

from .learners import StaffView


class ClassRoster(StaffView):
    """The roster of a class."""

    scopes = {"PUT": Scope.ROSTERS_WRITE}
    operations = {"PUT": "class_roster"}

    @extend_schema(request=serializers.Roster, responses=serializers.RosterResult)
    @transaction.atomic
    def put(self, request: Request, public_id: UUID) -> Response:
        """Look at the list of a class, or take it in with “confirm”.

        New learners get an account and a card, those known are invited; all agree
        themselves before staff see anything. The same list again changes nothing.
        """
        sent = self.sent(serializers.Roster)
        try:
            proposed = rosters.propose_rows(
                school_class=self.school_class(Purpose.CHANGE),
                source=request.auth.name if request.auth else "API",
                rows=sent["learners"],
                by=request.user,
            )
        except RosterFileError as error:
            detail = roster_words.FILE_ERRORS[error.code]
            raise Problem(error.code, detail, status=400) from error
        lines = plan(proposed)
        missing = list(not_named(proposed, lines))
        cards = []
        if sent["confirm"]:
            cards = rosters.confirm(roster_import=proposed, by=request.user).cards
        answer = {
            "confirmed": sent["confirm"],
            "preview": "" if sent["confirm"] else _page_of(proposed),
            "lines": lines,
            "cards": cards,
            "not_named": missing,
        }
        return Response(serializers.RosterResult(answer).data)


def _page_of(proposed: RosterImport) -> str:
    keys = [proposed.school_class.public_id, proposed.public_id]
    return (
        f"{settings.PUBLIC_URL.rstrip('/')}{reverse('teach_roster_preview', args=keys)}"
    )
