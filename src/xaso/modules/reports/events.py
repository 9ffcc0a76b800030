"""What happens to reports and templates, as told to the journal. Plain values only."""

from dataclasses import dataclass
from typing import ClassVar

from xaso.platform.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class ReportEvent(Event):
    """What every fact of a report carries. ``words``: how the timeline tells it."""

    words: ClassVar[str] = ""
    code: str


@dataclass(frozen=True, kw_only=True)
class ReportOpened(ReportEvent):
    """A report was opened for a closed period; its parts wait for their offices."""

    name: ClassVar[str] = "reports.opened"
    words: ClassVar[str] = "Lập báo cáo"
    kind: str
    profile: str
    window: str
    parts: int


@dataclass(frozen=True, kw_only=True)
class ReasonEvent(ReportEvent):
    """Something was given back or dropped, and why."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class PaperEvent(ReportEvent):
    """Something happened to the paper as it stands: ``pdf`` is its digest."""

    pdf: str


@dataclass(frozen=True, kw_only=True)
class FilesEvent(PaperEvent):
    """Files were made: the digest of each."""

    word: str
    annex: str


@dataclass(frozen=True, kw_only=True)
class PartEvent(ReportEvent):
    """Something happened to an office's part."""

    heading: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class PartWritten(PartEvent):
    """Words of a part were changed; ``length`` in characters."""

    name: ClassVar[str] = "reports.part_written"
    words: ClassVar[str] = "Viết phần của đơn vị"
    length: int


@dataclass(frozen=True, kw_only=True)
class PartSent(PartEvent):
    """The office sent its part to the focal office."""

    name: ClassVar[str] = "reports.part_sent"
    words: ClassVar[str] = "Gửi phần của đơn vị"


@dataclass(frozen=True, kw_only=True)
class PartAccepted(PartEvent):
    """The focal office took the part."""

    name: ClassVar[str] = "reports.part_accepted"
    words: ClassVar[str] = "Nhận phần của đơn vị"


@dataclass(frozen=True, kw_only=True)
class PartReturned(PartEvent, ReasonEvent):
    """The focal office gave the part back, and why."""

    name: ClassVar[str] = "reports.part_returned"
    words: ClassVar[str] = "Trả lại phần của đơn vị"


@dataclass(frozen=True, kw_only=True)
class TextMerged(ReportEvent):
    """The focal office merged the words under a heading."""

    name: ClassVar[str] = "reports.text_merged"
    words: ClassVar[str] = "Gộp lời văn"
    heading: str
    length: int


@dataclass(frozen=True, kw_only=True)
class PapersMade(FilesEvent):
    """Word, PDF and Excel were made, of which template and with which figures."""

    name: ClassVar[str] = "reports.papers_made"
    words: ClassVar[str] = "Dựng văn bản"
    revision: int
    figures: str
    template: str


@dataclass(frozen=True, kw_only=True)
class Submitted(PaperEvent):
    """The focal office put the report before the head."""

    name: ClassVar[str] = "reports.submitted"
    words: ClassVar[str] = "Trình duyệt"


@dataclass(frozen=True, kw_only=True)
class GivenBack(ReasonEvent):
    """The head gave the report back, and why."""

    name: ClassVar[str] = "reports.given_back"
    words: ClassVar[str] = "Trả lại báo cáo"


@dataclass(frozen=True, kw_only=True)
class Approved(PaperEvent):
    """The head approved what the PDF of this digest says."""

    name: ClassVar[str] = "reports.approved"
    words: ClassVar[str] = "Duyệt"


@dataclass(frozen=True, kw_only=True)
class Issued(FilesEvent):
    """The report was issued under a number and a date; its files are frozen."""

    name: ClassVar[str] = "reports.issued"
    words: ClassVar[str] = "Ban hành"
    number: str
    issued_on: str


@dataclass(frozen=True, kw_only=True)
class Dropped(ReasonEvent):
    """A draft was dropped, and why."""

    name: ClassVar[str] = "reports.dropped"
    words: ClassVar[str] = "Bỏ báo cáo"


@dataclass(frozen=True, kw_only=True)
class TemplateEvent(Event):
    """Something happened to a version of a template."""

    kind: str
    profile: str
    number: int


@dataclass(frozen=True, kw_only=True)
class TemplateAdded(TemplateEvent):
    """A template edited in Word came into use."""

    name: ClassVar[str] = "reports.template_added"
    sha256: str


@dataclass(frozen=True, kw_only=True)
class TemplateWithdrawn(TemplateEvent):
    """A version of a template went out of use."""

    name: ClassVar[str] = "reports.template_withdrawn"
