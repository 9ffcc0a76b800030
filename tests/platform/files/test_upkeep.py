"""Orphans go after a day; changed and lost bytes are named."""

from __future__ import annotations

import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries, Settings

from xaso.kernel.clock import SystemClock
from xaso.platform.files import services
from xaso.platform.files.models import StoredFile
from xaso.platform.files.upkeep import sweep
from xaso.platform.jobs.services import enqueue, run_due

from . import samples

pytestmark = pytest.mark.django_db


def kept(name: str = "a.pdf") -> StoredFile:
    return services.store_upload(samples.upload(samples.pdf(), name), by=samples.SOMEONE, at=samples.NOW)


def orphan(root: str, *, days: int) -> Path:
    path = Path(root) / "ab" / f"{'ab' * 16}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    then = (SystemClock().now() - timedelta(days=days)).timestamp()
    os.utime(path, (then, then))
    return path


def told(command: str, *arguments: str) -> str:
    said = io.StringIO()
    call_command(command, *arguments, stdout=said)
    return said.getvalue()


def test_an_old_orphan_is_removed_and_what_is_held_stays(settings: Settings) -> None:
    lost, held = orphan(settings.MEDIA_ROOT, days=2), kept()
    os.utime(held.content.path, (0, 0))

    said = told("files_sweep")

    assert not lost.exists()
    assert Path(held.content.path).exists()
    assert said == f"ab/{lost.name}\nĐã xóa 1 tệp.\n"


def test_a_young_orphan_may_still_be_claimed(settings: Settings) -> None:
    young = orphan(settings.MEDIA_ROOT, days=0)

    assert sweep(at=SystemClock().now()) == []
    assert young.exists()


def test_a_full_store_is_swept_by_few_questions(
    settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    held = [kept(f"{number}.pdf") for number in range(5)]
    for one in held:
        os.utime(one.content.path, (0, 0))
    odd = orphan(settings.MEDIA_ROOT, days=2).with_name("khong-phai-ma-so")
    odd.write_bytes(b"x")
    os.utime(odd, (0, 0))

    with django_assert_num_queries(1):
        removed = sweep(at=SystemClock().now())

    assert sorted(removed) == [f"ab/{'ab' * 16}", "ab/khong-phai-ma-so"]
    assert all(Path(one.content.path).exists() for one in held)


def test_the_night_job_sweeps(settings: Settings) -> None:
    lost = orphan(settings.MEDIA_ROOT, days=2)
    at = SystemClock().now()

    enqueue("files.sweep", {}, at=at)
    run_due(at=at)

    assert not lost.exists()


def test_pretending_only_lists(settings: Settings) -> None:
    lost = orphan(settings.MEDIA_ROOT, days=2)

    assert "Sẽ xóa 1 tệp." in told("files_sweep", "--pretend")
    assert lost.exists()


def test_what_lies_elsewhere_in_the_folder_is_not_ours(settings: Settings) -> None:
    other = Path(settings.MEDIA_ROOT) / "backup" / "x"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"x")
    os.utime(other, (0, 0))

    assert sweep(at=SystemClock().now()) == []
    assert other.exists()


def test_an_empty_store_is_swept_without_complaint() -> None:
    assert told("files_sweep") == "Đã xóa 0 tệp.\n"


def test_untouched_files_are_found_whole() -> None:
    kept()

    assert told("files_verify") == "Mọi tệp còn nguyên.\n"


def test_changed_and_lost_files_are_named() -> None:
    changed, lost, whole = kept("doi.pdf"), kept("mat.pdf"), kept("con.pdf")
    Path(changed.content.path).write_bytes(b"%PDF-other")
    Path(lost.content.path).unlink()
    said = io.StringIO()

    with pytest.raises(CommandError, match="2 tệp"):
        call_command("files_verify", stdout=said)

    assert f"ĐÃ ĐỔI: {changed.id} doi.pdf" in said.getvalue()
    assert f"MẤT: {lost.id} mat.pdf" in said.getvalue()
    assert str(whole.id) not in said.getvalue()
