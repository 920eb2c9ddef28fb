"""What other applications add to the page of a take."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from teaching_app.practice import panels
from teaching_app.practice.models import Analysis, Learner
from teaching_app.practice.panels import Panel
from tests.factories.models import AnalysisFactory
from tests.reports import native_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def makers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "_makers", [])


def page_of(client: Client, analysis: Analysis) -> str:
    return client.get(reverse("feedback", args=[analysis.public_id])).content.decode()


def brands(page: str) -> tuple[int, int]:
    """How often the name of the site stands above and below the result."""
    above, below = page.split('id="result"')
    return above.count('class="brand"'), below.count('class="brand"')


def test_a_panel_stands_below_the_result_or_above_it_with_its_files(
    learner: Learner, learner_client: Client
) -> None:
    analysis = AnalysisFactory(
        recording__owner=learner, state="done", report=native_report()
    )

    @panels.on_take
    def below(request: HttpRequest, take: Analysis) -> Panel:
        return Panel("components/brand.html", styles=("css/pages/path.css",))

    without = page_of(learner_client, analysis)

    @panels.on_take
    def above(request: HttpRequest, take: Analysis) -> Panel:
        return Panel(
            "components/brand.html", is_above=True, scripts=("js/pages/listen.js",)
        )

    page = page_of(learner_client, analysis)
    assert brands(without) == (1, 1)  # the header has one
    assert brands(page) == (2, 1)
    assert page.count("css/pages/path.css") == 1
    assert page.count('<script type="module" src="/static/js/pages/listen.js">') == 1


def test_a_panel_that_has_nothing_to_say_is_not_there(
    learner: Learner, learner_client: Client
) -> None:
    analysis = AnalysisFactory(recording__owner=learner)
    before = page_of(learner_client, analysis)
    asked: list[Analysis] = []

    @panels.on_take
    def silent(request: HttpRequest, take: Analysis) -> None:
        asked.append(take)

    assert len(page_of(learner_client, analysis)) == len(before)
    assert asked == [analysis]
