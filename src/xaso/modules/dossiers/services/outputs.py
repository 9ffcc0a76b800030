"""What a step must have before the dossier leaves it: known, shown, attached, and waited for.

A step asks for it since the route was published with its kind. Routes published before that only remind, and
dossiers keep the route they were received under, so nothing on its way is held up by a rule that came later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile

from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.text import clean

from .. import access
from ..events import PaperAttached
from ..models import Dossier, Proof, Result
from ..rules import key_of
from .changing import Change, changing, check_seen
from .papers import StoredPaper, add_papers, keep

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

ELECTRONIC = "2"
WHERE = {
    "result": "Soạn kết quả từ mẫu, hoặc chọn tệp dự thảo khi bấm “Trình kết quả”.",
    "verification": "Bấm “Ghi biên bản xác minh” ở hồ sơ.",
    "opinion": "Bấm “Lấy ý kiến” ở hồ sơ rồi chờ nơi được hỏi trả lời; không trả lời không phải là đồng ý.",
    "paper": "Bấm “Đính giấy của bước” ở hồ sơ, chọn tệp.",
}
"""Where each kind of thing is attached or written down, as buttons are called."""
ACTIONS = {"result": "write_result", "verification": "verify", "opinion": "consult", "paper": "attach"}


@dataclass(frozen=True, slots=True)
class StepOutput:
    """What the present step must have, whether it is there, and where it is attached."""

    name: str
    kind: str
    is_there: bool
    where: str
    action: str
    """The page where it is done, by the word of `access`; `write_result` for a draft of the result."""


class OutputLacking(Conflict):
    """The step cannot be finished: what it must have is not there."""

    code = "output_lacking"


def output_of(dossier: Dossier) -> StepOutput | None:
    """What the dossier's present step must have; None when it asks for nothing. One query, none then."""
    step = dossier.step
    if step is None or not step.output_kind:
        return None
    return StepOutput(
        step.output, step.output_kind, _is_there(dossier), WHERE[step.output_kind], ACTIONS[step.output_kind]
    )


def require_output(change: Change) -> None:
    """Raise `OutputLacking` unless the present step has what it must have.

    Basis: onestop.md 4.7 (what is verified and asked is recorded, silence is no consent), 4.17 (steps of the
    internal process); the commune's own decision that published the route.
    """
    wanted = output_of(change.dossier)
    if wanted is None or wanted.is_there:
        return
    raise OutputLacking(f"Bước này phải có “{wanted.name}” rồi mới chuyển tiếp được.", hint=wanted.where)


def attach_paper(
    *, dossier: Dossier, upload: UploadedFile | None, by: Officer, at: datetime, seen: int
) -> Dossier:
    """Attach the paper the present step must have, under its name.

    Raises `NotYours` unless the officer holds a step that asks for a paper, `Overtaken`, `Invalid` without a
    file, and the refusals of storing one.
    """
    check_seen(dossier, seen)
    access.require(by, dossier, "attach")
    if upload is None:
        raise Invalid("Chọn tệp của giấy tờ này.", field="upload")
    file = keep(upload, by=by, at=at)
    with changing(dossier, by=by, at=at, seen=seen) as change:
        held = change.dossier
        access.require(by, held, "attach")
        name = clean(held.step.output) if held.step else ""
        found = [one.pk for one in held.version.components.all() if key_of(one.name) == key_of(name)]
        add_papers(held, [StoredPaper(found[0] if found else None, name, ELECTRONIC, file)], at=at)
        change.tell(PaperAttached, paper=name)
    return change.dossier


def _is_there(dossier: Dossier) -> bool:
    step = dossier.step
    assert step is not None
    if step.output_kind == "verification":
        return dossier.verifications.exists()
    if step.output_kind == "opinion":
        return dossier.opinions.filter(answered_at__isnull=False).exists()
    if step.output_kind == "result":
        return _has_draft(dossier)
    wanted = key_of(step.output)
    return any(key_of(name) == wanted for name in dossier.papers.values_list("name", flat=True))


def _has_draft(dossier: Dossier) -> bool:
    """A file of the result, or one written from a template: both may be looked at before they are signed."""
    with_file = Result.objects.filter(dossier=dossier, file__isnull=False)
    return with_file.exists() or Proof.objects.filter(dossier=dossier).exclude(template="").exists()
