"""A startfoto while partners fill it in: rounds, personal links and scores that nobody else sees.

What a partner releases becomes a `BaselineMeasurement` of the practice. Until then it stands here alone, outside the
page: pages are copied into revisions, exports and the index, and their owner may read them.
"""

from __future__ import annotations

from django.db import models

from practices.choices import BaselineStatement
from practices.models.practice import PracticePage
from practices.models.taxonomy import PartnerKind


class StartfotoRound(models.Model):
    """A moment at which partners score: the first is the startfoto, each later one a vervolgfoto.

    date: the day that the scores are of; closes_on: the last day on which partners fill in
    own_statements: at most four texts of the owner's, beside the six that are the same everywhere
    asks_family: also ask what the family notices
    again_on: when the owner wants to be reminded of a next round; again_told_at: when that was done
    """

    practice = models.ForeignKey(PracticePage, on_delete=models.CASCADE, related_name="startfoto_rounds")
    date = models.DateField("datum")
    closes_on = models.DateField("invullen tot en met")
    own_statements = models.JSONField("eigen stellingen", default=list, blank=True)
    asks_family = models.BooleanField("vraag ook wat het gezin merkt", default=False)
    again_on = models.DateField("herinner mij aan de volgende op", null=True, blank=True)
    again_told_at = models.DateTimeField(null=True, blank=True, editable=False)
    started_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = "ronde van een startfoto"
        verbose_name_plural = "rondes van startfoto’s"
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "date"], name="one_startfoto_per_day"),
            models.CheckConstraint(
                name="startfoto_ends_after_it_starts", condition=models.Q(closes_on__gte=models.F("date"))
            ),
        ]

    def __str__(self) -> str:
        return f"startfoto {self.date:%Y-%m-%d} van praktijk {self.practice_id}"

    @property
    def statements(self) -> list[tuple[str, str]]:
        """Return name and text of each statement; an own one is called by its text."""
        fixed = [(statement.value, str(statement.label)) for statement in BaselineStatement]
        return [*fixed, *((text, text) for text in self.own_statements)]


class StartfotoInvitation(models.Model):
    """A partner that is asked to score, by a personal link.

    mailbox: where the link goes; empty when the owner hands it over, and once it is of no use any more
    is_own: the owner's own score, for which one signs in
    nonce, secret_hash: the secret of the link is made of the first with the key of the site, and found by the second
    """

    round = models.ForeignKey(StartfotoRound, on_delete=models.CASCADE, related_name="invitations")
    partner = models.CharField("partner", max_length=200)
    partner_kind = models.ForeignKey(
        PartnerKind, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="soort"
    )
    mailbox = models.EmailField("mailadres", blank=True)
    is_own = models.BooleanField(default=False)
    nonce = models.CharField(max_length=64, editable=False)
    secret_hash = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    invited_at = models.DateTimeField(editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "uitnodiging voor een startfoto"
        verbose_name_plural = "uitnodigingen voor startfoto’s"
        ordering = ["-is_own", "partner", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"], name="one_own_score_per_startfoto", condition=models.Q(is_own=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner}, {self.round}"


class StartfotoAnswer(models.Model):
    """What a partner filled in, and sees alone. On release it moves to the page, and only the moment stays here.

    scores: 1 to 5 by the name of a statement
    """

    invitation = models.OneToOneField(StartfotoInvitation, on_delete=models.CASCADE, related_name="answer")
    scores = models.JSONField(default=dict, blank=True)
    remark = models.TextField(blank=True)
    family_effect = models.TextField(blank=True)
    saved_at = models.DateTimeField(editable=False)
    released_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "antwoord op een startfoto"
        verbose_name_plural = "antwoorden op startfoto’s"

    def __str__(self) -> str:
        return f"antwoord {self.pk}"  # never what is in it
