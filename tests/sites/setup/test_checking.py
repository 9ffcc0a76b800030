"""A pack is checked whole: every fault with file, line and field, and nothing loaded."""

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from tests.cast import PACK
from xaso.sites.setup.pack.checking import BrokenPack, read_pack, sound_pack

Edit = Callable[[Any], None]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the invented pack, free to be broken."""
    return Path(copytree(PACK, tmp_path / "pack"))


def edit(folder: Path, name: str, change: Edit) -> None:
    path = folder / name
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2), encoding="utf-8")


def line_of(folder: Path, name: str, text: str, nth: int = 1) -> int:
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, 1) if text in line][nth - 1]


def faults(folder: Path) -> list[tuple[str, int, str]]:
    return [(fault.file, fault.line, fault.field) for fault in read_pack(folder).faults]


def test_the_invented_pack_and_the_real_one_are_sound() -> None:
    assert read_pack(PACK).faults == []
    assert read_pack(PACK.parents[2] / "communes" / "lungphinh").faults == []


SHAPES: list[tuple[str, Edit, str, str]] = [
    ("commune.json", lambda d: d.pop("full_name"), "{", "full_name"),
    ("commune.json", lambda d: d.update(established_on="1/7/2025"), "established_on", "established_on"),
    ("settings.json", lambda d: d[6].update(value="3 giờ chiều"), "3 giờ chiều", "[7].value"),
    ("units.json", lambda d: d[0].update(kind="club"), '"club"', "[1].kind"),
    ("officers.json", lambda d: d[1].update(roles=["king"]), '"king"', "[2].roles[1]"),
    ("officers.json", lambda d: d[0].update(usernam="x"), '"usernam"', "[1].usernam"),
    ("villages.json", lambda d: d[0].update(name=" "), '"name": " "', "[1].name"),
    ("calendar.json", lambda d: d["days"][0].update(date="2025-02-30"), "2025-02-30", "days[1].date"),
    ("divisions.json", lambda d: d.update(communes=[]), "communes", "communes"),
    ("ethnic_groups.json", lambda d: d["groups"][0].update(code="1"), '"code": "1"', "groups[1].code"),
    ("fields.json", lambda d: d[0].update(sector="sea"), '"sea"', "[1].sector"),
    ("routes.json", lambda d: d[0]["steps"][0].update(share=0.9), '"steps"', "[1].steps"),
    (
        "routes.json",
        lambda d: d[0]["steps"][2].update(output_kind="paper"),
        '"paper"',
        "[1].steps[3].output_kind",
    ),
    (
        "routes.json",
        lambda d: d[0]["steps"][4].update(output="Biên bản", output_kind="verification"),
        '"verification"',
        "[1].steps[5].output_kind",
    ),
    ("procedures.json", lambda d: d[0]["time"].update(value=-1), '"value": -1', "[1].time.value"),
    ("procedures.json", lambda d: d[0]["time"].update(value=0), '"value": 0', "[1].time.value"),
    ("procedures.json", lambda d: d[0].update(is_hidden=True), '"is_hidden": true', "[1].is_hidden"),
    ("procedures.json", lambda d: d[0].update(via_one_stop=False), 'stop": false', "[1].via_one_stop"),
    ("procedures.json", lambda d: d[0].update(time=None), '"time": null', "[1].time"),
    ("procedures.json", lambda d: d[1]["fee"].update(amount_vnd=-5), 'vnd": -5', "[2].fee.amount_vnd"),
    ("life_events.json", lambda d: d[0].update(order="1"), '"order": "1"', "[1].order"),
    ("search_words.json", lambda d: d[0].update(weight=99), '"weight": 99', "[1].weight"),
    ("plan.json", lambda d: d["targets"][0].update(unit="kg"), '"kg"', "targets[1].unit"),
    ("eforms/residence.json", lambda d: d.update(code="home"), '"code": "home"', "code"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "text", "field"), SHAPES)
def test_a_wrong_shape_is_named_by_file_line_and_field(
    pack: Path, name: str, change: Edit, text: str, field: str
) -> None:
    edit(pack, name, change)

    assert (name, line_of(pack, name, text), field) in faults(pack)


LINKS: list[tuple[str, Edit, str]] = [
    ("units.json", lambda d: d[1].update(parent="khong"), "[2].parent"),
    ("positions.json", lambda d: d[1].update(unit="khong"), "[2].unit"),
    ("officers.json", lambda d: d[1].update(position="khong"), "[2].position"),
    ("fields.json", lambda d: d[1].update(route="khong"), "[2].route"),
    ("routes.json", lambda d: d[0]["steps"][2].update(unit="khong"), "[1].steps[3].unit"),
    ("divisions.json", lambda d: d["communes"][0].update(province="11"), "communes[1].province"),
    ("procedures.json", lambda d: d[0].update(field_group="khong"), "[1].field_group"),
    ("procedures.json", lambda d: d[0].update(eform="khong"), "[1].eform"),
    ("villages.json", lambda d: d[1].update(code="B1"), "[2].code"),
    ("procedures.json", lambda d: d[0]["components"][2].update(code="tp01"), "[1].components[3].code"),
    (
        "eforms/residence.json",
        lambda d: d["sections"][3]["fields"][0].update(component="tp09"),
        "sections[4].fields[1].component",
    ),
    ("life_events.json", lambda d: d[0]["procedures"].append("9.000006"), "[1].procedures[3]"),
    ("search_words.json", lambda d: d[0]["codes"].append("1.1"), "[1].codes[3]"),
    ("calendar.json", lambda d: d["days"][0].update(date="2024-01-01"), "days[1].date"),
    ("calendar.json", lambda d: d["days"][0].update(kind="work"), "days[1].kind"),
    ("plan.json", lambda d: d["targets"][0].update(section="X"), "targets[1].section"),
    ("plan.json", lambda d: d["targets"][0].update(owner="X"), "targets[1].owner"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "field"), LINKS)
def test_a_code_nobody_has_or_two_have_is_named(pack: Path, name: str, change: Edit, field: str) -> None:
    edit(pack, name, change)

    assert [(file, place) for file, _, place in faults(pack)] == [(name, field)]


def test_a_slip_in_a_name_is_guessed(pack: Path) -> None:
    edit(pack, "officers.json", lambda d: d[0].update(usernam="x"))

    assert any("Có phải “username”?" in fault.sentence for fault in read_pack(pack).faults)


def test_a_broken_rule_of_a_form_is_named_at_its_field(pack: Path) -> None:
    edit(pack, "eforms/residence.json", lambda d: d["sections"][2].update(show_if="kind = 'rent'"))

    (fault,) = read_pack(pack).faults
    section = line_of(pack, "eforms/residence.json", '"code": "owner"')
    assert fault.file == "eforms/residence.json"
    assert fault.line in {section - 1, section}


def test_missing_files_and_folders_are_named(pack: Path) -> None:
    (pack / "routes.json").unlink()
    (pack / "eforms" / "generic.json").unlink()

    assert ("routes.json", 1, "") in faults(pack)
    with pytest.raises(BrokenPack) as broken:
        sound_pack(pack / "nowhere")
    assert "Không có thư mục" in str(broken.value.faults[0])


def test_the_generic_form_is_needed(pack: Path) -> None:
    (pack / "eforms" / "generic.json").unlink()
    edit(pack, "procedures.json", lambda d: [row.update(eform=None) for row in d])

    assert faults(pack) == [("eforms/generic.json", 1, "")]


def test_a_file_that_is_not_text_is_named_with_its_line(pack: Path) -> None:
    (pack / "villages.json").write_bytes(b'[\n  "\xff"\n]')

    assert ("villages.json", 2, "") in faults(pack)


def test_all_faults_come_at_once(pack: Path) -> None:
    edit(pack, "units.json", lambda d: d[0].update(kind="club"))
    edit(pack, "villages.json", lambda d: d[0].update(name=""))

    assert {file for file, _, _ in faults(pack)} == {"units.json", "villages.json"}


INDEX = "indexes/phuc-vu.json"
INDEX_FAULTS: list[tuple[Edit, str]] = [
    (lambda d: d.update(max_points=41), "max_points"),
    (lambda d: d["groups"][0]["criteria"][0]["leaves"][0].update(certainty="Z"),
     "groups[1].criteria[1].leaves[1].certainty"),
    (lambda d: d["groups"][0]["criteria"][0]["leaves"][0]["rule"].update(kind="magic"),
     "groups[1].criteria[1].leaves[1].rule.kind"),
    (lambda d: d["groups"][0]["criteria"][1]["leaves"][0].update(owner="khong"),
     "groups[1].criteria[2].leaves[1].owner"),
    (lambda d: d.update(code="khac"), "code"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "field"), INDEX_FAULTS)
def test_a_fault_in_an_index_is_named_by_file_line_and_field(pack: Path, change: Edit, field: str) -> None:
    edit(pack, INDEX, change)

    found = faults(pack)

    assert [(file, named) for file, _, named in found] == [(INDEX, field)]
    assert found[0][1] > 1


def test_a_version_of_an_index_stands_in_one_file(pack: Path) -> None:
    (pack / "indexes" / "phuc-vu-1.json").write_text(
        (pack / INDEX).read_text(encoding="utf-8"), encoding="utf-8"
    )

    assert [(file, field) for file, _, field in faults(pack)] == [(INDEX, "version")]


def test_a_pack_without_indexes_is_sound(pack: Path) -> None:
    (pack / INDEX).unlink()

    assert faults(pack) == []
