"""What every request meets before its page."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/thu-tuc/a%00b/", "/thu-tuc/?linh-vuc=a%00", "/tra-cuu/?ma=%00"])
def test_an_address_with_a_nul_names_nothing(client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 404
