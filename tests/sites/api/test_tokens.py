"""Tokens: made once, good for a while, taken away."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from xaso.modules.citizens.models import Person
from xaso.platform.identity.models import ApiToken
from xaso.platform.identity.services.tokens import UnfitToken, make_token, revoke_tokens, token_of
from xaso.platform.journal.queries import timeline

from .conftest import Program, moment, token_for


def test_only_the_digest_is_kept(citizen: Person) -> None:
    token = token_for(citizen.user)

    kept = ApiToken.objects.get()

    assert token not in (kept.digest, kept.hint)
    assert len(kept.digest) == 64


def test_a_good_token_is_its_users_and_its_use_is_noted_once_an_hour(citizen: Person) -> None:
    token, now = token_for(citizen.user), moment()

    token_of(token, at=now)
    again = token_of(token, at=now + timedelta(minutes=30))
    later = token_of(token, at=now + timedelta(minutes=90))

    assert again is not None
    assert again.last_used_at == now
    assert later is not None
    assert later.last_used_at == now + timedelta(minutes=90)


def test_an_expired_a_revoked_and_a_wrong_token_are_nobodys(citizen: Person) -> None:
    now = moment()
    token = token_for(citizen.user, days=2, at=now)

    assert token_of(token, at=now + timedelta(days=2)) is None
    assert token_of(token + "x", at=now) is None
    assert revoke_tokens(user=citizen.user, at=now) == 1  # type: ignore[arg-type]
    assert token_of(token, at=now) is None


def test_a_closed_account_has_no_tokens(citizen: Person) -> None:
    token = token_for(citizen.user)
    assert citizen.user is not None
    citizen.user.is_active = False
    citizen.user.save()

    assert token_of(token, at=moment()) is None


@pytest.mark.parametrize(("days", "scopes"), [(0, ["read"]), (400, ["read"]), (5, []), (5, ["rule"])])
def test_an_unfit_token_is_not_made(citizen: Person, days: int, scopes: list[str]) -> None:
    assert citizen.user is not None

    with pytest.raises(UnfitToken):
        make_token(user=citizen.user, days=days, scopes=scopes, at=moment())


def test_the_command_prints_a_token_that_works_and_writes_it_down(citizen: Person) -> None:
    told = StringIO()

    call_command("api_token", citizen.id_number, "--days", "5", stdout=told, stderr=StringIO())

    assert Program(Client(), told.getvalue().strip()).get("/me/dossiers").status_code == 200
    assert [one.event for one in timeline(f"user:{citizen.id_number}")] == ["api.token_made"]


def test_the_command_revokes(citizen: Person) -> None:
    token = token_for(citizen.user)

    call_command("api_token", citizen.id_number, "--revoke", stdout=StringIO())

    assert Program(Client(), token).get("/me/dossiers").status_code == 401


def test_the_command_knows_no_unknown_user(db: None) -> None:
    with pytest.raises(CommandError, match="Không có tài khoản"):
        call_command("api_token", "nobody")


def test_the_command_refuses_too_long_a_life(citizen: Person) -> None:
    with pytest.raises(CommandError, match="366"):
        call_command("api_token", citizen.id_number, "--days", "4000")
