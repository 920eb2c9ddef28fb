"""README's settings table and what the code reads from the environment are the same."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (
    "teaching_app",
    "emotion_engine",
    "benchmarks",
    "tools",
    "tests",
    "manage.py",
)
TYPED_READERS = ROOT / "teaching_app" / "env.py"
ASKING = {"get", "setdefault", "pop"}


def python_files() -> Iterator[Path]:
    for source in SOURCES:
        path = ROOT / source
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def asked_for(node: ast.AST, *, typed: bool) -> ast.expr | None:
    """The name of a variable, as an expression, if this node reads one."""
    match node:
        case ast.Subscript(value=value, slice=name, ctx=ast.Load()):
            return name if ast.unparse(value) == "os.environ" else None
        case ast.Call(func=ast.Attribute(value=value, attr=method), args=[name, *_]):
            reader = f"{ast.unparse(value)}.{method}"
            is_read = reader == "os.getenv" or (
                reader.startswith("os.environ.") and method in ASKING
            )
            return name if is_read or (typed and reader.startswith("env.")) else None
    return None


def read_by(path: Path) -> set[str]:
    """Names of the variables that a Python file reads."""
    typed = path.is_relative_to(ROOT / "teaching_app")
    nodes = ast.walk(ast.parse(path.read_text()))
    names = [name for node in nodes if (name := asked_for(node, typed=typed))]
    if path == TYPED_READERS:
        return set()  # its readers are told the name
    for name in names:
        assert isinstance(name, ast.Constant), f"{path}: spell out {ast.unparse(name)}"
    return {name.value for name in names if isinstance(name, ast.Constant)}


def read_by_scripts() -> set[str]:
    """Variables that a shell script has a default for, and those of Supervisor's file."""
    scripts = [*(ROOT / "bin").iterdir(), ROOT / ".ci" / "run"]
    shell = "\n".join(path.read_text() for path in scripts)
    supervisor = (ROOT / "teaching_app/serving/supervisord.conf").read_text()
    return {
        *re.findall(r"\$\{([A-Z][A-Z0-9_]+):?[-=?]", shell),
        *re.findall(r"%\(ENV_([A-Z0-9_]+)\)s", supervisor),
    }


def listed() -> list[str]:
    """Variables in the first column of the tables below README's heading "Settings"."""
    settings = (ROOT / "README.md").read_text().split("\n## Settings\n")[1]
    rows = re.findall(r"^\| (`[^|]+) \|", settings.split("\n## ")[0], flags=re.M)
    return [name for row in rows for name in re.findall(r"`([A-Z0-9_]+)`", row)]


def test_readme_lists_every_variable_that_is_read_and_no_other() -> None:
    read = set.union(read_by_scripts(), *map(read_by, python_files()))
    assert "SPEECH_DATA" in read
    assert set(listed()) == read


def test_each_variable_is_listed_once() -> None:
    assert len(listed()) == len(set(listed()))


@pytest.mark.parametrize(
    "source",
    [
        "os.environ['LEVEL']",
        "os.environ.get('LEVEL', 'low')",
        "os.environ.setdefault('LEVEL', 'low')",
        "os.getenv('LEVEL')",
        "env.choice('LEVEL', 'low', among=('low', 'high'))",
    ],
)
def test_a_variable_is_found_however_it_is_read(source: str) -> None:
    node = ast.parse(source, mode="eval").body
    name = asked_for(node, typed=True)
    assert isinstance(name, ast.Constant)
    assert name.value == "LEVEL"


@pytest.mark.parametrize(
    "source", ["os.environ['LEVEL'] = 'low'", "site.environ['LEVEL']", "env.text"]
)
def test_what_only_sets_or_passes_on_is_no_reader(source: str) -> None:
    nodes = ast.walk(ast.parse(source))
    assert not any(asked_for(node, typed=True) for node in nodes)
