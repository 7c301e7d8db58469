"""A question that a reader asks at a practice, and the answer of those who keep it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from practices.models.organisation import OrganisationPage
from practices.models.practice import PracticePage


class ReaderQuestion(models.Model):
    """A question at a practice; whoever sees the practice sees it, unless it was hidden.

    organisation, asked_as: for whom it was asked, and in which function: what readers see of who asked
    noted_at: when its answer became an entry of the log
    hidden_at, hidden_by: taken away from everybody but those who keep the practice, and whoever asked
    """

    practice = models.ForeignKey(PracticePage, on_delete=models.CASCADE, related_name="reader_questions")
    text = models.TextField("vraag")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="reader_questions"
    )
    organisation = models.ForeignKey(OrganisationPage, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_as = models.CharField("functie", max_length=200, blank=True)
    asked_at = models.DateTimeField("gesteld op")
    answer = models.TextField("antwoord", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    noted_at = models.DateTimeField("in het logboek gezet op", null=True, blank=True)
    hidden_at = models.DateTimeField("verborgen op", null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "vraag van een lezer"
        verbose_name_plural = "vragen van lezers"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="reader_question_answered_with_words",
                condition=models.Q(answered_at__isnull=True, answer="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(answer="")),
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
