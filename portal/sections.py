"""The fixed addresses of the site, in the order of the site map."""

from __future__ import annotations

from dataclasses import dataclass

from practices.choices import Kind


@dataclass(frozen=True, slots=True)
class Section:
    """A page with a fixed address, and what one finds there."""

    url: str
    label: str
    about: str = ""


SHARED = tuple(
    Section(f"/{kind.plural}/", str(kind.plural_label), about)
    for kind, about in (
        (Kind.PRACTICE, "wat gemeenten proberen, vanaf het eerste idee"),
        (Kind.LEGAL_CASE, "wie mag wat met wie delen"),
        (Kind.NETWORK, "mensen die u kunt bellen"),
        (Kind.TERM, "wat een woord voor een ander betekent"),
        (Kind.DOSSIER, "gekozen door de redactie"),
    )
)
ENTRANCES = (
    Section("/themas/", "Thema’s", "waar het over gaat"),
    Section("/domeinen/", "Domeinen", "waar twee werelden samenwerken"),
    Section("/gemeenten/", "Gemeenten", "wie wat deelt, op de kaart"),
    Section("/organisaties/", "Organisaties", "regio’s, VNG en partners"),
    Section("/leervragen/", "Estafette-leervragen", "vragen die bleven liggen, om over te nemen"),
    Section("/inzicht/", "Inzicht", "hoe lang het duurt, hoe ver het is, en waar"),
)
TAKING_PART = (
    Section("/delen/", "Deel uw praktijk", "in vijf minuten"),
    Section("/mijn/", "Mijn overzicht", "uw concepten en wat u deelde"),
    Section("/account/login/", "Inloggen"),
)
ABOUT = (
    Section("/toegankelijkheid/", "Toegankelijkheid"),
    Section("/privacy/", "Privacy"),
    Section("/open-data/", "Open data", "hergebruik en API"),
    Section("/sitemap/", "Sitemap"),
)
SEARCH = Section("/zoeken/", "Zoeken", "in alles tegelijk, met filters")
HOME = Section("/", "Startpagina")

#: Everything with a fixed address that anybody may open.
ALL = (HOME, SEARCH, *SHARED, *ENTRANCES, *TAKING_PART, *ABOUT)
