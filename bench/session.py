"""Signs an officer in for the bench, the second factor shown: prints the session key and the officer's id."""

import sys

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from xaso.kernel.clock import SystemClock  # noqa: E402
from xaso.platform.identity import sessions  # noqa: E402


def main(role: str) -> None:
    """Pick the first officer with the role."""
    officer = apps.get_model("org", "Officer").objects.filter(user__grants__role=role).order_by("id").first()
    user = officer.user
    user.must_change_password = False
    user.save()
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    sessions.mark_proven(session, at=SystemClock().now())
    session.save()
    print(session.session_key, officer.pk)


if __name__ == "__main__":
    main(sys.argv[1])
