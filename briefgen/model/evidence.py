"""What statements rest on: evidence, claims, quotes, discrepancies."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import model_validator

from briefgen.model.base import Flag, Item, LanguageTag, Level, Line, Model, Ref
from briefgen.model.dates import EventDate

__all__ = [
    "Claim",
    "ClaimKind",
    "Confidence",
    "Discrepancy",
    "DiscrepancyKind",
    "Evidence",
    "Quote",
    "Relation",
    "Translation",
]


class Relation(StrEnum):
    """What a source does to the statement."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    QUALIFIES = "qualifies"


class Evidence(Model):
    """A place in a source; a string `source, locator` is enough: `analysis-2023, para. 2`."""

    source: Annotated[str, Ref("sources")]
    """The source's id."""
    locator: str | None = None
    """Where in the source: `para. 2`, `p. 14`."""
    relation: Relation = Relation.SUPPORTS
    """Whether it supports, contradicts or qualifies."""
    quote: Annotated[str, Ref("quotes")] | None = None
    """The id of a quote that says it in the source's words."""

    @model_validator(mode="before")
    @classmethod
    def _read_short_form(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        source, _, locator = value.partition(",")
        return {"source": source.strip(), "locator": locator.strip() or None}


class ClaimKind(StrEnum):
    """What sort of statement a claim is."""

    FACT = "fact"
    ASSUMPTION = "assumption"
    JUDGEMENT = "judgement"
    FORECAST = "forecast"


class Confidence(Model):
    """How good the basis of a judgement is."""

    level: Level
    """Low, moderate or high."""
    reason: Line
    """What the level rests on."""


class Claim(Item):
    """A statement that can be traced or weighed."""

    text: Line
    """The statement. A likelihood word stands in it, the confidence never does."""
    kind: ClaimKind
    """Fact, assumption, judgement or forecast."""
    evidence: tuple[Evidence, ...] = ()
    """What it rests on."""
    likelihood: str | None = None
    """A word of the dossier's yardstick, such as `likely`."""
    confidence: Confidence | None = None
    """How good the basis is, and why."""
    alternatives: tuple[Line, ...] = ()
    """Other readings that were weighed."""
    indicators: tuple[Line, ...] = ()
    """What would show that it comes, or does not."""
    key_fact: Line | None = None
    """Two or three words or a figure that name it in the key-facts box, such as "16 areas"."""
    key_point: Flag = False
    """Whether it stands among the key points on page 1."""


class Translation(StrEnum):
    """Who put a quote into its present language."""

    OFFICIAL = "official"
    OWN = "own"
    MACHINE = "machine"


class Quote(Item):
    """Words that somebody said or wrote, exactly."""

    text: Line
    """The words, without quotation marks."""
    speaker: Annotated[str, Ref("actors")]
    """Who said it."""
    date: EventDate
    """When it was said, or when the source printed it."""
    source: Annotated[str, Ref("sources")]
    """Where it stands."""
    locator: str
    """Where in the source."""
    lang: LanguageTag | None = None
    """The language it was said in, if not the dossier's."""
    original: str | None = None
    """The words in that language."""
    translation: Translation | None = None
    """Whose translation `text` is."""
    context: Line | None = None
    """On what occasion, or about what."""


class DiscrepancyKind(StrEnum):
    """In what way sources differ."""

    OMISSION = "omission"
    EMPHASIS = "emphasis"
    DATE = "date"
    NUMBER = "number"
    ATTRIBUTION = "attribution"
    TRANSLATION = "translation"
    CONTRADICTION = "contradiction"


class Discrepancy(Item):
    """That sources differ, in what, and what would settle it."""

    claims: tuple[Annotated[str, Ref("claims")], ...]
    """The claims that do not agree."""
    kind: DiscrepancyKind
    """Of what kind the difference is."""
    title: Line | None = None
    """What they differ on, in a few words."""
    assessment: Line | None = None
    """How the difference reads."""
    preferred: Annotated[str, Ref("claims")] | None = None
    """The claim that this dossier goes by."""
    resolve_with: Line | None = None
    """What would settle it."""
