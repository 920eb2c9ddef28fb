"""The layers hold: who imports whom, and what a cheap import may cost."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "emotion_engine"
WEB = ROOT / "teaching_app"

# From the ground up; a package may import only those of the lines above its own.
LAYERS = (
    ("config", "errors", "files", "memory", "results", "version"),
    ("audio",),
    ("features", "encoders", "alignment", "weights", "resynthesis"),
    ("stress", "delivery", "expression", "phrase_check", "profiles", "voice"),
    ("fusion",),
    ("models", "request"),
    ("measure", "partial_report"),
    ("findings", "rendition"),
    ("pipeline",),
    ("__init__",),
    ("lab",),
    ("__main__",),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def python_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def imported_modules(path: Path) -> set[str]:
    """Absolute names of what a file imports, anywhere in it."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *filter(None, [node.module])))
            names.add(module)
            names.update(f"{module}.{alias.name}" for alias in node.names)
    return names


def part_of(module: str) -> str | None:
    parts = module.split(".")
    if parts[0] != "emotion_engine":
        return None
    return parts[1] if len(parts) > 1 else "__init__"


@pytest.mark.parametrize(
    "path", python_files(ENGINE), ids=lambda p: str(p.relative_to(ROOT))
)
def test_engine_imports_run_downwards(path: Path) -> None:
    own = path.relative_to(ENGINE).with_suffix("").parts[0]
    assert own in LEVEL, f"give {own} a place in LAYERS"
    for module in imported_modules(path):
        part = part_of(module)
        if part in LEVEL and part not in (own, "__init__"):
            assert LEVEL[part] <= LEVEL[own], f"{own} must not import {module}"


def test_engine_knows_no_web() -> None:
    banned = {"django", "celery", "teaching_app"}
    for path in python_files(ENGINE):
        roots = {module.split(".")[0] for module in imported_modules(path)}
        assert not roots & banned, path


def test_web_sees_only_the_facade() -> None:
    command = WEB / "management" / "commands"
    for path in python_files(WEB):
        below = {
            m
            for m in imported_modules(path)
            if m.startswith("emotion_engine.")
            and not (ENGINE / "__init__.py").read_text().count(f'"{m.split(".")[1]}"')
        }
        allowed = path == command / "fetch_models.py"
        assert allowed or not below, f"{path} reaches below the facade: {below}"


def pinned(lock: Path) -> set[str]:
    """Names of the distributions in a lock file."""
    return set(re.findall(r"^([a-z0-9-]+)(?:\[.*\])?==", lock.read_text(), re.M))


def test_what_the_product_imports_comes_with_it() -> None:
    installed, comes = packages_distributions(), pinned(ROOT / "requirements.txt")
    for path in python_files(ENGINE) + python_files(WEB):
        for root in {module.split(".")[0] for module in imported_modules(path)}:
            names = {name.lower().replace("_", "-") for name in installed.get(root, ())}
            own = root in sys.stdlib_module_names or (ROOT / root).is_dir()
            assert own or names & comes, f"{path}: {root} is not in requirements.in"


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
