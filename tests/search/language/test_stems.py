"""Forms of one word have one stem, and words that only look alike have not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import fold, stem
from search.language.stems import stem_of_folded
from search.language.stopwords import STOPWORDS

# Groups of forms of one word; ";" ends a group.
SAME = """
    huis huizen; wijkteam wijkteams; gezin gezinnen; brief brieven; melding meldingen melden meldt gemeld;
    kind kinderen; jongere jongeren; gemeente gemeenten; functie functies; organisatie organisaties;
    regio regio's regios; familie families; cliënt cliënten client; convenant convenanten; verbod verboden;
    huisverbod huisverboden; afspraak afspraken; maatregel maatregelen; delen deelt deelde gedeeld;
    gegeven gegevens; besluit besluiten; stad steden; lid leden; ambtenaar ambtenaren;
    burgemeester burgemeesters; wethouder wethouders; crisis crisissen; casus casussen;
    begeleiden begeleiding begeleidt; signaleren signaleert signalering signaleringen;
    samenwerken samenwerking samenwerkt samengewerkt; verslaafd verslaafde verslaafden; zorgmijder zorgmijders;
    dief dieven; bewijs bewijzen; prijs prijzen; reis reizen; grens grenzen; kans kansen; wet wetten;
    raad raden; vraag vragen; taak taken; school scholen; straat straten; boom bomen; man mannen;
    vrouw vrouwen; probleem problemen; systeem systemen; veilig veilige veiligheid;
    kwetsbaar kwetsbare kwetsbaarheid; mogelijk mogelijkheid mogelijkheden; gezondheid gezonde gezond;
    verstrekken verstrekt verstrekking verstrekkingen; geven geeft gaf gaven; helpen helpt hielp geholpen;
    idee ideeën ideeen; categorie categorieën; bureau bureaus; café cafés; foto foto's; agenda agenda's;
    pagina pagina's; overleg overleggen; aanpak aanpakken; dossier dossiers; plan plannen; traject trajecten;
    netwerk netwerken; dakloos dakloze daklozen; thuisloos thuisloze thuislozen; werkloos werkloze;
    vluchteling vluchtelingen; leerling leerlingen; woning woningen; schuld schulden; slachtoffer slachtoffers;
    pleger plegers; dader daders; rechter rechters; politieagent politieagenten; project projecten;
    coördinator coördinatoren; regisseur regisseurs; directeur directeuren; adviseur adviseurs; nota nota's;
    criterium criteria; ervaring ervaringen; opleiding opleidingen; voorziening voorzieningen;
    instelling instellingen; handhaven handhaaft handhaving;
    beslissen beslist besliste beslissing beslissingen;
    registreren registreert geregistreerd geregistreerde registreerde; overdragen overgedragen overdracht;
    bespreken bespreekt besproken bespreking besprekingen; uitwisselen uitwisseling uitgewisseld;
    verwijzen verwijst verwezen verwijzing verwijzingen; wijzigen wijzigt gewijzigd wijziging wijzigingen;
    stoppen stopt gestopt; starten start gestart; evalueren evalueert geëvalueerd; evaluatie evaluaties;
    mens mensen; advies adviezen; proces processen; plaats plaatsen; arts artsen; huisarts huisartsen;
    team teams; verlies verliezen; adres adressen; keuze keuzes keus; gemeente gemeentes; wapen wapens;
    examen examens; schoolkind schoolkinderen; gedetineerde gedetineerden; speciaal speciale;
    individueel individuele; serieus serieuze; club clubs; seksueel seksuele; werkplaats werkplaatsen;
    leeftijdsgrens leeftijdsgrenzen; scenario scenario's scenarios; filmpje filmpjes; ernstig ernstige;
    studie studies; provincie provincies; ministerie ministeries; bijeenkomst bijeenkomsten; moeder moeders;
    vader vaders; norm normen; leefgebied leefgebieden; uitspraak uitspraken; schip schepen; dag dagen;
    scheiden scheiding scheidingen gescheiden; opvangen opvang; jeugdige jeugdigen; oudere ouderen;
    burger burgers; inwoner inwoners; statushouder statushouders; nieuwkomer nieuwkomers;
    arbeidsmigrant arbeidsmigranten; psychisch psychische; bestuurlijk bestuurlijke; wettelijk wettelijke;
    sociaal sociale; lokaal lokale; integraal integrale; financieel financiële; crimineel criminele;
    actief actieve; preventief preventieve; effectief effectieve; acuut acute; bewoner bewoners; rol rollen;
    keten ketens; partner partners; partij partijen; loket loketten; fase fases fasen; les lessen; doel doelen;
    effect effecten; risico risico's risicos; termijn termijnen; kader kaders; recht rechten; plicht plichten;
    belang belangen; doelgroep doelgroepen; buurt buurten; wijk wijken; dorp dorpen; incident incidenten;
    interventie interventies; toezichthouder toezichthouders; vergunning vergunningen; procedure procedures;
    methode methoden methodes; rapportage rapportages; dienst diensten; uithuisplaatsing uithuisplaatsingen;
    aanbieder aanbieders; aanvraag aanvragen; rechtbank rechtbanken; gesprek gesprekken;
    handreiking handreikingen; knelpunt knelpunten; oorzaak oorzaken; bestuurder bestuurders;
    wachtlijst wachtlijsten; wachttijd wachttijden; budget budgetten; indicator indicatoren; patiënt patiënten;
    leraar leraren; docent docenten; verdachte verdachten; straf straffen; boete boetes boeten; ouder ouders;
    baby baby's; peuter peuters; nabestaande nabestaanden; toegankelijk toegankelijke toegankelijkheid;
    onveilig onveilige; eenzaam eenzame eenzaamheid; arm arme; laaggeletterd laaggeletterde laaggeletterden;
    digitaal digitale; juridisch juridische; medisch medische; landelijk landelijke; regionaal regionale;
    tijdelijk tijdelijke; langdurig langdurige; verplicht verplichte verplichting; vrijwillig vrijwillige;
    gedwongen dwingt; vergadert vergaderen vergadering; organiseert organiseren georganiseerd;
    financiert financieren gefinancierd financiering; informeert informeren geïnformeerd; escaleert escaleren;
    screent screenen screening; koppelt koppelen koppeling gekoppeld; bundelt bundelen gebundeld;
    verbetert verbeteren verbetering; adviseert adviseren geadviseerd; controleert controleren gecontroleerd;
    vluchten vlucht; misbruikt misbruiken; sanctie sancties; huurder huurders; schuldeiser schuldeisers;
    crisisdienst crisisdiensten; bed bedden; kantoor kantoren; nacht nachten; jaar jaren; week weken;
    maand maanden; uur uren; plek plekken; pand panden; drug drugs; mes messen;
    slotbijeenkomst slotbijeenkomsten; intake intakes; toewijzing toewijzingen; ziekte ziekten ziektes;
    stoornis stoornissen; gemeentehuis gemeentehuizen; wijkagent wijkagenten; gezinshuis gezinshuizen;
    pleegouder pleegouders; voogd voogden; zitting zittingen; vonnis vonnissen; rechtszaak rechtszaken;
    hulpvraag hulpvragen; proef proeven; kaart kaarten; wijkcentrum wijkcentra; verhaal verhalen;
    signaal signalen; kanaal kanalen; doelstelling doelstellingen
"""

# Pairs of words that are about something else.
APART = """
    vroeg vragen; plaats plaat; veere ver;
    gezin zin; geheim heim; gebied bied; gemeente gemeen; man maan; bom boom; zaak zak; taak tak; raad rad;
    les lezen; leven lef; been ben; bos boos; wet weten; straf straat; recht rechter; dader dadel;
    school schol; boot bot; jeugd jeugdige; politie politiek; wonen wonder; bestuur bestuderen; kant kantoor;
    orde order; arm armoede; hond honderd; koning kon; dienst dien; huis huiselijk; hof hoofd; kamer kam;
    water wat; partij part; rapport rap; vrij vrijdag; veld veel; meld meel; norm normaal; plan plant;
    lid lied; graf graaf; week wekken; deel dal; haar har; hulp hulst; regel regeling; leer leraar; rol rook;
    ziek ziel; pand paneel; wet wetenschap; verslaving verslag; verkeer verkeerd; mens men; kans kan;
    kans kant; arts art; toets toeter; plaats plaat; ommen om; allen al; proces proceder; advies advertentie;
    geleerd leraar; register regisseur; bestand bestaan; bewoner bewust; ziekenhuis ziek; melden melk;
    sociaal socialist; werk werkelijk; inbraak inbreng; opvang ontvangst; daad data; weg week; mag maag;
    moord moeder; stand stad; zaal zalf; haat hat; loon lont; raam ram; meer mer; druk drug; kind kin;
    naam namaak; basis bas; organisatie orgaan; universiteit universeel; beroep beroerd; besluit bes;
    betrokkene betrekking; controle contract; actie actief; nationaal natie; ggz gezin; beleid beleg;
    bemiddeling middel; bewoner bewonderen; college collectief; contact contract; cultuur cultus; drang drank;
    dossier dosis; dreiging drie; eigenaar eigenlijk; forensisch forens; gedrag dragen; gezond zon; geweld wel;
    gebruik bruikleen; inrichting richting; integraal integriteit; jurist jury; kamer kamp; last laster;
    leeftijd leefbaar; maatschappij maat; mantel mand; notaris nota; onderzoek onder; ouder oud;
    overlast overleg; politie polis; post poster; raadslid raadsel; reclassering reclame; schade schaduw;
    sector sekte; spoed spoor; station status; toezicht zicht; trein training; uitstroom uitstel;
    verblijf verbleken; verhuur verhuizing; vervoer vervolg; voorraad voorrang; vrouw vroeg; wapen wap;
    weigering weiland; werk wereld; winkel winter; zeden zee; zelfmoord moord; zitting zitten; klacht klagen;
    gemeld meel; bestand standaard
"""


@pytest.mark.parametrize("forms", [group.split() for group in SAME.split(";")], ids=lambda forms: forms[0])
def test_forms_of_a_word_have_one_stem(forms: list[str]) -> None:
    assert {form: stem(form) for form in forms} == dict.fromkeys(forms, stem(forms[0]))


@pytest.mark.parametrize("pair", [pair.split() for pair in APART.split(";")], ids="-".join)
def test_other_words_keep_another_stem(pair: list[str]) -> None:
    assert stem(pair[0]) != stem(pair[1])


@pytest.mark.parametrize(
    "name", ["GGZ", "OM", "LVB", "AVG", "ZSM", "RIEC", "UWV", "NZa", "pgb", "Wlz", "Wams", "boa", "VNG"]
)
def test_abbreviations_stay_whole(name: str) -> None:
    assert stem(name) == name.casefold()
    assert stem(name + "'s") == name.casefold()


@pytest.mark.parametrize("name", ["Ommen", "allen", "mens", "meten"])
def test_a_word_never_shrinks_to_a_stop_word(name: str) -> None:
    assert stem(name) not in STOPWORDS


def test_a_stop_word_has_the_stem_of_no_other_word() -> None:
    assert {word for word in STOPWORDS if stem(word) != word} == set()
    assert stem("allen") != stem("alleen")
    assert stem("tijd") != stem("tijdens")


def test_each_stop_word_of_the_list_is_folded() -> None:
    assert {word for word in STOPWORDS if fold(word) != word} == set()


def test_case_and_accents_do_not_change_a_stem() -> None:
    assert stem("CLIËNTEN") == stem("clienten") == stem("cliënt")
    assert stem("Reïntegratie") == stem("reintegratie")


@given(st.text(st.characters(), max_size=80))
def test_any_word_has_a_stem_that_is_one_token(word: str) -> None:
    found = stem(word)
    assert bool(found) == bool(fold(word))
    assert not any(character.isspace() for character in found)
    assert len(found) <= 64


@given(st.text("abdegilmnorstvz", min_size=1, max_size=14))
def test_a_stem_of_a_word_that_counts_is_no_stop_word(word: str) -> None:
    assert word in STOPWORDS or stem_of_folded(word) not in STOPWORDS
