"""Writes a new dossier once, whatever way it came: code, row, papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from xaso.kernel.errors import Conflict, Refusal
from xaso.platform.journal.actors import Actor, ActsAs

from .. import rules
from ..lifecycle import State
from ..models import Dossier
from .asking import weigh
from .papers import StoredPaper, add_papers

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.procedures.models import FormDefinition, ProcedureVersion


class KeyTaken(Conflict):
    """The key of this filing belongs to another's dossier."""

    code = "key_taken"
    default_sentence = "Mã gửi này đã dùng cho hồ sơ khác. Tạo mã gửi mới rồi gửi lại."


class NotFiledHere(Refusal):
    """The procedure is not filed online with the commune."""

    code = "not_filed_here"


@dataclass(frozen=True, slots=True)
class Opening:
    """All a new dossier is made of."""

    version: ProcedureVersion
    form: FormDefinition
    applicant: Person
    submitter: Person
    relation: str
    answers: Mapping[str, Any]
    papers: Sequence[StoredPaper]
    channel: str
    entry: str
    filing_key: str


def found_by_key(filing_key: str, submitter: Person) -> Dossier | None:
    """The dossier this key already made. Raises `KeyTaken` when it is another person's."""
    found = Dossier.objects.select_related("version__procedure", "step").filter(filing_key=filing_key).first()
    if found is not None and found.submitter_id != submitter.pk:
        raise KeyTaken
    return found


def once(filing_key: str, submitter: Person, make: Callable[[], Dossier]) -> Dossier:
    """Run `make` in one transaction unless the key already made a dossier; of two at once one is made."""
    found = found_by_key(filing_key, submitter)
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        found = found_by_key(filing_key, submitter)
        if found is None:
            raise
        return found


def open_dossier(new: Opening, *, code: str, by: Actor | ActsAs, at: datetime) -> Dossier:
    """Write the dossier as filed, with its papers, what was taken from the store and what was asked again; in
    the caller's transaction.

    The caller takes `code` first of all: every filing locks the day's counter before anything else, so two
    never wait for each other.
    """
    dossier = Dossier(
        code=code,
        version=new.version,
        field=new.version.procedure.field,
        form=new.form,
        answers=dict(new.answers),
        applicant=new.applicant,
        submitter=new.submitter,
        relation=new.relation,
        village=new.applicant.village or new.submitter.village,
        applicant_verified=new.submitter.is_verified,
        folded=rules.folded_of(code, new.applicant.full_name, new.submitter.full_name, new.version.name),
        channel=new.channel,
        entry=new.entry,
        state=State.FILED,
        filed_at=at,
        filing_key=new.filing_key,
        has_reused_paper=any(paper.reused for paper in new.papers),
    )
    dossier.save(force_insert=True)
    rows = add_papers(dossier, new.papers, at=at)
    weigh(dossier, list(zip(rows, new.papers, strict=True)), by=by, at=at)
    return dossier


def check_filed_here(version: ProcedureVersion) -> None:
    """Raise `NotFiledHere` unless people file this procedure online with the commune."""
    procedure = version.procedure
    if procedure.filing_place == "here" and not procedure.is_hidden:
        return
    if procedure.filing_place == "national":
        raise NotFiledHere(
            "Thủ tục này nộp trên Cổng Dịch vụ công quốc gia.", hint=procedure.filing_note or None
        )
    raise NotFiledHere(
        "Thủ tục này chưa nộp trực tuyến được.",
        hint="Bà con đến Trung tâm Phục vụ hành chính công xã để nộp.",
    )
