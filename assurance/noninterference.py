"""What a reader may not see is there, is other, or is gone: they get the same, byte for byte."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from figure import Figure
from interference import Found, build_variants, compared
from made_up_projects import RICH, VARIANTS
from mutations import MUTATIONS

__all__ = ["ANSWER", "THREAT", "is_found", "measure"]

THREAT = "What a reader may not see shows by its traces: a number, an order, a gap, a digest"
ANSWER = (
    "numbers, notes, glossary, sources, figures, outline and file names are made from what was "
    "selected; templates know nothing else, not even the time"
)
T = TypeVar("T")
R = TypeVar("R")
DOSSIERS, AT_ONCE = 240, 8
CONTROLS = (RICH + 27, RICH, RICH + 2)
"""Projects in which a broken selection is looked for: a hostile template, a brief, a language into
which not everything is translated."""


def measure(share: float) -> Figure:
    """Return what differed, and which broken selections were found."""
    number = max(AT_ONCE, round(DOSSIERS * share))
    chunks = [range(first, min(first + AT_ONCE, number)) for first in range(0, number, AT_ONCE)]
    faults: list[str] = []
    documents = files = 0
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch)

        def build(chunk: range) -> Found:
            return build_variants(chunk, top / f"{chunk.start}")

        for chunk, found in zip(chunks, _at_once(build, chunks), strict=True):
            for seed in chunk:
                faults += compared(found, seed)
                seen = found[seed, VARIANTS[0]].values()
                documents += sum(one.written for one in seen)
                files += sum(len(one.files) for one in seen)

        def broken(name: str) -> bool:
            return is_found(name, top / name)

        missed = [
            name
            for name, was_found in zip(MUTATIONS, _at_once(broken, list(MUTATIONS)), strict=True)
            if not was_found
        ]
    faults += [f"not found: {name}" for name in missed]
    text = (
        f"{number} made-up projects, hostile templates among them, each with restricted items "
        f"present, replaced and removed: of {documents} documents in {files} files, their manifest "
        f"entries and lines of the log {len(faults) - len(missed)} differ; control: "
        f"{len(MUTATIONS) - len(missed)} of {len(MUTATIONS)} ways to break the selection found"
    )
    return Figure(text, not faults and documents > number, tuple(faults))


def is_found(mutation: str, top: Path, controls: Sequence[int] = CONTROLS) -> bool:
    """Return whether some project shows that the selection is broken in a way."""
    ends = (VARIANTS[0], VARIANTS[-1])
    return any(
        compared(build_variants((seed,), top, mutation, ends), seed, ends) for seed in controls
    )


def _at_once(work: Callable[[T], R], chunks: Sequence[T]) -> list[R]:
    # each waits for a process of its own
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return list(pool.map(work, chunks))
