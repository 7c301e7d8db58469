"""What an owner sends on says what is known, in good Dutch, and says of the rest that it is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from practices.rules.dutch import counted, day, euro, listed
from practices.rules.owner_texts import (
    NOT_THERE,
    Happened,
    Money,
    Question,
    Story,
    college_message,
    executive_version,
    missing_in,
    subsidy_account,
)

TODAY = date(2026, 11, 25)
EMPTY = Story(
    title="Samen rond het gezin",
    organisation="Gemeente Zaanstad",
    phase="Idee",
    address="https://plein.example/praktijken/samen/",
)
WHOLE = replace(
    EMPTY,
    phase="Uitvoering",
    phase_since=date(2026, 3, 2),
    started_on=date(2025, 9, 1),
    confirmed_on=date(2026, 10, 1),
    summary="Eén regisseur voor gezinnen met veel hulpverleners.",
    background="# Te laat\n\nHulp komt nu te laat.",
    purpose="Eerder helpen.",
    approach=("Kies een regisseur.", "Maak één plan."),
    partners=("Politie", "Veilig Thuis"),
    questions=(
        Question("Merkt het gezin het verschil?", "Open", is_open=True),
        Question("Lukt één plan?", "Beantwoord", is_open=False, answer="Ja, meestal."),
    ),
    log=(
        Happened(date(2026, 4, 1), "Voortgang", "De eerste gezinnen zijn gesproken."),
        Happened(date(2026, 6, 9), "Tegenslag", "De politie heeft geen mensen.", is_setback=True),
        Happened(date(2026, 5, 3), "Resultaat", "Zes gezinnen hebben een plan."),
    ),
    adjustments=(
        Happened(
            date(2026, 7, 1),
            "Deel gestopt",
            "De avonddienst stopt.",
            more=(("Geleerd", "Zonder vervoer komt niemand."),),
        ),
    ),
    milestones=(Happened(date(2025, 9, 1), "Getekend"), Happened(date(2026, 1, 15), "Budget rond")),
    results="Zes van de acht gezinnen hebben een plan.",
    measured_how="Geteld in het dossier.",
    evidence="Dit is geteld.",
    costs="Eén projectleider.",
    hours="16 per week.",
    funding=(Money("GGU", 12500), Money("Eigen begroting", 7500), Money("Provincie", "nog niet bekend")),
    help_wanted="Wij zoeken iemand die dit gemeten heeft.",
    embedding="Na de zomer gewoon werk.",
    adopted=("Breda", "Tilburg"),
    contact="projectleider, team@zaanstad.example",
)


def section(text: str, title: str) -> str:
    return text.partition(f"## {title}\n\n")[2].partition("\n\n## ")[0]


def test_days_money_and_numbers_read_as_dutch() -> None:
    assert day(date(2026, 3, 1)) == "1 maart 2026"
    assert [euro(amount) for amount in (0, 950, 12500, 1234567)] == ["€ 0", "€ 950", "€ 12.500", "€ 1.234.567"]
    assert [counted(number, "leervraag", "leervragen") for number in (0, 1, 2)] == [
        "0 leervragen",
        "1 leervraag",
        "2 leervragen",
    ]
    assert [listed(names) for names in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == ["", "a", "a en b", "a, b en c"]


def test_the_college_reads_the_state_with_the_newest_entries_first() -> None:
    text = college_message(WHOLE, today=TODAY)
    assert text.startswith("# Bericht aan het college: Samen rond het gezin\n\n25 november 2026. Gemeente Zaanstad.\n")
    state = section(text, "Stand van zaken")
    assert "Fase: uitvoering sinds 2 maart 2026. Laatste mijlpaal: budget rond (15 januari 2026)." in state
    assert state.index("9 juni 2026, tegenslag") < state.index("3 mei 2026, resultaat") < state.index("1 april 2026")
    assert "Geleerd: Zonder vervoer komt niemand." in section(text, "Bijgestuurd")
    assert section(text, "Wat wij nog niet weten") == "1 leervraag staat open. Merkt het gezin het verschil?"
    assert "Ook Breda en Tilburg doen dit." in section(text, "Hoe verder")
    assert text.rstrip().endswith(
        "voor het laatst bevestigd op 1 oktober 2026. Contact: projectleider, team@zaanstad.example."
    )
    assert "Wat hier nog ontbreekt" not in text


def test_the_account_has_the_whole_log_in_order_what_changed_and_the_sum() -> None:
    text = subsidy_account(WHOLE, today=TODAY)
    done = section(text, "Wat wij deden")
    order = ["1 september 2025, getekend", "15 januari 2026", "1 april 2026", "3 mei 2026", "9 juni 2026"]
    assert [done.index(entry) for entry in order] == sorted(done.index(entry) for entry in order)
    different = section(text, "Wat anders ging dan gedacht")
    assert "de politie heeft geen mensen".casefold() in different.casefold()
    assert "De avonddienst stopt." in different
    money = section(text, "Kosten, uren en financiering")
    assert "- GGU: € 12.500" in money
    assert "- Provincie: nog niet bekend" in money
    assert "Samen, voor zover een bedrag bekend is: € 20.000." in money
    assert "1. Kies een regisseur.\n2. Maak één plan." in text
    assert "**Merkt het gezin het verschil?** (open) Nog geen antwoord." in text


def test_the_bestuurder_reads_one_screen() -> None:
    long = replace(WHOLE, summary="woord " * 400, results="feit " * 400, help_wanted="hulp " * 400)
    text = executive_version(long, today=TODAY)
    assert len(text.split()) < 330
    assert "**Wat zit tegen.** De avonddienst stopt." in text
    assert "##" not in text


@pytest.mark.parametrize("compose", [college_message, subsidy_account, executive_version])
def test_what_is_not_known_is_said(compose: object) -> None:
    text = compose(EMPTY, today=TODAY)  # type: ignore[operator]
    assert NOT_THERE in text
    assert "nog niet bevestigd" in text
    for word in ("None", "()", "[]", "  ", "..", ": ."):
        assert word not in text


def test_the_missing_parts_are_named_in_one_sentence() -> None:
    text = college_message(EMPTY, today=TODAY)
    assert missing_in(WHOLE) == []
    assert section(text, "Wat hier nog ontbreekt").startswith("Nog niet ingevuld: de samenvatting, de aanleiding, ")
    assert "wie het betaalt en berichten in het logboek." in text
    assert "De kosten zijn niet ingevuld." in text


def test_without_an_open_question_that_is_said() -> None:
    answered = replace(WHOLE, questions=WHOLE.questions[1:])
    assert "Van 1 leervraag staat er geen meer open." in college_message(answered, today=TODAY)
    assert "Er zijn geen leervragen opgeschreven." in college_message(EMPTY, today=TODAY)


def test_the_marks_of_a_text_do_not_break_up_the_text_around_it() -> None:
    text = college_message(WHOLE, today=TODAY)
    assert section(text, "Aanleiding") == "Te laat\n\nHulp komt nu te laat."
    wild = college_message(replace(WHOLE, title="# Titel\n\n## Kern"), today=TODAY)
    assert wild.count("## Kern") == 1
