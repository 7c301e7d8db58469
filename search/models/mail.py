"""Mail that must go out, and the links in it that stop it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from search.models.saved_search import Rhythm, Subscription


class LastDigest(models.Model):
    """When the last mail of a rhythm was made for a person: so that there is one a day, or one a week, at most."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=10, choices=Rhythm)
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "rhythm"], name="one_last_digest_per_rhythm"),
            models.CheckConstraint(name="digest_rhythm_is_known", condition=models.Q(rhythm__in=Rhythm.values)),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.rhythm}"


class OutgoingMail(models.Model):
    """Says "send this person what is new": written with what was looked at, removed when the mail was handed over.

    It holds no address and no text: both are read at the moment of sending, as they may be seen then.

    message_id: the same at every try, so that a mail that is sent twice is known as one
    user: empty for somebody without an account, whose address the writer knows
    kind, content: what `search.alerts.post` gives to the writer of that kind
    not_before: rest after a refusal
    lease_owner, leased_until: the process that is sending it; when the time is over another may
    parked: refused too often; stays until an operator revives it
    """

    message_id = models.CharField(max_length=200, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    content = models.JSONField()
    created_at = models.DateTimeField()
    not_before = models.DateTimeField(null=True)
    lease_owner = models.CharField(max_length=200, blank=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    parked = models.BooleanField(default=False)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.message_id


class StoppedLetter(models.Model):
    """A kind of letter that somebody does not want any more."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="letter_stopped_once_per_kind")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"


class StopLink(models.Model):
    """A link in a mail that stops it without signing in. Only the hash of its secret part is kept.

    subscription: what it stops; empty: all mail of the rhythm
    """

    token_hash = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    subscription = models.ForeignKey(Subscription, null=True, on_delete=models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=10, choices=Rhythm)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="stop_rhythm_is_known", condition=models.Q(rhythm__in=Rhythm.values)),
        ]

    def __str__(self) -> str:
        return self.token_hash[:8]
