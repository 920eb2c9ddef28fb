"""Static files with hashed names, as an installation serves them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from django.test import Client

from tests.factories.installation import ROOT

IMPORT = re.compile(r"""(?:from|import)\s*["'](\.[^"']+)["']\s*;""")


def test_every_import_of_a_module_leads_to_a_hashed_file(collected: Path) -> None:
    hashed = json.loads((collected / "staticfiles.json").read_text())["paths"]
    modules = [p for name, p in hashed.items() if name.startswith("js/")]
    imports = [
        (collected / module).parent / target
        for module in modules
        for target in IMPORT.findall((collected / module).read_text())
    ]
    assert imports
    for target in imports:
        name = str(target.resolve().relative_to(collected.resolve()))
        assert name in hashed.values()


def test_of_the_packages_only_what_is_used_is_served(collected: Path) -> None:
    served = {p.name for p in (collected / "vendor").rglob("*") if p.is_file()}
    plain = {
        name
        for name in served
        if not name.endswith((".gz", ".br")) and not re.search(r"\.\w{12}\.", name)
    }
    used = (ROOT / "static").rglob("*.js"), (ROOT / "templates").rglob("*.html")
    text = "".join(path.read_text() for paths in used for path in paths)
    assert plain
    assert all(name in text for name in plain)


def test_the_service_worker_keeps_hashed_files(
    collected: Path, client: Client, settings: Any
) -> None:
    settings.STATIC_ROOT = collected
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "teaching_app.static_files.HashedStorage"}
    }
    response = client.get("/service-worker.js")
    shell = json.loads(response.text.splitlines()[0].split(" = ")[1].rstrip(";"))
    assert response.status_code == 200
    assert shell["staticUrl"] == "/static/"
    hashed = json.loads((collected / "staticfiles.json").read_text())["paths"].values()
    for address in shell["files"]:
        assert address.removeprefix("/static/") in hashed
