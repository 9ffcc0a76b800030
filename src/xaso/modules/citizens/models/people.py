"""People and organizations."""

import uuid

from django.conf import settings
from django.db import models

from xaso.platform.journal.actors import Actor


class Person(models.Model):
    """A person known to the commune, with or without an account.

    Services lock a person with `no_key`: a filing holds the head of the journal while it writes rows that
    point at the person, so a lock that keeps such rows out would wait for the filing and it for the lock.
    """

    class Gender(models.TextChoices):
        FEMALE = "female", "Nữ"
        MALE = "male", "Nam"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="person"
    )
    full_name = models.CharField(max_length=120)
    folded_name = models.CharField(max_length=120, db_index=True, help_text="tên bỏ dấu, để tìm")
    id_number = models.CharField(
        max_length=12, null=True, blank=True, unique=True, help_text="số định danh cá nhân"
    )
    date_of_birth = models.DateField(null=True, blank=True)
    gender = models.CharField(max_length=8, choices=Gender, blank=True)
    ethnicity = models.CharField(max_length=2, blank=True, help_text="mã dân tộc 01 đến 54")
    phone = models.CharField(max_length=20, blank=True, db_index=True)
    email = models.EmailField(blank=True)
    village = models.ForeignKey("org.Village", null=True, blank=True, on_delete=models.PROTECT)
    commune_code = models.CharField(max_length=10, blank=True)
    address = models.CharField(max_length=200, blank=True)
    is_verified = models.BooleanField(default=False, help_text="danh tính đã được xác thực điện tử")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.full_name

    def as_actor(self) -> Actor:
        """Return who this person is in the journal."""
        return Actor(kind="citizen", key=str(self.public_id), name=self.full_name, unit="")


class Organization(models.Model):
    """A cooperative, household business, school or firm that files."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    folded_name = models.CharField(max_length=200, db_index=True)
    tax_code = models.CharField(max_length=14, null=True, blank=True, unique=True)
    address = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
