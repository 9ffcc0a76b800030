"""The books of certification, their entries, and what waits to be signed or handed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from django.db.models import Q

from xaso.kernel.clock import at, local_date
from xaso.kernel.errors import Missing
from xaso.kernel.paging import PAGE_SIZE, Page
from xaso.kernel.text import fold
from xaso.modules.org.queries import setting, setting_row
from xaso.modules.payments.queries.bills import totals_of

from ..access import visible_to
from ..lifecycle import State
from ..models import Attestation

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from xaso.modules.org.models import Officer, Setting

    from ..models import ElectronicCopy

SETTING = "dossiers.attestation_books"
CHUNK = 500
HEADS = (
    "Số chứng thực", "Ngày", "Người yêu cầu", "Giấy tờ, văn bản", "Số trang", "Số bản", "Người ký",
    "Phí (đồng)", "Còn phải thu (đồng)", "Tình trạng", "Mã hồ sơ",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Book:
    """A book of certification: its code, what it holds, how it is named on paper, its procedures.

    `heading` stands over the words of certification; empty leaves their general name. `electronic`: those of
    the procedures whose copy may be a file.
    """

    code: str
    name: str
    symbol: str
    procedures: tuple[str, ...]
    heading: str = ""
    electronic: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What the register is narrowed by; empty narrows nothing."""

    words: str = ""
    book: str = ""
    state: str = ""
    is_electronic: bool = False
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register: the act, its fee in đồng (None: nothing billed), and what of it is due."""

    act: Attestation
    fee: int | None
    due: int = 0

    @property
    def copy(self) -> ElectronicCopy | None:
        """The copy that is a file, when it is one."""
        return getattr(self.act, "electronic", None)

    @property
    def copy_words(self) -> str:
        """How far the file is, or that it holds no longer."""
        proof = getattr(self.act.dossier, "proof", None)
        if proof is not None and proof.ended_at is not None:
            return "Đã thay thế" if proof.replaced_by_id else "Đã thu hồi"
        return self.copy.stage_words if self.copy is not None else ""


def books() -> list[Book]:
    """The books of the commune (setting dossiers.attestation_books), those with a procedure in force."""
    rows = setting(SETTING, [])
    return [
        Book(
            code=row["code"],
            name=row["name"],
            symbol=row.get("symbol", ""),
            procedures=tuple(row["procedures"]),
            heading=row.get("heading", ""),
            electronic=tuple(row.get("electronic", ())),
        )
        for row in rows
        if row.get("procedures")
    ]


def book_numbers(act: Attestation) -> tuple[str, str]:
    """The number of an act and its book as they stand on paper. Basis: NĐ 23/2015/NĐ-CP (recalled)."""
    book = book_named(act.book)
    return f"{act.number:02d}", f"01/{act.year} - {book.symbol if book else act.book}"


def books_setting() -> Setting:
    """The setting of the books with how sure it is. Raises Missing."""
    return setting_row(SETTING)


def book_of(procedure: str) -> Book | None:
    """The book that acts of a procedure stand in."""
    return next((book for book in books() if procedure in book.procedures), None)


def book_named(code: str) -> Book | None:
    """The book of a code; None when the commune keeps it no more."""
    return next((book for book in books() if book.code == code), None)


def attestation(officer: Officer, pk: int) -> Attestation:
    """One act, for an officer who may see its dossier. Raises Missing."""
    found = _seen(officer).filter(pk=pk).first()
    if found is None:
        raise Missing
    return found


def register(officer: Officer, filters: Filters, page: int) -> Page[Entry]:
    """The acts, newest first, 20 a page; words find the requester, the paper, or the number itself."""
    start = (page - 1) * PAGE_SIZE
    rows = list(_narrowed(officer, filters)[start : start + PAGE_SIZE + 1])
    return Page.cut(_with_fees(rows), page)


def register_lines(officer: Officer, filters: Filters) -> Iterator[tuple[object, ...]]:
    """The same as rows of a sheet in the order of the book, for the whole choice."""
    rows = _narrowed(officer, filters).order_by("book", "year", "number")
    found = rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        for entry in _with_fees(chunk):
            act = entry.act
            yield (
                f"{act.number:02d}/{act.year}",
                local_date(act.entered_at),
                act.dossier.applicant.full_name,
                act.document,
                act.pages,
                act.copies,
                act.signer.full_name,
                entry.fee,
                entry.due,
                act.dossier.state_words,
                act.dossier.code,
            )


def attestations(officer: Officer, keys: Sequence[int]) -> list[Attestation]:
    """Several acts the officer may see, in the order entered; others are passed over."""
    return list(_seen(officer).filter(pk__in=keys).order_by("entered_at", "pk"))


def with_fee(act: Attestation) -> Entry:
    """The act with what it owes."""
    return _with_fees([act])[0]


def to_sign(officer: Officer) -> list[Attestation]:
    """Acts that wait for this officer's signature, the oldest first, so many as fit on one page."""
    return list(_awaiting(officer).order_by("entered_at", "pk")[: PAGE_SIZE * 3])


def to_sign_count(officer: Officer) -> int:
    """How many acts wait for this officer's signature."""
    return _awaiting(officer).count()


def recent_documents(limit: int = 40) -> list[str]:
    """The names of papers certified lately, each once: to choose from while typing."""
    latest = Attestation.objects.order_by("-entered_at").values_list("document", flat=True)[: limit * 5]
    return list(dict.fromkeys(latest))[:limit]


def _awaiting(officer: Officer) -> QuerySet[Attestation]:
    mine = Q(dossier__holder=officer) | Q(dossier__holder=None, signer=officer)
    return _seen(officer).filter(mine, dossier__state=State.AWAITING_APPROVAL, electronic=None)


def _seen(officer: Officer) -> QuerySet[Attestation]:
    rows = Attestation.objects.filter(dossier__in=visible_to(officer))
    return rows.select_related(
        "dossier__applicant",
        "dossier__version__procedure",
        "dossier__step",
        "dossier__proof",
        "signer",
        "electronic",
    )


def _narrowed(officer: Officer, filters: Filters) -> QuerySet[Attestation]:
    rows = _seen(officer)
    if filters.book:
        rows = rows.filter(book=filters.book)
    if filters.state:
        rows = rows.filter(dossier__state=filters.state)
    if filters.is_electronic:
        rows = rows.filter(electronic__isnull=False)
    if filters.first:
        rows = rows.filter(entered_at__gte=at(filters.first))
    if filters.last:
        rows = rows.filter(entered_at__lt=at(filters.last + timedelta(days=1)))
    for word in fold(filters.words).split():
        rows = rows.filter(number=int(word)) if _is_number(word) else rows.filter(folded__contains=word)
    return rows.order_by("-entered_at", "-pk")


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= 6


def _with_fees(rows: list[Attestation]) -> list[Entry]:
    fees = totals_of([one.dossier.subject for one in rows])
    return [Entry(one, *fees.get(one.dossier.subject, (None, 0))) for one in rows]
