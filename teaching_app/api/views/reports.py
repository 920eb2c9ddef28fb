"""Reports: of a class and its learners for staff, and one's own."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from teaching_app.api.scopes import Scope
from teaching_app.api.serializers import reports as serializers
from teaching_app.insights.models import TakeFact
from teaching_app.insights.presentation.learner_page import plain_report, take_rows
from teaching_app.insights.selectors import learner_report
from teaching_app.insights.selectors.class_report import report_of
from teaching_app.insights.views.lookups import learner_for, note
from teaching_app.practice.access import Purpose
from teaching_app.schools.models import AuditEvent, Enrolment

from .base import ApiView
from .learners import StaffView

EXPORTED = AuditEvent.Action.EXPORTED


class ClassReport(StaffView):
    """The report of a class."""

    scopes = {"GET": Scope.REPORTS_READ}
    operations = {"GET": "class_report"}

    @extend_schema(responses=serializers.ClassReportSerializer)
    def get(self, request: Request, public_id: UUID) -> Response:
        """Read what a class should practise next, and who has practised.

        The log of the school has that you did.
        """
        school_class = self.school_class(Purpose.SHARE)
        answer = serializers.ClassReportSerializer(report_of(school_class))
        note(request.user, EXPORTED, "class report", school_class)
        return Response(answer.data)


class OfLearner(StaffView):
    """About one learner of a class."""

    @cached_property
    def enrolment(self) -> Enrolment:
        """The learner that the address names, once the class's terms are agreed to."""
        keys = self.kwargs["public_id"], self.kwargs["enrolment_id"]
        return learner_for(self.request.user, *keys, Purpose.SHARE)


class LearnerReport(OfLearner):
    """The report of one learner."""

    scopes = {"GET": Scope.REPORTS_READ}
    operations = {"GET": "learner_report"}

    @extend_schema(responses=serializers.LearnerReportSerializer)
    def get(self, request: Request, public_id: UUID, enrolment_id: UUID) -> Response:
        """Read the report of a learner in plain words, as its PDF has it.

        The log of the school has that you did.
        """
        answer = serializers.LearnerReportSerializer(plain_report(self.enrolment))
        note(request.user, EXPORTED, "report", self.enrolment)
        return Response(answer.data)


class LearnerTakes(ListModelMixin, OfLearner):
    """What one learner has handed in to a class."""

    scopes = {"GET": Scope.REPORTS_READ}
    operations = {"GET": "learner_takes"}
    serializer_class = serializers.HandedInSerializer
    queryset = TakeFact.objects.none()

    def get_queryset(self) -> QuerySet[TakeFact]:
        """Without what was set aside."""
        return learner_report.takes_shown(self.enrolment)

    def paginate_queryset(self, queryset: QuerySet[TakeFact]) -> list[Any]:
        """A page of takes, put into rows."""
        facts = super().paginate_queryset(queryset) or []
        return list(take_rows(facts, learner_report.report_of(self.enrolment)))

    def get(self, request: Request, public_id: UUID, enrolment_id: UUID) -> Response:
        """List what a learner has handed in, newest first, with what was measured.

        The log of the school has that you did.
        """
        answer = self.list(request)
        note(request.user, EXPORTED, "report", self.enrolment)
        return answer


class MyReports(ApiView):
    """One's own reports."""

    part = "reports"
    scopes = {"GET": Scope.REPORTS_READ}
    operations = {"GET": "reports_list"}
    pagination_class = None

    @extend_schema(responses=serializers.LearnerReportSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Read your own report in each of your classes."""
        mine = learner_report.enrolments_of(self.learner)
        found: list[Any] = [plain_report(enrolment) for enrolment in mine]
        return Response(serializers.LearnerReportSerializer(found, many=True).data)
