"""The results of a run, kept with what the machine is like: figures, tables, a plot."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import plots
from figures import Result
from measuring import ROOT

__all__ = ["PAGE", "RESULTS", "keep_results", "machine_name", "with_figures"]

RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "docs" / "speed.md"
_BEGIN, _END = "<!-- figures: written by `make bench` -->\n", "<!-- end of the figures -->\n"


def keep_results(
    results: Mapping[str, Result],
    text: str,
    about: Mapping[str, Any],
    begun: datetime,
    folder: Path = RESULTS,
) -> tuple[Path, ...]:
    """Write `<date>-<machine>` as `.json`, `.md` and, with matplotlib, `.svg`; return the paths.

    A later run of the same day on the same machine takes the place of the earlier one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{begun:%Y-%m-%d}-{machine_name(about['machine'])}"
    stem += "-quick" * bool(about.get("quick"))
    data, tables, plot = (folder / f"{stem}.{end}" for end in ("json", "md", "svg"))
    found = {name: asdict(result) for name, result in results.items()}
    whole = {
        "measured": f"{begun:%Y-%m-%dT%H:%M:%SZ}",
        **about,
        "results": found,
    }
    data.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    tables.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    drawn = plots.is_possible() and plots.draw(results, plot)
    return (data, tables, plot) if drawn else (data, tables)


def machine_name(machine: Mapping[str, Any]) -> str:
    """Return what distinguishes a machine, without a name that somebody gave it."""
    words = re.sub(r"\(.*?\)|@.*|\bCPU\b|\bprocessor\b", " ", machine["processor"], flags=re.I)
    slug = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    return f"{slug or 'machine'}-{machine['cores']}-cores"


def with_figures(page: str, text: str) -> str:
    """Return the page on speed with the tables of a run, a level deeper, in place of its own."""
    before, rest = page.split(_BEGIN)
    _, after = rest.split(_END)
    deeper = re.sub(r"^(?=#+ )", "#", re.sub(r"\A# .*\n", "", text), flags=re.MULTILINE)
    return f"{before}{_BEGIN}{deeper.strip()}\n{_END}{after}"
