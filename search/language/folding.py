"""What makes two spellings of a word equal: case, accents, apostrophes and invisible characters."""

from __future__ import annotations

import re
import unicodedata

#: No word is kept longer than this; engines refuse terms of tens of thousands of bytes.
MAX_WORD = 64

# Control characters except tab and newline, and halves of surrogate pairs, which no encoding or database takes.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?")
# Soft hyphens, zero-width spaces and joiners: they sit inside words and are not seen.
INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
APOSTROPHES = "'\u2019\u2018\u02bc\u02b9\u00b4`\u2032"
_DROPPED = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{INVISIBLE}\\s]")
# Letters that Unicode does not take apart in a base letter and an accent.
_LETTERS = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'")
    | {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)


def clean(text: str) -> str:
    """Return the text in composed form (NFC) without NUL, other control characters and lone surrogates.

    Tabs and newlines stay; a carriage return becomes a newline.
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text)))


def fold(word: str) -> str:
    """Return the word without case, accents and invisible characters: "Súdwest" gives "sudwest".

    The result holds no whitespace; apostrophes of any shape become "'".
    """
    if word.isascii():
        folded = word.lower().replace("`", "'")
        return folded if folded.isprintable() and " " not in folded else _DROPPED.sub("", folded)
    # Accents go after casefolding too: "İ" only then falls apart.
    folded = word.translate(_LETTERS).casefold().translate(_LETTERS)
    bare = "".join(
        character for character in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(character)
    )
    return _DROPPED.sub("", bare.casefold().translate(_LETTERS))
