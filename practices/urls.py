"""The addresses of the domain."""

from django.urls import path, re_path

from practices.choices import Kind
from practices.views import (
    adoption,
    alike,
    completing,
    insight,
    managing,
    outcome,
    owner_texts,
    pages,
    personal_links,
    places,
    reader_question,
    reading,
    relay,
    reporting,
    review,
    sharing,
    startfoto,
    startfoto_answers,
    subjects,
    talk,
    updating,
    visitors,
)

app_name = "practices"

item_routes = [
    route
    for kind in Kind
    for route in (
        path(f"{kind.plural}/", pages.listing, {"kind": kind}, name=f"{kind.value}-list"),
        path(f"{kind.plural}/<slug:address>/", pages.detail, {"kind": kind}, name=f"{kind.value}-detail"),
    )
]

sharing_routes = [
    path("delen/", sharing.start, name="sharing"),
    path("delen/<uuid:draft_id>/controleren/", review.review, name="sharing-review"),
    path("delen/lijkt-op/<uuid:draft_id>/", alike.alike, name="sharing-alike"),
    path("delen/<uuid:draft_id>/weggooien/", sharing.discard, name="sharing-discard"),
    path("delen/<uuid:draft_id>/bewaren/", visitors.leave_address, name="sharing-keep"),
    path("delen/<uuid:draft_id>/meelezen/", reading.of_draft, name="reading-links"),
    path("delen/<slug:key>/meelezen/", reading.of_page, name="reading-links-of-page"),
    path("meelezen/<str:token>/", reading.read, name="reading"),
    path("delen/<uuid:draft_id>/<slug:name>/", sharing.step, name="sharing-step"),
    path("delen/<slug:key>/wijzigen/", managing.edit, name="sharing-edit"),
    path("delen/<slug:key>/fase/", managing.phase, name="sharing-phase"),
    path("delen/<slug:key>/zichtbaarheid/", managing.visibility, name="sharing-visibility"),
    path("delen/<slug:key>/intrekken/", managing.take_offline, name="sharing-withdraw"),
    path("delen/<slug:key>/opnieuw/", managing.put_online, name="sharing-again"),
    path("delen/<slug:key>/werk-bij/", updating.update, name="update"),
    path("delen/<slug:key>/werk-bij/<slug:what>/", updating.update, name="update-kind"),
    path("delen/<slug:key>/klopt-nog/", updating.confirm, name="confirm"),
    path("delen/<slug:key>/bestand/<int:number>/", updating.remove_file, name="remove-file"),
    path("delen/<slug:key>/vul-aan/", completing.overview, name="complete"),
    path("delen/<slug:key>/vul-aan/<slug:slug>/", completing.part, name="complete-part"),
    path("bijwerken/<str:token>/", personal_links.open_link, name="update-link"),
    path("delen/<slug:key>/wat-nu/", managing.what_next, name="sharing-next"),
]

question_routes = [
    path("delen/<slug:key>/vraag-stellen/", reader_question.ask, name="question-ask"),
    path("delen/<slug:key>/vragen/<int:number>/", reader_question.reply, name="question-reply"),
    path("delen/<slug:key>/vragen/<int:number>/logboek/", reader_question.note, name="question-log"),
    path("delen/<slug:key>/vragen/<int:number>/verbergen/", reader_question.hide, name="question-hide"),
    path("delen/<slug:key>/vragen/<int:number>/tonen/", reader_question.show_again, name="question-show"),
]

owner_routes = [
    path("delen/<slug:key>/opbrengst/", outcome.outcome, name="outcome"),
    path("delen/<slug:key>/teksten/", owner_texts.overview, name="owner-texts"),
    path("delen/<slug:key>/teksten/<slug:name>/", owner_texts.text, name="owner-text"),
]

relay_routes = [
    path("leervragen/", relay.listing, name="relay-questions"),
    path("leervragen/<int:number>/", relay.journey, name="relay-question"),
    path("leervragen/<int:number>/overnemen/", relay.take_over, name="relay-take-over"),
]

talk_routes = [
    path("delen/<slug:key>/samen/", talk.together, name="together"),
    path("delen/<slug:key>/samen/<slug:other>/", talk.ask, name="talk-ask"),
    path("gesprek/<str:token>/", talk.answer, name="talk-answer"),
]

startfoto_routes = [
    path("delen/<slug:key>/startfoto/", startfoto.overview, name="startfoto"),
    path("delen/<slug:key>/startfoto/nieuw/", startfoto.start, name="startfoto-start"),
    path("delen/<slug:key>/startfoto/<int:number>/wijzigen/", startfoto.change, name="startfoto-change"),
    path("delen/<slug:key>/startfoto/<int:number>/uitnodigen/", startfoto.invite, name="startfoto-invite"),
    path("delen/<slug:key>/startfoto/<int:number>/eigen-score/", startfoto.own_score, name="startfoto-own"),
    path(
        "delen/<slug:key>/startfoto/uitnodiging/<int:number>/<slug:deed>/",
        startfoto.invitation,
        name="startfoto-invitation",
    ),
    path("startfoto/<str:secret>/", startfoto_answers.answer, name="startfoto-answer"),
    path("praktijken/<slug:address>/startfoto.csv", startfoto.download, name="startfoto-csv"),
]

adoption_routes = [
    path("delen/<slug:key>/wij-doen-dit-ook/", adoption.tell, name="adopt"),
    path("delen/<slug:key>/wij-doen-dit-ook/terugnemen/", adoption.take_back, name="adopt-back"),
]

place_routes = [
    path("gemeenten/", places.municipalities, name="municipalities"),
    path("gemeenten/<slug:slug>/", places.municipality, name="municipality"),
    path("organisaties/", places.organisations, name="organisations"),
    path("organisaties/<slug:slug>/", places.organisation, name="organisation"),
]

subject_routes = [
    path("themas/", subjects.themes, name="themes"),
    path("themas/<slug:slug>/", subjects.theme, name="theme"),
    path("domeinen/", subjects.domain_pairs, name="domain-pairs"),
    re_path(r"^domeinen/(?P<first>[a-z]+)-en-(?P<second>[a-z]+)/$", subjects.domain_pair, name="domain-pair"),
]

insight_routes = [
    path("inzicht/", insight.insight, name="insight"),
    path("inzicht/<slug:name>.csv", insight.download, name="insight-download"),
]

report_routes = [path("melden/<slug:key>/", reporting.report, name="report-problem")]

urlpatterns = [
    *report_routes,
    *insight_routes,
    *sharing_routes,
    *question_routes,
    *talk_routes,
    *relay_routes,
    *owner_routes,
    *startfoto_routes,
    *adoption_routes,
    *item_routes,
    *place_routes,
    *subject_routes,
]
