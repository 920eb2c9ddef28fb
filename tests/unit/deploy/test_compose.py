"""The compose file fits our settings and queues, and its containers can do little."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from tests.unit.deploy.described import (
    DEPLOY,
    ROOT,
    THEIRS,
    compose,
    queues_of,
    settings_listed,
)

OURS = ("prepare", "web", "worker-takes", "worker-requests", "scheduler")
every_one_of_ours = pytest.mark.parametrize("name", OURS)


@every_one_of_ours
def test_each_setting_is_one_that_the_code_reads(name: str) -> None:
    given = set(compose()["services"][name]["environment"])
    assert given - THEIRS <= settings_listed()
    assert {"PUBLIC_URL", "SECRET_KEY", "DATABASE_URL", "CELERY_BROKER_URL"} <= given


@every_one_of_ours
def test_a_container_of_ours_cannot_write_its_root_or_gain_rights(name: str) -> None:
    service = compose()["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in service
    assert {where.split(":")[0] for where in service["tmpfs"]} == {
        "/tmp",
        "/var/lib/intona",
    }


def test_everything_that_stays_has_a_health_check() -> None:
    services = compose()["services"]
    without = {name for name, each in services.items() if "healthcheck" not in each}
    assert without == {"prepare"}


def test_only_the_proxy_can_be_reached_and_data_have_no_way_out() -> None:
    services, networks = compose()["services"], compose()["networks"]
    assert {name for name, each in services.items() if "ports" in each} == {"proxy"}
    assert networks["data"] == {"internal": True}
    for name in ("postgres", "redis", "files"):
        assert services[name]["networks"] == ["data"]


def test_the_workers_read_every_queue() -> None:
    services = compose()["services"]
    read = [
        queue
        for name, each in services.items()
        if name.startswith("worker")
        for queue in queues_of(each["command"])
    ]
    wanted = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}
    assert sorted(read) == sorted(wanted | {settings.CELERY_TASK_DEFAULT_QUEUE})


def test_a_worker_may_finish_what_it_has() -> None:
    for name in ("worker-takes", "worker-requests"):
        grace = compose()["services"][name]["stop_grace_period"]
        assert int(grace.removesuffix("s")) > settings.CELERY_TASK_TIME_LIMIT


def test_every_image_has_a_version() -> None:
    images = [each["image"] for each in compose()["services"].values()]
    assert all(re.search(r":.*[\d}]", image) for image in images)
    assert not [image for image in images if image.endswith(":latest")]


def test_every_secret_that_is_needed_is_in_the_example() -> None:
    asked = re.findall(
        r"\$\{([A-Z0-9_]+)", (DEPLOY / "compose/compose.yaml").read_text()
    )
    example = (DEPLOY / "compose" / "env.example").read_text()
    named = set(re.findall(r"^([A-Z0-9_]+)=", example, flags=re.M))
    assert set(asked) - {"INTONA_VERSION"} == named


def test_the_proxy_tells_who_asked_and_keeps_what_is_inside_inside() -> None:
    caddy = (DEPLOY / "compose" / "Caddyfile").read_text()
    assert "reverse_proxy web:8000" in caddy
    assert "@inside path /metrics /ready/ /health/\n\trespond @inside 404" in caddy
    assert compose()["services"]["web"]["environment"]["TRUSTED_PROXIES"] == 1


def test_files_that_the_image_needs_are_sent_to_its_build() -> None:
    sent = {
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    copied = re.findall(
        r"^COPY (?!--)(.+) \S+$", (ROOT / "Dockerfile").read_text(), flags=re.M
    )
    assert {name for line in copied for name in line.split()} == sent
    assert all((ROOT / name).exists() for name in sent)
