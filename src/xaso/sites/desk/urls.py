"""Addresses of the officers' pages: Today, and what the modules bring."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from xaso.modules.dossiers.urls import desk_patterns as dossiers_patterns
from xaso.modules.indicators.urls import typed_patterns
from xaso.modules.org.urls import desk_patterns as org_patterns
from xaso.modules.payments.urls import bank_desk_patterns
from xaso.modules.payments.urls import desk_patterns as payments_patterns
from xaso.modules.plan.urls import tasks_desk_patterns
from xaso.modules.procedures.urls import desk_patterns as procedures_patterns
from xaso.modules.visits.urls import desk_patterns as visits_patterns

from .pages import today

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(([path("", today.today, name="today")], "desk"))),
    path("", include((dossiers_patterns, "dossiers_desk"))),
    path("", include((procedures_patterns, "procedures_desk"))),
    path("", include((org_patterns, "org_desk"))),
    path("thu-phi/", include((payments_patterns, "payments_desk"))),
    path("thu-phi/", include((bank_desk_patterns, "payments_bank"))),
    path("nhiem-vu/", include((tasks_desk_patterns, "tasks_desk"))),
    path("", include((typed_patterns, "typed"))),
    path("", include((visits_patterns, "visits_desk"))),
]
