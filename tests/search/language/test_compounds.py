"""A compound and the loose words that say the same find each other, and nothing more."""

from pathlib import Path

import pytest

import search.language.compounds
from search.language import stem
from search.language.compounds import CompoundsError, Lexicon, guessed_parts, lexicon
from search.language.stopwords import STOPWORDS
from tests.search.language.finding import finds

LINES = Path(search.language.compounds.__file__).with_name("compounds.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("compound", "loose"),
    [
        ("gegevensdeling", "het delen van gegevens"),
        ("gegevensdeling", "gegevens delen"),
        ("gegevensdeling", "wij deelden de gegevens"),
        ("informatiedeling", "informatie is gedeeld"),
        ("wijkteams", "een team voor de wijk"),
        ("jeugdhulp", "hulp aan jeugdigen"),
        ("jeugdzorg", "zorg voor de jeugd"),
        ("schuldhulpverlening", "hulp bij schulden"),
        ("vroegsignalering", "vroeg signaleren"),
        ("zorgmijders", "mensen die zorg mijden"),
        ("woonoverlast", "overlast in en om de woning"),
        ("casusregisseur", "regie op een casus"),
        ("huurachterstanden", "een achterstand in de huur"),
        ("kindermishandeling", "een kind mishandelen"),
    ],
)
def test_a_compound_finds_its_loose_words_but_not_one_of_them(compound: str, loose: str) -> None:
    assert finds(compound, f"Dit gaat over {loose}.")
    assert not finds(compound, f"Dit gaat over {loose.split()[0]}.")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("gegevens delen", "gegevensdeling"),
        ("delen van gegevens", "gegevensdeling"),
        ("gegevens deling", "gegevensdeling"),
        ("wijk team", "wijkteams"),
        ("wijk teams", "een wijkteam"),
        ("veiligheids huis", "het veiligheidshuis"),
        ("huis verbod", "huisverboden"),
        ("zorg mijders", "zorgmijder"),
        ("jeugd zorg", "jeugdzorg"),
        ("jeugdzorg", "jeugdigenzorg"),
        ("schulden", "schuldhulpverlening"),
        ("hulpverlening", "schuldhulpverlening"),
        ("uit huis geplaatst", "uithuisplaatsingen"),
        ("leer plicht", "leerplicht"),
        ("regie functie", "regiefunctie"),
        ("straat feest", "straatfeest"),  # in no lexicon
        ("straatfeest", "straat-feest"),
        ("lvb problematiek", "LVB-problematiek"),
        ("lvbproblematiek", "LVB-problematiek"),
        ("LVB-problematiek", "problematiek van LVB"),
        ("e-mail", "een email"),
        ("email", "per e-mail"),
        ("emails", "per e-mail"),
        ("reïntegratie", "re-integratie"),
        ("re-integratie", "reintegratie"),
        ("sudwest fryslan", "Súdwest-Fryslân"),
        ("hertogenbosch", "'s-Hertogenbosch"),
        ("s-hertogenbosch", "’s-Hertogenbosch"),
    ],
)
def test_what_is_written_apart_or_together_is_found(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("sociale huur", "sociale zekerheid en sociale wijkteams"),
        ("brugge", "bruggepensioneerden"),
        ("wijkteam", "de wijk"),
        ("wijkteam", "een team"),
        ("gegevensdeling", "persoonsgegevens in een dossier"),
        ("veiligheidshuis", "een huisverbod voor de veiligheid"),
        ("huisverbod", "een verbod bij ons in huis"),
        ("huis", "ziekenhuis"),
        ("e-mail", "mail van team e"),
        ("zorg", "verzorging"),
    ],
)
def test_what_only_shares_a_part_is_not_found(query: str, text: str) -> None:
    assert not finds(query, text)


def test_the_lexicon_is_large_and_every_line_works_in_its_direction() -> None:
    known = lexicon()
    assert len(known.parts) >= 450
    assert len(known.readings) >= 300
    entries = [line.partition("#")[0] for line in LINES if line.partition("#")[0].strip()]
    for entry in entries:
        sign = "=" if "=" in entry else ">"
        compound, _, right = entry.partition(sign)
        for reading in right.split("|"):
            assert finds(reading, f"over {compound.strip()}"), entry
            assert finds(compound, f"over {reading}") == (sign == "="), entry


def test_no_part_of_a_compound_is_a_stop_word() -> None:
    assert {part for parts in lexicon().parts.values() for part in parts} & STOPWORDS == set()


def test_the_lines_of_each_section_are_in_order() -> None:
    sections = "\n".join(LINES).split("# ---")[1:]
    for section in sections:
        written = [line.split()[0].replace("ë", "e").replace("ï", "i") for line in section.splitlines()[1:] if line]
        assert written
        assert written == sorted(written)


def test_parts_of_parts_are_found_and_a_circle_ends() -> None:
    known = Lexicon.of(["ab = a b", "abc = ab c", "b > abc x"])
    assert known.parts[stem("abc")] == ("ab", "c", "a", "b", "x")
    assert "b" not in known.readings


@pytest.mark.parametrize(
    "line", ["wijkteam", "wijkteam = wijk", "= wijk team", "wijk team = wijk team", "a = ", "a > "]
)
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(CompoundsError, match="line 2"):
        Lexicon.of(["# compounds", line])


def test_a_compound_is_listed_once() -> None:
    with pytest.raises(CompoundsError, match="line 2"):
        Lexicon.of(["wijkteam = wijk team", "wijkteams = wijk team"])


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("huurdersverenigingen", ("huurder", "vereniging")),
        ("jongerenhuisvesting", ("jongere", "huisvesting")),
        ("wijkteamoverleg", ("wijkteam", "overleg")),
        ("preventieprojecten", ("preventie", "project")),
    ],
)
def test_a_long_word_that_is_not_listed_is_made_of_two_known_ones(word: str, parts: tuple[str, ...]) -> None:
    assert guessed_parts(word) == tuple(stem(part) for part in parts)
    assert finds(word, f"Een {parts[1]} voor een {parts[0]}.")
    assert all(finds(part, f"Over {word}.") for part in parts)


@pytest.mark.parametrize(
    "word", ["ziekenhuis", "jongeren", "overleg", "voorbeelden", "gemeente", "mensehandel", "xylofoon"]
)
def test_a_word_that_is_not_wholly_made_of_known_ones_stays_whole(word: str) -> None:
    assert guessed_parts(word) == ()
