"""Words about questions of readers: how an answer reads in the log."""

from __future__ import annotations


def as_log_entry(question: str, answer: str, *, who: str) -> str:
    """Return question and answer as the text of an entry of the log; `who`: organisation and function of who asked."""
    asked = " ".join(question.split())
    return f"Vraag van {who}: {asked}\n\nOns antwoord: {answer.strip()}"
