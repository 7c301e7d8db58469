"""Words that say nothing about a subject: they stay in the index, but do not decide whether a text is found."""

from __future__ import annotations

# Articles, pronouns, prepositions, conjunctions, auxiliary verbs and question words, as folded words. "niet" is one
# of them: "niet delen" should find texts about not being allowed to share, however they put it.
_WORDS = """
    de het een 't 'n t n s 's der des den
    ik je jij u hij zij ze wij we jullie men mij me jou hem haar hen hun ons zich
    mijn m'n jouw uw zijn z'n onze hunne elkaar iemand iets
    deze dit die dat zo'n zulke degene diegene hetgeen
    en of maar want dus noch als dan toen omdat doordat zodat opdat hoewel terwijl indien mits tenzij wanneer
    aan achter bij binnen door in met na naar naast om op over per rond sinds te tegen ten ter tijdens tot tussen uit
    van vanaf vanuit via volgens voor voorbij zonder
    er hier daar waar ervan erop erbij ermee eraan erover hierin hierbij hiervan daarin daarbij daarvan daarom
    waarin waarbij waarvan waarop waarom waarmee
    niet geen wel ook nog al alle alles elk elke ieder iedere enkele sommige veel vele meer meest zeer heel erg
    zo toch slechts alleen vooral steeds eens even nu reeds pas weer zelf zelfs
    wie wat welk welke hoe hoeveel
    ben bent is was waren geweest wezen wees heb hebt heeft hebben had hadden gehad
    word wordt worden werd werden geworden zal zult zullen zou zouden kan kun kunt kunnen kon konden
    mag mogen mocht mochten moet moeten moest moesten wil wilt willen wilde wilden
    ga gaat gaan ging gingen doe doet doen deed deden laat laten liet
    gedaan gekund gemogen gemoeten zoals waarvoor waarnaar hiervoor daarvoor ervoor daarmee hiermee hoezo
    o.a. oa bijv bv etc enz ca dwz
"""
STOPWORDS: frozenset[str] = frozenset(_WORDS.split())

# Words that people put around their subject. They do not decide beside other words, but what holds them comes first.
_WEAK = """
    ervaring ervaringen voorbeeld voorbeelden gemeente gemeenten ander andere anderen iemand mensen
    krijg krijgt krijgen kreeg kregen gekregen zoek zoekt zoeken gezocht vind vindt vinden vond gevonden
    kom komt komen kwam kwamen maak maakt maken maakte gemaakt sta staat staan stond zie ziet zien
    gebruik gebruikt gebruiken graag nodig goed goede beste beter manier manieren mogelijk mogelijkheid mogelijkheden
    omgaan omgaat omgegaan betekent betekenen betekenis situatie situaties geval gevallen dingen tips
    bereik bereiken bereikt meteen helemaal steeds dieper lang duurt duren vaak soms bijna zeg zegt zeggen laatst
    meerdere verschillende diverse aantal paar beetje gewoon gewone echt echte zeker bepaalde
    eigenlijk precies lukt gelukt weet weten bekend informatie
    zorgen zorgt zorgde zorgden inschakelen ingeschakeld organiseren organiseert georganiseerd regelen regelt geregeld
    opzetten opgezet aanpakken pakt pakken aangepakt oplossen opgelost oplossing oplossingen inzetten ingezet
    begin begint beginnen begon begonnen start starten gestart houd houdt houden hield hielden
    blijf blijft blijven bleef geef geeft geven gaf gaven gegeven neem neemt nemen nam namen kijk kijkt kijken lijkt
    lijken hoort past passen
    voelt voelen vertel vertelt vertellen weleens ooit slim handig belangrijk
    rol verschil verschillen vraag vragen antwoord doel reden redenen idee mening kennis
    hoge hoog lage laag grote groot kleine klein nieuwe nieuw oude eerste laatste eigen enige extra volgende
    misgaan misgaat misging misgegaan gebeurt gebeuren gebeurde gebeurd bestaat bestaan bestond loopt lopen liep gelopen
    werkt werkte speelt spelen merkt merken denkt denken bedoelt bedoeld stap stappen eerst voordat vooraf achteraf
    misschien momenteel vandaag straks tegenwoordig zoiets zover verstandig zinvol
    samen rondom richting boven onder buiten helemaal collega collega's
"""
WEAK: frozenset[str] = frozenset(_WEAK.split())


def is_stopword(exact: str) -> bool:
    """Tell whether a folded word is too common to decide about a match."""
    return exact in STOPWORDS


def is_weak(exact: str) -> bool:
    """Tell whether a folded word says too little to be asked for beside other words."""
    return exact in WEAK or exact in STOPWORDS
