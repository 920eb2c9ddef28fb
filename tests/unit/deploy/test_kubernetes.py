"""The manifests fit our settings, queues and metrics, and the pods can do little."""

from __future__ import annotations

import re

import pytest
import yaml
from django.conf import settings

from teaching_app.counters import REGISTRY
from teaching_app.practice.views.exposition import exposition
from tests.unit.deploy.described import (
    DEPLOY,
    THEIRS,
    objects,
    pods,
    queues_of,
    settings_listed,
)

every_pod = pytest.mark.parametrize("name", sorted(pods()))


@every_pod
def test_a_pod_runs_without_rights(name: str) -> None:
    pod = pods()[name]
    (container,) = pod["containers"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["automountServiceAccountToken"] is False
    assert container["securityContext"] == {
        "readOnlyRootFilesystem": True,
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"]},
    }
    assert {each["mountPath"] for each in container["volumeMounts"]} == {
        "/tmp",
        "/var/lib/intona",
    }
    assert "memory" in container["resources"]["limits"]


@every_pod
def test_each_setting_is_one_that_the_code_reads(name: str) -> None:
    (container,) = pods()[name]["containers"]
    assert {each["name"] for each in container["env"]} - THEIRS <= settings_listed()


def test_settings_and_secrets_are_ones_that_the_code_reads() -> None:
    (shared,) = objects("ConfigMap")
    secret = (DEPLOY / "kubernetes" / "secret.env.example").read_text()
    secrets = set(re.findall(r"^([A-Z0-9_]+)=", secret, flags=re.M))
    assert set(shared["data"]) | secrets - THEIRS <= settings_listed() | THEIRS
    assert not set(shared["data"]) & secrets


def test_the_workers_read_every_queue() -> None:
    read = [
        queue
        for name, pod in pods().items()
        if name.startswith("worker")
        for queue in queues_of(" ".join(pod["containers"][0]["command"]))
    ]
    wanted = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}
    assert sorted(read) == sorted(wanted | {settings.CELERY_TASK_DEFAULT_QUEUE})


def test_there_is_one_scheduler_and_never_two() -> None:
    (scheduler,) = (
        each for each in objects("Deployment") if "beat" in str(each["spec"])
    )
    assert scheduler["spec"]["replicas"] == 1
    assert scheduler["spec"]["strategy"] == {"type": "Recreate"}


def test_every_resource_is_listed_and_every_listed_one_is_there() -> None:
    (listed,) = objects("Kustomization")
    folder = DEPLOY / "kubernetes"
    files = {path.name for path in folder.glob("*.yaml")} - {"kustomization.yaml"}
    assert set(listed["resources"]) == files


def test_what_is_scaled_is_there() -> None:
    for scaled in objects("ScaledObject"):
        assert scaled["spec"]["scaleTargetRef"]["name"] in pods()


@pytest.mark.django_db
def test_scaling_and_alarms_ask_for_what_is_measured() -> None:
    measured = set(re.findall(r"^# TYPE (\w+)", exposition().decode(), flags=re.M))
    measured |= {f"{family.name}_count" for family in REGISTRY.collect()}
    rules = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yaml").read_text())
    asked = [
        *(t["metadata"]["query"] for o in objects("ScaledObject") for t in o["spec"]["triggers"]),
        *(rule["expr"] for group in rules["groups"] for rule in group["rules"]),
    ]  # fmt: skip
    names = {name for query in asked for name in re.findall(r"intona_\w+", query)}
    assert len(names) >= 5
    assert names <= measured


def test_an_engine_of_many_gpus_is_reached_by_workers_alone() -> None:
    folder = DEPLOY / "kubernetes" / "many-gpus"
    changes = yaml.safe_load((folder / "kustomization.yaml").read_text())
    engine, service, policy = yaml.safe_load_all((folder / "engine.yaml").read_text())
    pod = engine["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert pod["securityContext"] == pods()["worker-takes"]["securityContext"]
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert {each["name"] for each in container["env"]} - THEIRS <= settings_listed()
    (port,) = service["spec"]["ports"]
    address = f"http://{service['metadata']['name']}:{port['port']}"
    (patch,) = changes["patches"]
    added = {each["path"]: each["value"] for each in yaml.safe_load(patch["patch"])}
    assert added["/data/ENGINE_SERVER"] == address
    assert {path.removeprefix("/data/") for path in added} <= settings_listed()
    (rule,) = policy["spec"]["ingress"]
    (who,) = rule["from"]
    assert who["podSelector"]["matchLabels"]["app"] in pods()
    assert policy["spec"]["podSelector"] == engine["spec"]["selector"]
