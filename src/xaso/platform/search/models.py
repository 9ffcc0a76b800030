"""What can be found: folded text by corpus. A migration makes the full-text index beside it, per database."""

from uuid import uuid4

from django.db import models


def new_stamp() -> str:
    """A stamp never seen before."""
    return uuid4().hex


class Entry(models.Model):
    """One findable thing: its title and its other words, folded, one passage a line."""

    corpus = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    title = models.TextField(help_text="bỏ dấu")
    body = models.TextField(blank=True, help_text="bỏ dấu, mỗi dòng một cách gọi")
    weight = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["corpus", "key"], name="one_entry_per_key")]


class Word(models.Model):
    """A word of a corpus and in how many entries it stands."""

    corpus = models.CharField(max_length=40)
    word = models.CharField(max_length=60)
    entries = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["corpus", "word"], name="one_word_per_corpus")]


class Corpus(models.Model):
    """A corpus and the stamp of its vocabulary: processes keep the words in memory until it changes.

    The stamp is drawn by chance, not counted: a database restored or rolled back is not taken for another.
    """

    name = models.CharField(max_length=40, unique=True)
    stamp = models.CharField(max_length=32, default=new_stamp)
    entries = models.PositiveIntegerField(default=0)
