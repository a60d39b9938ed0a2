"""Build the project of this folder as `briefgen build` does, but lay out and prove nothing.

For a case that measures what comes after a build of a thousand documents: the files, the manifest
and what is remembered are those of a real build, in a small part of the time.
"""

from __future__ import annotations

import sys

from briefgen import fulfil, making
from briefgen.cli import main, options
from briefgen.render import Rendered
from briefgen.render.rendered import LaidOut
from briefgen.sandbox import Nursery
from briefgen.workers import WorkerHere


class _Draft:
    """A document that nobody laid out: it is one page long, and full."""

    def measured(self) -> Rendered:
        return Rendered(b"", 1, (), LaidOut(last_page_fill=1.0))


class _Worker(WorkerHere):
    """Makes documents in this process."""

    layers = ()

    def __init__(self, nursery: Nursery, *, capacity: int = 1) -> None:
        self._nursery = nursery

    def __enter__(self) -> _Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self._nursery.close()


if __name__ == "__main__":
    fulfil.lay_out = lambda _job, _like: _Draft()
    making.Session.check_layout = lambda *_: ()
    making._proof = lambda *_: iter(())
    options.ConfinedWorker = _Worker
    main(sys.argv[1:])
