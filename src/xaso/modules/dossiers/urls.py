"""Addresses of the people's and the officers' pages; the sites include them under namespaces."""

from django.urls import URLPattern, path, re_path, register_converter

from .pages import (
    desk_action,
    desk_attest,
    desk_bulk,
    desk_counter,
    desk_fees,
    desk_groups,
    desk_inbox,
    desk_list,
    desk_lookup,
    desk_old_result,
    desk_old_results,
    desk_opinions,
    desk_record,
    desk_register,
    desk_scans,
    filing_check,
    filing_papers,
    filing_sections,
    filing_start,
    oversight,
    people_actions,
    people_dossiers,
    people_papers,
    track,
)
from .pages.desk_deeds import DeedConverter

_DRAFT = "nop-ho-so/soan/<uuid:draft_id>/"
_MINE = "ho-so/<str:code>/"

people_patterns: list[URLPattern] = [
    path("nop-ho-so/<str:code>/", filing_start.start, name="start"),
    path(_DRAFT, filing_sections.resume, name="draft"),
    path(f"{_DRAFT}nguoi-nop/", filing_start.party, name="draft_party"),
    path(f"{_DRAFT}nguoi-khac/", filing_start.other, name="draft_other"),
    path(f"{_DRAFT}giay-to/", filing_papers.papers, name="draft_papers"),
    path(f"{_DRAFT}giay-to/<str:field_code>/", filing_papers.paper, name="draft_paper"),
    path(f"{_DRAFT}kiem-tra/", filing_check.check, name="draft_check"),
    path(f"{_DRAFT}bo-ban-nhap/", filing_start.discard, name="draft_discard"),
    path(f"{_DRAFT}<str:section_code>/", filing_sections.section, name="draft_section"),
    path("ho-so/", people_dossiers.mine, name="mine"),
    path(_MINE, people_dossiers.mine_detail, name="mine_detail"),
    path(f"{_MINE}da-nop/", people_dossiers.filed, name="filed"),
    path(f"{_MINE}phieu-nop/", people_dossiers.filing_note, name="filing_note"),
    path(f"{_MINE}qr.svg", people_papers.qr, name="qr"),
    path(f"{_MINE}bien-nhan.pdf", people_papers.receipt, name="receipt"),
    path(f"{_MINE}bo-sung/<int:number>.pdf", people_papers.supplement, name="supplement_pdf"),
    path(f"{_MINE}xin-loi/<int:number>.pdf", people_papers.apology, name="apology"),
    path(f"{_MINE}tu-choi.pdf", people_papers.refusal, name="refusal"),
    path(f"{_MINE}dung-giai-quyet.pdf", people_papers.stop_notice, name="stop_notice"),
    path(f"{_MINE}ket-qua/", people_papers.result, name="result"),
    path(f"{_MINE}giay-to/<int:paper_id>/", people_papers.paper, name="paper"),
    path(f"{_MINE}bo-sung/", people_actions.supplement, name="supplement"),
    path(f"{_MINE}rut/", people_actions.withdraw, name="withdraw"),
    path("tra-cuu/", track.track, name="track"),
]

register_converter(DeedConverter, "deed")

_RECORD = "ho-so/<str:code>/"
_COUNTER = "tiep-nhan/"

desk_patterns: list[URLPattern] = [
    path("ho-so/", desk_list.dossier_list, name="list"),
    path("ho-so/phan-cong/", desk_bulk.bulk_assign, name="bulk_assign"),
    re_path(r"^ho-so/xuat\.(?P<kind>csv|xlsx)$", desk_list.export, name="export"),
    path("ho-so/so-theo-doi/", desk_register.register, name="register"),
    re_path(r"^ho-so/so-theo-doi\.(?P<kind>pdf|xlsx)$", desk_register.register_file, name="register_file"),
    path("ho-so/so-theo-doi/<uuid:file_id>.pdf", desk_register.register_made, name="register_made"),
    path(_RECORD, desk_record.record, name="record"),
    path(f"{_RECORD}giay-to/<int:paper_id>/", desk_record.paper, name="paper"),
    path(f"{_RECORD}tep-ket-qua/", desk_record.result_file, name="result_file"),
    path(f"{_RECORD}mau-01.pdf", desk_record.receipt, name="receipt"),
    path(f"{_RECORD}mau-02-<int:number>.pdf", desk_record.supplement, name="supplement_pdf"),
    path(f"{_RECORD}phi/", desk_fees.fees, name="fees"),
    path(f"{_RECORD}mau-04-<int:number>.pdf", desk_record.apology, name="apology"),
    path(f"{_RECORD}mau-03.pdf", desk_record.refusal, name="refusal"),
    path(f"{_RECORD}y-kien/<int:number>/", desk_opinions.opinion, name="opinion"),
    path(f"{_RECORD}y-kien/<int:number>/tep/", desk_opinions.opinion_file, name="opinion_file"),
    path(f"{_RECORD}bien-ban-<int:number>.pdf", desk_opinions.verification, name="verification"),
    path(f"{_RECORD}bien-ban-<int:number>/tep/", desk_opinions.verification_file, name="verification_file"),
    path(f"{_RECORD}mau-05.pdf", desk_record.stop_notice, name="stop_notice"),
    path(f"{_RECORD}mau-06.pdf", desk_record.control, name="control"),
    path(f"{_RECORD}so-hoa/", desk_scans.scans, name="scans"),
    path(f"{_RECORD}so-hoa/<slug:slug>/", desk_scans.sheet, name="scan_sheet"),
    path(f"{_RECORD}so-hoa/<slug:slug>/tim-duoc.pdf", desk_scans.text_copy, name="text_copy"),
    path(f"{_RECORD}<deed:deed>/", desk_action.action, name="action"),
    path("so-hoa/", desk_old_results.register, name="old_results"),
    path("so-hoa/kiem-tra/", desk_old_results.to_check, name="old_results_check"),
    path("so-hoa/mau.xlsx", desk_old_results.template, name="old_results_template"),
    path("so-hoa/nhap/", desk_old_results.bring_in, name="old_results_bring"),
    path("so-hoa/tai-tep/", desk_old_results.batch, name="old_results_batch"),
    path("so-hoa/<str:code>/", desk_old_result.record, name="old_result"),
    path("so-hoa/<str:code>/ban-quet/", desk_old_result.scan_file, name="old_result_file"),
    path("so-hoa/<str:code>/tim-duoc.pdf", desk_old_result.text_copy, name="old_result_copy"),
    path("y-kien/", desk_opinions.opinions, name="opinions"),
    path("cho-tiep-nhan/", desk_inbox.inbox, name="inbox"),
    path(_COUNTER, desk_counter.counter, name="counter"),
    path("chung-thuc/", desk_attest.book, name="attest"),
    path("chung-thuc/xuat.xlsx", desk_attest.export, name="attest_export"),
    path("chung-thuc/cho-ky/", desk_attest.to_sign, name="attest_sign"),
    path("chung-thuc/da-tra/", desk_attest.returned, name="attest_returned"),
    path("chung-thuc/<int:pk>/loi-chung.pdf", desk_attest.words, name="attest_words"),
    path(f"{_COUNTER}nhom/", desk_groups.choose_group, name="group_choose"),
    path(f"{_COUNTER}nhom/nhan/", desk_groups.take_in, name="group_take_in"),
    path("nhom-ho-so/<str:code>/", desk_groups.group, name="group"),
    path(f"{_COUNTER}tu-so-giay/", desk_counter.paper_book, name="paper_book"),
    path(f"{_COUNTER}tim-nguoi/", desk_lookup.people, name="find_people"),
    path(f"{_COUNTER}tim-thu-tuc/", desk_lookup.procedures, name="find_procedures"),
]

steering_patterns: list[URLPattern] = [
    path("", oversight.workload, name="workload"),
    re_path(r"^xuat\.(?P<kind>csv|xlsx)$", oversight.workload_export, name="workload_export"),
    path("nguy-co/", oversight.risks, name="risks"),
    path("diem-nghen/", oversight.bottlenecks, name="bottlenecks"),
    path("dau-ngay/", oversight.digest, name="digest"),
]
