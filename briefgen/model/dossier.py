"""The dossier: what is known about one subject, once."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from briefgen.model.analysis import Figure, Issue, Position, Section, Term
from briefgen.model.base import Allowances, Id, Item, LanguageTag, Line, Marked, Model
from briefgen.model.decisions import (
    Criterion,
    Option,
    Question,
    Recommendation,
    Risk,
    TalkingPoint,
)
from briefgen.model.events import Actor, Event
from briefgen.model.evidence import Claim, Discrepancy, Quote
from briefgen.model.shapes import WEB_ADDRESS
from briefgen.model.sources import Source
from briefgen.model.yardsticks import Yardstick

__all__ = [
    "FAMILIES",
    "FORMAT",
    "Content",
    "Dossier",
    "DossierStatus",
    "Heading",
]

FORMAT = 1
"""The version of the content format that this program reads."""


class DossierStatus(StrEnum):
    """Where a dossier stands on its way to its readers."""

    DRAFT = "draft"
    CLEARED = "cleared"
    SUPERSEDED = "superseded"


class Heading(Model):
    """What a dossier says of itself; stands in `dossier.yaml`."""

    format: Literal[1, "1"] = 1
    """Version of the content format."""
    title: Line
    """The judgement, as a headline."""
    as_of: Annotated[AwareDatetime, Field(examples=["2023-07-14T09:00:00+09:00"])]
    """Up to when the content holds: date, time and zone."""
    marking: Marked
    """Who may read what carries no marking of its own."""
    short_title: Line | None = None
    """A few words for running lines and file lists; the title if not given."""
    subtitle: Line | None = None
    """A second line under the title."""
    summary: Line | None = None
    """What it comes to, in 3 to 5 lines: conclusions, not a description."""
    bottom_line: Line | None = None
    """The same in one sentence, for one-pagers; the summary if not given."""
    owner: Line | None = None
    """Author: person or unit."""
    office: Line | None = None
    """The office that issues it."""
    contact: Line | None = None
    """Where questions go."""
    cleared_by: Line | None = None
    """Who cleared it."""
    status: DossierStatus = DossierStatus.DRAFT
    """Draft, cleared or superseded."""
    series: Line | None = None
    """The series it appears in."""
    number: str | None = None
    """Its number in the series."""
    version: str | None = None
    """Edition."""
    supersedes: str | None = None
    """Which earlier edition it replaces."""
    review_by: str | None = None
    """When it must be looked at again (EDTF)."""
    language: LanguageTag = "en"
    """The language of text that names none."""
    yardstick: Yardstick = Yardstick.ICD203
    """The list of likelihood words."""
    floor_marking: Marked | None = None
    """The banner is never below this."""
    embargo: AwareDatetime | None = None
    """No public document before this."""
    distribution: Line | None = None
    """To whom it goes, and what they may do with it."""
    allow: Allowances = Field(default_factory=dict)
    """Findings of the linter on the whole that are meant to be so, each with a reason."""
    url: Annotated[str, Field(pattern=WEB_ADDRESS)] | None = None
    """Where the document or its sources can be found; printed as a QR code."""


class Content(Model):
    """The items of a dossier, by family and id; may be split over any number of files."""

    actors: dict[Id, Actor] = Field(default_factory=dict)
    """States, organisations, bodies, persons."""
    events: dict[Id, Event] = Field(default_factory=dict)
    """What happened or is planned."""
    issues: dict[Id, Issue] = Field(default_factory=dict)
    """Questions on which actors take positions."""
    positions: dict[Id, Position] = Field(default_factory=dict)
    """Who stands where."""
    claims: dict[Id, Claim] = Field(default_factory=dict)
    """Facts, assumptions, judgements, forecasts."""
    quotes: dict[Id, Quote] = Field(default_factory=dict)
    """What was said, word for word."""
    sources: dict[Id, Source] = Field(default_factory=dict)
    """Where things are from, in CSL-JSON's fields."""
    discrepancies: dict[Id, Discrepancy] = Field(default_factory=dict)
    """Where sources differ."""
    criteria: dict[Id, Criterion] = Field(default_factory=dict)
    """What options are weighed by."""
    options: dict[Id, Option] = Field(default_factory=dict)
    """Courses that could be taken."""
    recommendations: dict[Id, Recommendation] = Field(default_factory=dict)
    """Who should do what by when."""
    risks: dict[Id, Risk] = Field(default_factory=dict)
    """What may go wrong."""
    terms: dict[Id, Term] = Field(default_factory=dict)
    """The glossary."""
    figures: dict[Id, Figure] = Field(default_factory=dict)
    """Pictures."""
    talking_points: dict[Id, TalkingPoint] = Field(default_factory=dict)
    """Lines to be spoken."""
    questions: dict[Id, Question] = Field(default_factory=dict)
    """Questions to be ready for."""
    sections: dict[Id, Section] = Field(default_factory=dict)
    """Prose; usually as Markdown files."""


class Dossier(Heading, Content):
    """A whole dossier, checked."""


FAMILIES: dict[str, type[Item]] = {
    name: item_type
    for name, field in Content.model_fields.items()
    for item_type in [field.annotation.__args__[1]]  # type: ignore[union-attr]
}
"""The families of items by the key they stand under."""
