"""What a marking looks like on the page: in the banner, and before a portion of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from unicodedata import east_asian_width

from briefgen.compose.labels import Labels
from briefgen.dates_display import format_datetime, format_day
from briefgen.diagnostics import Diagnostic
from briefgen.model.markings import Marking, Schemes
from briefgen.model.text import Text
from briefgen.prose import plain_text
from briefgen.view import Record, origin

__all__ = ["Printed", "banner_faults", "banner_fields"]

_LINE_MM = 166.0
"""Width of a line of the strip: that of the text on A4, less the strip's own margins."""
_MOST_LINES = 5
_LINE_HEIGHT_MM = 5.1
_EDGES_MM, _SIDES_MM = 1.9, 7.0
_NARROW = frozenset(" .,:;·|il'’()")
_WIDE_LETTERS = frozenset("MWmw@%—…")


@dataclass(frozen=True, slots=True)
class Printed:
    """Writes markings in the words of one document."""

    schemes: Schemes
    labels: Labels
    language: str
    as_of: datetime
    """In its zone; an embargo that was over then is not printed."""
    has_portion_marks: bool = False

    def restrictions(self, marking: Marking) -> tuple[str | Text, ...]:
        """Return what the banner says besides labels: caveats, to whom released, until when."""
        words = dict(self.schemes.caveats)
        caveats = [
            words[name].choose(self.language, "en") for name in self.schemes.caveats_of(marking)
        ]
        return (*caveats, *self._others(marking))

    def portion(self, *records: Record) -> str:
        """Return the portion mark of what is made of some records, empty where none is wanted."""
        if not self.has_portion_marks:
            return ""
        made_from = (origin(record) for record in records)
        markings = (each.marking for each in made_from if each is not None)
        marking = reduce(Marking.join, markings, Marking())
        words = (
            *self.schemes.abbreviations_of(marking),
            *self.schemes.caveats_of(marking),
            *self._others_in_short(marking),
        )
        return f"({' · '.join(words)})" if words else ""

    def _others(self, marking: Marking) -> Iterator[str]:
        words = self.labels.record
        if marking.releasable_to is not None:
            names = ", ".join(self.schemes.contracted(marking.releasable_to))
            yield words.releasable_to.replace("{to}", names) if names else words.not_releasable
        if marking.embargo is not None and marking.embargo > self.as_of:
            moment = format_datetime(self._here(marking.embargo), self.language)
            yield f"{words.embargo} {moment}"

    def _others_in_short(self, marking: Marking) -> Iterator[str]:
        words = self.labels.record
        if marking.releasable_to is not None:
            names = ", ".join(self.schemes.contracted(marking.releasable_to))
            yield words.releasable_short.replace("{to}", names) if names else words.not_releasable
        if marking.embargo is not None and marking.embargo > self.as_of:
            day = format_day(self._here(marking.embargo), self.language, "short")
            yield words.embargo_short.replace("{day}", day)

    def _here(self, moment: datetime) -> datetime:
        """Return a moment in the zone of the dossier's date, so that a page has one clock."""
        try:
            return moment.astimezone(self.as_of.tzinfo)
        except OverflowError:
            return moment


def banner_fields(marking: Marking, printed: Printed) -> dict[str, object]:
    """Return the values of `doc` that say who may read it, by name."""
    described = printed.schemes.describe(marking)
    labels = tuple(label for label, _ in described)
    restrictions = printed.restrictions(marking)
    return {
        "banner": tuple(Record({"label": label, "colour": colour}) for label, colour in described),
        "restrictions": restrictions,
        "banner_words": (*labels, *restrictions),
        "strip": _strip((*labels[1:], *restrictions), printed.language),
        "caveats": printed.schemes.caveats_of(marking),
        "releasable_to": None
        if marking.releasable_to is None
        else tuple(sorted(marking.releasable_to)),
        "embargoed_until": marking.embargo
        if marking.embargo is not None and marking.embargo > printed.as_of
        else None,
    }


def banner_faults(doc: Record, name: str) -> Iterator[Diagnostic]:
    """Yield the fault of a banner for which header and footer have no room."""
    if doc.strip is not None and len(doc.strip.lines) > _MOST_LINES:
        yield Diagnostic(
            "BG413",
            f"the restrictions of {name} take {len(doc.strip.lines)} lines, "
            f"and the header has {_MOST_LINES}",
            help="declare a group for countries that often stand together, "
            "or shorten the caveats' words",
        )


def _strip(words: tuple[str | Text, ...], language: str) -> Record | None:
    """Return the box that stands beside that of the first label, with its lines and its size.

    Why broken here: the box of a page's margin has the size that the style sheet says, and text
    that is too much for it runs over the page.
    """
    if not words:
        return None
    # the Latin letters of the Japanese face are wider
    most_mm = _LINE_MM / (1.2 if language.split("-", maxsplit=1)[0] in ("ja", "zh", "ko") else 1.0)
    plain = (plain_text(word) if isinstance(word, Text) else word for word in words)
    lines = tuple(_lines(plain, most_mm))
    width = max(map(_width, lines)) * _LINE_MM / most_mm
    return Record(
        {
            "lines": lines,
            "width": round(width + _SIDES_MM, 1),
            "height": round(len(lines) * _LINE_HEIGHT_MM + _EDGES_MM, 1),
        }
    )


def _lines(words: Iterable[str], most_mm: float) -> Iterator[str]:
    """Yield lines that fit, broken between restrictions rather than in them."""
    line = ""
    for word in words:
        joined = f"{line} · {word}" if line else word
        if _width(joined) <= most_mm:
            line = joined
            continue
        if line:
            yield line
        *whole, line = _broken(word, most_mm)
        yield from whole
    yield line


def _broken(text: str, most_mm: float) -> list[str]:
    """Return lines that fit; a word is torn only where it is longer than a line."""
    lines = [""]
    for piece in re.findall(r"\s*\S+", text):
        fits = _width(lines[-1] + piece) <= most_mm
        if not fits:
            lines.append("")
        for char in piece if fits else piece.lstrip():
            if _width(lines[-1] + char) > most_mm:
                lines.append("")
            lines[-1] += char
    return [line for line in lines if line]


def _width(text: str) -> float:
    """Return about how many millimetres a text takes, bold at 12 points; rather too many."""
    return sum(map(_width_of, text))


def _width_of(char: str) -> float:
    if east_asian_width(char) in "WF":
        return 4.3
    if char in _NARROW:
        return 1.3
    if char in _WIDE_LETTERS:
        return 3.7
    return 2.65 if char.isupper() else 2.2
