"""The language of the pages: chosen once, remembered in browser and account."""

from __future__ import annotations

import pytest
from django.test import Client

from teaching_app.practice.models import Learner
from tests.factories.models import LearnerFactory, PhraseFactory

pytestmark = pytest.mark.django_db
CHINESE = {"language": "zh-hans", "next": "/privacy/"}


def sign_in(client: Client, learner: Learner) -> Client:
    client.force_login(
        learner.user, backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def is_chinese(client: Client) -> bool:
    page = client.get("/").content.decode()
    return 'lang="zh-hans" dir="ltr"' in page and "句子" in page


def test_the_header_offers_the_other_language_by_its_own_name(client: Client) -> None:
    assert ">中文</button>" in client.get("/").content.decode()
    client.post("/language/", CHINESE)
    page = client.get("/").content.decode()
    assert ">English</button>" in page
    assert ">中文</button>" not in page


def test_it_stays_where_it_was_chosen_and_leads_back(client: Client) -> None:
    assert not is_chinese(client)
    response = client.post("/language/", CHINESE)
    assert response.url == "/privacy/"
    assert is_chinese(client)
    client.post("/language/", {**CHINESE, "language": "en"})
    assert not is_chinese(client)


def test_an_account_speaks_its_language_in_another_browser() -> None:
    learner = LearnerFactory()
    sign_in(Client(), learner).post("/language/", CHINESE)
    elsewhere = sign_in(Client(), learner)
    assert is_chinese(elsewhere)
    elsewhere.post("/accounts/logout/")
    assert is_chinese(elsewhere)  # the sign-in page, too


def test_what_this_browser_chose_goes_before_what_the_account_did() -> None:
    learner = LearnerFactory(language="zh-hans")
    browser = Client()
    browser.post("/language/", {**CHINESE, "language": "en"})
    assert not is_chinese(sign_in(browser, learner))


def test_a_language_that_is_not_offered_changes_nothing(
    learner: Learner, learner_client: Client
) -> None:
    learner_client.post("/language/", {**CHINESE, "language": "tlh"})
    learner.refresh_from_db()
    assert learner.language == ""
    assert not is_chinese(learner_client)


def test_a_phrase_is_explained_and_found_in_chinese(client: Client) -> None:
    PhraseFactory(meaning="First the verb, then the noun.", text="A new record.")
    PhraseFactory(text="Something else.")
    client.post("/language/", CHINESE)
    page = client.get("/?query=名词").content.decode()
    assert "先是动词，后是名词。" in page
    assert "Something else" not in page
