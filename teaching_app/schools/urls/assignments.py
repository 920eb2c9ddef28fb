"""URLs of assignments and submissions."""

from __future__ import annotations

from django.urls import path

from teaching_app.schools.views import (
    assignment_learners,
    assignment_phrases,
    assignments,
    my_assignments,
)

ASSIGNMENT = "teach/assignments/<uuid:public_id>/"
LEARNER = f"{ASSIGNMENT}learners/<uuid:learner_id>/"

urlpatterns = [
    path(
        "teach/classes/<uuid:public_id>/assignments/",
        assignments.assignment_list,
        name="teach_assignments",
    ),
    path(
        "teach/classes/<uuid:public_id>/assignments/new/",
        assignments.new_assignment,
        name="teach_assignment_new",
    ),
    path(ASSIGNMENT, assignments.overview, name="teach_assignment"),
    path(f"{ASSIGNMENT}marks/", assignments.give_marks, name="teach_marks"),
    path(
        f"{ASSIGNMENT}edit/", assignments.edit_assignment, name="teach_assignment_edit"
    ),
    path(f"{ASSIGNMENT}publish/", assignments.publish, name="teach_assignment_publish"),
    path(
        f"{ASSIGNMENT}delete/",
        assignments.delete_assignment,
        name="teach_assignment_delete",
    ),
    path(
        f"{ASSIGNMENT}copy/", assignments.copy_assignment, name="teach_assignment_copy"
    ),
    path(
        f"{ASSIGNMENT}phrases/",
        assignment_phrases.pick_phrases,
        name="teach_assignment_phrases",
    ),
    path(
        f"{ASSIGNMENT}phrases/<int:pk>/",
        assignment_phrases.change_item,
        name="teach_assignment_item",
    ),
    path(
        LEARNER,
        assignment_learners.learner_of_assignment,
        name="teach_assignment_learner",
    ),
    path(f"{LEARNER}extension/", assignment_learners.extend, name="teach_extension"),
    path(
        f"{LEARNER}phrases/<int:item_id>/hand-in/",
        assignment_learners.hand_in_for,
        name="teach_hand_in",
    ),
    path(
        "teach/handed-in/<uuid:public_id>/set-aside/",
        assignment_learners.set_aside,
        name="teach_set_aside",
    ),
    path("assignments/", my_assignments.my_assignments, name="my_assignments"),
    path(
        "assignments/takes/<uuid:public_id>/choose/",
        my_assignments.choose_take,
        name="choose_take",
    ),
    path(
        "assignments/<uuid:public_id>/",
        my_assignments.my_assignment,
        name="my_assignment",
    ),
    path(
        "assignments/<uuid:public_id>/<slug:phrase_slug>/",
        my_assignments.practise,
        name="practise_assignment",
    ),
    path(
        "assignments/<uuid:public_id>/<slug:phrase_slug>/takes/",
        my_assignments.hand_in,
        name="hand_in",
    ),
]
