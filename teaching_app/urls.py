"""URLs of the project: of its applications, of accounts, and of staff."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("teaching_app.practice.urls")),
    path("", include("teaching_app.schools.urls")),
    path("", include("teaching_app.insights.urls")),
    path("", include("teaching_app.natives.urls")),
    path("", include("teaching_app.api.urls")),
    path("", include("teaching_app.lti.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("staff/", admin.site.urls),
]

handler400 = "teaching_app.practice.views.errors.bad_request"
handler403 = "teaching_app.practice.views.errors.forbidden"
handler404 = "teaching_app.practice.views.errors.not_found"
handler500 = "teaching_app.practice.views.errors.server_error"
