"""Addresses of the bank's side: statements and orders at the desk, paying without signing in."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import accounts, bank_orders, bank_report, bank_statements, people_pay

desk_patterns: list[URLPattern] = [
    path("sao-ke/", bank_statements.statements, name="statements"),
    path("sao-ke/can-xem/", bank_statements.queue, name="queue"),
    path("sao-ke/dong/<int:key>/", bank_statements.line, name="line"),
    path("sao-ke/dong/<int:key>/ghi/", bank_statements.settle, name="settle"),
    path("sao-ke/dong/<int:key>/gac/", bank_statements.set_aside, name="set_aside"),
    path("sao-ke/dong/<int:key>/mo-lai/", bank_statements.reopen, name="reopen"),
    path("sao-ke/<uuid:public_id>/", bank_statements.statement, name="statement"),
    path("doi-soat/", bank_report.report, name="report"),
    path("doi-soat/doi-soat.xlsx", bank_report.report_file, name="report_file"),
    path("truc-tuyen/", bank_orders.orders, name="orders"),
    path("truc-tuyen/<str:code>/", bank_orders.order, name="order"),
    path("truc-tuyen/<str:code>/hoi/", bank_orders.ask, name="ask"),
    path("truc-tuyen/<str:code>/da-tra-lai/", bank_orders.returned, name="returned"),
    path("tai-khoan/", accounts.accounts, name="accounts"),
    path("tai-khoan/moi/", accounts.new, name="account_new"),
    path("tai-khoan/<int:key>/", accounts.account, name="account"),
    path("tai-khoan/<int:key>/quyet-dinh/", accounts.decide, name="account_decide"),
    path("tai-khoan/<int:key>/rut/", accounts.withdraw, name="account_withdraw"),
    path("tai-khoan/<int:key>/ngung/", accounts.stop, name="account_stop"),
]

people_patterns: list[URLPattern] = [
    path("nop-phi/<str:code>/<str:mark>/", people_pay.pay, name="pay"),
    path("nop-phi/<str:code>/<str:mark>/truc-tuyen/", people_pay.online, name="online"),
    path("nop-phi/<str:code>/<str:mark>/bien-lai/<int:key>.pdf", people_pay.receipt, name="receipt"),
    path("cong-thanh-toan/tra-loi/", people_pay.answers, name="answers"),
    path("cong-dien-tap/<str:reference>/", people_pay.rehearsal, name="rehearsal"),
]
