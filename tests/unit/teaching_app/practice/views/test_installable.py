"""Manifest, service worker and offline page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image

from teaching_app.practice.models import Learner


def test_the_manifest_names_icons_that_are_there(client: Client) -> None:
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    manifest = response.json()
    assert manifest["display"] == "standalone"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        path = Path(finders.find(icon["src"].removeprefix("/static/")))
        if icon["type"] == "image/png":
            width, height = Image.open(path).size
            assert icon["sizes"] == f"{width}x{height}"


def test_the_worker_comes_from_the_root_and_is_never_old(client: Client) -> None:
    response = client.get("/service-worker.js")
    assert response["Content-Type"] == "text/javascript"
    assert "no-cache" in response["Cache-Control"]
    first, rest = response.content.decode().split("\n", 1)
    shell = json.loads(re.fullmatch(r"self\.shell = (.*);", first)[1])
    assert shell["offline"] == "/offline/"
    for url in shell["files"]:
        assert finders.find(url.removeprefix(shell["staticUrl"])), url
    assert 'addEventListener("fetch"' in rest


@pytest.mark.django_db
def test_the_page_without_a_line_says_nothing_of_anybody(
    learner: Learner, learner_client: Client
) -> None:
    page = learner_client.get("/offline/").content.decode()
    assert "No connection" in page
    assert learner.user.username not in page


@pytest.mark.django_db
def test_only_who_is_signed_in_has_takes_that_wait(
    client: Client, learner: Learner, learner_client: Client
) -> None:
    assert "data-outbox" not in client.get("/").content.decode()
    page = learner_client.get("/").content.decode()
    assert f'data-learner="{learner.user.pk}"' in page
