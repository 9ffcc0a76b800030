"""Addresses of pages about figures; the sites include them under namespaces."""

from django.urls import URLPattern, path, re_path

from .pages import (
    closing_figure,
    closing_windows,
    scores_declare,
    scores_index,
    scores_leaf,
    scores_simulator,
    typed_form,
    typed_list,
    typed_record,
)

typed_patterns: list[URLPattern] = [
    path("so-lieu/", typed_list.typing_list, name="list"),
    path("so-lieu/chi-tieu/<str:code>/", typed_list.typed_target, name="target"),
    path("so-lieu/chi-tieu/<str:code>/nhap/", typed_form.enter, name="enter"),
    path("so-lieu/<int:number>/", typed_record.record, name="record"),
    path("so-lieu/<int:number>/sua/", typed_form.change, name="change"),
    path("so-lieu/<int:number>/minh-chung/", typed_record.evidence, name="evidence"),
    path("so-lieu/<int:number>/<str:deed>/", typed_record.act, name="act"),
]

_INDEX = "<str:code>/"
_LEAF = f"{_INDEX}tieu-chi/<str:leaf>/"

scores_patterns: list[URLPattern] = [
    path("", scores_index.listing, name="list"),
    path("minh-chung/<int:number>/", scores_leaf.evidence, name="evidence"),
    path(_INDEX, scores_index.index, name="index"),
    re_path(r"^(?P<code>[^/]+)/xuat\.(?P<kind>csv|xlsx)$", scores_index.export, name="export"),
    path(f"{_INDEX}thu-tinh/", scores_simulator.simulator, name="simulator"),
    path(f"{_INDEX}chinh-thuc/", scores_declare.official, name="official"),
    path(_LEAF, scores_leaf.leaf, name="leaf"),
    path(f"{_LEAF}<str:deed>/", scores_declare.declare, name="declare"),
]

_WINDOW = "<str:code>/"
_FIGURE = f"{_WINDOW}so/<int:number>/"
_ADJUSTMENT = f"{_FIGURE}dieu-chinh/<int:adjustment>/"

closings_patterns: list[URLPattern] = [
    path("", closing_windows.listing, name="list"),
    path(_WINDOW, closing_windows.window, name="window"),
    path(f"{_WINDOW}khoa/", closing_windows.close, name="close"),
    path(f"{_WINDOW}chung-minh/", closing_windows.proof, name="proof"),
    path(f"{_WINDOW}chung-minh/chay/", closing_windows.prove, name="prove"),
    re_path(r"^(?P<code>[^/]+)/xuat\.(?P<kind>json|csv|xlsx)$", closing_windows.take_out, name="export"),
    path(_FIGURE, closing_figure.figure, name="figure"),
    path(f"{_FIGURE}dieu-chinh/", closing_figure.adjust, name="adjust"),
    path(f"{_ADJUSTMENT}minh-chung/", closing_figure.evidence, name="evidence"),
    path(f"{_ADJUSTMENT}duyet/", closing_figure.approve, name="approve"),
    path(f"{_ADJUSTMENT}khong-duyet/", closing_figure.refuse, name="refuse"),
]
