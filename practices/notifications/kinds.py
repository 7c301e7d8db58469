"""The kinds of letters: the reason they come, whether one can stop them, and who writes them."""

from __future__ import annotations

from practices.notifications import adoption, startfoto
from practices.notifications.curation import changes_asked, label_given, put_back, taken_down
from practices.notifications.privacy import held
from practices.notifications.reader_question import question_answered, question_asked
from practices.notifications.reading import write_remark
from practices.notifications.sign_in import write_sign_in
from practices.notifications.talk import talk_agreed, talk_answered, talk_asked
from search.alerts.letters import LetterKind

#: By the name that `queue_letter` takes.
KINDS: dict[str, LetterKind] = {
    "question-asked": LetterKind("vragen bij wat u deelt", "u deze praktijk bijhoudt", question_asked),
    "question-answered": LetterKind("antwoorden op uw vragen", "u deze vraag stelde", question_answered),
    "talk-asked": LetterKind("wie u wil spreken", "u dit bijhoudt", talk_asked),
    "talk-answered": LetterKind(
        "antwoorden op uw gespreksverzoeken", "u om dit gesprek vroeg", talk_answered, can_stop=False
    ),
    "talk-agreed": LetterKind("gesprekken waar u ja op zei", "u ja zei", talk_agreed, can_stop=False),
    "reading-remark": LetterKind(
        label="opmerkingen van wie meeleest", why="u iemand liet meelezen met uw concept", write=write_remark
    ),
    "sign-in": LetterKind(
        label="links om in te loggen", why="u met dit adres wilde inloggen", write=write_sign_in, can_stop=False
    ),
    "startfoto-invited": LetterKind(
        "uitnodigingen voor een startfoto",
        "uw organisatie is uitgenodigd door de eigenaar van een praktijk",
        startfoto.invited,
        can_stop=False,
    ),
    "startfoto-reminder": LetterKind(
        "herinneringen aan een startfoto",
        "uw organisatie is uitgenodigd door de eigenaar van een praktijk",
        startfoto.reminder,
        can_stop=False,
    ),
    "startfoto-released": LetterKind(
        "partners die een startfoto vrijgeven", "u een praktijk deelt op Praktijkplein", startfoto.released
    ),
    "startfoto-again": LetterKind(
        "herinneringen aan een vervolgfoto", "u ons vroeg om u hieraan te herinneren", startfoto.again
    ),
    "adopted": LetterKind(
        "gemeenten die uw praktijk ook doen", "u een praktijk deelt op Praktijkplein", adoption.adopted
    ),
    "changes-asked": LetterKind("wat de redactie u vraagt", "u dit bijhoudt", changes_asked),
    "taken-down": LetterKind("wat de redactie offline haalt", "u dit bijhoudt", taken_down, can_stop=False),
    "put-back": LetterKind("wat de redactie terugzet", "u dit bijhoudt", put_back, can_stop=False),
    "label-given": LetterKind("het VNG-label", "u dit bijhoudt", label_given),
    "publicatie-tegengehouden": LetterKind(
        label="wat u plande en niet online kwam",
        why="u dit item maakte of de publicatie plande",
        write=held,
        can_stop=False,
    ),
}
