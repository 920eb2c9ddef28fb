"""Program that converts HTML from standard input to PDF on standard output.

It runs in its own process, which can be killed and frees its memory at the end. What
the page refers to is not fetched: it must be self-contained.
"""

from __future__ import annotations

import sys

NO_LIBRARY = 3  # exit status if WeasyPrint or Pango is missing


def main() -> int:
    """Convert; the exit status tells whether that succeeded."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        return NO_LIBRARY
    page = sys.stdin.buffer.read().decode()
    HTML(string=page, url_fetcher=refuse).write_pdf(sys.stdout.buffer)
    return 0


def refuse(url: str, **_: object) -> dict:
    """Refuse to fetch anything, from the network or from files."""
    raise ValueError(f"A report refers to nothing outside it: {url}")


if __name__ == "__main__":
    sys.exit(main())
