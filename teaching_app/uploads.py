"""Uploads too large for memory, in files that nobody can open or find."""

from __future__ import annotations

import tempfile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class NamelessFileUploadHandler(FileUploadHandler):
    """Writes to a temporary file without a name.

    It is gone with its process: Django's own keeps its name until it is closed, so that
    a voice stayed in the temporary folder where a web process was killed.
    """

    file: UploadedFile[bytes]

    def new_file(self, *args: Any, **options: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **options)
        self.file = UploadedFile(
            tempfile.TemporaryFile(),  # noqa: SIM115  (open until it is stored)
            self.file_name,
            self.content_type,
            0,
            self.charset,
            self.content_type_extra,
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write what has come."""
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        """The whole file, from its beginning."""
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        """Let go of what has come so far."""
        if hasattr(self, "file"):
            self.file.close()
