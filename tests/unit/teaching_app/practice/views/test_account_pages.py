"""The account pages speak as the others do."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.models import UserFactory

pytestmark = pytest.mark.django_db


def test_headings_labels_and_buttons_are_written_as_sentences(client: Client) -> None:
    client.force_login(UserFactory())
    page = client.get(reverse("account_change_password")).content.decode()
    assert "<h1>Change password</h1>" in page
    assert "<title>Change password · Intona</title>" in page
    assert ">Current password</label>" in page
    assert ">Change password</button>" in page
    assert 'placeholder="' not in page  # each would only say its label once more


def test_a_placeholder_that_says_more_than_the_label_stays(client: Client) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert ">Login</label>" in page
    assert 'placeholder="Username or email"' in page


def test_chinese_is_left_as_it_is(client: Client) -> None:
    page = client.get(
        reverse("account_login"), headers={"accept-language": "zh-hans"}
    ).content.decode()
    assert "<h1>登录</h1>" in page


def test_a_reset_link_that_failed_says_what_to_do(client: Client) -> None:
    url = reverse("account_reset_password_from_key", args=["1", "unknown"])
    page = client.get(url).content.decode()
    assert "<h1>This link no longer works</h1>" in page
    assert reverse("account_reset_password") in page
    assert "token" not in page.split("<main", 1)[1].split("</main>")[0].lower()


def test_a_card_without_an_address_is_not_a_dead_end(client: Client) -> None:
    page = client.get(reverse("account_reset_password")).content.decode()
    assert "Your teacher can print you a new card." in page
