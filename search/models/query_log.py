"""What was searched, without who searched it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

LONGEST_TEXT = 200


class LoggedSearch(models.Model):
    """One search: what was asked and what came of it. Nothing in it leads to a person, and no time but the day.

    number: made up for the page, so that a click on it can be added
    text: the words as typed, cleaned of personal data; words: what counts as the same query
    filters: the address of the search without its words
    total: how many were found; relaxed: none had all words; is_simple: the database answered, so the total says little
    opened: [{"key", "place"}] of results that were opened; first_place: the place of the first of those, from 1
    useful: what was answered to "was this useful?"
    """

    number = models.UUIDField(primary_key=True)
    day = models.DateField(db_index=True)
    text = models.CharField(max_length=LONGEST_TEXT, blank=True)
    words = models.CharField(max_length=LONGEST_TEXT, blank=True, db_index=True)
    filters = models.TextField(blank=True)
    total = models.PositiveIntegerField()
    relaxed = models.BooleanField(default=False)
    is_simple = models.BooleanField(default=False)
    opened = models.JSONField(default=list)
    first_place = models.PositiveSmallIntegerField(null=True)
    useful = models.BooleanField(null=True)

    def __str__(self) -> str:
        return self.text or self.filters


class AskerMark(models.Model):
    """Tells apart who asked a query today, to count them: a few letters of a hash with the salt of the day."""

    day = models.DateField()
    words = models.CharField(max_length=LONGEST_TEXT)
    mark = models.CharField(max_length=8)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["words", "day", "mark"], name="asker_counted_once")]

    def __str__(self) -> str:
        return f"{self.words} {self.mark}"


class DailySalt(models.Model):
    """The secret of today's marks; gone tomorrow, after which nobody can make them again."""

    day = models.DateField(primary_key=True)
    salt = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.day}"


class PopularQuery(models.Model):
    """A query that enough different people asked on one day to show it to others.

    has_public_hits: whether a visitor finds something with it
    """

    words = models.CharField(max_length=LONGEST_TEXT, primary_key=True)
    text = models.CharField(max_length=LONGEST_TEXT)
    last_day = models.DateField()
    has_public_hits = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.text


class MissState(models.TextChoices):
    """What editors did about a query that finds nothing."""

    OPEN = "open", "Open"
    SOLVED = "opgelost", "Opgelost"
    IGNORED = "genegeerd", "Genegeerd"


class MissNote(models.Model):
    """What an editor said of a query that finds nothing."""

    words = models.CharField(max_length=LONGEST_TEXT, primary_key=True)
    state = models.CharField(max_length=10, choices=MissState, default=MissState.OPEN)
    note = models.CharField(max_length=500, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="miss_state_is_known", condition=models.Q(state__in=MissState.values))
        ]

    def __str__(self) -> str:
        return self.words
