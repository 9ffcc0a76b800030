"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class OwaspArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes, one lane (OWASP's smallest good setting): about 30 ms, many at once."""

    time_cost = 2
    memory_cost = 19456
    parallelism = 1
