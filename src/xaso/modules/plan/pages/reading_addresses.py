"""Addresses of reading plans, under /dieu-hanh/ke-hoach/."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import reading_activities as activities
from . import reading_findings as findings
from . import reading_home as home
from . import reading_items as items
from . import reading_overview as overview
from . import reading_source as source
from . import reading_upload as upload

ONE = "ban-doc/<uuid:reading_id>/"
VERSIONS = "phien-ban/<str:plan>/"

patterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("nop/", upload.upload, name="upload"),
    path(ONE, overview.reading, name="reading"),
    path(f"{ONE}chi-tieu/", items.items, name="items"),
    path(f"{ONE}chi-tieu/nhieu/", items.many, name="many"),
    path(f"{ONE}chi-tieu/<int:order>/", items.item, name="item"),
    path(f"{ONE}khong-nhac-toi/", items.unnamed, name="unnamed"),
    path(f"{ONE}can-xem-lai/", findings.findings, name="findings"),
    path(f"{ONE}can-xem-lai/<int:order>/", findings.finding, name="finding"),
    path(f"{ONE}van-ban/", source.source, name="source"),
    path(f"{ONE}nhiem-vu/", source.tasks, name="tasks"),
    path(f"{ONE}hoat-dong/", activities.activities, name="activities"),
    path(f"{ONE}hoat-dong/nhieu/", activities.many, name="many_activities"),
    path(f"{ONE}hoat-dong/<int:order>/", activities.activity, name="activity"),
    path(f"{ONE}xac-nhan/", overview.confirm, name="confirm"),
    path(f"{ONE}hieu-luc/", overview.in_force, name="in_force"),
    path(f"{ONE}mo-lai/", overview.reopen, name="reopen"),
    path(f"{ONE}bo/", overview.drop, name="drop"),
    path(f"{ONE}ket-qua.json", overview.result, name="result"),
    path(f"{ONE}tep-goc/", overview.source_file, name="file"),
    path(VERSIONS, home.version_list, name="versions"),
    path(f"{VERSIONS}so-sanh/", home.compare, name="compare"),
    path(f"{VERSIONS}<int:number>/", home.version, name="version"),
    path(f"{VERSIONS}<int:number>.json", home.version_json, name="version_json"),
]
