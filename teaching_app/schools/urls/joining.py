"""URLs for joining a class and for its members."""

from __future__ import annotations

from django.urls import path

from teaching_app.schools.views import (
    join_sheet,
    joining,
    my_classes,
    passwords,
    roster_imports,
    rosters,
)

CLASS = "teach/classes/<uuid:class_id>"
LEARNER = f"{CLASS}/learners/<uuid:enrolment_id>"

urlpatterns = [
    path("join/", joining.join_by_code, name="join_by_code"),
    path("join/<str:token>/", joining.join_class, name="join_class"),
    path("guardian/<str:token>/", joining.guardian, name="guardian"),
    path("first-password/", passwords.choose_password, name="choose_password"),
    path("classes/", my_classes.my_classes, name="my_classes"),
    path("classes/<uuid:class_id>/", my_classes.my_class, name="my_class"),
    path(
        "classes/<uuid:class_id>/examples/",
        my_classes.share_examples,
        name="share_examples",
    ),
    path("classes/<uuid:class_id>/leave/", my_classes.leave_class, name="leave_class"),
    path(f"{CLASS}/join-sheet/", join_sheet.join_sheet, name="teach_join_sheet"),
    path(f"{CLASS}/learners/", rosters.roster, name="teach_roster"),
    path(
        f"{CLASS}/learners/groups/", rosters.put_into_group, name="teach_roster_groups"
    ),
    path(
        f"{CLASS}/learners/import/",
        roster_imports.import_roster,
        name="teach_roster_import",
    ),
    path(
        f"{CLASS}/learners/import/<uuid:import_id>/",
        roster_imports.preview_roster,
        name="teach_roster_preview",
    ),
    path(f"{CLASS}/learners/cards/", roster_imports.new_cards, name="teach_cards"),
    path(f"{LEARNER}/", rosters.enrolment, name="teach_enrolment"),
    path(f"{LEARNER}/remove/", rosters.remove_learner, name="teach_remove_learner"),
    path(f"{LEARNER}/invite/", rosters.invite_learner, name="teach_invite_learner"),
    path(f"{LEARNER}/guardian/", rosters.guardian_link, name="teach_guardian_link"),
]
