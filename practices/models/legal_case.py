"""A legal question: who may give what to whom, on which ground, and what experts say of it."""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable

from practices.choices import Barrier, CaseStatus, Kind, PositionRole, Verdict
from practices.models.base import SharedPage
from practices.models.fields import TextListField
from practices.models.taxonomy import Law, Municipality, PartnerKind
from practices.panels.legal_case import LEGAL_CASE


class LegalCasePage(SharedPage):
    """A legal question with its short answer, matrix, positions and citations."""

    KIND = Kind.LEGAL_CASE

    question = models.TextField("vraag", blank=True)
    situation = models.TextField("situatie", blank=True)
    status = models.CharField(max_length=16, choices=CaseStatus, default=CaseStatus.QUESTION)
    answer = models.CharField("kort antwoord", max_length=24, choices=Verdict, blank=True)
    explanation = models.TextField("uitleg", blank=True)
    next_steps = models.TextField("vervolgstappen", blank=True)
    barrier = models.CharField("belemmering", max_length=12, choices=Barrier, blank=True)
    cooperation = models.TextField("samenwerkingsverband", blank=True)
    data_kinds = TextListField("soorten gegevens", default=list, blank=True)
    professional_secrecy = models.TextField("beroepsgeheim", blank=True)
    urgency = models.TextField("haast", blank=True)
    consequence_of_silence = models.TextField("gevolg van niet delen", blank=True)
    proportionality = models.TextField("proportionaliteit en subsidiariteit", blank=True)
    informing = models.TextField("informeren van de betrokkene", blank=True)
    dpia = models.TextField("DPIA en convenant", blank=True)
    reviewed_by = models.TextField("beoordeeld door", blank=True)
    valid_on = models.DateField("geldig op", null=True, blank=True)
    also_asked_by = ParentalManyToManyField(
        Municipality, blank=True, related_name="shared_questions", verbose_name="ook onze vraag"
    )

    is_creatable = True
    template = "practices/legal_case_page.html"
    edit_handler = LEGAL_CASE

    class Meta:
        verbose_name = "juridische vraag"
        verbose_name_plural = "juridische vragen"
        constraints = [
            models.CheckConstraint(name="case_status_is_known", condition=models.Q(status__in=CaseStatus.values)),
            models.CheckConstraint(name="answer_is_known", condition=models.Q(answer__in=[*Verdict.values, ""])),
            models.CheckConstraint(name="barrier_is_known", condition=models.Q(barrier__in=[*Barrier.values, ""])),
        ]


class MatrixRow(Orderable):
    """One row of the matrix: giver, receiver, data, purpose, the ground of each, and the verdict."""

    case = ParentalKey(LegalCasePage, on_delete=models.CASCADE, related_name="matrix_rows")
    giver = models.CharField("verstrekker", max_length=200, blank=True)
    giver_kind = models.ForeignKey(
        PartnerKind, null=True, blank=True, on_delete=models.PROTECT, related_name="gives_in"
    )
    receiver = models.CharField("ontvanger", max_length=200, blank=True)
    receiver_kind = models.ForeignKey(
        PartnerKind, null=True, blank=True, on_delete=models.PROTECT, related_name="receives_in"
    )
    data = models.TextField("gegevens", blank=True)
    purpose = models.TextField("doel", blank=True)
    giver_ground = models.TextField("grondslag van de verstrekker", blank=True)
    receiver_ground = models.TextField("grondslag van de ontvanger", blank=True)
    exception = models.TextField("uitzondering voor bijzondere of strafrechtelijke gegevens", blank=True)
    secrecy = models.TextField("doorbreken van de geheimhouding", blank=True)
    verdict = models.CharField("oordeel", max_length=24, choices=Verdict, blank=True)

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(name="row_verdict_is_known", condition=models.Q(verdict__in=[*Verdict.values, ""]))
        ]


class Position(Orderable):
    """A signed position (standpunt): by role, with the criteria that were weighed."""

    case = ParentalKey(LegalCasePage, on_delete=models.CASCADE, related_name="positions")
    role = models.CharField("rol", max_length=16, choices=PositionRole)
    position = models.CharField("standpunt", max_length=24, choices=Verdict, blank=True)
    position_text = models.TextField("standpunt in woorden", blank=True)
    criteria = TextListField("gewogen criteria", default=list, blank=True)
    explanation = models.TextField("uitleg", blank=True)
    date = models.DateField("datum", null=True, blank=True)
    source = models.TextField("bron", blank=True)

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(name="position_role_is_known", condition=models.Q(role__in=PositionRole.values)),
            models.CheckConstraint(name="position_is_known", condition=models.Q(position__in=[*Verdict.values, ""])),
        ]


class Citation(Orderable):
    """A reference to an article of a law."""

    case = ParentalKey(LegalCasePage, on_delete=models.CASCADE, related_name="citations")
    law = models.ForeignKey(Law, on_delete=models.PROTECT, related_name="citations", verbose_name="wet")
    article = models.CharField("artikel", max_length=40, blank=True)
    paragraph = models.CharField("lid", max_length=40, blank=True)
