"""The words of the generated records: enough of them for an index like that of a real portal."""

from __future__ import annotations


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: First and last parts of compounds: their combinations are the long tail of the words.
FIRST_PARTS = _listed(
    """
    jeugd zorg wijk buurt gezins veiligheids straf herstel inkomens schulden woon school leer werk gegevens
    privacy crisis nazorg opvang preventie casus keten regio gemeente cliënt burger bestuurs handhavings
    toezicht melding signaal informatie afspraken beleids proces project pilot plan vangnet huisbezoek
    mantelzorg vrijwilligers ervarings contact dossier spoed avond weekend start doorstroom uitstroom terugkeer
    verslavings overlast geweld
    """
)
LAST_PARTS = _listed(
    """
    aanpak regie team overleg plan gesprek loket coach netwerk tafel kaart lijst afspraak protocol werkwijze
    makelaar bureau punt hulp begeleiding bewaking screening analyse meting rapport toets training scholing
    budget regeling register formulier coördinator medewerker partner groep bijeenkomst methode routekaart
    wijzer monitor afweging kader opdracht traject voorziening ondersteuning verklaring beslissing
    """
)

#: Words that many texts share, from frequent to rare.
NOUNS = _listed(
    """
    gemeente gezin inwoner jongere partner wijk melding afspraak gesprek team plan hulp school ouder kind woning
    politie regisseur casus overleg gegevens privacy toestemming ggz huisarts corporatie reclassering detentie
    terugkeer schuld inkomen veiligheid geweld overlast verslaving zorg opvang begeleiding dagbesteding
    werkgever opleiding leraar buurt straat plein mantelzorger vrijwilliger ervaringsdeskundige cliënt
    medewerker bestuurder wethouder burgemeester raad begroting subsidie inkoop contract wachtlijst crisis nacht
    weekend telefoon bericht formulier dossier register verslag besluit wet grondslag geheimhouding bezwaar
    rechter advies onderzoek meting resultaat les tegenslag verbetering
    """
)
VERBS = _listed(
    """
    begeleidt bespreekt bewaakt deelt helpt verbindt versterkt onderzoekt vraagt volgt regelt organiseert
    beschrijft betrekt beschermt bezoekt verbetert vertelt verwijst voorkomt meldt meet oefent plant schrijft
    steunt test toetst weegt zoekt
    """
)
ADJECTIVES = _listed(
    """
    snelle kleine vaste nieuwe lokale regionale tijdelijke vrijwillige wekelijkse gezamenlijke zorgvuldige
    kwetsbare betrokken ervaren eenvoudige duidelijke veilige moeilijke langdurige vroege warme open eerlijke
    praktische digitale persoonlijke bereikbare passende haalbare
    """
)
PLACES = (
    "in de wijk",
    "bij de balie",
    "aan de keukentafel",
    "op school",
    "in het buurthuis",
    "na de zomer",
    "elke twee weken",
    "in het eerste jaar",
    "voor het weekend",
    "tijdens het spreekuur",
    "na een crisis",
    "met de hele regio",
    "zonder extra geld",
    "binnen drie dagen",
    "op het gemeentehuis",
    "in de eerste maand",
    "aan het begin",
    "na een half jaar",
)

#: Keywords that editors would use again and again.
KEYWORDS = tuple(first + last for first in FIRST_PARTS[:20] for last in LAST_PARTS[:10])
