"""What someone signed in was shown stays with them; public pages stay public."""

import pytest
from django.test import Client

from tests.cast import Cast, sign_in


@pytest.mark.parametrize("address", ["/ho-so/", "/thong-bao/", "/"])
def test_no_cache_keeps_what_was_drawn_for_a_person(client: Client, cast: Cast, address: str) -> None:
    sign_in(client, cast.citizen)

    assert client.get(address)["Cache-Control"] == "private, no-store"


def test_no_cache_keeps_what_was_drawn_for_an_officer(client: Client, cast: Cast) -> None:
    sign_in(client, cast.one_stop_officer)

    assert client.get("/ban-lam-viec/ho-so/")["Cache-Control"] == "private, no-store"


def test_pages_for_everybody_may_be_kept(client: Client, cast: Cast) -> None:
    assert "public" in client.get("/thu-tuc/")["Cache-Control"]
