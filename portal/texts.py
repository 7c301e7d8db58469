"""The first texts of the site's own pages; editors change them in /cms/ afterwards."""

HOME_HEADING = "Deel wat u probeert"
HOME_INTRO = (
    "Gemeenten laten hier vanaf het eerste idee zien wat ze doen voor mensen met ingewikkelde problemen. "
    "Ook als het nog niet af is."
)

PRIVACY = """\
## Wie is verantwoordelijk

Verantwoordelijk is de organisatie die deze site beheert. Onderaan deze pagina staat hoe u haar bereikt. Voor wat een
gemeente of partner hier over haar eigen werk deelt, is die organisatie zelf verantwoordelijk.

## Zonder account

U kunt alles lezen wat openbaar is, zonder te vertellen wie u bent. De site vraagt niets op bij andere partijen, heeft
geen reclame en volgt u niet.

De server houdt wel een technisch logboek bij: welk adres is opgevraagd, wanneer, met welke uitkomst en vanaf welk
netwerkadres. Dat is nodig om storingen en aanvallen te vinden. De beheerder bewaart dat logboek dagen, geen maanden.

## Met een account

| Wat wij bewaren | Waarvoor | Tot |
| --- | --- | --- |
| uw naam, zakelijk mailadres, organisatie en rol | inloggen, en zien wat met u is gedeeld | uw account weg is |
| uw concepten en wat u deelde | daarvoor is de site er | u of een beheerder het weghaalt |
| wie wat deed, en wanneer | kunnen verantwoorden wat is gedeeld | een beheerder het opruimt, met uw naam |
| bewaarde zoekvragen en wat u volgt | u mailen over wat nieuw is | u het weghaalt |
| pogingen om in te loggen: mailadres, netwerkadres, browser | misbruik stoppen | een beheerder het opruimt |

Uw naam als contactpersoon of lid van een netwerk zien alleen ingelogde medewerkers van gemeenten, regio’s en VNG.

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

De site kijkt mee voordat u deelt. Een burgerservicenummer of rekeningnummer houdt zij tegen. Bij een mailadres of
telefoonnummer vraagt zij of het klopt. Zij vindt niet alles: u blijft zelf verantwoordelijk.

## Wie ziet wat u deelt

U kiest het zelf: iedereen, medewerkers van gemeenten, regio’s en VNG, of alleen uw organisatie met de partners die u
noemt. Dat geldt overal: op pagina’s, in de zoekmachine, in aantallen, in feeds en in de open data.

## Openbaarheid

Wat u als medewerker van een overheid opschrijft, kan vallen onder de Wet open overheid (Woo). Dat geldt ook voor wat u
alleen met gemeenten of met uw eigen organisatie deelt.

## Cookies

Wij gebruiken twee cookies die nodig zijn om de site te laten werken: een voor uw sessie en een die formulieren
beveiligt. De sessie eindigt na twaalf uur. U hoeft voor deze cookies geen toestemming te geven.

## Uw rechten

U mag vragen welke gegevens wij van u hebben, en ze laten verbeteren of verwijderen. U kunt ook bezwaar maken. Vraag het
de beheerder van uw organisatie, of ons. Bent u het niet eens met het antwoord? Dan kunt u een klacht indienen bij de
Autoriteit Persoonsgegevens.
"""

ACCESSIBILITY = """\
## Iedereen moet dit plein kunnen gebruiken

Wij maken de site volgens WCAG 2.2, niveau AA. Zij werkt met alleen een toetsenbord, zonder JavaScript, op een scherm
van 320 pixels breed, in licht en donker, met eigen kleuren van uw systeem en op papier.

## Hoe wij dat toetsen

- Alle soorten pagina’s gaan bij elke wijziging in een echte browser langs axe: op een breed en een smal scherm, in
  licht en in donker. Er mag geen enkele fout zijn.
- Van elke pagina wordt de HTML gecontroleerd, met koppen in de goede volgorde.
- De belangrijkste handelingen worden nagelopen met alleen een toetsenbord en zonder JavaScript.
- De kleuren hebben het contrast dat de norm vraagt; een test rekent dat na.

Een machine vindt niet alles. Daarom is dit geen bewijs dat alles goed is.

## Wat nog niet goed is

- Een onafhankelijk onderzoek is nog niet gedaan. Zolang dat er niet is, geldt: eerste maatregelen genomen. Na het
  onderzoek komt er een verklaring in het register op toegankelijkheidsverklaring.nl.
- Op de kaart is een gemeente op een telefoon kleiner dan een vinger. Naast elke kaart staat een lijst met dezelfde
  gemeenten en aantallen.
- Documenten waar een pagina naar verwijst, staan bij anderen. Wij weten niet of zij toegankelijk zijn.
- De omgeving waarin de redactie werkt (Wagtail), toetsen wij niet zelf.

## Loopt u ergens tegenaan?

Laat het ons weten. Vertel welke pagina het is, wat u wilde doen, en met welke browser en hulpmiddelen. Hoe u ons
bereikt, staat onderaan. Komt u er met ons niet uit, dan kunt u naar de Nationale ombudsman of het College voor de
Rechten van de Mens.
"""

OPEN_DATA = """\
## Alles wat openbaar is, is open data

Wat iedereen mag zien, mag u hergebruiken. Noem daarbij de organisatie die het deelde, en zet er een link bij. Alle
items hebben een vast adres, dat ook na een andere naam blijft werken. Verzonnen voorbeelden dragen het trefwoord
“voorbeeld”.

## Volgen

- Van elke zoekvraag is er een feed (Atom): zet `/zoeken/feed/` voor dezelfde filters. Bijvoorbeeld
  [alles over jeugdhulp](/zoeken/feed/?thema=jeugdhulp).
- De [sitemap voor programma’s](/sitemap.xml) noemt alles wat openbaar is.

## Programma’s lezen mee

De API volgt de NL API Design Rules. U heeft geen sleutel nodig. De [beschrijving](/api/v1/openapi.json) is OpenAPI.

| Adres | Geeft |
| --- | --- |
| [/api/v1/zoekresultaten](/api/v1/zoekresultaten) | zoeken, met dezelfde parameters als de zoekpagina |
| [/api/v1/praktijken](/api/v1/praktijken) | praktijken als hele records |
| [/api/v1/casussen](/api/v1/casussen) | juridische vragen |
| [/api/v1/netwerken](/api/v1/netwerken) | netwerken, zonder namen van mensen |
| [/api/v1/begrippen](/api/v1/begrippen) | begrippen met hun betekenissen |
| [/api/v1/dossiers](/api/v1/dossiers) | themapagina’s |
| [/api/v1/gemeenten](/api/v1/gemeenten) | alle gemeenten, met code, provincie en regio |
| [/api/v1/themas](/api/v1/themas) | de thema’s |
| `/api/v1/` met `domeinen`, `doelgroepen`, `partners`, `wetten`, `provincies` of `regios` | de andere lijsten |

Wat u ziet als u bent ingelogd, maar wat niet voor iedereen is, is geen open data.

## Waar de lijsten vandaan komen

De gemeenten en herindelingen komen uit het TOOI-register van de overheid. De themalijst verwijst naar de Thema-indeling
voor Officiële Publicaties (TOP).
"""

#: Slug to title, introduction and Markdown text.
CONTENT_PAGES: dict[str, tuple[str, str, str]] = {
    "privacy": ("Privacy", "Hoe wij omgaan met gegevens van u en van inwoners.", PRIVACY),
    "toegankelijkheid": ("Toegankelijkheid", "Wat wij doen zodat iedereen mee kan doen.", ACCESSIBILITY),
    "open-data": ("Open data", "Hergebruik wat hier staat, met de hand of met een programma.", OPEN_DATA),
}
