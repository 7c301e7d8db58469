"""Explains the values of the closed lists to readers, in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from practices.choices import Barrier, CaseStatus, Evidence, LawStatus, NetworkAccess, Verdict

#: How sure a result is.
EVIDENCE: Mapping[str, str] = {
    Evidence.IMPRESSION: "Dit is wat de betrokkenen zelf zien en ervaren. Er is nog niet geteld of gemeten.",
    Evidence.COUNTED: "Er zijn aantallen bijgehouden. Er is niet vergeleken met hoe het anders was gegaan.",
    Evidence.MEASURED: "Er is gemeten, en vergeleken met hoe het eerst was of met een andere groep.",
    Evidence.RESEARCHED: "Een onderzoeker van buiten heeft ernaar gekeken.",
}

#: How far a legal question is.
STATUS: Mapping[str, str] = {
    CaseStatus.QUESTION: "De vraag is gesteld. Nog niemand heeft een antwoord uitgewerkt.",
    CaseStatus.IN_PROGRESS: "Collega’s werken aan een antwoord. Wat hier staat, kan nog veranderen.",
    CaseStatus.WITH_EXPERT: "Een deskundige bekijkt de vraag. Wat hier staat, kan nog veranderen.",
    CaseStatus.PUBLISHED: "Het antwoord is uitgewerkt en gepubliceerd.",
    CaseStatus.TO_REVIEW: "Er is iets veranderd, bijvoorbeeld een wet. Dit antwoord moet opnieuw worden bekeken.",
    CaseStatus.LAPSED: "Dit antwoord geldt niet meer. Het blijft staan, zodat u ziet hoe er eerder over is gedacht.",
}

#: What a short answer means for somebody who must decide.
VERDICT: Mapping[str, str] = {
    Verdict.ALLOWED: "Het mag, als u alleen deelt wat nodig is.",
    Verdict.CONDITIONAL: "Het mag alleen als aan de voorwaarden is voldaan.",
    Verdict.FORBIDDEN: "Het mag niet. Kijk wat er wel kan.",
    Verdict.UNDECIDED: "Er is geen vast antwoord. Dat is ook een antwoord: de wet is hier grijs, en niet u.",
}
#: The icon beside a short answer, so that colour never tells it alone.
VERDICT_ICONS: Mapping[str, str] = {
    Verdict.ALLOWED: "circle-check",
    Verdict.CONDITIONAL: "circle-alert",
    Verdict.FORBIDDEN: "circle-x",
    Verdict.UNDECIDED: "circle-question-mark",
}
VERDICT_TONES: Mapping[str, str] = {
    Verdict.ALLOWED: "positive",
    Verdict.CONDITIONAL: "warning",
    Verdict.FORBIDDEN: "negative",
    Verdict.UNDECIDED: "info",
}

#: What holds people back.
BARRIER: Mapping[str, str] = {
    Barrier.LAW: "De wet: die laat het nu niet toe, of regelt het niet.",
    Barrier.INTERPRETATION: "De uitleg: de wet laat ruimte, en mensen lezen haar verschillend.",
    Barrier.CULTURE: "De cultuur: het mag, maar men durft niet of is het niet gewend.",
    Barrier.TECHNOLOGY: "De techniek: de systemen sluiten niet op elkaar aan.",
    Barrier.CAPACITY: "De capaciteit: er is niemand die het kan doen.",
}

#: How one joins a network.
ACCESS: Mapping[str, str] = {
    NetworkAccess.OPEN: "Iedereen die met dit onderwerp werkt, kan meedoen. U meldt zich aan.",
    NetworkAccess.ON_REQUEST: "U vraagt of u mee kunt doen. De beheerder kijkt of het past.",
    NetworkAccess.BY_INVITATION: "De leden nodigen nieuwe leden uit. Wel kunt u de beheerder een vraag stellen.",
}
#: What the button says that asks to join.
JOIN: Mapping[str, str] = {
    NetworkAccess.OPEN: "Meld u aan",
    NetworkAccess.ON_REQUEST: "Vraag of u mee kunt doen",
    NetworkAccess.BY_INVITATION: "Stel de beheerder een vraag",
}

#: What one must know of a law that is not simply in force.
LAW: Mapping[str, str] = {
    LawStatus.BILL: "wetsvoorstel: geldt nog niet",
    LawStatus.CHANGED: "gewijzigd",
    LawStatus.LAPSED: "vervallen",
}

#: What is missing in a description, as its owner reads it.
MISSING: Mapping[str, str] = {
    "titel": "een titel",
    "samenvatting": "een samenvatting",
    "gemeenten": "de gemeente",
    "trekker": "de trekker",
    "themas": "een thema",
    "aanleiding": "de aanleiding",
    "fase": "de fase",
    "faseSinds": "sinds wanneer u in deze fase bent",
    "leervragen": "leervragen, met een antwoord als het werk klaar is",
    "contact": "een contact: rol en gezamenlijk mailadres",
    "domeinen": "de domeinen die meedoen",
    "doelgroepen": "voor wie het is",
    "doel": "het doel",
    "aanpak": "de aanpak in stappen",
    "partners": "de partners, met wat zij inbrengen",
    "mijlpalen": "de mijlpalen, met hun datum",
    "kosten": "de kosten (“weten we niet” mag ook)",
    "uren": "de uren (“weten we niet” mag ook)",
    "financiering": "wie het betaalt",
    "resultaten": "de resultaten tot nu toe",
    "hoeGemeten": "hoe u dat weet",
    "neveneffecten": "neveneffecten en tegenvallers",
    "voorwaarden": "voorwaarden voor succes",
    "lokaleOmstandigheden": "lokale omstandigheden",
    "lessen": "geleerde lessen",
    "borging": "hoe het gewoon werk wordt",
    "zoBeginJe": "de eerste stappen voor een ander",
    "bijstellingen": "waarom u stopte, en wat u leerde",
}


_NUMBERS = ["nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]


def number_word(number: int) -> str:
    """Return a number as a sentence does: in letters up to twelve."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def and_list(names: Iterable[str]) -> str:
    """Return names as a sentence does: “a, b en c”, each once."""
    *first, last = dict.fromkeys(names)
    return f"{', '.join(first)} en {last}" if first else last
