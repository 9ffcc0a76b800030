"""What the interface sends and takes. Moments are ISO 8601 with their zone, days ISO dates."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import HeaderEx, Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from xaso.kernel.paging import LAST_PAGE
from xaso.kernel.text import clean

CODE = r"^[A-Za-z0-9.\-]{3,40}$"
KEY = r"^[A-Za-z0-9._\-]{8,64}$"
LONGEST_ANSWERS = 300
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _written_as_iso(value: object) -> object:
    """The value when it is an ISO day; a number of seconds is not taken for a day."""
    if isinstance(value, str) and not _ISO_DAY.fullmatch(value):
        raise ValueError("not an ISO day")
    return value


Day = Annotated[date, BeforeValidator(_written_as_iso)]
Code = Annotated[str, Field(pattern=CODE)]
Typed = Annotated[str, AfterValidator(clean)]
"""Words as a person meant them: what cannot be seen, a NUL above all, never reaches the database."""
PageNumber = Annotated[int, Field(ge=1, le=LAST_PAGE)]
IdempotencyKey = Annotated[
    str,
    HeaderEx(
        alias="Idempotency-Key",
        pattern=KEY,
        description="mã tự đặt; gửi lại cùng mã thì chỉ một hồ sơ",
    ),
]


class PageOut(Schema):
    """Một trang của danh sách dài."""

    page: int
    has_next: bool
    total: int | None = Field(description="đếm đến một mức; trống khi không đếm")
    total_is_capped: bool = Field(description="còn nhiều hơn số đã đếm")


class FieldOut(Schema):
    """Lĩnh vực."""

    code: str
    name: str
    unit: str = Field(description="đơn vị phụ trách")
    procedures: int


class FieldsOut(Schema):
    """Các lĩnh vực có thủ tục."""

    items: list[FieldOut]


class TimeOut(Schema):
    """Thời hạn theo danh mục; value hoặc unit trống nghĩa là nguồn không ghi rõ."""

    value: int | None
    unit: str | None = Field(description="working_days, days, hours, months, minutes, same_day")
    note: str


class FeeOut(Schema):
    """Phí, lệ phí."""

    amount: int | None = Field(description="đồng; trống: chưa rõ")
    set_by_province: bool
    note: str


class CertaintyOut(Schema):
    """Bản ghi này chắc chắn đến đâu."""

    confidence: str = Field(description="verified: đã kiểm chứng; partial: còn chỗ chưa kiểm chứng")
    flags: list[str]
    source: str
    source_url: str
    as_of: str


class ProcedureBrief(Schema):
    """Thủ tục trong danh sách."""

    code: str
    name: str
    field: str
    field_name: str
    filing_place: Literal["here", "national", "counter"]
    time: TimeOut
    confidence: str


class ProcedurePage(PageOut):
    """Một trang danh mục."""

    items: list[ProcedureBrief]


class ComponentOut(Schema):
    """Giấy tờ phải nộp."""

    code: str
    name: str
    originals: int
    copies: int
    required: bool
    case: str
    form_template: str


class FormPaperOut(Schema):
    """Ô giấy tờ của tờ khai: mã để gửi tệp kèm hồ sơ."""

    field: str
    label: str
    required: bool
    accept: list[str]
    component: str | None


class FormOut(Schema):
    """Tờ khai điện tử: lược đồ JSON Schema 2020-12 của lời khai và các ô giấy tờ."""

    code: str
    title: str
    basis: str
    certainty: str
    answers_schema: dict[str, Any]
    papers: list[FormPaperOut]


class ProcedureOut(ProcedureBrief):
    """Một thủ tục với mọi điều cần biết để nộp."""

    authority: str
    subjects: str
    fee: FeeOut
    result: str
    legal_basis: list[Any]
    components: list[ComponentOut]
    certainty: CertaintyOut
    filing_note: str
    form: FormOut | None = Field(description="trống khi không nộp trực tuyến tại xã")


class UploadOut(Schema):
    """Tệp đã nhận; dùng id khi nộp hồ sơ."""

    id: UUID
    name: str
    content_type: str
    size: int
    sha256: str
    pages: int | None


class FilingIn(Schema):
    """Hồ sơ gửi lên."""

    model_config = ConfigDict(extra="forbid")

    procedure: str = Field(pattern=CODE, description="mã thủ tục")
    answers: dict[str, Any] = Field(max_length=LONGEST_ANSWERS, description="theo answers_schema của thủ tục")
    papers: dict[str, list[UUID]] = Field(
        default_factory=dict, max_length=60, description="mã ô giấy tờ: các id tệp đã tải lên"
    )


class ClockOut(Schema):
    """Đồng hồ của hồ sơ."""

    kind: str
    words: str


class OwnDossierBrief(Schema):
    """Hồ sơ của người gọi."""

    code: str
    procedure: str
    procedure_name: str
    state: str
    state_words: str
    national_code: int = Field(description="trạng thái quốc gia 1 đến 10")
    filed_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    finished_at: datetime | None


class OwnDossierPage(PageOut):
    """Một trang hồ sơ của người gọi, mới nhất trước."""

    items: list[OwnDossierBrief]


class TimelineOut(Schema):
    """Một việc đã xảy ra."""

    at: datetime
    title: str
    who: str
    unit: str
    details: list[str]


class OwnDossierOut(OwnDossierBrief):
    """Một hồ sơ của người gọi, kèm cách tính hạn và diễn biến."""

    applicant: str
    submitter: str
    due_lines: list[str]
    timeline: list[TimelineOut]


class TrackIn(Schema):
    """Mã hồ sơ và bốn số cuối của số định danh hoặc số điện thoại."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(pattern=CODE)
    second_fact: str = Field(pattern=r"^[0-9]{4}$")


class TrackOut(Schema):
    """Chỉ mã và trạng thái."""

    code: str
    state_words: str
    national_code: int


class OfficerDossierBrief(Schema):
    """Hồ sơ trong danh sách của cán bộ."""

    code: str
    procedure: str
    procedure_name: str
    field_name: str
    applicant: str
    state: str
    state_words: str
    channel_words: str
    step: str
    unit: str
    holder: str
    filed_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    finished_at: datetime | None
    clock: ClockOut


class OfficerDossierPage(PageOut):
    """Một trang hồ sơ cán bộ được xem, nhiều nhất 20 dòng."""

    items: list[OfficerDossierBrief]


class AnswerOut(Schema):
    """Một câu trả lời, bằng chữ."""

    section: str
    label: str
    text: str


class PaperOut(Schema):
    """Giấy tờ trong hồ sơ."""

    name: str
    medium: str
    has_file: bool
    added_at: datetime


class OfficerDossierOut(Schema):
    """Một hồ sơ như cán bộ thấy. Mỗi lần gọi được ghi vào nhật ký xem dữ liệu cá nhân."""

    code: str
    revision: int
    procedure: str
    procedure_name: str
    applicant: str
    applicant_id_number: str
    submitter: str
    relation: str
    state: str
    state_words: str
    clock: ClockOut
    due_at: datetime | None
    due_lines: list[str]
    step: str
    unit: str
    holder: str
    answers: list[AnswerOut]
    papers: list[PaperOut]
    timeline: list[TimelineOut]
    actions: list[str] = Field(description="mã những việc người gọi được làm lúc này")


class HealthOut(Schema):
    """Hệ thống còn chạy."""

    status: Literal["ok"]
    version: str
    commune: str
    is_demo: bool


class CatalogueFilters(Schema):
    """Lọc danh mục; để trống là không lọc."""

    q: Typed = Field("", max_length=100, description="chữ cần tìm; không cần dấu, sai một chữ vẫn tìm được")
    field: Typed = Field("", max_length=40, description="mã lĩnh vực")
    event: Typed = Field("", max_length=40, description="mã sự kiện đời sống")
    place: Literal["", "here", "national", "counter"] = Field("", description="nơi nộp")


class OfficerFilters(Schema):
    """Lọc danh sách của cán bộ."""

    q: Typed = Field(
        "", max_length=100, description="chữ trong mã, tên người, tên thủ tục, hoặc số định danh"
    )
    group: Literal["", "open", "filed", "working", "supplement", "ready", "returned", "ended"] = ""
    field: Typed = Field("", max_length=40)
    unit: Typed = Field("", max_length=40)
    mine: bool = Field(False, description="chỉ hồ sơ tôi đang giữ")
    channel: Literal["", "1", "2", "3"] = ""
    due: Literal["", "overdue", "soon", "in_time", "none"] = ""
    received_from: Day | None = Field(None, description="tiếp nhận từ ngày, viết như 2026-11-24")
    received_to: Day | None = Field(None, description="tiếp nhận đến hết ngày")
    sort: Literal["newest", "oldest", "due"] = "newest"
