"""Events → what a strip shows of them: which days, how sure, under what name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from briefgen.model.dates import EventDate, Precision
from briefgen.prose import plain_text
from briefgen.view import Record, origin

__all__ = ["End", "Form", "Happening", "Stretch", "happenings_of", "stretch_of"]

_SINGLE = (Precision.INSTANT, Precision.DAY)


class Form(StrEnum):
    """What is drawn for a date."""

    POINT = "point"
    """One day."""
    LASTED = "lasted"
    """All of the days: a bar."""
    WITHIN = "within"
    """Some day among them: a thin line with ends."""


class End(StrEnum):
    """How a stretch of days ends on one side."""

    CLOSED = "closed"
    OPEN = "open"
    """It goes on: an arrow."""
    UNKNOWN = "unknown"
    """It ends, nobody knows when: dots."""
    CUT = "cut"
    """It ends beyond the strip: a break, and the end in words."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as a strip shows it."""

    date: EventDate
    status: str
    name: str
    """A few words; empty for a mark alone."""
    rank: tuple[int, ...] = (0,)
    """The lowest are named first when not all names have room."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of a date, as ordinals."""

    form: Form
    first: int | None
    """The first day; None where it is open or unknown."""
    last: int | None
    """The last day, itself included; None where it is open or unknown."""
    start: End = End.CLOSED
    end: End = End.CLOSED
    is_rough: bool = False
    """Whether the date is approximate or uncertain: drawn in dashes."""


def stretch_of(date: EventDate) -> Stretch | None:
    """Return the days of a date, None if it has none."""
    if date.precision is Precision.UNDATED:
        return None
    is_rough = date.approximate or date.uncertain
    first = date.earliest.toordinal() if date.earliest else None
    last = date.latest.toordinal() if date.latest else None
    if date.precision in _SINGLE or (first == last is not None and not is_rough):
        return Stretch(Form.POINT, first, last, is_rough=is_rough)
    form = Form.LASTED if date.precision is Precision.INTERVAL else Form.WITHIN
    return Stretch(form, first, last, _end(date.start), _end(date.end), is_rough)


def _end(part: EventDate | None) -> End:
    if part is None:
        return End.CLOSED
    return {Precision.OPEN: End.OPEN, Precision.UNKNOWN: End.UNKNOWN}.get(
        part.precision, End.CLOSED
    )


def happenings_of(
    items: Iterable[Record], portion: Callable[[Record], str] = lambda record: ""
) -> tuple[Happening, ...]:
    """Return the events among records in the order of time, each once.

    An event without a title goes by the beginning of its text; before it stands its portion mark.
    """
    found: dict[str, Happening] = {}
    for item in items:
        fields = dict(item)
        date, status = fields.get("date"), fields.get("status")
        if not isinstance(date, EventDate) or status is None:
            continue
        made_from = origin(item)
        rank = (made_from.priority, made_from.depth) if made_from is not None else (0, 0)
        named = fields.get("title") or fields.get("text")
        name = f"{portion(item)} {plain_text(named)}".strip() if named else ""
        found.setdefault(fields["id"], Happening(date, str(status), name, rank))
    return tuple(sorted(found.values(), key=lambda one: one.date.sort_key))
