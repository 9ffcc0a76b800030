"""The description of the interface: checked in, served, and told on a page."""

from __future__ import annotations

import json

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from xaso.sites.api.openapi import text_of
from xaso.sites.api.v1 import api


def test_the_checked_in_description_is_up_to_date() -> None:
    call_command("api_schema", "--check")


def test_an_old_description_is_noticed_and_mended(settings: object, tmp_path: object) -> None:
    settings.BASE_DIR = tmp_path  # type: ignore[attr-defined]
    (tmp_path / "docs").mkdir()  # type: ignore[operator]

    with pytest.raises(CommandError, match="api_schema"):
        call_command("api_schema", "--check")
    call_command("api_schema")

    call_command("api_schema", "--check")


def test_the_served_description_is_the_checked_in_one(client: Client, db: None) -> None:
    served = client.get("/api/v1/openapi.json")

    kept = json.loads((settings.BASE_DIR / "docs" / "openapi.json").read_text(encoding="utf-8"))
    assert served.json() == kept
    assert kept["openapi"].startswith("3.1")


def test_every_operation_has_words_and_tells_its_refusals() -> None:
    described = json.loads(text_of(api))

    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            assert all(operation.get(words) for words in ("summary", "description")), (method, path)
            if "security" in operation:
                assert "401" in operation["responses"], (method, path)


def test_the_page_lists_every_operation_without_any_script_of_others(client: Client, db: None) -> None:
    page = client.get("/api/")

    text = page.content.decode()
    assert page.status_code == 200
    for path in json.loads(text_of(api))["paths"]:
        assert path in text
    assert "https://cdn" not in text
    assert "'unsafe-inline'" not in page["Content-Security-Policy"]
