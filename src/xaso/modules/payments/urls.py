"""Addresses of fees and charges; the sites include them."""

from __future__ import annotations

from django.urls import URLPattern, path

from .pages import bank_addresses, bills, receipts, refunds, shifts

bank_desk_patterns = bank_addresses.desk_patterns
"""Statements, orders and reconciliation, under /ban-lam-viec/thu-phi/ (`payments_bank`)."""

people_patterns = bank_addresses.people_patterns
"""Paying without signing in (`payments_people`)."""

desk_patterns: list[URLPattern] = [
    path("", bills.bill_list, name="list"),
    path("lap/", bills.make, name="make"),
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
