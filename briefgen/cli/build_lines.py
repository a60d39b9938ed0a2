"""What a build says of each document, and in the end."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefgen.cli.terminal import Terminal
from briefgen.cli.terminal import shown as _shown
from briefgen.diagnostics import Diagnostic
from briefgen.model.project import MOST_AIR, STEPS
from briefgen.report import summary, visible
from briefgen.reuse import Origin, Reuse
from briefgen.shelf import Built

__all__ = ["conclude", "lines_of", "noun", "tell_of_cache"]

_NO_CACHE = (
    "the cache could not be used; the documents are as they should be. See that the place under "
    "`cache` in briefgen.yaml can be reached and written: "
)


def lines_of(built: Built, folder: Path, terminal: Terminal, *, told: bool) -> list[str]:
    """Return the lines on a document; with `told`, also why it was or was not written."""
    if not built.outputs:
        lines = [f"{terminal.paint('not written', 'error')}  {built.document.name}"]
        if not built.diagnostics and not built.stale:
            return []
        lines += [f"  the earlier {_shown(folder / path)} is still there" for path in built.stale]
        return lines + [
            f"  removed {_shown(folder / path)}: it may show what `{built.document.audience}` "
            "may not see"
            for path in built.withdrawn
        ]
    if built.is_up_to_date:
        if not (told or terminal.verbose):
            return []
        return [f"{built.document.name}: up to date{_HOW_UP_TO_DATE[built.origin]}"]
    lines = []
    for output in built.outputs:
        pages = f"{built.pages} page{'s' * (built.pages != 1)}" if output.format == "pdf" else ""
        taken = f"{built.seconds:.1f} s" if output is built.outputs[0] else ""
        path = _shown(folder / output.path)
        lines.append(f"{path:<64} {pages:>8} {_size(output.bytes):>8} {taken:>7}".rstrip())
    lines += [
        f"  removed {_shown(folder / path)}: it was made of older content"
        for path in built.outdated
    ]
    if told or terminal.verbose:
        lines += [f"  because {visible(reason)}" for reason in built.reasons]
        if built.origin is not Origin.MADE:
            lines.append(f"  {_HOW_WRITTEN[built.origin]}")
    return lines + (_details(built.entry) if terminal.verbose and built.entry else [])


_HOW_UP_TO_DATE = {
    Origin.MADE: "; it was made again, and came out the same",
    Origin.KEPT: ", as nothing that it is made of has changed",
    Origin.SHARED: "; the cache has the same",
    Origin.SAME_PAGE: ", as nothing on its pages has changed",
}
_HOW_WRITTEN = {
    Origin.KEPT: "made earlier on this machine, and kept",
    Origin.SHARED: "made elsewhere, and taken from the cache",
    Origin.SAME_PAGE: "its pages are as they were",
}


def noun(number: int) -> str:
    return "document" if number == 1 else "documents"


def _details(entry: Mapping[str, Any]) -> list[str]:
    """Return what gave way so that a document fits, and what it does not show."""
    lines = []
    layout = entry["layout"]
    if layout["tighter"] < 0:
        lines.append(
            f"  set with more air, as it is short: step {-layout['tighter']} of {MOST_AIR}"
        )
    if layout["tighter"] > 0:
        lines.append(f"  less air and leading to fit: step {layout['tighter']} of {STEPS}")
    if layout["smaller"]:
        lines.append(f"  smaller type to fit: step {layout['smaller']} of {STEPS}")
    if layout["moved_to_main"]:
        moved = ", ".join(layout["moved_to_main"])
        lines.append(f"  moved from the rail into the main column: {moved}")
    reasons = {
        "by_limit": "left out by the template's limits",
        "by_depth": "deeper than this audience reads",
        "by_audience": "for other audiences",
    }
    for family, names in layout["dropped"].items():
        lines.append(f"  left out for space: {family.replace('_', ' ')} {', '.join(names)}")
    for key, reason in reasons.items():
        for family, names in entry["not_shown"][key].items():
            lines.append(f"  {reason}: {family.replace('_', ' ')} {', '.join(names)}")
    return lines


def _size(number: int) -> str:
    return f"{number / 1000:.0f} kB" if number >= 1000 else f"{number} B"


def conclude(
    terminal: Terminal, done: list[Built], asked: int, found: tuple[Diagnostic, ...], seconds: float
) -> None:
    """Say how many documents were written and are there, and what was found."""
    written = sum(1 for built in done if built.outputs and not built.is_up_to_date)
    current = sum(1 for built in done if built.is_up_to_date)
    counts = summary(found)
    text = f"{written} of {asked} {noun(asked)} in {seconds:.1f} s"
    if current:
        text = f"{written} of {asked} {noun(asked)} written in {seconds:.1f} s"
        text = f"{text}, {current} up to date"
    terminal.say(f"{text}; {counts}" if counts else text)


def tell_of_cache(terminal: Terminal, reuse: Reuse) -> None:
    """Say what of a cache did not work."""
    if reuse.trouble is not None:
        terminal.warn(_NO_CACHE + visible(f"{type(reuse.trouble).__name__}: {reuse.trouble}"))
    for name in sorted(reuse.not_shared):
        terminal.detail(f"not put into the cache, for its marking: {name}")
