"""The scanners' folder: only what is whole, of the right kind, and for this officer."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.platform.files.samples import NOW, image
from xaso.platform.files import scanfolder


def left(folder: Path, name: str, *, seconds_ago: int = 60) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(image())
    moment = (NOW - timedelta(seconds=seconds_ago)).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_what_the_scanner_left_is_shown_newest_first_to_whom_it_is_for(settings: Any, tmp_path: Path) -> None:
    settings.SCAN_FOLDER = str(tmp_path)
    left(tmp_path, "cu.jpg", seconds_ago=900)
    left(tmp_path, "moi.jpg")
    left(tmp_path / "tiep.nhan", "cua-minh.jpg", seconds_ago=30)
    left(tmp_path / "nguoi.khac", "cua-ho.jpg")
    for name in (".an.jpg", "chu.txt"):
        left(tmp_path, name)
    left(tmp_path, "dang-ghi.jpg", seconds_ago=0)
    (tmp_path / "lien-ket.jpg").symlink_to(tmp_path / "nguoi.khac" / "cua-ho.jpg")

    found = scanfolder.waiting("tiep.nhan", at=NOW)

    assert [one.key for one in found] == ["tiep.nhan/cua-minh.jpg", "moi.jpg", "cu.jpg"]


def test_a_file_is_taken_by_its_key_alone(settings: Any, tmp_path: Path) -> None:
    settings.SCAN_FOLDER = str(tmp_path / "quet")
    path = left(tmp_path / "quet", "moi.jpg")
    left(tmp_path, "bi-mat.jpg")

    upload, where = scanfolder.take("moi.jpg", "tiep.nhan", at=NOW)

    assert (upload.name, upload.size, where) == ("moi.jpg", path.stat().st_size, path)
    for key in ("../bi-mat.jpg", "khong-co.jpg", str(tmp_path / "bi-mat.jpg")):
        with pytest.raises(scanfolder.NotInFolder):
            scanfolder.take(key, "tiep.nhan", at=NOW)


def test_without_a_folder_there_is_nothing(settings: Any, tmp_path: Path) -> None:
    settings.SCAN_FOLDER = ""
    none = scanfolder.waiting("tiep.nhan", at=NOW)
    settings.SCAN_FOLDER = str(tmp_path / "chua-gan")

    assert none == scanfolder.waiting("tiep.nhan", at=NOW) == []
