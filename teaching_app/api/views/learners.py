"""Learners: oneself, and for staff of schools their classes, as the pages show them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from teaching_app.api.pagination import OldestFirst
from teaching_app.api.permissions import HasScope, HasShownSecondFactor
from teaching_app.api.scopes import Scope
from teaching_app.api.serializers import learners as serializers
from teaching_app.insights.views.lookups import class_for, note
from teaching_app.practice.access import Purpose
from teaching_app.schools import access
from teaching_app.schools.models import (
    Assignment,
    AuditEvent,
    Enrolment,
    SchoolClass,
)
from teaching_app.schools.selectors import assignments

from .base import ApiView

EXPORTED = AuditEvent.Action.EXPORTED


class WhoIAm(ApiView):
    """Oneself."""

    part = "learners"
    scopes = {"GET": Scope.LEARNERS_READ}
    operations = {"GET": "me"}

    @extend_schema(responses=serializers.Me)
    def get(self, request: Request) -> Response:
        """Read whose token it is, and what that learner has agreed to."""
        answer = serializers.Me(self.learner, context={"token": request.auth})
        return Response(answer.data)


class StaffView(ApiView):
    """For the staff of schools."""

    part = "classes"
    permission_classes = [HasScope, HasShownSecondFactor]

    def school_class(self, purpose: Purpose) -> SchoolClass:
        """The class that the address names; 404 for everybody but its staff."""
        return class_for(self.request.user, self.kwargs["public_id"], purpose)


class Classes(ListModelMixin, StaffView):
    """Classes that one teaches or helps in."""

    scopes = {"GET": Scope.LEARNERS_READ}
    operations = {"GET": "classes_list"}
    serializer_class = serializers.ClassSerializer

    def get_queryset(self) -> QuerySet[SchoolClass]:
        """For admins, all of their institution."""
        found = access.classes_to(self.request.user, Purpose.SEE)
        return found.select_related("institution")

    def get(self, request: Request) -> Response:
        """List the classes that you teach, the newest first."""
        return self.list(request)


class ClassLearners(ListModelMixin, StaffView):
    """Who is in a class."""

    scopes = {"GET": Scope.LEARNERS_READ}
    operations = {"GET": "class_learners"}
    serializer_class = serializers.EnrolmentSerializer
    pagination_class = OldestFirst
    queryset = Enrolment.objects.none()

    def get_queryset(self) -> QuerySet[Enrolment]:
        """Also those who have left, as on the page."""
        school_class = self.school_class(Purpose.SHARE)
        return school_class.enrolments.prefetch_related("groups")

    def get(self, request: Request, public_id: UUID) -> Response:
        """List who is in a class; the log of the school has that you did."""
        answer = self.list(request)
        school_class = self.school_class(Purpose.SHARE)
        note(request.user, EXPORTED, "roster", school_class)
        return answer


class ClassAssignments(ListModelMixin, StaffView):
    """Assignments of a class."""

    scopes = {"GET": Scope.ASSIGNMENTS_READ}
    operations = {"GET": "class_assignments"}
    serializer_class = serializers.AssignmentOfClass
    queryset = Assignment.objects.none()

    def get_queryset(self) -> QuerySet[Assignment]:
        """Drafts too."""
        return assignments.of_class(self.school_class(Purpose.SEE))

    def get(self, request: Request, public_id: UUID) -> Response:
        """List what a class is to practise, and how many have handed in."""
        return self.list(request)


class MyAssignments(ApiView):
    """A learner's assignments."""

    part = "assignments"
    scopes = {"GET": Scope.ASSIGNMENTS_READ}
    operations = {"GET": "assignments_list"}
    pagination_class = None

    @extend_schema(responses=serializers.MyAssignment(many=True))
    def get(self, request: Request) -> Response:
        """List your assignments in all classes, those due first at the top."""
        works: list[Any] = assignments.work_of_learner(self.learner)
        return Response(serializers.MyAssignment(works, many=True).data)
