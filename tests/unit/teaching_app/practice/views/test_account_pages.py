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
