"""How often a practice was looked at: a number per day, and nothing of who looked."""

from __future__ import annotations

from django.db import models

from practices.models.practice import PracticePage


class DayOfLooks(models.Model):
    """The number of times that the page of a practice was shown on a day to others than who keep it."""

    practice = models.ForeignKey(PracticePage, on_delete=models.CASCADE, related_name="looks")
    day = models.DateField("dag")
    number = models.PositiveIntegerField("keer bekeken", default=0)

    class Meta:
        ordering = ["practice", "day"]
        constraints = [models.UniqueConstraint(fields=["practice", "day"], name="looks_once_per_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.number}"
