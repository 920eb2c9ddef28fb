"""URLs of learning platforms and of sign-on."""

from __future__ import annotations

from allauth.socialaccount import views as social_views
from django.urls import include, path
from django.views.generic import RedirectView

from teaching_app.lti.protocol import saml
from teaching_app.lti.views import (
    class_courses,
    deep_linking,
    entering,
    going,
    launch,
    one_roster,
    platforms,
    roster_sources,
    sign_on,
    sign_ons,
)

PLATFORM = "teach/platforms/<uuid:public_id>/"
COURSES = "teach/classes/<uuid:public_id>/courses/"

urlpatterns = [
    path("lti/login/", launch.login, name="lti_login"),
    path("lti/launch/", launch.launch, name="lti_launch"),
    path("lti/keys/", launch.tool_keys, name="lti_keys"),
    path("lti/links/", deep_linking.choose, name="lti_links"),
    path("lti/continue/<str:token>/", entering.continue_here, name="lti_continue"),
    path("lti/account/<str:token>/", entering.account, name="lti_account"),
    path("lti/go/<str:token>/", going.go, name="lti_go"),
    path("lti/connect/<str:token>/", going.connect, name="lti_connect"),
    path(
        "teach/institutions/<uuid:public_id>/platforms/",
        platforms.platforms,
        name="lti_platforms",
    ),
    path(PLATFORM, platforms.platform, name="lti_platform"),
    path(
        f"{PLATFORM}deployments/<int:pk>/",
        platforms.allow_deployment,
        name="lti_deployment",
    ),
    path(f"{PLATFORM}remove/", platforms.remove_platform, name="lti_platform_remove"),
    path(COURSES, class_courses.class_courses, name="lti_class_courses"),
    path(f"{COURSES}<int:pk>/members/", class_courses.read_members, name="lti_members"),
    path(
        f"{COURSES}<int:pk>/disconnect/",
        class_courses.disconnect,
        name="lti_disconnect",
    ),
    path(
        "teach/institutions/<uuid:public_id>/one-roster/",
        one_roster.one_roster,
        name="one_roster",
    ),
    path(
        "teach/institutions/<uuid:public_id>/one-roster/systems/",
        roster_sources.roster_sources,
        name="roster_sources",
    ),
    path(
        "teach/roster-systems/<uuid:public_id>/",
        roster_sources.roster_source,
        name="roster_source",
    ),
    path("sign-on/", sign_on.find, name="sign_on"),
    path("sign-on/<uuid:public_id>/", sign_on.school, name="sign_on_school"),
    path(
        "teach/institutions/<uuid:public_id>/sign-on/",
        sign_ons.sign_ons,
        name="sign_ons",
    ),
    path(
        "teach/institutions/<uuid:public_id>/sign-on/saml/",
        sign_ons.add_saml,
        name="sign_on_saml",
    ),
    path(
        "teach/sign-on/<uuid:public_id>/",
        sign_ons.change_sign_on,
        name="sign_on_change",
    ),
    # Of allauth's pages those alone that signing in passes: none lists all providers.
    path("accounts/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path(
        "accounts/school/cancelled/",
        social_views.login_cancelled,
        name="socialaccount_login_cancelled",
    ),
    path(
        "accounts/school/error/",
        social_views.login_error,
        name="socialaccount_login_error",
    ),
    path("accounts/school/new/", social_views.signup, name="socialaccount_signup"),
]

if saml.is_available():
    from allauth.socialaccount.providers.saml import views as saml_views

    from .views.saml import Finish

    IDENTITY = "accounts/saml/<str:organization_slug>/"
    urlpatterns += [
        path(f"{IDENTITY}acs/", saml_views.acs, name="saml_acs"),
        path(f"{IDENTITY}acs/finish/", Finish.as_view(), name="saml_finish_acs"),
        path(f"{IDENTITY}metadata/", saml_views.metadata, name="saml_metadata"),
        path(f"{IDENTITY}login/", saml_views.login, name="saml_login"),
        # Nobody is signed out by another site: that page asks.
        path(
            f"{IDENTITY}sls/",
            RedirectView.as_view(pattern_name="account_logout"),
            name="saml_sls",
        ),
    ]
