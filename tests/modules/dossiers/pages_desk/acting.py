"""How the tests of action pages act: an officer opens the page and sends its form."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import sign_in
from xaso.modules.dossiers.models import Dossier
from xaso.modules.org.models import Officer


def address(dossier: Dossier, code: str) -> str:
    return reverse("dossiers_desk:action", args=[dossier.code, code])


def do(client: Client, who: Officer, dossier: Dossier, code: str, /, **data: Any) -> HttpResponse:
    sign_in(client, who)
    assert client.get(address(dossier, code)).status_code == 200
    sent = {"seen": dossier.revision, **data}
    return client.post(address(dossier, code), sent)  # type: ignore[return-value]


def now(dossier: Dossier) -> Dossier:
    return Dossier.objects.select_related("step", "holder").get(pk=dossier.pk)
