"""One dossier at each point of its way, with all that belongs to it: what addresses need to be tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast
from tests.factories import copies, fees, money, old_results, reports, tasks
from tests.factories import dossiers as make
from tests.modules.indicators import declared, typed
from tests.modules.indicators import frozen as closing
from tests.modules.payments import bank_work
from tests.modules.plan import reading_work as plan_readings
from tests.modules.procedures.form_work import drawn_anew
from tests.modules.procedures.route_work import drawn_again
from xaso.kernel.clock import SystemClock
from xaso.modules.citizens.models import Person, StoreItem
from xaso.modules.dossiers.models import (
    ArchivePackage,
    Attestation,
    Dossier,
    DossierGroup,
    Draft,
    ElectronicCopy,
    GroupDraft,
    OldResult,
    Opinion,
    Paper,
    Verification,
)
from xaso.modules.dossiers.services import archiving, consulting, ending, extending, intake, proving
from xaso.modules.dossiers.services.archive_handing import Parties, draw_record, hand_over
from xaso.modules.dossiers.services.attesting import Act, attest
from xaso.modules.dossiers.services.group_drafting import start_group
from xaso.modules.dossiers.services.grouping import take_in_group
from xaso.modules.dossiers.services.papers import PaperIn
from xaso.modules.indicators.models import DeclaredScore, FrozenFigure, TargetNote, TypedFigure
from xaso.modules.indicators.services import Corrected, propose
from xaso.modules.indicators.services.noting import add_note
from xaso.modules.org import queries as org
from xaso.modules.org.access import Role
from xaso.modules.org.models import Delegation
from xaso.modules.org.services import Absence, delegate
from xaso.modules.payments.models import BankLine, GatewayOrder
from xaso.modules.plan.models import MoneyEntry, PlanReading, Task
from xaso.modules.procedures.queries import versions_with_papers
from xaso.modules.reports.models import Part, Report, ReportTemplate
from xaso.modules.visits import services as visits
from xaso.modules.visits.models import Counter, Queue, Ticket
from xaso.platform.files.models import TextCopy
from xaso.platform.jobs.models import Job
from xaso.platform.jobs.services import enqueue
from xaso.platform.notices.models import Notice
from xaso.platform.notices.services import notify


@dataclass(frozen=True, slots=True)
class World:
    """All of it belongs to `citizen` and was worked on by the cast's own office."""

    citizen: Person
    draft: Draft
    handled: Dossier
    """With the specialist; its date was put off once."""
    opinion: Opinion
    """Asked of the economic office about `handled`, answered with a file."""
    verification: Verification
    """Of `handled`, with a file."""
    paper: Paper
    """A paper of `handled`, with its file."""
    old_result: OldResult
    """Of the archive, scanned by the clerk."""
    lacking: Dossier
    """A supplement is asked for."""
    refused: Dossier
    """Filed online and refused at once."""
    withdrawn: Dossier
    """Withdrawn by the citizen while the specialist had it."""
    returned: Dossier
    """With a result's file."""
    group: DossierGroup
    """Two dossiers of the citizen, taken in together."""
    group_draft: GroupDraft
    """The same two of the citizen, being filled in online."""
    attestation: Attestation
    """A certified copy of the citizen, entered by the one-stop officer."""
    copy: ElectronicCopy
    """A certified copy as a file, signed by the chairman; another waits for his signature."""
    ticket: Ticket
    """Called today to the first counter."""
    kept: StoreItem
    """The result of `returned`, in the store of the citizen."""
    package: ArchivePackage
    """Made for the archive of all that ended, and handed over."""
    delegation: Delegation
    """The clerk will be away next year; a specialist of the same office stands in."""
    notice: Notice
    job: Job
    dead_job: Job
    typed: TypedFigure
    """Sent by the head of the office; waits for a second person."""
    typed_draft: TypedFigure
    """His too, not yet sent."""
    note: TargetNote
    """Of his, beside the target."""
    frozen: FrozenFigure
    """Of a closed window; a correction waits beside it, asked for by nobody of the cast."""
    score: DeclaredScore
    """The head's own score of a criterion of his office."""
    reading: PlanReading
    """A plan handed in by the head of the office, nothing decided yet."""
    task: Task
    """Led by the economic office, with its product waiting for the chairman."""
    money: MoneyEntry
    bank_line: BankLine
    """Of a statement; no bill is named in it."""
    order: GatewayOrder
    """Open at the gateway for rehearsals."""
    report: Report
    """Of a closed quarter, opened by the head of the office; its papers are made."""
    part: Part
    template: ReportTemplate
    procedure: str = make.RESIDENCE
    target: str = "II-01"
    measure: str = "dossiers.received"
    plan: str = plan_readings.PLAN
    index: str = declared.INDEX

    @staticmethod
    def picture() -> SimpleUploadedFile:
        """A file to send."""
        return make.picture()


def closed_figure() -> FrozenFigure:
    """Close February 2026 and ask for a correction of what was received."""
    officer, when = closing.plan_owner("Người Lập"), closing.CLOSED_AT
    closed = closing.close(window=closing.Window.parse("2026-02"), by=officer, at=when)
    figure = closing.figure(closed, "dossiers.received")
    said = Corrected(Decimal(9), None, None, "Sót một hồ sơ giấy.")
    propose(figure=figure, said=said, evidence=closing.evidence(officer), by=officer, at=when)
    return figure


def put_off(dossier: Dossier, cast: Cast) -> Dossier:
    """Promise the dossier for a later day, with an apology."""
    return extending.extend(
        dossier=dossier,
        by=cast.head_of_office,
        reason="Phải xác minh thêm tại thôn.",
        new_due_on=make.moment(11).date(),
        at=make.MONDAY,
        seen=dossier.revision,
    )


def away_next_year(cast: Cast) -> Delegation:
    """A delegation that is known and does not hold yet."""
    absence = Absence(
        cast.clerk, cast.other_specialist, [Role.CLERK], date(2027, 3, 1), date(2027, 3, 5), "Nghỉ phép"
    )
    return delegate(absence, by=cast.clerk, at=make.MONDAY)[0]


def taken_in_together(cast: Cast) -> DossierGroup:
    """Residence and a certified copy, of the citizen."""
    return take_in_group(
        by=cast.one_stop_officer,
        applicant=cast.citizen,
        versions=versions_with_papers([make.RESIDENCE, make.COPY], on=make.MONDAY.date()),
        name="Cư trú và bản sao",
        papers=[],
        filing_key="nhom",
        at=make.MONDAY,
    )


def begun_together(cast: Cast) -> GroupDraft:
    """Residence and a certified copy, of the citizen, not yet filled in."""
    versions = versions_with_papers([make.RESIDENCE, make.COPY], on=make.MONDAY.date())
    return start_group(person=cast.citizen, versions=versions, name="Cư trú và bản sao", at=make.MONDAY)


def certified(cast: Cast) -> Attestation:
    """A certified copy that waits to be signed by the chairman."""
    return attest(
        by=cast.one_stop_officer,
        applicant=cast.citizen,
        version=make.version(make.COPY),
        act=Act("Bằng tốt nghiệp", 1, 1, cast.chairman),
        filing_key="chung-thuc",
        at=make.MONDAY,
    )


def certified_as_files(cast: Cast) -> ElectronicCopy:
    """Two copies: one made, one signed by the chairman that lacks the office's signature."""
    clerk = copies.counter()
    copies.prepared(cast, clerk)
    return copies.half_signed(cast, clerk)


def called_today(cast: Cast) -> Ticket:
    """A number that a counter has called now, as the pages see it."""
    now = SystemClock().now()
    visits.add_kiosk(name="Cửa chính", by=cast.centre_head, at=now)
    visits.take_ticket(queue=Queue.objects.get(code="ho-tich"), by=cast.one_stop_officer, at=now)
    return visits.call_next(counter=Counter.objects.get(code="quay-1"), by=cast.one_stop_officer, at=now)


def read_to_text(dossier: Dossier, when: datetime) -> Paper:
    """The scanned paper of a dossier, with a searchable copy already made."""
    paper = dossier.papers.exclude(file=None).get()
    state = TextCopy.State.DONE
    TextCopy.objects.create(
        source=paper.file, file=paper.file, state=state, asked_by="system:", asked_at=when
    )
    return paper


def old_result(cast: Cast, when: datetime) -> OldResult:
    """A result of the archive, scanned, with a searchable copy already made."""
    result = old_results.scanned(cast, old_results.listed(cast)[0], at=when)
    TextCopy.objects.filter(source=result.file).update(state=TextCopy.State.DONE, file=result.file)
    return result


def looked_into(dossier: Dossier, cast: Cast) -> Dossier:
    """Ask the economic office, which answers, and write down what was seen in the field."""
    told = {"by": cast.specialist, "at": make.MONDAY}
    dossier = consulting.ask_opinions(
        dossier=dossier, units=[org.unit("kinh-te")], question="Có vướng quy hoạch không?",
        due_on=make.moment(4).date(), seen=dossier.revision, **told,
    )  # fmt: skip
    consulting.give_opinion(
        opinion=Opinion.objects.get(dossier=dossier), by=cast.land_head, stance="agrees",
        answer="Không vướng quy hoạch.", upload=make.picture(), at=make.MONDAY,
    )  # fmt: skip
    dossier = Dossier.objects.select_related("step", "version").get(pk=dossier.pk)
    return consulting.record_verification(
        dossier=dossier, happened_at=make.MONDAY, place="Bản Thượng", participants="Sùng A Bản",
        content="Xem lại ranh giới.", conclusion="Đúng như hồ sơ.", upload=make.picture(),
        seen=dossier.revision, **told,
    )  # fmt: skip


def packed(cast: Cast) -> ArchivePackage:
    """A package for the archive, made a year after all ended, handed over with its signed record."""
    later = make.moment(5, month=4).replace(year=2027)
    package, _ = archiving.start_package(by=cast.clerk, at=later)
    told: dict[str, Any] = {
        "package": archiving.pack(package=package, at=later),
        "by": cast.clerk,
        "at": later,
    }
    parties = Parties("1/BB", "Lò Thị Văn", "Văn thư", "Lưu trữ tỉnh", "Hà Thị Kho", "")
    draw_record(parties=parties, **told)
    return hand_over(received_by="Hà Thị Kho", received_on=later.date(), upload=make.picture(), **told)


def build(cast: Cast) -> World:
    """Make it through the services."""
    when = make.MONDAY
    scan = PaperIn(None, "Bản quét", Paper.Medium.COPY, make.picture())
    handled = make.assigned(cast, when, papers=(scan,))
    handled = looked_into(put_off(handled, cast), cast)
    wording = {"template": "giay-xac-nhan", "title": "Giấy xác nhận", "body": "Xác nhận đúng nơi ở."}
    proving.write_result(dossier=handled, **wording, by=cast.specialist, at=when)
    lacking = make.assigned(cast, when)
    lacking = intake.request_supplement(
        dossier=lacking,
        by=cast.specialist,
        items=[intake.Lack(None, "Giấy tờ nhà", "Bản chụp mờ, chụp lại")],
        at=when,
        seen=lacking.revision,
    )
    refused = make.filed(cast.citizen, when)
    refused = intake.refuse(
        dossier=refused,
        by=cast.one_stop_officer,
        reason="Không thuộc xã này.",
        at=when,
        seen=refused.revision,
    )
    user = cast.citizen.user
    assert user is not None
    returned = make.returned(cast, when)
    dead = enqueue("indicators.sweep", {}, at=when, key="thu-chet")
    Job.objects.filter(pk=dead.pk).update(state=Job.State.DEAD)
    reports.closed_quarter(cast.head_of_office)
    report = reports.opened(cast.head_of_office)
    reports.made(report)
    drawn_again(cast.control_officer, at=when)
    drawn_anew(cast.control_officer, at=when)
    money.worldly(cast)
    fees.revised(cast.control_officer, at=when)
    return World(
        citizen=cast.citizen,
        draft=make.draft_of(cast.citizen, when=when),
        handled=handled,
        opinion=Opinion.objects.get(dossier=handled),
        verification=Verification.objects.get(dossier=handled),
        paper=read_to_text(handled, when),
        old_result=old_result(cast, when),
        lacking=lacking,
        refused=refused,
        withdrawn=ending.withdraw(
            dossier=make.assigned(cast, when), by=cast.citizen, reason="Nộp nhầm thủ tục.", at=when
        ),
        returned=returned,
        package=packed(cast),
        kept=StoreItem.objects.get(owner=cast.citizen, subject=returned.subject, source="result"),
        group=taken_in_together(cast),
        group_draft=begun_together(cast),
        attestation=certified(cast),
        copy=certified_as_files(cast),
        ticket=called_today(cast),
        delegation=away_next_year(cast),
        notice=notify(user, title="Tin", body="Một tin nhỏ.", key="thu-tin", at=when),
        job=enqueue("indicators.sweep", {}, at=when, owner=user.get_username()),
        dead_job=dead,
        typed=typed.waiting(cast.head_of_office, window="2025-Q4", at=when),
        typed_draft=typed.draft(cast.head_of_office, window="2025-Q3", at=when),
        frozen=closed_figure(),
        score=declared.self_scored(cast.head_of_office, at=when),
        reading=plan_readings.uploaded(cast.head_of_office, moment=when),
        task=tasks.sent(tasks.given(cast.chairman, when, lead=org.unit(tasks.ECONOMY)), cast.land_head, when),
        money=tasks.money(cast.head_of_office, when),
        bank_line=bank_work.an_open_line(cast.one_stop_officer),
        order=bank_work.an_order(),
        report=report,
        part=report.parts.order_by("pk")[0],
        template=reports.template(cast.head_of_office),
        note=add_note(target="II-01", text="Đã nhắc đơn vị.", by=cast.head_of_office, at=when),
    )
