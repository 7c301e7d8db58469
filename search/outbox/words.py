"""Keeps the words of public documents, so that typing errors can be corrected without telling what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from search.language import runs
from search.models import KnownWord
from search.values import Document

#: The most frequent words are kept; who types another one is not helped by a guess.
MOST_WORDS = 30_000
#: Rows in one statement, and words looked up at a time.
BATCH = 500


class Words:
    """Counts in how many public documents each word stands.

    public: the visibility tokens of a visitor
    """

    def __init__(self, public: frozenset[str]) -> None:
        self._public = public
        self._documents: dict[str, int] = {}
        self._surfaces: dict[str, str] = {}

    def add(self, documents: Iterable[Document]) -> None:
        """Count the words of those documents that everybody may see."""
        for document in documents:
            if document.tokens & self._public:
                for exact, surface in _words(document).items():
                    self._documents[exact] = self._documents.get(exact, 0) + 1
                    # A name keeps its capital only when it is never written without.
                    if surface.islower() or exact not in self._surfaces:
                        self._surfaces[exact] = surface

    def rows(self, *, at_most: int = MOST_WORDS) -> list[KnownWord]:
        """Return the most frequent words as rows."""
        frequent = sorted(self._documents.items(), key=lambda pair: (-pair[1], pair[0]))[:at_most]
        return [KnownWord(exact=exact, surface=self._surfaces[exact], documents=count) for exact, count in frequent]


def learn(documents: Iterable[Document], public: frozenset[str]) -> None:
    """Remember the words of changed documents that were not known yet; forgetting waits for a rebuild."""
    words = Words(public)
    words.add(documents)
    rows = words.rows()
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        known = set(KnownWord.objects.filter(pk__in=[row.exact for row in some]).values_list("pk", flat=True))
        new = [row for row in some if row.exact not in known]
        if new:
            KnownWord.objects.bulk_create(new, ignore_conflicts=True)


def unlearn(surfaces: Iterable[str]) -> None:
    """Forget words that stood in one document only, and were taken out of it because they were personal."""
    exact = {word.exact for surface in surfaces for _, run in runs(surface) for word in run.words}
    KnownWord.objects.filter(pk__in=exact, documents__lte=1).delete()


def replace(words: Words) -> None:
    """Let these be the known words, after everything was read anew."""
    wanted: Mapping[str, KnownWord] = {row.exact: row for row in words.rows()}
    present = dict(KnownWord.objects.values_list("exact", "documents"))
    gone = [exact for exact in present if exact not in wanted]
    changed = [row for exact, row in wanted.items() if present.get(exact) != row.documents]
    # In pieces, so that no one waits long for the database.
    for start in range(0, len(gone), BATCH):
        KnownWord.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    for start in range(0, len(changed), BATCH):
        with transaction.atomic():
            KnownWord.objects.bulk_create(
                changed[start : start + BATCH],
                update_conflicts=True,
                unique_fields=["exact"],
                update_fields=["surface", "documents"],
            )


def _words(document: Document) -> dict[str, str]:
    """Return the folded words of a document, each with how it is written."""
    found: dict[str, str] = {}
    for text in (document.title, document.summary, document.labels, document.body):
        for _, run in runs(text):
            for word in run.words:
                if word.surface.islower() or word.exact not in found:
                    found[word.exact] = word.surface[:80]
    return found
