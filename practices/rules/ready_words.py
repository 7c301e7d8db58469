"""Words that stand ready between people: an answer as an entry of the log, and the first message to somebody."""

from __future__ import annotations


def as_log_entry(question: str, answer: str, *, who: str) -> str:
    """Return question and answer as the text of an entry of the log; `who`: organisation and function of who asked."""
    asked = " ".join(question.split())
    return f"Vraag van {who}: {asked}\n\nOns antwoord: {answer.strip()}"


def first_message(own: str, other: str) -> str:
    """Return the message that stands ready when somebody asks to talk; own, other: titles of what both do."""
    return (
        f"Wij doen “{own}”. Dat lijkt op wat u doet in “{other}”. Wij horen graag wat u al weet, en vertellen graag "
        "wat wij doen. Zullen wij een half uur praten?"
    )
