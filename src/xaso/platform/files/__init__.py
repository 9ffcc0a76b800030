"""Stored files: what strangers send, kept with its hash once it is what it says it is.

Purpose: take an upload, find out what it really is, refuse what is broken, too large or harmful, keep the
bytes outside the web root under an id, give them back safely.
Words: stored file (tệp đã lưu), scanner (bộ quét vi-rút), orphan (tệp không còn hồ sơ nào giữ), text copy
(bản PDF/A tìm được chữ của một bản quét), scan folder (thư mục máy quét).
Face: `services.store_upload`, `services.store_bytes`, `services.response`, `services.discard`,
`recognition.ask`, `scanfolder`, `binding.bind`, `events`, `refusals`, commands `files_sweep` and
`files_verify`.
Neighbours: kernel, journal (who added it), jobs (reading takes long). Knows nothing of dossiers: whoever asks
has checked the rights.
"""
