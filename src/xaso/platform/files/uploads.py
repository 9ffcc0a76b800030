"""Receiving an upload without letting it fill the disk.

A file that grows past the largest size any field takes is cut while it comes in: the rest of the request is
still read, so the other boxes and files of the page arrive, and `store_upload` refuses this one.
"""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

MOST_BYTES = 25 * 1024 * 1024


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Django's own handler on disk, that keeps no byte past MOST_BYTES but remembers the true size."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a chunk, or let it go once the file is too large."""
        self.received += len(raw_data)
        if self.received <= MOST_BYTES:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """The file, with the size it really had."""
        return super().file_complete(self.received)
