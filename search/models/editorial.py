"""What editors decide about searching: results on top of a query, results that do not belong to it, and synonyms."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from search.language import LEADS, fold, read_line

LONGEST_QUERY = 200
#: So many results stand on top of a query at most.
MOST_PINS = 10


def same_query(text: str) -> str:
    """Return what queries have in common that count as the same one: words without case and accents."""
    return " ".join(word for word in (fold(word) for word in text.split()) if word)[:LONGEST_QUERY]


class _ForQuery(models.Model):
    """A decision about one query. `words` is what counts as the same query."""

    query = models.CharField(
        "zoekvraag", max_length=LONGEST_QUERY, help_text="Zoals iemand die typt. Hoofdletters en accenten tellen niet."
    )
    words = models.CharField(max_length=LONGEST_QUERY, db_index=True, editable=False)
    key = models.CharField(
        "item",
        max_length=64,
        help_text="De sleutel, zoals praktijk-17. De zoekpagina vult hem in: kies bij een resultaat “Uitleg”.",
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.query}: {self.key}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.words = same_query(self.query)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse what is no query, and a second decision about the same item."""
        self.words = same_query(self.query)
        if not self.words:
            raise ValidationError({"query": "Vul een of meer woorden in."})
        if type(self)._default_manager.filter(words=self.words, key=self.key).exclude(pk=self.pk).exists():
            raise ValidationError({"key": "Dit item staat al bij deze zoekvraag."})


class PinnedResult(_ForQuery):
    """An item that stands on top of a query, for whoever may see it and as far as the filters let it through."""

    position = models.PositiveSmallIntegerField(
        "plaats", default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_PINS)]
    )

    class Meta:
        verbose_name = "vastgezet resultaat"
        verbose_name_plural = "vastgezette resultaten"
        ordering = ("words", "position", "pk")
        constraints = [models.UniqueConstraint(fields=["words", "key"], name="pinned_once")]


class ExcludedResult(_ForQuery):
    """An item that a query does not find, although the words say so."""

    class Meta:
        verbose_name = "uitgesloten resultaat"
        verbose_name_plural = "uitgesloten resultaten"
        ordering = ("words", "pk")
        constraints = [models.UniqueConstraint(fields=["words", "key"], name="excluded_once")]


class SynonymGroup(models.Model):
    """Words that mean the same, beside those of the terms; or words that lead to others, with > between them."""

    words = models.CharField(
        "woorden",
        max_length=500,
        help_text=(
            "Woorden die hetzelfde betekenen, met een komma ertussen: dokter, arts. Of een woord dat ook naar andere "
            "woorden moet leiden, maar niet andersom: verslaving > drugs, gokken."
        ),
    )

    class Meta:
        verbose_name = "groep synoniemen"
        verbose_name_plural = "synoniemen"
        ordering = ("words",)

    def __str__(self) -> str:
        return self.words

    @property
    def members(self) -> tuple[str, ...]:
        """The words, at least two when the group is of use; those before the > when there is one."""
        return read_line(self.words)[0]

    @property
    def leads(self) -> tuple[str, ...]:
        """The words that the members lead to, when they do not mean the same."""
        return read_line(self.words)[1]

    def clean(self) -> None:
        """Refuse a group that says nothing."""
        words, others = read_line(self.words)
        if LEADS in self.words:
            if not words or not others or LEADS in "".join(others):
                raise ValidationError({"words": "Vul voor en na het teken > ten minste één woord in."})
        elif len(words) < 2:
            raise ValidationError({"words": "Vul ten minste twee verschillende woorden in, met een komma ertussen."})
