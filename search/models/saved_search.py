"""What people want to hear about: saved searches, topics and items, and what they heard already."""

from __future__ import annotations

from django.conf import settings
from django.db import models

#: The longest address of a search that can be kept, without its question mark.
LONGEST_TARGET = 2_000
LONGEST_NAME = 120


class Rhythm(models.TextChoices):
    """How often somebody wants a mail at most."""

    DAILY = "dagelijks", "Elke dag"
    WEEKLY = "wekelijks", "Elke week"
    NEVER = "nooit", "Geen mail"


class SubscriptionKind(models.TextChoices):
    """What one hears about: hits of a search, hits of one value of a facet, or what happens with one item."""

    SEARCH = "zoekvraag", "Zoekvraag"
    TOPIC = "onderwerp", "Onderwerp"
    ITEM = "item", "Pagina"


class Subscription(models.Model):
    """A person wants to hear what is new.

    target: of an item its key, else the address of the search as `search.alerts.subscriptions` writes it
    name: as its owner calls it; empty for an item, which has a title of its own
    looked_until: what became visible before this moment was looked at, or was there when this was saved
    removed_at: removed by its owner, who may put it back for a while
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=SubscriptionKind)
    target = models.CharField(max_length=LONGEST_TARGET, blank=True)
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    rhythm = models.CharField(max_length=10, choices=Rhythm)
    created_at = models.DateTimeField()
    looked_until = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "target"],
                name="subscribed_once",
                condition=models.Q(removed_at=None),
            ),
            models.CheckConstraint(
                name="subscription_kind_is_known", condition=models.Q(kind__in=SubscriptionKind.values)
            ),
            models.CheckConstraint(name="rhythm_is_known", condition=models.Q(rhythm__in=Rhythm.values)),
        ]

    def __str__(self) -> str:
        return self.name or self.target


class HeardMark(models.Model):
    """Something that was told, or was there at the start: never told again. A mark is a key or names an event."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="heard")
    mark = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "mark"], name="heard_once")]

    def __str__(self) -> str:
        return self.mark
