"""URLs of reports."""

from __future__ import annotations

from django.urls import path

from .views import class_report, exports, learner_report, live_screen, sound

CLASS = "teach/classes/<uuid:public_id>/"
LEARNER = f"{CLASS}report/learners/<uuid:enrolment_id>/"

urlpatterns = [
    path(CLASS, class_report.class_report, name="insights_class"),
    path(f"{CLASS}report/assign/", class_report.assign, name="insights_assign"),
    path(f"{CLASS}report/class.csv", exports.class_csv, name="insights_csv"),
    path(f"{CLASS}report/class.xlsx", exports.class_xlsx, name="insights_xlsx"),
    path(f"{CLASS}report/class.pdf", exports.class_pdf, name="insights_pdf"),
    path(
        f"{CLASS}report/examples/<str:token>/", sound.example, name="insights_example"
    ),
    path(
        f"{CLASS}report/takes/<uuid:submission_id>/", sound.take, name="insights_take"
    ),
    path(LEARNER, learner_report.learner, name="insights_learner"),
    path(f"{LEARNER}plain/", learner_report.plain, name="insights_plain"),
    path(f"{LEARNER}plain.pdf", exports.plain_pdf, name="insights_plain_pdf"),
    path(
        "classes/<uuid:public_id>/report/",
        learner_report.my_report,
        name="insights_my_report",
    ),
    path("teach/live/<uuid:public_id>/", live_screen.screen, name="teach_live_screen"),
    path("teach/live/<uuid:public_id>/now/", live_screen.now, name="teach_live_now"),
]
