"""What can be done and said: options, recommendations, risks, talking points, questions."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from briefgen.model.base import Flag, Item, Level, Line, Model, Ref
from briefgen.model.dates import EventDate

__all__ = [
    "Criterion",
    "Decision",
    "Option",
    "Purpose",
    "Question",
    "Rating",
    "Recommendation",
    "Risk",
    "Score",
    "TalkingPoint",
]


class Criterion(Item):
    """What options are weighed by."""

    text: Line
    """The criterion, in a few words."""


class Rating(StrEnum):
    """How an option does on a criterion."""

    VERY_POOR = "very-poor"
    POOR = "poor"
    NEUTRAL = "neutral"
    GOOD = "good"
    VERY_GOOD = "very-good"


class Score(Model):
    """How an option does on one criterion, and why."""

    value: Rating
    """From very poor to very good."""
    reason: Line
    """Why, in a few words."""


class Option(Item):
    """A course that could be taken."""

    text: Line
    """The course, one sentence."""
    title: Line | None = None
    """A short name."""
    do_nothing: Flag = False
    """Whether this is the option of leaving things as they are."""
    scores: dict[Annotated[str, Ref("criteria")], Score] = Field(default_factory=dict)
    """For each criterion, how it does."""
    cost: Line | None = None
    """What it takes."""
    legal: Line | None = None
    """What the law asks."""
    feasibility: Line | None = None
    """What stands in its way."""
    supporters: tuple[Annotated[str, Ref("actors")], ...] = ()
    """Who is for it."""
    opponents: tuple[Annotated[str, Ref("actors")], ...] = ()
    """Who is against it."""


class Decision(StrEnum):
    """What the reader is asked to do."""

    APPROVE = "approve"
    NOTE = "note"
    AGREE = "agree"


class Recommendation(Item):
    """Something that somebody should do by a date."""

    action: Line
    """What to do; begins with a verb."""
    owner: Line
    """Who does it."""
    deadline: EventDate
    """By when."""
    decision: Decision
    """Whether the reader approves, notes or agrees."""
    supports: tuple[Annotated[str, Ref("claims")], ...] = ()
    """The claims it rests on."""
    depends_on: tuple[Annotated[str, Ref("recommendations")], ...] = ()
    """What must be done first."""


class Risk(Item):
    """What may go wrong."""

    event: Line
    """What may happen."""
    cause: Line | None = None
    """Why it may happen."""
    consequence: Line | None = None
    """What would follow."""
    likelihood: str | None = None
    """A word of the dossier's yardstick."""
    impact: Level | None = None
    """How bad it would be."""
    owner: Line | None = None
    """Who watches it."""
    mitigation: Line | None = None
    """What is done about it."""


class Purpose(StrEnum):
    """What a talking point is for."""

    MAKE = "make"
    ASK = "ask"
    IF_RAISED = "if-raised"
    AVOID = "avoid"


class TalkingPoint(Item):
    """A line to be spoken."""

    text: Line
    """The line, in at most 30 words."""
    purpose: Purpose
    """To make, to ask, to say if raised, or to avoid."""
    on_record: Flag = False
    """Whether it may be quoted."""
    cleared_by: str | None = None
    """Who cleared it."""
    expires: EventDate | None = None
    """After when it must not be used."""


class Question(TalkingPoint):
    """A question to be ready for."""

    answer: Line | None = None
    """What to say, in at most 90 words."""
    if_pressed: Line | None = None
    """What to say if they insist."""
    background: Line | None = None
    """What to know and not to say."""
    theme: Line | None = None
    """Under what heading it stands."""
