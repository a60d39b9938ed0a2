"""Who stands where, what it means, what words and pictures help: positions, sections, terms."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from briefgen.model.base import NO_FLAG, Flag, Item, LanguageTag, Level, Line, Prose, Ref
from briefgen.model.dates import EventDate
from briefgen.model.evidence import Confidence, Evidence

__all__ = [
    "Basis",
    "Figure",
    "Issue",
    "Position",
    "Section",
    "SectionKind",
    "Stance",
    "Term",
    "Trend",
]


class Issue(Item):
    """A question on which actors take positions."""

    proposition: Line
    """What one can be for or against, as a statement."""


class Stance(StrEnum):
    """For or against a proposition."""

    OPPOSE = "oppose"
    LEAN_OPPOSE = "lean-oppose"
    UNCLEAR = "unclear"
    LEAN_SUPPORT = "lean-support"
    SUPPORT = "support"


class Basis(StrEnum):
    """How a position is known."""

    ON_RECORD = "on-record"
    VOTE = "vote"
    REPORTED = "reported"
    INFERRED = "inferred"


class Trend(StrEnum):
    """Where a position is moving."""

    HARDENING = "hardening"
    STEADY = "steady"
    SOFTENING = "softening"


class Position(Item):
    """Where an actor stands on an issue."""

    actor: Annotated[str, Ref("actors")]
    """Whose position."""
    issue: Annotated[str, Ref("issues")]
    """On what."""
    stance: Stance
    """From oppose to support."""
    basis: Basis
    """On record, by vote, reported, or inferred."""
    as_of: EventDate | None = None
    """When it was known to be so; the dossier's date if not given."""
    interests: Line | None = None
    """Why: what the actor wants."""
    red_lines: Line | None = None
    """What it will not accept."""
    influence: Level | None = None
    """How much it can move the outcome."""
    salience: Level | None = None
    """How much it cares."""
    trend: Trend | None = None
    """Hardening, steady or softening."""
    confidence: Confidence | None = None
    """How sure the reading is; for inferred positions."""
    evidence: tuple[Evidence, ...] = ()
    """What it rests on."""


class SectionKind(StrEnum):
    """What part a section of prose plays."""

    BACKGROUND = "background"
    CONTEXT = "context"
    WHY_IT_MATTERS = "why-it-matters"
    ANALYSIS = "analysis"
    IMPLICATIONS = "implications"
    OUTLOOK = "outlook"
    SCOPE = "scope"
    SO_WHAT = "so-what"
    HISTORY = "history"
    ABOUT = "about"


class Section(Item):
    """Prose: a Markdown file with front matter."""

    title: Line
    """The heading: a statement, not a topic."""
    kind: SectionKind
    """What part it plays."""
    body: Prose
    """The text; in a Markdown file, what follows the front matter."""
    order: Annotated[int, NO_FLAG] = 0
    """Place among sections of one kind, lowest first."""


class Term(Item):
    """A word or abbreviation that readers may not know."""

    short: Line
    """The word or abbreviation as it stands in the text."""
    expansion: Line | None = None
    """What the abbreviation stands for."""
    definition: Line | None = None
    """What it means, one sentence."""
    lang: LanguageTag | None = None
    """Its language, if not the dossier's."""


class Figure(Item):
    """A picture with everything that is needed to print it."""

    file: str
    """Path below the dossier's folder: PNG, JPEG or SVG."""
    alt: Line
    """What it shows, for those who cannot see it."""
    credit: Line
    """Who made it."""
    licence: Line
    """Under what terms it may be printed."""
    caption: Line | None = None
    """What to see in it."""
    long_description: Line | None = None
    """The data or detail in words."""
    data_source: Annotated[str, Ref("sources")] | None = None
    """Where its data is from."""
    decorative: Flag = False
    """Whether it carries no meaning."""
