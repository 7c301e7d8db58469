"""What the page of a practice shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from practices.choices import (
    AdjustmentKind,
    Evidence,
    Kind,
    PartnerRole,
    Phase,
    QuestionStatus,
    QuestionType,
)
from practices.models import LearningQuestion, Participation, PracticePage
from practices.queries import Owner, related_to
from practices.queries.relay import ENDED, UNANSWERED, relay_url
from practices.rules.permissions import Deed, may
from practices.rules.visibility import Viewer
from practices.views.presenting import progress, reader_questions
from practices.views.presenting.adoption import adopt_action, adoptions, lineage
from practices.views.presenting.glance import glance
from practices.views.presenting.shared import (
    Action,
    Around,
    Content,
    Section,
    documents,
    filled,
    links_section,
    mail_to,
    people_or_owner,
    photos,
    rich,
    sees_names,
    sign_in,
    text_section,
    texts,
)
from practices.views.presenting.startfoto import startfoto
from practices.views.presenting.todo import todo
from practices.views.presenting.words import EVIDENCE

#: Phases in which one still looks for help, and has something to tell.
_GOING_ON = frozenset({Phase.IDEA, Phase.PREPARATION, Phase.EXECUTION})
#: Tone and icon of a learning question by its state, so that colour never tells it alone.
_STATES = {
    QuestionStatus.OPEN: ("info", "circle-question-mark"),
    QuestionStatus.PROVISIONAL: ("warning", "circle-dot-dashed"),
    QuestionStatus.ANSWERED: ("positive", "circle-check"),
    QuestionStatus.LAPSED: ("neutral", "circle-minus"),
}
_TYPES = {
    QuestionType.TARGET_GROUP: "Over het resultaat voor de doelgroep",
    QuestionType.PROCESS: "Over de weg ernaartoe",
}


def content(page: PracticePage) -> Content:
    """Return what stands on the page of a practice itself."""
    adjusted = progress.adjustments(page)
    why = texts(("Aanleiding", page.background), ("Doel", page.purpose))
    learnt = texts(
        ("Geleerde lessen", page.lessons),
        ("Neveneffecten en tegenvallers", page.side_effects),
        ("Voorwaarden voor succes", page.preconditions),
        ("Lokale omstandigheden", page.local_circumstances),
        ("Borging", page.embedding),
    )
    sections = filled(
        Section("hulpvraag", "Hier zoeken wij hulp bij", "help", _help(page)),
        Section("waarom", "Waarom wij dit doen", "texts", why),
        Section("leervragen", "Wat wij willen leren", "questions", _questions(page)),
        Section("aanpak", "Aanpak in stappen", "steps", [rich(step) for step in page.approach]),
        text_section("meer", "Meer over deze praktijk", page.body),
        Section("resultaten", "Resultaten tot nu toe", "results", _results(page)),
        Section("startfoto", "Startfoto: hoe werken wij samen?", "startfoto", startfoto(page)),
        Section("mijlpalen", "Mijlpalen en doorlooptijd", "milestones", progress.milestones(page), personal=True),
        Section("bijgestuurd", "Bijgestuurd" if page.phase != Phase.STOPPED else "Gestopt", "adjustments", adjusted),
        Section("logboek", "Logboek", "log", progress.log(page)),
        Section("lessen", "Wat u hiervan kunt leren", "texts", learnt),
        Section("begin", "Zo begint u zelf", "steps", [rich(step) for step in page.first_steps]),
        Section("partners", "Wie doen mee", "partners", _partners(page)),
        Section("kosten", "Kosten, uren en geld", "facts", _money(page)),
        Section("overgenomen", "Wie doen dit ook", "adoptions", adoptions(page), personal=True),
        photos(page),
        documents(page),
    )
    return Content(
        sections=sections,
        top=("phase", _phase(page, adjusted)),
        marks=frozenset(({"adjusted"} if adjusted else set()) | ({"adopted"} if page.adoptions.all() else set())),
    )


def around(page: PracticePage, viewer: Viewer, owner: Owner, today: date) -> Around:
    """Return what this reader sees around the content."""
    related = related_to(page, viewer)
    networks = related.named[Kind.NETWORK]
    is_owner = may(viewer, Deed.EDIT, page.path)
    badges = [(page.phase, "Fase", str(Phase(page.phase).label))]
    groups = [
        ("Juridische vragen", related.named[Kind.LEGAL_CASE]),
        ("Begrippen", related.named[Kind.TERM]),
        ("Netwerken", networks),
        ("Netwerken over hetzelfde thema", [] if networks else related.by_theme[Kind.NETWORK]),
    ]
    return Around(
        badges=badges,
        actions=_actions(page, viewer, owner, is_owner=is_owner),
        people=people_or_owner(_contact(page, viewer), owner, page),
        after=filled(
            lineage(page, viewer),
            reader_questions.section(page, viewer, keeps=is_owner),
            links_section("hoort-erbij", "Hoort hierbij", groups),
        ),
        details={"own": _own(page, viewer, today) if is_owner and page.pk else None},  # a preview may have no number
    )


def _own(page: PracticePage, viewer: Viewer, today: date) -> dict[str, Any]:
    """Return what only those see who keep this page: what is missing, and whether somebody confirmed it today."""
    return {
        "todo": todo(page, viewer),
        "confirmed_on": page.confirmed_on,
        "confirmed_today": page.confirmed_on == today,
    }


def _phase(page: PracticePage, adjusted: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return where a practice stands, and what is known at a glance; of one that stopped also what that taught."""
    stop = next((item for item in adjusted if item["kind"] == AdjustmentKind.STOPPED), None)
    learnt = stop["learnt"] if stop and page.phase == Phase.STOPPED else ""
    return {"phases": progress.phases(page), "facts": glance(page), "learnt": learnt}


def _help(page: PracticePage) -> Any:
    return rich(page.help_wanted) if page.help_wanted.strip() and page.phase in _GOING_ON else None


def _questions(page: PracticePage) -> dict[str, Any] | None:
    """Return the learning questions by type, with how many are in each state."""
    found = list(page.questions.all())
    if not found:
        return None
    counted = Counter(question.status for question in found)
    groups = [
        {
            "title": title,
            "questions": [
                {
                    "question": question.question,
                    "status_label": question.get_status_display(),
                    "tone": _STATES[QuestionStatus(question.status)][0],
                    "icon": _STATES[QuestionStatus(question.status)][1],
                    "answer": rich(question.answer, top=5) if question.answer else "",
                    "is_open": question.status == QuestionStatus.OPEN,
                    "relay_url": _relay(question, page),
                }
                for question in found
                if question.question_type == kind
            ],
        }
        for kind, title in _TYPES.items()
    ]
    summary = [f"{counted[state]} {state.label.lower()}" for state in QuestionStatus if counted[state]]
    return {"summary": ", ".join(summary), "groups": [group for group in groups if group["questions"]]}


def _relay(question: LearningQuestion, page: PracticePage) -> str:
    """Return the address of the journey of a question that was taken over, or that was left open here."""
    left = page.phase in ENDED and question.status in UNANSWERED
    return relay_url(question.pk) if question.pk and (question.origin_id or left) else ""


def _results(page: PracticePage) -> dict[str, Any] | None:
    if not (page.results or page.family_effect):
        return None
    levels = [
        {"label": level.label, "is_this": level == page.evidence}
        for level in Evidence
        if page.evidence and page.results
    ]
    return {
        "text": rich(page.results) if page.results else "",
        "levels": levels,
        "level_text": EVIDENCE.get(page.evidence, "") if page.results else "",
        "measured_how": page.measured_how,
        "family_effect": rich(page.family_effect, top=4) if page.family_effect else "",
    }


def _partners(page: PracticePage) -> list[dict[str, Any]]:
    """Return the partners by role, in the order of the roles; those without a role come last."""
    found = list(page.participations.all())
    roles = [*PartnerRole, ""]
    groups = [
        {
            "role": PartnerRole(role).label if role else "",
            "partners": [
                {
                    "name": partner.name or (partner.partner_kind.name if partner.partner_kind else ""),
                    "kind": _kind_beside(partner),
                    "contribution": partner.contribution,
                }
                for partner in found
                if partner.role == role
            ],
        }
        for role in roles
    ]
    return [group for group in groups if group["partners"]]


def _kind_beside(partner: Participation) -> str:
    """Return the kind of a partner where its name does not say that already."""
    kind = partner.partner_kind.name if partner.partner_kind else ""
    return kind if partner.name and kind.casefold() not in partner.name.casefold() else ""


def _money(page: PracticePage) -> list[dict[str, Any]]:
    sources = [
        f"{item.get('bron') or 'Bron onbekend'}: {item.get('bedrag', '')}".removesuffix(": ") for item in page.funding
    ]
    facts: list[dict[str, Any]] = [
        {"term": "Kosten", "value": page.costs},
        {"term": "Uren", "value": page.hours},
        {"term": "Wie betaalt", "lines": sources},
    ]
    return [fact for fact in facts if fact.get("value") or fact.get("lines")]


def _contact(page: PracticePage, viewer: Viewer) -> list[dict[str, Any]]:
    if not (page.contact_role or page.contact_mailbox):
        return []
    named = sees_names(page, viewer)
    return [
        {
            "name": page.contact_name if named else "",
            "role": page.contact_role or "Contact",
            "mailbox": page.contact_mailbox,
            "mail_url": mail_to(page.contact_mailbox, f"Vraag over: {page.title}") if page.contact_mailbox else "",
            "deputy": page.contact_deputy if named else "",
            "hidden": not named and bool(page.contact_name or page.contact_deputy),
        }
    ]


def _actions(page: PracticePage, viewer: Viewer, owner: Owner, *, is_owner: bool) -> list[Action]:
    """Return what this reader does next: the owner tells something, everybody else gets in touch."""
    if is_owner:
        found = [
            Action("Werk bij", reverse("practices:update", args=[page.key]), "notebook-pen"),
            Action("Wijzig", reverse("practices:sharing-edit", args=[page.key]), "pencil"),
            Action("Vul aan", reverse("practices:complete", args=[page.key]), "list-plus"),
            Action("Startfoto", reverse("practices:startfoto", args=[page.key]), "chart-no-axes-gantt"),
            Action("Wie mag dit zien", reverse("practices:sharing-visibility", args=[page.key]), "eye"),
        ]
        if may(viewer, Deed.WITHDRAW, page.path):
            found.append(Action("Trek in", reverse("practices:sharing-withdraw", args=[page.key]), "archive"))
        return found
    found = [Action("Neem contact op", "#contact", "mail")] if page.contact_mailbox or owner.mailbox else []
    if adopt := adopt_action(page, viewer):
        found.append(adopt)
    if not viewer.is_signed_in and (page.contact_name or page.contact_deputy):
        found.append(sign_in(page, "Log in om namen te zien"))
    found = found or [Action(f"Naar {owner.title}", owner.url, "building-2")]
    question = reader_questions.ask_action(page, viewer)
    return [found[0], question, *found[1:]] if question else found
