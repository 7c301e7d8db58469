"""Words around names: which announce a person, and which say that something else bears the name."""

from __future__ import annotations

from practices.rules.privacy.lists import words

#: Forms of address; what follows is a name, also when it is an ordinary word.
TITLES = words(
    "mevrouw mevr mw mej mejuffrouw juffrouw meneer mijnheer dhr heer heren dames fam familie gezin echtpaar"
)
#: ... of which these are short for a word, and end in a dot.
SHORT_TITLES = words("mevr mw mej dhr fam")
#: ... of several people: organisations are called so as well.
GROUPS = words("fam familie gezin echtpaar dames heren")
#: What somebody is to others.
RELATIONS = words(
    "client cliente patient patiente verdachte bewoner bewoonster slachtoffer gedetineerde statushouder leerling "
    "oma opa grootmoeder grootvader tante oom buurvrouw buurman buurjongen buurmeisje broer broers broertje zus zusje "
    "zussen moeder vader stiefmoeder stiefvader pleegmoeder pleegvader dochter dochters dochtertje zoon zonen zoontje "
    "baby peuter kleuter jongen meisje kind kleinkind kleinzoon kleindochter vriend vriendin vriendje vriendinnetje "
    "echtgenoot echtgenote weduwe weduwnaar ex exman exvrouw neef neefje nicht nichtje man vrouw puber tiener "
    "jongere mantelzorger huurder huurster overlastgever"
)
CLUES = TITLES | RELATIONS
#: Small words inside names.
LINKS = words(
    "van de der den het t 't ten ter te el al ait ben bin bint ibn ould abu la le les du da dos das di von zu zum op "
    "in v d vd vande vander vanden s 's"
)
#: ... of which these begin no name, but say where something is.
PLACING = words("in op bij aan voor uit s t te")
#: Before a name these say that a thing bears it.
INTRODUCTIONS = words("de het een 't onze ons elke ieder iedere")
#: Somebody with a public office is named for that.
OFFICES = words(
    "burgemeester wethouder minister staatssecretaris gedeputeerde kamerlid raadslid hoogleraar professor prof lector "
    "koning koningin prins prinses sint st paus president premier schrijver schrijfster auteur auteurs filosoof "
    "onderzoeker onderzoekers journalist columnist dichter ombudsman kinderombudsman advocaat-generaal rechter dr drs "
    "mr ir ing"
)
#: Before or behind a name these make it that of a thing.
HEADS = words(
    "stichting vereniging instituut groep school college lyceum gymnasium mavo vmbo academie universiteit hogeschool "
    "huis huize centrum kliniek ziekenhuis gasthuis hospice prijs award lezing fonds foundation wet besluit project "
    "pilot proef programma methode methodiek model aanpak werkwijze theorie piramide schaal test syndroom ziekte "
    "commissie werkgroep stuurgroep team locatie vestiging gebouw pand zaal zalen kamer bureau adviesbureau "
    "onderzoeksbureau firma bedrijf bv nv cafe restaurant hotel theater museum bibliotheek kerk moskee parochie "
    "park plein plantsoen laan straat weg kade brug wijk buurt buurthuis wijkcentrum dorpshuis dorp stad gemeente "
    "regio provincie polder kazerne stadion court arena toren flat complex rapport boek film krant tijdschrift "
    "podcast serie campagne actie week dag akkoord convenant pact verdrag arrest kring leerkring netwerk platform "
    "coalitie beweging maatschappij corporatie woningcorporatie bank verzekering zorg hulp thuiszorg jeugdzorg "
    "makelaars advocaten notarissen consultancy advies partners bloemen supermarkt supermarkten winkel winkels"
)
NO_INITIALS = words("bv nv cs ao io nb ps vof cv ba ma msc bsc fc sv vv ps")
_ENDINGS = (
    *("school", "college", "huis", "laan", "straat", "plein", "park", "kade", "gracht", "singel", "instituut"),
    *("stichting", "kliniek", "centrum", "ziekenhuis", "prijs", "fonds", "lezing", "methode", "model", "groep"),
    *("dijk-aanpak", "buurt", "polder", "toren", "hal", "zaal", "wet", "akkoord", "norm", "actie", "hof", "poort"),
)


def ends_like_a_thing(word: str) -> bool:
    """Tell whether a word with a capital is a compound of a name and a thing: "Mulderhuis", "Piet Blom-gebouw"."""
    first, dash, second = word.rpartition("-")
    if dash and first and second and second[0].islower() and second not in LINKS:
        return True
    return len(word) > 8 and word.lower().endswith(_ENDINGS)
