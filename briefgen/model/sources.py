"""A source: a CSL-JSON item as reference software exports it, plus what a dossier says of it.

Source: CSL 1.0.2 specification, appendices III (types) and IV (variables).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import ConfigDict, Field, create_model

from briefgen.model.base import Item
from briefgen.model.csl_values import CslDate, CslName, CslNames, CslText
from briefgen.model.shapes import DIGEST

__all__ = [
    "DATE_VARIABLES", "KNOWN_KEYS", "NAME_VARIABLES", "NUMBER_VARIABLES", "OWN_KEYS",
    "STANDARD_VARIABLES", "CslDate", "CslName", "CslType", "Source", "SourceKind",
]  # fmt: skip

CslType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing",
    "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review",
    "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
]  # fmt: skip
"""The item types of CSL 1.0.2."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAME_VARIABLES = _words(
    """author chair collection-editor compiler composer container-author contributor curator
    director editor editor-translator editorial-director executive-producer guest host illustrator
    interviewer narrator organizer original-author performer producer recipient reviewed-author
    script-writer series-creator translator"""
)
DATE_VARIABLES = _words("accessed available-date event-date issued original-date submitted")
NUMBER_VARIABLES = _words(
    """chapter-number citation-number collection-number edition first-reference-note-number issue
    locator number number-of-pages number-of-volumes page page-first part-number printing-number
    section supplement-number version volume"""
)
STANDARD_VARIABLES = _words(
    """abstract annote archive_collection archive_location archive-place authority call-number
    citation-key citation-label collection-title container-title container-title-short dimensions
    division DOI event event-place event-title genre ISBN ISSN journalAbbreviation jurisdiction
    keyword language license medium note original-publisher original-publisher-place
    original-title part-title PMCID PMID publisher publisher-place references reviewed-genre
    reviewed-title scale shortTitle source status title title-short URL volume-title
    year-suffix"""
)
"""Text variables, also CSL 1.0.1's. Not `archive`: here that is the archived file, and CSL's is
`archive_name`."""

SourceKind = Literal["primary", "secondary", "opinion", "background"]

_UNREAD = "Accepted for the sake of exports, not read."


def _others(explicit: frozenset[str]) -> dict[str, Any]:
    """Return the fields of all CSL variables that `Source` does not spell out."""
    families: tuple[tuple[frozenset[str], Any, str], ...] = (
        (STANDARD_VARIABLES, CslText, "text"),
        (NUMBER_VARIABLES, CslText, "number, or text such as `12a`"),
        (NAME_VARIABLES, CslNames, "names"),
        (DATE_VARIABLES, CslDate, "date"),
    )
    fields: dict[str, Any] = {
        "categories": (tuple[str, ...], Field((), description=_UNREAD)),
        "custom": (Any, Field(None, description=_UNREAD)),
    }
    for variables, kind, what in families:
        for name in sorted(variables - explicit):
            field = Field(None, alias=name, description=f"CSL variable `{name}`: {what}.")
            fields[name.replace("-", "_")] = (kind | None, field)
    return fields


_SPELT_OUT = _words(
    "accessed author container-title DOI genre issued language number publisher title title-short"
) | {"URL"}

if TYPE_CHECKING:
    _Variables = Item
else:
    _Variables = create_model("_Variables", __base__=Item, **_others(_SPELT_OUT))


class Source(_Variables):
    """What is cited: a CSL-JSON item as reference software exports it, with briefgen's own fields.

    Why: with each CSL variable a field, any export is usable and a misspelt key still a fault.
    """

    model_config = ConfigDict(populate_by_name=False)

    title: CslText
    """Title. `<i>`, `<b>`, `<sup>`, `<sub>` in it are markup, as in CSL-JSON."""
    type: CslType = "document"
    """CSL item type: `article-newspaper`, `report`, `webpage`, `speech`, `treaty`, …"""
    kind: SourceKind = "secondary"
    """How near it is to what happened.

    `primary`: the record itself, such as a communiqué, a law, a transcript. `secondary`: reporting
    or research about it. `opinion`: an editorial or comment. `background`: public record that the
    compiler knows, not one of the dossier's own sources.
    """
    short: str | None = None
    """Short title for repeated notes; `title-short` says the same in CSL."""
    archive: str | None = None
    """Path of the archived copy, in the dossier's folder."""
    archive_name: CslText | None = None
    """Archive or collection that holds the original: CSL's variable `archive`."""
    sha256: Annotated[str, Field(pattern=DIGEST)] | None = None
    """Digest of the archived copy, in hexadecimal."""
    captured: dt.date | None = None
    """Day on which the archived copy was made."""

    author: CslNames = ()
    """Authors: `{family: …, given: …}`, or a body's name as plain text."""
    issued: CslDate | None = None
    """Date of publication."""
    accessed: CslDate | None = None
    """Day on which the URL was read."""
    container_title: CslText | None = Field(None, alias="container-title")
    """Newspaper, journal, website or book in which it stands."""
    title_short: CslText | None = Field(None, alias="title-short")
    """Short title for repeated notes."""
    publisher: CslText | None = None
    """Publisher or issuing body."""
    genre: CslText | None = None
    """What it calls itself: `editorial`, `press release`, `Policy Brief`."""
    number: CslText | None = None
    """Number of the report, law or document."""
    language: CslText | None = None
    """Language it is written in, BCP 47."""
    url: CslText | None = Field(None, alias="URL")
    """Web address."""
    doi: CslText | None = Field(None, alias="DOI")
    """Digital object identifier, without `https://doi.org/`."""
    id: CslText | None = None
    """Identifier in the export; the key in `sources` is what prose cites."""


KNOWN_KEYS = frozenset(field.alias or name for name, field in Source.model_fields.items())
"""Every key that a source may have."""
OWN_KEYS = frozenset(Item.model_fields) | _words("kind short archive archive_name sha256 captured")
"""Keys that are briefgen's, not CSL's."""
