"""Putting things into the search and taking them out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from xaso.kernel.text import words

from .models import Corpus, Entry, Word, new_stamp

BATCH = 500
LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Doc:
    """One findable thing as its owner knows it.

    ``body`` holds other ways to say it, one a line: a line that equals what was typed counts most. ``weight``
    (0 to 100) lifts what is asked for often.
    """

    key: str
    title: str
    body: str = ""
    weight: int = 1


@transaction.atomic
def index(corpus: str, docs: Iterable[Doc]) -> int:
    """Replace everything of a corpus; how many entries it has now. Two docs of one key are a ValueError."""
    entries = [_entry(corpus, doc) for doc in docs]
    if len({entry.key for entry in entries}) < len(entries):
        raise ValueError(f"search corpus {corpus}: a key stands twice")
    held = _lock(corpus)
    Entry.objects.filter(corpus=corpus).delete()
    Entry.objects.bulk_create(entries, batch_size=BATCH)
    counts: Counter[str] = Counter()
    for entry in entries:
        counts.update(entry_words(entry))
    Word.objects.filter(corpus=corpus).delete()
    Word.objects.bulk_create(
        (Word(corpus=corpus, word=word, entries=count) for word, count in counts.items()), batch_size=BATCH
    )
    Corpus.objects.filter(pk=held.pk).update(stamp=new_stamp(), entries=len(entries))
    return len(entries)


@transaction.atomic
def put(corpus: str, doc: Doc) -> None:
    """Add one thing, or write it anew."""
    _lock(corpus)
    before = _taken_out(corpus, doc.key)
    entry = _entry(corpus, doc)
    entry.save(force_insert=True)
    after = entry_words(entry)
    known = set(Word.objects.filter(corpus=corpus, word__in=after).values_list("word", flat=True))
    Word.objects.bulk_create(Word(corpus=corpus, word=word, entries=0) for word in sorted(after - known))
    _count(corpus, after - before, 1)
    _count(corpus, before - after, -1)
    held = Corpus.objects.filter(name=corpus)
    held.update(entries=Entry.objects.filter(corpus=corpus).count())
    if after - known:
        held.update(stamp=new_stamp())


@transaction.atomic
def remove(corpus: str, key: str) -> None:
    """Take one thing out; nothing happens when it is not there."""
    _lock(corpus)
    _count(corpus, _taken_out(corpus, key), -1)
    Corpus.objects.filter(name=corpus).update(entries=Entry.objects.filter(corpus=corpus).count())


def entry_words(entry: Entry) -> set[str]:
    """The distinct words of an entry."""
    return set(entry.title.split()) | set(entry.body.split())


def _lock(corpus: str) -> Corpus:
    """Writers of one corpus go one after another."""
    Corpus.objects.get_or_create(name=corpus)
    return Corpus.objects.select_for_update().get(name=corpus)


def _taken_out(corpus: str, key: str) -> set[str]:
    entry = Entry.objects.filter(corpus=corpus, key=key).first()
    if entry is None:
        return set()
    found = entry_words(entry)
    entry.delete()
    return found


def _count(corpus: str, changed: set[str], by: int) -> None:
    rows = Word.objects.filter(corpus=corpus, word__in=changed)
    (rows.filter(entries__gt=0) if by < 0 else rows).update(entries=F("entries") + by)


def _entry(corpus: str, doc: Doc) -> Entry:
    lines = [_line(line) for line in doc.body.splitlines()]
    body = "\n".join(dict.fromkeys(line for line in lines if line))
    return Entry(corpus=corpus, key=doc.key, title=_line(doc.title), body=body, weight=doc.weight)


def _line(text: str) -> str:
    return " ".join(word[:LONGEST_WORD] for word in words(text))
