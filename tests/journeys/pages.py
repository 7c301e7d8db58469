"""Which pages there are to look at."""

from __future__ import annotations

from dataclasses import dataclass

ZAANSTAD = "zaanstad@voorbeeld.nl"
EDITOR = "redacteur@voorbeeld.nl"
PRACTICE = "/praktijken/allen-voor-een-een-gezin-een-plan-een-regisseur/"


@dataclass(frozen=True)
class Shown:
    """A page to look at.

    path: its address; {draft} stands for a filled draft, {empty} for an empty one, {own} and {foreign} for keys of
        practices of Zaanstad and of another organisation
    status: what it answers; email: who looks
    """

    name: str
    path: str
    status: int = 200
    email: str = ""


PAGES = (
    Shown("home", "/"),
    Shown("home for a member", "/", email=ZAANSTAD),
    Shown("home for an editor", "/", email=EDITOR),
    Shown("search", "/zoeken/?q=gezin"),
    Shown("search for an editor", "/zoeken/?q=gezin", email=EDITOR),
    Shown("search with filters", "/zoeken/?q=delen&soort=casus&soort=praktijk&wet=avg&antwoord=mag"),
    Shown("second page of a search", "/zoeken/?pagina=2"),
    Shown("empty search", "/zoeken/?q=xqzvw&thema=huiselijk-geweld"),
    Shown("unknown value", "/zoeken/?thema=bestaat-niet"),
    Shown("practices", "/praktijken/"),
    Shown("legal cases", "/casussen/"),
    Shown("networks", "/netwerken/"),
    Shown("terms", "/begrippen/"),
    Shown("dossiers", "/dossiers/"),
    Shown("second page of a list", "/begrippen/?pagina=2"),
    Shown("practices on the map", "/praktijken/?weergave=kaart"),
    Shown("site map", "/sitemap/"),
    Shown("not there, with guesses", "/praktijken/allen-voor-een/", 404),
    Shown("practice", PRACTICE),
    Shown("stopped practice", "/praktijken/de-nachtploeg-buurtouders-en-jongerenwerk-op-straat-voorbeeld/"),
    Shown(
        "practice with all there is", "/praktijken/een-brief-eerder-op-bezoek-bij-de-eerste-huurachterstand-voorbeeld/"
    ),
    Shown("practice for a colleague", PRACTICE, email="breda@voorbeeld.nl"),
    Shown("idea", "/praktijken/veilig-bij-kas-een-oudere-met-een-leeg-huishoudpotje-voorbeeld/"),
    Shown(
        "legal case with positions that differ",
        "/casussen/iemand-bespreken-in-het-zorg-en-veiligheidshuis-sinds-de-wgs-voorbeeld/",
    ),
    Shown("term on a scale", "/begrippen/spoed/"),
    Shown("legal case", "/casussen/signalen-over-betalingsachterstanden-combineren-voorbeeld/"),
    Shown("network", "/netwerken/leerkring-durven-delen-gegevens-en-twijfel-voorbeeld/"),
    Shown("network for a member", "/netwerken/leerkring-durven-delen-gegevens-en-twijfel-voorbeeld/", email=ZAANSTAD),
    Shown("term", "/begrippen/veilig-thuis/"),
    Shown("dossier", "/dossiers/delen-wat-nodig-is/"),
    Shown("search on the map", "/zoeken/?weergave=kaart&thema=gegevensdeling"),
    Shown("municipalities", "/gemeenten/"),
    Shown("municipality that was divided", "/gemeenten/?naam=haaren"),
    Shown("former municipality", "/gemeenten/haaren/"),
    Shown("municipality", "/gemeenten/zaanstad/"),
    Shown("municipality for a member", "/gemeenten/zaanstad/", email=ZAANSTAD),
    Shown("municipality without anything", "/gemeenten/rozendaal/"),
    Shown("organisations", "/organisaties/"),
    Shown("organisation", "/organisaties/vng/"),
    Shown("themes", "/themas/"),
    Shown("theme", "/themas/huiselijk-geweld/"),
    Shown("theme without anything", "/themas/energietransitie/"),
    Shown("pairs of domains", "/domeinen/"),
    Shown("pair of domains", "/domeinen/veiligheid-en-zorg/"),
    Shown("insight", "/inzicht/"),
    Shown("insight for a member", "/inzicht/", email=ZAANSTAD),
    Shown("accessibility statement", "/toegankelijkheid/"),
    Shown("privacy", "/privacy/"),
    Shown("open data", "/open-data/"),
    Shown("sign-in", "/account/login/"),
    Shown("forgotten password", "/account/password/reset/"),
    Shown("other password", "/account/password/change/", email=ZAANSTAD),
    Shown("second factor", "/account/2fa/", email=ZAANSTAD),
    Shown("signing out", "/account/logout/", email=ZAANSTAD),
    Shown("what sharing asks", "/delen/"),
    Shown("sharing with drafts", "/delen/", email=ZAANSTAD),
    *(
        Shown(f"step {step}{name}", f"/delen/{draft}/{step}/{query}", email=ZAANSTAD)
        for step in ("wat", "waarom", "leren", "contact")
        for name, draft, query in ((" filled", "{draft}", ""), (" with errors", "{empty}", "?controle"))
    ),
    Shown("last look", "/delen/{draft}/controleren/", email=ZAANSTAD),
    Shown("last look at an empty draft", "/delen/{empty}/controleren/", email=ZAANSTAD),
    Shown("throwing a draft away", "/delen/{draft}/weggooien/", email=ZAANSTAD),
    Shown("own things", "/mijn/", email=ZAANSTAD),
    Shown("saving a search", "/zoeken/bewaren/?q=gezin&gemeente=zaanstad", email=ZAANSTAD),
    Shown("a link that stops nothing", "/zoeken/meldingen/stoppen/onzin/", 404),
    Shown("own practice", PRACTICE, email=ZAANSTAD),
    Shown("what resembles a practice", "/zoeken/lijkt-op/{own}/", email=ZAANSTAD),
    Shown("editing", "/delen/{own}/wijzigen/", email=ZAANSTAD),
    Shown("phase", "/delen/{own}/fase/", email=ZAANSTAD),
    Shown("log entry", "/delen/{own}/werk-bij/", email=ZAANSTAD),
    *(
        Shown(f"update: {what}", f"/delen/{{own}}/werk-bij/{what}/", email=ZAANSTAD)
        for what in ("leervraag", "mijlpaal", "bijstelling", "stop", "foto", "document")
    ),
    Shown("still right", "/delen/{own}/klopt-nog/", email=ZAANSTAD),
    Shown("filling in", "/delen/{own}/vul-aan/", email=ZAANSTAD),
    *(
        Shown(f"filling in: {part}", f"/delen/{{own}}/vul-aan/{part}/", email=ZAANSTAD)
        for part in ("doel", "aanpak", "partners", "resultaten", "geleerd", "verder", "kosten", "hoort-erbij")
    ),
    Shown("a link that ended", "/bijwerken/onzin/", 410),
    Shown("startfoto", "/delen/{own}/startfoto/", email=ZAANSTAD),
    Shown("round of a startfoto", "/delen/{own}/startfoto/nieuw/", email=ZAANSTAD),
    Shown("a link of a startfoto that ended", "/startfoto/onzin/", 410),
    Shown("doing this too", "/delen/{foreign}/wij-doen-dit-ook/", email=ZAANSTAD),
    Shown("taking that back", "/delen/{foreign}/wij-doen-dit-ook/terugnemen/", email=ZAANSTAD),
    Shown("visibility", "/delen/{own}/zichtbaarheid/", email=ZAANSTAD),
    Shown("withdrawing", "/delen/{own}/intrekken/", email=ZAANSTAD),
    Shown("what next", "/delen/{own}/wat-nu/", email=ZAANSTAD),
    Shown("questions left open", "/leervragen/"),
    Shown("a question that is not there", "/leervragen/999999/", 404),
    Shown("asking a question", "/delen/{foreign}/vraag-stellen/", email=ZAANSTAD),
    Shown("samen aan de slag", "/delen/{own}/samen/", email=ZAANSTAD),
    Shown("asking for a talk", "/delen/{own}/samen/{foreign}/", email=ZAANSTAD),
    Shown("a link to a talk that ended", "/gesprek/onzin/", 410),
    Shown("what came of sharing", "/delen/{own}/opbrengst/", email=ZAANSTAD),
    Shown("texts for the owner", "/delen/{own}/teksten/", email=ZAANSTAD),
    *(
        Shown(f"text: {name}", f"/delen/{{own}}/teksten/{name}/", email=ZAANSTAD)
        for name in ("college", "subsidie", "bestuurder")
    ),
    Shown("not allowed", "/delen/{foreign}/wijzigen/", 403, email=ZAANSTAD),
    Shown("not there", "/bestaat-niet/", 404),
)
