"""The life of one dossier as a row of acts: it says when it next wants to act, and acts when called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from xaso.kernel.clock import local_date
from xaso.kernel.workdays import WorkCalendar
from xaso.modules.dossiers.queries import earlier_papers
from xaso.modules.dossiers.services import ending, filing, handling, intake, resolving, supplementing
from xaso.modules.dossiers.services.intake import Lack
from xaso.modules.org.access import Role
from xaso.modules.surveys.services import rate

from . import answers, inquiries
from .fate import BY_POST, ONLINE, Fate
from .office import Office
from .shelf import Shelf, taken_again
from .till import Till

if TYPE_CHECKING:
    from xaso.modules.dossiers.models import Dossier
    from xaso.modules.org.models import Officer

Moments = Iterator[datetime]
WEIGHTS: Mapping[str, int] = {"receive": 1, "assign": 1, "handle": 10, "check": 3, "approve": 3, "issue": 2}
TAKING_WEIGHT = 1
NO_DEADLINE_DAYS = (6, 24)
REASONS_TO_REFUSE = (
    "Hồ sơ nộp không đúng thẩm quyền giải quyết của xã.",
    "Giấy tờ gửi kèm không phải của người làm hồ sơ.",
    "Ảnh chụp giấy tờ mờ, không đọc được số và ngày cấp.",
)
REASONS_TO_ASK = (
    "Bản chụp thiếu mặt sau, không đọc được ngày cấp.",
    "Chưa có giấy này trong hồ sơ gửi đến.",
    "Họ tên trên giấy chưa khớp với tờ khai.",
)
REASONS_TO_WITHDRAW = ("Khai nhầm thông tin, xin nộp lại sau.", "Gia đình không còn cần giấy này.")
REASON_TO_STOP = "Đã quá thời gian chờ bổ sung mà chưa nhận được giấy tờ."
WORDS_OF_RESULT = {
    False: "Đủ điều kiện, đề nghị giải quyết theo hồ sơ.",
    True: "Không đủ điều kiện theo quy định.",
}


@dataclass(frozen=True, slots=True)
class World:
    """What every life shares."""

    office: Office
    shelf: Shelf
    work: WorkCalendar
    till: Till


class Life:
    """One dossier from filing to rating. `acts()` yields the next moment it wants to act."""

    def __init__(self, fate: Fate, world: World) -> None:
        self.fate = fate
        self.world = world
        self.rng = Random(fate.luck)  # noqa: S311 - repeatable on purpose
        self.dossier: Dossier
        self.now = fate.filed_at
        self.acted = 0
        self.looked_into = self.was_sent_back = False

    @property
    def is_filed(self) -> bool:
        """Whether there is a dossier yet."""
        return hasattr(self, "dossier")

    def acts(self) -> Moments:
        """Act by act; what follows a yield happens at the yielded moment."""
        yield self.now
        if self.fate.is_online:
            self._file()
            yield from self._answer()
        else:
            self._take_in()
        if self.dossier.received_at is not None and not self.dossier.finished_at:
            yield from self._work()
        if self.dossier.state == "ready":
            yield from self._hand_out()

    def take_up(self, dossier: Dossier, now: datetime) -> None:
        """Know the dossier as an earlier making left it, at the moment that one had reached."""
        self.dossier, self.now = dossier, now
        self.looked_into = self.was_sent_back = True

    def acts_again(self) -> Moments:
        """What is left to do with a dossier that was taken up; one that was to stall stays as it is."""
        if self.fate.stalls_after is not None:
            return
        if self.dossier.step is not None and inquiries.asks_others(self.fate):
            yield self._after(self.rng.randint(30, 120))
            inquiries.answer(self.dossier, self.fate, self.world.office, self.now)
            self.dossier.refresh_from_db(fields=["revision"])
        if self.dossier.state == "awaiting_supplement":
            yield from self._bring_more()
        if self.dossier.state == "filed":
            yield from self._answer()
        if self.dossier.received_at is not None and not self.dossier.finished_at:
            yield from self._work()
        if self.dossier.state == "ready":
            yield from self._hand_out()

    # Filing

    def _file(self) -> None:
        fate, form = self.fate, self.fate.offer.form
        today = local_date(self.now)
        told = self._told()
        wanted = answers.papers_of(form, told, today)
        self.dossier = filing.file_answers(
            person=fate.applicant,
            version=fate.offer.version,
            form=fate.offer.definition,
            answers=told,
            files={one.code: [self.world.shelf.paper(self.now)] for one in wanted},
            channel=ONLINE,
            filing_key=fate.key,
            by=fate.applicant,
            at=self.now,
        )

    def _take_in(self) -> None:
        fate, receiver = self.fate, self._one_of(Role.RECEIVER)
        kept = self.world.shelf.handed_in(fate.offer, on_paper=fate.on_paper, at=self.now)
        if not fate.on_paper:
            today = local_date(self.now)
            known = earlier_papers(receiver, fate.applicant, fate.offer.components, today=today)
            kept = kept if fate.luck % 5 == 0 else [taken_again(paper, known) for paper in kept]
        self.dossier = intake.take_in_at_counter(
            by=receiver,
            applicant=fate.applicant,
            submitter=fate.submitter,
            relation="Người thân trong gia đình" if fate.submitter.pk != fate.applicant.pk else "",
            version=fate.offer.version,
            answers=self._told(),
            kept=kept,
            channel=fate.channel,
            filing_key=fate.key,
            at=self.now,
            origin=intake.OriginIn(
                post_number=f"EA{fate.serial:09d}VN" if fate.channel == BY_POST else "",
                help_place="Nhà văn hóa thôn" if fate.submitter.pk != fate.applicant.pk else "",
            ),
        )
        self.world.till.collect(self.dossier, is_online=False, moment=self.now)

    def _told(self) -> dict[str, object]:
        """Answers that pass the form's checks; drawn again while they do not hang together."""
        today = local_date(self.now)
        asker = answers.Asker(self.fate.applicant, today)
        told = answers.fill(self.fate.offer.form, asker, self.rng)
        for _ in range(4):
            if not answers.problems_of(self.fate.offer.form, told, today):
                break
            told = answers.fill(self.fate.offer.form, asker, self.rng)
        return told

    # Reception of what came online

    def _answer(self) -> Moments:
        if self._stalls():
            return
        yield self._after(self.rng.randint(8, 150))
        if self.fate.end == "refused":
            reason = self.rng.choice(REASONS_TO_REFUSE)
            receiver = self._one_of(Role.RECEIVER)
            self._do(intake.refuse, by=receiver, reason=reason)
            return
        if self.fate.asks_more and not self.dossier.supplement_count and self.rng.random() < 0.6:
            yield from self._ask_more(self._one_of(Role.RECEIVER))
        if self.dossier.state == "filed":
            self._do(intake.accept, by=self._one_of(Role.RECEIVER))
            self.world.till.collect(self.dossier, is_online=True, moment=self.now)

    def _ask_more(self, by: Officer) -> Moments:
        """Ask once, for one or two papers; most people bring them within days."""
        papers = [one.name for one in self.fate.offer.components] or ["Tờ khai có chữ ký"]
        wanted = self.rng.sample(papers, min(len(papers), self.rng.randint(1, 2)))
        items = [Lack(None, name[:300], self.rng.choice(REASONS_TO_ASK)) for name in wanted]
        self._do(intake.request_supplement, by=by, items=items)
        yield from self._bring_more()

    def _bring_more(self) -> Moments:
        if self.rng.random() < 0.08:
            yield self._after(60 * 8 * self.rng.randint(8, 15))
            self._end_waiting()
            return
        yield self._after(60 * self.rng.randint(4, 48))
        self.dossier = supplementing.provide_supplement(
            dossier=self.dossier,
            by=self.fate.submitter,
            reply="Tôi gửi bổ sung giấy tờ.",
            kept=[self.world.shelf.supplemented(self.now)],
            at=self.now,
        )
        yield self._after(self.rng.randint(20, 200))

    def _end_waiting(self) -> None:
        if self.fate.end == "withdrawn":
            self._withdraw()
        else:
            self._stop()

    # Work

    def _work(self) -> Moments:
        """Step by step along the route, at the pace of its fate, until there is a result or another end."""
        ends_early = self.fate.end in ("withdrawn", "stopped")
        while not self.dossier.finished_at:
            if self._stalls():
                return
            if self._may_ask():
                yield from self._look_and_ask()
                continue
            yield self._after(self._share_left())
            if ends_early and self._is_with_handler():
                self._end_early()
                return
            if self._is_with_handler() and not self.looked_into:
                self.looked_into = True
                yield from self._look_into()
            kind = self.dossier.step.kind if self.dossier.step else ""
            if kind == "check" and self.fate.is_sent_back and not self.was_sent_back:
                self.was_sent_back = True
                self._send_back()
                continue
            _ACTS[kind](self)

    def _look_into(self) -> Moments:
        """Ask another office, go and look, put the date off: whichever befalls this one."""
        fate, office, rng = self.fate, self.world.office, self.rng
        if inquiries.asks_others(fate):
            self.dossier = inquiries.ask(self.dossier, fate, office, rng, self.now)
            yield self._after(rng.randint(30, 120))
            inquiries.answer(self.dossier, fate, office, self.now)
            self.dossier.refresh_from_db(fields=["revision"])
        self.dossier = inquiries.verify(self.dossier, fate, office, rng, self.now)
        self.dossier = inquiries.put_off(self.dossier, fate, office, rng, self.now)

    def _look_and_ask(self) -> Moments:
        """Whoever handles it looks through the papers first, and asks for what lacks while it is allowed."""
        yield self._after(self.rng.randint(20, 240))
        if self._may_ask():
            yield from self._ask_more(self.world.office.holder(self.dossier, self.rng))

    def _is_with_handler(self) -> bool:
        step = self.dossier.step
        return step is not None and step.kind == "handle" and self.dossier.holder_id is not None

    def _may_ask(self) -> bool:
        """Whether more may still be asked for: by who handles it, once, within three working days."""
        received = self.dossier.received_at
        if received is None or not self.fate.asks_more or self.dossier.supplement_count:
            return False
        days = self.world.work.workdays_between(local_date(received), local_date(self.now))
        return days <= 3 and self._is_with_handler()

    def _share_left(self) -> int:
        """Working minutes until the next act: its part of what is left until the moment the fate has set."""
        kinds = [step.kind for step in self.world.office.steps(self.dossier.version)]
        here = self.dossier.step.kind if self.dossier.step else kinds[0]
        left = sum(WEIGHTS.get(kind, 0) for kind in kinds[kinds.index(here) :]) or 1
        mine = WEIGHTS.get(here, 1)
        if here == "handle" and self.dossier.holder_id is None:
            left, mine = left + TAKING_WEIGHT, TAKING_WEIGHT
        until = self._finish_by()
        total = self.world.work.minutes_between(self.now, until) if until > self.now else 0
        return max(total * mine // left, self.rng.randint(1, 4))

    def _finish_by(self) -> datetime:
        """When the fate wants the result: a part of the time the law gives, or more than that."""
        received = self.dossier.received_at or self.now
        due = self.dossier.due_at
        if due is None:
            days = NO_DEADLINE_DAYS[0] + (NO_DEADLINE_DAYS[1] - NO_DEADLINE_DAYS[0]) * self.fate.luck / 2**32
            return self.world.work.add_minutes(received, int(days * 480))
        whole = max(self.world.work.minutes_between(received, due), 20)
        minutes = int(whole * self.fate.pace)
        return self.world.work.add_minutes(received, minutes + 45 if self.fate.pace > 1 else minutes)

    def _assign(self) -> None:
        chief = self.world.office.holder(self.dossier, self.rng)
        to = self.world.office.next_holder(self.dossier, self.rng)
        self._do(handling.assign, by=chief, to=to)

    def _handle(self) -> None:
        by = self.world.office.holder(self.dossier, self.rng)
        if self.dossier.holder_id is None:
            self._do(handling.take, by=by)
            return
        negative = self.fate.is_negative
        file = self.world.shelf.result(self.fate.offer, self.now) if self.fate.has_result_file else None
        outcome = "refused" if negative else "granted"
        self._do(
            resolving.propose_result, by=by, outcome=outcome, summary=WORDS_OF_RESULT[negative], kept=file
        )

    def _forward(self) -> None:
        self._do(handling.forward, by=self.world.office.holder(self.dossier, self.rng))

    def _approve(self) -> None:
        self._do(resolving.approve, by=self.world.office.holder(self.dossier, self.rng))

    def _issue(self) -> None:
        number = f"{self.fate.serial}/{self.now.year}/GLĐ"
        clerk = self.world.office.holder(self.dossier, self.rng)
        self._do(resolving.issue, by=clerk, number=number, issued_on=local_date(self.now))

    def _send_back(self) -> None:
        by = self.world.office.holder(self.dossier, self.rng)
        self._do(handling.send_back, by=by, note="Rà lại căn cứ và số liệu trước khi trình.")

    def _end_early(self) -> None:
        if self.fate.end == "stopped":
            self._stop()
        else:
            self._withdraw()

    def _stop(self) -> None:
        self._do(ending.stop, by=self._one_of(Role.LEADER), reason=REASON_TO_STOP)
        self.world.till.settle(self.dossier, REASON_TO_STOP, self.now)

    def _withdraw(self) -> None:
        by: object = self.fate.submitter if self.fate.is_online else self._one_of(Role.RECEIVER)
        reason = self.rng.choice(REASONS_TO_WITHDRAW)
        self.dossier = ending.withdraw(dossier=self.dossier, by=by, reason=reason, at=self.now)  # type: ignore[arg-type]
        self.world.till.settle(self.dossier, reason, self.now)

    # The result

    def _hand_out(self) -> Moments:
        online = self.fate.is_online and self.fate.has_result_file and self.rng.random() < 0.8
        wait = self.rng.randint(5, 200) if online else int(self.rng.expovariate(1 / 700))
        yield self._after(wait)
        channel = "online" if online else "post" if self.fate.channel == BY_POST else "counter"
        receiver = self.fate.submitter.full_name
        note = receiver if online else f"{receiver}, đã xem căn cước"
        self._do(ending.return_result, by=self._one_of(Role.RETURNER), channel=channel, returned_to=note)
        if self.fate.is_rated:
            yield self.now + timedelta(minutes=self.rng.randint(2, 60 * 72))
            self._rate()

    def _rate(self) -> None:
        late = bool(self.dossier.is_late)
        weights = (25, 40, 35) if late else (62, 34, 4)
        level = self.rng.choices(("very_satisfied", "satisfied", "not_satisfied"), weights)[0]
        punctual = "not_satisfied" if late else level
        attitude = "satisfied" if late else level
        rate(
            dossier=self.dossier,
            by=self.fate.submitter,
            level=level,
            punctuality=punctual,
            attitude=attitude if self.fate.luck % 3 else "",
            at=self.now,
        )

    # What all acts share

    def _after(self, minutes: int) -> datetime:
        """The moment so many working minutes from now; it becomes `now` when the act is done."""
        self.now = self.world.work.next_moment(self.world.work.add_minutes(self.now, minutes))
        return self.now

    def _stalls(self) -> bool:
        self.acted += 1
        return self.fate.stalls_after is not None and self.acted > self.fate.stalls_after

    def _do(self, service: Callable[..., Dossier], **facts: object) -> None:
        self.dossier = service(dossier=self.dossier, at=self.now, seen=self.dossier.revision, **facts)

    def _one_of(self, role: Role) -> Officer:
        return self.rng.choice(self.world.office.with_role(role))


_ACTS: Mapping[str, Callable[[Life], None]] = {
    "receive": Life._forward,
    "assign": Life._assign,
    "handle": Life._handle,
    "check": Life._forward,
    "approve": Life._approve,
    "issue": Life._issue,
}
