"""What keeps a version of a fee table from being published, and what its writer should know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from xaso.kernel.money import format_dong
from xaso.kernel.text import fold
from xaso.kernel.wording import day_words

from .tariffs import CHANNEL_WORDS, TariffItem, TariffRelief
from .words import GROUP_WORDS, KIND_WORDS, MOMENT_WORDS, Group, Kind

LARGEST_RATE = 2_000_000_000
MUCH = 10
"""How many times more or less than before makes one count the zeros again."""
EID_FROM, EID_TO = date(2026, 8, 15), date(2027, 2, 28)
"""From when to when NQ 66.22/2026/NQ-CP holds (onestop.md 10.3)."""


@dataclass(frozen=True, slots=True)
class TariffFault:
    """One thing wrong; `item` is the place of the item (from 0) it is about."""

    sentence: str
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """A version but for its items: its document and its days."""

    document: str
    document_on: date | None
    issuer: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the version being written.

    `starts`: first days of the table's versions. `taken`: code of an item to the name of another table that
    has it at the time. `charged`: code of a procedure to the name of another table that charges it then.
    `known`: procedures of the catalogue. `before`: the items in force.
    """

    today: date
    starts: Sequence[date] = ()
    taken: Mapping[str, str] = field(default_factory=dict)
    charged: Mapping[str, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    before: Sequence[TariffItem] = ()


def tariff_faults(head: Head, items: Sequence[TariffItem], around: Surroundings) -> list[TariffFault]:
    """Everything that must be put right before the version is published, in words.

    Basis: Luật 97/2015 Đ.3 (phí, lệ phí), Đ.10 (who is exempt), Đ.14.1 (name, rate, document are public).
    """
    whole = [*_document_faults(head), *_day_faults(head, around)]
    if not items:
        whole.append("Biểu chưa có khoản nào. Thêm ít nhất một khoản.")
    found = [TariffFault(sentence) for sentence in whole]
    seen: set[str] = set()
    for place, item in enumerate(items):
        found += [TariffFault(sentence, place) for sentence in item_faults(item)]
        found += [TariffFault(sentence, place) for sentence in _code_faults(item, seen, around)]
        seen.add(item.code)
    return found


def tariff_cautions(head: Head, items: Sequence[TariffItem], around: Surroundings) -> list[TariffFault]:
    """What may be right and is often a slip: zeros, a kind that changed, a procedure charged twice.

    Basis: Luật 97/2015 Đ.3, 14; NQ 66.22/2026/NQ-CP (onestop.md 10.3); what is unusual is our own convention.
    """
    found = [TariffFault(sentence) for sentence in _version_cautions(head, around)]
    before = {item.code: item for item in around.before}
    for place, item in enumerate(items):
        said = [*_use_cautions(item, around), *_change_cautions(item, before.get(item.code)), *_eid(item)]
        found += [TariffFault(sentence, place) for sentence in said]
    found += [TariffFault(sentence) for sentence in _twice(items)]
    gone = sorted({code for item in around.before for code in item.services} - _services(items))
    if gone:
        found.append(TariffFault(f"Biểu mới không còn thu ở thủ tục: {', '.join(gone)}."))
    return found


def item_faults(item: TariffItem) -> list[str]:
    """What is wrong with one item by itself.

    Basis: Luật 97/2015 Đ.3 (phí and lệ phí are two things, with two ledgers), Đ.10, Đ.14.1.
    """
    named = f"Khoản “{item.name}”" if item.name else "Một khoản"
    checks = {
        "chưa có tên": not item.name,
        "chưa ghi đơn vị tính": not item.unit,
        "phải là phí hoặc lệ phí": item.kind not in KIND_WORDS,
        "chưa ghi thu lúc nào": item.moment not in MOMENT_WORDS,
        "có cách nộp lạ": item.channel not in CHANNEL_WORDS,
        f"có mức không phải từ 0 đến {format_dong(LARGEST_RATE)}": not 0 <= item.amount <= LARGEST_RATE,
        "có bậc chưa đúng: mỗi bậc từ đơn vị thứ 2 trở đi, tăng dần, số tiền nguyên đồng": not _steps(item),
        "có mức tối đa thấp hơn mức một đơn vị": item.ceiling is not None and item.ceiling < item.amount,
    }
    found = [f"{named} {words}." for words, is_wrong in checks.items() if is_wrong]
    mixed = _mixed(item)
    reliefs = [f"{named}: {words}." for words in _relief_faults(item.reliefs)]
    return [*found, *([f"{named} {mixed}."] if mixed else []), *reliefs]


def _document_faults(head: Head) -> Iterator[str]:
    if not head.document:
        yield "Ghi số, ký hiệu văn bản quy định mức thu."
    if head.document_on is None:
        yield "Ghi ngày ban hành văn bản."
    if not head.issuer:
        yield "Ghi cơ quan ban hành văn bản."
    if head.document_on and head.valid_from and head.document_on > head.valid_from:
        yield "Ngày ban hành văn bản không được sau ngày áp dụng."


def _day_faults(head: Head, around: Surroundings) -> Iterator[str]:
    start, end = head.valid_from, head.valid_to
    if start is None:
        yield "Ghi ngày áp dụng."
        return
    if start < around.today:
        yield "Ngày áp dụng không được trước hôm nay: khoản thu đã lập giữ mức cũ."
    elif start == around.today and start in around.starts:
        yield "Biểu đã có bản áp dụng từ hôm nay. Chọn ngày sau đó."
    if end is not None and end < start:
        yield "Ngày hết hiệu lực không được trước ngày áp dụng."
    following = _following(start, around)
    if end is not None and following is not None and end >= following:
        yield (
            f"Chồng ngày: đã có bản áp dụng từ {day_words(following)}. "
            "Để trống ngày hết hiệu lực hoặc ghi ngày trước đó."
        )


def _following(start: date, around: Surroundings) -> date | None:
    return min((day for day in around.starts if day > start), default=None)


def _code_faults(item: TariffItem, seen: set[str], around: Surroundings) -> Iterator[str]:
    named = f"Khoản “{item.name}”"
    if item.code in seen:
        yield f"{named}: mã “{item.code}” đã dùng cho khoản khác trong biểu."
    if item.code in around.taken:
        yield f"{named}: mã “{item.code}” đang dùng ở biểu “{around.taken[item.code]}”."
    unknown = [code for code in item.services if code not in around.known]
    if unknown:
        yield f"{named}: danh mục không có thủ tục {', '.join(unknown)}."


def _steps(item: TariffItem) -> bool:
    starts = [start for start, _ in item.tiers]
    return (
        starts == sorted(set(starts))
        and all(start >= 2 for start in starts)
        and all(0 <= amount <= LARGEST_RATE for _, amount in item.tiers)
    )


def _mixed(item: TariffItem) -> str:
    """The name says one kind and the item the other."""
    words = fold(item.name).strip()
    says_charge, says_fee = words.startswith("le phi"), words.startswith("phi ")
    if says_charge and item.kind == Kind.FEE:
        return "có tên là lệ phí nhưng ghi loại phí"
    if says_fee and item.kind == Kind.CHARGE:
        return "có tên là phí nhưng ghi loại lệ phí"
    return ""


def _relief_faults(reliefs: Sequence[TariffRelief]) -> Iterator[str]:
    for one in reliefs:
        if one.group not in set(Group):
            yield f"nhóm “{one.group}” không có trong danh sách nhóm được miễn, giảm"
        if not 1 <= one.percent <= 100:
            yield "phần được giảm từ 1 đến 100 phần trăm"
        if not one.basis:
            yield "miễn, giảm nào cũng phải có văn bản làm căn cứ"
        if one.valid_from and one.valid_to and one.valid_to < one.valid_from:
            yield "ngày hết miễn, giảm không được trước ngày bắt đầu"
    for one, other in combinations(reliefs, 2):
        if one.group == other.group and _meet(one, other):
            yield f"nhóm “{_group(one)}” ghi hai lần trong cùng thời gian"


def _meet(one: TariffRelief, other: TariffRelief) -> bool:
    starts = [day for day in (one.valid_from, other.valid_from) if day]
    ends = [day for day in (one.valid_to, other.valid_to) if day]
    return not starts or not ends or max(starts) <= min(ends)


def _group(relief: TariffRelief) -> str:
    return GROUP_WORDS[Group(relief.group)] if relief.group in set(Group) else relief.group


def _version_cautions(head: Head, around: Surroundings) -> Iterator[str]:
    if head.valid_from is None:
        return
    if head.valid_from in around.starts:
        yield f"Đã có bản áp dụng từ {day_words(head.valid_from)}, chưa dùng: bản này sẽ thay bản đó."
    following = _following(head.valid_from, around)
    if following is not None and head.valid_to is None:
        yield f"Bản này chỉ áp dụng tới trước {day_words(following)}, vì từ ngày đó đã có bản khác."


def _use_cautions(item: TariffItem, around: Surroundings) -> Iterator[str]:
    if not item.services:
        yield f"Khoản “{item.name}” chưa gắn thủ tục nào: chỉ thu được khi lập khoản thu tại quầy."
    for code in item.services:
        if code in around.charged:
            yield f"Thủ tục {code} cũng đang thu theo biểu “{around.charged[code]}”."


def _change_cautions(item: TariffItem, before: TariffItem | None) -> Iterator[str]:
    if before is None:
        return
    if before.kind != item.kind and before.kind in KIND_WORDS:
        yield f"Khoản “{item.name}” bản đang dùng là {KIND_WORDS[Kind(before.kind)].lower()}: sổ thu sẽ khác."
    low, high = sorted((before.amount, item.amount))
    if low and high >= low * MUCH:
        yield (
            f"Khoản “{item.name}” từ {format_dong(before.amount)} thành {format_dong(item.amount)}: "
            "đếm lại số 0."
        )


def _eid(item: TariffItem) -> Iterator[str]:
    for one in item.reliefs:
        inside = one.valid_from and one.valid_to and one.valid_from >= EID_FROM and one.valid_to <= EID_TO
        if one.group == Group.EID and not inside:
            yield (
                f"Khoản “{item.name}”: miễn, giảm cho người định danh mức 2 theo Nghị quyết 66.22/2026/NQ-CP "
                f"chỉ từ {day_words(EID_FROM)} đến {day_words(EID_TO)}. Ghi hai ngày đó."
            )


def _twice(items: Sequence[TariffItem]) -> Iterator[str]:
    for one, other in combinations(items, 2):
        both = sorted(set(one.services) & set(other.services))
        same_way = not one.channel or not other.channel or one.channel == other.channel
        if both and same_way and (one.kind, one.moment) == (other.kind, other.moment):
            yield f"Thủ tục {', '.join(both)} thu cả “{one.name}” lẫn “{other.name}” trong một lần."


def _services(items: Sequence[TariffItem]) -> set[str]:
    return {code for item in items for code in item.services}
