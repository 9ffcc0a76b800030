"""The one who looks after the system sees what failed; everyone sees the progress of their own job only."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests.platform.jobs import errands
from xaso.platform.identity.models import User
from xaso.platform.identity.services import create_citizen_user, create_officer_user
from xaso.platform.jobs.models import Job
from xaso.platform.jobs.services import enqueue, run_queued

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
PASSWORD = "nui-cao-suoi-sau-2025"

pytestmark = pytest.mark.django_db


def officer(client: Client, *roles: str) -> User:
    user = create_officer_user(
        username="can.bo", password=PASSWORD, roles=roles, at=AT, must_change_password=False
    )
    client.force_login(user)
    session = client.session
    session["identity.second_factor_at"] = AT.isoformat()
    session.save()
    return user


def dead_job() -> Job:
    errands.failures[:] = [ValueError("hỏng máy in")] * 3
    job = enqueue("tests.errand", {}, at=AT, title="In biên nhận")
    for minutes in range(3):
        run_queued(at=AT + timedelta(minutes=minutes))
    job.refresh_from_db()
    return job


def test_the_sysadmin_sees_what_failed_and_puts_it_back(client: Client) -> None:
    job = dead_job()
    officer(client, "sysadmin")

    page = client.get("/viec-nen/").content.decode()
    answer = client.post(f"/viec-nen/{job.pk}/thu-lai/")

    job.refresh_from_db()
    assert "In biên nhận" in page
    assert "hỏng máy in" in page
    assert answer["Location"] == "/viec-nen/"
    assert job.state == Job.State.WAITING


def test_other_officers_do_not_find_the_page(client: Client) -> None:
    job = dead_job()
    officer(client, "leader")

    assert client.get("/viec-nen/").status_code == 404
    assert client.post(f"/viec-nen/{job.pk}/thu-lai/").status_code == 404


def test_a_citizen_does_not_find_the_page(client: Client) -> None:
    user = create_citizen_user(id_number="010190000123", password=PASSWORD, phone="", email="", at=AT)
    client.force_login(user)

    assert client.get("/viec-nen/").status_code == 404


def test_a_visitor_is_sent_to_the_officers_sign_in(client: Client) -> None:
    assert client.get("/viec-nen/")["Location"] == "/can-bo/dang-nhap/?next=%2Fviec-nen%2F"


def test_putting_back_twice_gets_a_sentence(client: Client) -> None:
    job = dead_job()
    officer(client, "sysadmin")
    client.post(f"/viec-nen/{job.pk}/thu-lai/")

    answer = client.post(f"/viec-nen/{job.pk}/thu-lai/")

    assert answer.status_code == 409
    assert "không còn trong danh sách cần thử lại" in answer.content.decode()


def test_the_owner_sees_the_progress_and_the_result(client: Client) -> None:
    user = officer(client)
    job = enqueue("tests.errand", {}, at=AT, title="Xuất danh sách", owner=user.username)

    waiting = client.get(f"/viec-nen/{job.pk}/").content.decode()
    run_queued(at=AT)
    done = client.get(f"/viec-nen/{job.pk}/").content.decode()

    assert "Xuất danh sách" in waiting
    assert f'hx-get="/viec-nen/{job.pk}/"' in waiting
    assert 'href="/ket-qua/"' in done
    assert "hx-trigger" not in done


def test_htmx_gets_only_the_fragment(client: Client) -> None:
    user = officer(client)
    job = enqueue("tests.errand", {}, at=AT, owner=user.username)

    fragment = client.get(f"/viec-nen/{job.pk}/", headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in fragment
    assert "x-progress" in fragment


@pytest.mark.parametrize("owner", ["someone.else", ""])
def test_someone_elses_job_is_not_found(client: Client, owner: str) -> None:
    officer(client, "sysadmin")
    job = enqueue("tests.errand", {}, at=AT, owner=owner)

    assert client.get(f"/viec-nen/{job.pk}/").status_code == 404
