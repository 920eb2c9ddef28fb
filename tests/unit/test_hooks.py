"""Before a commit the same is checked as in a whole run, and in a hosted one."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]


def checks_of_bin_test() -> list[str]:
    """The commands from "Checking style" to where pytest starts, as hooks write them."""
    text = (ROOT / "bin/test").read_text()
    block = text[text.index('say "Checking style"') : text.index('printed="')]
    lines = [line.strip() for line in block.splitlines()]
    commands = [
        line for line in lines if not line.startswith(("say", "#", "slow_checks", "}"))
    ]
    plain = [
        line.replace('"$VENV/bin/', ".venv/bin/").replace(
            '"$PYTHON"', ".venv/bin/python"
        )
        for line in commands
    ]
    return [re.sub(r'^(\.venv/bin/[\w-]+)"', r"\1", line) for line in plain if line]


def test_each_check_of_bin_test_is_a_hook() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    hooks = [hook["entry"] for repo in config["repos"] for hook in repo["hooks"]]
    checks = checks_of_bin_test()
    assert len(checks) >= 8
    for check in checks:
        assert any(check in entry for entry in hooks), check


def test_hooks_fetch_nothing() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    assert {h["language"] for r in config["repos"] for h in r["hooks"]} == {"system"}


def test_a_hosted_run_does_what_our_own_does_and_skips_only_what_wants_corpora() -> (
    None
):
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())
    steps = workflow["jobs"]["test"]["steps"]
    (run,) = [step for step in steps if step.get("run") == ".ci/run"]
    assert run["env"] == {"MAY_SKIP": "data"}
