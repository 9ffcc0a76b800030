"""Reading a whole pack and naming everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xaso.kernel.errors import Invalid
from xaso.modules.indicators.scoring.reading import BrokenIndex, read_index
from xaso.platform.eforms.definition import BrokenForm, parse
from xaso.sites.setup.pack.files import FILES
from xaso.sites.setup.pack.links import index_faults, link_faults
from xaso.sites.setup.pack.reading import Document, Fault, Place, read
from xaso.sites.setup.pack.shapes import Spot

FORMS = "eforms"
INDEXES = "indexes"


class BrokenPack(Invalid):
    """The pack has faults; nothing of it was loaded. `faults` names each with file, line and field."""

    code = "broken_pack"
    default_sentence = "Gói dữ liệu có chỗ sai nên chưa nạp gì. Sửa các chỗ được nêu rồi nạp lại."

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__()
        self.faults = faults


@dataclass(frozen=True)
class Pack:
    """A pack that was read: its files by name, its e-forms and indexes by file name, its faults in order."""

    folder: Path
    files: dict[str, Document]
    forms: dict[str, Document]
    indexes: dict[str, Document]
    faults: list[Fault] = field(default_factory=list)

    def data(self, name: str) -> Any:
        """What a file of a sound pack holds."""
        return self.files[f"{name}.json"].value


def read_pack(folder: Path) -> Pack:
    """Read every file of a pack and find all its faults at once; change nothing."""
    if not folder.is_dir():
        raise BrokenPack([Fault(str(folder), 1, "", "Không có thư mục này.")])
    files = {name: read(folder / name) for name in FILES}
    forms, indexes = _folder(folder, FORMS), _folder(folder, INDEXES)
    every = (*files.values(), *forms.values(), *indexes.values())
    faults = [fault for document in every for fault in document.faults]
    for name, document in files.items():
        if document.value is not None:
            faults += FILES[name](Spot(document, (), document.value))
    for documents, check in ((forms, form_faults), (indexes, score_faults)):
        for name, document in documents.items():
            faults += check(document, name) if document.value is not None else ()
    if not faults:
        faults += [*link_faults(files, forms), *index_faults(files["units.json"], indexes)]
    return Pack(folder, files, forms, indexes, sorted(faults))


def sound_pack(folder: Path) -> Pack:
    """The pack, read and without a fault. Raise BrokenPack otherwise."""
    pack = read_pack(folder)
    if pack.faults:
        raise BrokenPack(pack.faults)
    return pack


def form_faults(document: Document, name: str) -> Iterator[Fault]:
    """What is wrong with an e-form, each problem at the line of its section or field."""
    form = document.value
    if not isinstance(form, dict):
        yield document.fault((), "Cần một biểu mẫu trong ngoặc nhọn.")
        return
    if form.get("code") != name.removesuffix(".json"):
        yield document.fault(("code",), "Mã biểu mẫu phải trùng tên tệp.")
    try:
        parse(form)
    except BrokenForm as broken:
        for problem in broken.problems:
            yield document.fault(_form_place(form, problem.field), f"{problem.field}: {problem.sentence}")


def score_faults(document: Document, name: str) -> Iterator[Fault]:
    """What is wrong with a set of criteria, each problem at its line."""
    try:
        index = read_index(document.value)
    except BrokenIndex as broken:
        for place, sentence in broken.faults:
            yield document.fault(place, sentence)
        return
    if name not in (f"{index.code}.json", f"{index.code}-{index.version}.json"):
        yield document.fault(("code",), "Tên tệp phải là mã bộ chỉ số, hoặc mã và phiên bản.")


def _folder(folder: Path, name: str) -> dict[str, Document]:
    return {path.name: read(path, f"{name}/{path.name}") for path in sorted((folder / name).glob("*.json"))}


def _form_place(form: dict[str, Any], named: str) -> Place:
    """The place of ``section.field`` in the definition; of the whole form when it is not found."""
    place: Place = ()
    inside: Any = form
    for step, code in zip(("sections", "fields"), named.split("."), strict=False):
        rows = inside.get(step, []) if isinstance(inside, dict) else []
        index = next((n for n, row in enumerate(rows) if row.get("code") == code), None)
        if index is None:
            return place
        place, inside = (*place, step, index), rows[index]
    return place
