"""The contracts of imports hold, and cheap imports stay cheap."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "emotion_engine"
WEB = ROOT / "teaching_app"


def python_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def imported_packages(path: Path) -> set[str]:
    """Top-level packages that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.split(".")[0] for name in names}


def broken_contracts(folder: Path) -> list[str]:
    """Names of the contracts that the packages in a folder break."""
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        capture_output=True,
        text=True,
        cwd=folder,
    )
    assert "Contracts:" in checked.stdout, checked.stdout + checked.stderr
    return re.findall(r"^(.*) BROKEN", checked.stdout, re.M)


def test_the_contracts_of_imports_are_kept() -> None:
    """Those of ``[tool.importlinter]`` in ``pyproject.toml``."""
    assert not broken_contracts(ROOT)


@pytest.mark.parametrize(
    ("path", "line", "contract"),
    [
        (
            "emotion_engine/audio/level.py",
            "import emotion_engine.pipeline",
            "downwards",
        ),
        (
            "emotion_engine/stress/cues.py",
            "import emotion_engine.delivery",
            "downwards",
        ),
        ("emotion_engine/pipeline.py", "import emotion_engine.lab", "laboratory"),
        ("emotion_engine/lab/splits.py", "import emotion_engine.lab.cli", "releases"),
        ("emotion_engine/files.py", "import emotion_engine", "facade opens"),
        ("emotion_engine/errors.py", "import django.conf", "no web"),
        ("teaching_app/celery.py", "import emotion_engine.config", "facade alone"),
        ("teaching_app/celery.py", "import teaching_app.practice.tasks", "Domains"),
        (
            "teaching_app/practice/models/learner.py",
            "import teaching_app.practice.services.learners",
            "Practice's",
        ),
        (
            "teaching_app/schools/models/enrolment.py",
            "import teaching_app.schools.services.enrolments",
            "layers of schools",
        ),
        (
            "teaching_app/insights/facts/__init__.py",
            "import teaching_app.insights.services.take_facts",
            "layers of insights",
        ),
    ],
)
def test_an_import_against_a_contract_is_noticed(
    path: str, line: str, contract: str, tmp_path: Path
) -> None:
    for package in (ENGINE, WEB):
        shutil.copytree(
            package, tmp_path / package.name, ignore=shutil.ignore_patterns("assets")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / path).open("a") as file:
        file.write(f"\n{line}\n")
    assert any(contract in name for name in broken_contracts(tmp_path))


def pinned(lock: Path) -> set[str]:
    """Names of the distributions in a lock file."""
    return set(re.findall(r"^([a-z0-9-]+)(?:\[.*\])?==", lock.read_text(), re.M))


# Each says itself what is missing: only developers export, only installations with many GPUs
# serve the engine, and only schools that have it sign on by SAML.
OPTIONAL = {
    ("emotion_engine/lab/release/live_export.py", "onnx"),
    ("teaching_app/engine_server/__main__.py", "ray"),
    ("teaching_app/engine_server/deployment.py", "ray"),
    ("teaching_app/engine_server/deployment.py", "starlette"),
    ("teaching_app/lti/protocol/saml.py", "lxml"),
    ("teaching_app/lti/protocol/saml.py", "onelogin"),
}


def test_what_the_product_imports_comes_with_it() -> None:
    installed, comes = packages_distributions(), pinned(ROOT / "requirements.txt")
    for path in python_files(ENGINE) + python_files(WEB):
        for root in imported_packages(path):
            names = {name.lower().replace("_", "-") for name in installed.get(root, ())}
            own = root in sys.stdlib_module_names or (ROOT / root).is_dir()
            extra = (path.relative_to(ROOT).as_posix(), root) in OPTIONAL
            assert own or extra or names & comes, (
                f"{path}: {root} is not in requirements.in"
            )


def loaded_by(statement: str) -> set[str]:
    """Top-level packages in memory after one statement in a fresh interpreter."""
    program = (
        f"{statement}\nimport sys\nprint(*{{m.split('.')[0] for m in sys.modules}})"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    return set(finished.stdout.split())


@pytest.mark.parametrize(
    "statement",
    [
        "import emotion_engine",
        "import emotion_engine as e; e.plan_phrase('A photographer, in 1984.')",
        "import emotion_engine as e; e.shipped_profiles()",
        "import emotion_engine as e; e.missing_weights(e.EngineConfig())",
    ],
)
def test_the_facade_costs_the_web_process_nothing(statement: str) -> None:
    heavy = {"torch", "transformers", "onnxruntime", "av", "scipy", "sklearn", "django"}
    assert not loaded_by(statement) & heavy
