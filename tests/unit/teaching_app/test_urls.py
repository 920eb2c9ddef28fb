"""Addresses that templates count on."""

from django.urls import reverse


def test_the_language_can_be_switched() -> None:
    assert reverse("choose_language") == "/language/"


def test_no_address_leads_into_the_private_files() -> None:
    from teaching_app.practice.urls import urlpatterns

    assert not [p for p in urlpatterns if "media" in str(p.pattern)]
