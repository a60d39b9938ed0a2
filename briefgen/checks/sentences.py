"""Plain text cut into sentences."""

from __future__ import annotations

import re
from functools import cache

from briefgen.language_tag import primary
from briefgen.words import wordlist

__all__ = ["length_limit", "may_be_longer", "sentence_spans", "sentences"]

_CLOSERS = "\"'”’“‘»«›‹)\\]"
_OPENERS = "\"'“‘„‚«»‹›(\\["
# A stop with what closes after it, before a capital or a figure; French sets spaces before `»`.
_LATIN_END = (
    rf"(?<![.!?…])(?P<stop>[.!?…]++)(?:[{_CLOSERS}]|[ \u00a0\u202f]»(?!\w))*+"
    rf"(?=\s+(?:[{_OPENERS}]\s?)*+(?P<next>[^\W_]\w*\.?))"
)
_JAPANESE_END = r"(?<![。！？])[。！？]++(?P<closed>[」』）〕】”]*)"
_END = re.compile(rf"{_LATIN_END}|{_JAPANESE_END}|\n")
# After `…。」` these go on with the sentence that the quotation stands in.
_GOES_ON = re.compile(r"[とがはをにのもで、，]")
_DEPTH = str.maketrans(dict.fromkeys("「『（", "(") | dict.fromkeys("」』）", ")"))
_LONGEST_QUOTATION = 400
_INITIALS = re.compile(r"(?:[^\W\d_]\.(?:[-‐‑]|$|(?=[^\W\d_]\.)))+$")
_ORDINAL = re.compile(r"(?:^|[\s(–])\d{1,2}\.$")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_SHORTENING = 40
"""Characters that are looked at before a full stop: an abbreviation has fewer."""
_CHARACTER = re.compile(r"[\u3005-\u30ff\u3400-\u9fff]")
_NUMBER = re.compile(r"\d|[IVXLC]+\b")

JAPANESE_CHARACTERS_A_WORD = 3
"""How many characters of Japanese count as one word of a limit that is given in words.

Why: word counts take each character for a word there, and a sentence of 40 English words comes to
some 100 to 120 characters.
"""


def sentences(plain: str, language: str) -> tuple[str, ...]:
    """Return the sentences of a plain text; a line feed ends one too.

    An abbreviation of the language's lists, an initial such as `J.` and, in German, an ordinal
    such as `16. April` end none. Japanese quotations are part of the sentence around them.
    """
    return tuple(plain[start:end] for start, end in sentence_spans(plain, language))


def sentence_spans(plain: str, language: str) -> tuple[tuple[int, int], ...]:
    """Return where each sentence of a plain text begins and ends, in characters."""
    found, start = [], 0
    for match in _END.finditer(plain):
        if _goes_on(plain, start, match, language):
            continue
        if span := _without_spaces(plain, start, match.end()):
            found.append(span)
        start = match.end()
    last = _without_spaces(plain, start, len(plain))
    return (*found, last) if last else tuple(found)


def length_limit(words: int, language: str) -> int:
    """Return what a limit in words comes to in a language, as `prose.word_count` counts."""
    base = primary(language)
    return words * JAPANESE_CHARACTERS_A_WORD if base in ("ja", "zh") else words


def may_be_longer(plain: str, words: int) -> bool:
    """Return False if a plain text in any language surely is within a limit in words.

    Why: to count words as `prose.word_count` does takes much longer.
    """
    # A word and the space after it are two characters at least, but for Han and kana.
    if len(plain) < 2 * words and not _CHARACTER.search(plain):
        return False
    return len(_WORD.findall(plain)) + len(_CHARACTER.findall(plain)) > words


def _without_spaces(plain: str, start: int, end: int) -> tuple[int, int] | None:
    piece = plain[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start + left, start + len(piece.rstrip())) if piece.strip() else None


def _goes_on(plain: str, start: int, match: re.Match[str], language: str) -> bool:
    """Return whether the sentence goes on after what looks like its end."""
    if match["closed"] is not None:
        return _goes_on_in_japanese(plain, start, match)
    if match["stop"] is None:
        return False
    if match["next"][0].islower():
        return True
    piece = plain[max(start, match.end("stop") - _LONGEST_SHORTENING) : match.end("stop")]
    if match["stop"] in ("…", "...") and piece.removesuffix(match["stop"])[-1:] in ("[", "("):
        return True
    return match["stop"] == "." and _is_shortened(piece, match["next"], language)


def _goes_on_in_japanese(plain: str, start: int, match: re.Match[str]) -> bool:
    before = plain[start : match.end()].translate(_DEPTH)
    if before.count("(") > before.count(")"):
        ahead = plain[match.end() : match.end() + _LONGEST_QUOTATION]
        return ")" in ahead.split("\n", maxsplit=1)[0].translate(_DEPTH)
    return bool(match["closed"] and _GOES_ON.match(plain, match.end()))


def _is_shortened(piece: str, following: str, language: str) -> bool:
    """Return whether the full stop at the end of a piece belongs to its last word."""
    last = _last_words(piece)
    lists = _abbreviations(language)
    begins = following.casefold() in lists["sentence_starts"]
    if last & lists["abbreviations"]:
        return True
    if last & lists["abbreviations_before_numbers"]:
        return _NUMBER.match(following) is not None
    if primary(language) == "de" and _ORDINAL.search(piece):
        return not begins
    if last & lists["abbreviations_at_ends"] or _INITIALS.fullmatch(min(last, key=len)):
        return not begins
    return False


def _last_words(piece: str) -> set[str]:
    """Return the last word, and the last two and three as one: `e.g.`, `z. B.`."""
    words = piece[-24:].split()[-3:]
    ends = (" ".join(words[index:]) for index in range(len(words)))
    return {end.lstrip(_OPENERS.replace("\\", "")).casefold() for end in ends} or {""}


@cache
def _abbreviations(language: str) -> dict[str, frozenset[str]]:
    names = (
        "abbreviations",
        "abbreviations_before_numbers",
        "abbreviations_at_ends",
        "sentence_starts",
    )
    return {name: frozenset(word.casefold() for word in wordlist(name, language)) for name in names}
