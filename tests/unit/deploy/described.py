"""What the files in ``deploy`` describe, read as the programs they are for read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[3]
DEPLOY = ROOT / "deploy"
THEIRS = {
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "POD_IP",
    "RAY_USAGE_STATS_ENABLED",
}  # boto3's, Kubernetes', Ray's


def compose() -> dict[str, Any]:
    """The compose file, with anchors resolved."""
    return yaml.safe_load((DEPLOY / "compose" / "compose.yaml").read_text())


def objects(kind: str = "") -> list[dict[str, Any]]:
    """The objects of Kubernetes, of one kind or all."""
    found = [
        document
        for path in sorted((DEPLOY / "kubernetes").glob("*.yaml"))
        for document in yaml.safe_load_all(path.read_text())
    ]
    return [each for each in found if not kind or each["kind"] == kind]


def pods() -> dict[str, dict[str, Any]]:
    """The pods that Kubernetes is to run, by the name of what runs them."""
    return {
        each["metadata"]["name"]: each["spec"]["template"]["spec"]
        for each in (*objects("Deployment"), *objects("Job"))
    }


def settings_listed() -> set[str]:
    """The variables that the README lists; another test compares them with the code."""
    text = (ROOT / "README.md").read_text().split("\n## Settings\n")[1]
    rows = re.findall(r"^\| (`[^|]+) \|", text.split("\n## ")[0], flags=re.M)
    return {name for row in rows for name in re.findall(r"`([A-Z0-9_]+)`", row)}


def queues_of(command: str) -> Iterator[str]:
    """The queues that a worker's command reads."""
    for found in re.findall(r"--queues[ =]([a-z,-]+)", command):
        yield from found.split(",")
