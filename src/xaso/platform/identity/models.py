"""Users and the roles granted to them."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property


class UserManager(BaseUserManager["User"]):
    """Make users; Django's commands need it by this shape."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Create a user with a hashed password, or an unusable one."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Create an officer who may use the reference-data admin."""
        fields |= {"kind": User.Kind.OFFICER, "is_staff": True, "is_superuser": True}
        return self.create_user(username, password, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who signs in. What they are to the commune is told by the modules."""

    class Kind(models.TextChoices):
        OFFICER = "officer", "Cán bộ"
        CITIZEN = "citizen", "Người dân"

    username = models.CharField(
        max_length=60, unique=True, help_text="tên đăng nhập; người dân: số định danh cá nhân"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    def __str__(self) -> str:
        return self.username

    @cached_property
    def roles(self) -> frozenset[str]:
        """The codes of the roles granted to the user."""
        return frozenset(self.grants.values_list("role", flat=True))


class RoleGrant(models.Model):
    """A role held by a user; the modules say what a role may do."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="role_once_per_user")]

    def __str__(self) -> str:
        return self.role


class SignInAttempt(models.Model):
    """One try at a password or a code, kept for the lockout and as the security log."""

    class Outcome(models.TextChoices):
        WRONG = "wrong", "Sai"
        RIGHT = "right", "Đúng"

    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=12, help_text="password, code, register")
    username = models.CharField(max_length=60)
    address = models.CharField(max_length=45)
    outcome = models.CharField(max_length=5, choices=Outcome, default=Outcome.WRONG)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "username", "-at"], name="attempt_username"),
            models.Index(fields=["kind", "address", "-at"], name="attempt_address"),
        ]

    def __str__(self) -> str:
        return f"{self.username} {self.kind} {self.outcome}"


class SignInCode(models.Model):
    """A one-time code on its way to a person; only its digest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_in_codes")
    digest = models.CharField(max_length=64)
    sent_to = models.CharField(max_length=120, help_text="nơi nhận, đã che")
    sent_at = models.DateTimeField()
    sent_count = models.PositiveSmallIntegerField(default=1)
    tries = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user} {self.begun_at:%Y-%m-%d %H:%M}"


class ApiToken(models.Model):
    """Mã truy cập: lets a program act as its user for a while, within its scopes. Only the digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12, help_text="mấy ký tự đầu, để nhận ra")
    scopes = models.JSONField(default=list, help_text="read: đọc; file: nộp hồ sơ, tải giấy tờ")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True, help_text="ghi nhiều nhất mỗi giờ một lần")
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user} {self.hint}…"
