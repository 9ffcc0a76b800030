"""The commands of the pack, as an administrator types them."""

import json
from io import StringIO
from pathlib import Path
from shutil import copytree
from time import perf_counter

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.cast import PACK
from xaso.modules.org.models import Commune, Officer, Village
from xaso.modules.procedures.models import ProcedureVersion
from xaso.platform.identity.models import User
from xaso.platform.journal.models import Entry

pytestmark = pytest.mark.django_db
LUNGPHINH = PACK.parents[2] / "communes" / "lungphinh"


def run(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out, stderr=out)
    return out.getvalue()


def test_loading_again_writes_nothing() -> None:
    before = Entry.objects.count()

    said = run("pack_load", str(PACK))

    assert said == "Dữ liệu của xã đã đúng như gói, không ghi gì.\n"
    assert Entry.objects.count() == before


def test_a_broken_pack_loads_nothing_and_names_the_place(tmp_path: Path) -> None:
    pack = Path(copytree(PACK, tmp_path / "pack"))
    path = pack / "villages.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"Bản Hạ"', '""'), encoding="utf-8")

    with pytest.raises(CommandError, match=r"villages\.json, dòng \d+, \[2\]\.name"):
        run("pack_load", str(pack))

    assert Village.objects.get(code="B2").name == "Bản Hạ"
    with pytest.raises(CommandError, match="Có 1 chỗ sai"):
        run("pack_check", str(pack))


def test_a_changed_procedure_is_told_with_its_day(tmp_path: Path) -> None:
    pack = Path(copytree(PACK, tmp_path / "pack"))
    path = pack / "procedures.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    rows[0]["result"] = "Giấy khác"
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=2), encoding="utf-8")

    said = run("pack_load", str(pack), "--valid-from", "2026-05-01")

    assert "Thủ tục 9.000001: bản mới có hiệu lực từ 01/05/2026." in said


def test_demo_officers_get_passwords_once_each_its_own(sysadmin: Officer) -> None:
    said = run("pack_load", str(LUNGPHINH), "--demo-officers")
    again = run("pack_load", str(LUNGPHINH), "--demo-officers")

    lines = [line.split() for line in said.splitlines() if line.startswith("  ")]
    assert len({line[1] for line in lines}) == len(lines) == 20
    user = User.objects.get(username=lines[0][0])
    assert user.check_password(lines[0][1])
    assert user.must_change_password
    assert lines[0][1] not in again
    assert not any(lines[0][1] in str(entry.data) for entry in Entry.objects.all())


def test_officers_are_made_only_when_asked() -> None:
    before = Officer.objects.count()

    run("pack_load", str(LUNGPHINH))

    assert Officer.objects.count() == before


def test_the_real_pack_loads_in_time_and_takes_the_place_of_the_other() -> None:
    start = perf_counter()

    run("pack_load", str(LUNGPHINH))

    assert perf_counter() - start < 20
    assert [commune.name for commune in Commune.objects.all()] == ["Lùng Phình"]
    assert ProcedureVersion.objects.filter(valid_to=None).count() == 346


def test_an_officers_password_is_reset_and_told_once(clerk: Officer) -> None:
    name, password = run("officer_password", clerk.user.username).split()

    clerk.user.refresh_from_db()
    assert name == clerk.user.username
    assert clerk.user.check_password(password)
    with pytest.raises(CommandError, match=r"khong\.co"):
        run("officer_password", "khong.co")
