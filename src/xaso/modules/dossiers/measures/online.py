"""Who and what went online: people who file online, procedures that are filed online."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.modules.procedures.queries import of_versions
from xaso.platform.measuring.figures import PERCENT, Share
from xaso.platform.measuring.registry import Split, measure

from ..models import Dossier
from ..models.conditions import OF_PEOPLE
from ..models.querysets import DossierQuerySet
from .ways import BY_FIELD, BY_VILLAGE

PROCEDURES = "procedures"


@measure(
    "dossiers.online_users_identified",
    "Tỷ lệ người dùng dịch vụ công trực tuyến được định danh, xác thực điện tử",
    unit=PERCENT,
    basis="Kế hoạch của xã mục III.6-01: 100%",
    certainty=Certainty.B,
    definition=(
        "Người nộp hồ sơ trực tuyến trong kỳ đã định danh, xác thực điện tử, chia cho mọi người nộp hồ sơ "
        "trực tuyến trong kỳ. Mỗi người tính một lần, theo hồ sơ trực tuyến mới nhất của họ trong kỳ; danh "
        "sách là các hồ sơ ấy, không có tên người."
    ),
    part_name="người nộp trực tuyến đã định danh (mỗi người một hồ sơ)",
    whole_name="người nộp trực tuyến (mỗi người một hồ sơ)",
    splits=(BY_VILLAGE, BY_FIELD),
    facts=("received_at", "channel", "applicant_verified"),
)
def online_users_identified(period: Period) -> Share:
    """Each person who filed online what was received in the period, once, as their latest such dossier.

    The part is those electronically identified when they filed it. People of two months are not twice the
    people of a year, so the months do not add up. Basis: the commune's plan, III.6-01 (targets.md).
    """
    whole = Dossier.objects.latest_online_of_each(period)
    return Share.of(whole, Q(applicant_verified=True))


@measure(
    "dossiers.services_identified",
    "Tỷ lệ thủ tục của người dân có người nộp đã định danh điện tử",
    unit=PERCENT,
    basis="QĐ 766/QĐ-TTg, tiêu chí 4.5 (thủ tục), theo mô tả công thức của Bộ chỉ số",
    certainty=Certainty.C,
    definition=(
        "Thủ tục có ít nhất một hồ sơ của người dân mà người nộp đã định danh, xác thực điện tử, chia cho "
        "thủ tục có ít nhất một hồ sơ của người dân đã tiếp nhận trong kỳ. Bộ 766 còn tính hồ sơ có mã "
        "tra cứu cơ sở dữ liệu dân cư, và lấy mọi thủ tục dành cho người dân làm mẫu số; danh mục chưa "
        "tách thủ tục chỉ dành cho tổ chức nên ở đây lấy thủ tục có phát sinh."
    ),
    part_name="thủ tục có người nộp đã định danh",
    whole_name="thủ tục có hồ sơ của người dân",
    splits=(Split("field", "Lĩnh vực", "field__name"),),
    listing=PROCEDURES,
    facts=("field__code", "filing_place", "is_hidden"),
)
def services_identified(period: Period) -> Share:
    """Procedures with a dossier of people received in the period; the part has one filed by someone
    electronically identified.

    The months do not add up: a procedure used in two months is one procedure of the year.
    Basis: QĐ 766/QĐ-TTg no. 4.5a (onestop.md part 8); the code of the population database is not known here.
    """
    received = Dossier.objects.received_in(period).filter(OF_PEOPLE).order_by()
    return Share.sets(part=_used(received.filter(applicant_verified=True)), whole=_used(received))


@measure(
    "dossiers.services_online_used",
    "Tỷ lệ dịch vụ công có hồ sơ trực tuyến",
    unit=PERCENT,
    basis="QĐ 766/QĐ-TTg, tiêu chí 3.2, theo mô tả công thức của Bộ chỉ số",
    certainty=Certainty.C,
    definition=(
        "Thủ tục có ít nhất một hồ sơ nộp trực tuyến đã tiếp nhận trong kỳ, chia cho thủ tục có ít nhất một "
        "hồ sơ đã tiếp nhận trong kỳ."
    ),
    part_name="thủ tục có hồ sơ trực tuyến",
    whole_name="thủ tục có phát sinh hồ sơ",
    splits=(Split("field", "Lĩnh vực", "field__name"),),
    listing=PROCEDURES,
    facts=("field__code", "filing_place", "is_hidden"),
)
def services_online_used(period: Period) -> Share:
    """Procedures with a dossier received in the period; the part has one that was filed online.

    The months do not add up: a procedure used in two months is one procedure of the year.
    Basis: QĐ 766/QĐ-TTg no. 3.2 (onestop.md part 8).
    """
    received = Dossier.objects.received_in(period).order_by()
    return Share.sets(part=_used(received.filed_online()), whole=_used(received))


def _used(received: DossierQuerySet) -> QuerySet[Any]:
    """The procedures of these dossiers, each once: an index finds the first dossier of each version."""
    return of_versions(Exists(received.filter(version=OuterRef("pk"))))
