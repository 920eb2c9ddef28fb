"""URLs of institutions, their staff and classes."""

from __future__ import annotations

from django.urls import path

from teaching_app.schools.views.audit_log import teach_audit_export, teach_audit_log
from teaching_app.schools.views.class_parts import (
    teach_add_class_staff,
    teach_add_group,
    teach_class_joining,
    teach_remove_class_staff,
    teach_remove_group,
)
from teaching_app.schools.views.classes import (
    teach_class_archive,
    teach_class_copy,
    teach_class_delete,
    teach_class_new,
    teach_class_settings,
)
from teaching_app.schools.views.home import teach_home
from teaching_app.schools.views.institutions import (
    teach_change_role,
    teach_end_membership,
    teach_institution,
    teach_invite,
    teach_leave,
    teach_withdraw_invitation,
)
from teaching_app.schools.views.start import teach_invitation, teach_start

SCHOOL = "teach/institutions/<uuid:public_id>/"
CLASS = "teach/classes/<uuid:public_id>/"

urlpatterns = [
    path("teach/", teach_home, name="teach_home"),
    path("teach/start/", teach_start, name="teach_start"),
    path("teach/invitations/<str:token>/", teach_invitation, name="teach_invitation"),
    path(SCHOOL, teach_institution, name="teach_institution"),
    path(f"{SCHOOL}invite/", teach_invite, name="teach_invite"),
    path(
        f"{SCHOOL}invitations/<int:pk>/withdraw/",
        teach_withdraw_invitation,
        name="teach_withdraw_invitation",
    ),
    path(f"{SCHOOL}staff/<int:pk>/role/", teach_change_role, name="teach_change_role"),
    path(
        f"{SCHOOL}staff/<int:pk>/end/",
        teach_end_membership,
        name="teach_end_membership",
    ),
    path(f"{SCHOOL}leave/", teach_leave, name="teach_leave"),
    path(f"{SCHOOL}log/", teach_audit_log, name="teach_audit_log"),
    path(f"{SCHOOL}log.csv", teach_audit_export, name="teach_audit_export"),
    path("teach/classes/new/", teach_class_new, name="teach_class_new"),
    path(f"{CLASS}settings/", teach_class_settings, name="teach_class_settings"),
    path(f"{CLASS}joining/", teach_class_joining, name="teach_class_joining"),
    path(f"{CLASS}groups/", teach_add_group, name="teach_add_group"),
    path(
        f"{CLASS}groups/<int:pk>/remove/",
        teach_remove_group,
        name="teach_remove_group",
    ),
    path(f"{CLASS}staff/", teach_add_class_staff, name="teach_add_class_staff"),
    path(
        f"{CLASS}staff/<int:pk>/remove/",
        teach_remove_class_staff,
        name="teach_remove_class_staff",
    ),
    path(f"{CLASS}archive/", teach_class_archive, name="teach_class_archive"),
    path(f"{CLASS}copy/", teach_class_copy, name="teach_class_copy"),
    path(f"{CLASS}delete/", teach_class_delete, name="teach_class_delete"),
]
