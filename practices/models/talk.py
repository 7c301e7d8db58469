"""A request to talk: who keeps one practice asks who keeps something alike."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from practices.choices import TalkAnswer
from practices.models.base import SharedPage
from practices.models.organisation import OrganisationPage
from practices.models.practice import PracticePage


class TalkRequest(models.Model):
    """A request to talk, once per practice and per item that resembles it.

    practice: of whoever asks; about: the item whose keepers are asked
    organisation: for whom it was asked
    answered_by: empty when the shared mailbox of the item answered, by its own link
    """

    practice = models.ForeignKey(PracticePage, on_delete=models.CASCADE, related_name="talks_asked")
    about = models.ForeignKey(SharedPage, on_delete=models.CASCADE, related_name="talks_wanted")
    message = models.TextField("bericht")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="talks_asked")
    organisation = models.ForeignKey(OrganisationPage, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField("gevraagd op")
    answer = models.CharField("antwoord", max_length=3, choices=TalkAnswer, blank=True)
    reply = models.TextField("wat de ander terugschreef", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)

    class Meta:
        verbose_name = "gespreksverzoek"
        verbose_name_plural = "gespreksverzoeken"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "about"], name="talk_asked_once"),
            models.CheckConstraint(
                name="talk_answer_is_known", condition=models.Q(answer__in=[*TalkAnswer.values, ""])
            ),
            models.CheckConstraint(
                name="talk_answered_at_a_moment",
                condition=models.Q(answer="", answered_at__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.message[:80]
