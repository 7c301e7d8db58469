"""What came of sharing a practice, in numbers of which none leads to a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum

from practices.choices import AdoptionStep, TalkAnswer
from practices.models import Adoption, DayOfLooks, PracticePage, ReaderQuestion, TalkRequest
from search.alerts.following import number_of_followers
from search.log.reports import searches_that_led_to

#: Months of which the looks are told one by one.
MONTHS = 12
RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of sharing.

    looks_per_month: the last twelve months, the oldest first, by the first day of each
    adoptions: how many municipalities are at each step, in the order of the steps
    talks: asked by others and by its owner; agreed: those with a yes
    searches: queries that at least five people made and that led here, with how often
    """

    looks: int
    looks_recently: int
    looks_per_month: tuple[tuple[date, int], ...]
    questions: int
    answered: int
    adoptions: tuple[tuple[AdoptionStep, int], ...]
    followers: int
    talks: int
    agreed: int
    searches: tuple[tuple[str, int], ...]

    @property
    def adopters(self) -> int:
        """The municipalities that do this too, or look whether they will."""
        return sum(number for step, number in self.adoptions if step != AdoptionStep.STOPPED)


def outcome_of(page: PracticePage, *, today: date) -> Outcome:
    """Return what came of sharing a practice, in a constant number of queries."""
    looks = DayOfLooks.objects.filter(practice=page.pk)
    totals = looks.aggregate(total=Sum("number"), recent=Sum("number", filter=Q(day__gt=today - RECENT)))
    asked = ReaderQuestion.objects.filter(practice=page.pk, hidden_at=None)
    questions = asked.aggregate(asked=Count("pk"), answered=Count("pk", filter=Q(answered_at__isnull=False)))
    talks = TalkRequest.objects.filter(Q(practice=page.pk) | Q(about=page.pk))
    talked = talks.aggregate(asked=Count("pk"), agreed=Count("pk", filter=Q(answer=TalkAnswer.YES)))
    steps = Counter(Adoption.objects.filter(practice=page.pk).values_list("step", flat=True))
    return Outcome(
        looks=totals["total"] or 0,
        looks_recently=totals["recent"] or 0,
        looks_per_month=_per_month(page, today),
        questions=questions["asked"],
        answered=questions["answered"],
        adoptions=tuple((step, steps[step]) for step in AdoptionStep if steps[step]),
        followers=number_of_followers(page.key),
        talks=talked["asked"],
        agreed=talked["agreed"],
        searches=tuple(searches_that_led_to(page.key)),
    )


def _per_month(page: PracticePage, today: date) -> tuple[tuple[date, int], ...]:
    months = [today.replace(day=1)]
    while len(months) < MONTHS:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    sums = dict.fromkeys(reversed(months), 0)
    rows = DayOfLooks.objects.filter(practice=page.pk, day__gte=months[-1], day__lte=today)
    for day, number in rows.values_list("day", "number"):
        sums[day.replace(day=1)] += number
    return tuple(sums.items())
