"""The voice mirror is open to everybody; styles are for learners who chose them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from teaching_app.practice.models import Learner
from teaching_app.practice.services import consents

pytestmark = pytest.mark.django_db


def test_somebody_who_is_not_signed_in_sees_no_styles(client: Client) -> None:
    response = client.get("/mirror/")
    assert response.status_code == 200
    assert response.context["styles"] == []


@pytest.mark.parametrize("wanted", [True, False])
def test_styles_are_there_for_a_learner_who_chose_them(
    learner: Learner, learner_client: Client, wanted: bool
) -> None:
    consents.agree(learner=learner, to_expression=wanted)
    styles = learner_client.get("/mirror/").context["styles"]
    assert bool(styles) is wanted


def test_no_styles_where_expression_is_off(
    learner: Learner, learner_client: Client, settings
) -> None:
    consents.agree(learner=learner, to_expression=True)
    settings.EXPRESSION_ENABLED = False
    page = learner_client.get("/mirror/")
    assert page.context["styles"] == []
    assert "data-style" not in page.content.decode()


def test_each_style_of_the_network_has_its_label(
    learner: Learner, learner_client: Client
) -> None:
    consents.agree(learner=learner, to_expression=True)
    chinese = {"HTTP_ACCEPT_LANGUAGE": "zh-hans"}
    styles = dict(learner_client.get("/mirror/", **chinese).context["styles"])
    card = json.loads(Path(finders.find("models/live.json")).read_text())
    assert list(styles) == card["labels"]
    assert all(label and label != code for code, label in styles.items())


def test_what_the_page_names_is_served(client: Client) -> None:
    for path in (
        "models/live.onnx",
        "js/workers/listener.js",
        "vendor/onnxruntime/ort.wasm.bundle.min.mjs",
        "vendor/onnxruntime/ort-wasm-simd-threaded.wasm",
    ):
        assert finders.find(path), path
