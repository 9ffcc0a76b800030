"""Addresses of background work."""

from django.urls import path

from .pages import board, progress

app_name = "jobs"
urlpatterns = [
    path("viec-nen/", board.board, name="board"),
    path("viec-nen/<uuid:job_id>/", progress.progress, name="progress"),
    path("viec-nen/<uuid:job_id>/thu-lai/", board.retry, name="retry"),
]
