"""A program: HTML from standard input to PDF on standard output.

It runs in a process of its own, which can be ended and whose memory goes with it. What
the page refers to is not fetched: all that it needs is in it.
"""

from __future__ import annotations

import sys

NO_LIBRARY = 3  # how it ends where WeasyPrint or Pango is not there


def main() -> int:
    """Convert; the exit status says whether it could."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        return NO_LIBRARY
    page = sys.stdin.buffer.read().decode()
    HTML(string=page, url_fetcher=refuse).write_pdf(sys.stdout.buffer)
    return 0


def refuse(url: str, **_: object) -> dict:
    """Fetch nothing, from the network or from files."""
    raise ValueError(f"A report refers to nothing outside it: {url}")


if __name__ == "__main__":
    sys.exit(main())
