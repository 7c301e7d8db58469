"""The fields of a legal question."""

from __future__ import annotations

from practices.choices import Barrier, CaseStatus, PositionRole, Verdict
from practices.exchange.fields import Entry, Field, Rows, Set
from practices.exchange.kinds.every_kind import (
    BODY,
    CONFIRMED,
    DOCUMENTS,
    DOMAINS,
    KEYWORDS,
    MUNICIPALITIES,
    OWNER,
    PARTNERS,
    PURPOSE,
    SUMMARY,
    TARGET_GROUPS,
    TEXT,
    THEMES,
    VISIBILITY,
    YEAR,
)
from practices.exchange.numbers import Day
from practices.exchange.parties import Party, PartyKind, tidy_row
from practices.exchange.special import Standpoint, StandpointText
from practices.exchange.values import Choice, Line, Texts

_GIVER = Party("verstrekker", "giver", Line(), "who gives")
_RECEIVER = Party("ontvanger", "receiver", Line(), "who gets")
_POSITION = Standpoint("standpunt", "position", TEXT, "the position")

#: In the order in which they are written.
FIELDS = (
    SUMMARY,
    Field("vraag", "question", TEXT, "the question, as “Mag ik ...?”"),
    Field("situatie", "situation", TEXT, "situation, without persons that can be recognised"),
    PURPOSE,
    BODY,
    MUNICIPALITIES,
    OWNER,
    THEMES,
    DOMAINS,
    Field("status", "status", Choice(CaseStatus), "how far it is", default=str(CaseStatus.QUESTION)),
    YEAR,
    Field("antwoord", "answer", Choice(Verdict), "short answer"),
    Field("uitleg", "explanation", TEXT, "explanation"),
    Field("vervolgstappen", "next_steps", TEXT, "next steps"),
    Field("belemmering", "barrier", Choice(Barrier), "what stands in the way"),
    Set("wetten", "laws", "wetten", "laws; those of `citaten` are added"),
    Rows(
        "citaten",
        "citations",
        (
            Field("wet", "law", Entry("wetten"), "law", needed=True),
            Field("artikel", "article", Line(40, numbers=True), "article"),
            Field("lid", "paragraph", Line(40, numbers=True), "paragraph"),
        ),
        "references to articles of laws",
    ),
    Rows(
        "rijen",
        "matrix_rows",
        (
            _GIVER,
            PartyKind("verstrekkerSoort", "giver_kind", _GIVER),
            _RECEIVER,
            PartyKind("ontvangerSoort", "receiver_kind", _RECEIVER),
            Field("gegevens", "data", TEXT, "which data"),
            Field("doel", "purpose", TEXT, "for which purpose"),
            Field("grondslagVerstrekker", "giver_ground", TEXT, "legal ground of the giver"),
            Field("grondslagOntvanger", "receiver_ground", TEXT, "legal ground of the receiver"),
            Field("uitzondering", "exception", TEXT, "exception for special or criminal data"),
            Field("geheimhouding", "secrecy", TEXT, "ground for breaking professional secrecy"),
            Field("oordeel", "verdict", Choice(Verdict), "verdict"),
        ),
        "who gives what to whom",
        tidy=tidy_row,
    ),
    Rows(
        "standpunten",
        "positions",
        (
            Field("rol", "role", Choice(PositionRole), "role", needed=True),
            _POSITION,
            StandpointText("standpuntTekst", "position_text", TEXT, "words beside a position that is a short answer"),
            Field("criteria", "criteria", Texts(spread=True), "criteria that were weighed; a text is taken too"),
            Field("uitleg", "explanation", TEXT, "explanation"),
            Field("datum", "date", Day(), "when"),
            Field("bron", "source", TEXT, "source"),
        ),
        "signed positions side by side",
    ),
    Field("samenwerkingsverband", "cooperation", TEXT, "domain or cooperation in which data are shared"),
    Field("gegevenssoorten", "data_kinds", Texts(), "kinds of data"),
    Field("beroepsgeheim", "professional_secrecy", TEXT, "professional secrecy that plays a part"),
    Field("haast", "urgency", TEXT, "urgency"),
    Field("gevolgNietDelen", "consequence_of_silence", TEXT, "consequence of not sharing"),
    Field("proportionaliteit", "proportionality", TEXT, "proportionality and subsidiarity"),
    Field("informerenBetrokkene", "informing", TEXT, "informing the person concerned"),
    Field("dpia", "dpia", TEXT, "DPIA and covenant"),
    Field("beoordeeldDoor", "reviewed_by", TEXT, "who reviewed the answer, as a role"),
    Field("geldigOp", "valid_on", Day(), "date on which the answer held"),
    TARGET_GROUPS,
    PARTNERS,
    KEYWORDS,
    Set("ookOnzeVraag", "also_asked_by", "gemeenten", "municipalities with the same question"),
    DOCUMENTS,
    CONFIRMED,
    VISIBILITY,
)
