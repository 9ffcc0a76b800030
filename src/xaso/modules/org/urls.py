"""Addresses of org's pages at the officers' desk; the site includes them under a namespace."""

from django.urls import URLPattern, path

from xaso.modules.org.pages import delegations

_ALL = "lam-thay/"

desk_patterns: list[URLPattern] = [
    path(_ALL, delegations.delegations, name="delegations"),
    path(f"{_ALL}moi/", delegations.delegate, name="delegate"),
    path(f"{_ALL}<int:number>/thoi/", delegations.withdraw, name="withdraw_delegation"),
]
