"""Addresses that templates count on, and that each is in one of the access tables."""

from django.urls import reverse

from tests.unit.teaching_app.access import views_of
from tests.unit.teaching_app.api import test_access_table as of_the_api
from tests.unit.teaching_app.lti import test_access_table as of_lti
from tests.unit.teaching_app.natives import test_access_table as of_natives
from tests.unit.teaching_app.practice import test_access_table as of_practice
from tests.unit.teaching_app.schools import test_access_table as of_schools


def test_the_language_can_be_switched() -> None:
    assert reverse("choose_language") == "/language/"


def test_no_address_leads_into_the_private_files() -> None:
    from teaching_app.practice.urls import urlpatterns

    assert not [p for p in urlpatterns if "media" in str(p.pattern)]


def test_every_address_is_in_the_access_table_of_one_application() -> None:
    """Also one whose view a library brings: its module is none of ours."""
    tables = (
        *of_practice.VIEWS,
        *of_schools.VIEWS,
        *of_lti.VIEWS,
        *of_natives.VIEWS,
        *of_the_api.VIEWS,
    )
    in_tables = [p.name for p in tables]
    every = views_of("")
    assert sorted(in_tables) == sorted(p.name for p in every)
