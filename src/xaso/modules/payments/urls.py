"""Addresses of fees and charges; the sites include them."""

from __future__ import annotations

from django.urls import URLPattern, path

from .pages import bank_statements

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
