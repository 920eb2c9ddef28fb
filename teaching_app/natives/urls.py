"""URLs about natives: for those who invite them, and for helpers by their link."""

from __future__ import annotations

from django.urls import path

from .views import approval, arrival, invitations, listening, prompts, withdrawal

TEACH = "teach/natives"
MINE = "natives/mine/<str:token>"
PROMPT = f"{MINE}/read/<slug:slug>/<slug:style>"

urlpatterns = [
    path(f"{TEACH}/", invitations.natives, name="natives"),
    path(
        f"{TEACH}/invite/<str:place>/",
        invitations.natives_invite,
        name="natives_invite",
    ),
    path(
        f"{TEACH}/invitations/<uuid:public_id>/",
        invitations.natives_invitation,
        name="natives_invitation",
    ),
    path(
        f"{TEACH}/invitations/<uuid:public_id>/close/",
        invitations.natives_revoke,
        name="natives_revoke",
    ),
    path(f"{TEACH}/approve/", approval.natives_approve, name="natives_approve"),
    path(
        f"{TEACH}/recordings/<uuid:public_id>/",
        approval.natives_recording,
        name="natives_recording",
    ),
    path(
        f"{TEACH}/recordings/<uuid:public_id>/audio/",
        approval.natives_recording_audio,
        name="natives_recording_audio",
    ),
    path(f"{TEACH}/listen/", listening.natives_listen, name="natives_listen"),
    path(
        f"{TEACH}/listen/<uuid:public_id>/",
        listening.natives_vote,
        name="natives_vote",
    ),
    path(
        "natives/invited/<str:token>/", arrival.natives_invited, name="natives_invited"
    ),
    path(f"{MINE}/", prompts.helper_home, name="helper_home"),
    path(f"{MINE}/progress/", prompts.helper_progress, name="helper_progress"),
    path(f"{MINE}/agree/", arrival.helper_agree, name="helper_agree"),
    path(f"{MINE}/withdraw/", withdrawal.helper_withdraw, name="helper_withdraw"),
    path(f"{MINE}/listen/", listening.helper_listen, name="helper_listen"),
    path(f"{MINE}/listen/<uuid:public_id>/", listening.helper_vote, name="helper_vote"),
    path(
        f"{MINE}/listen/<uuid:public_id>/audio/",
        listening.helper_listen_audio,
        name="helper_listen_audio",
    ),
    path(f"{PROMPT}/", prompts.helper_prompt, name="helper_prompt"),
    path(f"{PROMPT}/takes/", prompts.helper_send, name="helper_send"),
    path(f"{PROMPT}/audio/", prompts.helper_audio, name="helper_audio"),
]
