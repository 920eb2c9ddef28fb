"""URLs of live rounds; the big screen's are in ``insights.urls``."""

from __future__ import annotations

from django.urls import path

from teaching_app.schools.views import live_practice, live_rounds

urlpatterns = [
    path(
        "teach/classes/<uuid:public_id>/live/", live_rounds.live_page, name="teach_live"
    ),
    path(
        "teach/live/<uuid:public_id>/end/", live_rounds.end_round, name="teach_live_end"
    ),
    path("live/", live_practice.join, name="live_join"),
    path("live/<slug:code>/", live_practice.practise, name="live_round"),
    path("live/<slug:code>/takes/", live_practice.send, name="live_send"),
    path("live/<slug:code>/show/", live_practice.show, name="live_show"),
]
