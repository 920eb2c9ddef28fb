"""Pages as PDF by WeasyPrint, with a time limit."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from .html_to_pdf import NO_LIBRARY

logger = logging.getLogger(__name__)

PROGRAM = Path(__file__).with_name("html_to_pdf.py")
LONGEST_S = 20.0
STYLES = ("tokens.css", "print/paper.css")


class NoPdfError(RuntimeError):
    """PDFs are not available here, or this page took too long."""


def pdf_of(template: str, context: Mapping[str, object]) -> bytes:
    """Render a template as PDF; ``NoPdfError`` where that cannot be done."""
    page = render_to_string(template, {**context, "styles": _styles()})
    try:
        finished = subprocess.run(
            [sys.executable, str(PROGRAM)],
            input=page.encode(),
            capture_output=True,
            timeout=LONGEST_S,
        )
    except subprocess.TimeoutExpired as error:
        raise NoPdfError(f"No PDF within {LONGEST_S:.0f} seconds") from error
    if finished.returncode == NO_LIBRARY:
        raise NoPdfError("WeasyPrint or Pango is not installed")
    if finished.returncode:
        logger.error("No PDF: %s", finished.stderr.decode(errors="replace")[-2000:])
        raise NoPdfError("WeasyPrint could not make the PDF")
    return finished.stdout


def _styles() -> str:
    """The contents of the style sheets, since the program fetches nothing."""
    folder = settings.BASE_DIR / "static" / "css"
    return "\n".join((folder / name).read_text() for name in STYLES)
