#!/usr/bin/env python3
"""Measure what it takes to make one-pagers of any length fit: layouts, and the processor's time."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from measuring import machine

from briefgen import fulfil
from briefgen.making import make_document
from briefgen.model.project import Layout
from briefgen.project import Document
from briefgen.session import open_session
from briefgen.world import MemoryWorld, builtin_world

SENTENCE = "The port moves four fifths of what the islands eat, and the quays have room for it."
HEADING = {
    "title": "The strike closes half of the port",
    "as_of": "2023-07-14T09:00:00Z",
    "marking": "TLP:CLEAR",
    "bottom_line": "The ministry should offer to mediate before the ferries stop.",
}
SECTIONS = (1, 4, 8, 12, 16, 24)
"""One of them may go, of the others none."""


def items(sections: int) -> dict[str, Any]:
    """Return the items of a dossier with so many sections of three sentences."""
    events = {
        f"e{number}": {
            "date": f"2023-{number + 1:02}-03",
            "status": "occurred" if number < 6 else "planned",
            "depth": "essential",
            "text": f"Talks of round {number + 1} end without a date.",
        }
        for number in range(10)
    }
    return {
        "events": events,
        "sections": {
            f"s{number}": {
                "kind": "why-it-matters",
                "title": f"Reason {number + 1}",
                "body": " ".join([SENTENCE] * 3),
                "priority": "required" if number else "normal",
            }
            for number in range(sections)
        },
    }


class Clock:
    """The calls of a function and the processor's time that they took."""

    def __init__(self, module: Any, name: str) -> None:
        self.seconds, self.calls = 0.0, 0
        self._place = module, name
        self._function: Callable[..., Any] = getattr(module, name)

    def __enter__(self) -> Self:
        setattr(*self._place, self)
        return self

    def __exit__(self, *_: object) -> None:
        setattr(*self._place, self._function)

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        begin = time.process_time()
        try:
            return self._function(*arguments, **named)
        finally:
            self.seconds += time.process_time() - begin
            self.calls += 1


@dataclass(frozen=True, slots=True)
class Fitted:
    """What it took to make one document fit."""

    layouts: int
    compose_s: float
    lay_out_s: float
    all_s: float
    pages: int
    fill: float
    layout: Layout


def fitted(number: int) -> Fitted:
    """Return what a one-pager with so many sections took, in seconds of the processor."""
    files = {
        "briefgen.yaml": "documents: [{templates: [one-pager]}]\n",
        "content/d/dossier.yaml": json.dumps(HEADING),
        "content/d/items.yaml": json.dumps(items(number)),
    }
    world = MemoryWorld(files, datetime(2023, 7, 14, tzinfo=UTC))
    session, faults = open_session(world, builtin_world())
    assert session is not None, faults
    with Clock(fulfil, "compose") as composing, Clock(fulfil, "lay_out") as laying_out:
        begin = time.process_time()
        made = make_document(session, Document("d", "one-pager", "public", "en", formats=("pdf",)))
        taken = time.process_time() - begin
    assert made.composition is not None, made.diagnostics
    return Fitted(
        laying_out.calls,
        composing.seconds,
        laying_out.seconds,
        taken,
        made.pages,
        made.rendered["pdf"].laid_out.last_page_fill,
        made.composition.layout,
    )


def main() -> None:
    """Print a line for each length."""
    print(json.dumps(machine()))
    print(
        "sections  layouts  compose s  lay out s   all s  pages  fill  tighter  smaller  left out"
    )
    for number in SECTIONS:
        found = fitted(number)
        layout = found.layout
        print(
            f"{number:>8}  {found.layouts:>7}  {found.compose_s:>9.2f}  "
            f"{found.lay_out_s:>9.2f}  {found.all_s:>6.2f}  {found.pages:>5}  {found.fill:>4.2f}  "
            f"{layout.tighter:>7}  {layout.smaller:>7}  {len(layout.dropped):>7}"
        )


if __name__ == "__main__":
    main()
