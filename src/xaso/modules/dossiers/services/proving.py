"""Results written from templates and the codes that prove them: write, finish, withdraw, replace."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from xaso.kernel.codes import SPELLED_LENGTH, SPELLED_SIGNS
from xaso.kernel.errors import Conflict, Invalid, Missing
from xaso.kernel.text import clean, clean_lines, fill_in
from xaso.modules.citizens.queries import store_items
from xaso.modules.citizens.services import end_item
from xaso.modules.org.queries import commune, setting
from xaso.platform.files.services import store_bytes

from .. import access, rules
from ..events import ResultEnded
from ..models import Dossier, Proof
from .changing import changing
from .result_paper import result_pdf

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.files.models import StoredFile
    from xaso.platform.journal.actors import Actor, ActsAs

PDF = "application/pdf"
UNKNOWN = "Chỗ {names} chưa có nội dung. Sửa lại hoặc bỏ đi."


class AlreadyEnded(Conflict):
    """The result was withdrawn or replaced before."""

    code = "already_ended"
    default_sentence = "Kết quả này đã thu hồi hoặc thay thế rồi. Tải lại trang để xem."


class NotIssued(Conflict):
    """There is no result given yet."""

    code = "not_issued"
    default_sentence = "Hồ sơ này chưa có kết quả được cấp nên chưa thu hồi được."


@dataclass(frozen=True, slots=True)
class ResultTemplate:
    """A template of results: how it is called, its heading, and its words with `{{names}}`."""

    code: str
    name: str
    title: str
    body: str


def result_templates(dossier: Dossier) -> list[ResultTemplate]:
    """The templates for this dossier's procedure: those made for it before those made for any."""
    rows = [row for row in setting("results.templates", []) if _fits(row, dossier)]
    rows.sort(key=lambda row: not row["procedures"])
    return [ResultTemplate(row["code"], row["name"], row["title"], row["body"]) for row in rows]


def filled_body(template: ResultTemplate, dossier: Dossier) -> str:
    """The template's words with what the dossier tells; `{{noi_dung}}` is left for the officer to write."""
    return fill_in(template.body, facts_of_result(dossier))[0]


def facts_of_result(dossier: Dossier) -> dict[str, str]:
    """What a template may ask for by name."""
    person = dossier.applicant
    born = person.date_of_birth
    home = [person.address, str(person.village or "")]
    return {
        "ho_ten": person.full_name,
        "ngay_sinh": f"{born:%d/%m/%Y}" if born else "",
        "so_dinh_danh": person.id_number or "",
        "noi_o": ", ".join(part for part in home if part),
        "ma_ho_so": dossier.code,
        "thu_tuc": dossier.version.name,
        "co_quan": commune().committee_name,
    }


def write_result(
    *, dossier: Dossier, template: str, title: str, body: str, by: Officer, at: datetime
) -> Proof:
    """Write the paper of the result from a template; written again it keeps its code.

    Raises `Missing` for a template that is not for this procedure, `Invalid` for empty words or names nothing
    is known of, `NotYours` unless the officer may put the result forward now. Basis: onestop.md 4.13, 6.1.
    """
    if template not in {one.code for one in result_templates(dossier)}:
        raise Missing("Thủ tục này không có mẫu đó. Chọn mẫu khác.")
    heading, words = clean(title)[:200], clean_lines(body)
    if not heading:
        raise Invalid("Ghi tên văn bản, ví dụ: Giấy xác nhận.", field="title")
    if not words:
        raise Invalid("Ghi nội dung văn bản.", field="body")
    unknown = fill_in(words, {})[1]
    if unknown:
        raise Invalid(UNKNOWN.format(names=", ".join(f"{{{{{name}}}}}" for name in unknown)), field="body")
    with transaction.atomic():
        locked = Dossier.objects.select_for_update(of=("self",)).select_related("step").get(pk=dossier.pk)
        access.require(by, locked, "propose")
        proof, _ = Proof.objects.get_or_create(dossier=locked, defaults={"code": _new_code()})
        proof.template, proof.title, proof.body = template, heading, words
        proof.written_by, proof.written_at = by, at
        proof.save()
    return proof


def drop_written(*, dossier: Dossier, by: Officer) -> None:
    """Go back to a file of one's own: the written words go, the code stays. Raises `NotYours`."""
    with transaction.atomic():
        locked = Dossier.objects.select_for_update(of=("self",)).select_related("step").get(pk=dossier.pk)
        access.require(by, locked, "propose")
        written = Proof.objects.filter(dossier=locked).exclude(template="")
        written.update(template="", title="", body="", written_by=None)


def written_file(
    dossier: Dossier,
    *,
    by: Actor | ActsAs,
    at: datetime,
    number: str = "",
    issued_on: date | None = None,
    is_draft: bool = False,
) -> StoredFile | None:
    """Make and keep the PDF of what was written; None when nothing was. A draft says so across the page."""
    proof = Proof.objects.filter(dossier=dossier).exclude(template="").first()
    if proof is None:
        return None
    made = result_pdf(dossier, proof, number=number, issued_on=issued_on, is_draft=is_draft, at=at)
    name = f"{'du-thao' if is_draft else 'ket-qua'}-{dossier.code}.pdf"
    return store_bytes(made, name=name, content_type=PDF, by=by, at=at)


def reserve(dossier: Dossier, *, title: str) -> Proof:
    """Give the result its code ahead of time, to be printed on it; it proves nothing before `prove`."""
    proof, _ = Proof.objects.get_or_create(
        dossier=dossier, defaults={"code": _new_code(), "title": clean(title)[:200]}
    )
    return proof


def prove(dossier: Dossier, *, at: datetime) -> Proof:
    """Let the code of the result hold from now on; a result that came as a file gets one too."""
    proof, _ = Proof.objects.get_or_create(dossier=dossier, defaults={"code": _new_code()})
    proof.issued_at = at
    proof.save(update_fields=["issued_at"])
    return proof


def end_result(*, dossier: Dossier, reason: str, by: Officer, at: datetime, replaced_by: str = "") -> Proof:
    """Withdraw a result that was given, or say which dossier's result (`replaced_by`, its code) replaces it.

    The paper of the store ends with it. Raises `NotYours` unless a leader or the centre's head, `Invalid`,
    `NotIssued`, `AlreadyEnded`. Basis: onestop.md 6.10 (replaced-by), 6.9 (MaKetQuaThayThe).
    """
    if not access.may_except(by):
        raise access.NotYours("Chỉ lãnh đạo UBND hoặc lãnh đạo Trung tâm thu hồi, thay thế kết quả.")
    said = clean_lines(reason)
    if not rules.is_fit_reason(said):
        raise Invalid("Ghi lý do và số quyết định thu hồi, thay thế nếu có.", field="reason")
    with changing(dossier, by=by, at=at) as change:
        proof = Proof.objects.select_for_update().filter(dossier=dossier, issued_at__isnull=False).first()
        if proof is None:
            raise NotIssued
        if proof.ended_at is not None:
            raise AlreadyEnded
        other = _replacement(dossier, clean(replaced_by))
        proof.ended_at, proof.ended_by, proof.ended_reason, proof.replaced_by = at, by, said, other
        proof.save()
        _end_in_store(dossier, other, said, by=by, at=at)
        number = other.dossier.result.number if other else ""
        change.tell(ResultEnded, reason=said, by_number=number)
    return proof


def _replacement(dossier: Dossier, code: str) -> Proof | None:
    if not code:
        return None
    rows = Proof.objects.select_related("dossier__result").filter(
        dossier__code=code.upper(), dossier__applicant=dossier.applicant_id
    )
    found = rows.filter(issued_at__isnull=False, ended_at=None).exclude(dossier=dossier).first()
    if found is None:
        raise Invalid(
            "Không có kết quả còn hiệu lực của cùng người ở hồ sơ này. Xem lại mã hồ sơ.", field="replaced_by"
        )
    return found


def _end_in_store(dossier: Dossier, other: Proof | None, reason: str, *, by: Officer, at: datetime) -> None:
    newer = {one.source: one for one in store_items(other.dossier.subject)} if other else {}
    for item in store_items(dossier.subject):
        if item.source == "result":
            end_item(item=item, reason=reason, replaced_by=newer.get("result"), by=by, at=at)


def _fits(row: dict[str, Any], dossier: Dossier) -> bool:
    return not row["procedures"] or dossier.version.procedure.code in row["procedures"]


def _new_code() -> str:
    """Sixty bits nobody guesses, in signs that are not taken for one another."""
    return "".join(secrets.choice(SPELLED_SIGNS) for _ in range(SPELLED_LENGTH))
