"""One's takes by phrase, and progress by skill."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from teaching_app.practice.models import Analysis, Learner
from teaching_app.practice.selectors import history
from tests.factories.models import AnalysisFactory, PhraseFactory
from tests.reports import native_report

pytestmark = pytest.mark.django_db


def test_takes_are_grouped_by_phrase_the_last_practised_first(
    learner: Learner, learner_client: Client
) -> None:
    first, second = PhraseFactory(text="First."), PhraseFactory(text="Second.")
    old = AnalysisFactory(recording__owner=learner, recording__phrase=first)
    other = AnalysisFactory(recording__owner=learner, recording__phrase=second)
    new = AnalysisFactory(recording__owner=learner, recording__phrase=first)
    groups = learner_client.get(reverse("history")).context["groups"]
    assert groups == [(first, [new, old]), (second, [other])]


def test_a_phrase_said_often_shows_its_newest_takes_and_leads_to_all(
    learner: Learner, learner_client: Client
) -> None:
    phrase = PhraseFactory()
    n_takes = history.SHOWN_OF_A_PHRASE + 2
    for _ in range(n_takes):
        AnalysisFactory(recording__owner=learner, recording__phrase=phrase)
    response = learner_client.get(reverse("history"))
    ((_, shown),) = response.context["groups"]
    assert len(shown) == history.SHOWN_OF_A_PHRASE
    every = reverse("phrase_history", args=[phrase.slug])
    assert every in response.content.decode()
    assert len(learner_client.get(every).context["page"].object_list) == n_takes


def test_the_history_reads_only_the_reports_that_it_shows(learner: Learner) -> None:
    phrase = PhraseFactory()
    for _ in range(history.SHOWN_OF_A_PHRASE + 2):
        AnalysisFactory(recording__owner=learner, recording__phrase=phrase)
    with CaptureQueriesContext(connection) as queries:
        history.latest_takes(learner, [phrase])
    numbered, takes = (query["sql"] for query in queries[:2])
    assert "report" not in numbered
    keys = takes.partition(" IN (")[2].partition(")")[0]
    assert len(keys.split(",")) == history.SHOWN_OF_A_PHRASE


def test_the_history_is_filtered_by_words_and_focus(
    learner: Learner, learner_client: Client
) -> None:
    wanted = PhraseFactory(text="Keep the record.", focus="stress")
    for phrase in (wanted, PhraseFactory(text="Really?", focus="melody")):
        AnalysisFactory(recording__owner=learner, recording__phrase=phrase)

    def found(**asked: str) -> list:
        groups = learner_client.get(reverse("history"), asked).context["groups"]
        return [phrase for phrase, _ in groups]

    assert found(q="record keep") == [wanted]
    assert found(focus="stress") == [wanted]
    assert found(q="nowhere") == []
    assert len(found(focus="nonsense")) == 2


def test_pages_of_the_history_keep_the_filter(
    learner: Learner, learner_client: Client
) -> None:
    for _ in range(11):
        AnalysisFactory(recording__owner=learner)
    page = learner_client.get(reverse("history"), {"q": "record"}).content.decode()
    assert "?q=record&amp;page=2" in page


def test_takes_of_others_are_in_no_list(
    learner: Learner, learner_client: Client
) -> None:
    theirs = AnalysisFactory(state=Analysis.State.DONE, report=native_report())
    slug = theirs.recording.phrase.slug
    assert learner_client.get(reverse("history")).context["groups"] == []
    assert learner_client.get(reverse("progress")).context["graphs"] == ()
    url = reverse("phrase_history", args=[slug])
    assert learner_client.get(url).status_code == 404


@pytest.mark.parametrize("by", ["week", "take"])
def test_progress_is_drawn_and_said_in_a_table(
    learner: Learner, learner_client: Client, by: str
) -> None:
    for _ in range(2):
        AnalysisFactory(
            recording__owner=learner,
            state=Analysis.State.DONE,
            report=native_report(),
        )
    response = learner_client.get(reverse("progress"), {"by": by})
    text = response.content.decode()
    assert [g.code for g in response.context["graphs"]][-1] == "style"
    assert text.count("<svg class=") >= text.count("skill__table") > 3
    n_points = {"week": 1, "take": 2}[by]
    assert {len(graph.points) for graph in response.context["graphs"]} == {n_points}


def test_where_expression_is_off_progress_has_no_trace_of_styles(
    learner: Learner, learner_client: Client, settings: Any
) -> None:
    settings.EXPRESSION_ENABLED = False
    AnalysisFactory(
        recording__owner=learner, state=Analysis.State.DONE, report=native_report()
    )
    text = learner_client.get(reverse("progress")).content.decode()
    assert "skill-delivery" in text
    assert "style" not in text.replace("stylesheet", "")
