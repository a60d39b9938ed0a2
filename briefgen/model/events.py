"""Who acts and what happens: actors and events."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from briefgen.model.base import Item, Line, Model, NativeName, Ref
from briefgen.model.dates import EventDate
from briefgen.model.evidence import Evidence
from briefgen.model.shapes import COUNTRY

__all__ = ["Actor", "ActorKind", "Event", "EventStatus", "Membership"]


class ActorKind(StrEnum):
    """What sort of actor."""

    STATE = "state"
    ORGANISATION = "organisation"
    BODY = "body"
    PERSON = "person"


class Membership(Model):
    """That an actor belongs to another, and when."""

    actor: Annotated[str, Ref("actors")]
    """The organisation or group."""
    since: EventDate | None = None
    """From when."""
    until: EventDate | None = None
    """To when; open if not given."""


class Actor(Item):
    """A state, organisation, body or person."""

    name: Line
    """The name as printed, in each language of the dossier."""
    kind: ActorKind | None = None
    """State, organisation, body or person."""
    short: Line | None = None
    """A short name for tables."""
    role: Line | None = None
    """Post or function, as of the dossier's date, such as "Prime Minister of Japan"."""
    represents: Annotated[str, Ref("actors")] | None = None
    """For whom a person or body speaks."""
    aliases: tuple[str, ...] = ()
    """Other names that sources use."""
    native_name: NativeName | None = None
    """The name in its own script, such as `ja: 岸田文雄`; names keep their own order."""
    iso3166: Annotated[str, Field(pattern=COUNTRY)] | None = None
    """Two-letter country code."""
    member_of: tuple[Membership, ...] = ()
    """Organisations and groups it belongs to."""


class EventStatus(StrEnum):
    """How sure it is that an event took or will take place."""

    OCCURRED = "occurred"
    ANNOUNCED = "announced"
    PLANNED = "planned"
    REPORTED = "reported"
    DISPUTED = "disputed"


class Event(Item):
    """Something that happened, is planned, or is said to have happened."""

    date: EventDate
    """EDTF: `2023-07-11`, `2023-07`, `2023-23` (autumn), `2023-09/..`, `2023-07~`, `XXXX`."""
    text: Line
    """What happened, in at most 35 words."""
    status: EventStatus
    """Whether it occurred, was announced, is planned, is reported, or is disputed."""
    title: Line | None = None
    """A few words that name the event, for strips and references."""
    shown_as: Line | None = None
    """Printed instead of the date, never more precise than it: "autumn 2023 or later"."""
    as_stated: Line | None = None
    """The date in the source's own words."""
    place: Line | None = None
    """Where."""
    tz: str | None = None
    """IANA time zone of the place, such as `Asia/Tokyo`."""
    significance: Line | None = None
    """Why it matters, one sentence."""
    actors: tuple[Annotated[str, Ref("actors")], ...] = ()
    """Who took part."""
    sources: tuple[Evidence, ...] = ()
    """Where it is from: `analysis-2023, para. 2`."""
