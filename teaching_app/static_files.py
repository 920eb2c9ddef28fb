"""Static files: hashed names, also in module imports, and only files in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import brotli
from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import Storage
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

LARGE = 1_000_000  # bytes from which the best compression takes most of a minute
QUICK, BEST = 5, 11  # qualities of Brotli


class QuickCompressor(Compressor):
    """Compresses large files, such as WebAssembly, by a quicker method."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        """Return the data as Brotli; see ``Compressor``."""
        return brotli.compress(data, quality=QUICK if len(data) > LARGE else BEST)


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites ``import … from "./x.js";`` to the hashed name."""

    support_js_module_import_aggregation = True

    def create_compressor(self, **options: Any) -> QuickCompressor:
        """Build what compresses the collected files."""
        return QuickCompressor(**options)


class NeededFilesFinder(FileSystemFinder):
    """Finds our own files, and of npm packages only those that a page loads."""

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, Storage]]:
        for path, storage in super().list(ignore_patterns):
            if not storage.prefix or path in settings.VENDOR_FILES:
                yield path, storage
