"""Addresses of fees and charges; the sites include them."""

from __future__ import annotations

from django.urls import URLPattern, path

from .pages import bank_statements, bills, receipts, refunds, shifts

bank_desk_patterns: list[URLPattern] = [
    path("sao-ke/", bank_statements.statements, name="statements"),
    path("sao-ke/can-xem/", bank_statements.queue, name="queue"),
    path("sao-ke/dong/<int:key>/", bank_statements.line, name="line"),
    path("sao-ke/dong/<int:key>/ghi/", bank_statements.settle, name="settle"),
    path("sao-ke/dong/<int:key>/gac/", bank_statements.set_aside, name="set_aside"),
    path("sao-ke/dong/<int:key>/mo-lai/", bank_statements.reopen, name="reopen"),
    path("sao-ke/<uuid:public_id>/", bank_statements.statement, name="statement"),
]
"""Statements and matching, under /ban-lam-viec/thu-phi/ (`payments_bank`)."""

desk_patterns: list[URLPattern] = [
    path("", bills.bill_list, name="list"),
    path("lap/", bills.make, name="make"),
    path("bieu-thu/", refunds.fees, name="fees"),
    path("ca/", shifts.shifts, name="shifts"),
    path("ca/<int:key>/", shifts.shift, name="shift"),
    path("ca/<int:key>/chot/", shifts.close, name="close"),
    path("ca/<int:key>/ban-giao/", shifts.hand_over, name="hand_over"),
    path("ca/<int:key>/bien-ban.pdf", shifts.sheet, name="sheet"),
    path("so/", receipts.ledger, name="ledger"),
    path("so/<slug:kind>/", receipts.ledger, name="ledger_of"),
    path("so/<slug:kind>/so-thu.xlsx", receipts.ledger_file, name="ledger_file"),
    path("hoan-tra/", refunds.refund_list, name="refunds"),
    path("hoan-tra/<int:key>/", refunds.refund, name="refund"),
    path("hoan-tra/<int:key>/quyet-dinh/", refunds.decide, name="decide"),
    path("hoan-tra/<int:key>/chi-tra/", refunds.pay_out, name="pay_out"),
    path("bien-lai/<int:key>.pdf", receipts.paper, name="receipt"),
    path("bien-lai/<int:key>/in-lai/", receipts.reprint, name="reprint"),
    path("bien-lai/<int:key>/thay/", receipts.replace, name="replace"),
    path("khoan/<str:code>/", bills.bill, name="bill"),
    path("khoan/<str:code>/tien-mat/", bills.take_cash, name="take_cash"),
    path("khoan/<str:code>/huy/", bills.cancel, name="cancel"),
    path("khoan/<str:code>/hoan-tra/", bills.ask_refund, name="ask_refund"),
]
"""Bills, receipts, shifts, ledgers and refunds, under /ban-lam-viec/thu-phi/ (`payments_desk`)."""
