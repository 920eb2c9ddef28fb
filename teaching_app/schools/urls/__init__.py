"""URLs of schools, by subject."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("teaching_app.schools.urls.institutions")),
    path("", include("teaching_app.schools.urls.joining")),
    path("", include("teaching_app.schools.urls.phrases")),
    path("", include("teaching_app.schools.urls.assignments")),
    path("", include("teaching_app.schools.urls.review")),
    path("", include("teaching_app.schools.urls.live")),
]
