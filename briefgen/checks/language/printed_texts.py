"""The texts of one document with their owners: the dossier's own fields, and the items'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.checks.document import DocumentCase
from briefgen.checks.finding import THE_DOSSIER, Owner
from briefgen.model.text import Text
from briefgen.model.walk import Path
from briefgen.prose import plain_text

__all__ = ["PrintedText", "printed_texts"]

_OWN_FIELDS = ("summary", "bottom_line", "subtitle")


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text in the language of the document, or in the dossier's where it has no other."""

    owner: Owner
    place: Path
    """The field and, for where it has several, the language."""
    text: Text

    def is_on(self, page: str) -> bool:
        """Return whether one of its lines stands in a page's text as a whole."""
        return any(" ".join(line.split()) in page for line in plain_text(self.text).split("\n"))


def printed_texts(case: DocumentCase) -> Iterator[PrintedText]:
    """Yield the author's own texts that may be on the page, in the order of the items shown."""
    for name in _OWN_FIELDS:
        value = getattr(case.view.heading, name, None)
        if isinstance(value, Text):
            yield PrintedText(THE_DOSSIER, (name, value.language), value)
    for passage in case.passages:
        # `as_stated` is a source's wording
        if not passage.is_of_others and passage.field != "as_stated":
            yield PrintedText(passage.owner, passage.place, passage.text)
