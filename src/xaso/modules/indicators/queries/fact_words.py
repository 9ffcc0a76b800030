"""The facts frozen with a record, in words people read: what each is called, and what each value means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field

from xaso.kernel.money import grouped
from xaso.kernel.wording import day_words, moment_words

from ..rules.findings import Finding
from ..rules.freezing import Plain

NAMES = {
    "applicant_verified": "đã xác thực người nộp",
    "asked_again": "giấy nộp lại",
    "attitude": "đánh giá thái độ",
    "checked_at": "lúc kiểm tra xong",
    "channel": "kênh nộp",
    "code": "mã",
    "code_is_local": "mã tạm của xã",
    "deadline": "hạn",
    "controlled_on": "ngày kiểm soát dự thảo",
    "due_at": "hạn trả",
    "decided_on": "ngày ký",
    "drafted_here": "dự thảo do xã trình",
    "dialogues": "buổi đối thoại",
    "ended_on": "ngày kết thúc",
    "started_on": "ngày bắt đầu",
    "at": "lúc nộp",
    "method": "cách nộp",
    "service": "mã thủ tục",
    "due_tasks": "nhiệm vụ đến hạn",
    "due_on": "hạn ký",
    "entry": "cách vào sổ",
    "fee_amount": "mức phí",
    "fee_method": "cách nộp phí",
    "fee_owed": "phải nộp",
    "fee_set_by_province": "phí do tỉnh quy định",
    "filing_place": "nơi nộp",
    "finished_at": "lúc có kết quả",
    "issued_at": "lúc phát hành",
    "finished_on": "ngày xong",
    "first_deadline": "hạn ban đầu",
    "four_on_the_spot": "4 tại chỗ",
    "gives_paper_result": "có kết quả giấy",
    "handover_count": "số lần luân chuyển",
    "has_reused_paper": "dùng lại giấy tờ đã có",
    "held": "giấy xã đã có",
    "issued_on": "ngày cấp",
    "is_active": "đang hoạt động",
    "is_digitised": "đã số hóa",
    "is_hidden": "đã ẩn",
    "is_late": "quá hạn",
    "kind": "loại",
    "late_tasks": "nhiệm vụ quá hạn",
    "level": "mức đánh giá",
    "online_submission": "cách nộp trực tuyến",
    "law_effective_on": "ngày văn bản căn cứ có hiệu lực",
    "paper_handover_count": "số lần chuyển bản giấy",
    "number": "số quyết định",
    "paused_at": "tạm dừng từ",
    "period_plans": "kế hoạch giai đoạn",
    "received_at": "lúc tiếp nhận",
    "reception_place": "nơi khác nhận hồ sơ",
    "requested_again": "giấy yêu cầu bổ sung dù đã có",
    "returned_at": "lúc trả kết quả",
    "reused": "giấy lấy lại",
    "publish_due_on": "hạn công khai",
    "published_on": "ngày công khai",
    "service_level": "mức dịch vụ",
    "source_url": "địa chỉ nguồn",
    "state": "trạng thái",
    "steps_kind": "cách ghi trình tự",
    "supplement_count": "số lần bổ sung",
    "time_unit": "đơn vị thời hạn",
    "time_value": "thời hạn",
    "valid_from": "hiệu lực từ",
    "valid_to": "hết hiệu lực",
    "via_one_stop": "qua một cửa",
    "void_on": "hết hiệu lực từ",
    "year_plans": "kế hoạch năm",
}
"""By the last word of the path; a test holds every fact of every measure against it."""

OWNERS = {"field__code": "lĩnh vực", "procedure__field__code": "lĩnh vực", "procedure__code": "mã thủ tục",
          "result__file": "tệp kết quả"}  # fmt: skip
"""Paths whose last word alone would not tell."""


def fact_name(path: str) -> str:
    """Return what a fact is called, for the head of a column."""
    return OWNERS.get(path) or NAMES.get(path.rpartition("__")[2]) or path


def fact_value(model: str, path: str, value: Plain) -> str:
    """Return a frozen value in words: a choice by its label, a moment, a day, yes or no; empty when none."""
    field = _field(model, path)
    if value is None or value == "":
        return ""
    if field is not None and field.is_relation:
        return "có"
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _words(value)


def in_words(finding: Finding) -> Finding:
    """Return a finding with its fact and its values as people read them."""
    if not finding.fact:
        return finding
    return replace(
        finding,
        fact=fact_name(finding.fact),
        before=fact_value(finding.model, finding.fact, finding.before),
        now=fact_value(finding.model, finding.fact, finding.now),
    )


def _words(value: Plain) -> str:
    match value:
        case bool():
            return "có" if value else "không"
        case int():
            return grouped(value)
        case _:
            return _moment(str(value))


def _moment(text: str) -> str:
    """A moment or a day as people write it; any other text as it is."""
    try:
        return (
            moment_words(datetime.fromisoformat(text)) if "T" in text else day_words(date.fromisoformat(text))
        )
    except ValueError:
        return text


def _field(model: str, path: str) -> Field[Any, Any] | None:
    """The field a path leads to; None for what only one question adds."""
    here: Any = apps.get_model(model)
    names = path.split("__")
    for name in names[:-1]:
        try:
            here = here._meta.get_field(name).related_model
        except FieldDoesNotExist:
            return None
    try:
        field = here._meta.get_field(names[-1])
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) else None
