"""The first texts of the site's own pages; editors change them in /cms/ afterwards."""

PRIVACY = """\
## Welke gegevens van u wij bewaren

Heeft u een account, dan bewaren wij uw naam, uw zakelijke mailadres en de organisatie waar u werkt. Wie iets deelt,
staat in het auditspoor: wie deed wat, en wanneer. Bezoekt u de site zonder account, dan bewaren wij niets over u.
De site vraagt niets op bij andere partijen en volgt u niet.

## Zoeken

Wij bewaren 90 dagen wat er gezocht wordt: de woorden, hoeveel er gevonden is en wat er is geopend. Wie zocht, bewaren
wij niet, en ook geen netwerkadres of tijdstip. Mailadressen en nummers in een zoekvraag halen wij weg. Zo ziet de
redactie wat er ontbreekt.

## Mail

Bewaart u een zoekvraag of volgt u iets, dan bewaren wij dat bij uw account. Elke mail zegt waarom u die krijgt, en
stopt met één klik.

## Wat u wel en niet deelt

Schrijf nooit op over wie een verhaal gaat. Een dorpsgenoot mag niet kunnen raden om wie het gaat. Deel geen namen,
burgerservicenummers, adressen, geboortedata, telefoonnummers of rekeningnummers van inwoners.

## Openbaarheid

Wat u als medewerker van een overheid opschrijft, kan vallen onder de Wet open overheid (Woo). Dat geldt ook voor wat u
alleen met gemeenten of met uw eigen organisatie deelt.

## Cookies

Wij gebruiken twee cookies die nodig zijn om de site te laten werken: een voor uw sessie en een die formulieren
beveiligt. U hoeft daarvoor geen toestemming te geven.
"""

ACCESSIBILITY = """\
## Iedereen moet dit plein kunnen gebruiken

Wij maken de site volgens WCAG 2.2, niveau AA. Alles werkt met alleen een toetsenbord, met een schermlezer, op een klein
scherm en zonder JavaScript. Elke wijziging gaat door een automatische toets in een echte browser.

## Wat nog niet klaar is

Een onafhankelijk onderzoek is nog niet gedaan. Dat hoort bij de toegankelijkheidsverklaring, die daarna in het register
op rijksoverheid.nl komt.

## Loopt u ergens tegenaan?

Laat het weten aan de beheerder van uw organisatie of aan de VNG-redactie. Vertel wat u wilde doen, en met welke browser
en hulpmiddelen.
"""

OPEN_DATA = """\
## Alles wat openbaar is, is open data

Wat iedereen mag zien, mag u hergebruiken. Noem daarbij de gemeente die het deelde. Alle items hebben een vast adres.

## Programma's lezen mee

- De [API-beschrijving](/api/v1/openapi.json) volgt de NL API Design Rules.
- Zoeken gaat met [/api/v1/zoekresultaten](/api/v1/zoekresultaten), met dezelfde parameters als de zoekpagina.
- De lijsten staan onder [/api/v1/gemeenten](/api/v1/gemeenten), [/api/v1/themas](/api/v1/themas) en verder.
"""

#: Slug to title, introduction and Markdown text.
CONTENT_PAGES: dict[str, tuple[str, str, str]] = {
    "privacy": ("Privacy", "Hoe wij omgaan met gegevens van u en van inwoners.", PRIVACY),
    "toegankelijkheid": ("Toegankelijkheid", "Wat wij doen zodat iedereen mee kan doen.", ACCESSIBILITY),
    "open-data": ("Open data", "Hergebruik wat hier staat, met de hand of met een programma.", OPEN_DATA),
}
