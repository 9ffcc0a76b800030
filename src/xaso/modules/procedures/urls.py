"""Addresses of the catalogue: people's at /thu-tuc/, officers' at /ban-lam-viec/thu-tuc/."""

from django.urls import URLPattern, path

from xaso.modules.procedures.pages import (
    decisions,
    desk_catalogue,
    exchange,
    people,
    route_draft,
    route_list,
    route_publish,
    versions,
)

app_name = "procedures"
urlpatterns: list[URLPattern] = [
    path("", people.listing, name="list"),
    path("<str:code>/", people.detail, name="detail"),
    path("<str:code>/in/", people.checklist, name="print"),
]
desk_patterns: list[URLPattern] = [
    path("thu-tuc/", desk_catalogue.listing, name="list"),
    path("thu-tuc/quy-trinh/", route_list.listing, name="routes"),
    path("thu-tuc/quy-trinh/moi/", route_list.new, name="route_new"),
    path("thu-tuc/quy-trinh/<slug:code>/", route_list.record, name="route"),
    path("thu-tuc/quy-trinh/<slug:code>/lan-moi/", route_list.revise, name="route_revise"),
    path("thu-tuc/quy-trinh/<slug:code>/lan-<int:number>/", route_list.record, name="route_number"),
    path("thu-tuc/quy-trinh/<slug:code>/lan-<int:number>/bpmn/", route_list.bpmn, name="route_bpmn"),
    path("thu-tuc/quy-trinh/<slug:code>/ban-thao/", route_draft.draft, name="route_draft"),
    path("thu-tuc/quy-trinh/<slug:code>/ban-thao/ten/", route_draft.name, name="route_name"),
    path("thu-tuc/quy-trinh/<slug:code>/ban-thao/buoc/", route_draft.step, name="route_step_new"),
    path("thu-tuc/quy-trinh/<slug:code>/ban-thao/buoc/<int:place>/", route_draft.step, name="route_step"),
    path("thu-tuc/quy-trinh/<slug:code>/ban-thao/ban-hanh/", route_publish.publish, name="route_publish"),
    path("thu-tuc/quy-trinh/<slug:code>/ban-thao/bo/", route_draft.discard, name="route_discard"),
    path("thu-tuc/quyet-dinh/", decisions.listing, name="decisions"),
    path("thu-tuc/quyet-dinh/moi/", decisions.edit, name="decision_new"),
    path("thu-tuc/quyet-dinh/<int:number>/", decisions.edit, name="decision"),
    path("thu-tuc/cong-khai/", decisions.publications, name="publications"),
    path("thu-tuc/cong-khai/tep/", decisions.publication_file, name="publication_file"),
    path("thu-tuc/cong-khai/<int:number>/", decisions.publication, name="publication"),
    path("thu-tuc/xuat-<slug:kind>/", exchange.download, name="export"),
    path("thu-tuc/nap/", exchange.upload, name="imports"),
    path("thu-tuc/nap/<uuid:public_id>/", exchange.confirm, name="import"),
    path("thu-tuc/<str:code>/", desk_catalogue.record, name="record"),
    path("thu-tuc/<str:code>/ban-moi/", versions.new, name="version_new"),
    path("thu-tuc/<str:code>/so-sanh/", versions.compare, name="compare"),
]
