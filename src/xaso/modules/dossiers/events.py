"""What happens to dossiers, as told to the journal and to whoever listens. Plain values only."""

from dataclasses import dataclass, field
from typing import ClassVar

from xaso.platform.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class DossierEvent(Event):
    """What a fact of a dossier carries. `done`: the verb of who was first; `counted`: what figures count."""

    done: ClassVar[str] = "ghi"
    code: str
    procedure_code: str
    procedure_name: str
    field_code: str
    state: str
    filed_on: str
    received_on: str | None
    finished_on: str | None
    counted: dict[str, str | int | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Filed(DossierEvent):
    """A person filed online."""

    name: ClassVar[str] = "dossiers.filed"
    done: ClassVar[str] = "nộp"
    channel: str
    applicant: str
    submitter: str


@dataclass(frozen=True, kw_only=True)
class Received(DossierEvent):
    """The one-stop received the dossier; the clock runs."""

    name: ClassVar[str] = "dossiers.received"
    done: ClassVar[str] = "tiếp nhận"
    channel: str
    entry: str
    due_at: str | None
    due_lines: list[str]


@dataclass(frozen=True, kw_only=True)
class SupplementRequested(DossierEvent):
    """Mẫu 02: the clock rests until the person has met the list."""

    name: ClassVar[str] = "dossiers.supplement_requested"
    done: ClassVar[str] = "yêu cầu bổ sung"
    number: int
    items: list[dict[str, str]]
    exception: str


@dataclass(frozen=True, kw_only=True)
class SupplementProvided(DossierEvent):
    """The person met the list; the clock runs on."""

    name: ClassVar[str] = "dossiers.supplement_provided"
    done: ClassVar[str] = "bổ sung giấy tờ cho"
    number: int
    reply: str
    papers: int
    due_at: str | None


@dataclass(frozen=True, kw_only=True)
class Extended(DossierEvent):
    """Mẫu 04: the date of return was put off, with an apology."""

    name: ClassVar[str] = "dossiers.extended"
    done: ClassVar[str] = "hẹn lại ngày trả"
    number: int
    reason: str
    old_due_at: str
    due_at: str


@dataclass(frozen=True, kw_only=True)
class OpinionsAsked(DossierEvent):
    """Offices and agencies were asked the same question. `units` are codes of offices of the commune."""

    name: ClassVar[str] = "dossiers.opinions_asked"
    done: ClassVar[str] = "lấy ý kiến về"
    asked: list[str]
    units: list[str]
    question: str
    due_at: str


@dataclass(frozen=True, kw_only=True)
class OpinionGiven(DossierEvent):
    """One of those asked answered. `asker` is the key of the officer who asked."""

    name: ClassVar[str] = "dossiers.opinion_given"
    done: ClassVar[str] = "ghi ý kiến về"
    asked: str
    asker: int
    stance: str
    answer: str
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class OpinionMissed(DossierEvent):
    """The day of one of those asked is over without an answer; nothing else follows."""

    name: ClassVar[str] = "dossiers.opinion_missed"
    done: ClassVar[str] = "báo chậm ý kiến về"
    asked: str
    asker: int
    due_at: str


@dataclass(frozen=True, kw_only=True)
class Verified(DossierEvent):
    """Something was looked at in the field and written down."""

    name: ClassVar[str] = "dossiers.verified"
    done: ClassVar[str] = "ghi biên bản xác minh"
    happened_at: str
    place: str
    conclusion: str


@dataclass(frozen=True, kw_only=True)
class Refused(DossierEvent):
    """Mẫu 03: not received."""

    name: ClassVar[str] = "dossiers.refused"
    done: ClassVar[str] = "từ chối tiếp nhận"
    reason: str


@dataclass(frozen=True, kw_only=True)
class StepEvent(DossierEvent):
    """What every fact of a step carries: which step, and who holds the dossier now."""

    step: str
    unit: str
    holder: str
    note: str


@dataclass(frozen=True, kw_only=True)
class StepStarted(StepEvent):
    """The dossier came to a step, an office and, where known, an officer."""

    name: ClassVar[str] = "dossiers.step_started"
    done: ClassVar[str] = "chuyển bước"
    kind: str
    due_at: str | None
    medium: str


@dataclass(frozen=True, kw_only=True)
class Assigned(StepEvent):
    """The dossier has a holder, or another one, within its step."""

    name: ClassVar[str] = "dossiers.assigned"
    done: ClassVar[str] = "giao người xử lý"
    how: str
    medium: str


@dataclass(frozen=True, kw_only=True)
class SentBack(StepEvent):
    """The dossier went back to an earlier step."""

    name: ClassVar[str] = "dossiers.sent_back"
    done: ClassVar[str] = "chuyển trả"
    kind: str


@dataclass(frozen=True, kw_only=True)
class PaperAttached(DossierEvent):
    """An officer attached what their step must have."""

    name: ClassVar[str] = "dossiers.paper_attached"
    done: ClassVar[str] = "đính giấy vào"
    paper: str


@dataclass(frozen=True, kw_only=True)
class ResultProposed(DossierEvent):
    """The specialist put a result forward for checking and approval."""

    name: ClassVar[str] = "dossiers.result_proposed"
    done: ClassVar[str] = "trình kết quả"
    outcome: str
    summary: str
    has_file: bool


@dataclass(frozen=True, kw_only=True)
class Approved(DossierEvent):
    """Whoever signs approved the result."""

    name: ClassVar[str] = "dossiers.approved"
    done: ClassVar[str] = "duyệt kết quả"
    outcome: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Ready(DossierEvent):
    """The result waits for the person."""

    name: ClassVar[str] = "dossiers.ready"
    done: ClassVar[str] = "hoàn thành kết quả"
    outcome: str
    number: str
    is_late: bool | None
    has_file: bool


@dataclass(frozen=True, kw_only=True)
class Returned(DossierEvent):
    """The person has the result."""

    name: ClassVar[str] = "dossiers.returned"
    done: ClassVar[str] = "trả kết quả"
    channel: str
    returned_to: str


@dataclass(frozen=True, kw_only=True)
class PaperScanned(DossierEvent):
    """A paper, or the result, has a scan now; the file is named with its hash."""

    name: ClassVar[str] = "dossiers.paper_scanned"
    done: ClassVar[str] = "quét giấy tờ của"
    paper: str
    way: str
    file: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ScanChecked(DossierEvent):
    """A scan passed its check list, or must be made again."""

    name: ClassVar[str] = "dossiers.scan_checked"
    done: ClassVar[str] = "kiểm tra bản quét của"
    paper: str
    outcome: str
    fault: str


@dataclass(frozen=True, kw_only=True)
class ScanWaived(DossierEvent):
    """A paper need not be scanned, and why; an empty reason: it must be, after all."""

    name: ClassVar[str] = "dossiers.scan_waived"
    done: ClassVar[str] = "ghi việc số hóa của"
    paper: str
    reason: str
    substitute: str


@dataclass(frozen=True, kw_only=True)
class FeeAsked(DossierEvent):
    """A fee was asked for in the middle of the work; the clock rests."""

    name: ClassVar[str] = "dossiers.fee_asked"
    done: ClassVar[str] = "báo nộp phí của"
    bill: str
    amount: int


@dataclass(frozen=True, kw_only=True)
class WorkResumed(DossierEvent):
    """The fee waited for was paid or taken back; the clock runs again."""

    name: ClassVar[str] = "dossiers.work_resumed"
    done: ClassVar[str] = "cho chạy tiếp"
    bill: str
    due_at: str | None


@dataclass(frozen=True, kw_only=True)
class FeePaid(DossierEvent):
    """What the dossier owed was paid."""

    name: ClassVar[str] = "dossiers.fee_paid"
    done: ClassVar[str] = "ghi thu phí của"
    bill: str
    amount: int
    method: str


@dataclass(frozen=True, kw_only=True)
class FeeRefunded(DossierEvent):
    """What was paid for the dossier was given back."""

    name: ClassVar[str] = "dossiers.fee_refunded"
    done: ClassVar[str] = "ghi hoàn trả phí của"
    bill: str
    amount: int


@dataclass(frozen=True, kw_only=True)
class Attested(Event):
    """An act of certification stands in its book."""

    name: ClassVar[str] = "dossiers.attested"
    code: str
    book: str
    year: int
    number: int
    document: str
    copies: int


@dataclass(frozen=True, kw_only=True)
class GroupTakenIn(Event):
    """Several dossiers of one person were taken in together, or filed by the person in one go."""

    name: ClassVar[str] = "dossiers.group_taken_in"
    group: str
    group_name: str
    codes: list[str]


@dataclass(frozen=True, kw_only=True)
class ResultEnded(DossierEvent):
    """A result given before holds no longer: withdrawn, or another (`by_number`) stands in its place."""

    name: ClassVar[str] = "dossiers.result_ended"
    done: ClassVar[str] = "thu hồi kết quả của"
    reason: str
    by_number: str


@dataclass(frozen=True, kw_only=True)
class Withdrawn(DossierEvent):
    """The applicant took the dossier back."""

    name: ClassVar[str] = "dossiers.withdrawn"
    done: ClassVar[str] = "ghi nhận rút"
    reason: str


@dataclass(frozen=True, kw_only=True)
class Stopped(DossierEvent):
    """An officer in charge stopped the work."""

    name: ClassVar[str] = "dossiers.stopped"
    done: ClassVar[str] = "dừng giải quyết"
    reason: str


@dataclass(frozen=True, kw_only=True)
class OldResultEvent(Event):
    """A fact of the register of old results, which are no dossiers."""


@dataclass(frozen=True, kw_only=True)
class OldResultsListed(OldResultEvent):
    """Rows of a sheet came into the register of old results."""

    name: ClassVar[str] = "dossiers.old_results_listed"
    count: int
    file: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class OldResultScanned(OldResultEvent):
    """An old result has a scan, for a second person to check."""

    name: ClassVar[str] = "dossiers.old_result_scanned"
    code: str
    file: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class OldResultChecked(OldResultEvent):
    """A second person found the scan of an old result right, or faulty."""

    name: ClassVar[str] = "dossiers.old_result_checked"
    code: str
    outcome: str
    fault: str


@dataclass(frozen=True, kw_only=True)
class OldResultVoided(OldResultEvent):
    """An old result is no longer in force."""

    name: ClassVar[str] = "dossiers.old_result_voided"
    code: str
    on: str
    note: str
