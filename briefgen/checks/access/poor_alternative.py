"""A text alternative that tells nothing of the picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.checks.passages import Passage
from briefgen.codes import Code
from briefgen.model.analysis import Figure
from briefgen.prose import plain_text, word_count
from briefgen.prose.languages import is_cjk_language
from briefgen.words import wordlist

__all__ = ["RULE", "check"]

RULE = Code(
    "BG705",
    "poor-alternative",
    "warning",
    what="The text alternative of a figure is its file's name, its caption again, a word or two, or"
    ' begins with "image of"; or a figure that says something is called decorative.',
    why="Who cannot see the figure has these words in its place. That it is an image, and what the"
    " caption says, is read aloud before.",
    instead="Say in `alt` what the figure shows and what follows from it.",
    example="""\
figures:
  queue:
    file: figures/queue.png
    alt: queue.png
    credit: City of Aldmouth
    licence: CC BY 4.0
""",
)

_MIN_WORDS = 3
_MIN_SIGNS = 6
"""The like of `_MIN_WORDS` where each Han character and kana counts as a word."""


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield figures whose alternative says nothing, and decorative ones that say something."""
    for identifier, figure in case.dossier.figures.items():
        if figure.decorative:
            yield from _not_decorative(identifier, figure)
    for passage in case.passages:
        figure_of = passage.item
        if passage.field != "alt" or not isinstance(figure_of, Figure) or figure_of.decorative:
            continue
        fault = _fault(passage, figure_of, case.dossier.language)
        if fault:
            yield Finding(
                passage.owner,
                f"the text alternative {fault}",
                passage.place,
            )


def _not_decorative(identifier: str, figure: Figure) -> Iterator[Finding]:
    given = [
        name for name in ("caption", "long_description", "data_source") if getattr(figure, name)
    ]
    if given:
        yield Finding(
            ("figures", identifier),
            f"the figure `{identifier}` is called decorative, and has `{given[0]}`",
            ("decorative",),
            help="remove `decorative`, and say in `alt` what the figure shows",
        )


def _fault(passage: Passage, figure: Figure, language: str) -> str:
    """Return what is wrong with an alternative, empty if nothing is."""
    alt, own = passage.plain, passage.text.language
    path = PurePosixPath(figure.file)
    # A file may well be called `queue-at-the-bridge`, and show the queue at the bridge.
    if alt.casefold() in (path.name.casefold(), path.stem.casefold(), figure.file.casefold()):
        return "is the name of the file"
    if figure.caption is not None:
        caption = plain_text(figure.caption.choose(own, language))
        if caption.casefold().rstrip(".。") == alt.casefold().rstrip(".。"):
            return "is the caption again"
    if word := _image_word(alt, own):
        return f"says `{word}`, which is read aloud anyhow"
    least = _MIN_SIGNS if is_cjk_language(own) else _MIN_WORDS
    if word_count(passage.text) < least:
        return f"is too short to tell what the figure shows: `{alt}`"
    return ""


def _image_word(alt: str, language: str) -> str:
    """Return the words at the start, in Japanese also at the end, that only call it an image."""
    folded = alt.casefold().replace("’", "'")
    for word in wordlist("image_words", language):
        begins = folded.startswith(word.casefold())
        whole = not (word[-1].isalnum() and folded[len(word) : len(word) + 1].isalnum())
        if (begins and whole) or (is_cjk_language(language) and folded.endswith(word)):
            return word
    return ""
