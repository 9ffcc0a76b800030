"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class OwaspArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes, one lane, as OWASP advises: about 30 ms, many at once."""

    time_cost = 2
    memory_cost = 19456
    parallelism = 1
