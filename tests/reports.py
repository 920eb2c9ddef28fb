"""Reports as the engine writes them, for tests of what the pages make of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parent / "fixtures"


def native_report() -> dict[str, Any]:
    """A whole take of a phrase that natives have recorded, with a target style."""
    return json.loads((FIXTURES / "report_native.json").read_text())


def synthetic_report() -> dict[str, Any]:
    """A whole take without natives and style: one stress moved, one word missing."""
    return json.loads((FIXTURES / "report_synthetic.json").read_text())
