"""Fee tables by their versions, drafts of the next, what is wrong with one, which procedures use what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window
from xaso.kernel.text import fold
from xaso.kernel.wording import day_words

from ..models import FeeDraft, FeeExemption, FeeRate, FeeTable
from ..rules import KINDS, MOMENTS
from ..rules.charging import Charge, charge
from ..rules.counting import counted
from ..rules.tariff_checks import Head, Surroundings, TariffFault, tariff_cautions, tariff_faults
from ..rules.tariffs import CHANNEL_WORDS, ItemChange, TariffItem, TariffRelief, item_changes

__all__ = ["ItemChange", "TariffItem"]

IN_FORCE, COMING, ENDED = "dang", "sap", "het"
STATES = {IN_FORCE: "Đang áp dụng", COMING: "Sắp áp dụng", ENDED: "Hết hiệu lực"}
TABLE_MISSING = "Không có biểu thu này. Mở lại danh sách biểu thu."


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table in the list: the version that counts, its state, the one to come, whether one is written."""

    table: FeeTable
    state: str
    coming: FeeTable | None
    is_drafted: bool

    @property
    def state_words(self) -> str:
        """Its state in words."""
        return STATES[self.state]


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft held against what is in force: its faults, its cautions, what it changes of which version."""

    faults: list[TariffFault]
    cautions: list[TariffFault]
    before: FeeTable | None
    changes: list[ItemChange]


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """One item of an example: what it comes to, or None where an officer must count."""

    item: TariffItem
    owed: Charge | None


def table_list(number: int, *, words: str, state: str, on: date) -> Page[TableRow]:
    """The tables, 20 a page, narrowed by words of name or document and by state on the day. In 3 queries."""
    found = [row for row in _families(on) if state in ("", row.state) or (state == COMING and row.coming)]
    wanted = fold(words).split()
    if wanted:
        found = [row for row in found if all(word in _text(row.table) for word in wanted)]
    shown = found[window(number)]
    counts = dict(
        FeeTable.objects.filter(pk__in=[row.table.pk for row in shown])
        .annotate(items=Count("rates"))
        .values_list("pk", "items")
    )
    for row in shown:
        row.table.items = counts[row.table.pk]  # type: ignore[attr-defined]
    return Page.cut(shown, number, total=len(found))


def new_drafts() -> list[FeeDraft]:
    """Drafts of tables that have no version yet, by name."""
    known = FeeTable.objects.values("code")
    return list(FeeDraft.objects.exclude(code__in=known).select_related("changed_by").order_by("name"))


def versions_of(code: str) -> list[FeeTable]:
    """Every version of a table, the newest first. Raises Missing."""
    rows = list(FeeTable.objects.filter(code=code).select_related("published_by").order_by("-valid_from"))
    if not rows:
        raise Missing(TABLE_MISSING)
    return rows


def version(code: str, start: date) -> FeeTable:
    """The version that begins on the day, with its rates and groups. Raises Missing."""
    found = _whole().filter(code=code, valid_from=start).first()
    if found is None:
        raise Missing(TABLE_MISSING)
    return found


def version_in_force(code: str, *, on: date) -> FeeTable:
    """The version that counts on the day: in force, else the one to come, else the last. Raises Missing."""
    rows = versions_of(code)
    begun = next((row for row in rows if row.valid_from <= on), None)
    return version(code, (begun or rows[-1]).valid_from)


def draft_of(code: str) -> FeeDraft:
    """The draft of a table. Raises Missing."""
    found = FeeDraft.objects.select_related("changed_by", "based_on").filter(code=code).first()
    if found is None:
        raise Missing("Bản thảo này không còn: đã ban hành hoặc đã bỏ. Mở lại danh sách để xem.")
    return found


def drafted(code: str) -> FeeDraft | None:
    """The draft of a table, when somebody is writing one."""
    return FeeDraft.objects.filter(code=code).first()


def state_of(table: FeeTable, *, on: date) -> str:
    """Whether a version is in force, to come or ended on the day."""
    if table.valid_from > on:
        return COMING
    return ENDED if table.valid_to is not None and table.valid_to < on else IN_FORCE


def items_of(table: FeeTable) -> list[TariffItem]:
    """The items of a version, in order."""
    rates = sorted(table.rates.all(), key=lambda rate: rate.order)
    return [item_of(rate) for rate in rates]


def item_of(rate: FeeRate) -> TariffItem:
    """A rate as a plain item."""
    return TariffItem(
        code=rate.code,
        name=rate.name,
        kind=rate.kind,
        unit=rate.unit,
        amount=rate.amount,
        tiers=tuple((start, amount) for start, amount in rate.tiers),
        ceiling=rate.ceiling,
        services=tuple(rate.services),
        channel=rate.channel,
        moment=rate.moment,
        basis=rate.basis,
        note=rate.note,
        reliefs=tuple(
            TariffRelief(row.group, row.percent, row.basis, row.valid_from, row.valid_to)
            for row in rate.exemptions.all()
        ),
    )


def items_of_draft(draft: FeeDraft) -> list[TariffItem]:
    """The items of a draft, in order."""
    return [TariffItem.of(row) for row in draft.items]


def basis_of(draft: FeeDraft) -> str:
    """The document of a draft in one line: number, day, who issued it; empty while it has no number."""
    day = f" ngày {day_words(draft.document_on)}" if draft.document_on else ""
    issuer = f" của {draft.issuer}" if draft.issuer else ""
    return f"{draft.document}{day}{issuer}" if draft.document else ""


def check_draft(draft: FeeDraft, *, known: Collection[str], today: date) -> Checked:
    """Hold a draft against the rules, the versions of its table and the other tables of its time."""
    items = items_of_draft(draft)
    head = Head(draft.document, draft.document_on, draft.issuer, draft.valid_from, draft.valid_to)
    starts = list(
        FeeTable.objects.filter(code=draft.code).order_by("valid_from").values_list("valid_from", flat=True)
    )
    before = _before(draft, today)
    others = list(_others(draft, today))
    around = Surroundings(
        today=today,
        starts=starts,
        taken={rate.code: rate.table.name for rate in others},
        charged={code: rate.table.name for rate in others for code in rate.services},
        known=frozenset(known),
        before=items_of(before) if before else (),
    )
    return Checked(
        tariff_faults(head, items, around),
        tariff_cautions(head, items, around),
        before,
        item_changes(around.before, items),
    )


def example(
    items: Sequence[TariffItem], *, pages: int, copies: int, groups: Collection[str], on: date
) -> list[ExampleLine]:
    """What these items come to for so many pages and copies, each line as a bill would explain it."""
    found = []
    for item in items:
        count = counted(item.unit, {"pages": pages, "copies": copies})
        owed = None
        if count is not None:
            owed = charge(item.terms, quantity=count[0], copies=count[1], groups=groups, on=on)
        found.append(ExampleLine(item, owed))
    return found


def changes_of(older: FeeTable, newer: FeeTable) -> list[ItemChange]:
    """What differs between the items of two versions."""
    return item_changes(items_of(older), items_of(newer))


def item_words(item: TariffItem) -> str:
    """Kind, moment and way of filing in words: ``Lệ phí · khi tiếp nhận · nộp trực tuyến``."""
    way = [CHANNEL_WORDS.get(item.channel, item.channel)] if item.channel else []
    kind, moment = dict(KINDS).get(item.kind, item.kind), dict(MOMENTS).get(item.moment, item.moment)
    return " · ".join([kind, moment.lower(), *way])


def items_to_come(code: str, *, on: date) -> list[TariffItem]:
    """The items of the draft of a table, else of the version that counts on the day. Raises Missing."""
    draft = drafted(code)
    return items_of_draft(draft) if draft else items_of(version_in_force(code, on=on))


def items_for(items: Sequence[TariffItem], what: str) -> list[TariffItem]:
    """The items for ``thu-tuc:<code>`` (those of a procedure), ``khoan:<code>`` (one), else all."""
    kind, _, code = what.partition(":")
    if kind == "thu-tuc":
        return [item for item in items if code in item.services]
    return [item for item in items if item.code == code] if kind == "khoan" else list(items)


def services_of(items: Sequence[TariffItem]) -> list[str]:
    """The codes of every procedure these items are charged at, each once."""
    return sorted({code for item in items for code in item.services})


def rates_of_service(service: str, *, on: date) -> list[FeeRate]:
    """The rates a procedure is charged at on the day or later, by first day and table."""
    current = Q(table__valid_to=None) | Q(table__valid_to__gte=on)
    rows = FeeRate.objects.filter(current).select_related("table").prefetch_related(_exemptions())
    ordered = rows.order_by("table__valid_from", "table__code", "order")
    return [rate for rate in ordered if service in rate.services]


def open_tables(*, on: date) -> list[tuple[str, str]]:
    """Code and name of every table that may be written anew: those with versions, and new drafts."""
    found = {row.table.code: row.table.name for row in _families(on)}
    found |= {draft.code: draft.name for draft in FeeDraft.objects.all()}
    return sorted(found.items(), key=lambda pair: fold(pair[1]))


def _families(on: date) -> list[TableRow]:
    """A row a table, by name: the version in force, else the one to come, else the last."""
    versions: dict[str, list[FeeTable]] = {}
    for one in FeeTable.objects.order_by("code", "valid_from"):
        versions.setdefault(one.code, []).append(one)
    drafts = set(FeeDraft.objects.values_list("code", flat=True))
    rows = []
    for code, family in versions.items():
        begun = [one for one in family if one.valid_from <= on]
        shown = begun[-1] if begun else family[0]
        coming = next((one for one in family if one.valid_from > on and one is not shown), None)
        rows.append(TableRow(shown, state_of(shown, on=on), coming, code in drafts))
    return sorted(rows, key=lambda row: fold(row.table.name))


def _text(table: FeeTable) -> str:
    return fold(f"{table.code} {table.name} {table.basis}")


def _exemptions() -> Prefetch[str, QuerySet[FeeExemption], str]:
    return Prefetch("exemptions", queryset=FeeExemption.objects.order_by("pk"))


def _whole() -> QuerySet[FeeTable]:
    rates = FeeRate.objects.order_by("order").prefetch_related(_exemptions())
    return FeeTable.objects.select_related("published_by").prefetch_related(Prefetch("rates", queryset=rates))


def _before(draft: FeeDraft, today: date) -> FeeTable | None:
    """The version that the draft takes over from."""
    begun = Q(valid_from__lt=draft.valid_from) if draft.valid_from else Q(valid_from__lte=today)
    return _whole().filter(begun, code=draft.code).order_by("-valid_from").first()


def _others(draft: FeeDraft, today: date) -> QuerySet[FeeRate]:
    """The rates of other tables in force at any time of the draft's."""
    day = draft.valid_from or today
    rows = FeeRate.objects.exclude(table__code=draft.code).select_related("table")
    rows = rows.filter(Q(table__valid_to=None) | Q(table__valid_to__gte=day))
    return rows if draft.valid_to is None else rows.filter(table__valid_from__lte=draft.valid_to)
