"""A practice: what an organisation tries, what it wants to learn, and everything that happens on the way."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable

from practices.choices import (
    AdjustmentKind,
    AdoptionStep,
    Evidence,
    Kind,
    LogKind,
    MilestoneKind,
    PartnerRole,
    Phase,
    QuestionStatus,
    QuestionType,
)
from practices.models.base import SharedPage
from practices.models.fields import MoneyListField, ScoreTableField, TextListField
from practices.models.taxonomy import Municipality, PartnerKind
from practices.panels.practice import PRACTICE


class PracticePage(SharedPage):
    """A practice description. Lists of steps are kept as JSON lists of texts, money as {"bron", "bedrag"}."""

    KIND = Kind.PRACTICE

    background = models.TextField("aanleiding", blank=True)
    phase = models.CharField("fase", max_length=14, choices=Phase, default=Phase.IDEA)
    phase_since = models.DateField("in deze fase sinds", null=True, blank=True)
    started_on = models.DateField("gestart op", null=True, blank=True, db_index=True)
    approach = TextListField("aanpak in stappen", default=list, blank=True)
    help_wanted = models.TextField("waar zoekt u hulp bij", blank=True)
    family_effect = models.TextField("wat merkt het gezin ervan", blank=True)
    results = models.TextField("resultaten tot nu toe", blank=True)
    measured_how = models.TextField("hoe is dat gemeten", blank=True)
    evidence = models.CharField("niveau van bewijs", max_length=10, choices=Evidence, blank=True)
    side_effects = models.TextField("neveneffecten en tegenvallers", blank=True)
    preconditions = models.TextField("voorwaarden voor succes", blank=True)
    local_circumstances = models.TextField("lokale omstandigheden", blank=True)
    lessons = models.TextField("geleerde lessen", blank=True)
    first_steps = TextListField("zo begint u", default=list, blank=True)
    embedding = models.TextField("borging", blank=True)
    costs = models.TextField("kosten", blank=True)
    hours = models.TextField("uren", blank=True)
    funding = MoneyListField("financiering", default=list, blank=True)
    contact_role = models.CharField("rol van de contactpersoon", max_length=200, blank=True)
    contact_mailbox = models.EmailField("gezamenlijk mailadres", blank=True)
    contact_name = models.CharField("naam van de contactpersoon", max_length=200, blank=True)
    contact_deputy = models.CharField("vervanger", max_length=200, blank=True)

    terms = ParentalManyToManyField(
        "practices.TermPage", blank=True, related_name="practices", verbose_name="begrippen"
    )
    legal_cases = ParentalManyToManyField(
        "practices.LegalCasePage", blank=True, related_name="practices", verbose_name="juridische vragen"
    )

    is_creatable = True
    template = "practices/practice_page.html"
    #: What partners and other municipalities said is about this practice, not about a copy of it.
    exclude_fields_in_copy: ClassVar[list[str]] = [*SharedPage.exclude_fields_in_copy, "adoptions", "measurements"]
    edit_handler = PRACTICE

    class Meta:
        verbose_name = "praktijk"
        verbose_name_plural = "praktijken"
        constraints = [
            models.CheckConstraint(name="phase_is_known", condition=models.Q(phase__in=Phase.values)),
            models.CheckConstraint(name="evidence_is_known", condition=models.Q(evidence__in=[*Evidence.values, ""])),
        ]

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Return the page as a revision has it; what is not its owner's to write stays as it is now.

        That is the history of the phase, what partners released, and what other municipalities told themselves.
        """
        page = super().with_content_json(content)
        page.remember_phase()
        page.keep_what_others_told()
        return page

    def keep_what_others_told(self) -> None:
        """Put back, in memory, what partners released and other municipalities told: a revision may be older."""
        if not self.pk:
            return
        released = BaselineMeasurement.objects.filter(practice=self.pk, released_at__isnull=False)
        told = list(Adoption.objects.filter(practice=self.pk, told_at__isnull=False))
        there = {adoption.municipality_id for adoption in told}
        own = [row for row in self.adoptions.all() if row.told_at is None and row.municipality_id not in there]
        self.adoptions.set([*own, *told])
        self.measurements.set([*(row for row in self.measurements.all() if row.released_at is None), *released])

    def remember_phase(self, at: datetime | None = None) -> None:
        """Add the phase to its history, in memory, when the history ends with another one."""
        told = list(PhaseChange.objects.filter(practice=self.pk)) if self.pk else []
        last = told[-1] if told else None
        if last is None or (last.phase, last.since) != (self.phase, self.phase_since):
            change = PhaseChange(phase=self.phase, since=self.phase_since, sort_order=len(told))
            change.recorded_at = at or timezone.now()
            told.append(change)
        self.phase_changes.set(told)


class PhaseChange(Orderable):
    """History of the phase: since when it holds, and when that was told."""

    practice = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="phase_changes")
    phase = models.CharField("fase", max_length=14, choices=Phase)
    since = models.DateField("sinds", null=True, blank=True, db_index=True)
    recorded_at = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)


class LearningQuestion(Orderable):
    """What one wants to learn, written down before the start; its answers come later."""

    practice = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="questions")
    question = models.TextField("vraag")
    question_type = models.CharField("soort", max_length=10, choices=QuestionType, default=QuestionType.PROCESS)
    status = models.CharField(max_length=12, choices=QuestionStatus, default=QuestionStatus.OPEN)
    answer = models.TextField("antwoord", blank=True)
    #: The question of another that was taken over, so that a question left open goes on elsewhere.
    origin = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="taken_over"
    )

    class Meta(Orderable.Meta):
        verbose_name = "leervraag"
        constraints = [
            models.CheckConstraint(
                name="question_status_is_known", condition=models.Q(status__in=QuestionStatus.values)
            ),
            models.CheckConstraint(
                name="question_type_is_known", condition=models.Q(question_type__in=QuestionType.values)
            ),
        ]


class LogEntry(Orderable):
    """A dated update in the logboek."""

    practice = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="log_entries")
    date = models.DateField("datum", null=True, blank=True, db_index=True)
    log_kind = models.CharField("soort", max_length=12, choices=LogKind, default=LogKind.PROGRESS)
    text = models.TextField("tekst")
    is_minor = models.BooleanField("klein: volgers krijgen geen bericht", default=False)

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(name="log_kind_is_known", condition=models.Q(log_kind__in=LogKind.values))
        ]


class Adjustment(Orderable):
    """A change of course or a stop: what, when, decided by whom, what was learnt."""

    practice = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="adjustments")
    date = models.DateField("datum", null=True, blank=True, db_index=True)
    adjustment_kind = models.CharField("soort", max_length=12, choices=AdjustmentKind)
    what = models.TextField("wat", blank=True)
    decided_by = models.CharField("besloten door", max_length=200, blank=True)
    learnt = models.TextField("wat is geleerd", blank=True)
    question = models.TextField("welke leervraag beantwoordt dit", blank=True)

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                name="adjustment_kind_is_known", condition=models.Q(adjustment_kind__in=AdjustmentKind.values)
            )
        ]


class Milestone(Orderable):
    """A point on the road with its date, from which lead times are computed."""

    practice = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="milestones")
    milestone_kind = models.CharField("mijlpaal", max_length=16, choices=MilestoneKind)
    date = models.DateField("datum", null=True, blank=True)

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                name="milestone_kind_is_known", condition=models.Q(milestone_kind__in=MilestoneKind.values)
            )
        ]


class Participation(Orderable):
    """An organisation that takes part in a practice, by name or only by its kind."""

    practice = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="participations")
    name = models.CharField("naam", max_length=200, blank=True)
    partner_kind = models.ForeignKey(
        PartnerKind, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="soort"
    )
    role = models.CharField("rol", max_length=14, choices=PartnerRole, blank=True)
    contribution = models.TextField("inbreng", blank=True)

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                name="participation_names_somebody",
                condition=~models.Q(name="") | models.Q(partner_kind__isnull=False),
                violation_error_message="Vul een naam in, of kies een soort.",
            )
        ]


class BaselineMeasurement(Orderable):
    """A startfoto or vervolgfoto of one partner: scores of 1 to 5 per statement; private until released.

    released_at: when the partner itself released it; such a row is the partner's, and no revision changes it
    """

    practice = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="measurements")
    date = models.DateField("datum", null=True, blank=True)
    partner = models.CharField("partner", max_length=200, blank=True)
    scores = ScoreTableField("scores", default=dict, blank=True)
    remark = models.TextField("toelichting", blank=True)
    family_effect = models.TextField("wat merkt het gezin ervan, en hoe weet u dat", blank=True)
    released = models.BooleanField("vrijgegeven", default=False)
    released_at = models.DateTimeField(null=True, blank=True, editable=False)


class Adoption(Orderable):
    """Another municipality that does this too.

    own_practice: what it made of it, as a practice of its own
    contact_role, contact_mailbox: whom to ask there; for who may see names of persons
    told_at: when the municipality itself told this first; such a row is its own, and no revision changes it
    """

    practice = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="adoptions")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="adoptions", verbose_name="gemeente"
    )
    step = models.CharField("stap", max_length=22, choices=AdoptionStep, default=AdoptionStep.INTEREST)
    since = models.DateField("sinds", null=True, blank=True)
    what_differs = models.TextField("wat is anders", blank=True)
    why = models.TextField("waarom is dat anders", blank=True)
    own_practice = models.ForeignKey(
        PracticePage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="adopted_from",
        verbose_name="eigen praktijk",
    )
    contact_role = models.CharField("contact: rol", max_length=200, blank=True)
    contact_mailbox = models.EmailField("contact: gezamenlijk mailadres", blank=True)
    told_at = models.DateTimeField(null=True, blank=True, editable=False)
    hours_saved = models.DecimalField(
        "uren bespaard", max_digits=8, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0)]
    )

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "municipality"],
                name="adoption_once_per_municipality",
                violation_error_message="Deze gemeente staat er al.",
            ),
            models.CheckConstraint(name="adoption_step_is_known", condition=models.Q(step__in=AdoptionStep.values)),
            models.CheckConstraint(
                name="hours_saved_not_negative",
                condition=models.Q(hours_saved__isnull=True) | models.Q(hours_saved__gte=0),
            ),
        ]
