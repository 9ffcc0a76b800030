"""The look is tested alone: without the sites' context and without collected static files."""

import copy

import pytest
from django.conf import settings as django_settings
from pytest_django import Settings


@pytest.fixture(autouse=True)
def alone(settings: Settings) -> None:
    templates = copy.deepcopy(django_settings.TEMPLATES)
    for backend in templates:
        if "jinja2" in backend["BACKEND"]:
            backend["OPTIONS"]["context_processors"] = ["xaso.platform.ui.context.ui"]
    settings.TEMPLATES = templates
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**django_settings.STORAGES, "staticfiles": plain}
