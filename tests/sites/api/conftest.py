"""Programs that call: of a citizen, of an officer, of nobody."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from xaso.kernel.clock import SystemClock
from xaso.modules.citizens.models import Person
from xaso.modules.org.models import Officer
from xaso.platform.identity.models import User
from xaso.platform.identity.services.tokens import make_token


@dataclass
class Program:
    """A program that calls the interface, with a token or without."""

    client: Client
    token: str = ""

    def get(self, path: str, **query: Any) -> Any:
        """Ask."""
        return self.client.get(f"/api/v1{path}", query, headers=self._headers())

    def post(self, path: str, body: Any, **headers: str) -> Any:
        """Send JSON."""
        text = body if isinstance(body, str) else json.dumps(body)
        every = self._headers() | {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(f"/api/v1{path}", text, content_type="application/json", headers=every)

    def send(self, path: str, **files: Any) -> Any:
        """Send files."""
        return self.client.post(f"/api/v1{path}", files, headers=self._headers())

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}


def moment() -> datetime:
    """Now, as the interface reads it."""
    return SystemClock().now()


def token_for(user: User | None, *scopes: str, days: int = 30, at: datetime | None = None) -> str:
    """A token of the user; for reading and filing when no scope is named."""
    assert user is not None
    return make_token(user=user, days=days, scopes=scopes or ("read", "file"), at=at or moment())


@pytest.fixture
def anyone(db: None) -> Program:
    """A program nobody knows."""
    return Program(Client(enforce_csrf_checks=True))


@pytest.fixture
def citizens_program(citizen: Person) -> Program:
    """A program of Giàng Thị Say."""
    return Program(Client(enforce_csrf_checks=True), token_for(citizen.user))


@pytest.fixture
def strangers_program(stranger: Person) -> Program:
    """A program of someone who has nothing to do with it."""
    return Program(Client(enforce_csrf_checks=True), token_for(stranger.user))


@pytest.fixture
def officers_program(one_stop_officer: Officer) -> Program:
    """A program of the one-stop."""
    return Program(Client(enforce_csrf_checks=True), token_for(one_stop_officer.user))
