"""The fields of a practice."""

from __future__ import annotations

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
from practices.exchange.fields import Entry, Field, Group, Rows
from practices.exchange.kinds.every_kind import (
    BODY,
    CONFIRMED,
    DOCUMENTS,
    DOMAINS,
    KEYWORDS,
    LAWS,
    MUNICIPALITIES,
    OWNER,
    PURPOSE,
    SUMMARY,
    TARGET_GROUPS,
    TEXT,
    THEMES,
    VISIBILITY,
    YEAR,
)
from practices.exchange.links import OnePage, References
from practices.exchange.numbers import Day, Flag, Moment, Number, Scores
from practices.exchange.parties import Participations, tidy_partner
from practices.exchange.special import Funding
from practices.exchange.values import Choice, Line, LooseText, Mailbox, Texts
from practices.models import LegalCasePage, TermPage

_CONTACT = Group(
    "contact",
    (
        Field("rol", "contact_role", Line(), "role"),
        Field("mailbox", "contact_mailbox", Mailbox(), "shared mail address"),
        Field("naam", "contact_name", Line(), "name; only for who may see names of persons"),
        Field("vervanger", "contact_deputy", Line(), "deputy; only for who may see names of persons"),
    ),
    "whom to ask",
)

#: In the order in which they are written.
FIELDS = (
    SUMMARY,
    Field("aanleiding", "background", TEXT, "why it started"),
    PURPOSE,
    BODY,
    MUNICIPALITIES,
    OWNER,
    THEMES,
    DOMAINS,
    Field("fase", "phase", Choice(Phase), "phase; import also takes `bijgestuurd`", default=str(Phase.IDEA)),
    Field("faseSinds", "phase_since", Day(), "since when it is in this phase"),
    Field("gestartOp", "started_on", Day(), "when it started"),
    YEAR,
    Rows(
        "leervragen",
        "questions",
        (
            Field("vraag", "question", TEXT, "what one wants to learn", needed=True),
            Field("type", "question_type", Choice(QuestionType), "about what", default=str(QuestionType.PROCESS)),
            Field("status", "status", Choice(QuestionStatus), "how far it is", default=str(QuestionStatus.OPEN)),
            Field("antwoord", "answer", TEXT, "answer so far"),
        ),
        "learning questions",
    ),
    TARGET_GROUPS,
    Participations(
        "partners",
        "participations",
        (
            Field("naam", "name", Line(), "name"),
            Field("soort", "partner_kind", Entry("partners"), "kind"),
            Field("rol", "role", Choice(PartnerRole), "role"),
            Field("inbreng", "contribution", TEXT, "contribution"),
        ),
        "partners, at least with `naam` or `soort`; the kind follows from a name that gives it",
        tidy=tidy_partner,
    ),
    LAWS,
    KEYWORDS,
    Rows(
        "mijlpalen",
        "milestones",
        (
            Field("soort", "milestone_kind", Choice(MilestoneKind), "which", needed=True),
            Field("datum", "date", Day(), "when"),
        ),
        "milestones, from which lead times are computed",
    ),
    Rows(
        "logboek",
        "log_entries",
        (
            Field("datum", "date", Day(), "when"),
            Field("soort", "log_kind", Choice(LogKind), "kind", default=str(LogKind.PROGRESS)),
            Field("tekst", "text", TEXT, "what happened", needed=True),
            Field("klein", "is_minor", Flag(), "a minor update, of which followers get no mail", default=False),
        ),
        "dated updates",
    ),
    Rows(
        "bijstellingen",
        "adjustments",
        (
            Field("datum", "date", Day(), "when"),
            Field("soort", "adjustment_kind", Choice(AdjustmentKind), "kind", needed=True),
            Field("wat", "what", TEXT, "what changed"),
            Field("besluitDoor", "decided_by", Line(), "who decided"),
            Field("geleerd", "learnt", TEXT, "what was learnt"),
            Field("leervraag", "question", TEXT, "which learning question it answers"),
        ),
        "changes of course and stops",
    ),
    Rows(
        "startfotos",
        "measurements",
        (
            Field("datum", "date", Day(), "when"),
            Field("partner", "partner", Line(), "of which partner"),
            Field("scores", "scores", Scores(), "scores by statement"),
            Field("toelichting", "remark", TEXT, "remark"),
            Field("watMerktHetGezin", "family_effect", TEXT, "what the family notices, and how one knows"),
            Field("vrijgegeven", "released", Flag(), "released; others only show to owner and editors", default=False),
            Field("vrijgegevenOp", "released_at", Moment(), "when its partner released it in the portal"),
        ),
        "baseline and follow-up measurements; what partners released in the portal stays when a record lacks it",
        lasting="vrijgegevenOp",
    ),
    Field("aanpak", "approach", Texts(), "approach in steps"),
    Field("hulpvraag", "help_wanted", TEXT, "where help is wanted"),
    Field("watMerktHetGezin", "family_effect", TEXT, "what the family notices, and how one knows"),
    Field("resultaten", "results", TEXT, "results so far"),
    Field("hoeGemeten", "measured_how", TEXT, "how that was measured"),
    Field("bewijs", "evidence", Choice(Evidence), "level of the results"),
    Field("neveneffecten", "side_effects", TEXT, "side effects and setbacks"),
    Field("voorwaarden", "preconditions", TEXT, "conditions for success"),
    Field("lokaleOmstandigheden", "local_circumstances", TEXT, "local circumstances"),
    Field("lessen", "lessons", TEXT, "lessons"),
    Field("zoBeginJe", "first_steps", Texts(), "how to begin, in steps"),
    Field("borging", "embedding", TEXT, "how it becomes normal work"),
    Field("kosten", "costs", LooseText(), "costs"),
    Field("uren", "hours", LooseText(), "hours"),
    Funding(),
    References("begrippen", "terms", Kind.TERM, TermPage, "terms that it uses"),
    References("casussen", "legal_cases", Kind.LEGAL_CASE, LegalCasePage, "legal questions that it met"),
    _CONTACT,
    DOCUMENTS,
    CONFIRMED,
    VISIBILITY,
    Rows(
        "overgenomenDoor",
        "adoptions",
        (
            Field("gemeente", "municipality", Entry("gemeenten"), "which municipality", needed=True),
            Field("stap", "step", Choice(AdoptionStep), "how far it is", default=str(AdoptionStep.INTEREST)),
            Field("sinds", "since", Day(), "since when"),
            Field("watIsAnders", "what_differs", TEXT, "what they do differently"),
            Field("waarom", "why", TEXT, "why they do that differently"),
            Field("urenBespaard", "hours_saved", Number(places=1, digits=8, positive=True), "hours saved"),
            Field("eigenPraktijk", "own_practice", OnePage(Kind.PRACTICE), "what they made of it"),
            Group(
                "contact",
                (
                    Field("rol", "contact_role", Line(), "role"),
                    Field("mailbox", "contact_mailbox", Mailbox(), "shared mail address"),
                ),
                "whom to ask there; only for municipal staff",
            ),
            Field("gemeldOp", "told_at", Moment(), "when the municipality itself told this in the portal"),
        ),
        "municipalities that do this too; what they told themselves in the portal stays when a record lacks it",
        unique="gemeente",
        lasting="gemeldOp",
    ),
    Rows(
        "faseVerloop",
        "phase_changes",
        (
            Field("fase", "phase", Choice(Phase), "phase", needed=True),
            Field("sinds", "since", Day(), "since when"),
            Field("vastgelegdOp", "recorded_at", Moment(), "when that was told", needed=True),
        ),
        "history of the phase; without this field the portal goes on from `fase` and `faseSinds`",
        managed=True,
    ),
)
